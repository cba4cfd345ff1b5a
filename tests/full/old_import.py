"""What an old Anki makes of a package: run by a Python that has that version, by its path.

Usage: python old_import.py DECK.apkg; prints one JSON object.
"""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from anki.collection import Collection  # first: importing anki.notes before it is a circle
from anki.import_export_pb2 import ImportAnkiPackageRequest


def request(path: str) -> Any:
    """Return what this version's import takes: a request, before 23.10 only the path."""
    knows_options = "options" in ImportAnkiPackageRequest.DESCRIPTOR.fields_by_name
    return ImportAnkiPackageRequest(package_path=path) if knows_options else path


def main() -> None:
    """Import the package into an empty collection and tell what is there then."""
    with tempfile.TemporaryDirectory() as folder:
        collection = Collection(str(Path(folder) / "collection.anki2"))
        log = collection.import_anki_package(request(sys.argv[1])).log
        cards = [collection.get_card(card) for card in collection.find_cards("")]
        sides = [side for card in cards for side in (card.question(), card.answer())]
        told = {
            "new": len(log.new),
            "cards": len(cards),
            "errors": sum("docs.ankiweb.net/templates/errors" in side for side in sides),
            "empty": len(collection.get_empty_cards().notes),
        }
        collection.close()
    print(json.dumps(told))  # noqa: T201 - this is a script


if __name__ == "__main__":
    main()

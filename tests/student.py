"""A learner's collection in Anki's own engine: imports under the default options, real reviews."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.decks import DeckId
from anki.notes import Note
from anki.scheduler.v3 import Scheduler

Row = tuple[Any, ...]
# Again, hard, good and easy are 0 to 3.
ANSWERS = (2, 0, 2, 3, 1, 2)


@dataclass(frozen=True, kw_only=True, slots=True)
class Imported:
    """How many notes an import says it added, updated, kept, and could not take."""

    new: int = 0
    updated: int = 0
    kept: int = 0
    conflicting: int = 0


class Student:
    """Somebody who imports packages and studies; for `with`."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.collection = Collection(str(folder / "collection.anki2"))

    def imports(self, package: bytes) -> Imported:
        """Import a package as a double click does: no merging, only what is newer."""
        path = self.folder / "deck.apkg"
        path.write_bytes(package)
        request = ImportAnkiPackageRequest(
            package_path=str(path), options=ImportAnkiPackageOptions()
        )
        log = self.collection.import_anki_package(request).log
        return Imported(
            new=len(log.new),
            updated=len(log.updated),
            kept=len(log.duplicate),
            conflicting=len(log.conflicting),
        )

    def studies(self) -> None:
        """Answer cards with the real scheduler; suspend, flag and bury others."""
        collection = self.collection
        decks = [d for d in collection.decks.all_names_and_ids() if "::" not in d.name]
        (root,) = (deck for deck in decks if deck.name != "Default")
        collection.decks.select(DeckId(root.id))
        assert isinstance(collection.sched, Scheduler)
        for rating in ANSWERS:
            queued = collection.sched.get_queued_cards().cards[0]
            card = collection.get_card(queued.card.id)
            card.start_timer()
            answer = collection.sched.build_answer(
                card=card,
                states=queued.states,
                rating=rating,  # type: ignore[arg-type]
            )
            collection.sched.answer_card(answer)
        rest = sorted(collection.find_cards("is:new"))
        collection.sched.suspend_cards(rest[:1])
        collection.set_user_flag_for_cards(2, rest[1:2])
        collection.sched.bury_cards(rest[2:3])

    def note(self, key: str) -> Note:
        """Return a note by the end of its key, such as `q001`."""
        (found,) = self.collection.find_notes(f'"Key:* {key}"')
        return self.collection.get_note(found)

    def cards(self) -> dict[int, Row]:
        """Return everything that is known of each card."""
        assert self.collection.db is not None
        return {row[0]: tuple(row) for row in self.collection.db.all("select * from cards")}

    def reviews(self) -> list[Row]:
        """Return every review."""
        assert self.collection.db is not None
        return [tuple(row) for row in self.collection.db.all("select * from revlog order by id")]

    def note_types(self) -> dict[str, tuple[str, ...]]:
        """Return all of deckpress's note types by name, with the names of their fields."""
        assert self.collection.db is not None
        # Not by `models`, which remembers what it once read.
        sql = "select n.name, f.name from notetypes n join fields f on f.ntid = n.id order by f.ord"
        found: dict[str, tuple[str, ...]] = {}
        for name, field in self.collection.db.all(sql):
            if "deckpress" in name:
                found[name] = (*found.get(name, ()), field)
        return found

    def has_error(self) -> bool:
        """Say whether any side of any card shows one of Anki's errors."""
        cards = [self.collection.get_card(card) for card in self.collection.find_cards("")]
        sides = [side for card in cards for side in (card.question(), card.answer())]
        return any("docs.ankiweb.net/templates/errors" in side for side in sides)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.collection.close()

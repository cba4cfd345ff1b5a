"""Pictures of cards and pages, to be looked at: `make pictures` writes them into build/pictures.

Cards are rendered by Anki's own engine and shown by Chromium as Anki's reviewer would show them;
pages go through pdftoppm. Needs Debian's chromium, poppler-utils and fonts-noto-cjk.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from anki.collection import (
    Collection,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)

SHOWN = (1, 28, 38, 39, 49, 60)
WIDTHS = (320, 390, 1024)
PAGE = """<!doctype html><html class="{mode}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body {{ margin: 0 }}</style></head>
<body class="card card{ordinal} {mode}"><div id="qa">{html}</div></body></html>"""


def cards(package: Path, folder: Path) -> list[Path]:
    """Write one page a card side and mode; returns their paths."""
    pages = []
    with tempfile.TemporaryDirectory() as home:
        collection = Collection(str(Path(home) / "collection.anki2"))
        request = ImportAnkiPackageRequest(
            package_path=str(package), options=ImportAnkiPackageOptions()
        )
        collection.import_anki_package(request)
        for number in SHOWN:
            for card_id in collection.find_cards(f"Number:{number}"):
                card = collection.get_card(card_id)
                lang = ("zh", "en")[card.ord]
                for side, html in (("front", card.question()), ("back", card.answer())):
                    for mode in ("", "nightMode night_mode"):
                        name = f"{number:03d}-{lang}-{side}{'-night' if mode else ''}.html"
                        page = PAGE.format(mode=mode, ordinal=card.ord + 1, html=html)
                        (folder / name).write_text(page, encoding="utf8")
                        pages.append(folder / name)
        collection.close()
    return pages


def shoot(page: Path, width: int, height: int = 1400) -> None:
    """Take one picture of a page with headless Chromium."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                f"--user-data-dir={profile}",
                f"--window-size={width},{height}",
                f"--screenshot={page.with_name(f'{page.stem}-{width}.png')}",
                page.as_uri(),
            ],
            check=True,
            capture_output=True,
        )


def main() -> None:
    """Render the built deck named on the command line, for example build/llm-interview."""
    if len(sys.argv) == 1 or sys.argv[1].startswith("-"):
        sys.exit(f"{__doc__}\nUsage: python tests/pictures.py build/DECK [NAME-OF-A-PICTURE]...")
    built = Path(sys.argv[1]).resolve()
    folder = built.parent / "pictures"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    print(f"two minutes; the pictures come into {folder}")  # noqa: T201 - this is a script
    pages = cards(min(built.glob("*.apkg")), folder)
    wanted = sys.argv[2:]
    for page in pages:
        for width in WIDTHS:
            if not wanted or f"{page.stem}-{width}" in wanted:
                shoot(page, width)
    sheet = str(built / "study-sheet.pdf")
    subprocess.run(["pdftoppm", "-r", "90", "-png", sheet, str(folder / "sheet")], check=True)


if __name__ == "__main__":
    main()

"""Pictures of cards and pages, to be looked at: `make pictures` writes them into build/pictures.

Cards are rendered by Anki's own engine and shown by Chromium as Anki's reviewer would show them;
pages go through pdftoppm. Needs chromium, poppler-utils and fonts-noto-cjk from the system.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reviewer import Reviewer, Side, sides

WIDTHS = (320, 390, 1024)
MODES = ("", "nightMode night_mode")


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """A card to be shown: how Anki finds its note, and which of its cards it is, from 0."""

    name: str
    search: str
    card: int = 0


SHOWN = (
    Wanted(name="q001-zh", search="Key:llm-interview*q001 note:*answer", card=0),
    Wanted(name="q028-zh", search="Key:llm-interview*q028 note:*answer", card=0),
    Wanted(name="q038-zh", search="Key:llm-interview*q038 note:*answer", card=0),
    Wanted(name="q049-en", search="Key:llm-interview*q049 note:*answer", card=1),
    Wanted(name="q002-points", search="Key:llm-interview*q002.s1", card=2),
    Wanted(name="q006-points", search="Key:llm-interview*q006.s1", card=0),
    Wanted(name="term-zh", search="Key:llm-interview*term.layer-normalization", card=0),
    Wanted(name="term-en", search="Key:llm-interview*term.self-attention", card=1),
    Wanted(name="term-name", search="Key:llm-interview*term.lora", card=0),
    Wanted(name="code-shape", search="Key:llm-interview*q039.c1.shape", card=0),
    Wanted(name="code-line", search="Key:llm-interview*q039.c1.self-attention", card=0),
)


def wanted_sides(package: Path) -> Iterator[tuple[str, Side]]:
    """Yield every side to be shown, with its name."""
    for side in sides(package):
        for wanted in SHOWN:
            if side.is_of(wanted.search, wanted.card):
                yield f"{wanted.name}-{side.face}", side


def shoot(package: Path, folder: Path) -> None:
    """Take every picture of the cards of a package."""
    with Reviewer() as reviewer:
        for name, side in wanted_sides(package):
            for width in WIDTHS:
                for mode in MODES:
                    page = reviewer.show(side, width=width, mode=mode)
                    night = "-night" if mode else ""
                    page.screenshot(path=folder / f"{name}-{width}{night}.png", full_page=True)


def main() -> None:
    """Render the built deck named on the command line, for example build/llm-interview."""
    if len(sys.argv) == 1 or sys.argv[1].startswith("-"):
        sys.exit(f"{__doc__}\nUsage: python tests/pictures.py build/DECK")
    built = Path(sys.argv[1]).resolve()
    folder = built.parent / "pictures"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    print(f"the pictures come into {folder}")  # noqa: T201 - this is a script
    shoot(min(built.glob("*.apkg")), folder)
    sheet = str(built / "study-sheet.pdf")
    subprocess.run(["pdftoppm", "-r", "90", "-png", sheet, str(folder / "sheet")], check=True)


if __name__ == "__main__":
    main()

"""Pictures of cards and pages, to be looked at: `make pictures` writes them into build/pictures.

`readme.png` and `prints.png` there are those that README.md shows, as docs/cards.png and
docs/prints.png. Of the prints, one of each name is shown, the first pages in grey as well, as many
printers give them.

Cards are rendered by Anki's own engine and shown by Chromium as Anki's reviewer would show them;
pages go through pdftoppm. Needs chromium, poppler-utils and fonts-noto-cjk from the system.
"""

import base64
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
    Wanted(name="q062-zh", search="Key:llm-interview*q062 note:*answer", card=0),
    Wanted(name="q049-en", search="Key:llm-interview*q049 note:*answer", card=1),
    Wanted(name="q002-points", search="Key:llm-interview*q002.s1", card=2),
    Wanted(name="q006-points", search="Key:llm-interview*q006.s1", card=0),
    Wanted(name="term-zh", search="Key:llm-interview*term.layer-normalization", card=0),
    Wanted(name="term-en", search="Key:llm-interview*term.self-attention", card=1),
    Wanted(name="term-name", search="Key:llm-interview*term.lora", card=0),
    Wanted(name="code-shape", search="Key:llm-interview*q039.c1.shape", card=0),
    Wanted(name="lab-figure", search="Key:llm-interview*q007.l1.result", card=0),
    Wanted(name="lab-table", search="Key:llm-interview*q022.l1.result", card=0),
    Wanted(name="code-line", search="Key:llm-interview*q039.c1.self-attention", card=0),
)


AS_IT_IS = "() => undefined"
OPEN = "() => document.querySelectorAll('details').forEach((d) => { d.open = true; })"
TO_OUTPUT = "() => document.querySelectorAll('pre')[1].scrollIntoView()"
# What the README shows, side by side: of a side, at night or not, and what its reader has done.
FRAMES = (
    ("q062-zh-back", "", AS_IT_IS),
    ("q002-points-front", "nightMode night_mode", AS_IT_IS),
    ("term-en-back", "", OPEN),
    ("lab-figure-back", "nightMode night_mode", TO_OUTPUT),
)
FRAME = (390, 848)
PAGE = """<body style="margin:0;background:#e9edf2"><div style="display:flex;gap:24px;padding:24px">
{frames}</div></body>"""
PICTURE = '<img style="width:390px;border-radius:6px" src="data:image/png;base64,{}">'
# The prints that the README shows, each by a page of it.
PAGES = (("study-sheet", 6), ("cards", 3), ("cards", 4), ("quiz", 1))
LEAF = '<img style="width:480px;border:1px solid #ccd" src="data:image/png;base64,{}">'


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


def side_by_side(package: Path, path: Path) -> None:
    """Write one picture of the frames that the README shows."""
    found = dict(wanted_sides(package))
    frames = []
    with Reviewer() as reviewer:
        for name, mode, done in FRAMES:
            page = reviewer.show(found[name], width=FRAME[0], mode=mode, height=FRAME[1])
            page.evaluate(done)
            frames.append(PICTURE.format(base64.b64encode(page.screenshot()).decode()))
        reviewer.page.set_viewport_size({"width": 4 * FRAME[0] + 5 * 24, "height": FRAME[1] + 48})
        reviewer.page.set_content(PAGE.format(frames="".join(frames)))
        reviewer.page.screenshot(path=path)


def pages(pdf: Path, folder: Path) -> None:
    """Write every page of a print, and the first ones in grey."""
    for name, options in (("", []), ("-grey", ["-gray", "-l", "6"])):
        command = ["pdftoppm", "-r", "80", "-png", *options, str(pdf), str(folder / pdf.stem)]
        subprocess.run([*command[:-1], command[-1] + name], check=True, capture_output=True)


def leaves(built: Path, path: Path) -> None:
    """Write one picture of the pages that the README shows."""
    frames = []
    for name, number in PAGES:
        command = ["pdftoppm", "-r", "120", "-png", "-f", str(number), "-l", str(number)]
        done = subprocess.run(
            [*command, str(built / f"{name}.pdf")], check=True, capture_output=True
        )
        frames.append(LEAF.format(base64.b64encode(done.stdout).decode()))
    with Reviewer() as reviewer:
        reviewer.page.set_viewport_size({"width": 4 * 482 + 5 * 24, "height": 730})
        reviewer.page.set_content(PAGE.format(frames="".join(frames)))
        reviewer.page.screenshot(path=path)


def main() -> None:
    """Render the built deck named on the command line, for example build/llm-interview."""
    if len(sys.argv) == 1 or sys.argv[1].startswith("-"):
        sys.exit(f"{__doc__}\nUsage: python tests/pictures.py build/DECK")
    built = Path(sys.argv[1]).resolve()
    folder = built.parent / "pictures"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    print(f"the pictures come into {folder}")  # noqa: T201 - this is a script
    package = min(built.glob("*.apkg"))
    shoot(package, folder)
    side_by_side(package, folder / "readme.png")
    leaves(built, folder / "prints.png")
    for pdf in sorted(built.glob("*.pdf")):
        if "." not in pdf.stem:
            pages(pdf, folder)


if __name__ == "__main__":
    main()

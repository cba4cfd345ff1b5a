"""deckpress: the project's own way from a finished book to files, `… WORK OUT sheet|cards`."""

import sys
from pathlib import Path

from sheet import ISSUE, TRAIL, load

from pipeline.export.pdf.prints import settings
from pipeline.issued import Issue
from pipeline.model.edits import Trail
from pipeline.model.prints import Print, PrintKind
from pipeline.outputs import check_glyphs, matter_of, set_all


def main(work: Path, out: Path, kind: PrintKind) -> None:
    """Set one kind of print, in volumes, as many at a time as there are cores."""
    issue, trail = load(work / ISSUE, Issue), load(work / TRAIL, Trail)
    wanted = Print(place=issue.book.deck.place, kind=kind)
    prints = settings(matter_of(issue, trail), wanted)
    check_glyphs(prints, _quiet)
    set_all(prints, out, _quiet)


def _quiet(step: str) -> None:
    """Show nothing: all engines are silent."""


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), "cards" if sys.argv[3:] == ["cards"] else "sheet")

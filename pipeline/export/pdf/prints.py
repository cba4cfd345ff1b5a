"""Prints: which template each kind is set with, from which data, into which files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from pipeline.export.pdf.cards import cards_data
from pipeline.export.pdf.cheat import cheat_data
from pipeline.export.pdf.frame import Data, frame
from pipeline.export.pdf.quiz import quiz_data, quizzes
from pipeline.export.pdf.sheet import sheet_data
from pipeline.export.pdf.volumes import volumes
from pipeline.model.deck import Edition
from pipeline.model.matter import Matter
from pipeline.model.prints import CARD_KINDS, VOLUME, Paper, Print, PrintKind

TEMPLATES = Path(str(files("pipeline.export.pdf").joinpath("templates")))
COVERAGE = TEMPLATES / "coverage.typ"
SETTERS: Mapping[PrintKind, tuple[str, Callable[[Matter, Print], Data]]] = {
    "sheet": ("sheet.typ", sheet_data),
    "cards": ("cards.typ", cards_data),
    "quiz": ("quiz.typ", quiz_data),
    "cheat-sheet": ("cheat-sheet.typ", cheat_data),
    "booklet": ("sheet.typ", sheet_data),
    "calibration": ("calibration.typ", frame),
}
# Prints of these kinds hold the questions by topic, and are cut into volumes where one can begin.
LONG: frozenset[PrintKind] = frozenset({"sheet", "cards", "booklet"})
NAMES: Mapping[PrintKind, str] = {"sheet": "study-sheet"}
# What names of these files look like, whatever was asked for.
PRINT_FILE = (
    r"(study-sheet|cards|quiz|cheat-sheet|booklet|calibration)"
    r"(-(zh|en|letter|question|term|code|\dx\d|short|fold|off[\d.,e-]+|shuffled|seed\d+|\d+q))*"
    r"(\.\d+of\d+)?(\.zh-\w\w)?\.pdf"
)
# Landscape, in pt: two pages of the booklet side by side.
SHEETS: Mapping[Paper, tuple[float, float]] = {"a4": (841.89, 595.276), "letter": (792, 612)}


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """One file to be set."""

    name: str
    matter: Matter
    wanted: Print

    @property
    def template(self) -> Path:
        """The template that it is set with."""
        return TEMPLATES / SETTERS[self.wanted.kind][0]

    @property
    def imposed(self) -> tuple[float, float] | None:
        """The size of the sheet that pages are imposed on for folding, in pt; None for none."""
        return SHEETS[self.wanted.paper] if self.wanted.kind == "booklet" else None

    def data(self) -> Data:
        """Return what the template is filled with."""
        return SETTERS[self.wanted.kind][1](self.matter, self.wanted)


def settings(matter: Matter, wanted: Print) -> tuple[Setting, ...]:
    """Return the files of one print of an edition: one, or one a volume."""
    most = wanted.volume or VOLUME
    return tuple(
        Setting(name=file_name(part, wanted), matter=part, wanted=wanted)
        for part in _parts(matter, wanted, most)
    )


def _parts(matter: Matter, wanted: Print, most: int) -> tuple[Matter, ...]:
    if wanted.kind == "quiz":
        return quizzes(matter, wanted, most)
    return volumes(matter, most) if wanted.kind in LONG else (matter,)


def file_name(matter: Matter, wanted: Print) -> str:
    """Return `study-sheet.pdf`, or `cards-zh-letter.2of3.zh-TW.pdf`."""
    volume = matter.volume
    parts = [
        print_name(wanted),
        *([f"{volume.number}of{volume.of}"] if volume.of > 1 else []),
        *([] if plain(matter.book.edition, wanted) else [matter.book.edition]),
        "pdf",
    ]
    return ".".join(parts)


def plain(edition: Edition, wanted: Print) -> bool:
    """Say whether the file's name tells no edition: that of zh-CN, and where no Chinese stands."""
    return edition == "zh-CN" or wanted.lang == "en"


def print_name(wanted: Print) -> str:
    """Return what a print is called: its kind, and whatever is not as it is by default.

    Prints of the same name are the same, but for `volume`.
    """
    said = [
        wanted.lang if wanted.lang != "both" else "",
        wanted.paper if wanted.paper != "a4" else "",
        "-".join(wanted.kinds) if wanted.kinds != CARD_KINDS else "",
        wanted.cards_per_page or "",
        wanted.flip if wanted.flip not in (None, "long") else "",
        f"off{wanted.off}" if wanted.off else "",
        "shuffled" if wanted.order == "shuffle" else "",
        f"seed{wanted.seed}" if wanted.seed else "",
        f"{wanted.count}q" if wanted.count else "",
    ]
    return "-".join([NAMES.get(wanted.kind, wanted.kind), *(str(part) for part in said if part)])

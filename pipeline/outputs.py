"""A prepared deck made into the files of its outputs."""

from pathlib import Path

from pipeline.disk import Batch
from pipeline.export.anki.package import package
from pipeline.export.pdf.sheet import study_sheet
from pipeline.export.report import report
from pipeline.issued import Issue
from pipeline.model.deck import EDITIONS, Edition
from pipeline.model.place import Place
from pipeline.prepared import Prepared, Say
from pipeline.problem import Problem, Problems


def outputs(name: str, prepared: Prepared, issues: tuple[Issue, ...], say: Say) -> dict[str, bytes]:
    """Return every output of a prepared deck by its file name; `name` is that of its folder."""
    files = {"report.md": report(prepared.book, prepared.trail, prepared.notes)}
    for one in issues:
        wanted = one.book.edition
        sheet, deck = _names(name, wanted)
        say(f"setting the study sheet, {wanted}")
        files[sheet] = study_sheet(one.book)
        say(f"packing the Anki deck, {wanted}")
        files[deck] = package(one.book, one.dated)
    return files


def refuse_inside(folder: Path, target: Path) -> None:
    """Keep outputs out of the deck's own folder, which is people's."""
    if target.resolve().is_relative_to(folder.resolve()):
        place = Place(file=target.as_posix())
        hint = "choose another folder with --out"
        message = "outputs can't be written into the deck's own folder"
        raise Problems([Problem(place=place, message=message, hint=hint)])


def batch(name: str, files: dict[str, bytes], out: Path) -> Batch:
    """Return the outputs of the deck called `name`, to be written below `out`."""
    # An edition that deck.yaml no longer names must not lie there, out of date.
    every = [file for wanted in EDITIONS for file in _names(name, wanted)]
    outdated = tuple(file for file in every if file not in files)
    return Batch(folder=out / name, files=files, outdated=outdated)


def package_name(deck: str, edition: str) -> str:
    """Return the file name of an edition's package; that of zh-CN is plain."""
    return f"{deck}{_suffix(edition)}.apkg"


def _suffix(edition: str) -> str:
    return "" if edition == "zh-CN" else f".{edition}"


def _names(deck: str, wanted: Edition) -> tuple[str, str]:
    """Return the names of an edition's sheet and package."""
    return f"study-sheet{_suffix(wanted)}.pdf", package_name(deck, wanted)

"""The whole flow on one screen: from a deck's folder to its outputs."""

from pathlib import Path

from pipeline.disk import write_all
from pipeline.export.anki.package import package
from pipeline.export.pdf.sheet import study_sheet
from pipeline.export.report import report
from pipeline.load.source import Source, load_source
from pipeline.model.deck import EDITIONS, Edition
from pipeline.model.place import Place
from pipeline.prepared import Prepared, Say, issue, prepare
from pipeline.problem import Problem, Problems


def build(
    folder: Path, out: Path, say: Say, *, draft: bool = False
) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """Build the deck in `folder` into `out/<name of the folder>`.

    Returns the files written and the warnings. A draft may lack what a deck needs before it is
    passed on. Raises `Problems`, and then writes nothing.
    """
    _refuse_inside(folder, out / folder.name)
    say("loading")
    source = load_source(folder)
    prepared = prepare(source, say, draft=draft)
    return write(source, prepared, out, say), prepared.warnings


def write(source: Source, prepared: Prepared, out: Path, say: Say) -> tuple[Path, ...]:
    """Make every output of a prepared deck and write them all; returns their paths."""
    files = {"report.md": report(prepared.book, prepared.trail, prepared.notes)}
    for wanted in source.deck.editions:
        one = issue(prepared.book, source.lock, wanted)
        sheet, deck = _names(source.name, wanted)
        say(f"setting the study sheet, {wanted}")
        files[sheet] = study_sheet(one.book)
        say(f"packing the Anki deck, {wanted}")
        files[deck] = package(one.book, one.dated)
    # An edition that deck.yaml no longer names must not lie there, out of date.
    every = [name for wanted in EDITIONS for name in _names(source.name, wanted)]
    write_all(out / source.name, files, [name for name in every if name not in files])
    return tuple(out / source.name / name for name in files)


def _names(deck: str, wanted: Edition) -> tuple[str, str]:
    """Return the names of an edition's sheet and package; those of zh-CN are plain."""
    suffix = "" if wanted == "zh-CN" else f".{wanted}"
    return f"study-sheet{suffix}.pdf", f"{deck}{suffix}.apkg"


def _refuse_inside(folder: Path, target: Path) -> None:
    """Keep outputs out of the deck's own folder, which is people's."""
    if target.resolve().is_relative_to(folder.resolve()):
        place = Place(file=target.as_posix())
        hint = "choose another folder with --out"
        message = "outputs can't be written into the deck's own folder"
        raise Problems([Problem(place=place, message=message, hint=hint)])


def check(folder: Path, say: Say) -> tuple[Problem, ...]:
    """Look at everything in the deck without writing; returns warnings, raises `Problems`."""
    say("loading")
    source = load_source(folder)
    prepared = prepare(source, say)
    for wanted in source.deck.editions:
        say(f"setting the study sheet, {wanted}")
        study_sheet(issue(prepared.book, source.lock, wanted).book)
    return prepared.warnings

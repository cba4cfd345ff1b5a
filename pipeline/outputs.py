"""A prepared deck made into the files of its outputs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.checks.prints import check_filled
from pipeline.disk import Batch, refuse_unwritable
from pipeline.export.anki.package import package
from pipeline.export.pdf.labs import PICTURE_FILE, pictures
from pipeline.export.pdf.missing import clusters, problems
from pipeline.export.pdf.prints import COVERAGE, PRINT_FILE, Setting, settings
from pipeline.export.report import report
from pipeline.issued import Issue
from pipeline.model.book import Book
from pipeline.model.deck import CardKinds
from pipeline.model.edits import Trail
from pipeline.model.matter import Matter, PrintedNote
from pipeline.model.note import CodeNote, PointsNote, TermNote
from pipeline.model.place import Place
from pipeline.model.prints import PRINTS, Print
from pipeline.prepared import Prepared, Say
from pipeline.press.press import Job, press, uncovered
from pipeline.problem import Problem, Problems, raise_if_any
from pipeline.stages.deal import deal

Files = dict[str, bytes | Path]


def outputs(
    name: str, prepared: Prepared, issues: tuple[Issue, ...], scratch: Path, say: Say
) -> Files:
    """Return every output of a prepared deck by its file name; `name` is that of its folder.

    Prints are files in the folder `scratch`. Raises `Problems` for what can't be printed.
    """
    prints = tuple(all_settings(issues, prepared.trail))
    check_glyphs(prints, say)
    files: Files = {"report.md": report(prepared.book, prepared.trail, prepared.notes)}
    # The report shows them from beside itself.
    files |= pictures(prepared.book.questions)
    files |= set_all(prints, scratch, say)
    for one in issues:
        say(f"packing the Anki deck, {one.book.edition}")
        files[package_name(name, one.book.edition)] = package(one.book, one.dated)
    return files


def set_all(prints: Sequence[Setting], scratch: Path, say: Say) -> dict[str, Path]:
    """Set the prints into the folder `scratch`; returns the files by their names."""
    jobs = [
        Job(name=one.name, template=one.template, make=one.data, imposed=one.imposed)
        for one in prints
    ]
    return press(jobs, scratch, say)


def all_settings(issues: tuple[Issue, ...], trail: Trail) -> Iterator[Setting]:
    """Yield every print of every edition; one without any Chinese is made for the first alone."""
    for index, one in enumerate(issues):
        matter = matter_of(one, trail)
        for wanted in wanted_prints(one.book):
            if index == 0 or wanted.lang != "en":
                yield from settings(matter, wanted)


def wanted_prints(book: Book) -> tuple[Print, ...]:
    """Return the prints that deck.yaml asks for; where it says nothing, one of each kind.

    Those that would be empty are left out then.
    """
    if book.deck.prints is not None:
        return book.deck.prints
    each = (Print(place=book.deck.place, kind=kind) for kind in PRINTS)
    return tuple(one for one in each if not any(check_filled(book, (one,))))


def matter_of(one: Issue, trail: Trail) -> Matter:
    """Return what an edition is printed from: all kinds of cards, whatever Anki gets."""
    anki = replace(one.book.deck.anki, cards=CardKinds(points=False))
    book = replace(one.book, deck=replace(one.book.deck, anki=anki))
    notes = tuple(note for note in deal(book, {}) if not isinstance(note, PointsNote))
    return Matter(book=one.book, notes=notes, trail=trail, serials=_serials(notes))


def _serials(notes: tuple[PrintedNote, ...]) -> dict[str, str]:
    """Number the terms in the order in which they are learned, and code cards within questions."""
    terms = (note for note in notes if isinstance(note, TermNote))
    serials = {note.id: f"T{number}" for number, note in enumerate(terms, 1)}
    counts: dict[int, int] = {}
    for note in notes:
        if isinstance(note, CodeNote):
            number = note.question.entry.number
            counts[number] = counts.get(number, 0) + 1
            serials[note.id] = f"{number}.{counts[number]}"
    return serials


def check_glyphs(prints: Sequence[Setting], say: Say) -> None:
    """Raise `Problems` for characters that no font has, with all units that hold them."""
    say("looking for characters that can't be printed")
    found = {cluster for one in prints for cluster in clusters(one.data())}
    missing = uncovered(found, COVERAGE) if found else ()
    books = {one.matter.book.edition: one.matter.book for one in prints}
    every = (problem for book in books.values() for problem in problems(book, missing))
    raise_if_any(dict.fromkeys(every))


def check_target(folder: Path, target: Path) -> None:
    """Raise `Problems` for a place that nothing can be written to, before any work is done.

    The deck's own folder is people's, so outputs are kept out of it.
    """
    if target.resolve().is_relative_to(folder.resolve()):
        place = Place(file=target.as_posix())
        hint = "choose another folder with --out"
        message = "outputs can't be written into the deck's own folder"
        raise Problems([Problem(place=place, message=message, hint=hint)])
    refuse_unwritable(target)


def batch(name: str, files: Files, out: Path) -> Batch:
    """Return the outputs of the deck called `name`, to be written below `out`."""
    folder = out / name
    # What deck.yaml no longer asks for must not lie there, out of date.
    package = rf"{re.escape(name)}(\.zh-\w\w)?\.apkg"
    made = re.compile(rf"{package}|{PRINT_FILE}|{PICTURE_FILE}")
    there = sorted(path.name for path in folder.glob("*")) if folder.is_dir() else []
    outdated = tuple(file for file in there if made.fullmatch(file) and file not in files)
    return Batch(folder=folder, files=files, outdated=outdated)


def package_name(deck: str, edition: str) -> str:
    """Return the file name of an edition's package; that of zh-CN is plain."""
    return f"{deck}.apkg" if edition == "zh-CN" else f"{deck}.{edition}.apkg"

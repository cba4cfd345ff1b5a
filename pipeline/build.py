"""The whole flow on one screen: from a deck's folder to its outputs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.checks.chinese import (
    check_endings,
    check_gaps,
    check_lines,
    check_numbers,
    check_residue,
    check_terms,
)
from pipeline.checks.deck import check_attribution, check_deck
from pipeline.checks.english import check_han, check_shape
from pipeline.checks.topics import check_topics
from pipeline.checks.twice import check_siblings, check_twice
from pipeline.disk import write_all
from pipeline.edited import Edited, edited, trail
from pipeline.export.anki.package import package
from pipeline.export.pdf.sheet import study_sheet
from pipeline.export.report import report
from pipeline.load.source import ENGLISH, Source, label, load_source
from pipeline.model.book import Book
from pipeline.model.edits import Trail
from pipeline.model.place import Place
from pipeline.model.run import CodeAnswer
from pipeline.problem import Collector, Problem, Problems, present
from pipeline.stages.compose import compose
from pipeline.stages.recover import recover
from pipeline.stages.translate import translate
from pipeline.stages.verify import verify

Say = Callable[[str], None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Prepared:
    """A deck as far as it goes without writing anything, and what is worth a warning."""

    book: Book
    trail: Trail
    warnings: tuple[Problem, ...]


def prepare(source: Source, say: Say) -> Prepared:
    """Take a deck from its text to the finished book.

    Raises `Problems`: those of the Chinese alone, else those of all later steps together.
    """
    say("parsing, cleaning, correcting")
    text = source.code.text
    done = edited(text.article, text.corrections)
    say("joining translations and code, checking")
    collector = Collector()
    answers = collector.attempt(_answers, source, done)
    file = label(source.folder, ENGLISH)
    entries = collector.attempt(translate, done.entries, source.translations, file)
    collector.add(*_checked(source, done))
    warnings = collector.finish()
    return Prepared(
        book=compose(source.deck, present(entries), present(answers)),
        trail=trail(done, text.corrections),
        warnings=warnings,
    )


def _answers(source: Source, done: Edited) -> tuple[CodeAnswer, ...]:
    jobs = recover(done.entries, source.code.blocks, source.code.text.article.file)
    return verify(jobs, source.code.runs, label(source.folder, "runs"))


def _checked(source: Source, done: Edited) -> Iterator[Problem]:
    entries, file = done.entries, source.code.text.article.file
    yield from check_deck(source.deck)
    yield from check_twice(source.deck, source.code.text.corrections, source.glossary)
    yield from check_siblings(source.deck, source.siblings)
    yield from check_attribution(source.deck, done.parsed.address)
    yield from check_topics(source.deck, [entry.number for entry in entries])
    yield from check_numbers(entries, file)
    yield from check_lines(done.parsed.lines, file)
    yield from check_residue(done.cleaned.edits, file)
    yield from check_endings(entries, file)
    yield from check_gaps(entries, file)
    yield from check_terms(entries, source.glossary, file)
    yield from check_han(source.translations)
    yield from check_shape(source.translations)


def build(folder: Path, out: Path, say: Say) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """Build the deck in `folder` into `out/<name of the folder>`.

    Returns the files written and the warnings. Raises `Problems`, and then writes nothing.
    """
    _refuse_inside(folder, out / folder.name)
    say("loading")
    source = load_source(folder)
    prepared = prepare(source, say)
    say("setting the study sheet")
    sheet = study_sheet(prepared.book)
    say("packing the Anki deck")
    files = {
        f"{source.name}.apkg": package(prepared.book),
        "study-sheet.pdf": sheet,
        "report.md": report(prepared.book, prepared.trail),
    }
    write_all(out / source.name, files)
    return tuple(out / source.name / name for name in files), prepared.warnings


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
    prepared = prepare(load_source(folder), say)
    say("setting the study sheet")
    study_sheet(prepared.book)
    return prepared.warnings

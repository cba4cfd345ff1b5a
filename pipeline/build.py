"""The whole flow on one screen: from a deck's folder to its outputs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.checks.chinese import check_endings, check_numbers, check_terms
from pipeline.checks.deck import check_attribution, check_deck
from pipeline.checks.english import check_han, check_shape
from pipeline.checks.topics import check_topics
from pipeline.export.anki.package import package
from pipeline.export.files import write_all
from pipeline.export.pdf.sheet import study_sheet
from pipeline.export.report import report
from pipeline.load.source import Source, load_source
from pipeline.model.article import Entry, Unit
from pipeline.model.book import Book
from pipeline.model.edits import Trail
from pipeline.model.run import CodeAnswer
from pipeline.problem import Collector, Problem, present
from pipeline.stages.account import account
from pipeline.stages.clean import clean
from pipeline.stages.compose import compose
from pipeline.stages.correct import correct
from pipeline.stages.parse import parse
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

    Raises `Problems`: those of parsing or of correcting alone, else those of all later steps.
    """
    say("parsing, cleaning, correcting")
    parsed = parse(source.article)
    cleaned = clean(parsed.entries)
    corrected = correct(cleaned.entries, source.corrections)
    say("joining translations and code, checking")
    collector = Collector()
    answers = collector.attempt(_answers, source, corrected.entries)
    entries = collector.attempt(
        translate, corrected.entries, source.translations, source.label("translations/en.po")
    )
    collector.add(*_checked(source, corrected.entries, parsed.address))
    warnings = collector.finish()
    trail = Trail(
        found=len(parsed.entries),
        fates=account(parsed.lines, cleaned.drops, (*cleaned.edits, *corrected.edits)),
        drops=cleaned.drops,
        cleaning=cleaned.edits,
        corrections=corrected.edits,
        reasons=source.corrections.reasons(),
    )
    book = compose(source.deck, present(entries), present(answers))
    return Prepared(book=book, trail=trail, warnings=warnings)


def _answers(source: Source, entries: tuple[Entry[Unit], ...]) -> tuple[CodeAnswer, ...]:
    jobs = recover(entries, source.blocks, source.article.file)
    return verify(jobs, source.runs, source.label("runs"))


def _checked(
    source: Source, entries: tuple[Entry[Unit], ...], address: str | None
) -> Iterator[Problem]:
    file = source.article.file
    yield from check_deck(source.deck)
    yield from check_attribution(source.deck, address)
    yield from check_topics(source.deck, [entry.number for entry in entries])
    yield from check_numbers(entries, file)
    yield from check_endings(entries, file)
    yield from check_terms(entries, source.glossary, file)
    yield from check_han(source.translations)
    yield from check_shape(source.translations)


def build(folder: Path, out: Path, say: Say) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """Build the deck in `folder` into `out/<name of the folder>`.

    Returns the files written and the warnings. Raises `Problems`, and then writes nothing.
    """
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


def check(folder: Path, say: Say) -> tuple[Problem, ...]:
    """Look at everything in the deck without writing; returns warnings, raises `Problems`."""
    say("loading")
    return prepare(load_source(folder), say).warnings

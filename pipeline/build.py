"""The whole flow on one screen: from a deck's folder to its outputs."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.disk import write_all
from pipeline.edited import Edited, edited, trail
from pipeline.export.anki.package import package
from pipeline.export.pdf.sheet import study_sheet
from pipeline.export.report import report
from pipeline.judged import judged
from pipeline.load.source import ENGLISH, Source, label, load_source
from pipeline.model.book import Book
from pipeline.model.deck import EDITIONS, Edition
from pipeline.model.edits import Trail
from pipeline.model.place import Place
from pipeline.model.run import CodeAnswer
from pipeline.problem import Collector, Problem, Problems, present
from pipeline.stages.compose import Frame, compose
from pipeline.stages.edition import edition
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


def prepare(source: Source, say: Say, *, draft: bool = False) -> Prepared:
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
    collector.add(*judged(source, done, draft=draft))
    warnings = collector.finish()
    return Prepared(
        book=compose(_frame(source), present(entries), present(answers)),
        trail=trail(done, text.corrections),
        warnings=warnings,
    )


def _answers(source: Source, done: Edited) -> tuple[CodeAnswer, ...]:
    jobs = recover(done.entries, source.code.blocks, source.code.text.article.file)
    return verify(jobs, source.code.runs, label(source.folder, "runs"))


def _frame(source: Source) -> Frame:
    return Frame(
        deck=source.deck,
        glossary=source.glossary,
        references=source.references.references,
    )


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
    files = {"report.md": report(prepared.book, prepared.trail)}
    for wanted in source.deck.editions:
        book = edition(prepared.book, wanted)
        sheet, deck = _names(source.name, wanted)
        say(f"setting the study sheet, {wanted}")
        files[sheet] = study_sheet(book)
        say(f"packing the Anki deck, {wanted}")
        files[deck] = package(book)
    # An edition that deck.yaml no longer names must not lie there, out of date.
    every = [name for wanted in EDITIONS for name in _names(source.name, wanted)]
    write_all(out / source.name, files, [name for name in every if name not in files])
    return tuple(out / source.name / name for name in files), prepared.warnings


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
        study_sheet(edition(prepared.book, wanted))
    return prepared.warnings

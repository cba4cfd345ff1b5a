"""From a deck's source to everything that outputs are made of, without writing any."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from pipeline.checks.cards import check_cards, check_code, check_unasked
from pipeline.checks.lock import check_lock, check_retired
from pipeline.edited import Edited, edited, trail
from pipeline.export.anki.fill import fill
from pipeline.export.anki.schema import type_digests
from pipeline.judged import judged
from pipeline.load.source import ENGLISH, LOCK, Source, label
from pipeline.model.article import entry_id
from pipeline.model.book import Book, Retired
from pipeline.model.changes import Changes
from pipeline.model.deck import Edition
from pipeline.model.edits import Trail
from pipeline.model.lock import Dated, Lock
from pipeline.model.note import Filled, Note
from pipeline.model.run import CodeAnswer
from pipeline.problem import Collector, Problem, present, raise_if_any
from pipeline.stages.bury import asked, bury
from pipeline.stages.changed import changed
from pipeline.stages.compose import Frame, compose
from pipeline.stages.date import Types, dated, stamp
from pipeline.stages.deal import deal
from pipeline.stages.edition import edition
from pipeline.stages.faces import faces
from pipeline.stages.recover import recover
from pipeline.stages.translate import translate
from pipeline.stages.verify import verify

Say = Callable[[str], None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Prepared:
    """A deck as far as it goes without writing anything, and what is worth a warning.

    `notes` are those of the book in zh-CN, in the order in which they are learned.
    """

    book: Book
    trail: Trail
    notes: tuple[Note, ...]
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Issue:
    """One edition of a deck, ready to be printed and packed."""

    book: Book
    notes: tuple[Filled, ...]
    types: Types
    dated: Dated


def prepare(source: Source, say: Say, *, draft: bool = False) -> Prepared:
    """Take a deck from its text to the finished book and its notes.

    Raises `Problems`: those of the Chinese alone, else those of all later steps together, else
    those of the cards.
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
    book = compose(_frame(source), present(entries), present(answers))
    notes = deal(book, asked(source.lock))
    # A card about a line that is not there has no sides that could be judged.
    raise_if_any([*check_unasked(book), *check_code(notes)])
    found = tuple(_cards(source, book, notes))
    raise_if_any(found)
    return Prepared(
        book=book,
        trail=trail(done, text.corrections),
        notes=notes,
        warnings=(*warnings, *found),
    )


def _answers(source: Source, done: Edited) -> tuple[CodeAnswer, ...]:
    jobs = recover(done.entries, source.code.blocks, source.code.text.article.file)
    return verify(jobs, source.code.runs, label(source.folder, "runs"))


def _frame(source: Source) -> Frame:
    return Frame(
        deck=source.deck,
        glossary=source.glossary,
        references=source.references.references,
        retired=tuple(
            Retired(id=entry_id(row.question), reason=row.reason)
            for row in source.code.text.corrections.retired
        ),
    )


def _cards(source: Source, book: Book, notes: tuple[Note, ...]) -> Iterator[Problem]:
    file = label(source.folder, LOCK)
    retired = frozenset(row.id for row in book.retired)
    yield from check_cards(tuple(face for note in notes for face in faces(note)))
    filled = fill(book, notes, bury(book, notes, source.lock))
    yield from check_lock(filled, source.lock, file)
    yield from check_retired(filled, retired, file)


def issue(prepared: Book, lock: Lock, wanted: Edition) -> Issue:
    """Return one edition of the prepared book: converted, dealt, filled in, dated."""
    book = edition(prepared, wanted)
    notes = deal(book, asked(lock))
    filled = fill(book, notes, bury(book, notes, lock))
    types = type_digests(book.edition)
    return Issue(
        book=replace(book, stamp=stamp(filled, lock, wanted)),
        notes=filled,
        types=types,
        dated=dated(filled, types, lock, wanted),
    )


def unreleased(book: Book, lock: Lock, editions: tuple[Edition, ...]) -> Changes:
    """Return what the prepared book has in these editions that the last release had not."""
    issues = [issue(book, lock, wanted) for wanted in editions]
    notes = [note for one in issues for note in one.notes]
    return changed(notes, {one.book.edition: one.types for one in issues}, lock)

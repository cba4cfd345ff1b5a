"""From a deck's source to everything that outputs are made of, without writing any."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.checks.cards import check_cards, check_code, check_unasked
from pipeline.checks.lock import check_lock, check_name, check_retired
from pipeline.checks.orphans import check_orphans
from pipeline.checks.prints import check_filled
from pipeline.edited import Edited, edited, trail
from pipeline.enlisted import all_jobs
from pipeline.export.anki.identity import deck_name
from pipeline.issued import Issue, issue
from pipeline.judged import judged
from pipeline.load.source import ENGLISH, LOCK, Source, label
from pipeline.model.article import entry_id
from pipeline.model.book import Book, Retired
from pipeline.model.edits import Trail
from pipeline.model.note import Note
from pipeline.model.run import CodeAnswer
from pipeline.problem import Collector, Problem, present, raise_if_any
from pipeline.stages.bury import asked
from pipeline.stages.compose import Frame, compose
from pipeline.stages.deal import deal
from pipeline.stages.faces import faces
from pipeline.stages.recover import unsure
from pipeline.stages.translate import translate
from pipeline.stages.verify import verify

Say = Callable[[str], None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Prepared:
    """A deck as far as it goes without writing anything, and what is worth a warning.

    `notes` are those of the book in zh-CN, numbered as in the first of the editions that the deck
    names, in the order in which they are learned; `issues` are these editions.
    """

    book: Book
    trail: Trail
    notes: tuple[Note, ...]
    issues: tuple[Issue, ...]
    warnings: tuple[Problem, ...]


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
    if answers is not None:
        jobs = tuple(answer.job for answer in answers)
        collector.add(*unsure(done.entries, jobs, source.code.text.article.file))
    file = label(source.folder, ENGLISH)
    entries = collector.attempt(translate, done.entries, source.translations, file)
    collector.add(*judged(source, done, draft=draft))
    warnings = collector.finish()
    book = compose(_frame(source, done), present(entries), present(answers))
    first = source.deck.editions[0]
    notes = deal(book, asked(source.lock, first))
    found = (*warnings, *_cards(book, notes))
    raise_if_any(found)
    issues = tuple(issue(book, source.lock, wanted) for wanted in source.deck.editions)
    raise_if_any((*found, *_identities(source, book, issues)))
    return Prepared(
        book=book,
        trail=trail(done, text.corrections),
        notes=notes,
        issues=issues,
        warnings=found,
    )


def _answers(source: Source, done: Edited) -> tuple[CodeAnswer, ...]:
    jobs = all_jobs(source.code, done.entries)
    return verify(jobs, source.code.records, label(source.folder, "runs"))


def _frame(source: Source, done: Edited) -> Frame:
    asked_for = {entry.number: entry.question.zh for entry in done.retired}
    return Frame(
        deck=source.deck,
        glossary=source.glossary,
        references=source.references.references,
        retired=tuple(
            Retired(
                id=entry_id(row.question), zh=asked_for.get(row.question, ""), reason=row.reason
            )
            for row in source.code.text.corrections.retired
        ),
    )


def _cards(book: Book, notes: tuple[Note, ...]) -> Iterator[Problem]:
    """Judge what a card must be for its sides to be made, and all cards if that is given.

    Prints that would have nothing on them are told here too: which cards there are is known now.
    """
    yield from check_unasked(book)
    yield from check_orphans(book, notes)
    yield from check_filled(book, book.deck.prints or ())
    broken = tuple(check_code(notes))
    yield from broken
    if not broken:
        yield from check_cards(tuple(face for note in notes for face in faces(note)))


def _identities(source: Source, book: Book, issues: tuple[Issue, ...]) -> Iterator[Problem]:
    file = label(source.folder, LOCK)
    retired = frozenset(row.id for row in book.retired)
    for one in issues:
        yield from check_lock(one.notes, source.lock, file)
        yield from check_name(one.book.edition, deck_name(one.book), source.lock, file)
        yield from check_retired(one.notes, retired, file)

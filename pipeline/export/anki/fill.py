"""Notes as Anki takes them: fields in HTML, identity, tags, order."""

from collections.abc import Iterable, Iterator, Mapping

from pipeline.export.anki.code import code_fields
from pipeline.export.anki.identity import RETIRED, guid
from pipeline.export.anki.numbers import FIELDS
from pipeline.export.anki.points import points_fields
from pipeline.export.anki.question import question_fields
from pipeline.export.anki.render import source
from pipeline.export.anki.term import term_fields
from pipeline.export.anki.tombstone import tombstone_fields
from pipeline.model.book import Book, Question
from pipeline.model.note import (
    CARDS,
    CodeNote,
    Filled,
    Kind,
    Note,
    PointsNote,
    QuestionNote,
    TermNote,
    Tombstone,
    asks,
    card_count,
    kind_of,
    label_of,
)


def fill(book: Book, notes: Iterable[Note], tombs: Iterable[Tombstone] = ()) -> tuple[Filled, ...]:
    """Return every note filled in, in the order in which new cards come; tombstones last."""
    filled = [_filled(book, note, place) for place, note in enumerate(notes, 1)]
    buried = [_buried(book, tomb, place) for place, tomb in enumerate(tombs, len(filled) + 1)]
    return (*filled, *buried)


def _filled(book: Book, note: Note, position: int) -> Filled:
    return Filled(
        id=note.id,
        kind=kind_of(note),
        edition=book.edition,
        guid=guid(book.deck, note.id, book.edition),
        fields=_complete(book, kind_of(note), note.id, _fields(book, note)),
        tags=_tags(book, note),
        loose_tags=tuple(_loose_tags(book, note)),
        position=position,
        label=label_of(note),
        asks=asks(note),
        gone=_gone(note),
        cards=card_count(note),
    )


def _gone(note: Note) -> tuple[int, ...]:
    clozes = note.clozes if isinstance(note, PointsNote) else ()
    return tuple(cloze.number - 1 for cloze in clozes if cloze.point is None)


def _fields(book: Book, note: Note) -> Mapping[str, str]:
    match note:
        case QuestionNote():
            return question_fields(book, note)
        case PointsNote():
            return points_fields(book, note)
        case TermNote():
            return term_fields(book, note)
        case CodeNote():
            return code_fields(book, note)


def _complete(
    book: Book, kind: Kind, note: str, values: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """Return all fields in their order; the key and the source are every note's."""
    if unknown := values.keys() - FIELDS[kind].keys():
        raise AssertionError(f"no fields of {kind}: {unknown}")
    full = {"Key": f"{book.deck.id} {note}", "Source": source(book), **values}
    return tuple((name, str(full.get(name, ""))) for name in FIELDS[kind])


def _tags(book: Book, note: Note) -> tuple[str, ...]:
    """Return the tags of topic and question."""
    topic = f"{book.deck.id}::{note.question.topic.id}"
    return (topic,) if isinstance(note, TermNote) else (topic, _of_question(book, note.question))


def _of_question(book: Book, question: Question) -> str:
    return f"{book.deck.id}::{question.entry.id}"


def _loose_tags(book: Book, note: Note) -> Iterator[str]:
    """Yield the question that a term is learned with, and what a question is about.

    A tag holds no blank, so blanks become underscores.
    """
    root = "词" if book.edition == "zh-CN" else "詞"
    if isinstance(note, TermNote):
        yield _of_question(book, note.question)
    if isinstance(note, QuestionNote):
        yield from (f"{root}::{'_'.join(word.split())}" for word in note.question.keywords)


def _buried(book: Book, tomb: Tombstone, position: int) -> Filled:
    return Filled(
        id=tomb.id,
        kind=tomb.kind,
        edition=book.edition,
        guid=guid(book.deck, tomb.id, book.edition),
        fields=_complete(book, tomb.kind, tomb.id, tombstone_fields(book, tomb)),
        tags=(f"{book.deck.id}::{RETIRED}",),
        position=position,
        label=tomb.label,
        retired=True,
        asks=tomb.asks,
        cards=len(tomb.asks) or CARDS[tomb.kind],
    )

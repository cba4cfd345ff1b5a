"""A deck cut into volumes, so that no file, and no process that sets one, grows without end."""

from dataclasses import replace

from pipeline.model.book import Book, Concept, Question
from pipeline.model.matter import Matter, Volume


def volumes(matter: Matter, most: int) -> tuple[Matter, ...]:
    """Return the matter in parts of at most `most` questions each, in the order of the topics.

    A topic that does not fit into what is left of a volume opens the next one, unless the volume
    is less than half full or the topic is larger than a volume itself.
    """
    parts = _parts(matter.book, most)
    if len(parts) < 2:  # noqa: PLR2004 - one part is the whole
        return (matter,)
    return tuple(
        _volume(matter, part, Volume(number=number, of=len(parts)))
        for number, part in enumerate(parts, 1)
    )


def _parts(book: Book, most: int) -> list[list[Question]]:
    parts: list[list[Question]] = [[]]
    for topic in book.deck.topics:
        questions = book.about(topic)
        if len(parts[-1]) > most / 2 and most - len(parts[-1]) < len(questions) <= most:
            parts.append([])
        for question in questions:
            if len(parts[-1]) == most:
                parts.append([])
            parts[-1].append(question)
    return [part for part in parts if part]


def _volume(matter: Matter, part: list[Question], volume: Volume) -> Matter:
    numbers = {question.entry.number for question in part}
    ids = {question.entry.id for question in part}
    book = matter.book
    topics = (
        replace(topic, questions=tuple(n for n in topic.questions if n in numbers))
        for topic in book.deck.topics
    )
    inside = replace(
        book,
        # Those of other volumes stay, without questions: a topic has the same number in all.
        deck=replace(book.deck, topics=tuple(topics)),
        questions=tuple(q for q in book.questions if q.entry.id in ids),
        concepts=tuple(c for c in (_inside(c, ids) for c in book.concepts) if c.units),
    )
    cited = {c.reference.id for q in inside.questions for c in inside.rests_on(q)}
    kept = tuple(reference for reference in book.references if reference.id in cited)
    notes = tuple(note for note in matter.notes if note.question.entry.id in ids)
    return replace(matter, book=replace(inside, references=kept), notes=notes, volume=volume)


def _inside(concept: Concept, ids: set[str]) -> Concept:
    def own(units: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(unit for unit in units if unit.partition(".")[0] in ids)

    return replace(concept, units=own(concept.units), about=own(concept.about))

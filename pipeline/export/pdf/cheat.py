"""The glossary on two pages: every term with its other name, its reading and its definition."""

from pipeline.export.pdf.answers import topic_data
from pipeline.export.pdf.frame import Data, both, frame, runs
from pipeline.model.matter import Matter
from pipeline.model.note import TermNote
from pipeline.model.prints import Print


def cheat_data(matter: Matter, wanted: Print) -> Data:
    """Return the terms by the topic that they are learned with, in the order of the book.

    A term without a definition is one of them; one that the text never names is not.
    """
    topics = matter.book.deck.topics
    notes = [note for note in matter.notes if isinstance(note, TermNote)]
    rows = {
        topic.id: [_row(note) for note in notes if note.question.topic.id == topic.id]
        for topic in topics
    }
    groups = [{**topic_data(topic), "terms": rows[topic.id]} for topic in topics if rows[topic.id]]
    return {**frame(matter, wanted), "groups": groups}


def _row(note: TermNote) -> Data:
    term = note.concept.term
    return {
        "zh": runs(term.zh),
        "en": runs(term.en),
        "same": term.zh == term.en,
        "pinyin": term.pinyin,
        "define": both(term.define) if term.define else None,
    }

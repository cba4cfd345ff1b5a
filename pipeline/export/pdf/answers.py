"""Questions with their answers as the templates take them."""

from pipeline.export.pdf.frame import Data, both, runs
from pipeline.export.pdf.labs import WIDEST, lab_data, ran
from pipeline.model.article import Pair, Section
from pipeline.model.book import Book, Question
from pipeline.model.deck import Topic
from pipeline.model.run import CodeAnswer
from pipeline.text.breaks import breakable
from pipeline.text.points import split_en, split_zh


def topics_data(book: Book) -> list[Data]:
    """Return the questions of the book, topic by topic; a topic has its number in the deck."""
    return [
        {
            **topic_data(topic),
            "number": number,
            "questions": [question_data(book, q) for q in book.about(topic)],
        }
        for number, topic in enumerate(book.deck.topics, 1)
        if topic.questions
    ]


def topic_data(topic: Topic) -> Data:
    """Return what is shown of a topic."""
    return {"id": topic.id, "title": both(topic.title)}


def question_data(book: Book, question: Question) -> Data:
    """Return a question with its whole answer."""
    entry = question.entry
    return {
        "id": entry.id,
        "number": entry.number,
        "plain": {"zh": entry.question.zh, "en": entry.question.en},
        "question": both(entry.question),
        "summary": statement(entry.summary) if entry.summary else None,
        "sections": [_section(section) for section in entry.sections],
        "errata": [
            {**both(pair), "id": pair.id, "cites": cites(book, pair)} for pair in entry.errata
        ],
        "cites": list(dict.fromkeys(c.reference.short for c in book.rests_on(question))),
        "codes": [_code(answer) for answer in question.answers],
        "labs": [lab_data(lab) for lab in question.labs],
    }


def cites(book: Book, pair: Pair) -> list[str]:
    """Return what a text rests on; a section sign stays with what stands before it."""
    return [str(citation).replace(" §", "\u00a0§") for citation in book.citations(pair)]


def statement(pair: Pair) -> Data:
    """Return a text in both languages, and whether the editor says it."""
    return {**both(pair), "id": pair.id, "own": pair.own}


def point(pair: Pair) -> Data:
    """Return a point, its term and its explanation apart."""
    zh, en = split_zh(pair.zh), split_en(pair.en)
    return {
        "zh": {"term": runs(zh[0]), "text": runs(zh[1])},
        "en": {"term": runs(en[0]), "text": runs(en[1])},
        "id": pair.id,
        "own": pair.own,
    }


def _section(section: Section[Pair]) -> Data:
    return {"label": statement(section.label), "points": [point(p) for p in section.points]}


def _code(answer: CodeAnswer) -> Data:
    block = answer.job.block
    texts = {
        "code": answer.job.code,
        "printed": answer.printed,
        "driver": answer.driver,
        "checked": answer.checked,
    }
    return {
        **{name: breakable(text.rstrip("\n"), WIDEST) for name, text in texts.items()},
        "note": both(block.note) if block.note else None,
        **ran(answer),
    }

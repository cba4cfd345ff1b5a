"""A question's fields: HTML in which every text from outside is escaped by the template engine."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pipeline.export.anki.escape import field_text
from pipeline.export.anki.highlight import highlighted
from pipeline.export.provenance import provenance
from pipeline.model.article import Pair, Section
from pipeline.model.book import Book, Question
from pipeline.model.deck import Deck
from pipeline.model.run import CodeAnswer
from pipeline.text.points import split_en, split_zh

Lang = Literal["zh", "en"]

_ENGINE = Environment(
    loader=PackageLoader("pipeline.export.anki", "templates"),
    autoescape=True,
    finalize=field_text,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Block:
    """A code answer as its template wants it."""

    code: Markup
    printed: str
    driver: Markup | None
    checked: str
    provenance: tuple[str, ...]


def fields(book: Book, question: Question) -> dict[str, str]:
    """Return the note's fields by name; fields that nothing fills yet are left out."""
    entry, topic = question.entry, question.topic
    return {
        "Key": f"{book.deck.id} {entry.id}",
        "Number": str(entry.number),
        "QuestionZh": field_text(entry.question.zh),
        "QuestionEn": field_text(entry.question.en),
        "AnswerZh": _answer(question, "zh"),
        "AnswerEn": _answer(question, "en"),
        "Code": _code(question.answers) if question.answers else "",
        "TopicZh": field_text(topic.title.zh),
        "TopicEn": field_text(topic.title.en),
        "Source": source(book.deck),
    }


def source(deck: Deck) -> str:
    """Return the attribution that every note carries."""
    return _rendered("source.html.j2", source=deck.attribution)


def description(deck: Deck) -> str:
    """Return what Anki shows above the deck's button."""
    return _rendered("description.html.j2", deck=deck, source=Markup(source(deck)))  # noqa: S704


def _answer(question: Question, lang: Lang) -> str:
    def text(pair: Pair) -> str:
        return pair.zh if lang == "zh" else pair.en

    def points(section: Section[Pair]) -> list[tuple[str, str]]:
        split = split_zh if lang == "zh" else split_en
        return [split(text(point)) for point in section.points]

    return _rendered(
        "answer.html.j2",
        entry=question.entry,
        text=text,
        points=points,
        colon="：" if lang == "zh" else ": ",
        notes=list(_notes(question.answers, lang)),
    )


def _notes(answers: tuple[CodeAnswer, ...], lang: Lang) -> Iterable[str]:
    for answer in answers:
        if answer.job.block.note is not None:
            yield answer.job.block.note.zh if lang == "zh" else answer.job.block.note.en


def _code(answers: tuple[CodeAnswer, ...]) -> str:
    return _rendered("code.html.j2", blocks=[_block(answer) for answer in answers])


def _block(answer: CodeAnswer) -> _Block:
    driver = answer.job.block.driver
    return _Block(
        code=highlighted(answer.job.code),
        printed=answer.runs[0].stdout.rstrip("\n"),
        driver=highlighted(driver) if driver else None,
        checked=answer.runs[0].driver_stdout.rstrip("\n"),
        provenance=tuple(provenance(run) for run in answer.runs),
    )


def _rendered(template: str, **values: object) -> str:
    return _ENGINE.get_template(template).render(**values).strip()

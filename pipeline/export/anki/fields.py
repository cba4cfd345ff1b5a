"""A question's fields: HTML in which every text from outside is escaped by the template engine."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pipeline.export.anki.escape import field_text
from pipeline.export.anki.highlight import highlighted
from pipeline.export.anki.schema import LANGS
from pipeline.export.provenance import provenance
from pipeline.export.words import words
from pipeline.model.article import Entry, Pair
from pipeline.model.book import Book, Question
from pipeline.model.deck import Both
from pipeline.model.run import CodeAnswer
from pipeline.text.points import split_en, split_zh

Lang = Literal["zh", "en"]

COLON: dict[Lang, str] = {"zh": "：", "en": ": "}

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
        "AnswerZh": _answer(book, question, "zh"),
        "AnswerEn": _answer(book, question, "en"),
        "ErratumZh": _errata(book, question, "zh"),
        "ErratumEn": _errata(book, question, "en"),
        "Extra1": _references(book, question),
        "Code": _code(book, question.answers) if question.answers else "",
        "TopicZh": field_text(topic.title.zh),
        "TopicEn": field_text(topic.title.en),
        "Source": source(book),
    }


def source(book: Book) -> str:
    """Return the attribution that every note carries."""
    return _rendered(book, "source.html.j2", source=book.deck.attribution)


def description(book: Book) -> str:
    """Return what Anki shows above the deck's button."""
    html = Markup(source(book))  # noqa: S704 - rendered above
    return _rendered(book, "description.html.j2", deck=book.deck, source=html)


def _answer(book: Book, question: Question, lang: Lang) -> str:
    def halves(pair: Pair) -> tuple[str, str]:
        return split_zh(pair.zh) if lang == "zh" else split_en(pair.en)

    entry = question.entry
    return _rendered(
        book,
        "answer.html.j2",
        entry=entry,
        halves=halves,
        colon=COLON[lang],
        notes=list(_notes(question.answers, lang)),
        own=any(pair.own for pair in _statements(entry)),
        side=partial(_side, lang=lang),
    )


def _statements(entry: Entry[Pair]) -> Iterator[Pair]:
    """Yield what an answer says: its summary and its points."""
    if entry.summary is not None:
        yield entry.summary
    for section in entry.sections:
        yield from section.points


def _errata(book: Book, question: Question, lang: Lang) -> str:
    if not question.entry.errata:
        return ""
    return _rendered(
        book,
        "erratum.html.j2",
        errata=[(_side(pair, lang), book.citations(pair)) for pair in question.entry.errata],
        side=partial(_side, lang=lang),
        colon=COLON[lang],
    )


def _references(book: Book, question: Question) -> str:
    references = dict.fromkeys(c.reference for c in book.rests_on(question))
    if not references:
        return ""
    return _rendered(book, "references.html.j2", references=list(references))


def _notes(answers: tuple[CodeAnswer, ...], lang: Lang) -> Iterable[str]:
    for answer in answers:
        if answer.job.block.note is not None:
            yield _side(answer.job.block.note, lang)


def _code(book: Book, answers: tuple[CodeAnswer, ...]) -> str:
    return _rendered(book, "code.html.j2", blocks=[_block(answer) for answer in answers])


def _block(answer: CodeAnswer) -> _Block:
    driver = answer.job.block.driver
    return _Block(
        code=highlighted(answer.job.code),
        printed=answer.runs[0].stdout.rstrip("\n"),
        driver=highlighted(driver) if driver else None,
        checked=answer.runs[0].driver_stdout.rstrip("\n"),
        provenance=tuple(provenance(run) for run in answer.runs),
    )


def _side(both: Both | Pair, lang: Lang) -> str:
    return both.zh if lang == "zh" else both.en


def _rendered(book: Book, template: str, **values: object) -> str:
    engine = _ENGINE.get_template(template)
    own = {"words": words(book.edition), "lang": LANGS[book.edition]}
    return engine.render(**own, **values).strip()

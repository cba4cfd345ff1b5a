"""The fields of a question: its answer, code, errata and references."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from pipeline.export.anki.highlight import highlighted
from pipeline.export.anki.render import COLON, Lang, in_both, rendered, side
from pipeline.export.provenance import agreement, provenance
from pipeline.model.article import Entry, Pair
from pipeline.model.book import Book, Question
from pipeline.model.note import QuestionNote
from pipeline.model.run import CodeAnswer
from pipeline.text.points import split_en, split_zh


@dataclass(frozen=True, kw_only=True, slots=True)
class _Block:
    """A code answer as its template wants it."""

    code: Markup
    printed: str
    driver: Markup | None
    checked: str
    provenance: tuple[str, ...]
    agreed: tuple[str, tuple[str, ...]] | None


def question_fields(book: Book, note: QuestionNote) -> dict[str, str]:
    """Return the note's fields by name; fields that nothing fills are left out."""
    question = note.question
    entry = question.entry
    spoken = entry.summary
    return {
        "Number": str(entry.number),
        **in_both("Question", entry.question),
        "AnswerZh": _answer(book, question, "zh"),
        "AnswerEn": _answer(book, question, "en"),
        "ErratumZh": _errata(book, question, "zh"),
        "ErratumEn": _errata(book, question, "en"),
        "References": _references(book, question),
        "Code": _code(book, question.answers) if question.answers else "",
        **(in_both("Spoken", spoken) if spoken else {}),
        **in_both("Topic", question.topic.title),
    }


def _answer(book: Book, question: Question, lang: Lang) -> str:
    def halves(pair: Pair) -> tuple[str, str]:
        return split_zh(pair.zh) if lang == "zh" else split_en(pair.en)

    entry = question.entry
    return rendered(
        book,
        "answer.html.j2",
        entry=entry,
        halves=halves,
        colon=COLON[lang],
        notes=list(_notes(question.answers, lang)),
        own=any(pair.own for pair in _statements(entry)),
        side=partial(side, lang=lang),
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
    return rendered(
        book,
        "erratum.html.j2",
        errata=[(side(pair, lang), book.citations(pair)) for pair in question.entry.errata],
        side=partial(side, lang=lang),
        colon=COLON[lang],
    )


def _references(book: Book, question: Question) -> str:
    references = dict.fromkeys(c.reference for c in book.rests_on(question))
    if not references:
        return ""
    return rendered(book, "references.html.j2", references=list(references))


def _notes(answers: tuple[CodeAnswer, ...], lang: Lang) -> Iterable[str]:
    for answer in answers:
        if answer.job.block.note is not None:
            yield side(answer.job.block.note, lang)


def _code(book: Book, answers: tuple[CodeAnswer, ...]) -> str:
    return rendered(book, "code.html.j2", blocks=[_block(answer) for answer in answers])


def _block(answer: CodeAnswer) -> _Block:
    driver = answer.driver
    return _Block(
        code=highlighted(answer.job.code),
        printed=answer.printed.rstrip("\n"),
        driver=highlighted(driver) if driver else None,
        checked=answer.checked.rstrip("\n"),
        provenance=tuple(provenance(run) for run in answer.runs),
        agreed=agreement(answer),
    )

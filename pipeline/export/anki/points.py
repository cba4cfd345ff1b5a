"""The fields of a section's key points: a cloze for each term, in both languages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from pipeline.export.anki.escape import cloze, field_text
from pipeline.export.anki.prose import prose
from pipeline.export.anki.render import COLON, Lang, in_both, rendered, side
from pipeline.model.article import Pair
from pipeline.model.book import Book
from pipeline.model.note import PointsNote
from pipeline.text.mask import masked
from pipeline.text.points import split_en, split_zh

SPLIT: Mapping[Lang, Callable[[str], tuple[str, str]]] = {"zh": split_zh, "en": split_en}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Line:
    """A point in one language: its term and its explanation, clozes included."""

    term: Markup
    why: Markup
    own: bool


def points_fields(book: Book, note: PointsNote) -> dict[str, str]:
    """Return the note's fields by name.

    A hidden term is hidden wherever it stands, the question and the other points included, so
    that nothing gives it away. A cloze whose point is gone says so, since its card lives on.
    """
    return {
        "Number": str(note.question.entry.number),
        "TextZh": _text(book, note, "zh"),
        "TextEn": _text(book, note, "en"),
        "SpokenZh": _spoken(note, "zh"),
        "SpokenEn": _spoken(note, "en"),
        **in_both("Topic", note.question.topic.title),
    }


def _text(book: Book, note: PointsNote, lang: Lang) -> Markup:
    """Return question, label and points in one field.

    Anki shows nothing of a field that lacks the cloze it is asking for.
    """
    names = dict(note.names)
    asked = {cloze.point.id: cloze.number for cloze in note.clozes if cloze.point}
    return rendered(
        book,
        "points.html.j2",
        question=_hidden(side(note.question.entry.question, lang), names),
        label=_hidden(side(note.section.label, lang), names),
        lines=[_line(p, lang, asked.get(p.id, 0), names) for p in note.section.points],
        tombs=[cloze(c.number, Markup("†")) for c in note.clozes if c.point is None],
        colon=COLON[lang],
        both=lang == "zh",
    )


def _hidden(text: str, names: Mapping[str, int]) -> Markup:
    return Markup("").join(cloze(by, prose(piece)) for piece, by in masked(text, names))


def _line(point: Pair, lang: Lang, number: int, names: Mapping[str, int]) -> _Line:
    term, why = SPLIT[lang](side(point, lang))
    shown = cloze(number, prose(term)) if number else _hidden(term, names)
    return _Line(term=shown, why=_hidden(why, names), own=point.own)


def _spoken(note: PointsNote, lang: Lang) -> Markup:
    """Return the terms alone, which a voice reads without the rest."""
    asked = [(c.number, c.point) for c in note.clozes if c.point]
    return Markup(" ").join(
        cloze(number, field_text(SPLIT[lang](side(point, lang))[0])) for number, point in asked
    )

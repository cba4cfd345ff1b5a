"""The fields of a term: its names, its reading, its definition, where it occurs."""

from markupsafe import Markup

from pipeline.export.anki.prose import prose
from pipeline.export.anki.render import Lang, in_both, rendered, side
from pipeline.export.terms import second_names
from pipeline.export.words import words
from pipeline.model.book import Book
from pipeline.model.deck import Both
from pipeline.model.glossary import Term
from pipeline.model.note import HIDDEN, TermNote
from pipeline.text.mask import nameless

MOST = 5


def term_fields(book: Book, note: TermNote) -> dict[str, str]:
    """Return the note's fields by name.

    A term that both languages call alike is asked by its definition, from which its name is taken
    out; any other is asked by its name in the one language or the other.
    """
    term, first = note.concept.term, note.questions[0]
    also_zh, also_en = second_names(term)
    return {
        **_names(term),
        "HintZh": prose(term.hint.zh),
        "HintEn": prose(term.hint.en),
        "Pinyin": prose(term.pinyin),
        **(_definition(term, term.define) if term.define else {}),
        "AlsoZh": prose("、".join(also_zh)),
        "AlsoEn": prose(", ".join(also_en)),
        "UsedZh": _used(book, note, "zh"),
        "UsedEn": _used(book, note, "en"),
        **in_both("Topic", first.topic.title),
    }


def _names(term: Term) -> dict[str, str]:
    if term.same:
        return {"Name": prose(term.en)}
    return {"Zh": prose(term.zh), "En": prose(term.en)}


def _definition(term: Term, define: Both) -> dict[str, str]:
    if not term.same:
        return in_both("Define", define)
    return {
        f"Define{name}": prose(nameless(text, term.all_names(), HIDDEN))
        for name, text in (("Zh", define.zh), ("En", define.en))
    }


def _used(book: Book, note: TermNote, lang: Lang) -> Markup:
    shown = [(q.entry.number, side(q.entry.question, lang)) for q in note.questions[:MOST]]
    more = len(note.questions) - len(shown)
    rest = side(words(book.edition)["more"], lang).format(more)
    return rendered(book, "used.html.j2", questions=shown, more=more, rest=rest)

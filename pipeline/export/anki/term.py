"""The fields of a term: its names, its reading, its definition, where it occurs."""

from markupsafe import Markup

from pipeline.export.anki.escape import field_text
from pipeline.export.anki.render import Lang, in_both, rendered, side
from pipeline.export.words import words
from pipeline.model.book import Book
from pipeline.model.glossary import Term
from pipeline.model.note import TermNote
from pipeline.text.mask import masked, names_of

MOST = 5
HIDDEN = "［…］"


def term_fields(book: Book, note: TermNote) -> dict[str, str]:
    """Return the note's fields by name.

    A term that both languages call alike is asked by its definition, from which its name is taken
    out; any other is asked by its name in the one language or the other.
    """
    term, first = note.concept.term, note.questions[0]
    names = {"Name": field_text(term.en)} if term.same else in_both_names(term)
    return {
        **names,
        "HintZh": field_text(term.hint.zh),
        "HintEn": field_text(term.hint.en),
        "Pinyin": field_text(term.pinyin),
        **(_definition(term) if term.define else {}),
        "AlsoZh": field_text("、".join(v.zh for v in term.also if v.zh != term.en)),
        "AlsoEn": field_text(", ".join(w for w in term.en_also if w != term.zh)),
        "UsedZh": _used(book, note, "zh"),
        "UsedEn": _used(book, note, "en"),
        **in_both("Topic", first.topic.title),
    }


def in_both_names(term: Term) -> dict[str, str]:
    """Return the term's two names, each asked for by the other."""
    return {"Zh": field_text(term.zh), "En": field_text(term.en)}


def _definition(term: Term) -> dict[str, str]:
    define = term.define
    if define is None:
        return {}
    if not term.same:
        return in_both("Define", define)
    return {"DefineZh": _nameless(term, define.zh), "DefineEn": _nameless(term, define.en)}


def _nameless(term: Term, text: str) -> Markup:
    names = {name: 1 for word in (term.zh, term.en) for name in (word, *names_of(word))}
    return field_text("".join(HIDDEN if by else piece for piece, by in masked(text, names)))


def _used(book: Book, note: TermNote, lang: Lang) -> Markup:
    shown = [(q.entry.number, side(q.entry.question, lang)) for q in note.questions[:MOST]]
    more = len(note.questions) - len(shown)
    rest = side(words(book.edition)["more"], lang).format(more)
    return rendered(book, "used.html.j2", questions=shown, more=more, rest=rest)

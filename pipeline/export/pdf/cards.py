"""Flashcards to cut: what stands on the two sides of each, in pieces that may be set apart."""

from collections.abc import Iterator, Mapping

from pipeline.export.pdf.answers import point, statement, topic_data
from pipeline.export.pdf.frame import Data, both, frame, runs
from pipeline.export.pdf.labs import figure_data, pictures
from pipeline.export.provenance import agreement, provenance
from pipeline.export.terms import second_names
from pipeline.export.words import words
from pipeline.model.book import Question
from pipeline.model.deck import Both
from pipeline.model.glossary import Term
from pipeline.model.matter import Matter, PrintedNote
from pipeline.model.note import HIDDEN, CodeNote, QuestionNote, TermNote, kind_of
from pipeline.model.prints import Print
from pipeline.model.run import CodeAnswer
from pipeline.text.breaks import breakable
from pipeline.text.mask import nameless

Piece = Data


def cards_data(matter: Matter, wanted: Print) -> Data:
    """Return the cards in the order in which they are learned.

    A piece is the smallest part of a side that stays whole where it can; the template puts as many
    on a card as fit, and the rest on cards that continue it.
    """
    notes = (note for note in matter.notes if kind_of(note) in wanted.kinds)
    around = frame(matter, wanted)
    return {
        **around,
        "columns": wanted.columns,
        "rows": wanted.rows,
        "flip": wanted.flip or "long",
        "offset": list(wanted.offset or (0, 0)),
        "pictures": pictures(matter.book.questions) if "code" in wanted.kinds else {},
        "cards": [
            *(card for note in sorted(notes, key=_pile) for card in _cards(matter, note, wanted)),
            _colophon(around),
        ],
    }


def _pile(note: PrintedNote) -> int:
    """Tell piles apart: questions with their code, terms, and last the labs, which are long."""
    if isinstance(note, CodeNote) and note.card.whole:
        return 2
    return 1 if isinstance(note, TermNote) else 0


def _cards(matter: Matter, note: PrintedNote, wanted: Print) -> Iterator[Data]:
    match note:
        case QuestionNote():
            front = [{"kind": "ask", **both(note.question.entry.question)}]
            back = list(_answer(note.question, words(matter.book.edition)["not-run"]))
        case CodeNote():
            front, back = _program(note), list(_output(note, words(matter.book.edition)))
        case TermNote():
            also = words(matter.book.edition)["also"]
            front, back = _term(note.concept.term, wanted, also)
    if back:
        yield {
            "id": note.id,
            "label": matter.serials.get(note.id, str(note.question.entry.number)),
            "kind": kind_of(note),
            "pile": _pile(note),
            "topic": topic_data(note.question.topic),
            "front": front,
            "back": back,
        }


def _colophon(around: Data) -> Data:
    """Return the last card, which says what the cards are and whose text is on them.

    What stands in the margins is cut off; a card stays with the others.
    """
    address = [{"kind": "note", "text": around["source"]["address"]}] if around["source"] else []
    return {
        "id": "colophon",
        "label": "i",
        "kind": "colophon",
        "pile": 3,
        "topic": {"id": "colophon", "title": around["words"]["about-cards"]},
        "front": [{"kind": "ask", **around["title"]}],
        "back": [
            {"kind": "text", "own": False, **around["attribution"]},
            *address,
            {"kind": "edition"},
        ],
    }


def _answer(question: Question, not_run: Both) -> Iterator[Piece]:
    entry = question.entry
    for answer in question.answers:
        yield from _code(answer, not_run)
    if entry.summary is not None:
        yield {"kind": "text", **statement(entry.summary)}
    for section in entry.sections:
        if section.label.zh:
            yield {"kind": "label", **both(section.label)}
        for pair in section.points:
            yield {"kind": "point", **point(pair)}
    for pair in entry.errata:
        yield {"kind": "erratum", **both(pair)}


def _code(answer: CodeAnswer, not_run: Both) -> Iterator[Piece]:
    yield _lines("code", answer.job.code)
    if printed := answer.printed.strip("\n"):
        yield _lines("output", printed)
    if not answer.runs:
        yield {"kind": "text", "own": False, **both(not_run)}
    if answer.job.block.note:
        yield {"kind": "text", "own": False, **both(answer.job.block.note)}


def _lines(kind: str, text: str) -> Piece:
    return {"kind": kind, "lines": text.rstrip("\n").split("\n")}


def _program(note: CodeNote) -> list[Piece]:
    card, code = note.card, note.answer.job.code
    asked = {"kind": "ask", **both(card.ask)}
    if card.hide:
        blank = card.line.replace(card.hide, HIDDEN, 1)
        return [asked, _lines("code", code.replace(card.line, blank, 1))]
    then = [{"kind": "then"}, _lines("code", card.probe)] if card.probe else []
    return [asked, _lines("code", code), *then]


def _output(note: CodeNote, told: Mapping[str, Both]) -> Iterator[Piece]:
    card, runs_ = note.card, note.answer.runs
    yield _lines("output", card.hide or note.printed)
    yield {"kind": "text", "own": False, **both(card.why)}
    if figure := figure_data(note.answer):
        yield {
            "kind": "figure",
            "file": figure["file"],
            "shape": figure["shape"],
            "alt": figure["alt"],
        }
        yield {"kind": "caption", **figure["caption"]}
    if not card.hide:
        for run in runs_:
            yield {"kind": "note", "text": breakable(f"✓ {provenance(run)}")}
        if agreed := agreement(note.answer):
            sentence = told[agreed[0]]
            zh, en = (text.format(*agreed[1]) for text in (sentence.zh, sentence.en))
            yield {"kind": "caption", **both(Both(zh=zh, en=en))}


def _term(term: Term, wanted: Print, also: Both) -> tuple[list[Piece], list[Piece]]:
    """Return both sides of a term.

    In two languages the sides are the two names, so that the card asks either way. In one, the
    name asks for the definition, and without one there is nothing to ask.
    """
    others = _also(term, wanted, also)
    if term.same and term.define:
        return [_nameless(term, term.define)], [_name(term, "en"), *others]
    defined = [{"kind": "text", "own": False, **both(term.define)}] if term.define else []
    if wanted.lang == "both":
        return [_name(term, "zh")], [_name(term, "en"), *others, *defined]
    side = "zh" if wanted.lang == "zh" else "en"
    if not defined:
        return [_name(term, side)], []
    return [_name(term, side)], [*others, *defined]


def _name(term: Term, side: str) -> Piece:
    zh = side == "zh"
    return {
        "kind": "name",
        "side": side,
        "name": runs(term.zh if zh else term.en),
        "pinyin": term.pinyin if zh else "",
        "hint": runs(term.hint.zh if zh else term.hint.en),
    }


def _also(term: Term, wanted: Print, also: Both) -> list[Piece]:
    zh, en = second_names(term)
    told = {
        lang: runs(form.format(between.join(names)))
        for lang, form, between, names in (("zh", also.zh, "、", zh), ("en", also.en, ", ", en))
        if names and wanted.lang in {"both", lang}
    }
    return [{"kind": "also", **told}] if told else []


def _nameless(term: Term, define: Both) -> Piece:
    sides = (nameless(text, term.all_names(), HIDDEN) for text in (define.zh, define.en))
    return {"kind": "ask", **both(Both(**dict(zip(("zh", "en"), sides, strict=True))))}

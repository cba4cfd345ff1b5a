"""Notes as the cards that a learner sees, in plain text."""

from collections.abc import Iterator

from pipeline.model.article import Entry, Pair
from pipeline.model.deck import Both
from pipeline.model.face import Face
from pipeline.model.glossary import Term
from pipeline.model.note import HIDDEN, CodeNote, Note, PointsNote, QuestionNote, TermNote
from pipeline.text.mask import masked, nameless, names_of, plain
from pipeline.text.points import split_en, split_zh


def faces(note: Note) -> tuple[Face, ...]:
    """Return every card of the note; a cloze whose point is gone has none."""
    match note:
        case QuestionNote():
            return tuple(_asked(note))
        case PointsNote():
            return tuple(_hidden(note))
        case TermNote():
            return tuple(_translated(note))
        case CodeNote():
            return (_code(note),)


def _asked(note: QuestionNote) -> Iterator[Face]:
    entry = note.question.entry
    for lang in ("zh", "en"):
        yield Face(
            card=f"{note.id} {lang}",
            kind="question",
            place=entry.question.place,
            front=getattr(entry.question, lang),
            back="\n".join(getattr(pair, lang) for pair in _answer(entry)),
        )


def _answer(entry: Entry[Pair]) -> Iterator[Pair]:
    for pair in entry.units():
        if pair is not entry.question and pair.origin != "erratum":
            yield pair


def _hidden(note: PointsNote) -> Iterator[Face]:
    for cloze in note.clozes:
        if (point := cloze.point) is None:
            continue
        zh, en = split_zh(point.zh), split_en(point.en)
        context = (note.question.entry.question, note.section.label, Both(zh=zh[1], en=en[1]))
        shown = [part for both in context for part in (both.zh, both.en)]
        others = [p for p in note.section.points if p is not point]
        terms = [term for p in others for term in (split_zh(p.zh)[0], split_en(p.en)[0])]
        yield Face(
            card=f"{note.id} c{cloze.number}",
            kind="points",
            place=point.place,
            front="\n".join(_covered(note, text, cloze.number) for text in (*shown, *terms)),
            back=f"{zh[0]}\n{en[0]}",
            answers=(*names_of(zh[0]), *names_of(en[0])),
        )


def _covered(note: PointsNote, text: str, number: int) -> str:
    """Return the text as the card of one cloze shows it."""
    pieces = masked(text, dict(note.names))
    return "".join(HIDDEN if by == number else piece for piece, by in pieces)


def _translated(note: TermNote) -> Iterator[Face]:
    term = note.concept.term
    define = term.define or Both(zh=term.zh, en=term.en)
    if term.same:
        sides = (nameless(text, term.all_names(), HIDDEN) for text in (define.zh, define.en))
        yield _term(note, "name", "\n".join(sides), term.en, term.all_names())
        return
    zh, en = (term.zh, plain(term.zh)), (term.en, plain(term.en))
    fronts = [f"{name}\n{hint}".rstrip() for name, hint in _hinted(term)]
    yield _term(note, "zh", fronts[0], f"{term.en}\n{define.zh}\n{define.en}", en)
    yield _term(note, "en", fronts[1], f"{term.zh}\n{define.zh}\n{define.en}", zh)


def _hinted(term: Term) -> tuple[tuple[str, str], tuple[str, str]]:
    return (term.zh, term.hint.zh), (term.en, term.hint.en)


def _term(note: TermNote, card: str, front: str, back: str, answers: tuple[str, ...]) -> Face:
    place = note.concept.term.place
    name = f"{note.id} {card}"
    return Face(card=name, kind="term", place=place, front=front, back=back, answers=answers)


def _code(note: CodeNote) -> Face:
    card, job = note.card, note.answer.job
    asks_output = card.probe or card.whole
    answer = note.printed.rstrip("\n") if asks_output else card.hide
    code = job.code if asks_output else job.code.replace(card.line, _blanked(note), 1)
    return Face(
        card=note.id,
        kind="lab" if card.whole else "code",
        place=card.place,
        front=f"{card.ask.zh}\n{card.ask.en}\n{code}\n{card.probe}",
        back=f"{answer}\n{card.why.zh}\n{card.why.en}",
        answers=(answer,),
    )


def _blanked(note: CodeNote) -> str:
    """Return the card's line without what it hides."""
    return note.card.line.replace(note.card.hide, HIDDEN, 1)

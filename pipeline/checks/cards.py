"""Rules of good cards: one fact a card, short sides, and a question that does not answer itself.

After Piotr Wozniak, "Effective learning: Twenty rules of formulating knowledge", 1999: the minimum
information principle (rule 4), cloze deletions (5), no sets to recite (9), no two cards that are
taken for each other (11).
"""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from pipeline.model.book import Book
from pipeline.model.face import Face
from pipeline.model.note import CodeNote, Kind, Note
from pipeline.problem import Problem
from pipeline.text.occurrence import occurrences
from pipeline.text.typography import has_han

# Chinese characters and Latin words: front, back, and the answer itself where it is one fact.
LIMITS: dict[Kind | Literal["lab"], tuple[int, int, int]] = {
    "question": (40, 400, 0),
    "points": (160, 30, 12),
    "term": (80, 90, 12),
    "code": (220, 120, 20),
    # Twenty-five lines of code are on the front, a table may be on the back; neither is learned.
    "lab": (360, 260, 0),
}
MOST_LINES = 4
# A Chinese term of two or three characters may well be another word turned around.
TURNED = 4

_READ = re.compile(r"[\u4e00-\u9fff]|[^\W_\u4e00-\u9fff]+")


def check_cards(faces: tuple[Face, ...]) -> Iterator[Problem]:
    """Report cards that are too long, ask for several facts, or give their answer away."""
    for face in faces:
        yield from _sides(face)
        yield from _facts(face)
        yield from _given_away(face)
    yield from _alike(faces)


def length(text: str) -> int:
    """Return how much there is to read: Chinese characters and words of other scripts.

    >>> length("用 LoRA 微调")
    4
    """
    return len(_READ.findall(text))


def _sides(face: Face) -> Iterator[Problem]:
    front, back, _ = LIMITS[face.kind]
    for side, text, most in (("front", face.front, front), ("back", face.back, back)):
        if (found := length(text)) > most:
            message = f"card {face.card}: its {side} has {found} characters and words, over {most}"
            yield _warning(face, message, "shorten it, or split what it asks in two")


def _facts(face: Face) -> Iterator[Problem]:
    """Report an answer that is more than one fact: too long, or a list of lines."""
    if face.kind == "lab":
        return
    most = LIMITS[face.kind][2]
    longest = max((length(answer) for answer in face.answers), default=0)
    lines = max((answer.count("\n") + 1 for answer in face.answers), default=0)
    if longest > most or lines > MOST_LINES:
        message = f"card {face.card}: its answer is too long to be one fact"
        yield _warning(face, message, "ask for one name, one value, one line at a time")


def _given_away(face: Face) -> Iterator[Problem]:
    if not face.front.strip():
        yield _error(face, f"card {face.card} asks nothing", "give it a front")
    shown = _shown(face)
    if shown:
        message = f"card {face.card} shows its own answer on the front: {shown}"
        hint = "word it so that the answer is not read there, or do not ask for it"
        yield _error(face, message, hint)


def _shown(face: Face) -> str:
    if face.kind in ("code", "lab"):
        return next((a for a in face.answers if a.strip() and a in face.front), "")
    found = occurrences(face.front, {answer: answer for answer in face.answers if answer.strip()})
    turned = (answer for answer in face.answers if _is_turned(answer, face.front))
    return found[0].value if found else next(turned, "")


def _is_turned(answer: str, front: str) -> bool:
    """Say whether the characters of a Chinese term stand there in another order: 共享权重."""
    size = len(answer)
    windows = (front[start : start + size] for start in range(len(front) - size + 1))
    wanted = sorted(answer)
    return size >= TURNED and has_han(answer) and any(sorted(w) == wanted for w in windows)


def _alike(faces: Iterable[Face]) -> Iterator[Problem]:
    """Report fronts that read the same: a learner could not know which back is wanted."""
    first: dict[str, Face] = {}
    for face in faces:
        front = " ".join(face.front.casefold().split())
        other = first.setdefault(front, face)
        if other is not face:
            message = f"cards {other.card} and {face.card} have the same front"
            yield _error(face, message, "word one of them apart, or drop it")


def check_unasked(book: Book) -> Iterator[Problem]:
    """Report units marked as not to be asked that are no points."""
    sections = (section for question in book.questions for section in question.entry.sections)
    points = {point.id for section in sections for point in section.points}
    for unit in book.deck.anki.unasked:
        if unit not in points:
            message = f"unasked: there is no point {unit}"
            hint = "take the id from report.md, or remove it"
            yield Problem(place=book.deck.anki.place, message=message, hint=hint)


def check_code(notes: Iterable[Note]) -> Iterator[Problem]:
    """Report cards about code that is not there: no such line, no such part, nothing printed."""
    for note in notes:
        if isinstance(note, CodeNote):
            yield from _code(note)


def _code(note: CodeNote) -> Iterator[Problem]:
    card, code = note.card, note.answer.job.code
    if card.probe or card.whole:
        if not note.printed.strip():
            what = "lab" if card.whole else "probe"
            message = f"the {what} of card {note.id} prints nothing"
            yield Problem(place=card.place, message=message, hint="let it print what is asked for")
        return
    for part, whole, where in ((card.line, code, "the block"), (card.hide, card.line, "the line")):
        if whole.count(part) != 1:
            message = f"card {note.id}: {part!r} stands {whole.count(part)} times in {where}"
            hint = "copy it from the code in report.md or on the card; it must be there once"
            yield Problem(place=card.place, message=message, hint=hint)


def _error(face: Face, message: str, hint: str) -> Problem:
    return Problem(place=face.place, message=message, hint=hint)


def _warning(face: Face, message: str, hint: str) -> Problem:
    return Problem(place=face.place, message=message, hint=hint, severity="warning")

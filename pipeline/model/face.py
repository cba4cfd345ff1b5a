"""One card as plain text, for judging it."""

from dataclasses import dataclass
from typing import Literal

from pipeline.model.note import Kind
from pipeline.model.place import Place


@dataclass(frozen=True, kw_only=True, slots=True)
class Face:
    """What one card asks and answers, in the language or languages it shows.

    The card of a lab is judged by rules of its own: it shows a program, and asks what to expect.

    `card` names it, as in `q001.s1 c2`. `answers` are what the learner must bring, in all the
    forms that must not be read on the front; none where the answer is a text and not a word.
    """

    card: str
    kind: Kind | Literal["lab"]
    place: Place
    front: str
    back: str
    answers: tuple[str, ...] = ()

"""The notes that are made from a book, before and after they are filled in for Anki.

A note's `id` never depends on its wording: `q001` for a question, `q001.s1` for the points of its
first section, `q001.a1` for a point that joined them later, `term.token` for the glossary's
`token`, `q039.c1.shape` for a card about code.
"""

from dataclasses import dataclass
from typing import Literal, get_args

from pipeline.model.article import Pair, Section
from pipeline.model.book import Concept, Question
from pipeline.model.code import CodeCard
from pipeline.model.deck import Both, Edition
from pipeline.model.run import CodeAnswer

Kind = Literal["question", "points", "term", "code"]
KINDS: tuple[Kind, ...] = get_args(Kind)

# Fields that the rest of the deck decides about.
DERIVED = ("UsedZh", "UsedEn")
# Fields that were spare when notes were first released, and what they were called then.
WAS_SPARE = {"Figure": "Extra1"}

TERM = "term."
# What stands in place of a term that a card asks for.
HIDDEN = "［…］"


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionNote:
    """A question, asked in one language or the other."""

    question: Question

    @property
    def id(self) -> str:
        """The note's identity inside the deck."""
        return self.question.entry.id


@dataclass(frozen=True, kw_only=True, slots=True)
class Cloze:
    """The point whose term the cloze `number` hides; None for one that was asked and is gone."""

    number: int
    id: str
    point: Pair | None


@dataclass(frozen=True, kw_only=True, slots=True)
class PointsNote:
    """A section of a question: each cloze hides the term of one point in both languages.

    Points without a cloze are shown and not asked. `names` are the names of the terms, each with
    the number of the cloze that hides it wherever it stands. `alone` says that its one point joined
    the section after its release.
    """

    question: Question
    section: Section[Pair]
    clozes: tuple[Cloze, ...]
    names: tuple[tuple[str, int], ...] = ()
    alone: bool = False

    @property
    def id(self) -> str:
        """The note's identity inside the deck."""
        return self.clozes[0].id if self.alone else self.section.label.id


@dataclass(frozen=True, kw_only=True, slots=True)
class TermNote:
    """A term of the glossary and the questions that name it; the first is where it is learned."""

    concept: Concept
    questions: tuple[Question, ...]

    @property
    def question(self) -> Question:
        """The question that it is learned with."""
        return self.questions[0]

    @property
    def id(self) -> str:
        """The note's identity inside the deck."""
        return f"{TERM}{self.concept.term.id}"


@dataclass(frozen=True, kw_only=True, slots=True)
class CodeNote:
    """A card about code that ran: what it prints, or what one of its lines says.

    The card of a lab asks what the whole program prints.
    """

    question: Question
    answer: CodeAnswer
    card: CodeCard

    @property
    def id(self) -> str:
        """The note's identity inside the deck."""
        return f"{self.answer.job.block.id}.{self.card.id}"

    @property
    def printed(self) -> str:
        """What the card asks for, printed by its probe or by the whole; "" if it hides a part."""
        if self.card.whole or not self.answer.runs:
            return self.answer.printed
        return self.answer.runs[0].probes.get(self.card.id, "")


Note = QuestionNote | PointsNote | TermNote | CodeNote

# How many cards a note has where they don't depend on what it asks for.
CARDS: dict[Kind, int] = {"question": 2, "points": 0, "term": 0, "code": 1}

KIND_OF: dict[type, Kind] = {
    QuestionNote: "question",
    PointsNote: "points",
    TermNote: "term",
    CodeNote: "code",
}


def kind_of(note: Note) -> Kind:
    """Return which kind of note it is."""
    return KIND_OF[type(note)]


def asks(note: Note) -> tuple[str, ...]:
    """Return what the note's cards ask for; see `Filled`."""
    match note:
        case PointsNote():
            return tuple(cloze.id for cloze in note.clozes)
        case TermNote():
            return ("name",) if note.concept.term.same else ("zh", "en")
        case _:
            return ()


def label_of(note: Note) -> str:
    """Return what people know the note by."""
    match note:
        case PointsNote(alone=True, clozes=(Cloze(point=Pair(zh=zh)),)):
            return zh
        case PointsNote():
            return note.section.label.zh or note.question.entry.question.zh
        case TermNote():
            return " · ".join(dict.fromkeys((note.concept.term.zh, note.concept.term.en)))
        case CodeNote():
            return note.card.ask.zh
        case QuestionNote():
            return note.question.entry.question.zh


def card_count(note: Note) -> int:
    """Return how many cards Anki makes of the note."""
    return len(asks(note)) or CARDS[kind_of(note)]


@dataclass(frozen=True, kw_only=True, slots=True)
class Tombstone:
    """A note that was released and is gone; `asks` is what its cards asked for.

    `label` is what people knew it by, where that is still known.
    """

    id: str
    kind: Kind
    reason: Both | None
    label: str = ""
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Filled:
    """A note as Anki takes it: HTML by field, tags, and its place in the order of new cards.

    `label` is what people know it by, in plain text; `loose_tags` are tags that the rest of the
    deck decides about, as it does about the fields `DERIVED`.
    `asks` are what its cards ask for where that is not the same for all notes of the kind: the ids
    of the points behind clozes, the first for c1; `zh` and `en`, or `name`, for a term. `gone` are
    the cards, counted from 0, that only say that their point has been retired.
    """

    id: str
    kind: Kind
    edition: Edition
    guid: str
    fields: tuple[tuple[str, str], ...]
    tags: tuple[str, ...]
    position: int
    label: str = ""
    loose_tags: tuple[str, ...] = ()
    retired: bool = False
    asks: tuple[str, ...] = ()
    gone: tuple[int, ...] = ()
    cards: int = 1

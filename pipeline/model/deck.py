"""What people write in a deck's folder, after validation.

The classes are the schema: `load` lets pydantic fill them, with no key unknown.
Fields of type `Place` are filled in by the loader, not by the file.
"""

import re
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal, get_args

from pydantic import Field, Strict

from pipeline.model.kinds import Positive, Words
from pipeline.model.place import Place
from pipeline.model.prints import Print

CLOSED = {"extra": "forbid"}

# What identities look like that people write.
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, kw_only=True, slots=True)
class Both:
    """The same thing in both languages."""

    __pydantic_config__: ClassVar = CLOSED
    zh: Words
    en: Words


@dataclass(frozen=True, kw_only=True, slots=True)
class Topic:
    """A group of questions; every question belongs to exactly one."""

    __pydantic_config__: ClassVar = CLOSED
    place: Place
    id: Words
    title: Both
    questions: tuple[Positive, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Attribution:
    """Whose text the deck is made from, and on what terms it may be used."""

    __pydantic_config__: ClassVar = CLOSED
    place: Place
    publisher: Words
    author: Words
    url: Words
    terms: Both


# genanki's documentation asks for ids in this range, which JavaScript and Anki both keep exact.
LOWEST_ID, HIGHEST_ID = 1 << 30, 1 << 31


@dataclass(frozen=True, kw_only=True, slots=True)
class CardKinds:
    """Which kinds of cards are made."""

    __pydantic_config__: ClassVar = CLOSED
    question: Annotated[bool, Strict()] = True
    points: Annotated[bool, Strict()] = True
    term: Annotated[bool, Strict()] = True
    code: Annotated[bool, Strict()] = True


@dataclass(frozen=True, kw_only=True, slots=True)
class AnkiIdentity:
    """What Anki knows the deck by; another name makes a second deck beside the first."""

    __pydantic_config__: ClassVar = CLOSED
    place: Place
    deck_id: Positive
    deck_name: Words
    cards: CardKinds = CardKinds()
    # Units of points that are shown and never asked: "Cost: ..." hides nothing worth knowing.
    unasked: tuple[Words, ...] = ()


# The scripts and regions a deck is made for; the text is written and corrected in zh-CN.
Edition = Literal["zh-CN", "zh-TW", "zh-HK"]
EDITIONS: tuple[Edition, ...] = get_args(Edition)


@dataclass(frozen=True, kw_only=True, slots=True)
class Deck:
    """deck.yaml; an outputs folder holds one deck and all prints for each of `editions`.

    `prints` are None where the file does not say which are wanted.
    """

    __pydantic_config__: ClassVar = CLOSED
    place: Place
    id: Words
    title: Both
    description: Both
    anki: AnkiIdentity
    topics: tuple[Topic, ...]
    attribution: Attribution | None = None
    editions: Annotated[tuple[Edition, ...], Field(min_length=1)] = ("zh-CN", "zh-TW")
    prints: tuple[Print, ...] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Translation:
    """One entry of a PO file: the English of unit `unit` as long as its Chinese reads `zh`.

    `spared` are the checks that a person has found to be wrong about it: its `ignore-` flags.
    """

    place: Place
    unit: str
    zh: str
    en: str
    fuzzy: bool = False
    spared: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class Hub:
    """Files that a model hub would serve, taken from an installed package instead.

    `files` maps the hub's file name to `[path inside the package, its sha256]`.
    """

    __pydantic_config__: ClassVar = CLOSED
    place: Place
    repo: Words
    package: Words
    files: dict[Words, tuple[Words, Words]]

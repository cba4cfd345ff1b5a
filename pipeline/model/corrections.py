"""corrections.yaml: what an editor changes in the cleaned text, and why."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from pipeline.model.deck import CLOSED, Both
from pipeline.model.kinds import Line, Positive, Words
from pipeline.model.place import Place

# A rule works on the whole text, where nobody can tell readers of a changed fact.
RuleClass = Literal["SPACE", "PUNCT", "MT", "TERM", "REG", "PREC"]
# ADD marks a new wording that says what the article left out.
Class = Literal["SPACE", "PUNCT", "MT", "TERM", "REG", "PREC", "FACT", "ADD"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """Replace `find` by `replace` in the whole text, exactly `count` times.

    An occurrence inside one of the phrases in `keep` stays as it is; each phrase must occur.
    """

    __pydantic_config__: ClassVar = CLOSED
    place: Place
    id: Words
    kind: RuleClass
    find: Words
    replace: Line
    count: Positive
    reason: Words
    keep: tuple[Words, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Erratum:
    """What the article claimed and why it is wrong; becomes the unit `<unit>.erratum`.

    Each of `sources` is the id of a reference, with a place in it behind a blank where one is
    known: `vaswani2017 §3.2`.
    """

    __pydantic_config__: ClassVar = CLOSED
    place: Place
    text: Words
    sources: Annotated[tuple[Words, ...], Field(min_length=1)]


@dataclass(frozen=True, kw_only=True, slots=True)
class Replacement:
    """Give one unit, which reads `was` once the rules have run, the new wording `now`."""

    __pydantic_config__: ClassVar = CLOSED
    place: Place
    unit: Words
    kind: Class
    was: Words
    now: Words
    reason: Words
    sources: tuple[Words, ...] = ()
    erratum: Erratum | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Addition:
    """A statement that the article lacks, put behind the unit `after`; `id` is `q007.a1`."""

    __pydantic_config__: ClassVar = CLOSED
    place: Place
    id: Words
    after: Words
    text: Words
    reason: Words
    sources: tuple[Words, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Declined:
    """A proposed correction that was not made, and why."""

    __pydantic_config__: ClassVar = CLOSED
    place: Place
    row: Words
    reason: Words


@dataclass(frozen=True, kw_only=True, slots=True)
class Alike:
    """Two questions that ask nearly the same and are both kept, and why."""

    __pydantic_config__: ClassVar = CLOSED
    place: Place
    questions: tuple[Positive, Positive]
    reason: Words


@dataclass(frozen=True, kw_only=True, slots=True)
class Retirement:
    """A question that is taken out of the deck, and why; learners read the reason."""

    __pydantic_config__: ClassVar = CLOSED
    place: Place
    question: Positive
    reason: Both


@dataclass(frozen=True, kw_only=True, slots=True)
class Corrections:
    """corrections.yaml."""

    __pydantic_config__: ClassVar = CLOSED
    rules: tuple[Rule, ...] = ()
    replacements: tuple[Replacement, ...] = ()
    additions: tuple[Addition, ...] = ()
    declined: tuple[Declined, ...] = ()
    alike: tuple[Alike, ...] = ()
    retired: tuple[Retirement, ...] = ()

    def reasons(self) -> dict[str, str]:
        """Return why each correction is made, by the id under which its edits are recorded."""
        rules = {r.id: f"{r.kind}: {r.find} → {r.replace}: {r.reason}" for r in self.rules}
        return {**rules, **{row.unit: f"{row.kind}: {row.reason}" for row in self.replacements}}

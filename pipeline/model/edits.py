"""What happened to the article's lines on their way to the deck."""

from dataclasses import dataclass
from typing import Literal

from pipeline.model.corrections import Corrections
from pipeline.model.place import Span

# The rule under which chat residue is cut out.
RESIDUE = "residue"

Kind = Literal["used", "corrected", "merged", "dropped"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Edit:
    """One rule changed one unit; a new wording of one unit has the unit's own id as its rule."""

    rule: str
    unit: str
    span: Span
    before: str
    after: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Drop:
    """A copy of a question that gave way to a better one.

    `reasons` says why this copy lost; `lacking` holds its sentences that the kept copy has
    nothing like.
    """

    number: int
    span: Span
    heading: Span
    kept: Span
    reasons: tuple[str, ...]
    lacking: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Fate:
    """What became of one line of the article, and why."""

    line: int
    kind: Kind
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Trail:
    """All that was done to the article: the fate of every line and every edit, with its reasons.

    `editor` holds the reasons; `found` counts the entries before duplicates were given up.
    """

    found: int
    fates: tuple[Fate, ...]
    drops: tuple[Drop, ...]
    cleaning: tuple[Edit, ...]
    corrections: tuple[Edit, ...]
    editor: Corrections

"""How code answers and labs are run, and what cards ask about them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

from pydantic import Field, Strict

from pipeline.model.deck import CLOSED, Both, Hub
from pipeline.model.place import Place

# How two runs of the same code are compared: letter by letter, numbers within a tolerance, or by
# the code's own assertions alone.
Mode = Literal["exact", "numeric", "assert"]
Device = Literal["cpu", "cuda"]
FIGURE = "figure.png"
STYLE = "matplotlibrc"

NotNegative = Annotated[float, Strict(), Field(ge=0)]


@dataclass(frozen=True, kw_only=True, slots=True)
class Tolerance:
    """How far apart two runs' numbers a and b may be: |a - b| <= atol + rtol * |b|.

    The formula is that of numpy.allclose.
    """

    __pydantic_config__: ClassVar = CLOSED
    rtol: NotNegative = 1e-3
    atol: NotNegative = 1e-5


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """What is said of a figure: below it, and to those who can't see it."""

    __pydantic_config__: ClassVar = CLOSED
    caption: Both
    alt: Both


@dataclass(frozen=True, kw_only=True, slots=True)
class Override:
    """A layout that a person restored: whose it is, why, and the sum of the text it is made for.

    `code` may differ from that text in blanks and newlines alone.
    """

    place: Place
    of: str
    code: str
    by: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CodeCard:
    """A card about code, in one of three shapes.

    With `probe`, a few lines that run after the block, it asks what they print. With `line` and
    `hide`, it hides that part of that line of the block. With `whole`, it asks what the block
    itself prints. `ask` is the question, `why` what makes the answer so.
    """

    place: Place
    id: str
    ask: Both
    why: Both
    probe: str = ""
    line: str = ""
    hide: str = ""
    whole: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """How a code answer or a lab is run: a driver to check it with and the data it needs.

    `driver` is source text, run after the block in the same namespace, for at most `seconds` of
    wall time together, and `processor_seconds` of a processor's; `packages` are distributions that
    must be installed and whose versions are recorded; `files` are texts that lie beside it, by
    name; `note` is the editor's remark beside the code; `cards` ask about it. With `gpu` it runs
    on a GPU as well. With `figure` it draws one into the file `FIGURE`. `override` is its layout,
    where a person had to restore it.
    """

    place: Place
    id: str
    driver: str = ""
    packages: tuple[str, ...] = ()
    hub: tuple[Hub, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    seconds: int = 60
    processor_seconds: int = 60
    compare: Mode = "exact"
    tolerance: Tolerance = Tolerance()
    gpu: bool = False
    figure: Figure | None = None
    note: Both | None = None
    cards: tuple[CodeCard, ...] = ()
    override: Override | None = None

    @property
    def probes(self) -> dict[str, str]:
        """What runs after the block for the cards, by their ids."""
        return {card.id: card.probe for card in self.cards if card.probe}

    @property
    def artifacts(self) -> tuple[str, ...]:
        """The files that it must leave."""
        return (FIGURE,) if self.figure else ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Lab:
    """A small program that proves what the answer to a question says.

    `spared` are the checks that a person has found to be wrong about its texts.
    """

    question: str
    code: str
    block: Block
    spared: frozenset[str] = frozenset()

"""What a recovery hands back: readings of the code, how sure each is, and what is in doubt."""

from dataclasses import dataclass

# At least so sure, a reading is taken without anybody looking at it.
ACCEPTED = 0.95
# At least so sure, readings are shown to a person; below it, the text is printed as it is.
REVIEWED = 0.5


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """One reading of the code.

    Attributes:
        code: the source, ending with one newline; ``ast.parse`` accepts it.
        confidence: the probability that this is the code, from 0 to 1.
        splits: how many newlines were put back.
        indented: how many lines had their indentation inferred (their level is above 0).
        notes: one short sentence for each decision worth showing.
    """

    code: str
    confidence: float
    splits: int
    indented: int
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Recovery:
    """The readings of a text.

    Attributes:
        candidates: up to three, the likeliest first.
        doubt: why there are none, or what the first one leaves open, naming the line; may be empty.
    """

    candidates: tuple[Candidate, ...]
    doubt: str

    @property
    def accepted(self) -> Candidate | None:
        """The first reading, if it may be taken without anybody looking at it."""
        best = self.candidates[0] if self.candidates else None
        return best if best and best.confidence >= ACCEPTED else None


class UnsureError(Exception):
    """Raised inside the package when the text has no reading, or none that may be shown."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def quoted(code: str) -> str:
    """Quote the first line of a statement for a message, cut to 40 characters.

    >>> quoted("print(total)")
    '"print(total)"'
    """
    head = code.split("\n", 1)[0].strip()
    widest = 40
    return f'"{head if len(head) <= widest else head[: widest - 1] + "…"}"'

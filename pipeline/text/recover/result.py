"""What a recovery hands back: the one reading of the code, or the reason there is none."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Recovered:
    """Code that has exactly one reading.

    Attributes:
        code: the source, ending with one newline; ``ast.parse`` accepts it.
        splits: how many newlines were put back.
        indented: how many lines had their indentation inferred (their level is above 0).
        notes: one short sentence for each decision worth showing.
    """

    code: str
    splits: int
    indented: int
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """Code that was left alone.

    Attributes:
        reason: what is unsure, naming the line.
        readings: up to three candidate sources, for a person to review.
    """

    reason: str
    readings: tuple[str, ...] = ()


class UnsureError(Exception):
    """Raised inside the package when the text has no reading, or more than one."""

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

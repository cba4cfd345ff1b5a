"""Where something stands in a file a person edits."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """Lines `first` to `last` of a text, both counted from 1 and both included."""

    first: int
    last: int

    def __str__(self) -> str:
        """Return `12` or `12-15`."""
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"

    def lines(self) -> range:
        """Return the line numbers of the span."""
        return range(self.first, self.last + 1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A file as the user would name it, with a line and a key where they are known."""

    file: str
    line: int | None = None
    key: str = ""

    def __str__(self) -> str:
        """Return `deck.yaml:12: topics[0].title`, as editors and compilers write it."""
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{where}: {self.key}" if self.key else where

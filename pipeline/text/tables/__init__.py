"""Word lists that the tool ships: one entry a line, `#` opens a comment."""

from importlib.resources import files


def table(name: str) -> tuple[str, ...]:
    """Return the entries of a list, without comments and empty lines."""
    text = (files(__name__) / name).read_text(encoding="utf-8")
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return tuple(line for line in lines if line)

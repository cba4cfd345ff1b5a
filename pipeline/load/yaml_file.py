"""YAML read with the line of every key kept, so that a complaint can point at it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from pipeline.model.place import Place
from pipeline.problem import Problem, Problems

Path = tuple[str | int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Marked:
    """A YAML document: its value, and the line on which each path inside it begins."""

    file: str
    value: Any
    lines: Mapping[Path, int]

    def place(self, path: Path) -> Place:
        """Return the place of `path`, or of the nearest thing around it that is in the file."""
        known = next((path[:n] for n in range(len(path), 0, -1) if path[:n] in self.lines), ())
        return Place(file=self.file, line=self.lines.get(known, 1), key=_written(path))


def parse_yaml(text: str, file: str) -> Marked:
    """Return the document in `text`; sequences become tuples.

    Raises `Problems` for a syntax error, a key given twice, or more than one document.
    """
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        twice = tuple(_twice(node, file)) if node else ()
        value = yaml.load(text, Loader=_TupleLoader)  # noqa: S506 - a SafeLoader
    except yaml.MarkedYAMLError as error:
        raise Problems([_syntax(error, file)]) from None
    except (yaml.YAMLError, ValueError) as error:
        message = f"this is not YAML: {error}".replace("\n", " ")
        raise Problems([Problem(place=Place(file=file), message=message, hint=_HINT)]) from None
    if twice:
        raise Problems(twice)
    return Marked(file=file, value=value, lines=dict(_lines(node, ())) if node else {})


class _TupleLoader(yaml.SafeLoader):
    """SafeLoader whose sequences are tuples, since records hold nothing that can change."""


def _tuple(loader: yaml.SafeLoader, node: yaml.SequenceNode) -> tuple[Any, ...]:
    return tuple(loader.construct_sequence(node, deep=True))


def _dict(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    return loader.construct_mapping(node, deep=True)


_TupleLoader.add_constructor("tag:yaml.org,2002:seq", _tuple)
_TupleLoader.add_constructor("tag:yaml.org,2002:map", _dict)

_HINT = (
    "check the indentation there and just above; "
    "text that holds ': ' or starts with a sign needs quotes"
)


def _syntax(error: yaml.MarkedYAMLError, file: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else None
    message = error.problem or error.context or "syntax error"
    return Problem(place=Place(file=file, line=line), message=f"YAML: {message}", hint=_HINT)


def _lines(node: yaml.Node, path: Path) -> Iterator[tuple[Path, int]]:
    yield path, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*path, str(key.value))
            yield from _lines(value, inner)
            yield inner, key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _lines(value, (*path, index))


def _twice(node: yaml.Node, file: str) -> Iterator[Problem]:
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if key.value in seen:
                yield Problem(
                    place=Place(file=file, line=line, key=str(key.value)),
                    message=f"this key stands already on line {seen[key.value]}",
                    hint="keep one of the two; YAML would silently take the last",
                )
            seen.setdefault(str(key.value), line)
            yield from _twice(value, file)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _twice(value, file)


def _written(path: Path) -> str:
    """Write `("topics", 0, "title")` as `topics[0].title`."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.removeprefix(".")

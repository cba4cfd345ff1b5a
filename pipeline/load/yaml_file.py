"""YAML read with the line of every key kept, so that a complaint can point at it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from pipeline.model.place import Place
from pipeline.problem import Problem, Problems, raise_if_any

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

    Raises `Problems` for a syntax error, a value that can't be read, a key given twice, and for
    anchors, aliases and tags, which these files need not and which can blow a small file up.
    """
    raise_if_any(_extras(text, file))
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except RecursionError:
        raise Problems([_problem(file, 1, "YAML: nested too deeply")]) from None
    except yaml.YAMLError as error:
        raise Problems([_syntax(error, file)]) from None
    if node is None:
        return Marked(file=file, value=None, lines={})
    raise_if_any([*_keys(node, file), *_unreadable(node, file)])
    value = _TupleLoader("").construct_document(node)
    return Marked(file=file, value=value, lines=dict(_lines(node, ())))


def _extras(text: str, file: str) -> Iterator[Problem]:
    extra = (yaml.AnchorToken, yaml.AliasToken, yaml.TagToken)
    try:
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            if isinstance(token, extra):
                line = token.start_mark.line + 1
                yield _problem(file, line, "YAML: anchors, aliases and tags are not taken")
    except yaml.YAMLError as error:
        yield _syntax(error, file)


def _problem(file: str, line: int | None, message: str) -> Problem:
    return Problem(place=Place(file=file, line=line), message=message, hint=_HINT)


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


def _syntax(error: yaml.YAMLError, file: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    message = getattr(error, "problem", None) or getattr(error, "context", None) or str(error)
    return _problem(file, mark.line + 1 if mark else None, f"YAML: {message}")


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.MappingNode):
        for pair in node.value:
            yield from (scalar for part in pair for scalar in _scalars(part))
    else:
        for value in node.value:
            yield from _scalars(value)


def _unreadable(node: yaml.Node, file: str) -> Iterator[Problem]:
    """Report scalars that look like a date or a number and are none, as 2026-13-45."""
    loader = yaml.SafeLoader("")
    for scalar in _scalars(node):
        try:
            loader.construct_object(scalar)
        except (ValueError, yaml.YAMLError) as error:
            line = scalar.start_mark.line + 1
            yield _problem(file, line, f"YAML: {scalar.value} can't be read: {error}")


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


def _keys(node: yaml.Node, file: str) -> Iterator[Problem]:
    """Report keys that are no plain text, and keys given twice."""
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                yield _problem(file, line, "YAML: a key must be a word")
                continue
            if key.value in seen:
                message = f"this key stands already on line {seen[key.value]}"
                hint = "keep one of the two; YAML would silently take the last"
                place = Place(file=file, line=line, key=key.value)
                yield Problem(place=place, message=message, hint=hint)
            seen.setdefault(key.value, line)
            yield from _keys(value, file)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _keys(value, file)


def _written(path: Path) -> str:
    """Write `("topics", 0, "title")` as `topics[0].title`."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.removeprefix(".")

"""A YAML document made into records, or into a list of everything that is wrong with it."""

import dataclasses
import difflib
import types
import typing
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from pipeline.load.yaml_file import Marked, Path
from pipeline.problem import Problem, Problems

T = TypeVar("T")

LONGEST = 40


def validated(kind: type[T], document: Marked) -> T:
    """Return the document as a `kind`, with every `place` field filled in.

    Raises `Problems`, one for each thing that is missing, unknown or of the wrong type.
    """
    value = _placed(kind, {} if document.value is None else document.value, (), document)
    try:
        return TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        raise Problems(_problem(kind, detail, document) for detail in error.errors()) from None


def _placed(kind: Any, value: Any, path: Path, document: Marked) -> Any:
    """Copy `value`, adding its place wherever `kind` is a record that wants one."""
    kind = _concrete(kind)
    if dataclasses.is_dataclass(kind) and isinstance(value, dict):
        hints = typing.get_type_hints(kind, include_extras=True)
        if "place" in hints and "place" in value:
            where = document.place((*path, "place"))
            raise Problems([Problem(place=where, message="unknown key", hint="remove it")])
        inner = {k: _placed(hints.get(k), v, (*path, str(k)), document) for k, v in value.items()}
        return {**inner, "place": document.place(path)} if "place" in hints else inner
    if typing.get_origin(kind) is tuple and isinstance(value, tuple):
        item = typing.get_args(kind)[0]
        return tuple(_placed(item, v, (*path, i), document) for i, v in enumerate(value))
    return value


def _concrete(kind: Any) -> Any:
    """Return `X` for `X | None`, and everything else as it is."""
    if isinstance(kind, types.UnionType):
        return next(arg for arg in typing.get_args(kind) if arg is not types.NoneType)
    return kind


def _problem(kind: Any, detail: ErrorDetails, document: Marked) -> Problem:
    path = tuple(detail["loc"])
    place = document.place(path)
    match detail["type"]:
        case "missing" if isinstance(path[-1], int):
            message, hint = (
                f"value {path[-1] + 1} is missing in this list",
                "write it with the others",
            )
        case "missing" | "missing_keyword_only_argument":
            message, hint = "this key is missing", f"add `{path[-1]}:` here"
        case "unexpected_keyword_argument" | "extra_forbidden":
            message, hint = "unknown key", _meant(kind, path)
        case "dataclass_type" | "dict_type":
            message, hint = "a mapping is wanted here", _known(_at(kind, path))
        case "tuple_type":
            message, hint = "a list is wanted here", "write it as [a, b] or with a dash a line"
        case "literal_error":
            message, hint = _lower(detail["msg"]), "take one of these words"
        case _:
            told = detail["msg"].removeprefix("Value error, ")
            message = f"{_lower(told)}, not {_shown(detail['input'])}"
            hint = "write a value of that kind; quote a text that YAML takes for something else"
    return Problem(place=place, message=message, hint=hint)


def _meant(kind: Any, path: Path) -> str:
    """Name the key that was probably meant, or all that are known there."""
    around = _at(kind, path[:-1])
    close = difflib.get_close_matches(str(path[-1]), _names(around), n=1)
    return f"did you mean `{close[0]}`?" if close else _known(around)


def _names(kind: Any) -> list[str]:
    if not dataclasses.is_dataclass(kind):
        return []
    return [field.name for field in dataclasses.fields(kind) if field.name != "place"]


def _known(kind: Any) -> str:
    return f"known here: {', '.join(_names(kind)) or 'any key'}"


def _at(kind: Any, path: Path) -> Any:
    """Return the record type that stands at `path` inside `kind`."""
    for part in path:
        kind = _concrete(kind)
        if typing.get_origin(kind) is dict:
            kind = typing.get_args(kind)[1]
        elif isinstance(part, int):
            kind = typing.get_args(kind)[0]
        else:
            kind = typing.get_type_hints(kind)[part]
    return _concrete(kind)


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:]


def _shown(value: Any) -> str:
    """Return the value as the message shows it: short, and without what the loader added."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, tuple):
        return "a list"
    text = repr(value)
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"

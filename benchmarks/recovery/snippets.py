"""Cuts source files into snippets of 5 to 40 lines: functions, classes, windows and scripts."""

import ast
import hashlib
import random
import re
import textwrap
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

FEWEST, MOST = 5, 40
_PROMPT = re.compile(r"^\s*(>>>|\.\.\.) ?(.*)$")
_FENCE = re.compile(r"^```[ \t]*(?:python|py|python3)[ \t]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_DEFINED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_LEAVES = (ast.Return, ast.Yield, ast.YieldFrom, ast.Nonlocal, ast.Global)


@dataclass(frozen=True, kw_only=True, slots=True)
class Snippet:
    """A piece of real code without blank lines: its kind, its package, its text."""

    kind: str
    package: str
    code: str

    @property
    def length(self) -> int:
        """The number of lines."""
        return self.code.count("\n")


def parsed(text: str) -> ast.Module | None:
    """Parse the text; None where it is not Python of this version."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None


def of_module(text: str, package: str) -> Iterator[Snippet]:
    """Cut one Python file into snippets of every kind; the same ones each time."""
    text = text.replace("\r\n", "\n").expandtabs(8)
    tree = parsed(text)
    if tree is None or "\f" in text:
        return
    lines = text.split("\n")
    chance = random.Random(hashlib.sha256(text.encode()).digest())  # noqa: S311
    for kind, code in (*_defined(tree, lines), *_runs(tree.body, lines, chance)):
        yield from _snippet(kind, package, code)
    for node in ast.walk(tree):
        if isinstance(node, (*_DEFINED, ast.Module)):
            for code in _doctests(ast.get_docstring(node) or ""):
                yield from _snippet("script", package, code)


def of_readme(text: str, package: str) -> Iterator[Snippet]:
    """Cut the Python examples out of a text in Markdown."""
    for found in _FENCE.finditer(text.replace("\r\n", "\n")):
        yield from _snippet("script", package, found.group(1).expandtabs(8))


def prints(tree: ast.Module) -> tuple[str, ...]:
    """Return the fingerprint of the whole snippet and of each definition in it."""
    nodes = [node for node in ast.walk(tree) if isinstance(node, _DEFINED)]
    return tuple(
        hashlib.sha256(ast.dump(node).encode()).hexdigest()[:16] for node in (tree, *nodes)
    )


def _snippet(kind: str, package: str, code: str) -> Iterator[Snippet]:
    rows = [row.rstrip() for row in textwrap.dedent(code).split("\n") if row.strip()]
    # A form feed or a zero-width blank is no layout that a web page keeps.
    if FEWEST <= len(rows) <= MOST and all(len(row) <= 200 for row in rows):  # noqa: PLR2004
        short = "\n".join(rows) + "\n"
        if parsed(short) is not None and any(row.startswith((" ", "\t")) for row in rows):
            yield Snippet(kind=kind, package=package, code=short)


def _source(nodes: list[ast.stmt], lines: list[str]) -> str:
    first = nodes[0]
    decorators = first.decorator_list if isinstance(first, _DEFINED) else []
    start = min([first.lineno, *(each.lineno for each in decorators)])
    return "\n".join(lines[start - 1 : nodes[-1].end_lineno])


def _defined(tree: ast.Module, lines: list[str]) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield "class", _source([node], lines)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield "function", _source([node], lines)
            body = node.body[1:] if ast.get_docstring(node, clean=False) else node.body
            if body and body[0].lineno > node.lineno and _is_script(node):
                yield "script", _source(body, lines)


def _is_script(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Tell whether the body could stand by itself, as a tutorial's code does."""
    parts = [part for each in node.body for part in ast.walk(each)]
    names = [part for part in parts if isinstance(part, ast.Name)]
    used = {part.id for part in names}
    # What a parameter gives its first value would have none.
    bound = {part.id for part in names if not isinstance(part.ctx, ast.Load)}
    given = {part.arg for part in ast.walk(node.args) if isinstance(part, ast.arg)}
    leaves = any(isinstance(part, _LEAVES) for part in parts)
    plain = isinstance(node, ast.FunctionDef) and not used & {"self", "cls", "super"}
    return plain and not leaves and not given & bound


def _runs(
    body: list[ast.stmt], lines: list[str], chance: random.Random
) -> Iterator[tuple[str, str]]:
    """Cut the module's top level into runs of statements, of lengths that vary."""
    at = 0
    while at < len(body):
        size, want = 0, chance.randint(FEWEST, MOST)
        end = at
        while end < len(body) and size + _height(body[end]) <= want:
            size += _height(body[end])
            end += 1
        run = body[at:end]
        defined = [isinstance(node, _DEFINED) for node in run]
        plain = [not isinstance(node, (*_DEFINED, ast.Import, ast.ImportFrom)) for node in run]
        if any(plain):
            yield ("window" if any(defined) else "script"), _source(run, lines)
        at = max(end, at + 1)


def _height(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _doctests(docstring: str) -> Iterator[str]:
    """Yield the code of each run of prompts; output between them does not end it, a text does."""
    rows: list[str] = []
    quiet = 0
    for line in docstring.split("\n"):
        prompt = _PROMPT.match(line)
        quiet = 0 if prompt else quiet + 1
        if prompt:
            rows.append(prompt.group(2))
        elif quiet > 1 and rows:
            yield "\n".join(rows)
            rows = []
    yield "\n".join(rows)

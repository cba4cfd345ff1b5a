"""Reads one statement, or one block header, on its own and tells what it needs around it."""

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from pipeline.text.recover.names import Names, names_of

HEADERS = frozenset(
    "if elif else for while try except finally with def class match case".split()  # noqa: SIM905
)
CLAUSES = frozenset({"elif", "else", "except", "finally", "case"})
_FIRST_WORD = re.compile(r"(?:async\s+)?(\w+)")
_CONTEXT = {
    "try": "{} pass\nfinally: pass",
    "elif": "if 1: pass\n{} pass",
    "else": "if 1: pass\n{} pass",
    "except": "try: pass\n{} pass",
    "finally": "try: pass\n{} pass",
    "match": "{}\n case _: pass",
    "case": "match 0:\n {} pass",
}
# `pass` belongs here: nobody writes a second statement into a block that does nothing.
LEAVING: Mapping[type[ast.stmt], str] = {
    ast.Return: "return",
    ast.Raise: "raise",
    ast.Break: "break",
    ast.Continue: "continue",
    ast.Pass: "pass",
}
_IN_CLASS = frozenset({"@classmethod", "@staticmethod", "@property"})
_NEEDS: Mapping[type[ast.AST], str] = {
    ast.Return: "function",
    ast.Yield: "function",
    ast.YieldFrom: "function",
    ast.Break: "loop",
    ast.Continue: "loop",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """One statement or block header, with what the search must know about it.

    Attributes:
        keyword: the header's keyword, ``@``, a keyword that ends its block, or nothing.
        opens: the next statement must stand one level deeper.
        stays: it may stay on its header's line (``if x: return``), where the text has it.
        joined: the text has it on the line of the statement before it.
        needs: what must stand around it: function, loop, method, class or module.
    """

    code: str
    line: int
    keyword: str
    opens: bool
    stays: bool
    joined: bool
    method: bool
    needs: frozenset[str]
    names: Names
    above: tuple[str, ...] = ()
    comment: str = ""
    below: tuple[str, ...] = ()
    after_blank: bool = False
    note: str = ""


def keyword_of(code: str) -> str:
    """Name the header keyword that the code starts with (``async`` aside), ``@``, or nothing."""
    if code.startswith("@"):
        return "@"
    first = _FIRST_WORD.match(code)
    return first.group(1) if first and first.group(1) in HEADERS else ""


@lru_cache(2048)
def parsed(source: str) -> ast.Module | None:
    """Parse source, or hand back None where Python's grammar does not allow it.

    The same text is often asked for again; nobody may change the tree.
    """
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def compiles(source: str) -> bool:
    """Tell whether Python takes the source as a module (or a notebook, which may await)."""
    try:
        compile(source, "<text>", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def header_tree(code: str) -> ast.Module | None:
    """Parse code that is exactly one block header, such as ``else:`` or ``def f(x):``."""
    keyword = keyword_of(code)
    if keyword in ("", "@") or not code.endswith(":"):
        return None
    return parsed(_CONTEXT.get(keyword, "{} pass").format(code))


def simple_tree(code: str) -> ast.Module | None:
    """Parse code that is a statement without a block, or a decorator."""
    if code.startswith("@"):
        return parsed(code + "\ndef f(): pass")
    tree = parsed(code)
    if tree is None or not tree.body:
        return None
    compound = any(hasattr(node, "body") or hasattr(node, "cases") for node in tree.body)
    return None if compound else tree


def is_pointless(tree: ast.Module) -> bool:
    """Tell whether the statement is an expression nobody writes on a line of its own."""
    node = tree.body[-1]
    if not isinstance(node, ast.Expr):
        return False
    if isinstance(node.value, ast.Constant):
        return not isinstance(node.value.value, str) and node.value.value is not ...
    return not isinstance(node.value, ast.Call | ast.Await | ast.Yield | ast.YieldFrom)


def is_call(code: str) -> bool:
    """Tell whether the statement is a call whose result nobody takes."""
    tree = simple_tree(code)
    last = tree.body[-1] if tree else None
    return isinstance(last, ast.Expr) and isinstance(last.value, ast.Call)


@lru_cache(2048)
def statement(code: str, line: int, *, stays: bool, joined: bool) -> Statement:
    """Read code that is known to be one statement or header, standing on the given line."""
    opened = header_tree(code)
    tree = opened or simple_tree(code) or ast.Module(body=[], type_ignores=[])
    keyword = keyword_of(code) if opened or code.startswith("@") else _leaving(tree)
    return Statement(
        code=code,
        line=line,
        keyword=keyword,
        opens=opened is not None,
        stays=stays,
        joined=joined,
        method=keyword == "def" and _is_method(tree),
        needs=_needs(tree, keyword) | ({"class"} if code in _IN_CLASS else set()),
        names=names_of(_nodes(tree, keyword)),
    )


def _nodes(tree: ast.Module, keyword: str) -> list[ast.stmt] | list[ast.expr]:
    first = tree.body[0] if tree.body else None
    # A decorator was read together with a function that the text does not have.
    if keyword == "@" and isinstance(first, ast.FunctionDef):
        return first.decorator_list
    return tree.body


def _leaving(tree: ast.Module) -> str:
    return LEAVING.get(type(tree.body[-1]), "") if tree.body else ""


def _is_method(tree: ast.Module) -> bool:
    node = tree.body[0]
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return False
    first = next((arg.arg for arg in (*node.args.posonlyargs, *node.args.args)), "")
    # A plain function may well call the class it works on cls.
    return first == "self" or (first == "cls" and node.name.startswith("__"))


def _needs(tree: ast.Module, keyword: str) -> frozenset[str]:
    found = {_NEEDS[type(node)] for node in ast.walk(tree) if type(node) in _NEEDS}
    if any(_is_bare_super(node) for node in ast.walk(tree)):
        found.add("method")
    if keyword == "if" and _is_main_guard(tree.body[-1]):
        found.add("module")
    return frozenset(found)


def _is_bare_super(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call) or node.args:
        return False
    return isinstance(node.func, ast.Name) and node.func.id == "super"


def _is_main_guard(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) in (
        "__name__ == '__main__'",
        "'__main__' == __name__",
    )

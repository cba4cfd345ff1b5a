"""Names the kind of a statement, finer than its keyword does."""

import ast
import re
from collections.abc import Mapping

from pipeline.text.recover.statement import Statement

_EXIT = re.compile(r"(?:sys\.)?_?exit\(|os\._exit\(|parser\.error\(|self\.fail\(|pytest\.skip\(")
_SIMPLE: Mapping[type[ast.stmt], str] = {
    ast.Import: "import",
    ast.ImportFrom: "from",
    ast.Assert: "assert",
    ast.Delete: "del",
    ast.Global: "global",
    ast.Nonlocal: "global",
    ast.AugAssign: "augment",
    ast.AnnAssign: "annotate",
}
# What a block's kind is called where only its own rules matter.
BASE: Mapping[str, str] = {"def self": "def", "main": "if"}


def kind_of(one: Statement, tree: ast.Module) -> str:
    """Name the kind: a header's keyword, how it leaves its block, or what it does.

    >>> from pipeline.text.recover.statement import statement
    >>> code = "self.x = 1"
    >>> kind_of(statement(code, 1, stays=False, joined=False), ast.parse(code))
    'assign self'
    """
    if one.keyword == "def":
        return "def self" if re.search(r"\w\s*\(\s*(?:self|cls)\b", one.code) else "def"
    if "module" in one.needs and one.keyword == "if":
        return "main"
    if one.keyword == "return":
        return _return(tree)
    return one.keyword or (_plain(one.code, tree.body[-1]) if tree.body else "other")


def _return(tree: ast.Module) -> str:
    value = getattr(tree.body[-1], "value", None)
    if value is None:
        return "return nothing"
    return "return constant" if isinstance(value, ast.Constant) else "return"


def _plain(code: str, node: ast.stmt) -> str:
    if isinstance(node, ast.Expr):
        return _expression(code, node.value)
    if isinstance(node, ast.Assign):
        return _assignment(node.targets[0])
    return _SIMPLE.get(type(node), "other")


def _expression(code: str, value: ast.expr) -> str:
    if isinstance(value, ast.Constant):
        return "text" if isinstance(value.value, str) else "other"
    if isinstance(value, ast.Yield | ast.YieldFrom):
        return "yield"
    if not isinstance(value, ast.Call | ast.Await):
        return "other"
    if code.startswith("print("):
        return "print"
    if _EXIT.match(code):
        return "exit"
    return "call self" if code.startswith("self.") else "call"


def _assignment(target: ast.expr) -> str:
    if isinstance(target, ast.Name):
        return "assign"
    if isinstance(target, ast.Tuple):
        return "assign tuple"
    root: ast.expr = target
    while isinstance(root, ast.Attribute | ast.Subscript):
        root = root.value
    own = isinstance(root, ast.Name) and root.id == "self"
    shape = "item" if isinstance(target, ast.Subscript) else "field"
    return "assign self" if own else f"assign {shape}"

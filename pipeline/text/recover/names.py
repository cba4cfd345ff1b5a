"""Lists the names one statement binds and uses, the way Python's scoping sees them."""

import ast
from collections.abc import Iterable
from dataclasses import dataclass

Comprehension = ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp


@dataclass(frozen=True, kw_only=True, slots=True)
class Names:
    """The names of one statement, without those in annotations.

    An annotation may name what has no value while the code runs: its evaluation can be postponed,
    and its imports can stand under ``if TYPE_CHECKING``.

    Attributes:
        binds: bound in the scope that the statement stands in.
        now: used while the statement runs.
        late: used only later: the body of a lambda.
        inner: bound in the scope that the statement opens: a function's parameters.
        free: declared ``global`` or ``nonlocal``, or deleted.
    """

    binds: frozenset[str]
    now: frozenset[str]
    late: frozenset[str]
    inner: frozenset[str]
    free: frozenset[str]


def names_of(nodes: Iterable[ast.AST]) -> Names:
    """List the names that the given nodes, together one statement, bind and use.

    >>> sorted(names_of(ast.parse("y = [x + a for x in b]").body).now)
    ['a', 'b']
    """
    every = tuple(nodes)
    reader = _Reader()
    for node in every:
        reader.visit(node)
    # `with a as b, b.c as d`, a walrus and `x = 1; print(x)` use a name they bind themselves.
    own = reader.binds if len(every) > 1 or _binds_first(every) else set()
    return Names(
        binds=frozenset(reader.binds),
        # In `def f(x=x)` the default comes from outside.
        now=frozenset(reader.now - own - reader.inner),
        late=frozenset(reader.late),
        inner=frozenset(reader.inner),
        free=frozenset(reader.free),
    )


def _binds_first(nodes: tuple[ast.AST, ...]) -> bool:
    kinds = (ast.With, ast.AsyncWith, ast.NamedExpr, ast.match_case)
    return any(isinstance(part, kinds) for node in nodes for part in ast.walk(node))


class _Reader(ast.NodeVisitor):
    """Collects names into sets of its own."""

    def __init__(self) -> None:
        self.binds: set[str] = set()
        self.now: set[str] = set()
        self.late: set[str] = set()
        self.inner: set[str] = set()
        self.free: set[str] = set()

    def visit_Name(self, node: ast.Name) -> None:
        (self.binds if isinstance(node.ctx, ast.Store) else self.now).add(node.id)
        # Where a name is deleted, no rule can tell whether it has a value.
        self.free |= {node.id} if isinstance(node.ctx, ast.Del) else set()

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if isinstance(node.target, ast.Name):
            self.now.add(node.target.id)
        self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self.visit(node.target)
        if node.value:
            self.visit(node.value)

    def visit_alias(self, node: ast.alias) -> None:
        self.binds.add((node.asname or node.name).split(".")[0])

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        self.binds |= {node.name} if node.name else set()
        self.generic_visit(node)

    def visit_MatchAs(self, node: ast.MatchAs) -> None:
        self.binds |= {node.name} if node.name else set()
        self.generic_visit(node)

    def visit_MatchStar(self, node: ast.MatchStar) -> None:
        self.binds |= {node.name} if node.name else set()

    def visit_MatchMapping(self, node: ast.MatchMapping) -> None:
        self.binds |= {node.rest} if node.rest else set()
        self.generic_visit(node)

    def visit_Global(self, node: ast.Global) -> None:
        self.free |= set(node.names)

    def visit_Nonlocal(self, node: ast.Nonlocal) -> None:
        self.free |= set(node.names)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        body = _read(node.body)
        self.late |= (body.now | body.late) - _parameters(node.args)
        self._visit_defaults(node.args)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.binds.add(node.name)
        for part in (*node.bases, *node.keywords):
            self.visit(part)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self.binds.add(node.name)
        self.inner |= _parameters(node.args)
        self._visit_defaults(node.args)

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815

    def _visit_comprehension(self, node: Comprehension) -> None:
        inside = _Reader()
        inside.generic_visit(node)
        targets = {name for part in node.generators for name in _read(part.target).binds}
        self.now |= inside.now - targets
        self.late |= inside.late - targets
        # What is left after the loop variables are names a walrus binds outside.
        self.binds |= inside.binds - targets

    visit_ListComp = _visit_comprehension  # noqa: N815
    visit_SetComp = _visit_comprehension  # noqa: N815
    visit_GeneratorExp = _visit_comprehension  # noqa: N815
    visit_DictComp = _visit_comprehension  # noqa: N815

    def _visit_defaults(self, args: ast.arguments) -> None:
        for default in (*args.defaults, *args.kw_defaults):
            if default:
                self.visit(default)


def _read(node: ast.AST) -> _Reader:
    reader = _Reader()
    reader.visit(node)
    return reader


def _parameters(args: ast.arguments) -> set[str]:
    return {part.arg for part in ast.walk(args) if isinstance(part, ast.arg)}

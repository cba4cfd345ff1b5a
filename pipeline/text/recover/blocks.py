"""Holds the open blocks around a place in the code, and the rules for closing them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.text.recover.statement import Statement

NONE: frozenset[str] = frozenset()
SCOPES = frozenset({"module", "def", "class"})
LOOPS = frozenset({"for", "while"})
_AFTER = {
    "elif": ("if", "elif"),
    "else": ("if", "elif", "for", "while", "except"),
    "except": ("try", "except"),
    "finally": ("try", "except", "else of try"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """One open block.

    Attributes:
        header: the index of the statement that opened it, -1 for the module.
        keyword: that statement's keyword.
        ended: its last statement leaves it, so that nothing can follow.
        chain: every earlier branch of the same ``if`` ended.
        bound: the names bound in it so far; only a scope (module, def, class) has them.
        early: names used in it, outside a loop, before they were bound there.
        needs: names used in it that must turn out to be bound somewhere outside or later.
        fades: names that lose their value at its end (``except ... as error``).
        method: it is a function whose first parameter is self, or cls in a special method.
    """

    header: int
    keyword: str
    ended: bool = False
    chain: bool = False
    bound: frozenset[str] = NONE
    early: frozenset[str] = NONE
    needs: frozenset[str] = NONE
    fades: frozenset[str] = NONE
    method: bool = False


Stack = tuple[Block, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """What the rules must know of the whole text.

    Attributes:
        statements: all statements, in order.
        known: the names bound anywhere in the text, without builtins.
        last_bound: the index of the last statement that binds a name.
        first_class: the index of the first class header, or the number of statements.
    """

    statements: tuple[Statement, ...]
    known: frozenset[str]
    last_bound: Mapping[str, int]
    first_class: int


def scope_at(stack: Stack) -> int:
    """Find the index of the innermost scope."""
    return max(at for at, block in enumerate(stack) if block.keyword in SCOPES)


def in_loop(stack: Stack) -> bool:
    """Tell whether a loop of the innermost scope is open."""
    return any(block.keyword in LOOPS for block in stack[scope_at(stack) :])


def changed(stack: Stack, at: int, block: Block) -> Stack:
    """Put another block in the place of one."""
    return (*stack[:at], block, *stack[at + 1 :])


def bind(stack: Stack, at: int, names: frozenset[str]) -> Stack | None:
    """Bind names in a scope; None where one was certainly used there without a value."""
    scope = stack[at]
    if names & scope.early:
        return None
    return changed(stack, at, replace(scope, bound=scope.bound | names)) if names else stack


def close(stack: Stack, facts: Facts) -> Stack | None:
    """Close the innermost block; None where that makes no sense."""
    block, outer = stack[-1], stack[:-1]
    ended = block.keyword == "else" and block.chain and block.ended
    outer = changed(outer, len(outer) - 1, replace(outer[-1], ended=ended))
    at = scope_at(outer)
    if block.fades:
        scope = outer[at]
        return changed(outer, at, replace(scope, bound=scope.bound - block.fades))
    if block.keyword == "class":
        closed = bind(outer, at, facts.statements[block.header].names.binds)
        return closed and _hand_out(closed, block)
    return _hand_out(outer, block) if block.needs else outer


def _hand_out(outer: Stack, block: Block) -> Stack:
    """Pass the names a closed scope still needs to the next scope it can see."""
    at = max(at for at, other in enumerate(outer) if other.keyword in ("module", "def"))
    scope = outer[at]
    needs = scope.needs | (block.needs - block.bound - scope.bound)
    return changed(outer, at, replace(scope, needs=needs))


def close_for(stack: Stack, pops: int, statement: Statement, facts: Facts) -> Stack | None:
    """Close that many blocks so that the statement can stand after them."""
    left = stack
    for still in range(pops, 0, -1):
        rescued = still == 1 and statement.keyword in ("except", "finally")
        if left[-1].keyword == "try" and not rescued:
            return None
        closed = close(left, facts)
        if closed is None:
            return None
        left = closed
    return left


def branch(closed: Block, statement: Statement) -> Block | None:
    """Tell how the clause continues the block just closed; None if it cannot.

    The block handed back carries only the keyword and the chain.
    """
    if closed.keyword not in _AFTER.get(statement.keyword, ()):
        return None
    chain = closed.ended and (closed.keyword == "if" or closed.chain)
    keyword = statement.keyword
    if keyword == "else" and closed.keyword not in ("if", "elif"):
        keyword = "else of try" if closed.keyword == "except" else "else of loop"
    return Block(header=-1, keyword=keyword, chain=chain)

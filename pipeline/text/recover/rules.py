"""Places one statement under open blocks, if Python's rules and common sense allow it there."""

from dataclasses import replace

from pipeline.text.recover.blocks import (
    NONE,
    Block,
    Facts,
    Stack,
    bind,
    branch,
    changed,
    close_for,
    in_loop,
    scope_at,
)
from pipeline.text.recover.statement import CLAUSES


def place(stack: Stack, index: int, pops: int, facts: Facts) -> Stack | None:
    """Close that many blocks and put the statement there; None where it cannot stand."""
    statement = facts.statements[index]
    left = close_for(stack, pops, statement, facts)
    if left is None:
        return None
    opened = Block(header=index, keyword=statement.keyword)
    if statement.keyword in CLAUSES and statement.keyword != "case":
        clause = branch(stack[-pops + len(stack)], statement) if pops else None
        if clause is None:
            return None
        opened = replace(clause, header=index)
    elif left[-1].ended and not statement.code.startswith("yield"):
        # A yield that is never reached makes its function a generator.
        return None
    if not _fits(left, index, facts):
        return None
    used = _use(left, index, facts)
    return used and _put(used, index, opened, facts)


def _fits(stack: Stack, index: int, facts: Facts) -> bool:
    statement = facts.statements[index]
    if (stack[-1].keyword == "match") != (statement.keyword == "case"):
        return False
    if statement.method and not _fits_method(stack, index, facts):
        return False
    scope = stack[scope_at(stack)]
    allowed = {
        "function": scope.keyword == "def",
        "loop": in_loop(stack),
        "method": scope.keyword == "def" and _in_class(stack, index, facts),
        "class": scope.keyword == "class" or index < facts.first_class,
        "module": len(stack) == 1,
    }
    return all(allowed[need] for need in statement.needs)


def _fits_method(stack: Stack, index: int, facts: Facts) -> bool:
    """A function with self stands in a class, or in a plain function that makes methods."""
    scope = stack[scope_at(stack)]
    if scope.keyword == "def":
        return not scope.method
    return scope.keyword == "class" or index < facts.first_class


def _in_class(stack: Stack, index: int, facts: Facts) -> bool:
    return index < facts.first_class or any(block.keyword == "class" for block in stack)


def _use(stack: Stack, index: int, facts: Facts) -> Stack | None:
    """Use the statement's names in its scope; None where one has no value there."""
    names = facts.statements[index].names
    at = scope_at(stack)
    now = (names.now & facts.known) - stack[at].bound
    if stack[at].keyword == "class":
        now = now - _outside_class(stack)
    looped = in_loop(stack)
    if now and not looped and not any(block.keyword == "def" for block in stack):
        return None
    late = (names.late & facts.known) - stack[at].bound
    needs = now | late
    if any(not _can_be_bound(stack, name, index, facts) for name in needs):
        return None
    scope = replace(
        stack[at],
        needs=stack[at].needs | needs,
        early=stack[at].early | (NONE if looped else now),
    )
    return changed(stack, at, scope) if needs else stack


def _outside_class(stack: Stack) -> frozenset[str]:
    scopes = (block.bound for block in stack if block.keyword in ("module", "def"))
    return NONE.union(*scopes)


def _can_be_bound(stack: Stack, name: str, index: int, facts: Facts) -> bool:
    if facts.last_bound[name] >= index:
        return True
    # A class that is still open gets its name later.
    opened = (facts.statements[block.header] for block in stack if block.keyword == "class")
    return name in _outside_class(stack) or any(name in one.names.binds for one in opened)


def _put(stack: Stack, index: int, opened: Block, facts: Facts) -> Stack | None:
    statement = facts.statements[index]
    names, at = statement.names, scope_at(stack)
    fresh = names.binds - stack[at].bound
    # A class has its name only at the end of its body.
    bound = stack if statement.keyword == "class" else bind(stack, at, names.binds)
    if bound is None:
        return None
    if not statement.opens:
        leaves = statement.keyword not in ("", "@")
        return changed(bound, len(bound) - 1, replace(bound[-1], ended=leaves))
    if statement.keyword == "def":
        opened = replace(opened, bound=names.inner, method=statement.method)
        return (*bound, opened)
    fades = fresh if statement.keyword == "except" else NONE
    return (*bound, replace(opened, fades=fades))

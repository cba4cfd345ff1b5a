"""Rules about the prints that a deck asks for."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.model.prints import OPTIONS, SUITS, Print
from pipeline.problem import Problem


def check_prints(prints: Iterable[Print]) -> Iterator[Problem]:
    """Report options that don't suit the kind of print, and the same print asked for twice."""
    seen: dict[Print, Print] = {}
    for one in prints:
        yield from check_print(one)
        bare = _named_alike(one)
        if bare in seen:
            message = f"this print is asked for already on line {seen[bare].place.line}"
            yield Problem(place=one.place, message=message, hint="remove one of the two")
        seen.setdefault(bare, one)


def _named_alike(one: Print) -> Print:
    """Return the print that stands for all whose files would have the same names."""
    return replace(
        one,
        place=replace(one.place, line=None, key=""),
        flip=None if one.flip == "long" else one.flip,
        offset=None if one.offset == (0, 0) else one.offset,
        order=None if one.order == "topic" else one.order,
        seed=one.seed or None,
        volume=None,
    )


def check_print(one: Print) -> Iterator[Problem]:
    """Report options that don't suit the kind of print, or each other."""
    suits = SUITS[one.kind]
    for name in OPTIONS:
        if getattr(one, name) is not None and name not in suits:
            kinds = ", ".join(kind for kind in SUITS if name in SUITS[kind])
            yield _problem(one, f"`{name}` says nothing about a {one.kind}", f"it is for {kinds}")
    if one.kind == "cards":
        yield from _cards(one)
    if one.kind == "quiz" and one.seed is not None and one.order != "shuffle" and not one.count:
        hint = "add `order: shuffle`, or a `count`, or take the seed out"
        yield _problem(one, "a seed changes nothing where all questions stand by topic", hint)


def _cards(one: Print) -> Iterator[Problem]:
    if one.flip == "fold" and one.columns % 2:
        hint = "fronts and backs lie side by side, so take 2 or 4 columns"
        yield _problem(one, f"cards to fold can't stand in {one.columns} columns", hint)
    if one.flip == "fold" and one.offset is not None:
        hint = "leave the offset out: both sides are printed on the same page"
        yield _problem(one, "cards to fold have no back side that could be off", hint)
    if one.cards is not None and (not one.cards or len(set(one.cards)) < len(one.cards)):
        yield _problem(one, "each kind of cards once, and at least one", "or leave `cards` out")


def _problem(one: Print, message: str, hint: str) -> Problem:
    return Problem(place=one.place, message=message, hint=hint)

"""Rules about the prints that a deck asks for."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.model.book import Book, Concept
from pipeline.model.prints import OPTIONS, PLURALS, SUITS, Print, Shown
from pipeline.problem import Problem

_TERMS = "add terms to glossary.yaml that the text names, or leave this print out"


def check_prints(prints: Iterable[Print]) -> Iterator[Problem]:
    """Report options that don't suit the kind of print, and the same print asked for twice."""
    seen: dict[tuple[Print, str], Print] = {}
    for one in prints:
        yield from check_print(one)
        bare = _named_alike(one)
        if bare in seen:
            message = f"this print is asked for already on line {seen[bare].place.line}"
            yield Problem(place=one.place, message=message, hint="remove one of the two")
        seen.setdefault(bare, one)


def _named_alike(one: Print) -> tuple[Print, str]:
    """Return what is the same for all prints whose files would have the same names."""
    bare = replace(
        one,
        place=replace(one.place, line=None, key=""),
        cards=one.kinds,
        flip=None if one.flip == "long" else one.flip,
        offset=None,
        order=None if one.order == "topic" else one.order,
        seed=one.seed or None,
        volume=None,
    )
    return bare, one.off


def check_print(one: Print) -> Iterator[Problem]:
    """Report options that don't suit the kind of print, or each other."""
    suits = SUITS[one.kind]
    for name in OPTIONS:
        if getattr(one, name) is not None and name not in suits:
            kinds = ", ".join(PLURALS[kind] for kind in SUITS if name in SUITS[kind])
            yield _problem(
                one, f"`{name}` says nothing about {PLURALS[one.kind]}", f"it is for {kinds}"
            )
    if one.kind == "cards":
        yield from _cards(one)
    if one.kind == "quiz" and one.seed is not None and one.order != "shuffle" and not one.count:
        hint = "add `order: shuffle`, or a `count`, or take the seed out"
        yield _problem(one, "a seed changes nothing where all questions stand by topic", hint)


def check_filled(book: Book, wanted: Iterable[Print]) -> Iterator[Problem]:
    """Report prints that would have nothing on them."""
    for one in wanted:
        if one.kind == "cheat-sheet" and not any(_asks(c, "both") for c in book.concepts):
            yield _problem(one, "a cheat sheet of no terms would be empty", _TERMS)
        if one.kind == "cards" and not _has_cards(book, one):
            kinds = " or ".join(one.kinds)
            hint = _TERMS if one.cards == ("term",) else "take other kinds, or leave `cards` out"
            yield _problem(one, f"the deck has no {kinds} cards to print", hint)


def _has_cards(book: Book, one: Print) -> bool:
    has = {
        "question": bool(book.questions),
        "term": any(_asks(concept, one.lang) for concept in book.concepts),
        "code": any(a.job.block.cards for q in book.questions for a in (*q.answers, *q.labs)),
    }
    return any(has[kind] for kind in one.kinds)


def _asks(concept: Concept, lang: Shown) -> bool:
    """Say whether a card can ask for the term: by its other name, or by its definition."""
    return concept.term.define is not None or (lang == "both" and not concept.term.same)


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

"""Anki's card templates: what they name, and whether a note's fields make a card of them.

The engine's own rules hold: a comment hides what is in it, braces that never close are text, a
front makes a card when it shows anything that is filled, whatever plain text it has beside.
"""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

# What Anki fills in itself. The front side, though known, is never filled when cards are made.
SPECIAL = frozenset(("Card", "CardFlag", "CardID", "Deck", "Subdeck", "Type"))
TAGS = "Tags"
KNOWN = SPECIAL | {TAGS, "FrontSide"}
CLOZE_SECTION = re.compile(r"c\d+")

# A template that starts so writes <%Field%>; Anki keeps it for decks from before 2012.
_OLD = "{{=<% %>=}}"
_DEEPEST = 50
# Blanks of ASCII only: a wide blank fills a field.
_BLANK = re.compile(r"(?:[ \t\n\r\v\f]|</?(?:br|div) ?/?>)*", re.IGNORECASE)


class UnbalancedError(ValueError):
    """A section that is opened and not closed, or the other way round; says which."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Slot:
    """A field's place; `filters` stand in the order in which they are written."""

    name: str
    filters: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A section that shows only while `name` is filled, or, if negated, while it is empty."""

    name: str
    negated: bool
    nodes: tuple["Slot | Part", ...]


Nodes = tuple[Slot | Part, ...]


@lru_cache(maxsize=256)
def parse(template: str) -> Nodes:
    """Return the slots and sections of a template.

    Raises `UnbalancedError` for sections that don't close as they open.

    >>> parse("{{#A}}x {{hint:B}}{{/A}}")[0].nodes
    (Slot(name='B', filters=('hint',)),)
    """
    levels: list[list[Slot | Part]] = [[]]
    opened: list[str] = []
    for tag in _tags(template):
        body = tag.lstrip("{").strip()
        sign, name = (body[0], body[1:].strip()) if len(body) > 1 else ("", body)
        if sign in ("#", "^"):
            _open(sign + name, levels, opened)
        elif sign == "/":
            _close(name, levels, opened)
        else:
            *filters, name = body.split(":")
            levels[-1].append(Slot(name=name, filters=tuple(filters)))
    if opened:
        raise UnbalancedError(f"{{{{{opened[-1]}}}}} is never closed")
    return tuple(levels[0])


def _open(written: str, levels: list[list[Slot | Part]], opened: list[str]) -> None:
    if len(opened) == _DEEPEST:
        raise UnbalancedError(f"{{{{{written}}}}} is nested too deeply")
    opened.append(written)
    levels.append([])


def _close(name: str, levels: list[list[Slot | Part]], opened: list[str]) -> None:
    if not opened or opened[-1][1:] != name:
        raise UnbalancedError(f"{{{{/{name}}}}} closes nothing that is open there")
    negated = opened.pop()[0] == "^"
    part = Part(name=name, negated=negated, nodes=tuple(levels.pop()))
    levels[-1].append(part)


def _tags(template: str) -> Iterator[str]:
    """Yield what stands between braces, outside of comments."""
    old = template.lstrip().startswith(_OLD)
    text = template.lstrip().removeprefix(_OLD) if old else template
    opening, closing = ("<%", "%>") if old else ("{{", "}}")
    ends, at = {"<!--": "-->", opening: closing}, 0
    while found := re.compile("|".join(map(re.escape, ends)) or "$^").search(text, at):
        end = text.find(ends[found[0]], found.end())
        if end < 0:  # then no later one closes either: looked for once, not once for each
            del ends[found[0]]
            continue
        if found[0] == opening:
            yield text[found.end() : end]
        at = end + len(ends[found[0]])


def slots(nodes: Nodes) -> Iterator[Slot]:
    """Yield every slot, those in sections too."""
    for node in nodes:
        if isinstance(node, Slot):
            yield node
        else:
            yield from slots(node.nodes)


def sections(nodes: Nodes) -> Iterator[str]:
    """Yield the name of every section."""
    for node in nodes:
        if isinstance(node, Part):
            yield node.name
            yield from sections(node.nodes)


def shows(nodes: Nodes, filled: AbstractSet[str]) -> bool:
    """Say whether the front shows anything that is filled, so that Anki makes a card of it.

    >>> shows(parse("{{^B}}{{A}}{{/B}}"), {"A"}), shows(parse("{{^B}}{{A}}{{/B}}"), {"A", "B"})
    (True, False)
    """
    return any(_shows(node, filled) for node in nodes)


def _shows(node: Slot | Part, filled: AbstractSet[str]) -> bool:
    if isinstance(node, Slot):
        return node.name in filled
    return (node.name in filled) != node.negated and shows(node.nodes, filled)


def is_empty(value: str) -> bool:
    """Say whether Anki takes a field for empty: nothing in it but blanks and line breaks.

    >>> is_empty(" <br> "), is_empty("&nbsp;")
    (True, False)
    """
    return _BLANK.fullmatch(value) is not None

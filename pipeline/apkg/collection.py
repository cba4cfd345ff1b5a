"""The database of a package: notes, cards, note types, decks, in Anki's schema 11."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from pipeline.model.package import (
    Contents,
    PackedCard,
    PackedDeck,
    PackedNote,
    PackedTemplate,
    PackedType,
)
from pipeline.model.place import Place
from pipeline.problem import Problem, Problems

SCHEMA = 11
_TABLES = {"col", "notes", "cards"}
_SEPARATOR = "\x1f"
_NEW = 0
_CLOZE = 1

T = TypeVar("T")
Notes = list[tuple[int, str, int, int, str, str]]
Cards = list[tuple[int, int, int, int, int]]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Field:
    name: str
    id: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Template:
    name: str
    qfmt: str
    afmt: str
    id: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Type:
    id: int
    name: str
    flds: tuple[_Field, ...]
    tmpls: tuple[_Template, ...]
    type: int = 0
    css: str = ""
    mod: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class _Deck:
    id: int
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class _Tables:
    """The rows as the database has them: `types` and `decks` are JSON."""

    types: str
    decks: str
    notes: Notes
    cards: Cards


_COL = TypeAdapter(tuple[int, str, str])
_NOTES = TypeAdapter(Notes)
_CARDS = TypeAdapter(Cards)
_TYPES = TypeAdapter(dict[str, _Type])
_DECKS = TypeAdapter(dict[str, _Deck])


def read_collection(path: Path, name: str, member: str) -> Contents:
    """Return what the database at `path` holds; `name` and `member` are what messages call it.

    Raises `Problems` for a file that is no database, another schema, missing tables or columns,
    values of another kind, and JSON that does not say what a note type or a deck must.
    """
    place = Place(file=name, key=member)
    try:
        with closing(_opened(path)) as base:
            tables = _tables(base, place)
    except sqlite3.Error as error:
        hint = "export the deck once more; this copy is damaged or made by a faulty program"
        message = f"the collection can't be read: {error}"
        raise Problems([Problem(place=place, message=message, hint=hint)]) from None
    types = _parsed(_TYPES, tables.types, "note types", place)
    decks = _parsed(_DECKS, tables.decks, "decks", place)
    known = {deck.id: deck.name for deck in decks.values()}
    cards = _cards(tables.cards, known)
    notes = tuple(_note(row, cards.pop(row[0], [])) for row in tables.notes)
    return Contents(
        notes=notes,
        types=tuple(_type(kind) for kind in types.values()),
        decks=tuple(PackedDeck(id=deck.id, name=deck.name) for deck in decks.values()),
        orphans=sum(len(left) for left in cards.values()),
    )


def _opened(path: Path) -> sqlite3.Connection:
    base = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    # A table may be a view in disguise, and a view may run for ever.
    base.set_authorizer(_allowed)
    return base


def _allowed(
    action: int, table: str | None, _column: str | None, _base: str | None, view: str | None
) -> int:
    """Allow plain reads of three tables: no view, function, pragma or recursion."""
    reads = action == sqlite3.SQLITE_READ and table in _TABLES and view is None
    return sqlite3.SQLITE_OK if reads or action == sqlite3.SQLITE_SELECT else sqlite3.SQLITE_DENY


def _tables(base: sqlite3.Connection, place: Place) -> _Tables:
    version, types, decks = _validated(
        _COL, base.execute("SELECT ver, models, decks FROM col").fetchone(), "col", place
    )
    if version != SCHEMA:
        message = f"the collection is of schema {version}; only {SCHEMA} is known"
        hint = "export it again with 'Support older Anki versions' ticked"
        raise Problems([Problem(place=place, message=message, hint=hint)])
    notes = base.execute("SELECT id, guid, mid, mod, tags, flds FROM notes ORDER BY id").fetchall()
    cards = base.execute("SELECT nid, did, ord, due, type FROM cards ORDER BY id").fetchall()
    return _Tables(
        types=types,
        decks=decks,
        notes=_validated(_NOTES, notes, "notes", place),
        cards=_validated(_CARDS, cards, "cards", place),
    )


def _validated(kind: TypeAdapter[T], value: object, table: str, place: Place) -> T:
    try:
        return kind.validate_python(value, strict=True)
    except ValidationError as error:
        raise Problems(_wrong(error.errors(), table, place)) from None


def _parsed(kind: TypeAdapter[T], text: str, what: str, place: Place) -> T:
    try:
        return kind.validate_json(text)
    except ValidationError as error:
        raise Problems(_wrong(error.errors(), what, place)) from None


def _wrong(details: Iterable[ErrorDetails], what: str, place: Place) -> Iterator[Problem]:
    for detail in details:
        path = ".".join(str(part) for part in detail["loc"])
        message = f"{what}{f', {path}' if path else ''}: {detail['msg'].lower()}"
        hint = "export the deck once more; Anki itself can't read it so"
        yield Problem(place=place, message=message, hint=hint)


def _cards(rows: Cards, decks: dict[int, str]) -> dict[int, list[PackedCard]]:
    """Return the cards by their note's id."""
    cards: dict[int, list[PackedCard]] = defaultdict(list)
    for note, deck, ordinal, due, kind in rows:
        card = PackedCard(ordinal=ordinal, deck=decks.get(deck), due=due, new=kind == _NEW)
        cards[note].append(card)
    return cards


def _note(row: tuple[int, str, int, int, str, str], cards: list[PackedCard]) -> PackedNote:
    _, guid, type_id, mod, tags, fields = row
    return PackedNote(
        guid=guid,
        type_id=type_id,
        values=tuple(fields.split(_SEPARATOR)),
        tags=tuple(tags.split()),
        mod=mod,
        cards=tuple(sorted(cards, key=lambda card: card.ordinal)),
    )


def _type(kind: _Type) -> PackedType:
    return PackedType(
        id=kind.id,
        name=kind.name,
        fields=tuple(field.name for field in kind.flds),
        field_ids=tuple(field.id for field in kind.flds),
        templates=tuple(
            PackedTemplate(name=one.name, id=one.id, front=one.qfmt, back=one.afmt)
            for one in kind.tmpls
        ),
        css=kind.css,
        cloze=kind.type == _CLOZE,
        mod=kind.mod,
    )

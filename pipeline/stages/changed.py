"""What a deck has that its last release had not, told by the lock alone."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from pipeline.model.changes import Change, Changes, PackChange, TypeChange, What
from pipeline.model.deck import Edition
from pipeline.model.lock import Lock, Locked, Packed
from pipeline.model.note import Filled, Kind
from pipeline.stages.date import TYPE, Types, digest

KIND_NAMES: dict[Kind, str] = {
    "question": "Questions and answers",
    "points": "Key points",
    "term": "Terms",
    "code": "Code",
}


def changed(
    notes: Iterable[Filled],
    types: Mapping[Edition, Types],
    packed: tuple[Packed, ...],
    lock: Lock,
) -> Changes:
    """Return the changes since the last release, of all editions together.

    `notes` are those of all editions, the first edition's first; what is true of a note in the
    first edition is not told again of its others. The lock holds sums and no texts, so it is not
    said which fields differ.
    """
    rows = {row.key: row for row in lock.rows}
    found: dict[tuple[What, Kind, str], Change] = {}
    for note in notes:
        row = rows.get((note.edition, note.kind, note.id))
        what = _what(note, row)
        if what is not None:
            found.setdefault((what, note.kind, note.id), _change(what, note))
    return Changes(
        notes=tuple(found.values()),
        types=tuple(_types(types, rows)),
        packs=tuple(_packs(packed, lock, rows)),
        joined=lock.merged,
    )


def _what(note: Filled, row: Locked | None) -> What | None:
    if row is None:
        return "added"
    if row.digest == digest(note):
        return None
    return "retired" if note.retired else "changed"


def _change(what: What, note: Filled) -> Change:
    suffix = "" if note.edition == "zh-CN" else f" ({note.edition})"
    return Change(
        what=what,
        kind=KIND_NAMES[note.kind] + suffix,
        guid=note.guid,
        label=note.label if note.kind == "term" and note.label else _named(note),
        cards=note.cards,
    )


def _named(note: Filled) -> str:
    return f"{note.id} {note.label}".rstrip()


def _types(
    types: Mapping[Edition, Types], rows: Mapping[tuple[str, str, str], Locked]
) -> Iterator[TypeChange]:
    for edition, sums in types.items():
        for kind, sum_ in sums.items():
            row = rows.get((edition, kind, TYPE))
            if row is None or row.digest != sum_:
                name = f"{KIND_NAMES[kind]} ({edition})"
                yield TypeChange(what="added" if row is None else "changed", kind=name)


def _packs(
    packed: tuple[Packed, ...], lock: Lock, rows: Mapping[tuple[str, str, str], Locked]
) -> Iterator[PackChange]:
    """Yield kinds of notes that are packed no more, or once more; what is quite new is neither."""
    known = {(row.edition, row.kind) for row in rows.values() if row.id != TYPE}
    before = {(row.edition, kind) for row in lock.decks for kind in row.kinds}
    now = {(row.edition, kind) for row in packed for kind in row.kinds} & known
    for edition, kind in sorted((before & known) ^ now):
        what: Literal["added", "gone"] = "added" if (edition, kind) in now else "gone"
        yield PackChange(what=what, kind=f"{KIND_NAMES[kind]} ({edition})")

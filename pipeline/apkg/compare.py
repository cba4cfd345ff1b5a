"""What differs between two packages of a deck, note by note."""

from collections.abc import Iterator, Mapping

from pipeline.apkg.found import label
from pipeline.model.changes import TAGS, TYPE, Change, Changes, TypeChange, What
from pipeline.model.package import Package, PackedNote, PackedType

RETIRED = "::retired"

Types = Mapping[int, PackedType]
Notes = Mapping[str, PackedNote]


def compare(old: Package, new: Package) -> Changes:
    """Return what `new` changes for somebody who has imported `old`.

    Notes are the same if their guids are, note types if their ids are, fields and templates if
    their ids are, or their names where one has no id. A field that is new and empty, or gone and
    was empty, changes no note, and neither does a note that is not newer: Anki does not take it.
    A note that is retired and changed counts as retired.
    """
    old_types, new_types = _types(old), _types(new)
    before, after = _notes(old), _notes(new)
    kept = [(note, after[guid]) for guid, note in before.items() if guid in after]
    return Changes(
        notes=(
            *(_change("added", n, new_types) for g, n in after.items() if g not in before),
            *(change for pair in kept if (change := _differs(*pair, old_types, new_types))),
            *(_change("gone", n, old_types) for g, n in before.items() if g not in after),
        ),
        types=tuple(_type_changes(old_types, new_types)),
        cards_added=sum(len(_ordinals(now) - _ordinals(was)) for was, now in kept),
        cards_gone=sum(len(_ordinals(was) - _ordinals(now)) for was, now in kept),
    )


def _types(package: Package) -> Types:
    return {kind.id: kind for kind in package.types}


def _notes(package: Package) -> Notes:
    """Return the notes by guid; of those that share one, which is a problem, the first."""
    notes: dict[str, PackedNote] = {}
    for note in package.notes:
        notes.setdefault(note.guid, note)
    return notes


def _ordinals(note: PackedNote) -> set[int]:
    return {card.ordinal for card in note.cards}


def _change(what: What, note: PackedNote, types: Types, fields: tuple[str, ...] = ()) -> Change:
    kind = types.get(note.type_id)
    return Change(
        what=what,
        kind=kind.name if kind else "",
        guid=note.guid,
        label=label(note),
        cards=len(note.cards),
        fields=fields,
    )


def _differs(was: PackedNote, now: PackedNote, old: Types, new: Types) -> Change | None:
    if now.mod <= was.mod:
        return None
    fields = tuple(_fields(was, now, old, new))
    if _is_retired(now) and not _is_retired(was):
        return _change("retired", now, new, fields)
    return _change("changed", now, new, fields) if fields else None


def _is_retired(note: PackedNote) -> bool:
    return any(tag.endswith(RETIRED) for tag in note.tags)


def _fields(was: PackedNote, now: PackedNote, old: Types, new: Types) -> Iterator[str]:
    """Yield the names of what differs, a renamed field under its new name."""
    names = _renamed(old.get(was.type_id), new.get(now.type_id))
    before = {names.get(name, name): value for name, value in _values(was, old).items()}
    after = _values(now, new)
    for name in dict.fromkeys([*after, *before]):
        if before.get(name, "") != after.get(name, ""):
            yield name
    if set(was.tags) != set(now.tags):
        yield TAGS
    if was.type_id != now.type_id:
        yield TYPE


def _values(note: PackedNote, types: Types) -> dict[str, str]:
    """Return the fields by name; those that a faulty package has too many, by their number."""
    kind = types.get(note.type_id)
    names = kind.fields if kind else ()
    numbered = (str(number) for number in range(len(names) + 1, len(note.values) + 1))
    return dict(zip((*names, *numbered), note.values, strict=False))


def _renamed(old: PackedType | None, new: PackedType | None) -> dict[str, str]:
    """Return the new names of fields that kept their ids, by their old names."""
    if old is None or new is None:
        return {}
    names = {id_: name for id_, name in zip(new.field_ids, new.fields, strict=True) if id_}
    pairs = zip(old.field_ids, old.fields, strict=True)
    return {name: names[id_] for id_, name in pairs if id_ in names and names[id_] != name}


def _type_changes(old: Types, new: Types) -> Iterator[TypeChange]:
    for id_, kind in new.items():
        if id_ not in old:
            yield TypeChange(what="added", kind=kind.name)
        elif (change := _type_change(old[id_], kind)) != TypeChange(what="changed", kind=kind.name):
            yield change
    for id_, kind in old.items():
        if id_ not in new:
            yield TypeChange(what="gone", kind=kind.name)


def _type_change(old: PackedType, new: PackedType) -> TypeChange:
    renamed = _renamed(old, new)
    kept = {renamed.get(name, name) for name in old.fields}
    return TypeChange(
        what="changed",
        kind=new.name,
        was=old.name if old.name != new.name else "",
        fields_added=tuple(name for name in new.fields if name not in kept),
        fields_removed=tuple(n for n in old.fields if renamed.get(n, n) not in new.fields),
        fields_renamed=tuple(renamed.items()),
        templates=_templates(old, new),
        css=old.css != new.css,
    )


def _templates(old: PackedType, new: PackedType) -> tuple[str, ...]:
    """Return the names of the templates that are new, gone or differ, new names first."""
    was = {one.id or one.name: one for one in old.templates}
    now = {one.id or one.name: one for one in new.templates}
    differing = [one.name for key, one in now.items() if was.get(key) != one]
    return (*differing, *(one.name for key, one in was.items() if key not in now))

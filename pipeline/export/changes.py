"""Release notes: what a release changes, in Markdown or in plain lines."""

from collections.abc import Iterable, Iterator, Sequence

from pipeline.model.changes import Change, Changes, PackChange, TypeChange, What
from pipeline.text.markdown import escape

MOST = 20
LONGEST = 80

TITLES: dict[What, str] = {
    "added": "New",
    "changed": "Changed",
    "retired": "Retired",
    "gone": "Taken out",
}
PACKS = {
    "added": "in the package once more",
    "gone": "not in the package any more; who has these cards keeps them",
}
NOTHING = "Nothing changes."


def as_markdown(changes: Changes) -> str:
    """Return release notes: the counts, then the notes by kind, the first 20 of each group.

    Every text from a deck is escaped.
    """
    lines = [f"- {line}" for line in counts(changes)] or [NOTHING]
    for what, title in TITLES.items():
        for kind, found in _by_kind(changes.of(what)):
            lines += ["", f"## {title}: {escape(kind)}", ""]
            lines += _list([_note(change) for change in found])
    if changes.types:
        lines += ["", "## Note types", ""]
        lines += _list([f"{escape(row.kind)}: {escape(_told(row))}" for row in changes.types])
    if changes.packs:
        lines += ["", "## Packages", ""]
        lines += _list([f"{escape(row.kind)}: {_packed(row)}" for row in changes.packs])
    return "\n".join(lines) + "\n"


def counts(changes: Changes) -> tuple[str, ...]:
    """Return what is counted, a line each: `3 notes added, 6 cards`; nothing for no change.

    >>> counts(Changes(notes=(), cards_added=1))
    ('1 card added to notes that were there',)
    """
    return tuple(_counts(changes))


def rows(changes: Changes) -> tuple[tuple[str, str, str, str], ...]:
    """Return what the terminal shows of each note: what, kind, label, the names of its fields."""
    return tuple(
        (change.what, change.kind, _short(change.label), ", ".join(change.fields))
        for what in TITLES
        for change in changes.of(what)
    )


def type_rows(changes: Changes) -> tuple[tuple[str, str], ...]:
    """Return the note types that differ, and what is packed no more: name, and what is new."""
    packs = tuple((row.kind, _packed(row)) for row in changes.packs)
    return (*((row.kind, _told(row)) for row in changes.types), *packs)


def _counts(changes: Changes) -> Iterator[str]:
    for what in TITLES:
        found = changes.of(what)
        if found:
            cards = many(sum(change.cards for change in found), "card")
            yield f"{many(len(found), 'note')} {what}, {cards}"
    if changes.cards_added:
        yield f"{many(changes.cards_added, 'card')} added to notes that were there"
    if changes.cards_gone:
        yield f"{many(changes.cards_gone, 'card')} not made any more of notes that stay"
    if changes.types:
        yield f"{many(len(changes.types), 'note type')} new, changed or taken out"
    for state, told in PACKS.items():
        if kinds := ", ".join(row.kind for row in changes.packs if row.what == state):
            yield f"{kinds}: {told}"
    if changes.joined:
        yield "the releases of two branches, joined by a merge"


def _packed(change: PackChange) -> str:
    return PACKS[change.what]


def many(count: int, noun: str) -> str:
    """Return how many of something there are: `1 card`, `2 cards`."""
    return f"{count} {noun}{'s' * (count != 1)}"


def _by_kind(found: Iterable[Change]) -> Iterable[tuple[str, list[Change]]]:
    """Group the changes by kind, in the order in which the kinds first appear."""
    groups: dict[str, list[Change]] = {}
    for change in found:
        groups.setdefault(change.kind, []).append(change)
    return groups.items()


def _list(items: Sequence[str]) -> list[str]:
    more = [f"- and {len(items) - MOST} more"] if len(items) > MOST else []
    return [*(f"- {item}" for item in items[:MOST]), *more]


def _note(change: Change) -> str:
    fields = f" ({escape(', '.join(change.fields))})" if change.fields else ""
    return f"{escape(_short(change.label)) or 'a note without a name'}{fields}"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"


def _told(row: TypeChange) -> str:
    if row.what != "changed":
        return "new" if row.what == "added" else "taken out"
    renamed = tuple(f"{old} to {new}" for old, new in row.fields_renamed)
    parts = {
        "fields added": row.fields_added,
        "fields removed": row.fields_removed,
        "fields renamed": renamed,
        "templates changed": row.templates,
    }
    told = [f"{what}: {', '.join(names)}" for what, names in parts.items() if names]
    was = [f"called {row.was} before"] if row.was else []
    return "; ".join([*was, *told, *(["style changed"] if row.css else [])]) or "changed"

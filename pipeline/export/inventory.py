"""What a package holds, as rows for a table and as values for JSON."""

import datetime as dt
from collections import Counter
from dataclasses import asdict

from pipeline.export.changes import many
from pipeline.model.changes import Changes
from pipeline.model.package import Package

UNKNOWN = "(unknown)"


def summary(package: Package) -> tuple[tuple[str, str], ...]:
    """Return the rows of the table: what, and how many; dates are in UTC, sizes in kB.

    >>> from pipeline.model.package import Contents
    >>> empty = Contents(notes=(), types=(), decks=(), orphans=0)
    >>> summary(Package(name="a.apkg", size=2100, contents=empty, media=(), members=()))[-2:]
    (('size', '2 kB'), ('newest note', 'none'))
    """
    decks, types = per_deck(package), per_type(package)
    return (
        ("notes", f"{len(package.notes):,}"),
        ("cards", f"{sum(decks.values()):,}"),
        *((f"cards in deck {name}", f"{count:,}") for name, count in decks.items()),
        *(
            (f"notes of type {n}", f"{notes:,} ({many(c, 'card')})")
            for n, (notes, c) in types.items()
        ),
        ("media", f"{len(package.media):,}"),
        ("size", f"{package.size / 1000:,.0f} kB"),
        ("newest note", newest(package) or "none"),
    )


def per_deck(package: Package) -> dict[str, int]:
    """Return how many cards lie in each deck that has any, by name."""
    names = Counter(card.deck or UNKNOWN for note in package.notes for card in note.cards)
    return dict(sorted(names.items()))


def per_type(package: Package) -> dict[str, tuple[int, int]]:
    """Return how many notes and cards there are of each note type that has any, by name."""
    types = {kind.id: kind.name for kind in package.types}
    counts: dict[str, tuple[int, int]] = {}
    for note in package.notes:
        name = types.get(note.type_id, UNKNOWN)
        notes, cards = counts.get(name, (0, 0))
        counts[name] = (notes + 1, cards + len(note.cards))
    return dict(sorted(counts.items()))


def newest(package: Package) -> str:
    """Return when the note that changed last did, as `2026-11-24T00:00:00Z`; empty for none."""
    latest = max((note.mod for note in package.notes), default=None)
    if latest is None:
        return ""
    try:
        moment = dt.datetime.fromtimestamp(latest, dt.UTC)
    except (OverflowError, ValueError, OSError):
        return f"no date: {latest}"
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def package_values(package: Package) -> dict[str, object]:
    """Return what JSON says of a package."""
    return {
        "file": package.name,
        "size": package.size,
        "notes": len(package.notes),
        "cards": sum(len(note.cards) for note in package.notes),
        "decks": per_deck(package),
        "note_types": {
            name: {"notes": notes, "cards": cards}
            for name, (notes, cards) in per_type(package).items()
        },
        "media": sorted(file.name for file in package.media),
        "newest": newest(package),
    }


def changes_values(changes: Changes) -> dict[str, object]:
    """Return what JSON says of changes."""
    return asdict(changes)

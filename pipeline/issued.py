"""A finished book in one edition: converted, dealt, filled in, dated."""

from dataclasses import dataclass, replace

from pipeline.export.anki.dates import type_moments
from pipeline.export.anki.fill import fill
from pipeline.export.anki.identity import deck_name
from pipeline.export.anki.schema import type_digests
from pipeline.model.book import Book
from pipeline.model.changes import Changes
from pipeline.model.deck import Edition
from pipeline.model.lock import Dated, Lock, Packed, Release
from pipeline.model.note import KINDS, Filled
from pipeline.stages.bury import asked, bury
from pipeline.stages.changed import changed
from pipeline.stages.date import Types, dated, locked, stamp
from pipeline.stages.deal import deal
from pipeline.stages.edition import edition


@dataclass(frozen=True, kw_only=True, slots=True)
class Issue:
    """One edition of a deck, ready to be printed and packed."""

    book: Book
    notes: tuple[Filled, ...]
    types: Types
    dated: Dated


def issue(prepared: Book, lock: Lock, wanted: Edition) -> Issue:
    """Return one edition of the prepared book, which must be that of zh-CN."""
    book = edition(prepared, wanted)
    notes = deal(book, asked(lock, wanted))
    filled = fill(book, notes, bury(book, notes, lock))
    types = type_digests(book.edition)
    return redated(Issue(book=book, notes=filled, types=types, dated=Dated.none()), lock)


def redated(one: Issue, lock: Lock) -> Issue:
    """Return the edition with the dates and the version that the lock gives it."""
    wanted = one.book.edition
    return replace(
        one,
        book=replace(one.book, stamp=stamp(one.notes, one.types, lock, wanted)),
        dated=Dated(
            moment=lock.latest,
            notes=dated(one.notes, lock, wanted),
            types=type_moments(one.types),
        ),
    )


def style_sums(issues: tuple[Issue, ...]) -> set[str]:
    """Return the sums of all note types of these editions."""
    return {sum_ for one in issues for sum_ in one.types.values()}


def unreleased(issues: tuple[Issue, ...], lock: Lock) -> Changes:
    """Return what the editions have that the last release had not."""
    notes = [note for one in issues for note in one.notes]
    types = {one.book.edition: one.types for one in issues}
    return changed(notes, types, packed(issues), lock)


def relocked(issues: tuple[Issue, ...], lock: Lock, release: Release) -> Lock:
    """Return the lock of a release of these editions."""
    notes = [note for one in issues for note in one.notes]
    new = locked(lock, release, notes, {one.book.edition: one.types for one in issues})
    # An edition that is not built any more keeps the name under which learners have it.
    decks = {row.edition: replace(row, kinds=()) for row in lock.decks}
    decks |= {row.edition: row for row in packed(issues)}
    return replace(new, decks=tuple(decks[edition] for edition in sorted(decks)), merged=False)


def packed(issues: tuple[Issue, ...]) -> tuple[Packed, ...]:
    """Return what a release of these editions writes down about their decks."""
    return tuple(
        Packed(
            edition=one.book.edition,
            name=deck_name(one.book),
            kinds=tuple(kind for kind in KINDS if getattr(one.book.deck.anki.cards, kind)),
        )
        for one in sorted(issues, key=lambda one: one.book.edition)
    )

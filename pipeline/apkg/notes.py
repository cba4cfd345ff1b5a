"""Rules about notes: their identity, their first field, and the cards that Anki makes of them."""

from collections import Counter
from collections.abc import Iterator

from pipeline.apkg.cloze import numbers
from pipeline.apkg.found import about, of_note
from pipeline.apkg.markup import plain
from pipeline.apkg.note_types import CLOZE
from pipeline.apkg.template import SPECIAL, TAGS, UnbalancedError, is_empty, parse, shows, slots
from pipeline.model.package import Package, PackedNote, PackedType
from pipeline.problem import Problem


def problems(package: Package) -> Iterator[Problem]:
    """Yield what is wrong with the notes and their cards."""
    yield from _identities(package)
    yield from _first_fields(package)
    for note, kind in package.typed():
        if len(note.values) != len(kind.fields):
            message = f"{len(note.values)} fields; its note type has {len(kind.fields)}"
            hint = "give every note a value for each field of its note type, in their order"
            yield of_note(package, note, message, hint)
        else:
            yield from _cards(package, note, kind)
            yield from _hidden_clozes(package, note, kind)
    yield from _decks(package)
    yield from _order(package)


def made(kind: PackedType, note: PackedNote) -> frozenset[int] | None:
    """Return the ordinals of the cards that Anki makes of a note; None if a template is broken.

    A cloze note has a card for each number in any field, a standard one for each template whose
    front shows something filled. `note` must have a value for each field.
    """
    if kind.cloze:
        return frozenset(n - 1 for value in note.values for n in numbers(value))
    values = zip(kind.fields, note.values, strict=True)
    filled = {name for name, value in values if not is_empty(value)}
    filled |= {TAGS, *SPECIAL} if note.tags else SPECIAL
    try:
        fronts = [parse(template.front) for template in kind.templates]
    except UnbalancedError:
        return None
    return frozenset(i for i, front in enumerate(fronts) if shows(front, filled))


def _identities(package: Package) -> Iterator[Problem]:
    guids = Counter(note.guid for note in package.notes)
    known = {kind.id for kind in package.types}
    for note in package.notes:
        if not note.guid:
            hint = "give each note a guid made from what never changes, as a number in the source"
            yield of_note(package, note, "a note without a guid", hint)
        elif guids[note.guid] > 1:
            hint = "give each note its own: an update reaches only one of those that share a guid"
            yield of_note(package, note, "another note has the same guid", hint)
        if note.type_id not in known:
            message = f"its note type {note.type_id} is not in the package"
            yield of_note(package, note, message, "export the deck once more")


def _first_fields(package: Package) -> Iterator[Problem]:
    """Report first fields that are empty, or the same within a note type."""
    texts = Counter((note.type_id, plain(note.values[0])) for note in package.notes)
    for note in package.notes:
        text = plain(note.values[0])
        if not text.strip():
            hint = "let the first field be what nobody leaves out: Anki refuses notes without it"
            yield of_note(package, note, "the first field is empty", hint)
        elif texts[note.type_id, text] > 1:
            hint = "begin with a field that differs: Anki takes equal first fields for duplicates"
            yield of_note(package, note, "another note has the same first field", hint)


def _cards(package: Package, note: PackedNote, kind: PackedType) -> Iterator[Problem]:
    wanted, found = made(kind, note), Counter(card.ordinal for card in note.cards)
    if not found:
        hint = "a note without cards is never asked: show a field that is always filled, as it is"
        yield of_note(package, note, "the note has no card", hint)
        return
    for ordinal, count in found.items():
        if count > 1:
            message = f"{count} cards of one kind: {_named(kind, ordinal)}"
            yield of_note(package, note, message, "keep one of them")
    if wanted is None:
        return
    for ordinal in sorted(wanted - found.keys()):
        hint = (
            "make it; else it turns up among the new cards whenever a learner checks the database"
        )
        yield of_note(package, note, f"a card is missing: {_named(kind, ordinal)}", hint)
    for ordinal in sorted(found.keys() - wanted):
        hint = "leave it out or fill its fields: Anki shows an empty card and offers to delete it"
        yield of_note(package, note, f"an empty card: {_named(kind, ordinal)}", hint)


def _named(kind: PackedType, ordinal: int) -> str:
    if kind.cloze:
        return f"cloze {ordinal + 1}"
    known = 0 <= ordinal < len(kind.templates)
    return f"template {kind.templates[ordinal].name!r}" if known else f"template {ordinal + 1}"


def _hidden_clozes(package: Package, note: PackedNote, kind: PackedType) -> Iterator[Problem]:
    """Report numbers that stand only in fields that no template shows as clozes."""
    if not kind.cloze:
        return
    try:
        fronts = [parse(template.front) for template in kind.templates]
    except UnbalancedError:
        return
    shown = {slot.name for front in fronts for slot in slots(front) if CLOZE in slot.filters}
    clozes = {name: numbers(v) for name, v in zip(kind.fields, note.values, strict=True)}
    asked = {number for name in shown for number in clozes.get(name, ())}
    for name, own in clozes.items():
        if name not in shown and own - asked:
            message = f"cloze {min(own - asked)} in the field {name!r}, which asks for none"
            hint = "Anki makes a card for it that hides nothing; write it without braces"
            yield of_note(package, note, message, hint)


def _decks(package: Package) -> Iterator[Problem]:
    if package.contents.orphans:
        message = f"cards without a note: {package.contents.orphans}"
        yield about(package, "cards", message, "export the deck once more")
    for note in package.notes:
        if any(card.deck is None for card in note.cards):
            message = "a card lies in a deck that is not in the package"
            yield of_note(package, note, message, "export the deck once more")


def _order(package: Package) -> Iterator[Problem]:
    """Report new cards that all have one position, so that no order can be kept."""
    queues = [{card.due for card in note.cards if card.new} for note in package.notes]
    waiting = [queue for queue in queues if queue]
    if len(waiting) > 1 and len(set().union(*waiting)) == 1:
        message = "all new cards have one position, so they come in no order"
        hint = "number the notes: in genanki, Note(due=1), Note(due=2) and so on"
        yield about(package, "cards", message, hint, "warning")

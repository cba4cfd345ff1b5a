"""Rules about note types: what their templates name, and what an update will know them by."""

from collections import Counter
from collections.abc import Iterator

from pipeline.apkg.found import about, sides
from pipeline.apkg.template import (
    CLOZE_SECTION,
    KNOWN,
    Nodes,
    UnbalancedError,
    parse,
    sections,
    slots,
)
from pipeline.model.package import Package, PackedType
from pipeline.problem import Problem

CLOZE = "cloze"
_SPEECH = "tts"
# {{tts-voices:}} lists the voices and names no field.
_FIELDLESS = {"tts-voices"}


def problems(package: Package) -> Iterator[Problem]:
    """Yield what is wrong with the note types and the decks."""
    yield from _twice(package)
    for kind in package.types:
        yield from _without_ids(package, kind)
        yield from _same_fronts(package, kind)
        for side, _, html in sides(kind):
            try:
                nodes = parse(html)
            except UnbalancedError as error:
                hint = "close every {{#Field}} and {{^Field}} with {{/Field}}, the inner one first"
                yield about(package, kind.name, f"{side}: {error}", hint)
                continue
            yield from _unknown(package, kind, side, nodes)
            yield from _cloze(package, kind, side, nodes)
            yield from _speechless(package, kind, side, nodes)
        yield from _fieldless(package, kind)


def _twice(package: Package) -> Iterator[Problem]:
    """Report identities that two things share."""
    ids = Counter(kind.id for kind in package.types)
    names = Counter(kind.name for kind in package.types)
    decks = Counter(deck.name.casefold() for deck in package.contents.decks)
    for kind in package.types:
        if ids[kind.id] > 1:
            hint = "give each note type an id of its own, made once at random"
            yield about(package, kind.name, f"another note type has the id {kind.id}", hint)
        if names[kind.name] > 1:
            hint = "name them apart; Anki renames one, and learners can't tell which is which"
            yield about(package, kind.name, "another note type has this name", hint, "warning")
    for deck in package.contents.decks:
        if decks[deck.name.casefold()] > 1:
            hint = "name the decks apart: Anki matches decks by name and puts both into one"
            yield about(package, deck.name, "another deck has this name", hint)


def _without_ids(package: Package, kind: PackedType) -> Iterator[Problem]:
    lacking = {
        "field": [n for n, id_ in zip(kind.fields, kind.field_ids, strict=True) if not id_],
        "template": [template.name for template in kind.templates if not template.id],
    }
    for what, names in lacking.items():
        if names:
            message = f"no id: {what}{'s' * (len(names) > 1)} {', '.join(names)}"
            hint = "give each a constant random id; without, renaming one makes a second note type"
            yield about(package, kind.name, message, hint, "warning")


def _same_fronts(package: Package, kind: PackedType) -> Iterator[Problem]:
    fronts = Counter(template.front for template in kind.templates)
    for template in kind.templates:
        if fronts[template.front] > 1:
            message = f"the front of template {template.name!r} is that of another one too"
            yield about(package, kind.name, message, "ask two things, or keep one of the templates")


def _unknown(package: Package, kind: PackedType, side: str, nodes: Nodes) -> Iterator[Problem]:
    known = {*kind.fields, *KNOWN}
    named = {slot.name for slot in slots(nodes) if slot.name}
    parts = {name for name in sections(nodes) if name and not CLOZE_SECTION.fullmatch(name)}
    for name in sorted((named | parts) - known):
        hint = "write the name as the note type has it, capitals and blanks included"
        yield about(package, kind.name, f"{side}: there is no field {name!r}", hint)
    for slot in slots(nodes):
        if not slot.name and not _FIELDLESS.intersection(slot.filters):
            hint = "write the field's name between the braces, or take them out"
            yield about(package, kind.name, f"{side}: braces that name no field", hint, "warning")


def _cloze(package: Package, kind: PackedType, side: str, nodes: Nodes) -> Iterator[Problem]:
    used = any(CLOZE in slot.filters for slot in slots(nodes))
    if used and not kind.cloze:
        hint = "take the filter out, or make the note type a cloze type from the start"
        yield about(package, kind.name, f"{side}: {{{{cloze:}}}} in a standard note type", hint)
    if kind.cloze and not used:
        hint = "show the field with the clozes as {{cloze:Field}} on both sides"
        yield about(package, kind.name, f"{side}: a cloze type without {{{{cloze:}}}}", hint)


def _speechless(package: Package, kind: PackedType, side: str, nodes: Nodes) -> Iterator[Problem]:
    for slot in slots(nodes):
        if any(_is_speechless(one) for one in slot.filters):
            message = f"{side}: speech of {slot.name!r} without a language, so it stays silent"
            hint = "name the language: {{tts zh_CN:Field}}"
            yield about(package, kind.name, message, hint)


def _is_speechless(written: str) -> bool:
    name, *options = written.split()
    return name == _SPEECH and (not options or "=" in options[0])


def _fieldless(package: Package, kind: PackedType) -> Iterator[Problem]:
    """Report fronts of standard types that show no field, so that no card is made of them."""
    for template in kind.templates if not kind.cloze else ():
        try:
            shown = {slot.name for slot in slots(parse(template.front))}
        except UnbalancedError:
            continue
        if not shown & set(kind.fields):
            message = f"the front of template {template.name!r} shows no field"
            hint = "show at least one field on it; a text that stands there always makes no card"
            yield about(package, kind.name, message, hint)

"""How the rules of this room say where something is wrong."""

from pipeline.apkg.markup import plain
from pipeline.model.package import Package, PackedNote, PackedTemplate, PackedType
from pipeline.model.place import Place
from pipeline.problem import Problem, Severity

LONGEST = 40


def about(
    package: Package, key: str, message: str, hint: str, severity: Severity = "error"
) -> Problem:
    """Return a problem of the package; `key` names what in it."""
    place = Place(file=package.name, key=key)
    return Problem(place=place, message=message, hint=hint, severity=severity)


def label(note: PackedNote) -> str:
    """Return the text of the note's first field: what people know a note by, not its guid."""
    return " ".join(plain(note.values[0]).split())


def of_note(
    package: Package, note: PackedNote, message: str, hint: str, severity: Severity = "error"
) -> Problem:
    """Return a problem in a note, with its label."""
    text = label(note)
    short = text if len(text) <= LONGEST else text[:LONGEST] + "…"
    message = f"{message} (note {short!r})" if short else message
    return about(package, note.guid, message, hint, severity)


def sides(kind: PackedType) -> tuple[tuple[str, PackedTemplate, str], ...]:
    """Return every side of every template: what messages call it, the template, its HTML."""
    return tuple(
        (f"the {side} of template {template.name!r}", template, html)
        for template in kind.templates
        for side, html in (("front", template.front), ("back", template.back))
    )

"""An editor's corrections applied to the cleaned text, each accounted for."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pipeline.model.article import Entry, Unit
from pipeline.model.corrections import Corrections, Replacement, Rule
from pipeline.model.edits import Edit
from pipeline.problem import Problem, raise_if_any
from pipeline.text.typography import typeset

Units = Mapping[str, Unit]


@dataclass(frozen=True, kw_only=True, slots=True)
class Corrected:
    """The entries as the editor wants them, and every change in the order it was made."""

    entries: tuple[Entry[Unit], ...]
    edits: tuple[Edit, ...]


def correct(entries: tuple[Entry[Unit], ...], corrections: Corrections) -> Corrected:
    """Apply the rules in their order, then the replacements.

    Raises `Problems` for every correction that matches nothing, matches more or less often than
    it says, names no unit, or whose old wording is not what the unit reads.
    """
    units: Units = {unit.id: unit for entry in entries for unit in entry.units()}
    problems: list[Problem] = []
    edits: list[Edit] = []
    for rule in corrections.rules:
        changes = tuple(_apply(rule, unit) for unit in units.values())
        problems.extend(_miscounts(rule, changes, units))
        units, edits = _recorded(units, edits, rule.id, [c for c in changes if c.times])
    for replacement in corrections.replacements:
        problems.extend(_mismatches(replacement, units, corrections))
        if (unit := units.get(replacement.unit)) is not None:
            change = _Change(unit=unit, text=replacement.now, times=1)
            units, edits = _recorded(units, edits, replacement.unit, [change])
            units = {**units, unit.id: _signed(units[unit.id], replacement)}
    raise_if_any(problems)
    return Corrected(
        entries=tuple(entry.mapped(lambda unit: units[unit.id]) for entry in entries),
        edits=tuple(edits),
    )


def _signed(unit: Unit, replacement: Replacement) -> Unit:
    """Return the unit with the place where its wording now stands, and what that rests on."""
    return replace(
        unit,
        place=replace(replacement.place, key=unit.id),
        origin="rewritten" if replacement.kind == "ADD" else "article",
        sources=replacement.sources,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Change:
    unit: Unit
    text: str
    times: int


def _apply(rule: Rule, unit: Unit) -> _Change:
    """Replace what the rule finds, except inside the phrases it keeps."""
    kept = [span for phrase in rule.keep for span in _spans(phrase, unit.zh)]
    found = [m.span() for m in re.finditer(re.escape(rule.find), unit.zh)]
    free = [f for f in found if not any(k[0] <= f[0] and f[1] <= k[1] for k in kept)]
    text = unit.zh
    for start, end in reversed(free):
        text = text[:start] + rule.replace + text[end:]
    return _Change(unit=unit, text=typeset(text)[0] if free else unit.zh, times=len(free))


def _spans(phrase: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where the phrase stands, overlapping places too."""
    for match in re.finditer(f"(?={re.escape(phrase)})", text):
        yield match.start(), match.start() + len(phrase)


def _recorded(
    units: Units, edits: list[Edit], rule: str, changes: list[_Change]
) -> tuple[Units, list[Edit]]:
    new = [
        Edit(rule=rule, unit=c.unit.id, span=c.unit.span, before=c.unit.zh, after=c.text)
        for c in changes
    ]
    changed = {c.unit.id: replace(c.unit, zh=c.text) for c in changes}
    return {**units, **changed}, [*edits, *new]


def _miscounts(rule: Rule, changes: tuple[_Change, ...], units: Units) -> Iterator[Problem]:
    found = sum(change.times for change in changes)
    if found != rule.count:
        where = ", ".join(c.unit.id for c in changes if c.times) or "nowhere"
        yield Problem(
            place=rule.place,
            message=f"rule {rule.id} finds {rule.find!r} {found} times, not {rule.count}: {where}",
            hint="look at these places, then correct `count`, `find`, or the rules before it",
        )
    for change in changes:
        if change.times and not change.text.strip():
            yield Problem(
                place=rule.place,
                message=f"rule {rule.id} leaves nothing of {change.unit.id}",
                hint="a unit can't be emptied; give it a new wording instead",
            )
    for phrase in rule.keep:
        if not any(phrase in unit.zh for unit in units.values()):
            yield Problem(
                place=rule.place,
                message=f"rule {rule.id} keeps {phrase!r}, which is nowhere in the text",
                hint="remove the phrase from `keep`, or write it as the text now has it",
            )


def _mismatches(wanted: Replacement, units: Units, all_: Corrections) -> Iterator[Problem]:
    unit = units.get(wanted.unit)
    if unit is None:
        yield _problem(wanted, f"there is no unit {wanted.unit}", "take the id from report.md")
        return
    if unit.zh != wanted.was:
        message = f"{wanted.unit} reads {unit.zh!r} here, not {wanted.was!r}"
        yield _problem(wanted, message, "copy what it reads into `was`, and look at `now` again")
    if sum(other.unit == wanted.unit for other in all_.replacements) > 1:
        yield _problem(wanted, f"{wanted.unit} is replaced more than once", "keep one of them")
    if typeset(wanted.now)[0] != wanted.now:
        message = f"{wanted.unit}: the new wording breaks the typography"
        yield _problem(wanted, message, f"write it as {typeset(wanted.now)[0]!r}")
    if wanted.now == wanted.was:
        yield _problem(wanted, f"{wanted.unit}: `now` is the same as `was`", "remove the row")


def _problem(wanted: Replacement, message: str, hint: str) -> Problem:
    return Problem(place=wanted.place, message=message, hint=hint)

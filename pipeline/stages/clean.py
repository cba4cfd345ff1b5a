"""Duplicates, chat residue and typography: what the tool mends without being told."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.model.article import Entry, Section, Unit
from pipeline.model.edits import RESIDUE, Drop, Edit
from pipeline.text.lines import ends_properly
from pipeline.text.residue import find_residue, without_residue
from pipeline.text.similarity import has_like, same_question
from pipeline.text.typography import typeset

Entries = tuple[Entry[Unit], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Cleaned:
    """One entry a question, every change to it, and the copies that were given up."""

    entries: Entries
    edits: tuple[Edit, ...]
    drops: tuple[Drop, ...]


def clean(entries: Entries) -> Cleaned:
    """Keep the best copy of every question, cut chat residue out, set the punctuation right.

    Two entries are copies when their questions read the same. The copy kept is the one without
    residue, with a proper end, with more points and more text, in this order of weight.
    """
    judged = [(max(group, key=_worth), group) for group in _groups(entries)]
    judged.sort(key=lambda row: row[0].number)
    return Cleaned(
        entries=tuple(_without_empty(best.mapped(_tidy)) for best, _ in judged),
        edits=tuple(edit for best, _ in judged for edit in _edits(best)),
        drops=tuple(_drop(c, best) for best, group in judged for c in group if c is not best),
    )


def _groups(entries: Entries) -> tuple[Entries, ...]:
    groups: list[Entries] = []
    for entry in entries:
        at = next((i for i, group in enumerate(groups) if _same(group[0], entry)), None)
        if at is None:
            groups.append((entry,))
        else:
            groups[at] = (*groups[at], entry)
    return tuple(groups)


def _same(one: Entry[Unit], other: Entry[Unit]) -> bool:
    return same_question(one.question.zh, other.question.zh)


def _worth(entry: Entry[Unit]) -> tuple[bool, bool, int, int]:
    texts = [unit.zh for unit in entry.units()]
    points = sum(len(section.points) for section in entry.sections)
    return (not _residues(entry), _complete(entry), points, sum(map(len, texts)))


def _residues(entry: Entry[Unit]) -> tuple[str, ...]:
    return tuple(r.text for unit in entry.units() for r in find_residue(unit.zh))


def _complete(entry: Entry[Unit]) -> bool:
    """Say whether the entry has an answer and its last sentence is finished."""
    *_, last = entry.units()
    return bool(entry.codes) or (last is not entry.question and ends_properly(last.zh))


def _drop(copy: Entry[Unit], kept: Entry[Unit]) -> Drop:
    there = tuple(unit.zh for unit in kept.units())
    return Drop(
        number=copy.number,
        span=copy.span,
        heading=copy.question.span,
        kept=kept.span,
        reasons=tuple(_reasons(copy, kept)),
        lacking=tuple(text for text in _statements(copy) if not has_like(text, there)),
    )


def _statements(entry: Entry[Unit]) -> Iterator[str]:
    """Yield what the answer says, without the question, the labels and the residue."""
    points = (point for section in entry.sections for point in section.points)
    for unit in (*([entry.summary] if entry.summary else []), *points):
        if text := without_residue(unit.zh):
            yield text


def _reasons(copy: Entry[Unit], kept: Entry[Unit]) -> Iterator[str]:
    yield f"asks the same as question {kept.number} at line {kept.span.first}"
    for residue in _residues(copy):
        yield f"holds residue of a chat model: {residue}"
    if not _complete(copy):
        yield "has no proper end"
    points = [sum(len(s.points) for s in entry.sections) for entry in (copy, kept)]
    if points[0] < points[1]:
        yield f"has {points[0]} of the {points[1]} points that the other copy has"


def _tidy(unit: Unit) -> Unit:
    return replace(unit, zh=typeset(without_residue(unit.zh))[0])


def _edits(entry: Entry[Unit]) -> Iterator[Edit]:
    for unit in entry.units():
        whole = without_residue(unit.zh)
        if whole != unit.zh:
            yield Edit(rule=RESIDUE, unit=unit.id, span=unit.span, before=unit.zh, after=whole)
        text, rules = typeset(whole)
        if rules:
            rule = "+".join(rules)
            yield Edit(rule=rule, unit=unit.id, span=unit.span, before=whole, after=text)
    for section in entry.sections:
        if section.label.zh and _is_empty(section.mapped(_tidy)):
            label = section.label
            yield Edit(rule=RESIDUE, unit=label.id, span=label.span, before=label.zh, after="")


def _is_empty(section: Section[Unit]) -> bool:
    return not any(point.zh for point in section.points)


def _without_empty(entry: Entry[Unit]) -> Entry[Unit]:
    """Leave out what consisted of residue alone, and labels with nothing left below them."""
    sections = (
        replace(section, points=tuple(p for p in section.points if p.zh))
        for section in entry.sections
        if not _is_empty(section)
    )
    summary = entry.summary if entry.summary and entry.summary.zh else None
    return replace(entry, summary=summary, sections=tuple(sections))

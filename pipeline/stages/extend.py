"""What the editor adds to the article: missing statements, and errata beside corrected ones."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from pipeline.model.article import Entry, Section, Unit
from pipeline.model.corrections import Addition, Corrections, Erratum
from pipeline.problem import Problem, raise_if_any
from pipeline.text.typography import typeset

Entries = tuple[Entry[Unit], ...]

_NAME = re.compile(r"(q\d{3,})\.a[1-9]\d*")


def extend(entries: Entries, corrections: Corrections) -> Entries:
    """Return the entries with the additions at their places and the errata at their ends.

    An addition behind a label or a point becomes the next point; behind a question that has no
    summary, it becomes the summary. Raises `Problems` for an addition whose id is of the wrong
    shape or given twice, or that can't stand where it should, and for broken typography.
    """
    named = [row for row in corrections.additions if _NAME.fullmatch(row.id)]
    problems = [_misnamed(row) for row in corrections.additions if row not in named]
    for addition in named:
        longer = tuple(_with(entry, addition) for entry in entries)
        if longer == entries:
            problems.append(_homeless(addition))
        entries = longer
    raise_if_any([*problems, *_twice(named), *_untidy(corrections)])
    errata = {row.unit: row.erratum for row in corrections.replacements if row.erratum is not None}
    return tuple(_with_errata(entry, errata) for entry in entries)


def _with(entry: Entry[Unit], addition: Addition) -> Entry[Unit]:
    if addition.id.partition(".")[0] != entry.id:
        return entry
    if addition.after == entry.question.id and entry.summary is None:
        return replace(entry, summary=_unit(addition, entry.question))
    sections = tuple(_section_with(section, addition) for section in entry.sections)
    return replace(entry, sections=sections)


def _section_with(section: Section[Unit], addition: Addition) -> Section[Unit]:
    points: list[Unit] = []
    for unit in (section.label, *section.points):
        points.append(unit)
        if unit.id == addition.after:
            points.append(_unit(addition, unit))
    return replace(section, points=tuple(points[1:]))


def _unit(addition: Addition, beside: Unit) -> Unit:
    return Unit(
        id=addition.id,
        zh=addition.text,
        span=beside.span,
        place=replace(addition.place, key=addition.id),
        origin="added",
        sources=addition.sources,
    )


def _with_errata(entry: Entry[Unit], errata: Mapping[str, Erratum]) -> Entry[Unit]:
    concerned = (unit for unit in entry.units() if unit.id in errata)
    return replace(entry, errata=tuple(_erratum(errata[unit.id], unit) for unit in concerned))


def _erratum(erratum: Erratum, unit: Unit) -> Unit:
    name = f"{unit.id}.erratum"
    return Unit(
        id=name,
        zh=erratum.text,
        span=unit.span,
        place=replace(erratum.place, key=name),
        origin="erratum",
        sources=erratum.sources,
    )


def _misnamed(row: Addition) -> Problem:
    hint = "write the question's id, `.a` and a number, as in q007.a1"
    return Problem(place=row.place, message=f"{row.id!r} is no id for it", hint=hint)


def _twice(rows: list[Addition]) -> Iterator[Problem]:
    first: dict[str, Addition] = {}
    for row in rows:
        if row.id in first:
            message = f"the addition {row.id} is given twice"
            hint = f"line {first[row.id].place.line} has it too: number them apart"
            yield Problem(place=row.place, message=message, hint=hint)
        first.setdefault(row.id, row)


def _homeless(addition: Addition) -> Problem:
    return Problem(
        place=addition.place,
        message=f"{addition.id} can't stand behind {addition.after}",
        hint="name a label or a point of the same question, or the question itself if it has no "
        "summary; additions are placed in the order of the file",
    )


def _untidy(corrections: Corrections) -> Iterator[Problem]:
    errata = [row.erratum for row in corrections.replacements if row.erratum is not None]
    own = [(row.text, row.place) for row in corrections.additions]
    for text, place in (*own, *((erratum.text, erratum.place) for erratum in errata)):
        if (right := typeset(text)[0]) != text:
            message = "the text breaks the typography"
            yield Problem(place=place, message=message, hint=f"write it as {right!r}")

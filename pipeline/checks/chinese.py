"""Rules about the corrected Chinese."""

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.model.article import Entry, Unit
from pipeline.model.edits import RESIDUE, Edit
from pipeline.model.line import Line
from pipeline.model.place import Place
from pipeline.problem import Problem
from pipeline.text.lines import ends_properly, looks_like_heading
from pipeline.text.typography import HAN

Entries = tuple[Entry[Unit], ...]

GAP = re.compile(rf"[{HAN}] +[{HAN}]")


def check_gaps(entries: Entries) -> Iterator[Problem]:
    """Report blanks between two Han; often the trace of a correction beside Latin."""
    for entry in entries:
        for unit in entry.units():
            if gap := GAP.search(unit.zh):
                message = f"a blank between two Chinese characters: {gap.group()!r}"
                hint = "if it means nothing, take it out with a correction"
                yield Problem(place=unit.place, message=message, hint=hint, severity="warning")


def check_endings(entries: Entries) -> Iterator[Problem]:
    """Report answers that break off, and questions that have no answer at all."""
    for entry in entries:
        *_, last = entry.units()
        if last is entry.question and not entry.codes:
            message = f"question {entry.number} has no answer"
            hint = "look into the source; the article may have been cut off there"
            yield Problem(place=last.place, message=message, hint=hint, severity="warning")
        elif last is not entry.question and not ends_properly(last.zh):
            message = f"the answer to question {entry.number} has no proper end: …{last.zh[-20:]}"
            hint = "complete the sentence with a correction"
            yield Problem(place=last.place, message=message, hint=hint, severity="warning")


def check_identities(entries: Entries, file: str) -> Iterator[Problem]:
    """Report numbers that two different questions carry."""
    first: dict[int, Entry[Unit]] = {}
    for entry in entries:
        other = first.setdefault(entry.number, entry)
        if other is not entry:
            yield Problem(
                place=Place(file=file, line=entry.span.first),
                message=f"number {entry.number} is that of line {other.span.first} too, "
                "which asks something else",
                hint="number them apart in the article: the number is a question's identity",
            )


def check_numbers(entries: Entries, file: str) -> Iterator[Problem]:
    """Report numbers that are missing between the questions."""
    for before, after in pairwise(entries):
        missing = ", ".join(map(str, range(before.number + 1, after.number)))
        if missing:
            yield Problem(
                place=Place(file=file, line=after.span.first),
                message=f"before question {after.number} there is no {missing}",
                hint="look whether a heading lost its number",
                severity="warning",
            )


def check_lines(lines: tuple[Line, ...], file: str) -> Iterator[Problem]:
    """Report lines that were left out or joined to others although they may be something else."""
    told = [line for line in lines if line.role != "blank"]
    for before, line in zip([None, *told], told, strict=False):
        place = Place(file=file, line=line.number)
        if line.role == "preface":
            message = f"left out, since no question is open here: {line.text[:40]}"
            hint = "if it is a question, it lacks its number, as in `1. …`"
            yield Problem(place=place, message=message, hint=hint, severity="warning")
        elif line.role == "continuation" and before is not None and _is_odd(before, line):
            message = f"joined to line {before.number}: {line.text[:40]}"
            hint = "if it is a question of its own, its number must follow the one before"
            yield Problem(place=place, message=message, hint=hint, severity="warning")


def _is_odd(before: Line, line: Line) -> bool:
    """Say whether a line goes on from one that had ended, or opens as no sentence goes on."""
    apart = line.number > before.number + 1
    return apart or ends_properly(before.raw) or looks_like_heading(line.raw)


def check_residue(edits: tuple[Edit, ...], file: str) -> Iterator[Problem]:
    """Report what was cut out of answers that were kept, so that somebody looks at it."""
    for edit in edits:
        if edit.rule == RESIDUE:
            yield Problem(
                place=Place(file=file, line=edit.span.first, key=edit.unit),
                message=f"residue of a chat model was cut out: {edit.before} → {edit.after}",
                hint="look whether the rest is whole; a correction can mend it",
                severity="warning",
            )

"""What became of every line of the article."""

from collections.abc import Iterable

from pipeline.model.edits import Drop, Edit, Fate
from pipeline.stages.parse import Line


def account(
    lines: tuple[Line, ...], drops: tuple[Drop, ...], edits: Iterable[Edit]
) -> tuple[Fate, ...]:
    """Return one fate a line, in order: used, corrected, merged or dropped.

    Raises `AssertionError` if the fates do not add up to the lines: that is a bug of the tool.
    """
    rules: dict[int, list[str]] = {}
    for edit in edits:
        for line in edit.span.lines():
            rules.setdefault(line, []).append(edit.rule)
    dropped = {line: drop for drop in drops for line in drop.span.lines()}
    fates = tuple(_fate(line, dropped.get(line.number), rules.get(line.number)) for line in lines)
    if [fate.line for fate in fates] != list(range(1, len(lines) + 1)):
        raise AssertionError("the lines of the article do not add up")
    return fates


def _fate(line: Line, drop: Drop | None, rules: list[str] | None) -> Fate:
    if line.role == "blank":
        return Fate(line=line.number, kind="dropped", reason="blank line")
    if drop is not None and line.number in drop.heading.lines():
        reason = f"same question as line {drop.kept.first}"
        return Fate(line=line.number, kind="merged", reason=reason)
    if drop is not None:
        return Fate(line=line.number, kind="dropped", reason=f"copy of lines {drop.kept}, given up")
    if line.role == "continuation":
        return Fate(line=line.number, kind="merged", reason="goes on from the line before")
    if rules:
        distinct = dict.fromkeys(rules)
        return Fate(line=line.number, kind="corrected", reason=", ".join(distinct))
    return Fate(line=line.number, kind="used", reason=line.role)

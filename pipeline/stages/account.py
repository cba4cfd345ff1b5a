"""What became of every line of the article."""

from collections.abc import Iterable, Mapping

from pipeline.model.article import Entry, Unit
from pipeline.model.edits import RESIDUE, Drop, Edit, Fate
from pipeline.model.line import Line

Entries = tuple[Entry[Unit], ...]


def account(
    lines: tuple[Line, ...],
    entries: Entries,
    drops: tuple[Drop, ...],
    edits: Iterable[Edit],
    retired: Entries = (),
) -> tuple[Fate, ...]:
    """Return one fate a line, in order: used, corrected, merged or dropped.

    `entries` are the final ones: a line counts as used only when a unit or a code of theirs is
    made from it; those of `retired` questions were taken out. Raises `AssertionError` when a line
    has no fate or two: a bug of the tool.
    """
    rules: dict[int, list[str]] = {}
    for edit in edits:
        for line in edit.span.lines():
            rules.setdefault(line, []).append(edit.rule)
    owners = _owners(entries)
    dropped = {line: drop for drop in drops for line in drop.span.lines()}
    gone = {line: entry.number for entry in retired for line in entry.span.lines()}
    return tuple(
        _retired(line, gone[line.number])
        if line.number in gone and line.role != "blank"
        else _fate(line, owners, dropped.get(line.number), rules)
        for line in lines
    )


def _retired(line: Line, question: int) -> Fate:
    reason = f"question {question} is retired by the editor"
    return Fate(line=line.number, kind="dropped", reason=reason)


def _owners(entries: Entries) -> Mapping[int, str]:
    """Return what each line went into: the id of a unit or of a code."""
    owners: dict[int, str] = {}
    for entry in entries:
        own = [unit for unit in entry.units() if unit.origin in ("article", "rewritten")]
        parts = [(unit.id, unit.span) for unit in own if unit.zh]
        for name, span in (*parts, *((code.id, code.span) for code in entry.codes)):
            for line in span.lines():
                _expect(line not in owners, f"line {line} went into {owners.get(line)} and {name}")
                owners[line] = name
    return owners


def _fate(
    line: Line, owners: Mapping[int, str], drop: Drop | None, rules: Mapping[int, list[str]]
) -> Fate:
    number = line.number
    if line.role == "blank":
        return Fate(line=number, kind="dropped", reason="blank line")
    if line.role == "attribution":
        return Fate(line=number, kind="used", reason="attribution")
    if drop is not None:
        return _given_up(line, drop)
    if line.role == "preface":
        return Fate(line=number, kind="dropped", reason="stands before the first question")
    if number not in owners:
        _expect(RESIDUE in rules.get(number, []), f"line {number} went nowhere")
        return Fate(line=number, kind="dropped", reason="residue of a chat model")
    return _kept(line, owners[number], rules.get(number, []))


def _kept(line: Line, owner: str, rules: list[str]) -> Fate:
    if line.role == "continuation":
        reason = f"goes on from the line before: {owner}"
        return Fate(line=line.number, kind="merged", reason=reason)
    if rules:
        return Fate(line=line.number, kind="corrected", reason=", ".join(dict.fromkeys(rules)))
    return Fate(line=line.number, kind="used", reason=f"{line.role}: {owner}")


def _given_up(line: Line, drop: Drop) -> Fate:
    if line.number in drop.heading.lines():
        reason = f"same question as line {drop.kept.first}"
        return Fate(line=line.number, kind="merged", reason=reason)
    reason = f"copy of lines {drop.kept}, given up"
    return Fate(line=line.number, kind="dropped", reason=reason)


def _expect(true: bool, otherwise: str) -> None:  # noqa: FBT001 - reads as a sentence
    if not true:
        raise AssertionError(f"the lines of the article do not add up: {otherwise}")

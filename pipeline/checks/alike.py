"""Rules about questions that ask much the same."""

from collections import Counter
from collections.abc import Iterator

from pipeline.model.article import Entry, Unit
from pipeline.model.corrections import Alike
from pipeline.model.place import Place
from pipeline.problem import Problem
from pipeline.text.likeness import alike, pieces

Entries = tuple[Entry[Unit], ...]

# Measured on the 63 real questions: evaluating an LLM (40) and metrics for its text (53) reach
# 0.31. The next pair, just below 0.30 (what a Transformer is made of, and code for a block of it),
# and those from 0.23 down only share a subject. The margin is thin, which is why this is a warning
# that a row under `alike:` answers.
ALIKE = 0.30


def check_alike(entries: Entries, known: tuple[Alike, ...], file: str) -> Iterator[Problem]:
    """Report pairs of questions much alike in question and answer, unless they are `known`.

    A known pair that is alike no longer, or of which a question is gone, is reported too.
    """
    found = {
        (entries[pair.one].number, entries[pair.other].number): pair.score
        for pair in alike([_pieces(entry) for entry in entries], ALIKE)
    }
    acknowledged = {(min(row.questions), max(row.questions)): row for row in known}
    by_number = {entry.number: entry for entry in entries}
    for (one, other), score in found.items():
        if (min(one, other), max(one, other)) not in acknowledged:
            yield _too_alike(by_number[one], by_number[other], score, file)
    alike_now = {(min(pair), max(pair)) for pair in found}
    for pair, row in acknowledged.items():
        if pair not in alike_now:
            yield _no_longer(row)


def _pieces(entry: Entry[Unit]) -> Counter[str]:
    """Count the pieces of the whole entry, those of question and summary twice.

    These two say what an entry is about; the points of two answers may meet on a side issue.
    """
    twice = (entry.question, entry.summary)
    texts = [*entry.units(), *(unit for unit in twice if unit is not None)]
    return sum((pieces(unit.zh) for unit in texts), Counter())


def _too_alike(one: Entry[Unit], other: Entry[Unit], score: float, file: str) -> Problem:
    return Problem(
        place=Place(file=file, line=other.question.span.first, key=other.id),
        message=f"question {other.number} is much like question {one.number} "
        f"on line {one.question.span.first} ({score:.2f}): {other.question.zh} / {one.question.zh}",
        hint=f"keep both and acknowledge the pair under `alike:` in corrections.yaml, "
        f"as [{one.number}, {other.number}], or merge them by hand",
        severity="warning",
    )


def _no_longer(row: Alike) -> Problem:
    one, other = row.questions
    return Problem(
        place=row.place,
        message=f"questions {one} and {other} are acknowledged as alike, but they are not",
        hint="take the row out of `alike:`",
        severity="warning",
    )

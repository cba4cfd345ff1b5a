"""What code printed, as far as a card can show it."""

import unicodedata

from pipeline.model.run import Job
from pipeline.problem import Problem, Problems

# More than a screen or two is nothing to learn from, and would make a card unusable.
MOST = 4_000
# So many columns of 7 pt, the smallest type, go on the smallest card that `make` prints.
WIDEST = 56
# How much of an error message is kept: its end, where the cause stands.
TAIL = 2_000
# Controls, surrogates, separators of lines, private use, and what changes how others are read.
_UNSEEN = {"Cc", "Cs", "Zl", "Zp", "Co", "Cf"}


def shown(job: Job, text: str) -> str:
    """Return an output as it is; raises `Problems` for one that no card can show.

    What a lab prints must fit in width as well: a table whose lines are broken says nothing.
    """
    if len(text) > MOST:
        message = f"{job.block.id} prints {len(text):,} characters; a card can show {MOST:,}"
        raise _problem(job, message, "print less, only what a reader learns from")
    widest = max((_width(line) for line in text.splitlines()), default=0)
    if job.span is None and widest > WIDEST:
        message = f"{job.block.id} prints a line of {widest} columns; a flashcard takes {WIDEST}"
        raise _problem(job, message, "shorten names and numbers, or print it in two lines")
    for char in text:
        if char not in "\n\t" and unicodedata.category(char) in _UNSEEN:
            message = f"{job.block.id} prints the control character U+{ord(char):04X}"
            raise _problem(job, message, "switch colours and progress bars off in the driver")
    return text


def _width(line: str) -> int:
    """Return how many columns a line takes; Han are about twice as wide as other letters."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)


def tail(text: str) -> str:
    """Return the end of an error output."""
    return text if len(text) <= TAIL else "[…]\n" + text[-TAIL:]


def _problem(job: Job, message: str, hint: str) -> Problems:
    return Problems([Problem(place=job.block.place, message=message, hint=hint)])

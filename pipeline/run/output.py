"""What code printed, as far as a card can show it."""

import unicodedata

from pipeline.model.run import Job
from pipeline.problem import Problem, Problems

# More than a screen or two is nothing to learn from, and would make a card unusable.
MOST = 4_000
# How much of an error message is kept: its end, where the cause stands.
TAIL = 2_000
# Controls, surrogates, separators of lines, private use, and what changes how others are read.
_UNSEEN = {"Cc", "Cs", "Zl", "Zp", "Co", "Cf"}


def shown(job: Job, text: str) -> str:
    """Return an output as it is; raises `Problems` for one that no card can show."""
    if len(text) > MOST:
        message = f"{job.block.id} prints {len(text):,} characters; a card can show {MOST:,}"
        raise _problem(job, message, "print less, only what a reader learns from")
    for char in text:
        if char not in "\n\t" and unicodedata.category(char) in _UNSEEN:
            message = f"{job.block.id} prints the control character U+{ord(char):04X}"
            raise _problem(job, message, "switch colours and progress bars off in the driver")
    return text


def tail(text: str) -> str:
    """Return the end of an error output."""
    return text if len(text) <= TAIL else "[…]\n" + text[-TAIL:]


def _problem(job: Job, message: str, hint: str) -> Problems:
    return Problems([Problem(place=job.block.place, message=message, hint=hint)])

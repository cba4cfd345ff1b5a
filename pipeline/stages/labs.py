"""Labs made ready to run, if they are what a lab must be."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.model.article import Entry, Unit
from pipeline.model.code import Lab
from pipeline.model.run import Job
from pipeline.problem import Problem, raise_if_any
from pipeline.text.claims import asserts
from pipeline.text.digest import run_key, sha256

# What a card and a page can show, and a reader take in.
MOST_LINES, WIDEST = 25, 76


def lab_jobs(labs: tuple[Lab, ...], entries: Iterable[Entry[Unit]]) -> tuple[Job, ...]:
    """Return a job for each lab.

    Raises `Problems` for labs of questions that are not there, for programs that are no Python,
    too long or too wide, and for those that assert nothing: a lab must be able to fail.
    """
    known = {entry.id for entry in entries}
    raise_if_any(problem for lab in labs for problem in _mistakes(lab, known))
    return tuple(_job(lab) for lab in labs)


def _job(lab: Lab) -> Job:
    block = lab.block
    data = {name: sha256(text) for name, text in block.files.items()}
    data |= {
        f"{hub.repo}/{name}": sum_ for hub in block.hub for name, (_, sum_) in hub.files.items()
    }
    key = run_key(lab.code, block.driver, data)
    return Job(block=block, span=None, code=lab.code, notes=(), data=data, key=key)


def _mistakes(lab: Lab, known: set[str]) -> Iterator[Problem]:
    if lab.question not in known:
        hint = "name a question of the article, or remove the lab"
        place = lab.block.cards[0].place
        message = f"there is no question {lab.question}"
        yield Problem(place=place, message=message, hint=hint)
    lines = lab.code.splitlines()
    if len(lines) > MOST_LINES:
        message = f"it has {len(lines)} lines, over {MOST_LINES} (blank lines count)"
        yield _problem(lab, MOST_LINES + 1, message, "show one thing only")
    wide = next((n for n, line in enumerate(lines, 1) if len(line) > WIDEST), 0)
    if wide:
        message = f"this line is wider than {WIDEST} characters"
        yield _problem(lab, wide, message, "break it: a phone shows about half of that")
    try:
        if not asserts(lab.code):
            hint = "assert what it is to prove, of values that it computes: it must be able to fail"
            yield _problem(lab, 1, "it asserts nothing", hint)
    except SyntaxError as error:
        yield _problem(lab, error.lineno or 1, f"no Python: {error.msg}", "mend it")


def _problem(lab: Lab, line: int, message: str, hint: str) -> Problem:
    return Problem(place=replace(lab.block.place, line=line), message=message, hint=hint)

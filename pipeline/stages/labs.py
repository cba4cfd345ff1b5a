"""Labs made ready to run, if they are what a lab must be."""

import ast
from collections.abc import Iterable, Iterator

from pipeline.model.article import Entry, Unit
from pipeline.model.code import Lab
from pipeline.model.run import Job
from pipeline.problem import Problem, raise_if_any
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
        yield _problem(lab, f"there is no question {lab.question}", hint)
    lines = lab.code.splitlines()
    if len(lines) > MOST_LINES:
        yield _problem(lab, f"it has {len(lines)} lines, over {MOST_LINES}", "show one thing only")
    wide = next((n for n, line in enumerate(lines, 1) if len(line) > WIDEST), 0)
    if wide:
        message = f"line {wide} is wider than {WIDEST} characters"
        yield _problem(lab, message, "break it: a phone shows about half of that")
    try:
        tree = ast.parse(lab.code)
    except SyntaxError as error:
        yield _problem(lab, f"line {error.lineno}: {error.msg}", "mend it")
        return
    if not any(isinstance(node, ast.Assert) for node in ast.walk(tree)):
        yield _problem(
            lab, "it asserts nothing", "assert what it is to prove: it must be able to fail"
        )


def _problem(lab: Lab, message: str, hint: str) -> Problem:
    return Problem(place=lab.block.place, message=message, hint=hint)

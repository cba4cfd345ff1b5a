"""Code answers given back the layout they lost."""

import difflib
from collections.abc import Iterator

from pipeline.model.article import Code, Entry, Unit
from pipeline.model.code import Block, Override
from pipeline.model.place import Place
from pipeline.model.run import Job
from pipeline.problem import Collector, Problem, Problems, present
from pipeline.text.digest import run_key, sha256
from pipeline.text.recover import ACCEPTED, REVIEWED, Recovery
from pipeline.text.recover import recover as recovered


def recover(
    entries: tuple[Entry[Unit], ...], blocks: tuple[Block, ...], file: str
) -> tuple[Job, ...]:
    """Return a job for each code answer, its text recovered and its driver beside it.

    Code whose layout is unsure is kept as it was received, as a job that is not sure and never
    runs; `unsure` tells of it. `file` is what messages call the article. Raises `Problems` for code
    that is to run and has no driver, for an override that is not of this text or changes more
    than its layout, and for a row of blocks.yaml that no code answers to.
    """
    codes = [code for entry in entries for code in entry.codes]
    rows = {block.id: block for block in blocks}
    collector = Collector()
    collector.add(*_unknown(blocks, codes))
    jobs = [collector.attempt(_job, code, rows.get(code.id), file) for code in codes]
    collector.finish()
    return tuple(present(job) for job in jobs)


def unsure(entries: tuple[Entry[Unit], ...], jobs: tuple[Job, ...], file: str) -> Iterator[Problem]:
    """Yield a warning for each job that is not sure, with the likeliest readings as a diff."""
    codes = {code.id: code for entry in entries for code in entry.codes}
    for job in jobs:
        if not job.sure:
            yield _unsure(codes[job.block.id], recovered(job.code), file)


def _job(code: Code, block: Block | None, file: str) -> Job:
    if block is not None and block.override is not None:
        return _made(code, block, *_overridden(code, block.override))
    best = recovered(code.text).accepted
    if best is None:
        bare = block or Block(place=Place(file=file, line=code.span.first, key=code.id), id=code.id)
        return _made(code, bare, code.text.rstrip("\n") + "\n", (), sure=False)
    if block is None:
        raise Problems([_undriven(code, file)])
    return _made(code, block, best.code, best.notes)


def _made(code: Code, block: Block, text: str, notes: tuple[str, ...], *, sure: bool = True) -> Job:
    data = {
        f"{hub.repo}/{name}": checksum
        for hub in block.hub
        for name, (_, checksum) in hub.files.items()
    }
    key = run_key(text, block.driver, data, block.probes)
    return Job(block=block, span=code.span, code=text, notes=notes, data=data, key=key, sure=sure)


def _overridden(code: Code, override: Override) -> tuple[str, tuple[str, ...]]:
    """Return a person's layout of the code, and a note that says whose; it must be of this text."""
    found = sha256(code.text)
    if override.of != found:
        message = f"this layout of {code.id} was made for another text: the code has changed"
        hint = f"look at it again; the text's sum is now {found}"
        raise Problems([Problem(place=override.place, message=message, hint=hint)])
    if "".join(code.text.split()) != "".join(override.code.split()):
        message = f"this layout of {code.id} changes more than blanks and line breaks"
        hint = "copy the code from the article again, and change nothing else; correct it elsewhere"
        raise Problems([Problem(place=override.place, message=message, hint=hint)])
    return override.code.rstrip("\n") + "\n", (f"layout by {override.by}: {override.reason}",)


def _unsure(code: Code, found: Recovery, file: str) -> Problem:
    best = found.candidates[0].confidence if found.candidates else 0.0
    told = f"the code's layout can't be recovered for certain ({best:.0%} sure"
    message = f"{told}, {ACCEPTED:.0%} wanted); it is printed as it was received, and not run"
    message += f": {found.doubt}" if found.doubt else ""
    if best >= REVIEWED:
        message += "\n" + _readings(found)
    hint = (
        "save the right reading beside code/blocks.yaml and name it there: "
        f"override: {{of: {sha256(code.text)}, file: …, by: …, reason: …}}"
    )
    place = Place(file=file, line=code.span.first, key=code.id)
    return Problem(place=place, message=message, hint=hint, severity="warning")


def _readings(found: Recovery) -> str:
    """Return the likeliest reading in full, and how the others differ from it."""
    first, *others = found.candidates
    parts = [f"reading 1, {first.confidence:.0%}:\n{first.code.rstrip()}"]
    for number, other in enumerate(others, 2):
        rows = (first.code.splitlines(), other.code.splitlines())
        title = f"reading {number}, {other.confidence:.0%}"
        parts.append("\n".join(difflib.unified_diff(*rows, "reading 1", title, lineterm="", n=1)))
    return "\n".join(parts)


def _undriven(code: Code, file: str) -> Problem:
    return Problem(
        place=Place(file=file, line=code.span.first, key=code.id),
        message=f"code/blocks.yaml has no row for {code.id}",
        hint="add one with a driver that asserts what must be true of the code",
    )


def _unknown(blocks: tuple[Block, ...], codes: list[Code]) -> Iterator[Problem]:
    known = [code.id for code in codes]
    for block in blocks:
        if block.id not in known:
            yield Problem(
                place=block.place,
                message=f"there is no code called {block.id}",
                hint=f"the article has {', '.join(known) or 'no code at all'}",
            )

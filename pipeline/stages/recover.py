"""Code answers given back the layout they lost."""

from collections.abc import Iterator

from pipeline.model.article import Code, Entry, Unit
from pipeline.model.code import Block
from pipeline.model.place import Place
from pipeline.model.run import Job
from pipeline.problem import Collector, Problem, Problems, present
from pipeline.text.digest import run_key
from pipeline.text.recover.recover import recover as recovered
from pipeline.text.recover.result import Refused


def recover(
    entries: tuple[Entry[Unit], ...], blocks: tuple[Block, ...], file: str
) -> tuple[Job, ...]:
    """Return a job for each code answer, its text recovered and its driver beside it.

    `file` is what messages call the article. Raises `Problems` for code whose layout is unsure
    or that has no driver, and for a row of blocks.yaml that no code answers to.
    """
    codes = [code for entry in entries for code in entry.codes]
    rows = {block.id: block for block in blocks}
    collector = Collector()
    collector.add(*_unknown(blocks, codes))
    jobs = [collector.attempt(_job, code, rows.get(code.id), file) for code in codes]
    collector.finish()
    return tuple(present(job) for job in jobs)


def _job(code: Code, block: Block | None, file: str) -> Job:
    result = recovered(code.text)
    missing = [_undriven(code, file)] if block is None else []
    if isinstance(result, Refused):
        raise Problems([*missing, _unsure(code, result, file)])
    if block is None:
        raise Problems(missing)
    data = {
        f"{hub.repo}/{name}": checksum
        for hub in block.hub
        for name, (_, checksum) in hub.files.items()
    }
    return Job(
        block=block,
        span=code.span,
        code=result.code,
        notes=result.notes,
        data=data,
        key=run_key(result.code, block.driver, data, block.probes),
    )


def _unsure(code: Code, refused: Refused, file: str) -> Problem:
    return Problem(
        place=Place(file=file, line=code.span.first, key=code.id),
        message=f"the code's layout can't be recovered for certain: {refused.reason}",
        hint="a guess would be worse than none; restore the line breaks and the "
        "indentation in the article by hand",
    )


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

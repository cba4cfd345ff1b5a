"""Whether two runs of the same code agree, by the mode that its author chose."""

from collections.abc import Iterator

from pipeline.model.code import Block
from pipeline.model.run import Record, Run
from pipeline.run.pictures import pictures_differ
from pipeline.text.comparison import difference, numeric_difference

NEW = "if the new output is right, delete the record and run `deckpress verify`"
ELSEWHERE = (
    "it ran in another environment: if both are right, let it print less of what differs, or "
    "choose another way to `compare`"
)


def disagreements(block: Block, old: Record, new: Record) -> Iterator[tuple[str, str]]:
    """Yield in what a new run differs from a record, each with what to do about it."""
    same_place = old.run.environment == new.run.environment
    hint = NEW if same_place else ELSEWHERE
    for part, was, now in _parts(old.run, new.run):
        if told := _differ(block, was, now):
            yield f"the {part} of {block.id} prints something else now:\n{told}", hint
    if block.compare == "assert" and not same_place:
        return
    for name, data in new.artifacts.items():
        was_drawn = old.artifacts.get(name, b"")
        if was_drawn and (told := _seen(was_drawn, data)):
            yield f"the figure of {block.id} is another now: {told}", hint


def _seen(was: bytes, now: bytes) -> str:
    try:
        return pictures_differ(was, now)
    except ValueError as error:
        return f"of that in the record, {error}"


def _parts(old: Run, new: Run) -> Iterator[tuple[str, str, str]]:
    yield "block", old.stdout, new.stdout
    yield "driver", old.driver_stdout, new.driver_stdout
    for name, printed in new.probes.items():
        yield f"probe {name}", old.probes.get(name, ""), printed


def _differ(block: Block, was: str, now: str) -> str:
    match block.compare:
        case "exact":
            return difference(was, now)
        case "numeric":
            tolerance = block.tolerance
            return numeric_difference(was, now, rtol=tolerance.rtol, atol=tolerance.atol)
        case "assert":
            # Its own assertions have held, or it would not have come so far.
            return ""

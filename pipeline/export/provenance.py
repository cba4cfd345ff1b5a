"""What is said of where and when code ran, and of devices that agree."""

from decimal import Decimal

from pipeline.model.run import CodeAnswer, Run


def provenance(run: Run) -> str:
    """Return device, versions, sandbox and day of a run, in words that need no translation."""
    where = run.environment
    device = ["CPU"] if where.device == "cpu" else [where.gpu, f"CUDA {where.cuda}"]
    versions = [f"{name} {version}" for name, version in sorted(where.packages.items())]
    held = {"bubblewrap": "", "landlock": "partial sandbox", "none": "no sandbox"}
    parts = [*device, f"Python {where.python}", *versions, held[run.sandbox.kind], run.ran]
    return " · ".join(filter(None, parts))


def agreement(answer: CodeAnswer) -> tuple[str, tuple[str, ...]] | None:
    """Return which of `words` says how runs on two devices agree, and what fills it in.

    None for code that ran on one device. Runs that do not agree are never recorded together.
    """
    if len(answer.runs) < 2:  # noqa: PLR2004 - two devices
        return None
    block = answer.job.block
    numbers = (block.tolerance.rtol, block.tolerance.atol) if block.compare == "numeric" else ()
    return f"agreed-{block.compare}", tuple(format(Decimal(str(number)), "f") for number in numbers)

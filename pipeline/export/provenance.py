"""One line that says where and when code ran."""

from pipeline.model.run import Run


def provenance(run: Run) -> str:
    """Return device, versions, sandbox and day of a run, in words that need no translation."""
    where = run.environment
    device = "CPU" if where.device == "cpu" else " ".join(filter(None, (where.gpu, where.cuda)))
    versions = [f"{name} {version}" for name, version in sorted(where.packages.items())]
    held = {"bubblewrap": "", "landlock": "partial sandbox", "none": "no sandbox"}
    parts = [device, f"Python {where.python}", *versions, held[run.sandbox.kind], run.ran]
    return " · ".join(filter(None, parts))

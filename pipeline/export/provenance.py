"""One line that says where and when a code answer ran."""

from pipeline.model.run import Run


def provenance(run: Run) -> str:
    """Return device, versions and day of a run, in words that need no translation."""
    where = run.environment
    versions = [f"{name} {version}" for name, version in sorted(where.packages.items())]
    return " · ".join([where.device.upper(), f"Python {where.python}", *versions, run.ran])

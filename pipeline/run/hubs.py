"""A folder of hubs' caches, one for each set of hubs that a job asks for."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.model.deck import Hub
from pipeline.model.run import Job
from pipeline.problem import Collector
from pipeline.run.hub import lay_out


@dataclass(frozen=True, kw_only=True, slots=True)
class Hubs:
    """Where the caches lie on this machine, nothing if no job wants any, and how many there are.

    Each set of hubs has a folder of its own, so that code finds only what its record tells of.
    """

    folder: str
    sets: tuple[tuple[Hub, ...], ...]

    def inside(self, job: Job, root: str) -> str:
        """Return what the job's folder is called where `root` is this one, or nothing."""
        return f"{root}/{self.sets.index(job.block.hub)}" if job.block.hub else ""


@contextmanager
def laid_out(jobs: Iterable[Job]) -> Iterator[Hubs]:
    """Give the caches that the jobs want; raises `Problems` for packages that lack the files."""
    sets: list[tuple[Hub, ...]] = []
    for job in jobs:
        if job.block.hub and job.block.hub not in sets:
            sets.append(job.block.hub)
    if not sets:
        yield Hubs(folder="", sets=())
        return
    with tempfile.TemporaryDirectory(prefix="deckpress-hub-") as name:
        folder = Path(name)
        # Readable for whom root becomes.
        folder.chmod(0o755)
        collector = Collector()
        for number, hubs in enumerate(sets):
            for hub in hubs:
                collector.attempt(lay_out, hub, folder / str(number))
        collector.finish()
        yield Hubs(folder=name, sets=tuple(sets))

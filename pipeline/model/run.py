"""Recovered code, and what came out when it ran."""

import dataclasses
from dataclasses import dataclass
from typing import ClassVar

from pipeline.model.deck import CLOSED, Block
from pipeline.model.place import Span


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """A code answer with its layout recovered, ready to be run.

    `key` stands for everything that decides what a run prints (code, driver, data); `notes` say
    how the layout was recovered; `data` maps a file of the hub cache to its sha256.
    """

    block: Block
    span: Span
    code: str
    notes: tuple[str, ...]
    data: dict[str, str]
    key: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Environment:
    """Where a run took place, as measured inside the child process."""

    __pydantic_config__: ClassVar = CLOSED
    device: str
    processor: str
    system: str
    python: str
    packages: dict[str, str]
    threads: int
    network: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """The record of one run.

    `code`, `driver` and the values of `data` are sha256 sums; `seconds` is wall time, `peak_mib`
    the largest resident set of the child in MiB, `ran` the day in UTC. `probes` are what the
    cards' lines printed, by the cards' ids.
    """

    __pydantic_config__: ClassVar = CLOSED
    schema: int
    block: str
    key: str
    code: str
    driver: str
    data: dict[str, str]
    environment: Environment
    exit: int
    stdout: str
    driver_stdout: str
    stderr: str
    seconds: float
    peak_mib: int
    ran: str
    probes: dict[str, str] = dataclasses.field(default_factory=dict)

    @property
    def file(self) -> str:
        """The record's file name: the block and the device, so that devices do not mix."""
        return f"{self.block}.{self.environment.device}.json"


@dataclass(frozen=True, kw_only=True, slots=True)
class CodeAnswer:
    """A code answer and the records of its runs, at least one, by device."""

    job: Job
    runs: tuple[Run, ...]

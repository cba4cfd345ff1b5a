"""Code that is ready to run, and what came out when it ran."""

import dataclasses
import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath
from typing import ClassVar, Literal

from pipeline.model.code import Block, Device, Mode
from pipeline.model.deck import CLOSED
from pipeline.model.kinds import Code, Line
from pipeline.model.place import Span

SandboxKind = Literal["bubblewrap", "landlock", "none"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """A code answer with its layout recovered, or a lab, ready to be run.

    `key` stands for everything that decides what a run prints (code, driver, data); `notes` say
    how the layout was recovered; `data` maps a file that it reads to its sha256. `span` is where
    the article has it; a lab stands in no article. Code that is not `sure` of its layout stands as
    it was received, and is never run.
    """

    block: Block
    span: Span | None
    code: str
    notes: tuple[str, ...]
    data: dict[str, str]
    key: str
    sure: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Environment:
    """Where a run took place, as seen from inside.

    `processor` is the CPU's name; `gpu`, `cuda`, `driver` and `capability` are empty for a run
    without one. `threads` is how many a library may use for one operation.
    """

    __pydantic_config__: ClassVar = CLOSED
    device: Device
    processor: Line
    system: Line
    python: Line
    packages: dict[Line, Line]
    threads: int
    gpu: Line = ""
    cuda: Line = ""
    driver: Line = ""
    capability: Line = ""

    @property
    def tag(self) -> str:
        """A short sum that tells environments apart, 8 hexadecimal digits."""
        parts = json.dumps(dataclasses.asdict(self), sort_keys=True)
        return sha256(parts.encode()).hexdigest()[:8]


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """What held the code back while it ran: the kind of sandbox, and what its self-test found.

    `blocked` and `open` are the names of the probes that it stopped and of those that got out.
    """

    __pydantic_config__: ClassVar = CLOSED
    kind: SandboxKind
    version: str
    blocked: tuple[str, ...]
    open: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Artifact:
    """A file that a run left: its sum, and its size in bytes."""

    __pydantic_config__: ClassVar = CLOSED
    sha256: str
    bytes: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What was found by comparing a run with the record `against`, in this mode.

    A run is only recorded where it held; the first of a block is held by its assertions alone.
    """

    __pydantic_config__: ClassVar = CLOSED
    mode: Mode
    against: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """The record of one run.

    `code`, `driver` and the values of `data` are sha256 sums; `seconds` is wall time, `processor`
    time on the CPU in seconds, `peak_mib` the largest resident set of one of its processes in MiB,
    `ran` the day in UTC. `probes` are what the cards' lines printed, by the cards' ids. `seal` is
    a sum of all the rest: it tells a change by hand, and keeps nobody out who makes a new one.
    """

    __pydantic_config__: ClassVar = CLOSED
    schema: int
    block: str
    key: str
    code: str
    driver: str
    data: dict[str, str]
    environment: Environment
    sandbox: Held
    exit: int
    stdout: Code
    driver_stdout: Code
    stderr: Code
    seconds: float
    processor_seconds: float
    peak_mib: int
    ran: Line
    probes: dict[str, Code] = dataclasses.field(default_factory=dict)
    artifacts: dict[str, Artifact] = dataclasses.field(default_factory=dict)
    verdicts: tuple[Verdict, ...] = ()
    seal: str = ""

    @property
    def sealed(self) -> "Run":
        """The same with the seal that its other parts call for."""
        parts = {**dataclasses.asdict(self), "seal": ""}
        text = json.dumps(parts, sort_keys=True)
        return dataclasses.replace(self, seal=sha256(text.encode()).hexdigest())

    @property
    def stem(self) -> str:
        """What its files are called: the block, the device, and a sum of the environment."""
        return f"{self.block}.{self.environment.device}.{self.environment.tag}"

    @property
    def file(self) -> str:
        """The record's file name; environments do not mix."""
        return f"{self.stem}.json"

    def artifact_file(self, name: str) -> str:
        """The name of the file, beside the record, that holds an artifact."""
        return f"{self.stem}{PurePosixPath(name).suffix}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """A run, and the bytes of what it left, by name."""

    run: Run
    artifacts: dict[str, bytes] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class CodeAnswer:
    """A code answer or a lab, with one run for each device, that on a CPU first.

    `every` are all runs there are; `picture` is the figure it drew, a PNG, or nothing. Code whose
    layout could not be recovered for certain has no runs, and is shown as it was received.
    """

    job: Job
    runs: tuple[Run, ...]
    every: tuple[Run, ...] = ()
    picture: bytes = b""

    @property
    def printed(self) -> str:
        """What the code itself printed; "" if it was not run."""
        return self.runs[0].stdout if self.runs else ""

    @property
    def checked(self) -> str:
        """What its driver printed; "" if it was not run."""
        return self.runs[0].driver_stdout if self.runs else ""

    @property
    def driver(self) -> str:
        """What it was checked with; "" if it was not run."""
        return self.job.block.driver if self.runs else ""

    @property
    def question(self) -> str:
        """The id of the question that it belongs to."""
        return self.job.block.id.partition(".")[0]

    @property
    def is_lab(self) -> bool:
        """Tell whether it is a lab, which stands in no article."""
        return self.job.span is None

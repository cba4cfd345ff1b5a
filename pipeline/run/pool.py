"""Many blocks run side by side, in as many sandboxes as there are processors."""

import datetime as dt
import os
import queue
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from pipeline.model.run import Held, Record
from pipeline.problem import Problem, Problems
from pipeline.run.hubs import Hubs, laid_out
from pipeline.run.runner import Task, require, run_task
from pipeline.run.sandbox import Sandbox, SandboxError

# Packages that take long to load, and behave alike whether loaded before a block or by it. What
# reads its settings when it is loaded, as huggingface_hub does, is not among them.
WARM = frozenset({"torch", "numpy", "matplotlib"})

Result = Record | Problems
Done = tuple[Task, Result]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Shared:
    """What the workers share: tasks still to be done, what became of others, who is at work.

    In `done`, None says that a worker has ended.
    """

    waiting: "queue.SimpleQueue[Task]" = field(default_factory=queue.SimpleQueue)
    done: "queue.SimpleQueue[Done | None]" = field(default_factory=queue.SimpleQueue)
    active: set[Sandbox] = field(default_factory=set)
    stop: threading.Event = field(default_factory=threading.Event)


def run_all(
    tasks: Iterable[Task], held: Held, today: dt.date, say: Callable[[str], None]
) -> Generator[Done, None, None]:
    """Run the tasks and yield each with its record or its problems, as it is done.

    Each block has a fork of a server that has loaded what takes long; where the kernel can't keep
    forks apart, and on a GPU, it has a sandbox of its own. `say` is told of each that begins.
    Raises `Problems` for files that a hub's package lacks.
    """
    every = tuple(tasks)
    with laid_out(task.job for task in every) as hubs:
        warm = _warm(task for task in every if task.device == "cpu")
        worker = _Worker(held=held, hubs=hubs, today=today, say=say, warm=warm)
        # What runs on the GPU wants it for itself, in a sandbox that shows it.
        for device, most in (("cpu", os.cpu_count() or 1), ("cuda", 1)):
            mine = [task for task in every if task.device == device]
            yield from _worked(worker, mine, min(most, len(mine)))


def _worked(worker: "_Worker", tasks: Sequence[Task], count: int) -> Iterator[Done]:
    """Have so many workers do the tasks, and yield each as it is done."""
    shared = _Shared()
    for task in tasks:
        shared.waiting.put(task)
    with ThreadPoolExecutor(max(1, count)) as pool:
        running = [pool.submit(worker.work, shared) for _ in range(count)]
        try:
            for _ in running:
                yield from iter(shared.done.get, None)
            for one in running:
                one.result()
        finally:
            # After Ctrl-C nobody waits for a block to end by itself.
            shared.stop.set()
            for sandbox in tuple(shared.active):
                sandbox.kill()


def _warm(tasks: Iterable[Task]) -> tuple[str, ...]:
    """Return what is worth loading once: what two tasks or more would load for themselves."""
    named = [name for task in tasks for name in task.job.block.packages if name in WARM]
    return tuple(sorted({name for name in named if named.count(name) > 1}))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Worker:
    """One thread's work: a sandbox for a block, the same for the next if it may be."""

    held: Held
    hubs: Hubs
    today: dt.date
    say: Callable[[str], None]
    warm: tuple[str, ...]

    def work(self, shared: _Shared) -> None:
        """Take tasks until none is left; the sandbox stays in this thread, which it dies with."""
        sandbox: Sandbox | None = None
        try:
            while (task := _next(shared)) is not None:
                self.say(f"running {task.job.block.id} on {task.device}")
                sandbox = sandbox or self._opened(task, shared)
                shared.done.put((task, self._done(task, sandbox)))
                if not sandbox.lasts or task.device == "cuda":
                    _end(sandbox, shared)
                    sandbox = None
        finally:
            shared.done.put(None)
            if sandbox is not None:
                _end(sandbox, shared)

    def _opened(self, task: Task, shared: _Shared) -> Sandbox:
        gpu = task.device == "cuda"
        warm = () if gpu else self.warm
        sandbox = Sandbox(self.held.kind, warm=warm, hub=self.hubs.folder, gpu=gpu)
        # Before it is ready, so that it can be killed while it loads.
        shared.active.add(sandbox)
        try:
            sandbox.make_ready()
        except SandboxError as error:
            _end(sandbox, shared)
            place, hint = task.job.block.place, "run it again; records stay as they were"
            message = f"no sandbox could be started: {error}"
            raise Problems([Problem(place=place, message=message, hint=hint)]) from None
        return sandbox

    def _done(self, task: Task, sandbox: Sandbox) -> Result:
        hub = self.hubs.inside(task.job, sandbox.hub)
        try:
            require(task.job)
            return run_task(task, sandbox, self.held, self.today, hub=hub)
        except Problems as problems:
            return problems


def _next(shared: _Shared) -> Task | None:
    if shared.stop.is_set():
        return None
    try:
        return shared.waiting.get_nowait()
    except queue.Empty:
        return None


def _end(sandbox: Sandbox, shared: _Shared) -> None:
    shared.active.discard(sandbox)
    sandbox.close()

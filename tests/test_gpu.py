"""On a GPU: what goes there, how its runs are compared with those on the CPU, what is said of both.

There is none here. What is decided is decided all the same, and code that makes itself a torch
which sees one takes every step that code on a real one would take.
"""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from printed import squeezed, words_of
from setting import asked, matter, set_print
from support import edit, problems_of, quiet

from pipeline.export.anki.fill import fill
from pipeline.load.source import load_source
from pipeline.model.run import Held
from pipeline.prepared import Prepared, prepare
from pipeline.problem import Problems
from pipeline.rerun import Order, rerun
from pipeline.run.runner import Task
from pipeline.stages.deal import deal

DAY = dt.date(2026, 1, 2)
HELD = Held(kind="bubblewrap", version="0", blocked=(), open=())
# It sees a GPU where the sandbox shows what a driver needs.
SEES = """
import os, sys
from types import ModuleType, SimpleNamespace as Space
hidden = "CUDA_VISIBLE_DEVICES" in os.environ
there = os.path.exists("/sys/devices") and not hidden
torch = sys.modules["torch"] = ModuleType("torch")
torch.version = Space(cuda="13.0")
torch.cuda = Space(is_available=lambda: there)
torch.cuda.get_device_name = lambda number: f"GPU {number}"
torch.cuda.get_device_capability = lambda number: (9, 0)
"""


@pytest.fixture
def deck(mini: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the small deck on a machine that seems to have a GPU, with a lab that wants one."""
    monkeypatch.setattr("pipeline.rerun.gpu_devices", lambda: ("/dev/nvidiactl",))
    # The self-test is tried elsewhere; the sandbox is the real one.
    monkeypatch.setattr("pipeline.rerun.choose", lambda: HELD)
    labelled(mini, "gpu: true")
    return mini


def labelled(deck: Path, line: str) -> None:
    """Give the lab another line in labs.yaml."""
    edit(deck / "labs" / "labs.yaml", "    packages: ", f"    {line}\n    packages: ")


def begun_with(deck: Path, code: str, ended: str = "") -> None:
    """Let the lab begin with other code, and print something more in the end."""
    edit(deck / "labs" / "squares.py", "import matplotlib", f"{code}\nimport matplotlib")
    edit(deck / "labs" / "squares.py", 'plt.savefig("', f'{ended}\nplt.savefig("')


def outcomes(deck: Path, **order: Any) -> dict[str, str]:
    done = rerun(deck, Order(**order), DAY, quiet)
    return {f"{one.block} on {one.device}": one.kind for one in done}


def records(deck: Path) -> list[str]:
    return sorted(path.name.rsplit(".", 2)[0] for path in deck.glob("runs/q003.l1.*.json"))


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give what would be run, without running any of it."""
    told: list[str] = []

    def run_none(tasks: list[Task], *_: object) -> Iterator[tuple[Task, Problems]]:
        for task in tasks:
            one = f"{task.job.block.id} on {task.device}"
            # What has no record is asked for twice.
            told.extend([one] if one not in told else [])
            yield task, Problems([])

    monkeypatch.setattr("pipeline.rerun.run_all", run_none)
    return told


def test_code_marked_for_it_that_has_a_record_runs_on_a_gpu_too(
    deck: Path, listed: list[str]
) -> None:
    outcomes(deck)

    assert ["q003.l1 on cuda"] == listed


def test_code_that_was_never_recorded_does_not_run_on_a_gpu(deck: Path, listed: list[str]) -> None:
    next(deck.glob("runs/q003.l1.*.json")).unlink()

    outcomes(deck)

    assert ["q003.l1 on cpu"] == listed


def test_a_device_can_be_named(deck: Path, listed: list[str]) -> None:
    outcomes(deck, everything=True, device="cpu")
    outcomes(deck, everything=True, device="cuda")

    assert ["q003.c1 on cpu", "q003.l1 on cpu", "q003.l1 on cuda"] == listed


def test_a_gpu_that_is_not_there(mini: Path) -> None:
    (problem,) = problems_of(lambda: outcomes(mini, device="cuda"))

    assert "this machine has no GPU to run code on" == problem.message


def test_nothing_that_runs_on_a_gpu(deck: Path) -> None:
    edit(deck / "labs" / "labs.yaml", "    gpu: true\n", "")

    (problem,) = problems_of(lambda: outcomes(deck, device="cuda"))

    assert "nothing here runs on a GPU" == problem.message
    assert "`gpu: true`" in problem.hint


def test_each_device_gets_a_record_of_its_own(deck: Path) -> None:
    begun_with(deck, SEES)

    first, second, third = outcomes(deck), outcomes(deck), outcomes(deck, everything=True)

    assert {"q003.c1 on cpu": "valid", "q003.l1 on cpu": "recorded"} == first
    assert {**first, "q003.l1 on cpu": "valid", "q003.l1 on cuda": "recorded"} == second
    assert dict.fromkeys(second, "same") == third
    assert ["q003.l1.cpu", "q003.l1.cuda"] == records(deck)


def test_what_says_it_ran_on_a_gpu_must_have_seen_one(deck: Path) -> None:
    begun_with(deck, SEES.replace("there =", "there = False and"))
    outcomes(deck)

    (problem,) = problems_of(lambda: outcomes(deck))

    assert "q003.l1 ran without the GPU" in problem.message
    assert ["q003.l1.cpu"] == records(deck)


LOSS = "print(f'loss {1.5 + there / 10_000:.4f}')"


def test_devices_that_disagree_get_no_second_record(deck: Path) -> None:
    begun_with(deck, SEES, LOSS)
    outcomes(deck)

    (problem,) = problems_of(lambda: outcomes(deck))

    assert "-loss 1.5000\n+loss 1.5001" in problem.message
    assert "it ran in another environment" in problem.hint
    assert ["q003.l1.cpu"] == records(deck)


AGREED = {
    "exact": ("", "", ["两种设备上输出相同。", "Both devices printed the same."]),
    "numeric": (
        "compare: numeric",
        LOSS,
        [
            "两种设备上的结果在容差之内一致（相对 0.001，绝对 0.00001）。",
            "Both devices agree within tolerances (relative 0.001, absolute 0.00001).",
        ],
    ),
    "assert": (
        "compare: assert",
        "print(there)",
        [
            "两种设备上断言全部成立，数值可有出入。",
            "All assertions held on both devices; numbers may differ.",
        ],
    ),
}


@pytest.mark.parametrize(("line", "ended", "wanted"), AGREED.values(), ids=AGREED)
def test_cards_and_prints_say_how_devices_agree(
    deck: Path, line: str, ended: str, wanted: list[str]
) -> None:
    labelled(deck, line)
    begun_with(deck, SEES, ended)
    outcomes(deck)
    outcomes(deck)

    told = said(prepare(load_source(deck), quiet))

    for text in told.values():
        for one in ["GPU 0 · CUDA 13.0 · Python", *wanted]:
            assert squeezed(one) in squeezed(text)


def said(prepared: Prepared) -> dict[str, str]:
    """Return the lab's card, and all of the prints that show it."""
    notes = fill(prepared.book, deal(prepared.book, {}))
    (card,) = [note for note in notes if note.id == "q003.l1.result"]
    prints = {kind: set_print(matter(prepared), asked(kind)) for kind in ("sheet", "cards")}
    return {
        "card": re.sub("<[^>]+>", "", dict(card.fields)["Provenance"]),
        **{kind: words_of(pdf) for kind, pdf in prints.items()},
    }

"""Running code: really run, held back in a sandbox, recorded, and compared with the record."""

import datetime as dt
import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageOps
from support import REAL, edit, problems_of, quiet

from pipeline.agreed import disagreements
from pipeline.edited import edited
from pipeline.enlisted import all_jobs
from pipeline.load.runs import load_runs
from pipeline.load.source import load_code
from pipeline.model.code import Block, CodeCard, Figure, Tolerance
from pipeline.model.deck import Both
from pipeline.model.place import Place
from pipeline.model.run import Held, Job, Record, Run
from pipeline.problem import Problems
from pipeline.rerun import Order, Outcome, rerun
from pipeline.run.choice import choose
from pipeline.run.hubs import laid_out
from pipeline.run.pool import run_all
from pipeline.run.records import write_record
from pipeline.run.runner import Task, run_task
from pipeline.run.sandbox import Sandbox
from pipeline.stages.verify import verify

PLACE = Place(file="blocks.yaml")
DAY = dt.date(2026, 1, 2)
BOTH = Both(zh="问", en="asked")
HELD = Held(kind="bubblewrap", version="0", blocked=(), open=())
CODE = load_code(REAL)
ENTRIES = edited(CODE.text.article, CODE.text.corrections).entries
JOBS = all_jobs(CODE, ENTRIES)
# The machine stays the same, so its sandbox is tried out once.
CHOSEN = cache(choose)


@pytest.fixture(autouse=True)
def chosen_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.rerun.choose", CHOSEN)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """Give a sandbox that has loaded what takes long, as `deckpress verify` does."""
    with laid_out(JOBS[:1]) as hubs, Sandbox("bubblewrap", warm=["torch"], hub=hubs.folder) as one:
        yield one


def job(code: str, driver: str = "", seconds: int = 20) -> Job:
    block = Block(place=PLACE, id="q001.c1", driver=driver, seconds=seconds)
    return replace(JOBS[0], block=block, code=code, key="k", data={})


def run(wanted: Job, sandbox: Sandbox) -> Run:
    hub = f"{sandbox.hub}/0" if wanted.block.hub else ""
    return run_task(Task(job=wanted), sandbox, HELD, DAY, hub=hub).run


def complaint(wanted: Job, sandbox: Sandbox) -> str:
    (problem,) = problems_of(lambda: run(wanted, sandbox))
    return problem.message


@pytest.mark.parametrize("number", [0, 1], ids=["question 38", "question 39"])
def test_the_articles_code_prints_what_its_record_says(sandbox: Sandbox, number: int) -> None:
    wanted = JOBS[number]
    (record,) = [one.run for one in CODE.records if one.run.key == wanted.key]

    now = run(wanted, sandbox)

    assert (record.stdout, record.driver_stdout) == (now.stdout, now.driver_stdout)
    assert (record.code, record.driver, record.data) == (now.code, now.driver, now.data)
    assert "torch" in now.environment.packages


def test_question_38_prints_the_known_ids(sandbox: Sandbox) -> None:
    now = run(JOBS[0], sandbox)

    assert "tensor([[15496,    11,   995,     0]])\n" == now.stdout
    assert now.driver_stdout.endswith("vocabulary size: 50257\n")


def test_without_its_vocabulary_question_38_fails_instead_of_printing_nothing(
    sandbox: Sandbox,
) -> None:
    bare = replace(JOBS[0], block=replace(JOBS[0].block, hub=()))

    assert "ended with exit code 1" in complaint(bare, sandbox)


def test_a_vocabulary_with_other_bytes_is_refused() -> None:
    hub = JOBS[0].block.hub[0]
    wrong = replace(hub, files={"vocab.json": ("data/encoder.json", "0" * 64)})
    spoiled = replace(JOBS[0], block=replace(JOBS[0].block, hub=(wrong,)))

    with pytest.raises(Problems) as told, laid_out([spoiled]):
        pass

    assert "is not the file with sha256 000000000000…" in told.value.problems[0].message


def test_the_driver_sees_what_the_block_made(sandbox: Sandbox) -> None:
    now = run(job("x = 2\nprint(x)", "print(x + 1)"), sandbox)

    assert ("2\n", "3\n", DAY.isoformat()) == (now.stdout, now.driver_stdout, now.ran)


def test_versions_memory_and_time_are_those_of_the_inside(sandbox: Sandbox) -> None:
    wanted = job(
        "import torch, time\nx = torch.ones(30_000_000)\nt = time.process_time()\n"
        "while time.process_time() - t < .3: pass"
    )
    now = run(replace(wanted, block=replace(wanted.block, packages=("torch",))), sandbox)

    assert now.peak_mib > 30_000_000 * 4 >> 20
    assert 0.3 <= now.processor_seconds <= now.seconds + 0.1
    assert now.environment.packages.keys() == {"torch"}
    assert now.environment.processor != ""


def test_a_clean_environment(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "x")

    names = run(job("import os; print(sorted(os.environ))"), sandbox).stdout

    assert "SECRET_TOKEN" not in names
    assert "PYTHONPATH" not in names
    assert "OMP_NUM_THREADS" in names


KEPT_APART = {
    "a module": ("import json\njson.left = 1", "import json\nprint(hasattr(json, 'left'))"),
    "a seed": (
        "import torch\ntorch.manual_seed(1)\nprint('False')",
        "import torch\nprint(torch.initial_seed() == 1)",
    ),
    "the limits": (
        "import resource as r\nr.setrlimit(r.RLIMIT_NOFILE, (9, 9))",
        "import resource as r\nprint(r.getrlimit(r.RLIMIT_NOFILE) == (9, 9))",
    ),
}


@pytest.mark.parametrize(("leave", "look"), KEPT_APART.values(), ids=KEPT_APART)
def test_a_block_does_not_change_what_the_next_one_finds(
    sandbox: Sandbox, leave: str, look: str
) -> None:
    run(job(leave), sandbox)

    assert "False\n" == run(job(look), sandbox).stdout


def test_what_it_defines_can_be_pickled(sandbox: Sandbox) -> None:
    code = "import pickle\nclass A: pass\nprint(type(pickle.loads(pickle.dumps(A()))).__name__)"

    assert "A\n" == run(job(code), sandbox).stdout


def test_its_source_can_be_looked_at(sandbox: Sandbox) -> None:
    code = "import inspect\ndef f():\n    return 1\nprint(inspect.getsource(f))"

    assert "def f():\n    return 1\n\n" == run(job(code), sandbox).stdout


def test_workers_of_torch_run_in_it(sandbox: Sandbox) -> None:
    code = (
        "import torch\n"
        "data = torch.utils.data.DataLoader(list(range(8)), batch_size=4, num_workers=2)\n"
        "print([batch.tolist() for batch in data])"
    )

    assert "[[0, 1, 2, 3], [4, 5, 6, 7]]\n" == run(job(code), sandbox).stdout


def test_chinese_in_the_code(sandbox: Sandbox) -> None:
    assert "词元\n" == run(job("# 注释\nprint('词元')"), sandbox).stdout


FAILING = {
    "an endless loop": (
        job("while True: pass", seconds=1),
        "was still running after 1 s and was killed",
    ),
    "too much of the processor": (
        replace(
            job("while True: pass"),
            block=replace(job("").block, processor_seconds=1),
        ),
        "took more than 1 s of processor time",
    ),
    "too much": (job("print('y' * 5000)"), "prints 5,001 characters; a card can show 4,000"),
    "too wide for a lab": (
        replace(job("print('y' * 57)"), span=None),
        "prints a line of 57 columns; a flashcard takes 56",
    ),
    "colours": (job("print('\\x1b[31mred')"), "prints the control character U+001B"),
    "open files": (job("files = [open('/dev/null') for _ in range(600)]"), "OSError"),
    "a large file": (job("open('big', 'wb').write(b'0' * (20 << 20))"), "OSError"),
    "a full disk": (
        job("for n in range(20):\n    open(f'{n}', 'wb').write(b'0' * (15 << 20))"),
        "wrote more than 192 MiB and was killed",
    ),
    "memory": (job("x = bytearray(10 << 30)"), "MemoryError"),
    "a mistake": (job("x = 1\ny = x / 0\n"), 'File "block.py", line 2, in <module>\n    y = x / 0'),
    "no Python": (job("x = = 1\n"), "SyntaxError: invalid syntax"),
    "an early exit": (job("import sys; sys.exit(3)"), "exit code 3"),
    "an exit that says nothing": (job("import sys; sys.exit(0)"), "ended early"),
    "an exit past everything": (job("import os; os._exit(0)"), "ended early"),
    "an end that is forged": (
        job("import os; open('../out/finished', 'w').write('[' * 60_000); os._exit(0)"),
        "ended early",
    ),
    "an end with a name that is none": (
        job(
            "import os, json; said = json.dumps({'name': chr(0xD800)})\n"
            "open('../out/finished', 'w').write(said); os._exit(0)"
        ),
        "ended early",
    ),
    "marks that turn the text around": (
        job("print(chr(0x202E))"),
        "prints the control character U+202E",
    ),
    "an end that says too much": (
        job("import os; open('../out/finished', 'w').write('{\"name\": 1}'); os._exit(0)"),
        "ended early",
    ),
    "a word at the exit": (job("import sys; sys.exit('enough')"), "with exit code 1:\nenough"),
    "a signal": (job("import os; os.kill(os.getpid(), 9)"), "ended with exit code 137"),
}


@pytest.mark.parametrize(("wanted", "message"), FAILING.values(), ids=FAILING)
def test_what_fails_says_how(sandbox: Sandbox, wanted: Job, message: str) -> None:
    assert message in complaint(wanted, sandbox)
    assert sandbox.lasts, "the next block can run"


def test_a_traceback_shows_nothing_of_what_started_the_block(sandbox: Sandbox) -> None:
    assert 1 == complaint(job("1 / 0"), sandbox).count("File ")


def test_a_last_word_that_is_forged_says_nothing_of_a_gpu(sandbox: Sandbox) -> None:
    forged = "import os; open('../out/finished', 'w').write('{\"name\": \"GPU\"}'); os._exit(0)"

    assert "" == run(job(forged), sandbox).environment.gpu


def test_what_it_says_in_errors_can_be_read_again(sandbox: Sandbox) -> None:
    now = run(job(r"import sys; sys.stderr.write('\x1b\x7f\u2028')"), sandbox)

    assert r"\u001b\u007f\u2028" == now.stderr


def test_a_long_error_shows_its_end(sandbox: Sandbox) -> None:
    code = "import sys\nsys.stderr.write('w' * 50000)\nraise ValueError('here')"

    assert complaint(job(code), sandbox).rstrip().endswith("ValueError: here")


def test_a_package_that_is_missing() -> None:
    wanted = job("pass")
    wanted = replace(wanted, block=replace(wanted.block, packages=("no_such_package",)))

    ((_, result),) = run_all([Task(job=wanted)], HELD, DAY, quiet)

    assert isinstance(result, Problems)
    (problem,) = result.problems
    assert "needs no_such_package, which is not installed" in problem.message


def probing(code: str, **probes: str) -> Job:
    wanted = job(
        code, driver="values = locals().get('values', [])\nvalues.append(9)\nprint(values)"
    )
    cards = tuple(
        CodeCard(place=PLACE, id=name, ask=BOTH, why=BOTH, probe=text)
        for name, text in probes.items()
    )
    return replace(wanted, block=replace(wanted.block, cards=cards))


def test_a_probe_sees_what_the_block_left_and_leaves_nothing(sandbox: Sandbox) -> None:
    now = run(
        probing("values = [1]\n", a="values += [4]\nprint(values)", b="print(values)"), sandbox
    )

    assert {"a": "[1, 4]\n", "b": "[1]\n"} == now.probes
    assert "[1, 9]\n" == now.driver_stdout


@pytest.mark.parametrize("code", ["1 / 0", "raise SystemExit(1)"])
def test_a_probe_that_fails_is_told(sandbox: Sandbox, code: str) -> None:
    assert "ended with exit code 1" in complaint(probing("x = 1\n", a=code), sandbox)


DRAW = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.savefig('figure.png')\nprint(1)"
FIGURE = Figure(caption=BOTH, alt=BOTH)


def drawing(code: str) -> Job:
    wanted = job(code)
    return replace(wanted, block=replace(wanted.block, figure=FIGURE, packages=("matplotlib",)))


def test_a_figure_is_kept_and_is_the_same_each_time(sandbox: Sandbox) -> None:
    first, second = (
        run_task(Task(job=drawing(DRAW)), sandbox, HELD, DAY).artifacts["figure.png"]
        for _ in range(2)
    )

    assert first == second
    assert first.startswith(b"\x89PNG")


BOMB = r"""
from struct import pack
head = pack(">I", 13) + b"IHDR" + pack(">II", 20_000, 20_000) + bytes(5)
open("figure.png", "wb").write(b"\x89PNG\r\n\x1a\n" + head)
"""


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("print(1)", "left no file figure.png"),
        ("open('figure.png', 'w').write('x')", "that can't be shown: it is no picture"),
        (BOMB, "it has 20000 by 20000 pixels, and not up to 4 million"),
    ],
)
def test_a_figure_that_is_none(sandbox: Sandbox, code: str, message: str) -> None:
    assert message in complaint(drawing(code), sandbox)


def test_the_style_lies_beside_the_program_loaded_before_or_not(sandbox: Sandbox) -> None:
    styled = drawing(DRAW)
    styled = replace(
        styled, block=replace(styled.block, files={"matplotlibrc": "figure.facecolor: red\n"})
    )

    cold = run_task(Task(job=styled), sandbox, HELD, DAY).artifacts
    with Sandbox("bubblewrap", warm=["matplotlib"]) as warm:
        plain = run_task(Task(job=drawing(DRAW)), warm, HELD, DAY).artifacts
        hot = run_task(Task(job=styled), warm, HELD, DAY).artifacts

    assert cold == hot
    assert plain != hot


# What `deckpress verify` does with records.


def outcomes(folder: Path, **order: bool) -> dict[str, str]:
    done = rerun(folder, Order(**order), DAY, quiet)  # type: ignore[arg-type]
    return {one.block: one.kind for one in done}


def outcomes_of(folder: Path, block: str) -> dict[str, str]:
    """Return what becomes of one block, whatever is wrong with others."""
    heard: list[Outcome] = []
    with suppress(Problems):
        rerun(folder, Order(), DAY, quiet, heard.append)
    return {one.block: one.kind for one in heard if one.block == block}


def record_of(folder: Path, block: str) -> Path:
    (path,) = folder.glob(f"runs/{block}.*.json")
    return path


def test_it_keeps_a_valid_record_and_writes_a_missing_one(mini: Path) -> None:
    record = record_of(mini, "q003.c1")
    before = record.read_bytes()

    assert {"q003.c1": "valid", "q003.l1": "valid"} == outcomes(mini)
    assert {"q003.c1": "same", "q003.l1": "same"} == outcomes(mini, everything=True)
    assert before == record.read_bytes()
    record.unlink()
    assert {"q003.c1": "recorded", "q003.l1": "valid"} == outcomes(mini)
    assert json.loads(before)["stdout"] == json.loads(record.read_bytes())["stdout"]


def test_what_does_not_print_the_same_twice_gets_no_record(mini: Path) -> None:
    edit(mini / "labs" / "squares.py", "import matplotlib", "import os\nimport matplotlib")
    edit(mini / "labs" / "squares.py", 'plt.savefig("', 'print(os.urandom(9))\nplt.savefig("')
    record_of(mini, "q003.c1").unlink()

    (problem,) = problems_of(lambda: outcomes(mini))

    assert "q003.l1 was run twice, and the block of q003.l1 prints something" in problem.message
    assert "seed what is random" in problem.hint
    assert {"q003.c1": "valid"} == outcomes_of(mini, "q003.c1"), "others are recorded"


def test_what_is_done_is_told_before_what_failed(mini: Path) -> None:
    edit(mini / "labs" / "squares.py", "assert all", "assert not all")
    heard: list[Outcome] = []

    def verify_all() -> object:
        return rerun(mini, Order(everything=True), DAY, quiet, heard.append)

    (problem,) = problems_of(verify_all)

    assert "AssertionError" in problem.message
    assert 'File "squares.py", line 6' in problem.message
    assert "mend the program, or what it claims" in problem.hint
    assert [("q003.c1", "same")] == [(one.block, one.kind) for one in heard]


def test_packages_that_its_record_does_not_tell_of(mini: Path) -> None:
    edit(mini / "labs" / "labs.yaml", "[matplotlib]", "[matplotlib, numpy]")

    assert {"q003.c1": "valid", "q003.l1": "recorded"} == outcomes(mini)


def test_a_record_tells_what_held_the_code_back(mini: Path) -> None:
    record_of(mini, "q003.c1").unlink()

    outcomes(mini)
    told = json.loads(record_of(mini, "q003.c1").read_text("utf8"))

    assert "bubblewrap" == told["sandbox"]["kind"]
    assert {"network", "secrets", "writes", "daemons"} <= set(told["sandbox"]["blocked"])
    assert [] == told["sandbox"]["open"]
    assert [{"mode": "assert", "against": ""}] == told["verdicts"]


def rewritten(record: Path, old: str, new: str) -> None:
    """Change a record, and seal it anew, as if it had been written so."""
    edit(record, old, new)
    told = {**json.loads(record.read_text("utf8")), "seal": ""}
    told["seal"] = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
    record.write_text(json.dumps(told, indent=1), "utf8")


def drifted(mini: Path, old: str, new: str, block: str = "q003.c1") -> str:
    """Change a record, run everything, and return the one complaint there must be."""
    record = record_of(mini, block)
    rewritten(record, old, new)
    text = record.read_text("utf8")

    (problem,) = problems_of(lambda: outcomes(mini, everything=True))

    assert text == record.read_text("utf8"), "the record is left as it was"
    assert problem.place.file.endswith(record.name)
    return problem.message


def test_a_drift_of_the_block_is_shown(mini: Path) -> None:
    assert "-15\n+14" in drifted(mini, '"stdout": "14\\n"', '"stdout": "15\\n"')


def test_a_drift_of_the_driver_is_shown(mini: Path) -> None:
    assert "-empty list: 7\n+empty list: 0" in drifted(mini, "empty list: 0", "empty list: 7")


def test_a_drift_of_a_probe_is_shown(mini: Path) -> None:
    assert "-42\n+0" in drifted(mini, '"empty": "0\\n"', '"empty": "42\\n"')


def test_a_drift_of_a_figure_is_told(mini: Path) -> None:
    path = record_of(mini, "q003.l1")
    picture = path.with_suffix(".png")
    with Image.open(picture) as drawn:
        ImageOps.mirror(drawn).save(picture)
    was = json.loads(path.read_text("utf8"))["artifacts"]["figure.png"]["sha256"]
    rewritten(path, was, hashlib.sha256(picture.read_bytes()).hexdigest())

    (problem,) = problems_of(lambda: outcomes(mini, everything=True))

    assert "the figure of q003.l1 is another now" in problem.message
    assert "pixels look different" in problem.message


def test_a_figure_that_is_gone_or_another_is_told(mini: Path) -> None:
    picture = record_of(mini, "q003.l1").with_suffix(".png")
    picture.write_bytes(picture.read_bytes()[:-1])
    (changed,) = problems_of(lambda: load_code(mini))
    picture.unlink()
    (gone,) = problems_of(lambda: load_code(mini))

    assert f"{picture.name} is not the file that the run left" == changed.message
    assert f"{picture.name} is gone" == gone.message


def test_changed_code_has_no_record_and_a_new_one_takes_the_old_ones_place(mini: Path) -> None:
    old = record_of(mini, "q003.l1")
    elsewhere = moved(old, processor="Another CPU")
    edit(mini / "labs" / "squares.py", "range(1, 8)", "range(1, 9)")
    code = load_code(mini)
    jobs = all_jobs(code, edited(code.text.article, code.text.corrections).entries)

    (problem,) = problems_of(lambda: verify(jobs, code.records, "runs"))
    assert (
        "the code, driver, data or packages of q003.l1 changed since it was last run"
        == problem.message
    )

    assert {"q003.c1": "valid", "q003.l1": "recorded"} == outcomes(mini)
    assert not elsewhere.exists(), "what no longer counts is taken away"
    assert old == record_of(mini, "q003.l1")


def moved(record: Path, **environment: Any) -> Path:
    """Write a record once more, as if it were of another machine, and return its path."""
    told = json.loads(record.read_text("utf8"))
    run = load_runs(record.parent, "runs")
    (found,) = [one for one in run if one.run.file == record.name]
    other = replace(found.run, environment=replace(found.run.environment, **environment))
    assert told["block"] == other.block
    return write_record(Record(run=other, artifacts=found.artifacts), record.parent)


def test_a_run_elsewhere_is_compared_and_kept_beside_if_asked(mini: Path) -> None:
    here = record_of(mini, "q003.c1")
    elsewhere = moved(here, processor="Another CPU", python="3.99.0")
    here.unlink()

    assert "same" == outcomes(mini, everything=True)["q003.c1"]
    assert not here.exists()
    assert "recorded" == outcomes(mini, everything=True, keep=True)["q003.c1"]

    assert elsewhere.exists(), "never overwritten"
    assert [
        {"mode": "assert", "against": ""},
        {"mode": "exact", "against": elsewhere.name},
    ] == json.loads(here.read_text("utf8"))["verdicts"]
    assert "same" == outcomes(mini, everything=True, keep=True)["q003.c1"]


def test_a_run_elsewhere_that_differs_is_not_kept(mini: Path) -> None:
    here = record_of(mini, "q003.c1")
    rewritten(moved(here, processor="Another CPU"), '"stdout": "14\\n"', '"stdout": "15\\n"')
    here.unlink()

    (problem,) = problems_of(lambda: outcomes(mini, everything=True, keep=True))

    assert "it ran in another environment" in problem.hint
    assert not here.exists()


def test_records_that_are_no_proof() -> None:
    failed = tuple(replace(one, run=replace(one.run, exit=1)) for one in CODE.records)
    other = tuple(replace(one, run=replace(one.run, key="0")) for one in CODE.records)

    for records in (failed, other, ()):
        assert len(JOBS) == len(problems_of(lambda: verify(JOBS, records, "runs")))  # noqa: B023
    (first, *_) = CODE.records
    (problem,) = problems_of(lambda: verify((), (first,), "runs"))
    assert problem.message.endswith(f"is a record of {first.run.block}, which is no code here")


def test_the_oldest_run_of_a_device_is_shown_and_all_are_known() -> None:
    (record,) = [one for one in CODE.records if one.run.block == JOBS[0].block.id]
    later = replace(
        record,
        run=replace(
            record.run,
            ran="2999-01-01",
            environment=replace(record.run.environment, processor="Another CPU"),
        ),
    )

    (answer,) = verify(JOBS[:1], (later, record), "runs")

    assert (record.run,) == answer.runs
    assert (record.run, later.run) == answer.every


def agreeing(was: str, now: str, **block: object) -> bool:
    """Tell whether two runs that printed this agree."""
    wanted = replace(JOBS[0].block, **block)  # type: ignore[arg-type]
    old, new = (Record(run=replace(CODE.records[0].run, stdout=text)) for text in (was, now))
    return not list(disagreements(wanted, old, new))


COMPARED = {
    "exact: the same": ("a 1\n", "a 1\n", {}, True),
    "exact: blanks at the end": ("a 1\n", "a 1  \n", {}, True),
    "exact: another digit": ("a 1.001\n", "a 1.002\n", {}, False),
    "numeric: close": ("loss 1.094 ok\n", "loss 1.095 ok\n", {"compare": "numeric"}, True),
    "numeric: far": ("loss 1.094\n", "loss 1.294\n", {"compare": "numeric"}, False),
    "numeric: another word": ("loss 1\n", "cost 1\n", {"compare": "numeric"}, False),
    "numeric: one more": ("1 2\n", "1 2 3\n", {"compare": "numeric"}, False),
    "numeric: another width": ("x  9.999|\n", "x 10.000|\n", {"compare": "numeric"}, True),
    "numeric: groups of digits": ("1,000,000\n", "1,000,001\n", {"compare": "numeric"}, True),
    "numeric: a sign": ("-1e-3\n", "1e-3\n", {"compare": "numeric"}, False),
    "numeric: part of a name": ("layer3 1.0\n", "layer4 1.0\n", {"compare": "numeric"}, False),
    "numeric: within its own tolerance": (
        "9.0\n",
        "9.5\n",
        {"compare": "numeric", "tolerance": Tolerance(rtol=0.1, atol=0.0)},
        True,
    ),
    "assert: anything": ("0.1\n", "0.9 of it\n", {"compare": "assert"}, True),
}


@pytest.mark.parametrize(("was", "now", "block", "same"), COMPARED.values(), ids=COMPARED)
def test_runs_are_compared(was: str, now: str, block: dict[str, object], same: bool) -> None:  # noqa: FBT001
    assert same is agreeing(was, now, **block)


# Without a sandbox.


def test_trust_runs_one_and_says_so_in_its_record(mini: Path) -> None:
    record_of(mini, "q003.c1").unlink()
    record_of(mini, "q003.l1").unlink()
    code = load_code(mini)
    job, _ = all_jobs(code, edited(code.text.article, code.text.corrections).entries)

    done = rerun(mini, Order(trust=f"sha256:{job.key}"), DAY, quiet)

    assert [("q003.c1", "trusted")] == [(one.block, one.kind) for one in done]
    told = json.loads(record_of(mini, "q003.c1").read_text("utf8"))["sandbox"]
    assert "none" == told["kind"]
    assert {"network", "secrets", "writes"} <= set(told["open"])

    again = outcomes(mini, everything=True)
    assert "recorded" == again["q003.c1"], "a run in the sandbox takes its place"
    assert (
        "bubblewrap" == json.loads(record_of(mini, "q003.c1").read_text("utf8"))["sandbox"]["kind"]
    )


def test_trust_in_what_is_not_there(mini: Path) -> None:
    (problem,) = problems_of(lambda: rerun(mini, Order(trust="sha256:abc"), DAY, quiet))

    assert "no code has this key" in problem.message
    assert "q003.c1 is sha256:" in problem.hint


def test_where_nothing_holds_code_back_the_command_says_so_and_fails(mini: Path) -> None:
    shutil.rmtree(mini / "runs")
    code = (
        "import sys; from pipeline.run import bubblewrap, choice;"
        "bubblewrap.version = lambda: ''; choice.landlock.version = lambda: 0;"
        "sys.argv[1:] = ['verify', '--source', sys.argv[1]];"
        "from pipeline.__main__ import main; main()"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, str(mini.parent)], capture_output=True, text=True, check=False
    )

    assert 1 == ended.returncode
    assert "can hold no code back, so nothing was run" in ended.stderr
    assert "--trust sha256:" in ended.stderr
    assert not (mini / "runs").exists()

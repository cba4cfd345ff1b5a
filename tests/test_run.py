"""Running code: really run, without network, with a clean environment and an end."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from support import REAL, problems_of, quiet

from pipeline.edited import edited
from pipeline.load.source import load_code
from pipeline.model.deck import Block, Both, CodeCard
from pipeline.model.place import Place
from pipeline.model.run import Job, Run
from pipeline.rerun import rerun
from pipeline.run.runner import run_job
from pipeline.stages.recover import recover
from pipeline.stages.verify import verify

PLACE = Place(file="blocks.yaml")
DAY = dt.date(2026, 1, 2)
CODE = load_code(REAL)
JOBS = recover(edited(CODE.text.article, CODE.text.corrections).entries, CODE.blocks, "article.txt")


def job(code: str, driver: str = "", seconds: int = 20) -> Job:
    block = Block(place=PLACE, id="q001.c1", driver=driver, seconds=seconds)
    return replace(JOBS[0], block=block, code=code, key="k", data={})


def printed(code: str) -> str:
    return run_job(job(code), DAY).stdout


def complaint(wanted: Job) -> str:
    (problem,) = problems_of(lambda: run_job(wanted, DAY))
    return problem.message


@pytest.mark.parametrize("number", [0, 1], ids=["question 38", "question 39"])
def test_the_articles_code_prints_what_its_record_says(number: int) -> None:
    wanted = JOBS[number]
    (record,) = [run for run in CODE.runs if run.key == wanted.key]

    run = run_job(wanted, DAY)

    assert (record.stdout, record.driver_stdout) == (run.stdout, run.driver_stdout)
    assert (record.code, record.driver, record.data) == (run.code, run.driver, run.data)
    assert "torch" in run.environment.packages


def test_question_38_prints_the_known_ids() -> None:
    run = run_job(JOBS[0], DAY)

    assert "tensor([[15496,    11,   995,     0]])\n" == run.stdout
    assert run.driver_stdout.endswith("vocabulary size: 50257\n")


def test_without_its_vocabulary_question_38_fails_instead_of_printing_nothing() -> None:
    bare = replace(JOBS[0], block=replace(JOBS[0].block, hub=()))

    assert "ended with exit code 1" in complaint(bare)


def test_a_vocabulary_with_other_bytes_is_refused() -> None:
    hub = JOBS[0].block.hub[0]
    wrong = replace(hub, files={"vocab.json": ("data/encoder.json", "0" * 64)})
    spoiled = replace(JOBS[0], block=replace(JOBS[0].block, hub=(wrong,)))

    assert "is not the file with sha256 000000000000…" in complaint(spoiled)


def test_the_driver_sees_what_the_block_made() -> None:
    run = run_job(job("x = 2\nprint(x)", "print(x + 1)"), DAY)

    assert ("2\n", "3\n", DAY.isoformat()) == (run.stdout, run.driver_stdout, run.ran)


def test_no_network() -> None:
    code = (
        "import socket\n"
        "print(sorted(name for _, name in socket.if_nameindex()))\n"
        "try:\n    socket.create_connection(('192.0.2.1', 80), 1)\n"
        "except OSError as error:\n    print(type(error).__name__)\n"
    )

    assert "['lo']\nOSError\n" == printed(code)


def test_a_clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "x")

    names = printed("import os; print(sorted(os.environ))")

    assert "SECRET_TOKEN" not in names
    assert "PATH" in names


def test_its_own_folder() -> None:
    folder = printed("import os; print(os.getcwd())").strip()

    assert str(Path.cwd()) != folder
    assert not Path(folder).exists()


def test_an_endless_loop_is_killed() -> None:
    assert "was still running after 1 s and was killed" in complaint(
        job("while True: pass", seconds=1)
    )


def test_what_it_started_ends_with_it_even_in_a_session_of_its_own() -> None:
    printed(
        "import subprocess\n"
        "print(subprocess.Popen(['sleep', '7531.25'], start_new_session=True).pid)\n"
    )

    assert not any(b"7531.25" in command for command in commands())


def commands() -> Iterator[bytes]:
    """Yield the command lines of all processes that still run."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            yield path.read_bytes()
        except OSError:
            continue


def test_what_it_defines_can_be_pickled() -> None:
    code = "import pickle\nclass A: pass\nprint(type(pickle.loads(pickle.dumps(A()))).__name__)"

    assert "A\n" == printed(code)


def test_chinese_in_the_code_under_any_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "POSIX")

    assert "词元\n" == printed("# 注释\nprint('词元')")


def test_a_report_that_the_block_forges_is_no_report() -> None:
    code = "import os\nopen('../report.json', 'w').write('{}')\nos._exit(0)"

    assert "ended early" in complaint(job(code))


UNFIT = {
    "too much": ("print('y' * 5000)", "prints 5,001 characters; a card can show 4,000"),
    "colours": ("print('\\x1b[31mred')", "prints the control character U+001B"),
}


@pytest.mark.parametrize(("code", "message"), UNFIT.values(), ids=UNFIT)
def test_output_that_no_card_can_show(code: str, message: str) -> None:
    assert message in complaint(job(code))


def test_a_long_error_shows_its_end() -> None:
    message = complaint(job("import sys\nsys.stderr.write('w' * 50000)\nraise ValueError('here')"))

    assert message.rstrip().endswith("ValueError: here")


LIMITS = {
    "open files": "files = [open('/dev/null') for _ in range(600)]",
    "a large file": "open('big', 'wb').write(b'0' * (20 << 20))",
}


@pytest.mark.parametrize("code", LIMITS.values(), ids=LIMITS)
def test_limits(code: str) -> None:
    assert "OSError" in complaint(job(code))


def test_endless_output_ends() -> None:
    assert "ended with exit code" in complaint(job("while True: print('y' * 65536)"))


def test_too_much_memory() -> None:
    assert "MemoryError" in complaint(job("x = bytearray(10 << 30)"))


def test_a_failure_shows_the_line() -> None:
    message = complaint(job("x = 1\ny = x / 0\n"))

    assert 'File "block.py", line 2' in message
    assert "ZeroDivisionError" in message


def test_an_early_exit_is_a_failure() -> None:
    assert "exit code 3" in complaint(job("import sys; sys.exit(3)"))
    assert "ended early" in complaint(job("import sys; sys.exit(0)"))


def test_a_package_that_is_missing() -> None:
    wanted = job("pass")
    wanted = replace(wanted, block=replace(wanted.block, packages=("no_such_package",)))

    assert "needs no_such_package, which is not installed" in complaint(wanted)


def test_rerun_keeps_a_valid_record_and_writes_a_missing_one(mini: Path) -> None:
    record = mini / "runs" / "q003.c1.cpu.json"
    before = record.read_bytes()

    assert ["valid"] == kinds(mini)
    assert ["same"] == kinds(mini, everything=True)
    assert before == record.read_bytes()
    record.unlink()
    assert ["recorded"] == kinds(mini)
    assert before.split(b'"exit"')[0] == record.read_bytes().split(b'"exit"')[0]


def kinds(folder: Path, *, everything: bool = False) -> list[str]:
    return [o.kind for o in rerun(folder, everything=everything, today=DAY, say=quiet)]


def test_rerun_shows_a_drift_and_leaves_the_record(mini: Path) -> None:
    record = mini / "runs" / "q003.c1.cpu.json"
    text = record.read_text().replace('"stdout": "14\\n"', '"stdout": "15\\n"')
    record.write_text(text)

    (problem,) = problems_of(lambda: kinds(mini, everything=True))

    assert "-15\n+14" in problem.message
    assert text == record.read_text()


def test_changed_code_has_no_record(mini: Path) -> None:
    driver = mini / "code" / "q003.driver.py"
    driver.write_text("print(1)\n")
    code = load_code(mini)
    jobs = recover(
        edited(code.text.article, code.text.corrections).entries, code.blocks, "article.txt"
    )

    (problem,) = problems_of(lambda: verify(jobs, code.runs, "runs"))
    assert "the code, driver or data of q003.c1 changed since it was last run" == problem.message
    changed = tuple(replace(run, key=jobs[0].key) for run in code.runs)
    assert 1 == len(problems_of(lambda: verify(jobs, changed, "runs")))
    (problem,) = problems_of(lambda: verify((), code.runs, "runs"))
    assert "a record of q003.c1, which is no code of the article" == problem.message
    (problem,) = problems_of(lambda: verify(jobs, (), "runs"))
    assert "q003.c1 has never been run" == problem.message


def test_a_record_of_a_failed_run_is_no_proof() -> None:
    failed: tuple[Run, ...] = tuple(replace(run, exit=1) for run in CODE.runs)

    assert 2 == len(problems_of(lambda: verify(JOBS, failed, "runs")))


def probing(code: str, **probes: str) -> Job:
    wanted = job(
        code, driver="values = locals().get('values', [])\nvalues.append(9)\nprint(values)"
    )
    asked = Both(zh="问", en="asked")
    cards = tuple(
        CodeCard(place=PLACE, id=name, ask=asked, why=asked, probe=text)
        for name, text in probes.items()
    )
    return replace(wanted, block=replace(wanted.block, cards=cards))


def test_a_probe_sees_what_the_block_left_and_leaves_nothing() -> None:
    run = run_job(
        probing("values = [1]\n", a="values += [4]\nprint(values)", b="print(values)"), DAY
    )

    assert {"a": "[1, 4]\n", "b": "[1]\n"} == run.probes
    assert "[1, 9]\n" == run.driver_stdout


@pytest.mark.parametrize("code", ["1 / 0", "raise SystemExit(1)"])
def test_a_probe_that_fails_is_told(code: str) -> None:
    assert "ended with exit code 1" in complaint(probing("x = 1\n", a=code))


def test_rerun_shows_what_a_probe_prints_now(mini: Path) -> None:
    record = mini / "runs" / "q003.c1.cpu.json"
    record.write_text(record.read_text().replace('"empty": "0\\n"', '"empty": "42\\n"'))

    (problem,) = problems_of(lambda: kinds(mini, everything=True))

    assert "-42\n+0" in problem.message

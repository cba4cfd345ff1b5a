"""What a sandbox holds back: everything of a list, as root and as anybody, in both kinds."""

import tempfile
from pathlib import Path

import pytest
from escaping import FULL, USERS, tried

from pipeline.model.run import Held, SandboxKind
from pipeline.problem import Problems
from pipeline.run import bubblewrap, choice, shown
from pipeline.run.choice import choose
from pipeline.run.inside import landlock
from pipeline.run.probes import PROBES
from pipeline.run.sandbox import Sandbox, SandboxError

# Without a sandbox these get out, so the attempts can fail: the list is no list of nothing.
GET_OUT = [
    *("TCP to the host", "a UDP packet", "an abstract socket", "a socket file"),
    *("a secret in a file", "/etc/passwd", "a write outside", "a link to a secret"),
    *("another's environment", "a signal to another", "tracing another", "tracing the server"),
    *("the server's answers", "a user namespace", "a mount", "another root", "left: a process"),
    *("another's limits", "the server's limits", "the server's priority", "the server's files"),
    *("the session's keys", "shared memory of System V", "files in memory"),
    *("another's rights to a file", "another's attributes of a file"),
]


@pytest.mark.parametrize("name", FULL)
@pytest.mark.parametrize("user", USERS)
def test_it_blocks(user: str, name: str) -> None:
    assert "blocked" == tried("bubblewrap", user)[name]


@pytest.mark.parametrize("user", USERS)
def test_it_keeps_what_is_wanted(user: str) -> None:
    assert "kept" == tried("bubblewrap", user)["an artifact as it should be"]


@pytest.mark.parametrize("name", GET_OUT)
def test_without_a_sandbox_the_attempt_gets_out(name: str) -> None:
    assert "open" == tried("none", "root")[name]


def test_the_best_is_chosen_and_stands_its_self_test() -> None:
    held = choose()

    assert (
        Held(kind="bubblewrap", version=bubblewrap.version(), blocked=tuple(PROBES), open=())
        == held
    )


def test_without_bubblewrap_landlock_is_taken_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bubblewrap, "version", lambda: "")

    held = choose()

    assert ("landlock", ()) == (held.kind, held.open)


def test_without_either_nothing_is_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bubblewrap, "version", lambda: "")
    monkeypatch.setattr(landlock, "version", lambda: 0)

    with pytest.raises(Problems) as told:
        choose()

    (problem,) = told.value.problems
    assert problem.message.startswith("this machine can hold no code back, so nothing was run")
    assert "apt install bubblewrap" in problem.hint


def test_one_that_lets_through_what_it_must_stop_is_not_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def leaky(kind: SandboxKind) -> Held:
        through = ("network",) if kind == "bubblewrap" else ("namespaces",)
        return Held(kind=kind, version="", blocked=(), open=through)

    monkeypatch.setattr(choice, "tried", leaky)

    assert "landlock" == choose().kind


def test_one_that_cannot_start_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown, "interpreter", lambda: ("/no/such/folder",))

    with pytest.raises(SandboxError, match="/no/such/folder"), Sandbox("bubblewrap"):
        pass


def test_what_lies_below_the_folder_for_temporary_files_is_shown_where_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As an interpreter in a checkout below /tmp is."""
    with tempfile.TemporaryDirectory(dir="/tmp") as outer:
        folder = str(Path(outer) / "inner")
        Path(folder).mkdir()
        Path(outer).chmod(0o755)
        (Path(folder) / "word").write_text("seen", "utf8")
        every = (*shown.interpreter(), folder)
        monkeypatch.setattr(shown, "interpreter", lambda: every)
        with Sandbox("bubblewrap") as one:
            answer = one.run(asked(f"print(open({str(folder + '/word')!r}).read())"))
            beside = str(Path(folder).parent / "left")
            one.run(asked(f"open({beside!r}, 'w').close()"))
            lasts = one.lasts
            after = one.run(asked(f"import os\nprint(os.path.exists({beside!r}))"))

    assert {"block.py": "seen\n"} == answer["outputs"]
    assert lasts, "what was there before is no reason for another sandbox"
    assert {"block.py": "False\n"} == after["outputs"]


def test_two_runs_see_the_same_paths() -> None:
    code = "import os, sys\nprint(os.getcwd(), os.environ['HOME'], os.getpid() < 10)"
    with Sandbox("bubblewrap") as one:
        first, second = one.run(asked(code))["outputs"], one.run(asked(code))["outputs"]

    assert {"block.py": "/sandbox/block/work /sandbox/block/home True\n"} == first == second


def asked(code: str) -> dict[str, object]:
    return {
        "parts": [{"name": "block.py", "code": code, "apart": False}],
        "files": {},
        "hub": "",
        "packages": [],
        "artifacts": [],
        "device": "cpu",
        "seconds": 5,
        "processor_seconds": 5,
        "environment": {},
        "limits": {"seconds": 5, "bytes": 1 << 30, "disk": 1 << 20, "processes": 10},
    }


def test_an_answer_that_comes_late_is_none_to_the_next_request() -> None:
    slow = {**asked("import time; time.sleep(2); print('late')"), "seconds": -19}
    with Sandbox("bubblewrap") as one:
        with pytest.raises(SandboxError, match="it gave no answer within 1 s"):
            one.run(slow)

        assert not one.lasts, "nobody asks it again"
        with pytest.raises(SandboxError, match="its answer is none to what it was asked"):
            one.run(asked("print('next')"))


def test_only_what_was_asked_for_is_brought_out() -> None:
    code = "for n in range(500): open(f'../out/{n}.out', 'w').truncate(60_000)"
    with Sandbox("bubblewrap") as one:
        assert {"block.py": ""} == one.run(asked(code))["outputs"]


def test_processes_that_relay_each_other_are_ended() -> None:
    """Each lives for a moment only, so that none is there when it is to be killed."""
    code = """
import os, signal, time
if os.fork() == 0:
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        if os.fork():
            os._exit(0)
time.sleep(.2)"""
    with Sandbox("bubblewrap") as one:
        for _ in range(5):
            one.run(asked(code))
            others = "import os\nprint([n for n in os.listdir('/proc') if n.isdigit()][2:])"
            assert "[]\n" == one.run(asked(others))["outputs"]["block.py"]


def test_nothing_is_left_of_it() -> None:
    with Sandbox("bubblewrap") as one:
        process, folder = one._process, one._own  # noqa: SLF001 - no other way to see them gone
        assert folder.exists()

    assert process.poll() is not None
    assert not folder.exists()

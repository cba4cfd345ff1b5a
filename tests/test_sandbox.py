"""What a sandbox holds back: everything of a list, as root and as anybody, in both kinds."""

import json
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import pytest
from escapes import ARTIFACTS, ATTEMPTS, LEFT
from support import ROOT

from pipeline.model.run import Held, SandboxKind
from pipeline.problem import Problems
from pipeline.run import bubblewrap, choice, shown
from pipeline.run.choice import choose
from pipeline.run.inside import landlock
from pipeline.run.probes import PROBES
from pipeline.run.sandbox import Sandbox, SandboxError

KINDS: tuple[SandboxKind, ...] = ("bubblewrap", "landlock")
SOMEBODY = 1001
USERS = ("root", "somebody")
# As root in a mount namespace of its own: the interpreter may lie where others can't go, so what
# stands around it is hidden behind an empty folder that they may pass.
REACHABLE = """
set -e
user=$1; blocked=$2; shift 2
if [ -n "$blocked" ]; then
  stage=$(mktemp -d); mount --rbind "$blocked" "$stage"; mount -t tmpfs -o mode=755 none "$blocked"
  for name; do case "$name" in --) break;; "$blocked"/*)
    mkdir -p "$name"; mount --rbind "$stage/${name#"$blocked"/}" "$name";; esac; done
fi
while [ "$1" != -- ]; do shift; done; shift
exec setpriv --reuid="$user" --regid="$user" --clear-groups --no-new-privs env HOME=/tmp "$@"
"""
EVERY = [*ATTEMPTS, *(f"left: {name}" for name in LEFT), *(f"artifact: {n}" for n in ARTIFACTS)]
# Without a sandbox these get out, so the attempts can fail: the list is no list of nothing.
GET_OUT = [
    *("TCP to the host", "a UDP packet", "an abstract socket", "a socket file"),
    *("a secret in a file", "/etc/passwd", "a write outside", "a link to a secret"),
    *("another's environment", "a signal to another", "tracing another", "tracing the server"),
    *("the server's answers", "a user namespace", "a mount", "another root", "left: a process"),
]


@cache
def tried(kind: str, user: str) -> dict[str, str]:
    """Return what came of every attempt in a sandbox of this kind, started by this user."""
    script = [sys.executable, str(Path(__file__).with_name("escapes.py")), kind]
    ended = subprocess.run(
        [*as_user(user), *script],
        env={**os.environ, "PYTHONPATH": str(ROOT), "SECRET_TOKEN": "x"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    found: dict[str, str] = json.loads(ended.stdout)
    return found


def as_user(user: str) -> list[str]:
    """Return what a command begins with to be that user's, in a mount namespace of its own."""
    if os.geteuid() != 0:
        # Somebody is who runs the tests, and can't become root.
        return [] if user == "somebody" else pytest.skip("only root can be root")
    if user == "root":
        return ["unshare", "--mount"]
    paths = [Path(path) for path in (*shown.interpreter(), str(ROOT))]
    shut = [part for path in paths for part in path.parents if not part.stat().st_mode & 0o001]
    closed = str(shut[-1]) if shut else ""
    own = ["bash", "-c", REACHABLE, "bash", str(SOMEBODY), closed]
    return ["unshare", "--mount", *own, *map(str, paths), "--"]


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("user", USERS)
@pytest.mark.parametrize("kind", KINDS)
def test_it_blocks(kind: str, user: str, name: str) -> None:
    assert "blocked" == tried(kind, user)[name]


@pytest.mark.parametrize("user", USERS)
@pytest.mark.parametrize("kind", KINDS)
def test_it_keeps_what_is_wanted(kind: str, user: str) -> None:
    assert "kept" == tried(kind, user)["an artifact as it should be"]


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
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        (Path(folder) / "word").write_text("seen", "utf8")
        every = (*shown.interpreter(), folder)
        monkeypatch.setattr(shown, "interpreter", lambda: every)
        with Sandbox("bubblewrap") as one:
            answer = one.run(asked(f"print(open({str(folder + '/word')!r}).read())"))

    assert {"block.py": "seen\n"} == answer["outputs"]


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


def test_nothing_is_left_of_it() -> None:
    before = {path.name for path in Path("/tmp").glob("deckpress-run-*")}  # noqa: S108

    with Sandbox("bubblewrap") as one:
        process = one._process  # noqa: SLF001 - there is no other way to see it gone
    after = {path.name for path in Path("/tmp").glob("deckpress-run-*")}  # noqa: S108

    assert process.poll() is not None
    assert not after - before

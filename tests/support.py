"""Helpers that tests call by name."""

import datetime as dt
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from pipeline.export.anki.package import package
from pipeline.issued import issue
from pipeline.load.lock import load_lock
from pipeline.model.article import Article
from pipeline.model.book import Book
from pipeline.model.deck import Edition
from pipeline.model.lock import Lock
from pipeline.problem import Problem, Problems

ROOT = Path(__file__).parent.parent
DATA = ROOT / "tests" / "data"
MINI = ROOT / "tests" / "decks" / "mini"
UNRELEASED = Lock()
FIRST_RELEASE = dt.datetime(2026, 3, 1, 12, 0, 0, 999, tzinfo=dt.UTC)
REAL = ROOT / "source" / "llm-interview"


def quiet(step: str) -> None:
    """Take a step's name and show nothing."""


def packed(book: Book, lock: Lock = UNRELEASED, edition: Edition = "zh-CN") -> bytes:
    """Return the Anki package of an edition of a book, which must be that of zh-CN."""
    one = issue(book, lock, edition)
    return package(one.book, one.dated)


def article(*lines: str) -> Article:
    """Return an article of these lines."""
    return Article(file="article.txt", lines=lines)


def problems_of(step: Callable[[], object]) -> tuple[Problem, ...]:
    """Return the problems that the step raises; none when it passes."""
    try:
        step()
    except Problems as found:
        return found.problems
    return ()


def edit(path: Path, old: str, new: str) -> None:
    """Replace a text that stands in a file once."""
    text = path.read_text("utf8")
    assert 1 == text.count(old), f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), "utf8")


def deckpress(
    *arguments: str | Path, cwd: Path = ROOT, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "80", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def sums(folder: Path) -> dict[str, str]:
    """Return the sum of every file in a folder."""
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def ended_early(folder: Path, name: str, code: int, step: str) -> None:
    """Assert that a build ended by a signal at a step leaves nothing, and says nothing odd."""
    scratch = folder / "scratch"
    scratch.mkdir()
    command = [sys.executable, "-m", "pipeline", "build", str(REAL), "--out", str(folder / "o")]
    own = {**os.environ, "TMPDIR": str(scratch)}
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, env=own) as process:
        assert process.stderr is not None
        assert any(step in line for line in process.stderr)
        process.send_signal(signal.Signals[name])
        rest = process.stderr.read()

    assert code == process.returncode
    assert "Traceback" not in rest
    assert not (folder / "o").exists()
    assert not list(scratch.iterdir())


def lock_of(folder: Path) -> Lock:
    return load_lock(folder / "deck.lock", "deck.lock")


def reworded(folder: Path) -> None:
    edit(folder / "translations/en.po", "what the current position asks.", "what a position asks.")


def redefined(folder: Path) -> None:
    edit(folder / "glossary.yaml", "that a model processes.", "that a language model processes.")

"""Fixtures that many tests share: copies of the small deck, and decks built once a session."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings
from student import Student
from support import FIRST_RELEASE, MINI, REAL, quiet

from pipeline.build import build
from pipeline.load.source import load_source
from pipeline.prepared import Prepared, prepare
from pipeline.released import release

# No test may depend on how fast the machine is.
settings.register_profile("deckpress", deadline=None)
settings.load_profile("deckpress")


@pytest.fixture
def mini(tmp_path: Path) -> Path:
    """Give a copy of the small deck that a test may spoil."""
    return Path(shutil.copytree(MINI, tmp_path / "mini"))


@pytest.fixture(scope="session")
def real() -> Prepared:
    """Give the real deck, prepared."""
    return prepare(load_source(REAL), quiet)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the real deck's outputs, which workers of pytest-xdist share."""
    base = tmp_path_factory.getbasetemp()
    out = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "real-deck"
    with FileLock(f"{out}.lock"):
        if not (out / REAL.name / "report.md").exists():
            build(REAL, out, quiet)
    return out / REAL.name


@pytest.fixture
def released(mini: Path, tmp_path: Path) -> Path:
    """Give the small deck, released once."""
    release(mini, tmp_path / "build", "1.0.0", FIRST_RELEASE, quiet)
    return mini


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Student]:
    with Student(tmp_path / "learner") as one:
        yield one

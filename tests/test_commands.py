"""release, diff, inspect and push as commands: what they say, and how they end."""

import datetime as dt
import fcntl
import json
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from support import MINI, ROOT, deckpress, edit, quiet

from pipeline.released import release


@pytest.fixture(scope="module")
def released_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the small deck, released, and its outputs; not to be changed."""
    home = tmp_path_factory.mktemp("released")
    shutil.copytree(MINI, home / "mini")
    # Not by the command: it takes the clock, and a release waits for the one before to be older.
    release(home / "mini", home / "build", "1.0.0", dt.datetime(2026, 3, 1, tzinfo=dt.UTC), quiet)
    return home


@pytest.fixture
def home(released_once: Path, tmp_path: Path) -> Path:
    """Give a copy of it that a test may change."""
    return Path(shutil.copytree(released_once, tmp_path / "home"))


def reword(home: Path) -> None:
    edit(home / "mini/translations/en.po", "what the current position asks.", "what one asks.")


def test_release_says_what_it_did(home: Path) -> None:
    reword(home)
    done = deckpress("release", "1.1.0", home / "mini", "--out", home / "build")

    assert 0 == done.returncode
    assert "mini 1.1.0: released\n2 notes changed, 4 cards\n" in done.stdout
    assert f"{home}/mini/deck.lock\n" in done.stdout
    assert f"{home}/build/mini/mini.apkg\n" in done.stdout


def test_release_takes_the_only_deck_and_asks_which_of_several(home: Path) -> None:
    shutil.copytree(home / "mini", home / "source/mini")
    reword(home / "source")
    only = deckpress("release", "1.1.0", cwd=home)
    shutil.copytree(home / "mini", home / "source/maxi")
    several = deckpress("release", "1.2.0", cwd=home)

    assert 0 == only.returncode
    assert "mini 1.1.0: released\n" in only.stdout
    assert 2 == several.returncode
    assert "which deck? There are several: maxi, mini" in several.stderr


def test_a_release_of_the_past_is_refused(home: Path) -> None:
    reword(home)
    done = deckpress("release", "0.9.0", home / "mini", "--out", home / "build")

    assert 1 == done.returncode
    assert "deck.lock: error: 0.9.0 does not come after 1.0.0" in done.stderr
    assert "    hint: count one of its numbers up" in done.stderr


def test_diff_against_the_release(home: Path) -> None:
    nothing = deckpress("diff", home / "mini")
    reword(home)
    text = deckpress("diff", home / "mini")
    markdown = deckpress("diff", home / "mini", "--format", "markdown")
    values = json.loads(deckpress("diff", home / "mini", "--format", "json").stdout)

    assert "Nothing changes.\n" == nothing.stdout
    assert "2 notes changed, 4 cards\n" in text.stdout
    assert "changed  Key points             q001.s1 要点\n" in text.stdout
    assert "## Changed: Key points\n\n- q001.s1 要点\n" in markdown.stdout
    assert 2 == len(values["mini"]["notes"])


def test_a_term_that_is_gone_is_named(home: Path) -> None:
    edit(home / "mini/glossary.yaml", "  - {id: subword, zh: 子词, en: subword}\n", "")
    done = deckpress("diff", home / "mini")

    assert "retired  Terms" in done.stdout
    assert "term.subword" in done.stdout


def test_json_stays_json_whatever_happens(home: Path) -> None:
    edit(home / "mini/deck.lock", "release\t1.0.0", "release\tnext")
    done = deckpress("diff", home / "mini", "--format", "json")

    assert 1 == done.returncode
    assert {} == json.loads(done.stdout)
    assert "mini: 1 error" in done.stderr


def test_a_file_of_its_name_hides_no_deck(home: Path) -> None:
    shutil.copytree(home / "mini", home / "source/mini")
    shutil.rmtree(home / "mini")
    (home / "mini").touch()
    done = deckpress("diff", "mini", cwd=home)

    assert (0, "Nothing changes.\n") == (done.returncode, done.stdout)


def test_packages_are_known_by_their_endings(home: Path) -> None:
    old, new = (shutil.copy(home / "build/mini/mini.apkg", home / f"{n}.colpkg") for n in "ab")

    assert "Nothing changes.\n" == deckpress("diff", old, new).stdout


def test_a_hostile_path_reaches_no_terminal(home: Path) -> None:
    done = deckpress("check", "--source", home / f"\x1b[31m{'x' * 300}")

    assert done.returncode
    assert "\x1b" not in done.stderr


def test_a_person_reads_whole_words(home: Path) -> None:
    here, there = pty.openpty()
    fcntl.ioctl(there, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 60, 0, 0))
    command = [sys.executable, "-m", "pipeline", "push", "mini", "--out", "build", "--source", "."]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm"}
    environment.pop("COLUMNS", None)
    process = subprocess.Popen(
        [*command, "--url", "http://127.0.0.1:9"], cwd=home, env=environment, stderr=there
    )
    process.wait()
    os.close(there)
    shown = "".join(iter(lambda: _read(here), ""))
    os.close(here)

    lines = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown).split("hint: ")[1].splitlines()
    assert {"AnkiConnect", "2055492159)", "again;"} <= set(" ".join(lines).split())
    assert max(map(len, lines)) <= 60


def _read(descriptor: int) -> str:
    try:
        return os.read(descriptor, 4096).decode(errors="replace")
    except OSError:  # Linux says so when the other end is closed
        return ""


def test_diff_of_two_packages(home: Path) -> None:
    old = shutil.copy(home / "build/mini/mini.apkg", home / "old.apkg")
    reword(home)
    deckpress("build", home / "mini", "--out", home / "build")

    done = deckpress("diff", old, home / "build/mini/mini.apkg")

    assert 0 == done.returncode
    assert "2 notes changed, 4 cards\n" in done.stdout
    assert "TextEn" in done.stdout


def test_all_of_a_deck_that_was_never_released_is_new() -> None:
    done = deckpress("diff", MINI)

    assert 0 == done.returncode
    assert "12 notes added, 21 cards" in done.stdout


def test_diff_of_several_decks_names_them(home: Path) -> None:
    reword(home)
    other = shutil.copytree(home / "mini", home / "maxi")
    edit(other / "deck.yaml", "id: mini\n", "id: maxi\n")
    edit(other / "deck.yaml", "deck_id: 1234567890", "deck_id: 1234567891")
    edit(other / "deck.yaml", "deck_name: 小小题库", "deck_name: 大大题库")
    for name in ("deck.lock", "CHANGELOG.md"):
        (other / name).unlink()

    text = deckpress("diff", home / "mini", other)
    values = json.loads(deckpress("diff", home / "mini", other, "--format", "json").stdout)

    assert "mini:\n2 notes changed" in text.stdout
    assert "maxi:\n12 notes added" in text.stdout
    assert {"mini", "maxi"} == set(values)


# title: (the arguments, what is said)
WRONG: dict[str, tuple[tuple[str, ...], str]] = {
    "one package": (("diff", "a.apkg"), "two packages are compared"),
    "three packages": (("diff", "a.apkg", "b.apkg", "c.apkg"), "two packages are compared"),
    "a package and a deck": (("diff", "a.apkg", "mini"), "two packages are compared"),
    "packages that are not there": (("diff", "a.apkg", "b.apkg"), "there is no such file"),
    "a package that is none": (
        ("inspect", "pyproject.toml"),
        "this is no Anki package: it is no zip",
    ),
    "a deck that is none": (("release", "1.0.0", "min"), "there is no deck called min"),
    "no version": (("release",), "Missing argument 'VERSION'"),
    "a deck in place of the version": (("release", "llm-interview"), "write three numbers"),
    "a version before its time": (("release", "1.0.0-beta"), "write three numbers"),
    "an address that is none": (("push", "--url", "ftp://x"), "ftp"),
    "an edition that is none": (("push", "--edition", "zh-SG"), "zh-SG"),
}


@pytest.mark.parametrize("case", WRONG.values(), ids=WRONG)
def test_wrong_commands_exit_with_two(case: tuple[tuple[str, ...], str]) -> None:
    arguments, message = case
    done = deckpress(*arguments)

    assert 2 == done.returncode
    assert message in f"{done.stdout}{done.stderr}"
    assert "Traceback" not in done.stderr


def test_check_warns_of_what_is_not_released_and_fails_when_told_to(home: Path) -> None:
    reword(home)
    lenient = deckpress("check", home / "mini")
    strict = deckpress("check", "--released", home / "mini")

    assert (0, 1) == (lenient.returncode, strict.returncode)
    assert "warning: not released yet: 2 notes changed, 4 cards" in lenient.stderr
    assert "error: not released yet: 2 notes changed, 4 cards" in strict.stderr


def test_a_push_without_anki_says_what_to_do(home: Path) -> None:
    done = deckpress("push", home / "mini", "--out", home / "build", "--url", "http://127.0.0.1:9")

    assert 1 == done.returncode
    assert "error: nothing answers" in done.stderr
    assert "2055492159" in done.stderr

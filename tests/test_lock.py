"""deck.lock: what stands in it, and what two branches may do to it."""

import datetime as dt
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from support import FIRST_RELEASE, ROOT, edit, lock_of, problems_of, quiet, redefined, reworded

from pipeline.build import check
from pipeline.load.source import load_source
from pipeline.model.note import Filled
from pipeline.prepared import prepare
from pipeline.released import release
from pipeline.stages.date import digest

NOW = FIRST_RELEASE
LATER = NOW + dt.timedelta(days=30)


def test_a_release_writes_one_sorted_line_a_note(released: Path) -> None:
    lines = (released / "deck.lock").read_text("utf8").splitlines()
    rows = [line for line in lines if not line.startswith(("#", "release\t"))]

    assert "release\t1.0.0\t2026-03-01T12:00:00Z\t32" in lines
    assert 2 * (12 + 4) + 2 == len(rows)
    assert rows[2:] == sorted(rows[2:])
    assert all(line == line.rstrip() for line in lines)


def test_only_what_changed_gets_the_new_moment(released: Path, tmp_path: Path) -> None:
    before = {row.key: row for row in lock_of(released).rows}
    reworded(released)
    release(released, tmp_path / "build", "1.1.0", LATER, quiet)
    after = {row.key: row for row in lock_of(released).rows}

    moved = {key for key, row in after.items() if row != before[key]}
    assert {("points", "q001.s1"), ("question", "q001")} == {key[1:] for key in moved}
    assert {LATER.replace(microsecond=0)} == {after[key].changed for key in moved}


def with_field(note: Filled, name: str) -> Filled:
    return replace(note, fields=tuple((n, "new" if n == name else v) for n, v in note.fields))


# title: (the note, what is done to it, whether that is a change of it)
CONTENT: dict[str, tuple[str, Callable[[Filled], Filled], bool]] = {
    "tags in another order": ("q001", lambda n: replace(n, tags=n.tags[::-1]), False),
    "another tag": ("q001", lambda n: replace(n, tags=(*n.tags, "x")), True),
    "other keywords": ("q001", lambda n: replace(n, loose_tags=("x",)), False),
    "another place": ("q001", lambda n: replace(n, position=99), False),
    "another answer": ("q001", lambda n: with_field(n, "AnswerEn"), True),
    "a spare field filled": ("q001", lambda n: with_field(n, "Extra6"), True),
    "a term used elsewhere": ("term.token", lambda n: with_field(n, "UsedZh"), False),
    "a term learned elsewhere": (
        "term.token",
        lambda n: replace(n, loose_tags=("mini::q003",)),
        False,
    ),
    "another definition": ("term.token", lambda n: with_field(n, "DefineZh"), True),
}


@pytest.mark.parametrize("case", CONTENT.values(), ids=CONTENT)
def test_what_changes_a_note(
    mini: Path, case: tuple[str, Callable[[Filled], Filled], bool]
) -> None:
    name, change, differs = case
    (one, *_) = prepare(load_source(mini), quiet).issues
    (note,) = (note for note in one.notes if note.id == name)

    assert differs == (digest(note) != digest(change(note)))


def test_a_lock_that_is_gone_is_missed(released: Path) -> None:
    (released / "deck.lock").unlink()

    (problem,) = problems_of(lambda: check(released, quiet))

    assert "it is gone, and CHANGELOG.md tells of releases" == problem.message


def git(folder: Path, *words: str) -> str:
    names = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    command = ["git", "-C", str(folder), *names, *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def committed(folder: Path, message: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", message)


def test_two_branches_that_release_can_be_merged(released: Path, tmp_path: Path) -> None:
    git(released, "init", "-q", "-b", "main")
    (released / ".gitattributes").write_text((ROOT / ".gitattributes").read_text("utf8"), "utf8")
    committed(released, "first")
    git(released, "checkout", "-qb", "other")
    redefined(released)
    release(released, tmp_path / "build", "1.0.1", LATER, quiet)
    committed(released, "other")
    git(released, "checkout", "-q", "main")
    reworded(released)
    release(released, tmp_path / "build", "1.1.0", LATER + dt.timedelta(days=1), quiet)
    committed(released, "main")

    # The changelogs are for a person to join; the locks are joined.
    git(released, "merge", "-q", "-X", "ours", "other", "-m", "merged")

    lock = lock_of(released)
    assert lock.release is not None
    assert "1.1.0" == lock.release.version
    assert 2 * (12 + 4) == len(lock.rows)
    (problem,) = problems_of(lambda: check(released, quiet, released=True))
    assert "not released yet: the releases of two branches, joined by a merge" == problem.message
    later = LATER + dt.timedelta(days=2)
    release(released, tmp_path / "build", "1.2.0", later, quiet)
    assert () == check(released, quiet, released=True)
    assert later.replace(microsecond=0) not in {row.changed for row in lock_of(released).rows}


def two_lines(folder: Path, first: str, second: str) -> None:
    """Leave two lines for the points of question 1, as a merge may, which ask for these."""
    path = folder / "deck.lock"
    text = path.read_text("utf8")
    (line,) = (row for row in text.splitlines() if row.startswith("zh-CN\tpoints\tq001.s1\t"))
    head, _ = line.rsplit("\t", 1)
    newer = head.replace("2026-03-01T12", "2026-03-02T12")
    path.write_text(text.replace(line, f"{head}\t{first}\n{newer}\t{second}"), "utf8")


def test_a_note_that_two_branches_numbered_differently_is_named(released: Path) -> None:
    two_lines(released, "q001.s1.p1 q001.s1.p2", "q001.s1.p2 q001.s1.p1")

    (problem,) = problems_of(lambda: lock_of(released))

    assert "q001.s1 asks for different things on two branches" == problem.message


# title: (what is left of the lock's lines, what is said)
LOST: dict[str, tuple[Callable[[str], bool], str]] = {
    "all": (lambda _: False, "it names no release, and CHANGELOG.md tells of releases"),
    "all but the head": (
        lambda line: line.startswith("#"),
        "it names no release, and CHANGELOG.md tells of releases",
    ),
    "the release": (
        lambda line: not line.startswith("release"),
        "the line that names the release is missing",
    ),
    "a deck": (
        lambda line: not line.startswith("deck\tzh-CN"),
        "the line that names the deck of zh-CN is missing",
    ),
    "a note": (
        lambda line: "zh-CN\tpoints\tq001.s1\t" not in line,
        "the release wrote down 32 notes and types, and 31 are here",
    ),
}


def test_the_lock_of_an_older_deckpress_counts_no_lines(released: Path) -> None:
    edit(released / "deck.lock", "2026-03-01T12:00:00Z\t32\n", "2026-03-01T12:00:00Z\n")

    assert () == check(released, quiet, released=True)


def test_a_line_that_is_none_is_told_once(released: Path) -> None:
    edit(released / "deck.lock", "zh-CN\tquestion\tq001\t", "zh-CN\tquestion\tq001\t\t")

    (problem,) = problems_of(lambda: check(released, quiet))

    assert "a line has 7 columns, this one has 8" == problem.message


@pytest.mark.parametrize("case", LOST.values(), ids=LOST)
def test_a_lock_that_lost_lines_is_refused(
    released: Path, case: tuple[Callable[[str], bool], str]
) -> None:
    stays, message = case
    path = released / "deck.lock"
    lines = path.read_text("utf8").splitlines(keepends=True)
    path.write_text("".join(filter(stays, lines)), "utf8")

    assert message in [problem.message for problem in problems_of(lambda: check(released, quiet))]


def test_a_changelog_without_a_release_asks_for_no_lock(mini: Path) -> None:
    (mini / "CHANGELOG.md").write_text("# Mine\n\n## Unreleased\n\n- much\n", "utf8")

    assert () == check(mini, quiet)


def test_of_two_releases_the_higher_version_counts_at_the_later_moment(released: Path) -> None:
    edit(
        released / "deck.lock",
        "release\t1.0.0\t2026-03-01T12:00:00Z\t32\n",
        "release\t1.10.0\t2026-03-01T12:00:00Z\t32\nrelease\t1.9.0\t2026-04-01T12:00:00Z\t32\n",
    )
    last = lock_of(released).release

    assert last is not None
    assert ("1.10.0", 4) == (last.version, last.moment.month)


def test_of_two_lines_for_one_note_the_newer_counts(released: Path) -> None:
    text = (released / "deck.lock").read_text("utf8")
    (line,) = (row for row in text.splitlines() if row.startswith("zh-CN\tquestion\tq001\t"))
    newer = line.replace("2026-03-01T12", "2026-03-02T12").replace(line.split("\t")[4], "0" * 16)
    (released / "deck.lock").write_text(text.replace(line, f"{newer}\n{line}"), "utf8")

    (row,) = (row for row in lock_of(released).rows if row.key == ("zh-CN", "question", "q001"))

    assert "0" * 16 == row.digest

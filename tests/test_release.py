"""Releases: what is written, what is refused, and what two branches may do to a lock."""

import datetime as dt
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from support import ROOT, edit, problems_of, quiet

from pipeline.build import build, check
from pipeline.differed import since_release
from pipeline.load.lock import load_lock
from pipeline.load.source import load_source
from pipeline.model.lock import Lock
from pipeline.prepared import prepare
from pipeline.released import release
from pipeline.stages.date import digest

NOW = dt.datetime(2026, 3, 1, 12, 0, 0, 999, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(days=30)


@pytest.fixture
def released(mini: Path, tmp_path: Path) -> Path:
    """Give the small deck, released once."""
    release(mini, tmp_path / "build", "1.0.0", NOW, quiet)
    return mini


def lock_of(folder: Path) -> Lock:
    return load_lock(folder / "deck.lock", "deck.lock")


def reworded(folder: Path) -> None:
    edit(folder / "translations/en.po", "what the current position asks.", "what a position asks.")


def redefined(folder: Path) -> None:
    edit(folder / "glossary.yaml", "that a model processes.", "that a language model processes.")


def test_a_release_writes_one_sorted_line_a_note(released: Path) -> None:
    lines = (released / "deck.lock").read_text("utf8").splitlines()
    rows = [line for line in lines if not line.startswith(("#", "release\t"))]

    assert "release\t1.0.0\t2026-03-01T12:00:00Z" in lines
    assert 2 * (11 + 4) + 2 == len(rows)
    assert rows[2:] == sorted(rows[2:])
    assert all(line == line.rstrip() for line in lines)


def test_a_release_writes_down_what_is_new(released: Path) -> None:
    text = (released / "CHANGELOG.md").read_text("utf8")

    head = "# 小小题库 · A tiny deck\n\n## 1.0.0 · 2026-03-01\n\n"
    assert f"{head}- 11 notes added, 20 cards\n" == text


def test_the_next_release_stands_above_and_what_people_wrote_stays(
    released: Path, tmp_path: Path
) -> None:
    edit(released / "CHANGELOG.md", "## 1.0.0 · 2026-03-01\n", "## 1.0.0 · 2026-03-01\n\nHello.\n")
    reworded(released)

    done = release(released, tmp_path / "build", "1.1.0", LATER, quiet)

    text = (released / "CHANGELOG.md").read_text("utf8")
    assert text.index("## 1.1.0 · 2026-03-31") < text.index("## 1.0.0") < text.index("Hello.")
    assert ["q001 什么是注意力机制？", "q001.s1 要点"] == [row.label for row in done.changes.notes]


def test_only_what_changed_gets_the_new_moment(released: Path, tmp_path: Path) -> None:
    before = {row.key: row for row in lock_of(released).rows}
    reworded(released)
    release(released, tmp_path / "build", "1.1.0", LATER, quiet)
    after = {row.key: row for row in lock_of(released).rows}

    moved = {key for key, row in after.items() if row != before[key]}
    assert {("points", "q001.s1"), ("question", "q001")} == {key[1:] for key in moved}
    assert {LATER.replace(microsecond=0)} == {after[key].changed for key in moved}


def test_a_released_deck_has_nothing_to_release(released: Path) -> None:
    assert not since_release(released, quiet)
    assert () == check(released, quiet, released=True)


def test_a_release_right_behind_another_waits_for_the_drafts_to_be_older(
    released: Path, tmp_path: Path
) -> None:
    reworded(released)
    soon = NOW + dt.timedelta(seconds=5)

    (problem,) = problems_of(lambda: release(released, tmp_path / "build", "1.1.0", soon, quiet))

    assert "the last release is of 2026-03-01 12:00:00 UTC" == problem.message
    assert "release again from 2026-03-01 12:01:00 UTC on" in problem.hint


def test_a_build_names_its_version_and_what_is_pending(released: Path, tmp_path: Path) -> None:
    reworded(released)
    build(released, tmp_path / "build", quiet)

    (warning,) = check(released, quiet)
    assert warning.message == "not released yet: 2 notes changed, 4 cards"


Spoil = Callable[[Path], object]


def again(text: str, new: str) -> Spoil:
    def spoil(folder: Path) -> None:
        edit(folder / "deck.lock", text, new)

    return spoil


# title: (what is done to the released deck, the version, what the message holds)
REFUSED: dict[str, tuple[Spoil, str, str]] = {
    "the same version": (reworded, "1.0.0", "1.0.0 does not come after 1.0.0"),
    "an older version": (reworded, "0.9.9", "0.9.9 does not come after 1.0.0"),
    "no version": (reworded, "next", "'next' is no version"),
    "a version with a path": (reworded, "../2.0.0", "'../2.0.0' is no version"),
    "nothing new": (lambda _: None, "1.0.1", "nothing on the cards has changed since 1.0.0"),
    "a deck with another id": (
        lambda folder: edit(folder / "deck.yaml", "id: mini\n", "id: maxi\n"),
        "1.1.0",
        "q001 was released as K!!2Q!*OGi and would be",
    ),
    "the mark of a conflict": (
        again("zh-CN\tquestion\tq001", "<<<<<<< HEAD\nzh-CN\tquestion\tq001"),
        "1.1.0",
        "the mark of a merge conflict",
    ),
    "a line cut off": (
        again("zh-CN\tquestion\tq001", "zh-CN\tquestion\nzh-CN\tquestion\tq001"),
        "1.1.0",
        "a line has 7 columns, this one has 2",
    ),
    "an unknown kind": (
        again("zh-CN\tquestion\tq001", "zh-CN\tanswer\tq001"),
        "1.1.0",
        "no edition 'zh-CN' or no kind of note 'answer'",
    ),
    "a moment that is none": (
        again("release\t1.0.0\t2026-03-01T12:00:00Z", "release\t1.0.0\tsoon"),
        "1.1.0",
        "'soon' is no moment",
    ),
    "a moment beyond all years": (
        again("release\t1.0.0\t2026-03-01T12:00:00Z", "release\t1.0.0\t9999-12-31T23:59:59Z"),
        "1.1.0",
        "is no moment of a release",
    ),
    "a clock that is behind": (
        again("release\t1.0.0\t2026-03-01T12:00:00Z", "release\t1.0.0\t2226-03-01T12:00:00Z"),
        "1.1.0",
        "the last release is of 2226-03-01",
    ),
    "a release that names no version": (
        again("release\t1.0.0\t", "release\tnext\t"),
        "1.1.0",
        "'next' is no version",
    ),
    "a deck with another name": (
        lambda folder: edit(folder / "deck.yaml", "deck_name: 小小题库", "deck_name: 题库"),
        "1.1.0",
        "the deck was released as '小小题库' and would be '题库' now",
    ),
    "a term that both languages now call alike": (
        lambda folder: edit(
            folder / "glossary.yaml", "    en: token\n", "    en: token\n    en_also: [词元]\n"
        ),
        "1.1.0",
        "term.token was released with cards zh and en and would have name now",
    ),
    "digits of another script": (reworded, "1.1٠.0", "is no version"),
    "a moment without a zone": (
        again("release\t1.0.0\t2026-03-01T12:00:00Z", "release\t1.0.0\t2026-03-01T12:00:00"),
        "1.1.0",
        "has no time zone",
    ),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_refused(released: Path, tmp_path: Path, case: tuple[Spoil, str, str]) -> None:
    spoil, version, message = case
    spoil(released)
    written = [released / "deck.lock", released / "CHANGELOG.md", tmp_path / "build/mini/mini.apkg"]
    before = [path.read_bytes() for path in written]

    found = problems_of(lambda: release(released, tmp_path / "build", version, LATER, quiet))

    assert message in "\n".join(problem.message for problem in found)
    assert before == [path.read_bytes() for path in written]


def test_a_question_that_vanished_must_be_retired(released: Path) -> None:
    text = (released / "deck.lock").read_text("utf8")
    lines = [line for line in text.splitlines() if line.startswith("zh-CN\tquestion\tq003")]
    ghost = lines[0].replace("q003", "q009")
    (released / "deck.lock").write_text(f"{text}{ghost}\n", "utf8")

    found = {problem.message: problem for problem in problems_of(lambda: check(released, quiet))}

    problem = found["q009 was released and is not in the deck any more"]
    assert "`retired` in corrections.yaml" in problem.hint


def test_a_kind_switched_off_is_a_change_and_remembered(released: Path, tmp_path: Path) -> None:
    edit(released / "deck.yaml", "  deck_name", "  cards: {term: false}\n  deck_name")
    done = release(released, tmp_path / "build", "1.1.0", LATER, quiet)

    told = [(row.what, row.kind) for row in done.changes.types]
    assert [
        ("gone", "Terms (zh-CN) in the package"),
        ("gone", "Terms (zh-TW) in the package"),
    ] == told
    assert 3 == len([row for row in lock_of(released).of("zh-CN") if row[0] == "term"]) - 1
    edit(released / "deck.yaml", "  cards: {term: false}\n", "")
    assert 2 == len(since_release(released, quiet).types)


def test_an_edition_given_up_is_a_change(released: Path) -> None:
    edit(released / "deck.yaml", "id: mini\n", "id: mini\neditions: [zh-CN]\n")

    assert {"gone"} == {row.what for row in since_release(released, quiet).types}


def test_tags_in_another_order_are_no_change(released: Path) -> None:
    source = load_source(released)
    (one, *_) = prepare(source, quiet).issues
    turned = tuple(replace(note, tags=note.tags[::-1]) for note in one.notes)

    assert [digest(note) for note in one.notes] == [digest(note) for note in turned]


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
    assert 2 * (11 + 4) == len(lock.rows)
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


def test_what_an_older_line_asked_for_is_not_forgotten(released: Path) -> None:
    two_lines(released, "q001.s1.p1 q001.s1.p2 q001.a1", "q001.s1.p1 q001.s1.p2")

    assert ("q001.s1.p1", "q001.s1.p2", "q001.a1") == lock_of(released).of("zh-CN")[
        "points", "q001.s1"
    ].asks


def test_branches_that_gave_one_number_twice_are_named(released: Path) -> None:
    two_lines(released, "q001.s1.p1 q001.s1.p2 q001.a1", "q001.s1.p1 q001.s1.p2 q001.a2")

    (problem,) = problems_of(lambda: lock_of(released))

    assert "q001.s1 has asked for different points on two branches" == problem.message


def test_of_two_releases_the_higher_version_counts_at_the_later_moment(released: Path) -> None:
    edit(
        released / "deck.lock",
        "release\t1.0.0\t2026-03-01T12:00:00Z\n",
        "release\t1.10.0\t2026-03-01T12:00:00Z\nrelease\t1.9.0\t2026-04-01T12:00:00Z\n",
    )
    last = lock_of(released).release

    assert last is not None
    assert ("1.10.0", 4) == (last.version, last.moment.month)


def test_a_release_that_could_not_be_written_can_be_made_again(
    released: Path, tmp_path: Path
) -> None:
    reworded(released)
    before = (released / "deck.lock").read_bytes()
    (tmp_path / "other").mkdir()
    (tmp_path / "other/mini").write_text("in the way", "utf8")

    assert problems_of(lambda: release(released, tmp_path / "other", "1.1.0", LATER, quiet))
    assert before == (released / "deck.lock").read_bytes()
    assert release(released, tmp_path / "build", "1.1.0", LATER, quiet).changes


def test_a_release_does_not_go_into_the_decks_own_folder(released: Path) -> None:
    reworded(released)

    (problem,) = problems_of(lambda: release(released, released.parent, "1.1.0", LATER, quiet))

    assert "outputs can't be written into the deck's own folder" == problem.message


def test_identities_of_an_edition_alone_are_looked_at(mini: Path, tmp_path: Path) -> None:
    edit(mini / "deck.yaml", "id: mini\n", "id: mini\neditions: [zh-TW]\n")
    release(mini, tmp_path / "build", "1.0.0", NOW, quiet)
    edit(mini / "deck.yaml", "id: mini\n", "id: maxi\n")

    assert "was released as" in problems_of(lambda: check(mini, quiet))[0].message


def test_of_two_lines_for_one_note_the_newer_counts(released: Path) -> None:
    text = (released / "deck.lock").read_text("utf8")
    (line,) = (row for row in text.splitlines() if row.startswith("zh-CN\tquestion\tq001\t"))
    newer = line.replace("2026-03-01T12", "2026-03-02T12").replace(line.split("\t")[4], "0" * 16)
    (released / "deck.lock").write_text(text.replace(line, f"{newer}\n{line}"), "utf8")

    (row,) = (row for row in lock_of(released).rows if row.key == ("zh-CN", "question", "q001"))

    assert "0" * 16 == row.digest

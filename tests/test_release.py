"""Releases: what is written, what is refused, what is told of changes."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from support import FIRST_RELEASE, edit, lock_of, problems_of, quiet, reworded

from pipeline.build import build, check
from pipeline.differed import since_release
from pipeline.export.anki import schema
from pipeline.export.changelog import with_release
from pipeline.model.changes import Changes
from pipeline.model.deck import Both
from pipeline.model.lock import Release
from pipeline.released import release

NOW = FIRST_RELEASE
LATER = NOW + dt.timedelta(days=30)


def test_a_release_writes_down_what_is_new(released: Path) -> None:
    text = (released / "CHANGELOG.md").read_text("utf8")

    head = "# 小小题库 · A tiny deck\n\n## 1.0.0 · 2026-03-01\n\n"
    assert f"{head}- 12 notes added, 21 cards\n" == text


def test_the_next_release_stands_above_and_what_people_wrote_stays(
    released: Path, tmp_path: Path
) -> None:
    edit(released / "CHANGELOG.md", "## 1.0.0 · 2026-03-01\n", "## 1.0.0 · 2026-03-01\n\nHello.\n")
    reworded(released)

    done = release(released, tmp_path / "build", "1.1.0", LATER, quiet)

    text = (released / "CHANGELOG.md").read_text("utf8")
    assert text.index("## 1.1.0 · 2026-03-31") < text.index("## 1.0.0") < text.index("Hello.")
    assert ["q001 什么是注意力机制？", "q001.s1 要点"] == [row.label for row in done.changes.notes]


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
    assert "release again from 2026-03-01 12:10:00 UTC on" in problem.hint


def test_a_build_names_its_version_and_what_is_pending(released: Path, tmp_path: Path) -> None:
    reworded(released)
    build(released, tmp_path / "build", quiet)

    (warning,) = check(released, quiet)
    assert warning.message == "not released yet: 2 notes changed, 4 cards"


Spoil = Callable[[Path], object]


def of(file: str, text: str, new: str) -> Spoil:
    def spoil(folder: Path) -> None:
        edit(folder / file, text, new)

    return spoil


def again(text: str, new: str) -> Spoil:
    return of("deck.lock", text, new)


def both(*spoils: Spoil) -> Spoil:
    def spoil(folder: Path) -> None:
        for one in spoils:
            one(folder)

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
        "there is no kind of note 'answer'",
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
        both(reworded, again("2026-03-01T12:00:00Z\t32\n", "2226-03-01T12:00:00Z\t32\n")),
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
    "a version without end": (reworded, f"{'1' * 5000}.0.0", "is no version"),
    "a version that the changelog has": (
        both(reworded, of("CHANGELOG.md", "## 1.0.0", "## [1.1.0]\n\nMine.\n\n## 1.0.0")),
        "1.1.0",
        "the changelog tells of 1.1.0 already",
    ),
    "a changelog with a conflict": (
        of("CHANGELOG.md", "## 1.0.0", "<<<<<<< HEAD\n## 1.0.0"),
        "1.1.0",
        "the mark of a merge conflict",
    ),
    "a common ancestor in a conflict": (
        again("zh-CN\tquestion\tq001", "||||||| 1a2b3c\nzh-CN\tquestion\tq001"),
        "1.1.0",
        "the mark of a merge conflict",
    ),
    "a release that counts no lines": (
        again("2026-03-01T12:00:00Z\t32\n", "2026-03-01T12:00:00Z\tall\n"),
        "1.1.0",
        "what should be the number of its lines is none",
    ),
    "more lines than can be": (
        again("2026-03-01T12:00:00Z\t32\n", f"2026-03-01T12:00:00Z\t{'9' * 5000}\n"),
        "1.1.0",
        "what should be the number of its lines is none",
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

    told = [(row.what, row.kind) for row in done.changes.packs]
    assert [("gone", "Terms (zh-CN)"), ("gone", "Terms (zh-TW)")] == told
    text = (released / "CHANGELOG.md").read_text("utf8")
    assert "- Terms (zh-CN), Terms (zh-TW): not in the package any more; who has these" in text
    assert 3 == len([row for row in lock_of(released).of("zh-CN") if row[0] == "term"]) - 1
    edit(released / "deck.yaml", "  cards: {term: false}\n", "")
    assert {"added"} == {row.what for row in since_release(released, quiet).packs}


def test_a_kind_that_was_never_released_is_not_there_once_more(mini: Path, tmp_path: Path) -> None:
    edit(mini / "deck.yaml", "  deck_name", "  cards: {term: false}\n  deck_name")
    release(mini, tmp_path / "build", "1.0.0", NOW, quiet)
    edit(mini / "deck.yaml", "  cards: {term: false}\n", "")
    changes = since_release(mini, quiet)

    assert (3, ()) == (len(changes.notes), changes.packs)


def test_an_edition_given_up_is_a_change(released: Path) -> None:
    edit(released / "deck.yaml", "id: mini\n", "id: mini\neditions: [zh-CN]\n")

    changes = since_release(released, quiet)

    assert 4 == len(changes.packs)
    assert {"gone"} == {row.what for row in changes.packs}
    assert () == changes.types


def test_a_style_that_deckpress_does_not_know_is_not_released(
    released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reworded(released)
    monkeypatch.setattr(schema, "highlighting_css", lambda: ".newer {}")

    (problem,) = problems_of(lambda: release(released, tmp_path / "build", "1.1.0", LATER, quiet))

    assert "the style of the cards is not that of this deckpress" == problem.message


def test_an_edition_given_up_keeps_its_name(released: Path, tmp_path: Path) -> None:
    edit(released / "deck.yaml", "id: mini\n", "id: mini\neditions: [zh-CN]\n")
    release(released, tmp_path / "build", "1.1.0", LATER, quiet)
    edit(released / "deck.yaml", "editions: [zh-CN]\n", "editions: [zh-TW]\n")
    edit(released / "deck.yaml", "deck_name: 小小题库", "deck_name: 题库")

    (problem,) = problems_of(lambda: check(released, quiet))

    assert "the deck was released as '小小題庫（臺灣）'" in problem.message


def test_a_new_edition_is_told_by_its_note_types(released: Path) -> None:
    edit(released / "deck.yaml", "id: mini\n", "id: mini\neditions: [zh-CN, zh-TW, zh-HK]\n")
    changes = since_release(released, quiet)

    assert (4, 0) == (len(changes.types), len(changes.packs))


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


# title: (the changelog before, what stands above the new release, what below)
CHANGELOGS = {
    "code in a line": (
        "``` `x` ``` is code\n\n## 1.0.0\n",
        "``` `x` ``` is code\n\n",
        "\n## 1.0.0\n",
    ),
    "a fence in a longer one": (
        "````\n```\n## 0.9.0\n````\n\n## 1.0.0\n",
        "````\n```\n## 0.9.0\n````\n\n",
        "\n## 1.0.0\n",
    ),
    "a fence of another mark": (
        "~~~\n```\n~~~\n\n## 1.0.0\n",
        "~~~\n```\n~~~\n\n",
        "\n## 1.0.0\n",
    ),
    "what is no release": ("## 1.0.0-beta\n\n## 1.0\n", "## 1.0.0-beta\n\n## 1.0\n\n", ""),
    "a plan": (
        "# Mine\n\n## Unreleased\n\n- a plan\n\n## 1.0.0 · old\n",
        "# Mine\n\n## Unreleased\n\n- a plan\n\n",
        "\n## 1.0.0 · old\n",
    ),
    "no release yet": ("# Mine\n\n## Unreleased\n", "# Mine\n\n## Unreleased\n\n", ""),
    "an example in a fence": (
        "```\n## 0.9.0\n```\n\n## [1.0.0]\n",
        "```\n## 0.9.0\n```\n\n",
        "\n## [1.0.0]\n",
    ),
    "nothing": ("", "# 小小题库 · A tiny deck\n\n", ""),
    "a release at the top": ("## 1.0.0\n", "", "\n## 1.0.0\n"),
}


@pytest.mark.parametrize("case", CHANGELOGS.values(), ids=CHANGELOGS)
def test_the_changelog_keeps_what_people_wrote(case: tuple[str, str, str]) -> None:
    old, above, below = case
    title = Both(zh="小小题库", en="A tiny deck")
    new = Release(version="1.1.0", moment=LATER)

    text = with_release(old, title, new, Changes(notes=()), first=False)

    assert f"{above}## 1.1.0 · 2026-03-31\n\nNothing changes.\n{below}" == text


def test_a_release_does_not_go_into_the_decks_own_folder(released: Path) -> None:
    reworded(released)

    (problem,) = problems_of(lambda: release(released, released.parent, "1.1.0", LATER, quiet))

    assert "outputs can't be written into the deck's own folder" == problem.message


def test_identities_of_an_edition_alone_are_looked_at(mini: Path, tmp_path: Path) -> None:
    edit(mini / "deck.yaml", "id: mini\n", "id: mini\neditions: [zh-TW]\n")
    release(mini, tmp_path / "build", "1.0.0", NOW, quiet)
    edit(mini / "deck.yaml", "id: mini\n", "id: maxi\n")

    assert "was released as" in problems_of(lambda: check(mini, quiet))[0].message

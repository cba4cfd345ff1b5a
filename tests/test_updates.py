"""Two releases of one deck, studied in between: nothing that a learner did is lost.

Everything is imported by Anki's own engine under its default options.
"""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from student import Imported, Student
from successive import (
    FIRST,
    SECOND,
    released,
    studied,
    with_a_question_less,
    with_a_question_more,
    with_an_edition_more,
    with_new_wording,
)
from support import DATA, quiet

from pipeline.build import build
from pipeline.export.anki import schema
from pipeline.export.anki.highlight import highlighting_css
from pipeline.export.anki.package import package
from pipeline.inspected import differ
from pipeline.issued import Issue, issue
from pipeline.load.source import load_source
from pipeline.model.note import Filled
from pipeline.prepared import prepare
from pipeline.stages.date import dated


def test_an_update_changes_nothing_that_the_learner_did(
    mini: Path, tmp_path: Path, learner: Student
) -> None:
    studied(learner, released(mini, tmp_path / "build", "1.0.0", FIRST))
    cards, reviews, types = learner.cards(), learner.reviews(), learner.note_types()

    for change in (
        with_new_wording,
        with_a_question_more,
        with_a_question_less,
        with_an_edition_more,
    ):
        change(mini)
    log = learner.imports(released(mini, tmp_path / "build", "1.1.0", SECOND))

    assert 0 == log.conflicting
    assert reviews == learner.reviews()
    assert cards == {number: row for number, row in learner.cards().items() if number in cards}
    assert types == learner.note_types()
    assert not learner.has_error()
    assert [] == list(learner.collection.get_empty_cards().notes)
    # New: question 4 and its point. Changed: question 1 and its points. Retired: question 2, its
    # points, and the one of its terms that nothing else names.
    assert Imported(new=2, updated=5, kept=7) == log


def test_an_unchanged_note_keeps_the_learners_edits_and_tags(
    mini: Path, tmp_path: Path, learner: Student
) -> None:
    studied(learner, released(mini, tmp_path / "build", "1.0.0", FIRST))

    with_new_wording(mini)
    learner.imports(released(mini, tmp_path / "build", "1.1.0", SECOND))

    assert "my own remark" in learner.note("q003")["AnswerEn"]
    assert "mine" in learner.note("q003").tags
    assert "what a position asks." in learner.note("q001.s1")["TextEn"]


def prepared_issue(mini: Path) -> Issue:
    source = load_source(mini)
    return issue(prepare(source, quiet).book, source.lock, "zh-CN")


def with_spare_field(note: Filled) -> Filled:
    spare = [name for name, _ in note.fields if name.startswith("Extra")][-1]
    fields = [(name, "NEW USE" if name == spare else value) for name, value in note.fields]
    return replace(note, fields=tuple(fields))


def test_a_spare_field_is_filled_without_a_merge(
    mini: Path, tmp_path: Path, learner: Student
) -> None:
    studied(learner, released(mini, tmp_path / "build", "1.0.0", FIRST))
    cards, types = learner.cards(), learner.note_types()

    one = prepared_issue(mini)
    notes = tuple(map(with_spare_field, one.notes))
    later = replace(one.dated, notes=dated(notes, load_source(mini).lock, "zh-CN"))
    log = learner.imports(package(one.book, later))

    # Note q003 was edited by the learner after these moments, which are no clock's.
    assert (0, 11, 1, 0) == (log.new, log.updated, log.kept, log.conflicting)
    assert (cards, types) == (learner.cards(), learner.note_types())
    assert "NEW USE" in learner.note("q001").cards()[0].answer()
    assert "NEW USE" in learner.note("q001.s1").cards()[0].answer()


def test_a_new_style_arrives_and_leaves_the_notes_alone(
    mini: Path, tmp_path: Path, learner: Student, monkeypatch: pytest.MonkeyPatch
) -> None:
    studied(learner, released(mini, tmp_path / "build", "1.0.0", FIRST))
    cards, types = learner.cards(), learner.note_types()

    css = highlighting_css()
    monkeypatch.setattr(schema, "highlighting_css", lambda: f"{css}.newer {{}}")
    build(mini, tmp_path / "build", quiet)
    log = learner.imports((tmp_path / "build/mini/mini.apkg").read_bytes())

    assert (0, 0, 12, 0) == (log.new, log.updated, log.kept, log.conflicting)
    assert (cards, types) == (learner.cards(), learner.note_types())
    assert ".newer" in learner.note("q001").cards()[0].css()


def test_a_learners_own_style_stays_while_ours_is_the_same(
    mini: Path, tmp_path: Path, learner: Student
) -> None:
    learner.imports(released(mini, tmp_path / "build", "1.0.0", FIRST))
    model = learner.note("q001").note_type()
    assert model is not None
    model["css"] += ".mine {}"
    learner.collection.models.update_dict(model)

    with_new_wording(mini)
    learner.imports(released(mini, tmp_path / "build", "1.1.0", SECOND))

    again = learner.note("q001").note_type()
    assert again is not None
    assert ".mine" in again["css"]


def test_another_edition_comes_beside_the_first(
    mini: Path, tmp_path: Path, learner: Student
) -> None:
    studied(learner, released(mini, tmp_path / "build", "1.0.0", FIRST))
    cards = learner.cards()

    with_an_edition_more(mini)
    released(mini, tmp_path / "build", "1.1.0", SECOND)
    log = learner.imports((tmp_path / "build/mini/mini.zh-HK.apkg").read_bytes())

    assert (12, 0, 0, 0) == (log.new, log.updated, log.kept, log.conflicting)
    assert cards == {number: row for number, row in learner.cards().items() if number in cards}


def test_what_is_not_released_yet_is_an_update_and_then_the_release_is_one(
    mini: Path, tmp_path: Path, learner: Student
) -> None:
    out = tmp_path / "build"
    learner.imports(released(mini, out, "1.0.0", FIRST))
    with_new_wording(mini)

    build(mini, out, quiet)
    draft = (out / "mini/mini.apkg").read_bytes()
    build(mini, out, quiet)
    again = (out / "mini/mini.apkg").read_bytes()
    first = learner.imports(draft)
    second = learner.imports(released(mini, out, "1.1.0", FIRST + dt.timedelta(minutes=10)))

    assert draft == again
    assert Imported(updated=2, kept=10) == first
    assert Imported(updated=2, kept=10) == second
    assert "what a position asks." in learner.note("q001.s1")["TextEn"]


def test_the_same_release_again_changes_nothing(
    mini: Path, tmp_path: Path, learner: Student
) -> None:
    data = released(mini, tmp_path / "build", "1.0.0", FIRST)
    learner.imports(data)

    assert Imported(kept=12) == learner.imports(data)


def description(student: Student) -> str:
    deck = student.collection.decks.by_name("小小题库")
    assert deck is not None
    return str(deck["desc"])


def test_the_description_names_the_version_and_what_is_not_released(
    mini: Path, tmp_path: Path, learner: Student
) -> None:
    out = tmp_path / "build"
    learner.imports(released(mini, out, "1.0.0", FIRST))
    first = description(learner)
    with_new_wording(mini)
    build(mini, out, quiet)
    learner.imports((out / "mini/mini.apkg").read_bytes())

    assert "1.0.0 · 2026-03-01</p>" in first
    assert "1.0.0 · 2026-03-01 · 含未发布的改动 · with changes" in description(learner)


def test_a_learner_of_0_3_0_loses_nothing(built: Path, learner: Student) -> None:
    """All four kinds, as released; what changed since is replaced, the rest is left alone."""
    first = learner.imports((DATA / "llm-interview-0.3.0.apkg").read_bytes())
    learner.studies()
    cards, reviews, types = learner.cards(), learner.reviews(), learner.note_types()

    old, new = DATA / "llm-interview-0.3.0.apkg", built / "llm-interview.apkg"
    log = learner.imports(new.read_bytes())
    changes = differ(old, new)

    assert Imported(new=295) == first
    changed = len(changes.of("changed"))
    assert 0 < changed < 295
    assert Imported(new=len(changes.of("added")), updated=changed, kept=295 - changed) == log
    assert reviews == learner.reviews()
    assert cards == {number: row for number, row in learner.cards().items() if number in cards}
    # A spare field was put to use since.
    code = tuple("Figure" if name == "Extra1" else name for name in types["deckpress · code"])
    assert {**types, "deckpress · code": code} == learner.note_types()
    assert not learner.has_error()
    assert [] == list(learner.collection.get_empty_cards().notes)


def test_a_learner_of_0_2_0_loses_nothing(built: Path, learner: Student) -> None:
    """The package is the one of that release, before there was a lock."""
    studied_first = learner.imports((DATA / "llm-interview-0.2.0.apkg").read_bytes())
    learner.studies()
    cards, reviews = learner.cards(), learner.reviews()

    log = learner.imports((built / "llm-interview.apkg").read_bytes())

    assert Imported(new=63) == studied_first
    assert Imported(new=296, updated=63) == log
    assert reviews == learner.reviews()
    assert cards == {number: row for number, row in learner.cards().items() if number in cards}
    assert "References" in learner.note_types()["deckpress · question and answer"]
    assert 4 == len(learner.note_types())
    assert not learner.has_error()

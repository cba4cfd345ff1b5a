"""Two releases of one deck, studied in between: nothing that a learner did is lost.

Everything is imported by Anki's own engine under its default options.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from student import Imported, Student
from support import edit, quiet

from pipeline.build import build
from pipeline.export.anki import schema
from pipeline.export.anki.highlight import highlighting_css
from pipeline.export.anki.package import package
from pipeline.issued import Issue, issue
from pipeline.load.source import load_source
from pipeline.model.note import Filled
from pipeline.prepared import prepare
from pipeline.released import release
from pipeline.resync import resync
from pipeline.stages.date import dated

FIRST = dt.datetime(2026, 3, 1, 12, 0, tzinfo=dt.UTC)
SECOND = dt.datetime(2126, 6, 1, 12, 0, tzinfo=dt.UTC)

NEW_QUESTION = """4. 什么是词表?
词表是所有词元的集合。
规模:
- 大小:通常为数万到数十万。
"""
ENGLISH = {
    "q004.question": "What is a vocabulary?",
    "q004.summary": "A vocabulary is the set of all tokens.",
    "q004.s1": "Scale",
    "q004.s1.p1": "Size: usually tens to hundreds of thousands.",
}


def released(folder: Path, out: Path, version: str, now: dt.datetime) -> bytes:
    """Release the deck and return its package in zh-CN."""
    release(folder, out, version, now, quiet)
    return (out / "mini" / "mini.apkg").read_bytes()


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Student]:
    with Student(tmp_path / "learner") as one:
        yield one


def with_new_wording(mini: Path) -> None:
    edit(mini / "translations/en.po", "what the current position asks.", "what a position asks.")


def with_a_question_more(mini: Path) -> None:
    edit(mini / "article.txt", "发布者:", f"{NEW_QUESTION}发布者:")
    edit(mini / "deck.yaml", "questions: [1, 2]", "questions: [1, 2, 4]")
    resync(mini, quiet)
    path = mini / "translations/en.po"
    text = path.read_text("utf8")
    for unit, english in ENGLISH.items():
        text = translated(text, unit, english)
    path.write_text(text, "utf8")


def translated(text: str, unit: str, english: str) -> str:
    """Return a PO file's text with the English of a unit filled in."""
    context = f'msgctxt "{unit}"\n'
    head, tail = text.split(context, 1)
    filled = tail.replace('msgstr ""', f'msgstr "{english}"', 1)
    return f"{head}{context}{filled}"


def with_a_question_less(mini: Path) -> None:
    edit(mini / "deck.yaml", "questions: [1, 2", "questions: [1")
    path = mini / "corrections.yaml"
    row = (
        "retired:\n  - {question: 2, reason: {zh: 与别的问题重复。, en: It repeats another one.}}\n"
    )
    path.write_text(path.read_text("utf8") + row, "utf8")
    resync(mini, quiet)


def with_an_edition_more(mini: Path) -> None:
    edit(mini / "deck.yaml", "id: mini\n", "id: mini\neditions: [zh-CN, zh-TW, zh-HK]\n")


def studied(learner: Student, first: bytes) -> None:
    learner.imports(first)
    learner.studies()
    note = learner.note("q003")
    note["AnswerEn"] += "<p>my own remark</p>"
    note.tags.append("mine")
    learner.collection.update_note(note)


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
    # points, its two terms.
    assert Imported(new=2, updated=6, kept=5) == log


def test_an_unchanged_note_keeps_the_learners_edits_and_tags(
    mini: Path, tmp_path: Path, learner: Student
) -> None:
    studied(learner, released(mini, tmp_path / "build", "1.0.0", FIRST))

    with_new_wording(mini)
    learner.imports(released(mini, tmp_path / "build", "1.1.0", SECOND))

    assert "my own remark" in learner.note("q003")["AnswerEn"]
    assert "mine" in learner.note("q003").tags
    assert "what a position asks." in learner.note("q001.s1")["TextEn"]


def test_a_retired_question_says_so_where_its_cards_are(
    mini: Path, tmp_path: Path, learner: Student
) -> None:
    studied(learner, released(mini, tmp_path / "build", "1.0.0", FIRST))
    decks = {card: row[2] for card, row in learner.cards().items()}

    with_a_question_less(mini)
    learner.imports(released(mini, tmp_path / "build", "1.1.0", SECOND))

    note = learner.note("q002")
    for card in note.cards():
        assert "It repeats another one." in card.answer()
        assert "与别的问题重复。" in card.answer()
    assert ["mini::retired"] == note.tags
    assert decks == {card: row[2] for card, row in learner.cards().items()}


def test_a_new_learner_gets_tombstones_apart_and_last(
    mini: Path, tmp_path: Path, learner: Student
) -> None:
    released(mini, tmp_path / "build", "1.0.0", FIRST)
    with_a_question_less(mini)

    learner.imports(released(mini, tmp_path / "build", "1.1.0", SECOND))

    found = learner.collection.find_notes("tag:mini::retired")
    assert sorted(found) == sorted(learner.collection.find_notes('"deck:*9 停用 · Retired"'))
    assert 4 == len(found)
    assert not learner.has_error()


def test_a_hostile_reason_stays_a_text(mini: Path, tmp_path: Path, learner: Student) -> None:
    studied(learner, released(mini, tmp_path / "build", "1.0.0", FIRST))
    cards = learner.cards()
    with_a_question_less(mini)
    edit(mini / "corrections.yaml", "It repeats another one.", "A {{c9::x}} }} a::b <b>")
    edit(mini / "corrections.yaml", "en: A {{c9::x}} }} a::b <b>", "en: 'A {{c9::x}} }} a::b <b>'")
    learner.imports(released(mini, tmp_path / "build", "1.1.0", SECOND))

    assert set(cards) == set(learner.cards())
    assert "c9" in learner.note("q002.s1").cards()[0].question()
    assert "&lt;b&gt;" in learner.note("q002.s1").cards()[0].question()


def test_a_retired_question_comes_back(mini: Path, tmp_path: Path, learner: Student) -> None:
    before = [(mini / name).read_text("utf8") for name in ("deck.yaml", "corrections.yaml")]
    po = (mini / "translations/en.po").read_text("utf8")
    studied(learner, released(mini, tmp_path / "build", "1.0.0", FIRST))
    cards = learner.cards()
    with_a_question_less(mini)
    learner.imports(released(mini, tmp_path / "build", "1.1.0", SECOND))

    for name, text in zip(("deck.yaml", "corrections.yaml"), before, strict=True):
        (mini / name).write_text(text, "utf8")
    (mini / "translations/en.po").write_text(po, "utf8")
    later = SECOND + dt.timedelta(days=1)
    learner.imports(released(mini, tmp_path / "build", "1.2.0", later))

    assert "What is a token?" == learner.note("q002")["QuestionEn"]
    assert cards == learner.cards()


def test_a_point_that_is_gone_leaves_its_number_and_a_notice(
    mini: Path, tmp_path: Path, learner: Student
) -> None:
    learner.imports(released(mini, tmp_path / "build", "1.0.0", FIRST))
    cards = learner.cards()

    edit(mini / "deck.yaml", "  deck_name:", "  unasked: [q001.s1.p1]\n  deck_name:")
    learner.imports(released(mini, tmp_path / "build", "1.1.0", SECOND))

    first, second = sorted(learner.note("q001.s1").cards(), key=lambda card: card.ord)
    assert cards == learner.cards()
    assert "this point has been retired" in first.question().lower()
    assert "this point has been retired" not in second.answer().lower().split("cloze-inactive")[0]
    assert "what other positions answer" in second.question()
    assert not learner.has_error()


def test_a_new_point_gets_the_next_number(mini: Path, tmp_path: Path, learner: Student) -> None:
    learner.imports(released(mini, tmp_path / "build", "1.0.0", FIRST))
    before = learner.cards()

    row = "  - {id: q001.a1, after: q001.s1.p1, text: 缩放：除以维数的平方根。, reason: missing}\n"
    edit(mini / "corrections.yaml", "additions:\n", f"additions:\n{row}")
    resync(mini, quiet)
    path = mini / "translations/en.po"
    english = "Scaling: divide by the root of the dimension."
    path.write_text(translated(path.read_text("utf8"), "q001.a1", english), "utf8")
    learner.imports(released(mini, tmp_path / "build", "1.1.0", SECOND))

    note = learner.note("q001.s1")
    assert [0, 1, 2] == sorted(card.ord for card in note.cards())
    assert "{{c3::缩放}}" in note["TextZh"]
    assert "{{c2::键和值}}" in note["TextZh"]
    assert set(before) < set(learner.cards())


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
    later = dated(notes, one.types, load_source(mini).lock, "zh-CN")
    log = learner.imports(package(one.book, later))

    # Note q003 was edited by the learner after these moments, which are no clock's.
    assert (0, 10, 1, 0) == (log.new, log.updated, log.kept, log.conflicting)
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
    log = learner.imports(released(mini, tmp_path / "build", "1.1.0", SECOND))

    assert (0, 0, 11, 0) == (log.new, log.updated, log.kept, log.conflicting)
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

    assert (11, 0, 0, 0) == (log.new, log.updated, log.kept, log.conflicting)
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
    second = learner.imports(released(mini, out, "1.1.0", FIRST + dt.timedelta(minutes=1)))

    assert draft == again
    assert Imported(updated=2, kept=9) == first
    assert Imported(updated=2, kept=9) == second
    assert "what a position asks." in learner.note("q001.s1")["TextEn"]


def test_the_same_release_again_changes_nothing(
    mini: Path, tmp_path: Path, learner: Student
) -> None:
    data = released(mini, tmp_path / "build", "1.0.0", FIRST)
    learner.imports(data)

    assert Imported(kept=11) == learner.imports(data)


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

"""What is taken out of a deck: its cards stay with those who have them, and say so."""

import datetime as dt
from pathlib import Path

from student import Student
from successive import (
    FIRST,
    SECOND,
    released,
    studied,
    translated,
    with_a_question_less,
)
from support import edit, quiet

from pipeline.load.source import load_source
from pipeline.prepared import prepare
from pipeline.released import release
from pipeline.resync import resync


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
    for card in learner.note("q002.s1").cards():
        assert [] == list(card.render_output().answer_av_tags)
        assert "side second" not in card.answer()
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


def with_a_point_more(mini: Path) -> None:
    row = "  - {id: q001.a1, after: q001.s1.p1, text: 缩放：除以维数的平方根。, reason: missing}\n"
    edit(mini / "corrections.yaml", "additions:\n", f"additions:\n{row}")
    resync(mini, quiet)
    path = mini / "translations/en.po"
    english = "Scaling: divide by the root of the dimension."
    path.write_text(translated(path.read_text("utf8"), "q001.a1", english), "utf8")


def test_a_new_point_gets_a_note_of_its_own(mini: Path, tmp_path: Path, learner: Student) -> None:
    learner.imports(released(mini, tmp_path / "build", "1.0.0", FIRST))
    before = learner.cards()

    with_a_point_more(mini)
    learner.imports(released(mini, tmp_path / "build", "1.1.0", SECOND))

    assert [0, 1] == sorted(card.ord for card in learner.note("q001.s1").cards())
    assert "{{c2::键和值}}" in learner.note("q001.s1")["TextZh"]
    assert "缩放" in learner.note("q001.s1")["TextZh"]
    (card,) = learner.note("q001.a1").cards()
    assert "{{c1::缩放}}" in learner.note("q001.a1")["TextZh"]
    assert "除以维数的平方根" in card.question()
    assert set(before) < set(learner.cards())


def test_cards_are_judged_as_the_first_edition_has_them(mini: Path, tmp_path: Path) -> None:
    edit(mini / "deck.yaml", "id: mini\n", "id: mini\neditions: [zh-TW]\n")
    release(mini, tmp_path / "build", "1.0.0", FIRST, quiet)
    with_a_point_more(mini)

    assert "q001.a1" in [note.id for note in prepare(load_source(mini), quiet).notes]


def test_a_note_that_the_learner_touched_since_the_release_is_left_whole(
    mini: Path, tmp_path: Path, learner: Student
) -> None:
    """Anki keeps such a note as it is, but would still add cards to it."""
    learner.imports(released(mini, tmp_path / "build", "1.0.0", FIRST))
    note = learner.note("q001.s1")
    note.tags.append("leech")
    learner.collection.update_note(note)

    with_a_point_more(mini)
    before_that = FIRST + dt.timedelta(days=1)
    learner.imports(released(mini, tmp_path / "build", "1.1.0", before_that))

    assert "缩放" not in learner.note("q001.s1")["TextZh"]
    assert not learner.has_error()
    assert [] == list(learner.collection.get_empty_cards().notes)


def test_a_point_with_a_note_of_its_own_is_named_when_it_is_asked_no_more(
    mini: Path, tmp_path: Path, learner: Student
) -> None:
    released(mini, tmp_path / "build", "1.0.0", FIRST)
    with_a_point_more(mini)
    learner.imports(released(mini, tmp_path / "build", "1.1.0", FIRST + dt.timedelta(days=1)))
    edit(mini / "deck.yaml", "  deck_name:", "  unasked: [q001.a1]\n  deck_name:")
    learner.imports(released(mini, tmp_path / "build", "1.2.0", SECOND))

    (card,) = learner.note("q001.a1").cards()
    assert "已停用：缩放：除以维数的平方根。" in card.question()
    assert not learner.has_error()


def test_a_new_learner_finds_a_point_that_is_gone_apart(
    mini: Path, tmp_path: Path, learner: Student
) -> None:
    released(mini, tmp_path / "build", "1.0.0", FIRST)
    edit(mini / "deck.yaml", "  deck_name:", "  unasked: [q001.s1.p1]\n  deck_name:")
    learner.imports(released(mini, tmp_path / "build", "1.1.0", SECOND))

    names = [
        learner.collection.decks.name(card.did)
        for card in sorted(learner.note("q001.s1").cards(), key=lambda card: card.ord)
    ]
    assert ["9 停用 · Retired", "2 要点 · Key points"] == [name.split("::")[1] for name in names]
    assert learner.collection.db is not None
    last = learner.collection.db.first("select nid, ord from cards order by due desc limit 1")
    assert [learner.note("q001.s1").id, 0] == last

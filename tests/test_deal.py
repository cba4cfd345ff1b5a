"""The book dealt into notes: which, in which order, under which numbers."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from support import MINI, edit, packed, problems_of, quiet

from pipeline.load.source import load_source
from pipeline.model.book import Book
from pipeline.model.deck import CardKinds
from pipeline.model.note import PointsNote, TermNote, kind_of
from pipeline.prepared import prepare
from pipeline.stages.deal import deal
from pipeline.stages.faces import faces


@pytest.fixture(scope="module")
def small() -> Book:
    return prepare(load_source(MINI), quiet).book


def with_anki(book: Book, **values: object) -> Book:
    anki = replace(book.deck.anki, **values)  # type: ignore[arg-type]
    return replace(book, deck=replace(book.deck, anki=anki))


def test_a_question_comes_before_its_points_its_code_and_its_terms(small: Book) -> None:
    assert [
        *("q001", "q001.s1", "q001.s2", "term.attention-mechanism"),
        *("q002", "q002.s1", "term.token", "term.subword"),
        *("q003", "q003.c1.empty", "q003.c1.square", "q003.l1.result"),
    ] == [note.id for note in deal(small, {})]


# Kind switched off: how many notes are left.
OFF = {"question": 9, "points": 9, "term": 9, "code": 9}


@pytest.mark.parametrize("kind", OFF)
def test_a_kind_can_be_switched_off(small: Book, kind: str) -> None:
    book = with_anki(small, cards=CardKinds(**{kind: False}))

    assert OFF[kind] == len(deal(book, {}))
    assert kind not in {kind_of(note) for note in deal(book, {})}


def test_topics_come_in_the_order_of_the_deck(small: Book) -> None:
    turned = replace(small, deck=replace(small.deck, topics=small.deck.topics[::-1]))

    assert "q003" == deal(turned, {})[0].id


def points(book: Book, asked: Mapping[str, tuple[str, ...]], name: str) -> PointsNote:
    (found,) = (n for n in deal(book, asked) if isinstance(n, PointsNote) and n.id == name)
    return found


def test_points_are_numbered_as_they_stand(small: Book) -> None:
    note = points(small, {}, "q002.s1")

    assert [(1, "q002.s1.p1"), (2, "q002.a1"), (3, "q002.s1.p2")] == [
        (cloze.number, cloze.id) for cloze in note.clozes
    ]


RELEASED = {"q002.s1": ("q002.s1.p2", "q002.s1.p9")}


def test_a_point_keeps_the_number_it_was_released_with(small: Book) -> None:
    note = points(small, RELEASED, "q002.s1")

    assert [(1, "q002.s1.p2", True), (2, "q002.s1.p9", False)] == [
        (cloze.number, cloze.id, cloze.point is not None) for cloze in note.clozes
    ]


def test_a_point_that_joins_a_released_section_has_a_note_of_its_own(small: Book) -> None:
    notes = [n for n in deal(small, RELEASED) if isinstance(n, PointsNote) and "q002" in n.id]

    assert ["q002.s1", "q002.s1.p1", "q002.a1"] == [note.id for note in notes]
    (face,) = faces(notes[2])
    assert ("q002.a1 c1", "特殊词元\nSpecial tokens") == (face.card, face.back)
    assert "词表" in face.front


def test_a_point_with_a_note_of_its_own_keeps_it_in_a_new_section(small: Book) -> None:
    notes = [
        (note.id, [cloze.id for cloze in note.clozes])
        for note in deal(small, {"q002.a1": ("q002.a1",)})
        if isinstance(note, PointsNote) and "q002" in note.id
    ]

    assert [
        ("q002.s1", ["q002.s1.p1", "q002.s1.p2"]),
        ("q002.a1", ["q002.a1"]),
    ] == notes


def test_a_point_may_be_shown_and_not_asked(small: Book) -> None:
    note = points(with_anki(small, unasked=("q002.a1",)), {}, "q002.s1")

    assert ["q002.s1.p1", "q002.s1.p2"] == [cloze.id for cloze in note.clozes]
    assert "特殊词元" in faces(note)[0].front


def test_a_section_with_nothing_to_ask_makes_no_note(small: Book) -> None:
    notes = deal(with_anki(small, unasked=("q001.s2.p1",)), {})

    assert "q001.s2" not in [note.id for note in notes]


def test_an_unknown_point_is_named(mini: Path) -> None:
    edit(mini / "deck.yaml", "  deck_name:", "  unasked: [q001.s9.p1]\n  deck_name:")

    (problem,) = problems_of(lambda: prepare(load_source(mini), quiet))

    assert "unasked: there is no point q001.s9.p1" == problem.message


def test_a_term_knows_the_question_it_is_learned_with(small: Book) -> None:
    terms = {n.id: n for n in deal(small, {}) if isinstance(n, TermNote)}

    assert "q002" == terms["term.subword"].question.entry.id
    assert "q001" == terms["term.attention-mechanism"].question.entry.id


def test_a_name_that_both_languages_share_is_asked_by_its_definition(mini: Path) -> None:
    row = "  - {id: mask, zh: MASK, en: mask, define: {zh: MASK 是标记。, en: MASK is a mark.}}\n"
    edit(mini / "glossary.yaml", "terms:\n", f"terms:\n{row}")

    notes = prepare(load_source(mini), quiet).notes
    (note,) = (n for n in notes if n.id == "term.mask")
    (face,) = faces(note)

    assert "［…］ 是标记。\n［…］ is a mark." == face.front
    assert "mask" == face.back


def test_the_same_book_is_the_same_package(small: Book) -> None:
    assert packed(small) == packed(small)

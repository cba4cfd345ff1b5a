"""What composing adds to the entries: keywords, concepts with their places, pinyin."""

import pytest
from support import MINI, quiet

from pipeline.load.source import load_source
from pipeline.model.book import Book
from pipeline.prepared import Prepared, prepare


@pytest.fixture(scope="module")
def small() -> Book:
    return prepare(load_source(MINI), quiet).book


# term: (pinyin, the units that name it)
CONCEPTS = {
    "词元": (
        "cí yuán",
        ("q002.question", "q002.summary", "q002.s1.p1", "q002.a1", "q002.s1.p2"),
    ),
    "注意力机制": ("zhù yì lì jī zhì", ("q001.question", "q001.summary")),
    "子词": ("zǐ cí", ("q002.s1.p1",)),
}


def test_concepts_have_pinyin_and_know_their_units(small: Book) -> None:
    assert CONCEPTS == {c.term.zh: (c.term.pinyin, c.units) for c in small.concepts}


def test_concepts_know_their_questions(small: Book) -> None:
    assert [("q002",), ("q001",), ("q002",)] == [c.questions for c in small.concepts]


def test_keywords_are_terms_first_then_what_the_question_is_about(small: Book) -> None:
    assert [
        ("注意力机制", "查询", "开销"),
        ("词元", "子词", "特殊", "词表"),
        ("平方和", "函数"),
    ] == [question.keywords for question in small.questions]


def test_no_keyword_of_the_real_deck_is_a_chance_word(real: Prepared) -> None:
    words = {word for question in real.book.questions for word in question.keywords}

    assert set() == words & {"可用", "直接", "很大", "左右", "进一步", "原文", "换成"}

"""Checks: each finds its fault and leaves good text alone."""

from dataclasses import replace

import pytest
from support import REAL, article

from pipeline.checks.chinese import (
    check_endings,
    check_gaps,
    check_identities,
    check_lines,
    check_numbers,
    check_residue,
)
from pipeline.checks.deck import check_attribution, check_deck, check_release
from pipeline.checks.english import check_han, check_shape
from pipeline.checks.topics import check_topics
from pipeline.checks.twice import check_twice
from pipeline.edited import edited
from pipeline.load.source import load_source
from pipeline.model.article import Entry, Unit
from pipeline.model.corrections import Corrections
from pipeline.model.deck import Attribution, Both, Topic, Translation
from pipeline.model.place import Place
from pipeline.model.reference import References
from pipeline.problem import present
from pipeline.stages.parse import parse

PLACE = Place(file="x")
SOURCE = load_source(REAL)
DECK, TEXT = SOURCE.deck, SOURCE.code.text
EVERY = list(range(1, 64))
SOURCED = present(DECK.attribution)


def entries(*lines: str) -> tuple[Entry[Unit], ...]:
    return parse(article(*lines)).entries


def english(unit: str, zh: str, en: str) -> tuple[Translation, ...]:
    return (Translation(place=PLACE, unit=unit, zh=zh, en=en),)


def test_the_real_deck_is_good() -> None:
    again = check_twice(DECK, TEXT.corrections, SOURCE.references)

    assert [] == [*check_deck(DECK), *check_topics(DECK, EVERY), *again]


@pytest.mark.parametrize("name", ["", "LLM", "llm_interview", "a--b", "../a", "a b"])
def test_ids_of_the_wrong_shape(name: str) -> None:
    (problem,) = check_deck(replace(DECK, id=name))

    assert f"id: {name!r} is no identity" == problem.message


@pytest.mark.parametrize("number", [0, (1 << 30) - 1, 1 << 31])
def test_deck_ids_out_of_range(number: int) -> None:
    (problem,) = check_deck(replace(DECK, anki=replace(DECK.anki, deck_id=number)))

    assert f"the deck id {number} is out of range" == problem.message


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "example.org/x", "https://", "file:///x", "https://[x"]
)
def test_addresses_that_are_none(url: str) -> None:
    (problem,) = check_release(replace(DECK, attribution=replace(SOURCED, url=url)))

    assert f"{url!r} is no web address" == problem.message


def test_attribution() -> None:
    assert [] == list(check_attribution(DECK, SOURCED.url))
    assert [] == list(check_attribution(DECK, None))
    assert 1 == len(list(check_attribution(DECK, "https://example.org")))


NOBODY = {
    "an author to be named later": (replace(SOURCED, author="TODO"), "'TODO' names nothing"),
    "a publisher of dots": (replace(SOURCED, publisher="..."), "'...' names nothing"),
    "terms that are none": (
        replace(SOURCED, terms=Both(zh="待定", en="Credit the source.")),
        "'待定' names nothing",
    ),
    "nothing at all": (None, "the deck names no source, author and terms of reuse"),
}


@pytest.mark.parametrize(("source", "message"), NOBODY.values(), ids=NOBODY)
def test_decks_that_may_not_be_passed_on(source: Attribution | None, message: str) -> None:
    (problem,) = check_release(replace(DECK, attribution=source))

    assert ("error", message) == (problem.severity, problem.message)


def test_decks_that_may_be_passed_on() -> None:
    assert [] == list(check_release(DECK))
    assert [] == list(
        check_release(replace(DECK, attribution=replace(SOURCED, author="None Such")))
    )


def topic(name: str, *numbers: int) -> Topic:
    return replace(DECK.topics[0], id=name, questions=numbers)


TOPICS = {
    "a question without a topic": ((topic("a", 1),), "question 2 has no topic"),
    "a question in two topics": (
        (topic("a", 1, 2), topic("b", 2)),
        "question 2 stands in more than one topic: a, b",
    ),
    "a question that is not there": (
        (topic("a", 1, 2, 3),),
        "topic a: question 3 is not in the article",
    ),
}


@pytest.mark.parametrize(("topics", "message"), TOPICS.values(), ids=TOPICS)
def test_topics(topics: tuple[Topic, ...], message: str) -> None:
    (problem,) = check_topics(replace(DECK, topics=topics), [1, 2])

    assert message == problem.message


def test_names_given_twice() -> None:
    rule = TEXT.corrections.rules[0]
    reference = SOURCE.references.references[0]
    deck = replace(
        DECK, topics=(topic("a", 1), topic("a", 2)), editions=("zh-TW", "zh-CN", "zh-TW")
    )

    found = check_twice(
        deck,
        Corrections(rules=(rule, rule)),
        References(references=(reference, reference)),
    )

    assert [
        "the topic id a is used twice",
        "the edition zh-TW is used twice",
        f"the rule id {rule.id} is used twice",
        f"the reference id {reference.id} is used twice",
    ] == [problem.message for problem in found]


def test_gaps() -> None:
    (problem,) = check_gaps(entries("1. 甲？", "将 未登录词拆分。"))

    assert "warning" == problem.severity
    assert [] == list(check_gaps(entries("1. 甲 GPT 乙？", "丙 1 丁。")))


ENDINGS = {
    "a sentence that breaks off": (("1. 甲？", "乙是一种"), 1),
    "no answer": (("1. 甲？",), 1),
    "a proper end": (("1. 甲？", "乙。"), 0),
    "a quotation at the end": (("1. 甲？", "他说“乙。”"), 0),
    "code": (("1. 甲？", "import torch"), 0),
}


@pytest.mark.parametrize(("lines", "count"), ENDINGS.values(), ids=ENDINGS)
def test_endings(lines: tuple[str, ...], count: int) -> None:
    assert count == len(list(check_endings(entries(*lines))))


def test_numbers() -> None:
    assert [] == list(check_numbers(entries("1. 甲？", "2. 乙？"), "a.txt"))
    (gap,) = check_numbers(entries("1. 甲？", "4. 乙？"), "a.txt")
    assert ("warning", "before question 4 there is no 2, 3") == (gap.severity, gap.message)


def test_one_number_for_two_questions() -> None:
    (problem,) = check_identities(entries("1. 甲？", "1. 乙？"), "a.txt")

    assert ("error", "a.txt:2") == (problem.severity, str(problem.place))
    assert [] == list(check_identities(entries("1. 甲？", "2. 乙？"), "a.txt"))


LOST = {
    "another way to number": ("第3题：丙是什么", 1),
    "brackets": ("（4）丁是什么", 1),
    "a question mark": ("它为什么快？", 1),
    "a number that runs backwards": ("0. 丁是什么", 1),
    "a title": ("【第三部分】", 1),
    "the rest of a sentence": ("因此它很快。", 0),
}


@pytest.mark.parametrize(("line", "count"), LOST.values(), ids=LOST)
def test_lines_that_may_be_questions(line: str, count: int) -> None:
    lines = parse(article("1. 甲？", "乙是丙，", line)).lines

    assert count == len(list(check_lines(lines, "a.txt")))


def test_lines_joined_to_a_sentence_that_had_ended() -> None:
    def count(*lines: str) -> int:
        return len(list(check_lines(parse(article(*lines)).lines, "a.txt")))

    assert 1 == count("1. 甲？", "乙。", "丙丁")
    assert 1 == count("1. 甲？", "乙", "", "丙丁。")
    assert 1 == count("前言", "1. 甲？", "乙", "丙丁。")
    assert 0 == count("1. 甲？", "乙", "丙丁。")


def test_residue_is_shown() -> None:
    done = edited(article("1. 甲？", "乙。当然，以下是其余答案："), Corrections())

    (problem,) = check_residue(done.cleaned.edits, "a.txt")
    assert ("warning", "a.txt:2: q001.summary") == (problem.severity, str(problem.place))


def test_chinese_in_the_english() -> None:
    assert 1 == len(list(check_han(english("q001.summary", "甲", "A 词元 B"))))
    assert 1 == len(list(check_han(english("q001.summary", "甲", "A，b: c"))))
    assert [] == list(check_han(english("q001.summary", "甲", "A “token” – B’s")))


SHAPES = {
    "both": ("q001.s1.p1", "甲：乙。", "A: b.", 0),
    "neither": ("q001.s1.p1", "甲乙。", "A b.", 0),
    "Chinese only": ("q001.s1.p1", "甲：乙。", "A b.", 1),
    "English only": ("q001.s1.p1", "甲乙。", "A: b.", 1),
    "not a point": ("q001.summary", "甲：乙。", "A b.", 0),
}


@pytest.mark.parametrize(("unit", "zh", "en", "count"), SHAPES.values(), ids=SHAPES)
def test_shape(unit: str, zh: str, en: str, count: int) -> None:
    assert count == len(list(check_shape(english(unit, zh, en))))

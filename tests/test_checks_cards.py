"""Rules of good cards: each finds its fault, and leaves a good card alone."""

from dataclasses import replace
from pathlib import Path

import pytest
from support import edit, problems_of, quiet

from pipeline.build import check
from pipeline.checks.cards import check_cards, length
from pipeline.model.face import Face
from pipeline.model.place import Place
from pipeline.prepared import Prepared
from pipeline.stages.faces import faces

GOOD = Face(
    card="q001.s1 c1",
    kind="points",
    place=Place(file="article.txt", line=3),
    front="什么是注意力？\n当前位置提出的问题。",
    back="查询\nQuery",
    answers=("查询", "query"),
)

# title: (the card, what the message holds)
FAULTS: dict[str, tuple[Face, str]] = {
    "a front too long": (replace(GOOD, front="长" * 161), "its front has 161 characters"),
    "a back too long": (replace(GOOD, back="word " * 31), "its back has 31 characters"),
    "more than one fact": (replace(GOOD, answers=("一二三四五六七八九十甲乙丙",)), "one fact"),
    "a list to recite": (
        replace(GOOD, kind="code", answers=("a\nb\nc\nd\ne",)),
        "too long to be one fact",
    ),
    "the answer on the front": (replace(GOOD, front="查询是什么？"), "its own answer on the front"),
    "the answer in English": (replace(GOOD, front="Query 是？"), "its own answer on the front"),
    "the answer turned around": (
        replace(GOOD, front="共享权重的层", answers=("权重共享",)),
        "its own answer on the front: 权重共享",
    ),
    "the output in the program": (
        replace(GOOD, kind="code", front="print(42)", answers=("42",)),
        "its own answer on the front: 42",
    ),
    "nothing asked": (replace(GOOD, front=" \n"), "asks nothing"),
}


def found(*cards: Face) -> list[str]:
    return [problem.message for problem in check_cards(cards)]


def test_a_good_card_is_left_alone() -> None:
    assert [] == found(GOOD)


@pytest.mark.parametrize("case", FAULTS.values(), ids=FAULTS)
def test_faults(case: tuple[Face, str]) -> None:
    card, message = case

    assert [message in text for text in found(card)] == [True]


LEFT_ALONE = {
    "a word that holds the answer": replace(GOOD, front="subquery 是？", answers=("query",)),
    "short terms turned around": replace(GOOD, front="数据的据数", answers=("据数数",)),
    "an answer of a question": replace(GOOD, kind="question", answers=()),
    "a part of the output": replace(GOOD, kind="code", front="randn(2)", answers=("[2, 2]",)),
}


@pytest.mark.parametrize("card", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_left_alone(card: Face) -> None:
    assert [] == found(card)


def test_two_fronts_alike() -> None:
    other = replace(GOOD, card="q002.s1 c1", front=f" {GOOD.front}\n".upper())

    assert ["cards q001.s1 c1 and q002.s1 c1 have the same front"] == found(GOOD, other)


def test_length_counts_characters_and_words() -> None:
    assert 6 == length("用 LoRA 微调 GPT-3")


def test_no_card_of_the_real_deck_is_at_fault(real: Prepared) -> None:
    every = tuple(face for note in real.notes for face in faces(note))

    assert 644 == len(every)
    assert [] == found(*every)


BLOCKS = "code/blocks.yaml"

# title: (what stands in blocks.yaml, what stands there then, what the message holds)
CODE = {
    "a line that is not there": (
        "line: result =",
        "line: results =",
        "stands 0 times in the block",
    ),
    "a part that is not there": ("hide: n * n", "hide: n ** 2", "stands 0 times in the line"),
    "a part twice": ("hide: n * n", "hide: n", "times in the line"),
    "a card of neither kind": (
        "        line: result = sum(n * n for n in numbers)\n",
        "",
        "a probe",
    ),
    "an id with blanks": ("- id: square", '- id: "a square"', "'a square' is no identity"),
    "an id twice": ("- id: square", "- id: empty", "the card empty is given twice"),
    "a probe that was not run": ("print(total([]))", "print(total([1]))", "changed since"),
}


@pytest.mark.parametrize("case", CODE.values(), ids=CODE)
def test_code_cards(mini: Path, case: tuple[str, str, str]) -> None:
    old, new, message = case
    edit(mini / BLOCKS, old, new)

    problems = problems_of(lambda: check(mini, quiet))

    assert message in "\n".join(problem.message for problem in problems)

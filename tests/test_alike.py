"""Questions much alike: the real pair is found, and others are left alone."""

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import REAL, article

from pipeline.checks.alike import check_alike
from pipeline.edited import edited
from pipeline.load.source import load_text
from pipeline.model.article import Entry, Unit
from pipeline.model.corrections import Alike
from pipeline.model.place import Place
from pipeline.problem import Problem
from pipeline.stages.parse import parse
from pipeline.text.likeness import alike, pieces

ROW = Place(file="corrections.yaml", line=3, key="alike[0]")
METRICS = ("BLEU、ROUGE 等指标和人工评估。", "指标：", "- 人工评估：评价生成文本的质量。")
LINES = (
    *("1. 如何评估 LLM 的性能？", *METRICS),
    *("2. 什么是知识蒸馏？", "训练较小的学生模型来模仿教师模型。"),
    *("3. 评估 LLM 的常用指标有哪些？", *METRICS),
    *("4. 如何缓解过拟合？", "可以用早停与正则化。"),
)


def entries(*lines: str) -> tuple[Entry[Unit], ...]:
    return parse(article(*lines)).entries


def acknowledged(*pairs: tuple[int, int]) -> tuple[Alike, ...]:
    return tuple(Alike(place=ROW, questions=pair, reason="x") for pair in pairs)


def problems(*known: tuple[int, int]) -> list[Problem]:
    return list(check_alike(entries(*LINES), acknowledged(*known), "a.txt"))


def test_a_pair_is_found() -> None:
    (problem,) = problems()

    assert ("warning", "a.txt:7: q003") == (problem.severity, str(problem.place))
    assert problem.message.startswith("question 3 is much like question 1 on line 1 (0.")
    assert problem.message.endswith("评估 LLM 的常用指标有哪些？ / 如何评估 LLM 的性能？")
    assert "as [1, 3]" in problem.hint


@pytest.mark.parametrize("known", [(1, 3), (3, 1)])
def test_a_known_pair_is_quiet(known: tuple[int, int]) -> None:
    assert [] == problems(known)


STALE = {
    "two that differ": (2, 4),
    "a question that is gone": (1, 9),
    "one question twice": (2, 2),
}


@pytest.mark.parametrize("known", STALE.values(), ids=STALE)
def test_a_known_pair_that_is_no_longer_alike(known: tuple[int, int]) -> None:
    (problem,) = problems((1, 3), known)

    assert ("warning", ROW) == (problem.severity, problem.place)
    assert "are acknowledged as alike, but they are not" in problem.message


def test_the_real_pair_is_near_the_top() -> None:
    text = load_text(REAL)
    real = edited(text.article, text.corrections).entries
    texts = [sum((pieces(unit.zh) for unit in entry.units()), Counter()) for entry in real]

    first = alike(texts, 0.15)[:3]
    assert (40, 53) in {(real[pair.one].number, real[pair.other].number) for pair in first}


def test_the_real_pair_is_acknowledged() -> None:
    text = load_text(REAL)
    real = edited(text.article, text.corrections).entries

    before = {problem.message[:45] for problem in check_alike(real, (), "a.txt")}
    after = {problem.message[:45] for problem in check_alike(real, text.corrections.alike, "a.txt")}
    assert {"question 53 is much like question 40 on line "} == before - after


def test_few_entries() -> None:
    assert [] == list(check_alike((), (), "a.txt"))
    assert [] == list(check_alike(entries("1. 甲？", "乙。"), (), "a.txt"))


def test_likeness_does_not_depend_on_order() -> None:
    one, other, third = map(pieces, ("评估模型的性能", "模型性能的评估", "知识蒸馏"))

    (forth,) = alike([one, other, third], 0.1)
    (back,) = alike([third, other, one], 0.1)
    assert (0, 1, 1, 2) == (forth.one, forth.other, back.one, back.other)
    assert forth.score == pytest.approx(back.score)


TEXTS = st.lists(
    st.text(alphabet="甲乙丙丁戊己庚辛", max_size=12).map(pieces), min_size=2, max_size=12
)


@given(TEXTS, st.sampled_from([0.1, 0.3, 0.6]))
def test_the_index_misses_no_pair(texts: list[Counter[str]], least: float) -> None:
    every = {(pair.one, pair.other): pair.score for pair in alike(texts, 1e-9)}

    wanted = {pair for pair, score in every.items() if score >= least + 1e-9}
    assert wanted <= {(pair.one, pair.other) for pair in alike(texts, least)}
    assert set(every) >= {
        (one, other)
        for one, other in combinations(range(len(texts)), 2)
        if texts[one].keys() & texts[other].keys()
    }

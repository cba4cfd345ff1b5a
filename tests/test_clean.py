"""Cleaning: which copy of a question is kept, and why the other one goes."""

from support import article

from pipeline.stages.clean import Cleaned, clean
from pipeline.stages.parse import parse

GOOD = ("如何缓解过拟合?", "可以使用正则化。", "技术:", "- 早停:及时停止。", "- 正则化:加惩罚项。")


def cleaned(*lines: str) -> Cleaned:
    return clean(parse(article(*lines)).entries)


def test_the_copy_with_residue_goes() -> None:
    result = cleaned("1. 甲?", "乙。-当然,以下是其余问题的答案:", "1. 甲?", "乙。")

    (drop,) = result.drops
    assert ("1-2", "3-4") == (str(drop.span), str(drop.kept))
    assert any("residue" in reason for reason in drop.reasons)


def test_the_copy_that_breaks_off_goes_even_when_it_comes_second() -> None:
    result = cleaned("1. 甲是什么?", "乙是一种方法。", "1. 甲是什么?", "乙是一种")

    (drop,) = result.drops
    assert "3-4" == str(drop.span)
    assert "has no proper end" in drop.reasons


def test_the_copy_with_fewer_points_goes_and_says_what_only_it_had() -> None:
    result = cleaned(
        f"1. {GOOD[0]}",
        *GOOD[1:],
        f"1. {GOOD[0]}",
        "可以使用正则化。",
        "技术:",
        "- 集成:多个模型。",
    )

    (drop,) = result.drops
    assert "has 1 of the 2 points that the other copy has" in drop.reasons
    assert ("集成:多个模型。",) == drop.lacking


def test_punctuation_does_not_hide_a_copy() -> None:
    assert 1 == len(cleaned("1. 什么是词元?", "甲。", "2. 什么是词元？ ", "甲乙。").drops)


def test_questions_that_are_only_alike_both_stay() -> None:
    result = cleaned(
        "1. 如何评估 LLM 的性能?", "甲。", "2. 评估 LLM 生成文本的常用指标有哪些?", "乙。"
    )

    assert () == result.drops
    assert 2 == len(result.entries)


def test_questions_that_differ_in_one_word_both_stay() -> None:
    result = cleaned(
        "1. 讨论 BERT 在文本分类中的作用。", "甲。", "2. 讨论 BERT 在文本生成中的作用。", "乙。"
    )

    assert () == result.drops


def test_residue_in_the_only_copy_is_cut_out_and_recorded() -> None:
    result = cleaned(
        "1. 甲?", "乙。", "要点:", "- 丙。希望以上回答对您有帮助!", "- 好的，以下是其余答案："
    )

    (section,) = result.entries[0].sections
    assert ["丙。"] == [point.zh for point in section.points]
    assert ["residue", "residue"] == [e.rule for e in result.edits if e.rule == "residue"]


def test_a_better_copy_under_another_number_comes_in_its_place() -> None:
    result = cleaned("1. 甲是什么?", "乙", "2. 丙是哪个?", "丁。", "3. 甲是什么?", "乙是戊。")

    assert [2, 3] == [entry.number for entry in result.entries]
    assert result.drops[0].reasons[0] == "asks the same as question 3 at line 5"


def test_three_copies() -> None:
    result = cleaned("1. 甲?", "乙", "1. 甲?", "乙。", "1. 甲?", "")

    assert 1 == len(result.entries)
    assert ["1-2", "5"] == [str(drop.span) for drop in result.drops]


def test_a_label_whose_points_were_all_residue_goes_with_them() -> None:
    result = cleaned("1. 甲?", "乙。", "要点:", "- 好的，以下是其余答案：")

    assert () == result.entries[0].sections
    assert [("q001.s1", ""), ("q001.s1.p1", "")] == sorted(
        (edit.unit, edit.after) for edit in result.edits if edit.rule == "residue"
    )


def test_code_is_left_alone() -> None:
    lines = ("1. 写代码,用GPT。", 'x = f("你好,世界:a")')

    (entry,) = cleaned(*lines).entries

    assert 'x = f("你好,世界:a")' == entry.codes[0].text
    assert "写代码，用 GPT。" == entry.question.zh

"""Parsing: what each line is taken for, and what becomes of the article's odd lines."""

import pytest
from support import article, problems_of

from pipeline.stages.parse import parse


def roles(*lines: str) -> list[str]:
    return [line.role for line in parse(article(*lines)).lines]


ROLES = {
    "question, summary, label, point": (
        ("1. 什么?", "一句话。", "要点:", "- 甲:乙。"),
        ["heading", "summary", "label", "point"],
    ),
    "no blank behind the number": (("21.GPT 系列如何工作?",), ["heading"]),
    "other ways to number": (("1、甲?", "2）乙?", "问题3：丙?"), ["heading"] * 3),
    "full-width colon behind a label": (
        ("1. 甲?", "乙。", "要点：", "• 丙：丁。"),
        ["heading", "summary", "label", "point"],
    ),
    "a colon without points is no label": (
        ("1. 甲?", "以下是其余答案:", "2. 乙?"),
        ["heading", "summary", "heading"],
    ),
    "a decimal is no question": (("1. 甲?", "1.5 亿个参数。"), ["heading", "summary"]),
    "a year is no question": (("1. 甲?", "2017. 年提出。"), ["heading", "summary"]),
    "a number that runs backwards is no question": (
        ("7. 甲?", "乙。", "1. 丙"),
        ["heading", "summary", "continuation"],
    ),
    "a sentence that goes on": (
        ("1. 甲?", "上半句，", "下半句。"),
        ["heading", "summary", "continuation"],
    ),
    "blank lines": (("", "1. 甲?", "", "乙。"), ["blank", "heading", "blank", "summary"]),
    "code": (
        ("1. 写代码。", "import torch", "for x in y:", "print(x)", "2. 乙?"),
        ["heading", "code", "code", "code", "heading"],
    ),
    "code that opens with a loop": (
        ("1. 写代码。", 'for w in ["你好"]: print(w,"长度:")', "2. 乙?"),
        ["heading", "code", "heading"],
    ),
    "code with Chinese in a comment": (
        ("1. 写代码。", "x = 1", "# 注释", "- 说明：如下。"),
        ["heading", "code", "code", "point"],
    ),
    "prose about code is no code": (("1. 甲?", "import 是一个关键字。"), ["heading", "summary"]),
    "a blank line between a label and its points": (
        ("1. 甲?", "乙。", "要点:", "", "- 丙:丁。"),
        ["heading", "summary", "label", "blank", "point"],
    ),
    "a ratio is no question": (
        ("1. 甲?", "乙。", "3:1 的比例最好。"),
        ["heading", "summary", "continuation"],
    ),
    "a dict in code is no question": (
        ("1. 写代码。", "x = {", '1: "a",', '2: "b",', "}", "2. 乙?"),
        ["heading", "code", "code", "code", "code", "heading"],
    ),
    "a point about a source is no attribution": (
        ("1. 甲?", "- 数据来源:见 https://example.org 网站。", "2. 乙?"),
        ["heading", "point", "heading"],
    ),
    "a sentence about a source is no attribution": (
        ("1. 甲?", "乙。", "版权信息见 https://example.org 网站。", "2. 乙?"),
        ["heading", "summary", "continuation", "heading"],
    ),
    "attribution": (
        ("1. 甲?", "乙。", "发布者:某人,转载请注明出处:https://example.org"),
        ["heading", "summary", "attribution"],
    ),
    "an address in an answer is no attribution": (
        ("1. 甲?", "见 https://example.org 一页。"),
        ["heading", "summary"],
    ),
}


@pytest.mark.parametrize(("lines", "wanted"), ROLES.values(), ids=ROLES)
def test_roles(lines: tuple[str, ...], wanted: list[str]) -> None:
    assert wanted == roles(*lines)


def test_units_have_ids_and_lines() -> None:
    (entry,) = parse(article("8. 甲?", "乙", "丙。", "一:", "- 丁:戊。", "二:", "- 己。")).entries

    assert [
        ("q008.question", "甲?", "1"),
        ("q008.summary", "乙丙。", "2-3"),
        ("q008.s1", "一", "4"),
        ("q008.s1.p1", "丁:戊。", "5"),
        ("q008.s2", "二", "6"),
        ("q008.s2.p1", "己。", "7"),
    ] == [(unit.id, unit.zh, str(unit.span)) for unit in entry.units()]


def test_points_without_a_label() -> None:
    (entry,) = parse(article("1. 甲?", "- 乙。", "- 丙。")).entries

    assert "" == entry.sections[0].label.zh
    assert ["乙。", "丙。"] == [point.zh for point in entry.sections[0].points]


def test_code_keeps_its_blank_lines_and_stays_one() -> None:
    (entry,) = parse(
        article("1. 写代码。", "import os", "", "print(os.sep)", "", "2. 乙?")
    ).entries[:1]

    assert ["import os\n\nprint(os.sep)"] == [code.text for code in entry.codes]


def test_prose_behind_code() -> None:
    (problem,) = problems_of(lambda: parse(article("1. 写。", "x = 1", "然后调用它。")))

    assert ("prose behind code: 然后调用它。", 3) == (problem.message, problem.place.line)


def test_an_article_without_questions() -> None:
    (problem,) = problems_of(lambda: parse(article("随便一句话。")))

    assert "no question was found" == problem.message


def test_text_before_the_first_question_goes_into_no_entry() -> None:
    parsed = parse(article("前言", "再一行", "1. 甲?", "乙。"))

    assert ["preface", "preface", "heading", "summary"] == [line.role for line in parsed.lines]
    assert ["甲?", "乙。"] == [unit.zh for entry in parsed.entries for unit in entry.units()]

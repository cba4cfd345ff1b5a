"""Corrections: data that must fit the text exactly, or say why they do not."""

from support import article, problems_of

from pipeline.model.article import Entry, Unit
from pipeline.model.corrections import Corrections, Replacement, Rule
from pipeline.model.place import Place
from pipeline.stages.clean import clean
from pipeline.stages.correct import Corrected, correct
from pipeline.stages.parse import parse

PLACE = Place(file="corrections.yaml", line=7)


def entries(*lines: str) -> tuple[Entry[Unit], ...]:
    return clean(parse(article(*lines)).entries).entries


TEXT = entries("1. 标记是什么?", "标记由转换器处理，标记数据除外。")


def rule(find: str, new: str, count: int, keep: tuple[str, ...] = ()) -> Rule:
    return Rule(
        place=PLACE, id="R1", kind="TERM", find=find, replace=new, count=count, reason="", keep=keep
    )


def row(unit: str, was: str, now: str) -> Replacement:
    return Replacement(place=PLACE, unit=unit, kind="MT", was=was, now=now, reason="")


def corrected(*rows: Rule | Replacement) -> Corrected:
    return correct(
        TEXT,
        Corrections(
            rules=tuple(r for r in rows if isinstance(r, Rule)),
            replacements=tuple(r for r in rows if isinstance(r, Replacement)),
        ),
    )


def complaint(*rows: Rule | Replacement) -> str:
    (problem,) = problems_of(lambda: corrected(*rows))
    assert PLACE == problem.place
    return problem.message


def summary(result: Corrected) -> str:
    assert result.entries[0].summary is not None
    return result.entries[0].summary.zh


def test_a_rule_spares_the_phrases_it_keeps() -> None:
    result = corrected(rule("标记", "词元", 2, ("标记数据",)))

    assert "词元由转换器处理，标记数据除外。" == summary(result)
    assert ["q001.question", "q001.summary"] == [edit.unit for edit in result.edits]


def test_a_rule_sets_the_typography_of_what_it_changed() -> None:
    assert "标记由 Transformer 处理，标记数据除外。" == summary(
        corrected(rule("转换器", "Transformer", 1))
    )


def test_a_replacement_sees_the_text_after_the_rules() -> None:
    was = "标记由 Transformer 处理，标记数据除外。"

    result = corrected(rule("转换器", "Transformer", 1), row("q001.summary", was, "甲。"))

    assert "甲。" == summary(result)
    assert [("R1", was), ("q001.summary", "甲。")] == [(e.rule, e.after) for e in result.edits]


def test_too_often() -> None:
    assert "rule R1 finds '标记' 3 times, not 2: q001.question, q001.summary" == complaint(
        rule("标记", "词元", 2)
    )


def test_nowhere() -> None:
    assert "rule R1 finds '梯度' 0 times, not 1: nowhere" == complaint(rule("梯度", "坡度", 1))


def test_a_kept_phrase_that_is_nowhere() -> None:
    assert "keeps '标记工具'" in complaint(rule("标记", "词元", 3, ("标记工具",)))


def test_unknown_unit() -> None:
    assert "there is no unit q009.summary" == complaint(row("q009.summary", "甲", "乙"))


def test_old_wording_that_is_not_there() -> None:
    assert "reads '标记是什么？' here, not '词元是什么？'" in complaint(
        row("q001.question", "词元是什么？", "什么是词元？")
    )


def test_a_row_that_changes_nothing() -> None:
    assert "`now` is the same as `was`" in complaint(
        row("q001.question", "标记是什么？", "标记是什么？")
    )


def test_new_wording_against_the_typography() -> None:
    assert "breaks the typography" in complaint(
        row("q001.question", "标记是什么？", "什么是token?")
    )


def test_one_unit_replaced_twice() -> None:
    rows = (row("q001.question", "标记是什么？", "甲？"), row("q001.question", "甲？", "乙？"))

    assert all(
        "more than once" in problem.message for problem in problems_of(lambda: corrected(*rows))
    )


def test_kept_phrases_that_overlap() -> None:
    text = entries("1. 甲乙丙丁？", "丙。")
    overlapping = rule("丙", "戊", 1, ("甲乙", "乙丙丁"))

    result = correct(text, Corrections(rules=(overlapping,)))

    assert ["甲乙丙丁？", "戊。"] == [unit.zh for unit in result.entries[0].units()]


def test_a_rule_that_leaves_nothing() -> None:
    assert "rule R1 leaves nothing of q001.question" == complaint(rule("标记是什么？", "", 1))


def test_all_mistakes_at_once() -> None:
    rows = (rule("梯度", "坡度", 1), row("q009.summary", "甲", "乙"))

    assert 2 == len(problems_of(lambda: corrected(*rows)))

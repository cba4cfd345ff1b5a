"""Accounting: every line has one fate, and together they are the article."""

from collections import Counter

import pytest
from support import article

from pipeline.edited import edited
from pipeline.model.corrections import Corrections
from pipeline.prepared import Prepared
from pipeline.stages.account import account


def kinds(*lines: str) -> list[str]:
    return [fate.kind for fate in edited(article(*lines), Corrections()).fates()]


def test_used_corrected_blank() -> None:
    assert ["used", "corrected", "dropped"] == kinds("1. 甲？", "乙是GPT。", "")


def test_a_copy_is_merged_and_dropped() -> None:
    lines = ("1. 甲？", "乙。当然，以下是其余答案：", "1. 甲？", "乙。")

    assert ["merged", "dropped", "used", "used"] == kinds(*lines)


def test_a_sentence_that_goes_on_is_merged() -> None:
    assert ["used", "used", "merged"] == kinds("1. 甲？", "乙", "丙。")


def test_residue_that_was_a_whole_line_is_dropped_with_its_label() -> None:
    lines = ("1. 甲？", "乙。", "要点：", "- 好的，以下是其余答案：")

    assert ["used", "used", "dropped", "dropped"] == kinds(*lines)


def test_a_preface_is_dropped() -> None:
    assert ["dropped", "used", "used"] == kinds("前言", "1. 甲？", "乙。")


def test_a_line_that_went_nowhere_is_a_bug() -> None:
    done = edited(article("1. 甲？", "乙。"), Corrections())

    with pytest.raises(AssertionError, match="line 1 went nowhere"):
        account(done.parsed.lines, (), (), ())


def test_a_line_that_went_two_ways_is_a_bug() -> None:
    done = edited(article("1. 甲？", "乙。"), Corrections())

    with pytest.raises(AssertionError, match=r"line 1 went into q001\.question and q001\.question"):
        account(done.parsed.lines, (*done.entries, *done.entries), (), ())


def test_the_real_article_adds_up(real: Prepared) -> None:
    fates = real.trail.fates
    counts = Counter(fate.kind for fate in fates)

    assert list(range(1, 374)) == [fate.line for fate in fates]
    assert 373 == counts.total()
    assert (2, 4) == (counts["merged"], counts["dropped"])
    assert all(fate.reason for fate in fates)

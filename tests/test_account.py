"""Accounting: every line has one fate, and together they are the article."""

from collections import Counter

from support import REAL, article, quiet

from pipeline.build import Prepared, prepare
from pipeline.edited import edited
from pipeline.load.source import load_source
from pipeline.model.deck import Corrections


def kinds(*lines: str) -> list[str]:
    return [fate.kind for fate in edited(article(*lines), Corrections()).fates()]


def test_used_corrected_blank() -> None:
    assert ["used", "corrected", "dropped"] == kinds("1. 甲？", "乙是GPT。", "")


def test_a_copy_is_merged_and_dropped() -> None:
    lines = ("1. 甲？", "乙。当然，以下是其余答案：", "1. 甲？", "乙。")

    assert ["merged", "dropped", "used", "used"] == kinds(*lines)


def test_a_sentence_that_goes_on_is_merged() -> None:
    assert ["used", "used", "merged"] == kinds("1. 甲？", "乙", "丙。")


def test_the_real_article_adds_up(real: Prepared) -> None:
    lines = load_source(REAL).code.text.article.lines
    fates = prepare(load_source(REAL), quiet).trail.fates
    counts = Counter(fate.kind for fate in fates)

    assert list(range(1, 374)) == [fate.line for fate in fates]
    assert 373 == len(lines) == counts.total()
    assert (2, 4) == (counts["merged"], counts["dropped"])
    assert real.trail.fates == fates
    assert all(fate.reason for fate in fates)

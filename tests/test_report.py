"""The report: complete, and text from outside stays text in it."""

from dataclasses import replace

import pytest
from support import MINI, quiet

from pipeline.export.report import report
from pipeline.load.source import load_source
from pipeline.model.edits import Trail
from pipeline.prepared import Prepared, prepare


@pytest.fixture(scope="module")
def small() -> Prepared:
    return prepare(load_source(MINI), quiet)


def written(prepared: Prepared, trail: Trail | None = None) -> str:
    return report(prepared.book, trail or prepared.trail, prepared.notes).decode()


def test_counts_add_up(small: Prepared) -> None:
    text = written(small)

    counts = {"used": 9, "corrected": 9, "merged": 2, "dropped": 4, "all": 24}
    for kind, count in counts.items():
        assert f"| {kind} | {count} |" in text


def test_says_what_was_dropped_and_why(small: Prepared) -> None:
    text = written(small)

    assert "### Question 2, lines 10-13, for the copy at lines 14-18" in text
    assert "- it holds residue of a chat model: -当然,以下是其余问题的答案:" in text


def test_says_what_was_corrected_and_why(small: Prepared) -> None:
    text = written(small)

    assert "### T1: TERM: 标记 → 词元: one term for token" in text
    assert "| 14 | q002.question | 标记是什么？ | 词元是什么？ |" in text
    assert (
        "| 8 | q001.s2.p1 | 开销：随长度平方增长，长文本很慢。 "
        "| 开销：随序列长度平方增长，处理长文本很慢。 | FACT: says what grows |" in text
    )


def test_names_the_run(small: Prepared) -> None:
    text = written(small)

    assert (
        "- verified on 2026-11-26 on AMD EPYC, Linux x86\\_64, Python 3.11.7; sandbox: bub" in text
    )
    assert "which stopped network, secrets, writes, processes, namespaces, forks" in text


def test_shows_a_lab_with_its_figure(small: Prepared) -> None:
    text = written(small)

    assert "### q003.l1\n\n相邻平方数之差是什么？\n\nHow far apart are neighboring squares?" in text
    assert "```python\nimport matplotlib.pyplot as plt\n" in text
    assert "```text\nsquares: 1 4 9 16 25 36 49\n" in text
    assert "![一条上升的曲线，从 1 到 49。 A rising curve from 1 to 49.](q003.l1.png)" in text
    assert (
        "差是依次增大的奇数。\n\nThe gaps are odd numbers, each larger than the one before.\n"
        in text
    )


def test_a_programs_text_ends_no_fence(small: Prepared) -> None:
    (lab,) = small.book.questions[2].labs
    run = replace(lab.runs[0], stdout="```\n# not a heading\n````\n")
    forged = replace(small.book.questions[2], labs=(replace(lab, runs=(run,)),))
    book = replace(small.book, questions=(*small.book.questions[:2], forged))

    text = written(replace(small, book=book))

    assert "`````text\n```\n# not a heading\n````\n`````" in text


def test_text_stays_text(small: Prepared) -> None:
    edit = replace(small.trail.corrections[0], before="a|b\n# c", after="<img src=x> [l](u) *b*")

    text = written(small, replace(small.trail, corrections=(edit,)))

    assert r"| a\|b \# c | \<img src=x\> \[l\](u) \*b\* |" in text


SECTIONS = {
    "an addition": "不来自文本。 | was missing | Example & Muster 2026 §2 |",
    "an erratum": "| 8 | q001.s2.p1.erratum | 原文没有说明是什么的长度；开销随序列长度增长。 "
    "| Example & Muster 2026 §1 |",
    "a correction declined": "- line 4: 查询 to query: the Chinese term is usual",
    "a term with computed pinyin": "** zhù yì lì jī zhì · **attention mechanism** · q001",
    "a term with its own pinyin": "**词元** cí yuán · **token** · q002\n  模型处理",
    "a reference": "- Example & Muster 2026: An invented paper. Proceedings of Nothing. "
    "https://example.org/paper",
}


@pytest.mark.parametrize("line", SECTIONS.values(), ids=SECTIONS)
def test_names_what_the_editor_added(small: Prepared, line: str) -> None:
    assert line.replace("&", "\\&") in written(small)

"""The first deck: the article as received, and what must be true of what is made from it."""

from hashlib import sha256

import pytest
from support import REAL

from pipeline.edited import edited
from pipeline.load.source import load_source
from pipeline.prepared import Prepared

ARTICLE = "b8966d4be94d4f031d5c6030c994ef4d1e1149ebcd5a48cb6ea38daa23c5ebc5"
SOURCE = load_source(REAL)
TEXT = SOURCE.code.text
DONE = edited(TEXT.article, TEXT.corrections)


def test_the_article_is_as_received() -> None:
    assert ARTICLE == sha256((REAL / "article.txt").read_bytes()).hexdigest()


def test_parsed() -> None:
    entries = DONE.parsed.entries
    points = [point for e in entries for section in e.sections for point in section.points]

    assert (65, 154) == (len(entries), len(points))
    assert [1, 58] == [entry.number for entry in entries if len(entry.sections) == 2]
    assert [38, 39] == [entry.number for entry in entries if entry.codes]
    assert "https://www.shxcj.com/archives/3903" == DONE.parsed.address


def test_the_first_copies_of_24_and_49_go_for_reasons_found() -> None:
    first, second = DONE.cleaned.drops

    assert (24, "125-128", "129-133") == (first.number, str(first.span), str(first.kept))
    assert (49, "282-283", "284-289") == (second.number, str(second.span), str(second.kept))
    for drop in (first, second):
        reasons = " ".join(drop.reasons)
        assert "asks the same" in reasons
        assert "residue of a chat model" in reasons
        assert "no proper end" in reasons
    assert ("提高收敛性:有助于实现最佳性能。",) == first.lacking


def test_63_questions_in_order(real: Prepared) -> None:
    assert list(range(1, 64)) == [question.entry.number for question in real.book.questions]
    assert () == real.warnings
    assert 6 <= len(real.book.deck.topics) <= 9


def test_labelled_data_in_42_stays_labelled(real: Prepared) -> None:
    point = real.book.questions[41].entry.sections[0].points[0]

    assert "标注数据" in point.zh
    assert "labeled data" in point.en


def test_every_kept_word_of_the_article_is_used_or_corrected(real: Prepared) -> None:
    corrected = {edit.unit for edit in (*real.trail.cleaning, *real.trail.corrections)}

    for question in real.book.questions:
        for pair in question.entry.units():
            line = TEXT.article.lines[pair.span.first - 1]
            own = pair.origin in ("added", "erratum")
            assert own or pair.id in corrected or pair.zh in line


def test_numbers_of_question_10(real: Prepared) -> None:
    summary = real.book.questions[9].entry.summary
    assert summary is not None

    assert "1750 亿" in summary.zh
    assert "15 亿" in summary.zh
    assert "175 billion" in summary.en
    assert "1.5 billion" in summary.en


def test_code_loses_no_character(real: Prepared) -> None:
    for question in real.book.questions:
        for code, answer in zip(question.entry.codes, question.answers, strict=True):
            assert "".join(code.text.split()) == "".join(answer.job.code.split())


# Questions in which the article had a fact wrong or misled its reader.
WRONG = (
    1,
    2,
    4,
    5,
    8,
    12,
    14,
    21,
    23,
    28,
    29,
    31,
    32,
    34,
    37,
    38,
    39,
    44,
    45,
    49,
    51,
    54,
    55,
    60,
    62,
)


@pytest.mark.parametrize("number", WRONG)
def test_wrong_facts_have_errata_with_sources(real: Prepared, number: int) -> None:
    question = real.book.questions[number - 1]

    assert question.entry.errata
    for erratum in question.entry.errata:
        assert erratum.zh.startswith(("原文", "原题"))
        assert real.book.citations(erratum)


@pytest.mark.parametrize("number", [7, 13, 18, 20, 27, 30, 51, 55])
def test_thin_answers_have_substance(real: Prepared, number: int) -> None:
    units = list(real.book.questions[number - 1].entry.units())

    assert sum(unit.origin in ("added", "rewritten") for unit in units) >= 1
    assert sum(unit.id.rpartition(".")[2][0] in "pa" for unit in units) >= 3


def test_questions_much_alike_are_acknowledged_not_dropped(real: Prepared) -> None:
    (pair,) = real.trail.editor.alike

    assert (40, 53) == pair.questions
    assert {40, 53} <= {question.entry.number for question in real.book.questions}

"""The index of terms: its order in both languages, its groups, the places it looks pages up by."""

from dataclasses import replace

import pytest

from pipeline.export.pdf.index import index_data
from pipeline.model.book import Book, Concept
from pipeline.model.glossary import Term
from pipeline.model.place import Place
from pipeline.prepared import Prepared
from pipeline.stages.edition import edition

PLACE = Place(file="glossary.yaml", line=1)


def concept(zh: str, en: str, pinyin: str = "", units: tuple[str, ...] = ("q001.s1",)) -> Concept:
    return Concept(term=Term(place=PLACE, id="t", zh=zh, en=en, pinyin=pinyin), units=units)


def groups(book: Book, lang: str, *concepts: Concept) -> list[tuple[str, list[str]]]:
    data = index_data(replace(book, concepts=concepts))[lang]
    return [(group["initial"], [term["name"] for term in group["terms"]]) for group in data]


def test_english_groups_are_whole(real: Prepared) -> None:
    concepts = (
        concept("波束", "beam"),
        concept("八位子词", "8-bit subword"),
        concept("注意力", "attention"),
        concept("偏见", "Bias"),
        concept("引号", "“abc”"),
    )

    assert [
        ("#", ["8-bit subword"]),
        ("A", ["“abc”", "attention"]),
        ("B", ["beam", "Bias"]),
    ] == groups(real.book, "en", *concepts)


def test_an_abbreviation_follows_its_term(real: Prepared) -> None:
    term = concept("字节对编码", "byte-pair encoding (BPE)")

    assert [("B", ["byte-pair encoding, BPE"])] == groups(real.book, "en", term)


def test_written_pinyin_is_the_order(real: Prepared) -> None:
    concepts = (
        concept("长文", "long text", "cháng wén"),
        concept("长者", "elder", "zhǎng zhě"),
        concept("词元", "token"),
        concept("BERT", "BERT"),
    )

    assert [("B", ["BERT"]), ("C", ["长文", "词元"]), ("Z", ["长者"])] == groups(
        real.book, "zh", *concepts
    )


ELSEWHERE = {
    "a word of another reading in another script": ("長距離依賴", "C"),
    "a word of its own": ("遮罩", "Z"),
}


@pytest.mark.parametrize(("name", "letter"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_the_order_of_a_traditional_index(real: Prepared, name: str, letter: str) -> None:
    data = index_data(edition(real.book, "zh-TW"))["zh"]

    assert [letter] == [
        group["initial"] for group in data for term in group["terms"] if name == term["name"]
    ]


def test_every_row_of_the_real_index_leads_somewhere(real: Prepared) -> None:
    known = {pair.id for q in real.book.questions for pair in q.entry.units()}

    for lang in ("zh", "en"):
        for group in index_data(real.book)[lang]:
            for term in group["terms"]:
                assert term["units"]
                assert set(term["units"]) <= known


def test_a_term_that_is_everywhere_is_looked_up_where_the_text_is_about_it(real: Prepared) -> None:
    units = tuple(f"q{n:03d}.summary" for n in range(1, 20))
    term = replace(concept("词元", "token", units=units), about=("q001.summary",))
    (group,) = index_data(replace(real.book, concepts=(term,)))["zh"]

    assert ["q001.summary"] == group["terms"][0]["units"]


def test_the_subject_of_the_book_has_no_row(real: Prepared) -> None:
    rare = concept("词元", "token")
    everywhere = concept("模型", "model", units=tuple(f"q{n:03d}.summary" for n in range(1, 40)))

    assert [("T", ["token"])] == groups(real.book, "en", rare, everywhere)

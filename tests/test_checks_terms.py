"""Checks of terms: one name a concept in each language, the same concepts on both sides."""

from dataclasses import replace

import pytest
from support import REAL, article

from pipeline.checks.terms import (
    check_complete,
    check_english_terms,
    check_english_variants,
    check_homes,
    check_names,
    check_pinyin,
    check_variants,
)
from pipeline.load.source import load_source
from pipeline.model.article import Entry, Unit
from pipeline.model.deck import Translation
from pipeline.model.glossary import Glossary, Term, Variant
from pipeline.model.place import Place
from pipeline.stages.parse import parse

PLACE = Place(file="glossary.yaml", line=7)

TOKEN = Term(
    place=PLACE, id="t1", zh="词元", en="token", avoid=("标记",), en_avoid=("lexeme", "to-ken")
)
TOKENIZATION = Term(
    place=PLACE,
    id="t2",
    zh="词元化",
    en="tokenization",
    also=(Variant(zh="分词", where=("q002", "q001.s1")),),
    en_also=("tokenize",),
)
ATTENTION = Term(
    place=PLACE, id="t3", zh="注意力", en="attention", also=(Variant(zh="attention 机制"),)
)
SELF = Term(place=PLACE, id="t4", zh="自注意力", en="self-attention", pinyin="zì zhù yì lì")
LORA = Term(place=PLACE, id="t5", zh="LoRA", en="LoRA")
GLOSSARY = Glossary(terms=(TOKEN, TOKENIZATION, ATTENTION, SELF, LORA))


def entries(*lines: str) -> tuple[Entry[Unit], ...]:
    return parse(article(*lines)).entries


def chinese(*lines: str) -> tuple[Translation, ...]:
    return tuple(
        Translation(place=unit.place, unit=unit.id, zh=unit.zh, en="")
        for entry in entries(*lines)
        for unit in entry.units()
    )


def english(zh: str, en: str, unit: str = "q001.summary") -> tuple[Translation, ...]:
    place = Place(file="en.po", line=3, key=unit)
    return (Translation(place=place, unit=unit, zh=zh, en=en),)


VARIANTS = {
    "a variant in the question": (("1. 标记是什么？", "乙。"), ["article.txt:1: q001.question"]),
    "a variant in a point": (("1. 甲？", "- 标记：乙。"), ["article.txt:2: q001.s1.p1"]),
    "the term itself": (("1. 词元是什么？", "乙。"), []),
}


@pytest.mark.parametrize(("lines", "places"), VARIANTS.values(), ids=VARIANTS)
def test_variants_to_avoid(lines: tuple[str, ...], places: list[str]) -> None:
    assert places == [str(p.place) for p in check_variants(chinese(*lines), GLOSSARY)]


OVERLAPS = {
    "a variant inside the term": ("未登录词", "登录词", "1. 未登录词？", 0),
    "the same variant beside the term": ("未登录词", "登录词", "1. 未登录词和登录词？", 1),
    "a variant that holds the term": ("大语言模型", "大语言模型学位", "1. 大语言模型学位？", 1),
    "a variant that shares a character with the term": (
        "词元",
        "子词",
        "1. 子词元词？",
        1,
    ),
    "a variant across two terms": ("词元", "元词", "1. 词元词元？", 0),
    "a Latin variant inside a word": ("求和", "um", "1. 用 sum 求和？", 0),
    "a Latin variant": ("求和", "sum", "1. 用 sum 求和？", 1),
}


@pytest.mark.parametrize(("zh", "variant", "line", "count"), OVERLAPS.values(), ids=OVERLAPS)
def test_variants_that_share_characters_with_their_term(
    zh: str, variant: str, line: str, count: int
) -> None:
    glossary = Glossary(terms=(Term(place=PLACE, id="t5", zh=zh, en="x", avoid=(variant,)),))

    assert count == len(list(check_variants(chinese(line, "乙。"), glossary)))


HOMES = {
    "outside its home": (("1. 分词是什么？", "乙。"), ["write '词元化', or allow it"]),
    "in a question that is its home": (("2. 分词是什么？", "乙。"), []),
    "in a unit that is its home": (("1. 甲？", "分词：", "- 乙。"), []),
    "a variant that may stand anywhere": (("1. attention 机制？", "乙。"), []),
}


@pytest.mark.parametrize(("lines", "hints"), HOMES.values(), ids=HOMES)
def test_variants_at_home(lines: tuple[str, ...], hints: list[str]) -> None:
    found = [
        p.hint[: len("write '词元化', or allow it")] for p in check_homes(entries(*lines), GLOSSARY)
    ]

    assert hints == found


MISSED = {
    "another word": ("词元很短。", "A lexical unit is short.", 1),
    "the term": ("词元很短。", "A token is short.", 0),
    "the term in the plural": ("词元很短。", "Tokens are short.", 0),
    "another form that the glossary allows": ("词元化文本。", "It tokenizes text.", 0),
    "the longer concept alone": ("自注意力很快。", "Self-attention is fast.", 0),
    "the longer concept by the shorter's name": ("自注意力很快。", "Attention is fast.", 1),
    "two concepts, one of them missing": ("词元与自注意力。", "Tokens and attention.", 1),
    "no concept": ("它很快。", "It is fast.", 0),
}


@pytest.mark.parametrize(("zh", "en", "count"), MISSED.values(), ids=MISSED)
def test_english_of_concepts(zh: str, en: str, count: int) -> None:
    assert count == len(list(check_english_terms(english(zh, en), GLOSSARY)))


def test_where_a_missed_concept_is_reported() -> None:
    (problem,) = check_english_terms(english("词元很短。", "A unit is short."), GLOSSARY)

    assert ("en.po:3: q001.summary", "词元 is not called 'token' here: A unit is short.") == (
        str(problem.place),
        problem.message,
    )


AVOIDED = {
    "a back-translation": ("A lexeme is short.", 1),
    "at the start": ("Lexeme by lexeme.", 1),
    "with a hyphen": ("A to-ken is short.", 1),
    "inside another word": ("A lexemes-like unit.", 0),
    "the term": ("A token is short.", 0),
}


@pytest.mark.parametrize(("en", "count"), AVOIDED.values(), ids=AVOIDED)
def test_english_to_avoid(en: str, count: int) -> None:
    assert count == len(list(check_english_variants(english("词元很短。", en), GLOSSARY)))


PINYIN = {
    "right": ("自注意力", "zì zhù yì lì", 0),
    "a syllable too few": ("自注意力", "zì zhù yì", 1),
    "a tone that no reading has": ("词元", "cì yuán", 1),
    "the other reading of a polyphone": ("参数", "cān shù", 0),
    "none": ("词元", "", 0),
}


@pytest.mark.parametrize(("zh", "pinyin", "count"), PINYIN.values(), ids=PINYIN)
def test_pinyin(zh: str, pinyin: str, count: int) -> None:
    term = Term(place=PLACE, id="t6", zh=zh, en="x", pinyin=pinyin)

    assert count == len(list(check_pinyin(Glossary(terms=(term,)))))


def test_terms_that_nothing_names() -> None:
    found = list(check_complete(entries("1. 自注意力与词元化？", "乙。"), GLOSSARY))

    assert ["词元", "注意力", "LoRA"] == [problem.message.split()[-1] for problem in found]
    assert {"warning"} == {problem.severity for problem in found}


def test_a_form_names_its_term() -> None:
    row = replace(TOKEN, zh_forms=("标记符",))

    assert [] == list(check_complete(entries("1. 标记符？", "乙。"), Glossary(terms=(row,))))


# Read by hand: each holds a character with several readings.
POLYPHONES = {
    "微调": "wēi tiáo",
    "学习率调度": "xué xí lǜ diào dù",
    "长距离依赖": "cháng jù lí yī lài",
    "去重": "qù chóng",
    "弹性权重巩固": "tán xìng quán zhòng gǒng gù",
    "数据并行": "shù jù bìng xíng",
    "超参数": "chāo cān shù",
    "负载均衡": "fù zài jūn héng",
    "准确率": "zhǔn què lǜ",
    "剪枝": "jiǎn zhī",
    "差分隐私": "chā fēn yǐn sī",
    "残差连接": "cán chā lián jiē",
    "量化": "liàng huà",
    "掩码": "yǎn mǎ",
}


def test_the_real_glossary_is_whole() -> None:
    terms = {term.zh: term for term in load_source(REAL).glossary.terms}

    assert len(terms) >= 120
    assert [] == [term.zh for term in terms.values() if term.define is None]
    assert POLYPHONES == {zh: terms[zh].pinyin for zh in POLYPHONES}


CONTRADICTIONS = {
    "a concept told twice": (
        (TOKEN, Term(place=PLACE, id="t7", zh="词元", en="token")),
        "词元 is told of 词元 too, on line 7",
    ),
    "one name of two concepts": (
        (
            Term(place=PLACE, id="t8", zh="子词", en="subword", also=(Variant(zh="词片"),)),
            Term(place=PLACE, id="t9", zh="词片", en="word piece"),
        ),
        "词片 is told of 子词 too, on line 7",
    ),
    "a name wanted and avoided": (
        (Term(place=PLACE, id="t10", zh="子词", en="subword", avoid=("子词",)),),
        "子词 is told of 子词 too, on line 7",
    ),
    "a home that is none": (
        (
            Term(
                place=PLACE,
                id="t11",
                zh="子词",
                en="x",
                also=(Variant(zh="词片", where=("q009",)),),
            ),
        ),
        "子词: there is no unit and no question q009",
    ),
}


@pytest.mark.parametrize(("terms", "message"), CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_contradictions_of_a_glossary(terms: tuple[Term, ...], message: str) -> None:
    (problem,) = check_names(entries("1. 甲？", "乙。"), Glossary(terms=terms))

    assert message == problem.message


def test_a_glossary_without_contradictions() -> None:
    lines = ("1. 甲？", "乙：", "- 丙。", "2. 丁？", "戊。")

    assert [] == list(check_names(entries(*lines), GLOSSARY))

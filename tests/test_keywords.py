"""Keywords: what finds a question, and what would find any."""

import polib
import pytest
import yaml
from support import REAL

from pipeline.text.keywords import keywords
from pipeline.text.occurrence import occurrences
from pipeline.text.segment import segmenter


def _units() -> dict[str, list[str]]:
    units: dict[str, list[str]] = {}
    for entry in polib.pofile(str(REAL / "translations" / "en.po")):
        if (entry.msgctxt or "").startswith("q"):
            units.setdefault((entry.msgctxt or "")[:4], []).append(entry.msgid)
    return units


UNITS = _units()
GLOSSARY = yaml.safe_load((REAL / "glossary.yaml").read_text(encoding="utf-8"))
TERMS = tuple(term["zh"] for term in GLOSSARY["terms"])
KEYWORDS = dict(
    zip(UNITS, keywords(tuple("\n".join(texts) for texts in UNITS.values()), TERMS, 8), strict=True)
)
OTHERS = ("今天天气很好", "小猫爱吃鱼", "火车开往北京")

TAKEN = {
    "what stands often before what stands once": ("鲸鱼和海豚，鲸鱼", ("鲸鱼", "海豚")),
    "a term before what stands often": ("鲸鱼爱鲸鱼和困惑度", ("困惑度", "鲸鱼")),
    "equals as they stand there": ("海豚、鲸鱼、大象", ("海豚", "鲸鱼", "大象")),
    "two words side by side, twice": ("聊天机器人是机器。聊天机器人", ("聊天机器人",)),
    "two words side by side, once": ("聊天机器人", ("聊天", "机器人")),
    "Latin": ("BLEU 与 n-gram", ("BLEU", "n-gram")),
    "not the part of a keyword": ("海豚馆与海豚馆的海豚", ("海豚馆",)),
}

LEFT_OUT = {
    "nothing": "",
    "stop words": "如何使用和提高？",
    "single characters": "猫与狗",
    "numbers": "1750 亿、2.5、3%",
    "marks": "，。：！—— …",
    "Latin stop words": "The of",
}


@pytest.mark.parametrize(("text", "wanted"), TAKEN.values(), ids=TAKEN)
def test_takes_what_finds_it(text: str, wanted: tuple[str, ...]) -> None:
    assert wanted == keywords((text, *OTHERS), ("困惑度", "海豚馆"), 8)[0]


@pytest.mark.parametrize("text", LEFT_OUT.values(), ids=LEFT_OUT)
def test_leaves_out_what_finds_any(text: str) -> None:
    assert () == keywords((text, *OTHERS), ("困惑度",), 8)[0]


def test_a_word_of_most_texts_is_none() -> None:
    texts = ("鲸鱼和海豚", "鲸鱼和大象", "鲸鱼和老虎", "狮子")

    assert (("海豚",), ("大象",), ("老虎",), ("狮子",)) == keywords(texts, ("鲸鱼",), 8)


def test_a_rare_word_goes_before_a_term_of_many_texts() -> None:
    texts = ("鲸鱼和海豚", "鲸鱼和大象", *OTHERS)

    assert ("海豚", "鲸鱼") == keywords(texts, ("鲸鱼",), 8)[0]


def test_no_more_than_asked_for() -> None:
    assert (("海豚", "鲸鱼"),) == keywords(("海豚、鲸鱼、大象",), (), most=2)
    assert () == keywords((), (), 8)


ASKED = {
    "q004": "多头注意力",
    "q009": "聊天机器人",
    "q011": "领域适配",
    "q018": "T5",
    "q019": "RoBERTa",
    "q026": "梯度检查点",
    "q034": "扩缩容",
    "q040": "困惑度",
    "q049": "差分隐私",
    "q051": "信息无障碍",
    "q061": "节能硬件",
}


@pytest.mark.parametrize("number", ASKED)
def test_a_question_of_the_real_deck(number: str) -> None:
    assert ASKED[number] in KEYWORDS[number]


def test_every_question_of_the_real_deck_has_some() -> None:
    assert [] == [number for number, words in KEYWORDS.items() if not 2 <= len(words) <= 8]


def test_no_term_of_the_real_deck_is_cut() -> None:
    cut, terms = segmenter(TERMS), dict.fromkeys(TERMS)
    texts = [text for unit in UNITS.values() for text in unit]

    assert [] == [
        (found.form, text)
        for text in texts
        for found in occurrences(text, terms)
        if not any(found.form in piece for piece in cut(text))
    ]

"""The wording of one language: each check finds its fault and leaves good text alone."""

from collections.abc import Callable, Iterator

import pytest
from support import REAL

from pipeline.checks.wording import (
    check_chat,
    check_doubled_marks,
    check_doubled_words,
    check_pairs,
    check_punctuation,
    check_wide_blanks,
)
from pipeline.load.source import ENGLISH
from pipeline.load.translations import load_translations
from pipeline.model.deck import Translation
from pipeline.model.place import Place
from pipeline.problem import Problem

Check = Callable[[tuple[Translation, ...]], Iterator[Problem]]
PLACE = Place(file="en.po", line=7)
CHECKS = (
    *(check_chat, check_doubled_marks, check_doubled_words),
    *(check_pairs, check_punctuation, check_wide_blanks),
)


def problems(check: Check, zh: str = "甲。", en: str = "A.") -> list[Problem]:
    record = Translation(place=PLACE, unit="q001.summary", zh=zh, en=en)
    return list(check((record,)))


@pytest.mark.parametrize("check", CHECKS)
def test_the_real_deck_is_good(check: Check) -> None:
    assert [] == list(check(load_translations(REAL / ENGLISH, ENGLISH)))


PAIRS = {
    "full-width brackets": ("模型（LLM）【甲】《乙》「丙」", 0),
    "half-width brackets": ("a (b [c] {d})", 0),
    "quotation marks": ("“学生” and ‘teacher’", 0),
    "one opens only": ("模型（LLM", 1),
    "one closes only": ("模型 LLM）", 1),
    "two widths": ("模型（LLM)", 2),
    "the outer one first": ("（甲“乙）丙”", 1),
    "a quotation mark that opens only": ("“学生模型", 1),
    "a quotation mark that closes only": ("学生’模型", 1),
    "a lone straight one": ('the "student model', 1),
    "two straight ones": ('the "student" model', 0),
    "apostrophes": ("the model’s users’ ’90s data", 0),
    "an apostrophe inside quotation marks": ("‘the model’s output’", 0),
    "letters of an enumeration": ("a) one b) two 3) three", 0),
    "the same inside brackets": ("(see 1) and (2)", 0),
    "half-open interval": ("取值于 [0, 1) 与 (−1, 1]", 0),
    "code": ("写 `foo(` 与 O(n²)", 0),
}


@pytest.mark.parametrize(("text", "count"), PAIRS.values(), ids=PAIRS)
def test_pairs_on_either_side(text: str, count: int) -> None:
    assert count == len(problems(check_pairs, zh=text))
    assert count == len(problems(check_pairs, en=text))


def test_pairs_are_shown() -> None:
    (problem,) = problems(check_pairs, en="a model (LLM")

    assert ("error", PLACE) == (problem.severity, problem.place)
    assert (
        "a bracket or quotation mark of the English has no other half: "
        "'del (LLM' in a model (LLM" == problem.message
    )


PUNCTUATION = {
    "good": ("位置编码（即 PE）提供顺序，如 1.5、3,000 与 1:2。", 0),
    "no Han": ("BERT (2018), see 3.1?", 0),
    "a comma between Han": ("首先,其次", 1),
    "a comma behind Latin": ("GPT-3,例如", 1),
    "a comma behind code": ("`x`,例如", 1),
    "a colon": ("优点: GPU", 2),
    "a full stop": ("很快.", 1),
    "a semicolon": ("甲;乙", 1),
    "a question mark": ("什么是词元?", 1),
    "an exclamation mark": ("很快!", 1),
    "brackets": ("模型(LLM)的", 1),
    "a formula": ("开销为 O(n²)，调用 softmax(x, y)", 0),
    "code with commas": ("调用 `Foo(x, y): z` 得到", 0),
    "a full-width blank": ("模型\u3000的", 1),
    "a blank behind a comma": ("首先， 其次", 1),
    "no blank beside Latin": ("评价LLM的成绩", 0),
}


@pytest.mark.parametrize(("text", "count"), PUNCTUATION.values(), ids=PUNCTUATION)
def test_punctuation(text: str, count: int) -> None:
    assert bool(count) == bool(problems(check_punctuation, zh=text))
    assert [] == problems(check_punctuation, en=text)


def test_punctuation_is_mended_in_the_hint() -> None:
    (problem,) = problems(check_punctuation, zh="首先,其次")

    assert "write it so: 首先，其次" == problem.hint


def test_code_is_not_mended() -> None:
    (problem,) = problems(check_punctuation, zh="先`a, b`和 O(n),再 `c: d`")

    assert "write it so: 先`a, b`和 O(n)，再 `c: d`" == problem.hint


def test_wide_blanks_in_the_english() -> None:
    assert 1 == len(problems(check_wide_blanks, en="a\u3000b"))
    assert [] == problems(check_wide_blanks, zh="甲\u3000乙", en="a b\u00a0c")


WORDS = {
    "an article": ("of the the model", 1),
    "another case": ("The the model", 1),
    "across a line": ("it is\nis good", 1),
    "two of them": ("is is the the", 2),
    "on purpose": ("he said that that had had an effect", 0),
    "parted by a comma": ("what it is, is unclear", 0),
    "a compound": ("text-to-text text, text text-to-text", 0),
    "a beginning alike": ("the theme", 0),
    "a name in Chinese": ("使用 Transformer Transformer 块", 1),
    "code": ("`a a` is", 0),
    "a particle": ("模型的的参数", 1),
    "other function characters": ("甲和和乙与与丙在在丁将将戊被被己了了", 6),
    "two words that meet": ("为了了解目的的实现，模型是是否可靠的关键", 0),
    "dialogue, adversaries, online": ("对对话数据与现在在线服务，加权和和谐", 0),
    "a word": ("大模型模型的参数", 1),
    "a phrase": ("微调后的模型后的模型", 1),
    "on purpose in Chinese": ("一个一个、一步一步、逐渐、常常、层层、逐一、非常非常", 0),
    "a verb before its noun": ("学习学习率，训练训练集", 0),
    "from text to text": ("文本到文本，端到端，的模型与模型的", 0),
}


@pytest.mark.parametrize(("text", "count"), WORDS.values(), ids=WORDS)
def test_doubled_words(text: str, count: int) -> None:
    assert count == len(problems(check_doubled_words, zh=text))
    assert count == len(problems(check_doubled_words, en=text))


MARKS = {
    "full stops": ("很快。。", 1),
    "commas": ("首先，，其次", 1),
    "a comma and a full stop": ("首先，。", 1),
    "a full stop and a comma": ("首先。，其次", 1),
    "half-width ones": ("fast,, so.. yes", 2),
    "with a blank": ("fast, , so", 1),
    "ellipses": ("等等……以及 so on...", 0),
    "a dash": ("注意力——核心", 0),
    "an abbreviation": ("e.g., a, b, etc.; see i.e.: x", 0),
    "a question and a cry": ("真的？！", 0),
    "two questions": ("真的？？", 1),
    "C++": ("调用 std::vector", 0),
    "a comma behind code": ("`,,`，然后", 0),
}


@pytest.mark.parametrize(("text", "count"), MARKS.values(), ids=MARKS)
def test_doubled_marks(text: str, count: int) -> None:
    assert count == len(problems(check_doubled_marks, zh=text))
    assert count == len(problems(check_doubled_marks, en=text))


CHAT = {
    "Chinese": ("有助于收敛。-当然,以下是其余答案:", "It helps.", 1),
    "English": ("有助于收敛。", "It helps. Certainly! Here are the rest of the answers:", 1),
    "neither": ("以下是常见的三种方法：", "Here are three common methods:", 0),
}


@pytest.mark.parametrize(("zh", "en", "count"), CHAT.values(), ids=CHAT)
def test_chat(zh: str, en: str, count: int) -> None:
    assert count == len(problems(check_chat, zh, en))

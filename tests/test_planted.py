"""Faults planted into a good deck, one of each kind: `deckpress check` finds every one."""

from pathlib import Path

import pytest
from support import problems_of, quiet

from pipeline.build import check

PO = "translations/en.po"
FIXES = "corrections.yaml"
GLOSSARY = "glossary.yaml"

ERRATUM = """    erratum:
      text: 原文没有说明是什么的长度；开销随序列长度增长。
      sources: [example2026 §1]
"""
ATTRIBUTION = """attribution:
  publisher: 示例站
  author: 某人
  url: https://example.org/mini
  terms: {zh: 转载请注明出处。, en: Please credit the source.}
"""

# title: (file, what stands there, the fault, what is said about it)
PLANTED = {
    "an empty translation": (
        PO,
        'msgstr "What is a token?"',
        'msgstr ""',
        "the msgstr is empty",
    ),
    "a fuzzy translation": (
        PO,
        'msgctxt "q002.question"',
        '#, fuzzy\nmsgctxt "q002.question"',
        "this translation is not reviewed yet",
    ),
    "a stale translation": (
        PO,
        'msgid "词元是什么？"',
        'msgid "何谓词元？"',
        "the English is stale",
    ),
    "a missing translation": (
        PO,
        'msgctxt "q002.question"',
        'msgctxt "q002.questions"',
        "no English for q002.question",
    ),
    "a translation that no unit wants": (
        PO,
        'msgctxt "q002.question"',
        'msgctxt "q002.questions"',
        "no unit of the text is called q002.questions",
    ),
    "Chinese in the English": (PO, "What is a token?", "What is a 词元 token?", "Chinese in the"),
    "a name that is lost": (
        PO,
        "such as [MASK], 15",
        "such as masks, 15",
        "[MASK]",
    ),
    "a number that is changed": (PO, "15,000 in all", "1,500 in all", "numbers differ"),
    "a bracket that is left open": (PO, "What is a token?", "What is a (token?", "("),
    "a word that is doubled": (PO, "What is a token?", "What is is a token?", "is is"),
    "residue of a chat": (
        PO,
        "What is a token?",
        "What is a token? I hope this helps!",
        "I hope this helps",
    ),
    "a concept by another name": (
        PO,
        "What is a token?",
        "What is a lexical unit?",
        "词元 is not called 'token' here",
    ),
    "a Chinese variant to avoid": (
        GLOSSARY,
        "avoid: [标记化]",
        "avoid: [最小单元]",
        "'最小单元' stands in the corrected text",
    ),
    "a variant outside its home": (
        GLOSSARY,
        "{zh: 注意力, where: [q001]}",
        "{zh: 输入, where: [q002]}",
        "'输入' may not stand here",
    ),
    "pinyin that can't be": (GLOSSARY, "cí yuán", "cì yuán", "can't be the pinyin of 词元"),
    "a correction that no longer matches": (
        FIXES,
        "was: 开销：随长度平方增长，",
        "was: 开销：随长度增长，",
        "q001.s2.p1 reads",
    ),
    "a rule that matches less often": (FIXES, "count: 4", "count: 5", "4 times, not 5"),
    "a fact changed in silence": (
        FIXES,
        ERRATUM,
        "",
        "a fact is changed without an erratum",
    ),
    "a source that is not listed": (FIXES, "example2026 §2", "nobody1999", "no 'nobody1999'"),
    "an addition without a home": (FIXES, "after: q002.s1.p1", "after: q001.s9", "can't stand"),
    "half-width punctuation among Han": (
        FIXES,
        "特殊词元：如 [MASK]，共",
        "特殊词元：如 [MASK],共",
        "the text breaks the typography",
    ),
    "no attribution": (
        "deck.yaml",
        ATTRIBUTION,
        "",
        "the deck names no source, author and terms of reuse",
    ),
    "no edition": (
        "deck.yaml",
        "id: mini",
        "id: mini\neditions: []",
        "at least 1 item",
    ),
    "an edition twice": (
        "deck.yaml",
        "id: mini",
        "id: mini\neditions: [zh-TW, zh-TW]",
        "the edition zh-TW is used twice",
    ),
    "a fact changed by a rule": (
        FIXES,
        "{id: T1, kind: TERM",
        "{id: T1, kind: FACT",
        "input should be 'SPACE'",
    ),
    "a check that is none": (
        PO,
        'msgctxt "q002.question"',
        '#, ignore-nmubers\nmsgctxt "q002.question"',
        "there is no check called nmubers",
    ),
    "a text of blanks": (FIXES, "reason: was missing", 'reason: "  "', "nothing but blanks"),
    "an unknown edition": (
        "deck.yaml",
        "id: mini",
        "id: mini\neditions: [zh-SG]",
        "input should be 'zh-CN', 'zh-TW' or 'zh-HK'",
    ),
}


@pytest.mark.parametrize("fault", PLANTED.values(), ids=PLANTED)
def test_planted(mini: Path, fault: tuple[str, str, str, str]) -> None:
    file, good, bad, message = fault
    path = mini / file
    text = path.read_text("utf8")
    assert good in text
    path.write_text(text.replace(good, bad, 1), "utf8")

    found = problems_of(lambda: check(mini, quiet))

    (problem, *_) = [p for p in found if message in p.message]
    assert "error" == problem.severity
    assert problem.place.line is not None or "no English for" in message
    assert problem.hint


SPARED = {
    "numbers": ("15,000 in all", "1,500 in all", "q002.a1", "ignore-numbers"),
    "doubled words": (
        "What is a token?",
        "What is is a token?",
        "q002.question",
        "ignore-doubled-words",
    ),
}


@pytest.mark.parametrize("case", SPARED.values(), ids=SPARED)
def test_a_false_alarm_can_be_spared(mini: Path, case: tuple[str, str, str, str]) -> None:
    good, odd, unit, flag = case
    path = mini / PO
    text = path.read_text("utf8").replace(good, odd)
    path.write_text(text, "utf8")
    (problem,) = problems_of(lambda: check(mini, quiet))
    assert f"`{flag}`" in problem.hint

    context = f'msgctxt "{unit}"'
    path.write_text(text.replace(context, f"#, {flag}\n{context}"), "utf8")

    assert () == check(mini, quiet)


def test_a_fault_of_the_chinese_is_reported_where_it_is_edited(mini: Path) -> None:
    path = mini / FIXES
    path.write_text(path.read_text("utf8").replace("不来自文本。", "不来自文本。。"), "utf8")
    po = mini / PO
    po.write_text(po.read_text("utf8").replace("不来自文本。", "不来自文本。。"), "utf8")

    (problem,) = problems_of(lambda: check(mini, quiet))

    assert problem.place.file.endswith("corrections.yaml")


def test_nothing_is_found_where_nothing_was_planted(mini: Path) -> None:
    assert () == check(mini, quiet)

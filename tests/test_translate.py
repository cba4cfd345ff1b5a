"""Joining the English: every way in which it can be unfit is named."""

from support import article, problems_of

from pipeline.model.deck import Translation
from pipeline.model.place import Place
from pipeline.stages.clean import clean
from pipeline.stages.parse import parse
from pipeline.stages.translate import translate

ENTRIES = clean(parse(article("1. 甲?", "乙。")).entries).entries
PLACE = Place(file="en.po", line=3)


def row(unit: str, zh: str, en: str, *, fuzzy: bool = False) -> Translation:
    return Translation(place=PLACE, unit=unit, zh=zh, en=en, fuzzy=fuzzy)


QUESTION = row("q001.question", "甲？", "A?")
SUMMARY = row("q001.summary", "乙。", "B.")


def complaint(*rows: Translation) -> str:
    (problem,) = problems_of(lambda: translate(ENTRIES, rows, "en.po"))
    assert problem.hint
    return problem.message


def test_joins_by_id_and_chinese() -> None:
    (entry,) = translate(ENTRIES, (SUMMARY, QUESTION), "en.po")

    assert [("甲？", "A?"), ("乙。", "B.")] == [(pair.zh, pair.en) for pair in entry.units()]


def test_missing() -> None:
    assert "no English for q001.summary: 乙。" == complaint(QUESTION)


def test_empty() -> None:
    assert "the msgstr is empty" == complaint(QUESTION, row("q001.summary", "乙。", " "))


def test_stale() -> None:
    stale = row("q001.summary", "丙。", "C.")

    assert "its msgid reads '丙。', the text now reads '乙。'" in complaint(QUESTION, stale)


def test_fuzzy() -> None:
    fuzzy = row("q001.summary", "乙。", "B.", fuzzy=True)

    assert "this translation is not reviewed yet" == complaint(QUESTION, fuzzy)


def test_unwanted() -> None:
    extra = row("q002.question", "丁？", "D?")

    assert "no unit of the text is called q002.question" == complaint(QUESTION, SUMMARY, extra)


def test_all_at_once() -> None:
    assert 2 == len(problems_of(lambda: translate(ENTRIES, (), "en.po")))

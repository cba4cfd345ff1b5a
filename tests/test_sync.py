"""Keeping the PO file in step: nothing a person wrote is lost."""

from pathlib import Path

import polib
from support import quiet

from pipeline.resync import resync


def catalog(folder: Path) -> polib.POFile:
    return polib.pofile(str(folder / "translations" / "en.po"), wrapwidth=0)


def entry(folder: Path, unit: str) -> polib.POEntry:
    return next(e for e in catalog(folder) if e.msgctxt == unit)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf8")


def test_nothing_to_do_changes_no_byte(mini: Path) -> None:
    before = (mini / "translations" / "en.po").read_bytes()

    result = resync(mini, quiet)

    assert (0, 0, 0) == (result.added, result.fuzzy, result.retired)
    assert before == (mini / "translations" / "en.po").read_bytes()


def test_a_changed_unit_becomes_fuzzy_and_keeps_its_english(mini: Path) -> None:
    change(mini / "article.txt", "当前位置提出的问题", "当前位置的提问")

    assert 1 == resync(mini, quiet).fuzzy

    changed = entry(mini, "q001.s1.p1")
    assert changed.fuzzy
    assert "Query: what the current position asks." == changed.msgstr
    assert "查询：当前位置提出的问题。" == changed.previous_msgid
    assert "查询：当前位置的提问。" == changed.msgid


def test_a_reviewed_unit_loses_its_old_chinese(mini: Path) -> None:
    change(mini / "article.txt", "当前位置提出的问题", "当前位置的提问")
    resync(mini, quiet)
    change(mini / "translations" / "en.po", "#, fuzzy\n", "")

    resync(mini, quiet)

    assert "#| msgid" not in (mini / "translations" / "en.po").read_text(encoding="utf8")


def test_a_new_point_moves_ids_and_finds_its_english_again(mini: Path) -> None:
    change(mini / "article.txt", "- 查询:", "- 掩码:遮住一些位置。\n- 查询:")

    result = resync(mini, quiet)

    assert 1 == result.added
    assert "Keys and values: what other positions answer, summed by weight." == (
        entry(mini, "q001.s1.p3").msgstr
    )
    assert entry(mini, "q001.s1.p3").fuzzy


def test_a_unit_that_is_gone_is_kept_as_obsolete(mini: Path) -> None:
    change(mini / "article.txt", "- 词表:所有标记的集合。\n", "")
    change(mini / "corrections.yaml", "count: 4", "count: 3")

    assert 1 == resync(mini, quiet).retired

    old = entry(mini, "q002.s1.p2")
    assert old.obsolete
    assert "Vocabulary: the set of all tokens." == old.msgstr


def test_comments_stay(mini: Path) -> None:
    path = mini / "translations" / "en.po"
    change(path, "#: article.txt:1\n", "# by a person\n#: article.txt:1\n")

    resync(mini, quiet)

    assert "by a person" == entry(mini, "q001.question").tcomment


def test_a_unit_that_comes_back_finds_its_english(mini: Path) -> None:
    line = "- 词表:所有标记的集合。\n"
    change(mini / "article.txt", line, "")
    change(mini / "corrections.yaml", "count: 4", "count: 3")
    resync(mini, quiet)
    assert 0 == resync(mini, quiet).retired
    change(mini / "corrections.yaml", "count: 3", "count: 4")
    change(mini / "article.txt", "个标记。\n3.", f"个标记。\n{line}3.")

    resync(mini, quiet)

    assert "Vocabulary: the set of all tokens." == entry(mini, "q002.s1.p2").msgstr


def test_a_deck_without_translations_gets_empty_ones(mini: Path) -> None:
    (mini / "translations" / "en.po").unlink()

    assert 16 == resync(mini, quiet).added
    assert all(e.msgstr == "" for e in catalog(mini))

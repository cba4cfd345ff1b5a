"""Bad input: every mistake is met with file and line, and all of them at once."""

import os
from pathlib import Path

import pytest
from support import MINI, problems_of

from pipeline.load.source import load_source

DRIVER = (MINI / "code" / "q003.driver.py").read_text(encoding="utf8")


def complaints(folder: Path) -> list[tuple[str, str]]:
    """Return place and message of each problem, the folder's own path left out."""
    prefix = f"{folder.as_posix()}/"
    found = problems_of(lambda: load_source(folder))
    assert all(problem.hint for problem in found)
    return [(str(p.place).removeprefix(prefix), p.message) for p in found]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf8")


def test_the_deck_is_good_before_it_is_spoiled(mini: Path) -> None:
    assert [] == complaints(mini)


BYTES = {
    "an empty article": (b"", "article.txt:1", "the article is empty"),
    "only blanks": (b" \n\n", "article.txt:1", "the article is empty"),
    "binary junk": (b"1. a\n\xff\xfe\x00", "article.txt:2", "byte 0xff is not UTF-8 text"),
    "another encoding": ("1. 甲".encode("gbk"), "article.txt:1", "byte 0xbc is not UTF-8 text"),
    "control characters": (b"1. a\n\nb\x1b[31m", "article.txt:3", "control character U+001B"),
}


@pytest.mark.parametrize(("data", "place", "message"), BYTES.values(), ids=BYTES)
def test_article(mini: Path, data: bytes, place: str, message: str) -> None:
    (mini / "article.txt").write_bytes(data)

    ((where, what),) = complaints(mini)
    assert place == where
    assert what.startswith(message)


SPOILED = {
    "a tab in YAML": (
        "deck.yaml",
        "id: mini",
        "id:\tmini\n\tx: 1",
        "deck.yaml:1",
        "YAML: found character '\\t' that cannot start any token",
    ),
    "a misspelt key": ("deck.yaml", "topics:", "topic:", "deck.yaml:12: topic", "unknown key"),
    "a key twice": (
        "deck.yaml",
        "id: mini\n",
        "id: mini\nid: maxi\n",
        "deck.yaml:2: id",
        "this key stands already on line 1",
    ),
    "a number for a text": (
        "deck.yaml",
        "id: basics",
        "id: 7",
        "deck.yaml:13: topics[0].id",
        "input should be a valid string, not 7",
    ),
    "a text for a number": (
        "deck.yaml",
        "[1, 2]",
        "[1, two]",
        "deck.yaml:15: topics[0].questions[1]",
        "input should be a valid integer, not 'two'",
    ),
    "an anchor": (
        "glossary.yaml",
        "terms:",
        "terms: &a",
        "glossary.yaml:1",
        "YAML: anchors, aliases",
    ),
    "a tag": ("deck.yaml", "id: mini", "id: !!int ''", "deck.yaml:1", "YAML: anchors, aliases"),
    "a key that is a list": (
        "deck.yaml",
        "id: mini",
        "? [a]\n: b",
        "deck.yaml:1",
        "YAML: a key must",
    ),
    "a day that is none": (
        "deck.yaml",
        "id: mini",
        "id: 2026-13-45",
        "deck.yaml:1",
        "YAML: 2026-13-45 can't be read: month must be in 1..12",
    ),
    "an empty text": (
        "deck.yaml",
        "deck_name: 小小题库",
        "deck_name: ''",
        "deck.yaml:11: anki.deck_name",
        "string should have at least 1 character",
    ),
    "a control character by an escape": (
        "glossary.yaml",
        "en: token",
        'en: "a\\e[31m"',
        "glossary.yaml:4: terms[0].en",
        "the text holds the control character U+001B",
    ),
    "a count of nothing": (
        "corrections.yaml",
        "count: 4",
        "count: 0",
        "corrections.yaml:2: rules[0].count",
        "input should be greater than or equal to 1",
    ),
    "an empty driver": (
        "code/q003.driver.py",
        DRIVER,
        "",
        "code/q003.driver.py:1",
        "the driver asserts nothing",
    ),
    "a driver that asserts nothing": (
        "code/q003.driver.py",
        "assert ",
        "print ; ",
        "code/q003.driver.py:1",
        "the driver asserts nothing",
    ),
    "a driver that is no Python": (
        "code/q003.driver.py",
        "assert ",
        "assert (",
        "code/q003.driver.py:1",
        "no Python: '(' was never closed",
    ),
    "a PO entry with plurals": (
        "translations/en.po",
        'msgstr "Key points"',
        'msgid_plural "x"\nmsgstr[0] "Key points"',
        "translations/en.po:19: q001.s1",
        "an entry with plural forms",
    ),
    "a record under another name": (
        "runs/q003.c1.cpu.7b245bef.json",
        '"device": "cpu"',
        '"device": "cuda"',
        "runs/q003.c1.cpu.7b245bef.json",
        "this record belongs into q003.c1.cuda.",
    ),
    "an unknown class of correction": (
        "corrections.yaml",
        "kind: FACT",
        "kind: TYPO",
        "corrections.yaml:5: replacements[0].kind",
        "input should be 'SPACE', 'PUNCT', 'MT', 'TERM', 'REG', 'PREC', 'FACT' or 'ADD'",
    ),
    "a driver that is not there": (
        "code/blocks.yaml",
        "q003.driver.py",
        "q004.driver.py",
        "code/q004.driver.py",
        "there is no such file",
    ),
    "a driver elsewhere": (
        "code/blocks.yaml",
        "q003.driver.py",
        "../../secret.py",
        "code/blocks.yaml:2: blocks[0]",
        "the driver '../../secret.py' is not a file name",
    ),
    "a PO entry without its unit": (
        "translations/en.po",
        'msgctxt "q001.s1"\n',
        "",
        "translations/en.po:19",
        "this entry names no unit",
    ),
    "a unit translated twice": (
        "translations/en.po",
        'msgctxt "q001.s1"\n',
        'msgctxt "q001.summary"\n',
        "translations/en.po:19: q001.summary",
        "unit q001.summary is translated already on line 14",
    ),
    "a PO syntax error": (
        "translations/en.po",
        'msgstr "Key points"',
        "msgstr Key points",
        "translations/en.po:22",
        "PO syntax error",
    ),
    "a record that is no JSON": (
        "runs/q003.c1.cpu.7b245bef.json",
        '"schema": 3,',
        '"schema": 3',
        "runs/q003.c1.cpu.7b245bef.json:3",
        "JSON: Expecting ',' delimiter",
    ),
    "a record of brackets": (
        "runs/q003.c1.cpu.7b245bef.json",
        '"schema": 3,',
        '"schema": ' + "[" * 100_000,
        "runs/q003.c1.cpu.7b245bef.json",
        "JSON: too many brackets",
    ),
    "a record with a number without end": (
        "runs/q003.c1.cpu.7b245bef.json",
        '"exit": 0',
        '"exit": ' + "1" * 5000,
        "runs/q003.c1.cpu.7b245bef.json",
        "JSON: too many brackets, or digits",
    ),
    "a record whose figure is none": (
        "runs/q003.l1.cpu.8efdee47.json",
        '"figure.png": {',
        '"figure.png": 3, "other": {',
        "runs/q003.l1.cpu.8efdee47.json:1: artifacts.figure.png",
        "a mapping is wanted here",
    ),
    "a control character in a record": (
        "runs/q003.c1.cpu.7b245bef.json",
        '"stdout": "14',
        '"stdout": "\\u001f14',
        "runs/q003.c1.cpu.7b245bef.json:1: stdout",
        "the text holds the control character U+001F",
    ),
    "a record of times to come": (
        "runs/q003.c1.cpu.7b245bef.json",
        '"schema": 3,',
        '"schema": 4,',
        "runs/q003.c1.cpu.7b245bef.json",
        "this is no record that this deckpress knows",
    ),
    "a record with another output": (
        "runs/q003.c1.cpu.7b245bef.json",
        '"stdout": "14\\n"',
        '"stdout": "15\\n"',
        "runs/q003.c1.cpu.7b245bef.json",
        "this record was changed after it was written",
    ),
}


@pytest.mark.parametrize("case", SPOILED.values(), ids=SPOILED)
def test_spoiled(mini: Path, case: tuple[str, str, str, str, str]) -> None:
    file, old, new, place, message = case
    edit(mini / file, old, new)

    found = complaints(mini)
    assert place in [where for where, _ in found]
    assert any(what.startswith(message) for _, what in found)


def test_a_misspelt_key_is_guessed(mini: Path) -> None:
    edit(mini / "deck.yaml", "deck_name", "deck_nam")

    assert "did you mean `deck_name`?" in [p.hint for p in problems_of(lambda: load_source(mini))]


@pytest.mark.parametrize(
    "file",
    ["article.txt", "deck.yaml", "corrections.yaml", "glossary.yaml", "translations/en.po"],
)
def test_a_missing_file(mini: Path, file: str) -> None:
    (mini / file).unlink()

    assert [(file, "there is no such file")] == complaints(mini)


def test_a_folder_in_the_place_of_a_file(mini: Path) -> None:
    (mini / "deck.yaml").unlink()
    (mini / "deck.yaml").mkdir()

    assert [("deck.yaml", "the file can't be read: is a directory")] == complaints(mini)


def test_everything_at_once(mini: Path) -> None:
    (mini / "article.txt").write_bytes(b"")
    edit(mini / "deck.yaml", "title:", "titel:")
    edit(mini / "glossary.yaml", "terms:", "terms: [")
    (mini / "translations" / "en.po").unlink()

    files = {where.split(":")[0] for where, _ in complaints(mini)}
    assert {"article.txt", "deck.yaml", "glossary.yaml", "translations/en.po"} == files


@pytest.mark.parametrize("junk", ["[" * 5000, "a: " * 100, "\t", "- - -\n- :", "{a: b: c}", "%x"])
def test_yaml_junk_never_ends_in_a_traceback(mini: Path, junk: str) -> None:
    (mini / "glossary.yaml").write_text(junk, encoding="utf8")

    assert all(where.startswith("glossary.yaml") for where, _ in complaints(mini))


def test_windows_line_ends_and_a_byte_order_mark(mini: Path) -> None:
    path = mini / "article.txt"
    lines = load_source(mini).code.text.article.lines
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    assert lines == load_source(mini).code.text.article.lines


@pytest.mark.parametrize("file", ["labs/squares.py", "code/q003.driver.py", "runs"])
def test_what_is_run_and_written_lies_where_it_is_named(mini: Path, file: str) -> None:
    (mini / file).rename(mini.parent / "elsewhere")
    (mini / file).symlink_to(mini.parent / "elsewhere")

    assert [(file, "is a link")] == [(place, told[-9:]) for place, told in complaints(mini)]


def test_a_pipe_is_no_text(mini: Path) -> None:
    (mini / "labs" / "squares.py").unlink()
    os.mkfifo(mini / "labs" / "squares.py")

    assert [("labs/squares.py", "this is no file to read")] == complaints(mini)

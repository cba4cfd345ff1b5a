"""Packages read back: what is in them, and what no package may do to the reader."""

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from packages import (
    PICTURE,
    RELEASED,
    STYLE,
    Spoil,
    clean,
    column,
    exported,
    member,
    spoiled,
    sql,
    zipped,
)
from support import problems_of

from pipeline.apkg.read import read_package
from pipeline.inspected import inspect
from pipeline.model.package import PackedCard

BASE = "collection.anki2"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return clean(tmp_path)


def message(path: Path, most: int = 1 << 29) -> str:
    """Return the message of the only problem; it must name the file and say what to do."""
    (problem,) = problems_of(lambda: read_package(path, most))
    assert path.as_posix() == problem.place.file
    assert problem.hint
    return problem.message


def test_notes_cards_and_tags(package: Path) -> None:
    read = read_package(package)

    first, second, third, _ = read.notes
    assert (package.as_posix(), package.stat().st_size) == (read.name, read.size)
    assert ("guid1", RELEASED, ("t::a",)) == (first.guid, first.mod, first.tags)
    assert ("q1", "one?", f'<img src="{PICTURE}">') == first.values
    assert [0, 1] == [card.ordinal for card in first.cards]
    assert (PackedCard(ordinal=0, deck="Test::Deck", due=2, new=True),) == second.cards
    assert [0, 2] == [card.ordinal for card in third.cards]


def test_note_types_and_media(package: Path) -> None:
    read = read_package(package)

    kinds = {kind.name: kind for kind in read.types}
    assert {"questions": False, "clozes": True} == {n: k.cloze for n, k in kinds.items()}
    assert (("Key", "Front", "Back"), (70, 71, 72)) == (
        kinds["questions"].fields,
        kinds["questions"].field_ids,
    )
    assert "{{cloze:Text}} {{Extra}}" == kinds["clozes"].templates[0].back
    assert {PICTURE, STYLE} == read.present()
    assert ("0", "1") == read.members


def test_ankis_own_older_format_is_read_past_its_dummy(tmp_path: Path) -> None:
    read = read_package(exported(tmp_path, legacy=True))

    assert [("front", f"[sound:{PICTURE}]")] == [note.values for note in read.notes]
    assert ["Test"] == [card.deck for note in read.notes for card in note.cards]
    assert {PICTURE} == read.present()


def test_ankis_newer_format_is_refused_with_the_way_out(tmp_path: Path) -> None:
    (problem,) = problems_of(lambda: read_package(exported(tmp_path, legacy=False)))

    assert "this package is for new versions of Anki only" == problem.message
    assert "export it again with 'Support older Anki versions' ticked" == problem.hint


@pytest.mark.parametrize("name", ["llm-interview.apkg", "llm-interview.zh-TW.apkg"])
def test_the_real_deck_has_no_problem(built: Path, name: str) -> None:
    seen = inspect(built / name)

    assert 359 == len(seen.package.notes)
    assert () == seen.problems


NO_PACKAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "nothing there": (Path.absolute, "there is no such file"),
    "a folder": (Path.mkdir, "this is no file"),
    "a pipe": (os.mkfifo, "this is no file"),
    "empty": (Path.touch, "this is no Anki package: it is no zip"),
    "a text": (lambda path: path.write_text("x" * 99), "this is no Anki package: it is no zip"),
    "a zip without a collection": (
        lambda path: zipped(path, {"media": b"{}"}),
        "the zip holds no `collection.anki2`, so it is no Anki package",
    ),
    "a zip without a list of media": (
        lambda path: zipped(path, {BASE: b""}),
        "the zip holds no `media`, so it is no Anki package",
    ),
    "an empty collection": (
        lambda path: zipped(path, {BASE: b"", "media": b"{}"}),
        "the collection can't be read: no such table: col",
    ),
    "a collection that is no database": (
        lambda path: zipped(path, {BASE: b"junk" * 999, "media": b"{}"}),
        "the collection can't be read: file is not a database",
    ),
}


@pytest.mark.parametrize(("make", "wanted"), NO_PACKAGE.values(), ids=NO_PACKAGE)
def test_refuses_what_is_no_package(
    tmp_path: Path, make: Callable[[Path], object], wanted: str
) -> None:
    make(tmp_path / "x.apkg")

    assert message(tmp_path / "x.apkg").startswith(wanted)


FAULTY: dict[str, tuple[Spoil, str]] = {
    "no table of notes": (sql("drop table notes"), "the collection can't be read: no such table"),
    "no column of fields": (
        sql("alter table notes drop column flds"),
        "the collection can't be read: no such column: flds",
    ),
    "no row about the collection": (sql("delete from col"), "col: input should be a valid tuple"),
    "another schema": (sql("update col set ver = 18"), "the collection is of schema 18; only 11"),
    "bytes for fields": (
        sql("update notes set flds = x'ff' where guid = 'guid1'"),
        "notes, 0.5: input should be a valid string",
    ),
    "a text that is not UTF-8": (
        sql("update notes set flds = cast(x'ff' as text)"),
        "the collection can't be read: Could not decode to UTF-8 column 'flds'",
    ),
    "a word for a position": (
        sql("update cards set due = 'x' where id = (select min(id) from cards)"),
        "cards, 0.3: input should be a valid integer",
    ),
    "note types that are no JSON": (
        column("models", "{"),
        "note types: invalid json: eof while parsing",
    ),
    "note types nested without end": (
        column("models", "[" * 9999),
        "note types: invalid json: recursion limit exceeded",
    ),
    "a number of 5000 digits": (
        column("decks", f'{{"1": {{"id": {"9" * 5000}, "name": "x"}}}}'),
        "decks: invalid json: number out of range",
    ),
    "a note type without a name": (
        column("models", '{"1": {"id": 1, "flds": [], "tmpls": []}}'),
        "note types, 1.name: field required",
    ),
    "decks that are a list": (
        column("decks", "[]"),
        "decks: input should be an object",
    ),
    "a list of media that is no JSON": (member("media", b"\x00"), "the list of media can't be"),
    "a list of media that lists numbers": (
        member("media", b'{"0": 1}'),
        "the list of media can't be read: input should be a valid string",
    ),
    "a view that never ends": (
        sql(
            "drop table notes; create view notes as with recursive r(id) as "
            "(select 1 union all select id + 1 from r) "
            "select id, id guid, id mid, id mod, id tags, id flds from r"
        ),
        "the collection can't be read: ",
    ),
    "a view that multiplies": (
        sql(
            "drop table notes; create view notes as "
            "select a.id, '' guid, a.id mid, 1 mod, '' tags, '' flds from cards a, cards b, cards c"
        ),
        "the collection can't be read: access to ",
    ),
}


@pytest.mark.parametrize(("spoil", "wanted"), FAULTY.values(), ids=FAULTY)
def test_refuses_a_faulty_collection(package: Path, spoil: Spoil, wanted: str) -> None:
    assert message(spoiled(package, spoil)).startswith(wanted)


def test_unpacks_no_more_than_a_deck_can_need(package: Path) -> None:
    bomb = spoiled(package, member("media", b" " * 2_000_000))

    assert bomb.stat().st_size < 100_000
    assert "it unpacks to more than a deck can need" == message(bomb, most=1_000_000)


def test_believes_no_length_that_the_zip_tells(package: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        length = archive.getinfo("media").file_size
    data = package.read_bytes()
    lying = package.with_name("lying.apkg")
    lying.write_bytes(data.replace(length.to_bytes(4, "little"), (1 << 20).to_bytes(4, "little")))

    assert message(lying)


def test_refuses_a_name_that_stands_twice(package: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(package, "a") as archive:
        archive.writestr(BASE, b"other")

    assert message(package).startswith("a name stands twice in the zip")


def test_refuses_other_ways_of_packing(package: Path) -> None:
    with zipfile.ZipFile(package.with_name("b.apkg"), "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("media", b"{}")
        archive.writestr(BASE, b"x")

    assert "it is packed in a way that Anki does not use" == message(package.with_name("b.apkg"))


def test_a_hostile_name_is_nowhere_written(package: Path) -> None:
    path = spoiled(package, member("../../evil", b"x"), member("/etc/evil", b"x"))

    before = sorted(path.parent.parent.iterdir())
    assert ("../../evil", "/etc/evil") == read_package(path).members[-2:]
    assert before == sorted(path.parent.parent.iterdir())


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 9999), at=st.integers(0, 9999), byte=st.integers(0, 255))
def test_whatever_is_damaged_ends_in_problems(package: Path, cut: int, at: int, byte: int) -> None:
    data = bytearray(package.read_bytes())
    data[at * len(data) // 10_000] = byte
    path = package.with_name("damaged.apkg")
    path.write_bytes(data[: len(data) - cut * (cut % 2)])

    assert all(problem.hint for problem in problems_of(lambda: inspect(path)))

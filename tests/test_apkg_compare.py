"""What one package changes for those who have another, and how release notes tell it."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from packages import (
    PICTURE,
    Parts,
    Spoil,
    clean,
    column,
    field,
    of_type,
    spoiled,
    sql,
    template,
)
from support import problems_of

from pipeline.apkg.read import read_package
from pipeline.export.changes import as_markdown, counts, rows, type_rows
from pipeline.export.inventory import changes_values, package_values, summary
from pipeline.inspected import differ
from pipeline.model.changes import Change, Changes, TypeChange, What

NOTHING = Changes(notes=())
NEWER = sql("update notes set mod = mod + 1")
RETIRED = "update notes set tags = ' t::a t::retired ' where guid = 'guid1';"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return clean(tmp_path)


def both(*spoils: Spoil) -> Spoil:
    def spoil(parts: Parts) -> None:
        for one in spoils:
            one(parts)

    return spoil


def first(what: What, *fields: str, cards: int = 2) -> Change:
    return Change(what=what, kind="questions", guid="guid1", label="q1", cards=cards, fields=fields)


def of_questions(**values: Any) -> Changes:
    change = replace(TypeChange(what="changed", kind="questions"), **values)
    return Changes(notes=(), types=(change,))


CASES: dict[str, tuple[Spoil, Changes]] = {
    "nothing": (sql("select 1"), NOTHING),
    "a later build of the same": (
        sql("update notes set mod = mod + 1; update cards set id = id + 99, mod = 5"),
        NOTHING,
    ),
    "tags in another order": (sql("update notes set tags = ' t::a  t::a '"), NOTHING),
    "a field": (
        field(f"<b>x</b><img src={PICTURE}>"),
        Changes(notes=(first("changed", "Back"),)),
    ),
    "tags": (
        sql("update notes set tags = ' t::b ' where guid = 'guid1'"),
        Changes(notes=(first("changed", "Tags"),)),
    ),
    "retired": (sql(RETIRED), Changes(notes=(first("retired", "Tags"),))),
    "retired and changed": (
        both(sql(RETIRED), sql("update notes set flds = replace(flds, 'one?', 'One?')")),
        Changes(notes=(first("retired", "Front", "Tags"),)),
    ),
    "a word that only ends like it": (
        sql("update notes set tags = ' t::a unretired ' where guid = 'guid1'"),
        Changes(notes=(first("changed", "Tags"),)),
    ),
    "another note type": (
        sql("update notes set mid = 1222222222, flds = 'q1' || char(31) where guid = 'guid1'"),
        Changes(
            notes=(
                replace(first("changed", "Text", "Key", "Front", "Back", "Type"), kind="clozes"),
            )
        ),
    ),
    "a card more": (
        sql(
            "insert into cards select id + 99, nid, did, 1, mod, usn, type, queue, due, ivl,"
            " factor, reps, lapses, left, odue, odid, flags, data from cards where due = 2"
        ),
        Changes(notes=(), cards_added=1),
    ),
    "a card less": (sql("delete from cards where ord = 1"), Changes(notes=(), cards_gone=1)),
    "style": (of_type(lambda kind: kind.update(css="")), of_questions(css=True)),
    "a template": (template(afmt="{{Back}}"), of_questions(templates=("there",))),
    "a template less": (
        of_type(lambda kind: kind["tmpls"].pop()),
        of_questions(templates=("back",)),
    ),
    "a field renamed": (
        of_type(lambda kind: kind["flds"][1].update(name="Question")),
        of_questions(fields_renamed=(("Front", "Question"),)),
    ),
    "a field more, empty": (
        of_type(lambda kind: kind["flds"].append({"name": "More", "id": 79})),
        of_questions(fields_added=("More",)),
    ),
    "a note type renamed": (
        of_type(lambda kind: kind.update(name="asked")),
        of_questions(kind="asked", was="questions"),
    ),
}


@pytest.mark.parametrize(("spoil", "wanted"), CASES.values(), ids=CASES)
def test_finds(package: Path, spoil: Spoil, wanted: Changes) -> None:
    assert wanted == differ(package, spoiled(package, spoil, NEWER))


def test_a_note_that_is_not_newer_changes_nothing(package: Path) -> None:
    assert NOTHING == differ(package, spoiled(package, field("x")))


def test_a_field_that_is_replaced_is_added_and_removed(package: Path) -> None:
    spoil = of_type(lambda kind: kind["flds"][1].update(name="Question", id=79))
    changes = differ(package, spoiled(package, spoil, NEWER))

    assert (("Question",), ("Front",)) == (
        changes.types[0].fields_added,
        changes.types[0].fields_removed,
    )
    assert [("Question", "Front")] * 2 == [row.fields for row in changes.notes]


def test_a_note_that_is_new_and_one_that_is_gone(package: Path) -> None:
    renamed = sql("update notes set guid = 'other' where guid = 'guid1'")
    changes = differ(package, spoiled(package, renamed))

    assert (replace(first("added"), guid="other"), first("gone")) == changes.notes


def test_notes_keep_the_order_of_their_package(package: Path) -> None:
    renamed = sql("update notes set guid = guid || 'x'")
    changes = differ(package, spoiled(package, renamed))

    assert ["guid1", "guid2", "guid3", "guid4"] == [row.guid for row in changes.of("gone")]
    assert ["guid1x", "guid2x", "guid3x", "guid4x"] == [row.guid for row in changes.of("added")]


def test_what_was_retired_before_is_no_news(package: Path) -> None:
    old = spoiled(package, sql(RETIRED))

    assert NOTHING == differ(old, spoiled(old, sql("select 1")))


def test_note_types_that_come_and_go(package: Path) -> None:
    without = spoiled(package, column("models", "{}"))

    assert ["gone", "gone"] == [row.what for row in differ(package, without).types]
    assert ["added", "added"] == [row.what for row in differ(without, package).types]


def test_both_packages_are_complained_of_at_once(tmp_path: Path) -> None:
    found = problems_of(lambda: differ(tmp_path / "a.apkg", tmp_path / "b.apkg"))

    assert ["a.apkg", "b.apkg"] == [Path(problem.place.file).name for problem in found]


def change(number: int, **values: Any) -> Change:
    label = f"question *{number}*"
    row = Change(what="added", kind="a|b", guid=str(number), label=label, cards=2)
    return replace(row, **values)


def test_release_notes_count_first_and_escape() -> None:
    changes = Changes(
        notes=(change(1), change(2, what="changed", fields=("Answer", "Tags"), cards=1)),
        types=(TypeChange(what="changed", kind="a|b", fields_added=("X",), css=True),),
        cards_added=3,
    )

    assert as_markdown(changes).split("\n") == [
        "- 1 note added, 2 cards",
        "- 1 note changed, 1 card",
        "- 3 cards added to notes that were there",
        "- 1 note type new, changed or taken out",
        "",
        "## New: a\\|b",
        "",
        "- question \\*1\\*",
        "",
        "## Changed: a\\|b",
        "",
        "- question \\*2\\* (Answer, Tags)",
        "",
        "## Note types",
        "",
        "- a\\|b: fields added: X; style changed",
        "",
    ]


def test_release_notes_group_by_kind() -> None:
    told = as_markdown(Changes(notes=(change(1), change(2, kind="c"), change(3))))

    assert told.index("\\*1\\*") < told.index("\\*3\\*") < told.index("## New: c")


@pytest.mark.parametrize(("count", "last"), [(20, "- question \\*19\\*"), (23, "- and 3 more")])
def test_release_notes_are_short_when_much_changes(count: int, last: str) -> None:
    told = as_markdown(Changes(notes=tuple(change(number) for number in range(count))))

    assert last == told.splitlines()[-1]


def test_release_notes_keep_a_hostile_label_on_one_short_line() -> None:
    told = as_markdown(Changes(notes=(change(1, label="# x\n<b>" + "y" * 200),)))

    assert "- \\# x \\<b\\>" in told
    assert max(map(len, told.splitlines())) < 100


def test_release_notes_of_nothing() -> None:
    assert "Nothing changes.\n" == as_markdown(NOTHING)
    assert () == counts(NOTHING)
    assert not NOTHING


def test_rows_for_the_terminal(package: Path) -> None:
    changes = differ(package, spoiled(package, field("x"), template(afmt="{{Back}}"), NEWER))

    assert (("changed", "questions", "q1", "Back"),) == rows(changes)
    assert (("questions", "templates changed: there"),) == type_rows(changes)
    assert "guid1" in json.dumps(changes_values(changes))


def test_the_inventory_of_a_package(package: Path) -> None:
    read = read_package(package)

    assert (
        ("notes", "4"),
        ("cards", "6"),
        ("cards in deck Test::Deck", "6"),
        ("notes of type clozes", "2 (3 cards)"),
        ("notes of type questions", "2 (3 cards)"),
        ("media", "2"),
        ("size", f"{package.stat().st_size / 1000:,.0f} kB"),
        ("newest note", "2026-11-24T00:00:00Z"),
    ) == summary(read)
    by_type = {"notes": 2, "cards": 3}
    assert {"clozes": by_type, "questions": by_type} == package_values(read)["note_types"]


@pytest.mark.parametrize("moment", [2**62, -(2**62)])
def test_the_inventory_of_an_impossible_date(package: Path, moment: int) -> None:
    read = read_package(package)
    notes = tuple(replace(note, mod=moment) for note in read.notes)
    odd = replace(read, contents=replace(read.contents, notes=notes))

    assert ("newest note", f"no date: {moment}") == summary(odd)[-1]

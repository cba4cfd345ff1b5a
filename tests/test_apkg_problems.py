"""What is wrong with a package: each rule finds its fault and leaves a clean package alone."""

from pathlib import Path

import pytest
from packages import (
    CLOZES,
    PICTURE,
    Spoil,
    clean,
    exported,
    field,
    listed,
    member,
    of_type,
    spoiled,
    sql,
    template,
)

from pipeline.inspected import inspect


def told(path: Path) -> set[tuple[str, str, str]]:
    return {(p.severity, p.place.key, p.message) for p in inspect(path).problems}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return clean(tmp_path)


def test_a_clean_package_has_no_problem(package: Path) -> None:
    assert set() == told(package)


UNUSED = sql("delete from cards; delete from notes")


@pytest.mark.parametrize(
    ("spoil", "severity"), [(sql("select 1"), "error"), (UNUSED, "warning")], ids=["used", "unused"]
)
def test_a_program_in_a_note_type_that_nothing_uses_is_only_worth_a_warning(
    package: Path, spoil: Spoil, severity: str
) -> None:
    spoils = (template(afmt="{{Back}}<script>1"), spoil)
    found = {row[0] for row in told(spoiled(package, *spoils)) if "<script>" in row[2]}

    assert {severity} == found


def test_ankis_own_export_has_no_error(tmp_path: Path) -> None:
    assert set() == told(exported(tmp_path, legacy=True))


NOTES: dict[str, tuple[Spoil, str, str]] = {
    "guid used twice": (
        sql("update notes set guid = 'guid1' where guid = 'guid2'"),
        "guid1",
        "another note has the same guid (note 'q2')",
    ),
    "no guid": (
        sql("update notes set guid = '' where guid = 'guid1'"),
        "",
        "a note without a guid (note 'q1')",
    ),
    "unknown note type": (
        sql("update notes set mid = 5 where guid = 'guid1'"),
        "guid1",
        "its note type 5 is not in the package (note 'q1')",
    ),
    "first field empty": (
        sql("update notes set flds = replace(flds, 'q1', '<br>&nbsp;') where guid = 'guid1'"),
        "guid1",
        "the first field is empty",
    ),
    "first field used twice": (
        sql("update notes set flds = replace(flds, 'q2', '<b>q1</b>')"),
        "guid2",
        "another note has the same first field (note 'q1')",
    ),
    "a field too few": (
        sql("update notes set flds = 'q1' || char(31) || 'x' where guid = 'guid1'"),
        "guid1",
        "2 fields; its note type has 3 (note 'q1')",
    ),
    "no card": (
        sql("delete from cards where nid = (select id from notes where guid = 'guid2')"),
        "guid2",
        "the note has no card (note 'q2')",
    ),
    "a card is missing": (
        sql("delete from cards where ord = 1"),
        "guid1",
        "a card is missing: template 'back' (note 'q1')",
    ),
    "a card is empty": (field("<br>"), "guid1", "an empty card: template 'back' (note 'q1')"),
    "a card of no template": (
        sql("update cards set ord = 7 where ord = 1"),
        "guid1",
        "an empty card: template 8 (note 'q1')",
    ),
    "a card twice": (
        sql("update cards set ord = 0 where ord = 1"),
        "guid1",
        "2 cards of one kind: template 'there' (note 'q1')",
    ),
    "a cloze without its card": (
        sql("update notes set flds = replace(flds, 'and', '{{c2::and}}')"),
        "guid3",
        "a card is missing: cloze 2 (note '{{c1::a}} {{c2::and}} {{c3::b}}')",
    ),
    "a card without its cloze": (
        sql("update notes set flds = replace(flds, 'c3', 'c1')"),
        "guid3",
        "an empty card: cloze 3 (note '{{c1::a}} and {{c1::b}}')",
    ),
    "a cloze that no template asks": (
        field("{{c4::x}}", "guid4"),
        "guid4",
        "cloze 4 in the field 'Extra', which asks for none (note '{{c1::c}}')",
    ),
    "cards of no note": (
        sql("delete from notes where guid = 'guid1'"),
        "cards",
        "cards without a note: 2",
    ),
    "cards in no deck": (
        sql("update cards set did = 7 where ord = 2"),
        "guid3",
        "a card lies in a deck that is not in the package (note '{{c1::a}} and {{c3::b}}')",
    ),
    "a picture is missing": (
        field("<img src='other.png'>"),
        "guid1",
        "the file 'other.png' is not in the package (note 'q1')",
    ),
    "a program": (
        field("x<script>alert(1)"),
        "guid1",
        "the field 'Back': program: <script> (note 'q1')",
    ),
    "a handler in a picture": (
        field(f"<img/src={PICTURE} onerror=alert(1)"),
        "guid1",
        "the field 'Back': program: onerror of <img> (note 'q1')",
    ),
    "a disguised address": (
        field("<a href=' jav&#x61;\nscript:x'>"),
        "guid1",
        "the field 'Back': program: href of <a> (note 'q1')",
    ),
    "a picture from elsewhere": (
        field('<img src="//example.org/a.png">'),
        "guid1",
        "the field 'Back': fetched from elsewhere: //example.org/a.png (note 'q1')",
    ),
    "a background from elsewhere": (
        field('<b style="background: url(https://example.org/a.png)">'),
        "guid1",
        "the field 'Back': fetched from elsewhere: https://example.org/a.png (note 'q1')",
    ),
}

WARNINGS: dict[str, tuple[Spoil, str, str]] = {
    "a field without an id": (
        of_type(lambda kind: kind["flds"][1].pop("id")),
        "questions",
        "no id: field Front",
    ),
    "templates without an id": (
        of_type(lambda kind: [one.pop("id") for one in kind["tmpls"]]),
        "questions",
        "no id: templates there, back",
    ),
    "two note types of one name": (
        of_type(lambda kind: kind.update(name="clozes")),
        "clozes",
        "another note type has this name",
    ),
    "braces without a name": (
        template(qfmt="{{Front}}{{text:}}"),
        "questions",
        "the front of template 'there': braces that name no field",
    ),
    "one position for all": (
        sql("update cards set due = 0"),
        "cards",
        "all new cards have one position, so they come in no order",
    ),
    "LaTeX": (
        field("[$]x[/$]"),
        "guid1",
        "the field 'Back': LaTeX in [$] (note 'q1')",
    ),
    "a picture that nobody shows": (field("plain"), PICTURE, "no note shows this file"),
    "a name without a hash": (listed({"0": "pic.png"}), "pic.png", "no hash in the name of a file"),
    "a static file without a version": (
        listed({"1": "_extra.css"}),
        "_extra.css",
        "a file for all cards without a version in its name",
    ),
    "stored and not listed": (member("9", b""), "9", "in the zip, and not in its list of media"),
}


@pytest.mark.parametrize(("spoil", "key", "message"), NOTES.values(), ids=NOTES)
def test_finds_in_notes(package: Path, spoil: Spoil, key: str, message: str) -> None:
    assert ("error", key, message) in told(spoiled(package, spoil))


@pytest.mark.parametrize(("spoil", "key", "message"), WARNINGS.values(), ids=WARNINGS)
def test_warns(package: Path, spoil: Spoil, key: str, message: str) -> None:
    assert ("warning", key, message) in told(spoiled(package, spoil))


GOOD: dict[str, Spoil] = {
    "text that only speaks of programs": field(
        f"javascript: onclick=x &lt;script&gt; 1 < 2 <img src='{PICTURE}'>"
    ),
    "links": field(f"<a href='https://example.org/?a=1'>x</a><img src='{PICTURE}'>"),
    "an address in a text": field(f"url(https://example.org) //x <img src='{PICTURE}'>"),
    "a bracket that opens no LaTeX": field(f"costs [$] 5 <img src='{PICTURE}'>"),
    "a picture in the address": field(f"<img src='data:image/png;base64,AA'><img src={PICTURE}>"),
    "a comment in a template": template(afmt="<!-- {{Nobody}} -->{{Front}}"),
    "what Anki fills in": template(afmt="{{Tags}}{{Deck}}{{#Card}}{{FrontSide}}{{/Card}}"),
    "speech with a language": template(afmt="{{tts zh_CN voices=Apple_Otoya:Front}}"),
    "a filter of an add-on": template(qfmt="{{furigana:hint:Front}}"),
    "a section for one cloze": template(CLOZES, afmt="{{cloze:Text}}{{#c1}}!{{/c1}}"),
    "learnt cards": sql("update cards set type = 2, due = 0 where ord = 0"),
}


@pytest.mark.parametrize("spoil", GOOD.values(), ids=GOOD)
def test_leaves_alone(package: Path, spoil: Spoil) -> None:
    assert set() == told(spoiled(package, spoil))


HOSTILE = {
    "tags": "<a" * 60_000,
    "comments": "<!--" * 60_000,
    "styles": "<style" * 60_000,
    "quotes": "<a b=\"'" * 60_000,
    "blanks": "<a" + " " * 200_000,
    "sounds": "[sound:" * 60_000,
    "braces": "{{" * 60_000,
    "clozes": "{{c1::" * 60_000,
    "sections": "{{#A}}" * 60_000,
    "addresses": "<style>" + "url(" * 60_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_is_done_with_a_hostile_text_in_one_pass(package: Path, text: str) -> None:
    path = spoiled(package, field(text), template(qfmt=text, afmt=text))

    assert inspect(path).problems


def test_alike_problems_have_one_hint_so_that_many_are_shown_as_one(package: Path) -> None:
    path = spoiled(package, field("<img src=a.png>"), field("<img src=b.png>", "guid3"))

    found = [p for p in inspect(path).problems if p.message.startswith("the file ")]
    assert ["guid1", "guid3"] == [problem.place.key for problem in found]
    assert 1 == len({problem.hint for problem in found})

"""The cards that the static rules expect, compared with those that Anki makes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from anki.collection import Collection
from anki.models import NotetypeDict
from hypothesis import given, settings
from hypothesis import strategies as st
from packages import (
    FIELDS,
    PLAIN,
    add,
    clean,
    field,
    imported,
    packed_note,
    packed_type,
    spoiled,
    sql,
    stored,
)

from pipeline.apkg.notes import made
from pipeline.inspected import inspect
from pipeline.problem import Problem


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    opened = Collection(str(tmp_path_factory.mktemp("anki") / "collection.anki2"))
    yield opened
    opened.close()


def cards(engine: Collection, kind: NotetypeDict, values: tuple[str, ...], tags: str) -> set[int]:
    """Return the ordinals that Anki makes, less those that it then calls empty."""
    note = engine.new_note(kind)
    note.fields = [*values, *[""] * (len(FIELDS) - len(values))]
    note.tags = tags.split()
    add(engine, note)
    empty = {
        card
        for row in engine.get_empty_cards().notes
        if row.note_id == note.id
        for card in row.card_ids
    }
    found = {card.ord for card in note.cards() if card.id not in empty}
    engine.remove_notes([note.id])
    engine.models.remove(kind["id"])
    return found


def ours(front: str, values: tuple[str, ...], tags: str = "", *, cloze: bool = False) -> set[int]:
    note = packed_note(*values, *[""] * (len(FIELDS) - len(values)), tags=tuple(tags.split()))
    return set(
        made(packed_type(PLAIN, front) if not cloze else packed_type(front, cloze=True), note) or ()
    )


FRONTS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "filled": ("{{B}}", ("x", "y"), ""),
    "empty": ("{{B}}", ("x",), ""),
    "blank": ("{{B}}", ("x", " \n\t"), ""),
    "wide blank": ("{{B}}", ("x", "\u3000"), ""),
    "break": ("{{B}}", ("x", "<BR /><div></div>"), ""),
    "no-break space": ("{{B}}", ("x", "&nbsp;"), ""),
    "empty bold": ("{{B}}", ("x", "<b></b>"), ""),
    "negated, filled": ("{{^B}}{{A}}{{/B}}", ("x", "y"), ""),
    "negated, empty": ("{{^B}}{{A}}{{/B}}", ("x",), ""),
    "negated with text only": ("{{^B}}text{{/B}}", ("x",), ""),
    "section with text only": ("{{#A}}text{{/A}}", ("x",), ""),
    "nested": ("{{#A}}{{^B}}{{C}}{{/B}}{{/A}}", ("x", "", "z"), ""),
    "filtered": ("{{tts zh_CN:B}}{{hint:B}}", ("x", "y"), ""),
    "tags, none": ("{{Tags}}", ("x",), ""),
    "tags, some": ("{{Tags}}", ("x",), "t"),
    "section of tags": ("{{#Tags}}{{A}}{{/Tags}}", ("x",), "t"),
    "deck": ("{{Deck}}", ("x",), ""),
    "section of the front side": ("{{#FrontSide}}{{A}}{{/FrontSide}}", ("x",), ""),
    "section of a cloze": ("{{#c1}}{{A}}{{/c1}}", ("x",), ""),
    "unknown field": ("{{Nope}}{{^Nope}}{{A}}{{/Nope}}", ("x",), ""),
    "comment": ("x<!-- {{A}} -->", ("x",), ""),
    "comment never closed": ("<!--{{A}}", ("x",), ""),
    "section closed in a comment": ("{{#A}}<!--{{/A}}--> {{A}}{{/A}}", ("x",), ""),
    "braces never closed": ("{{A", ("x",), ""),
    "three and four braces": ("{{{B}}}{{{{C}}}}", ("x", "y"), ""),
    "blanks in braces": ("{{ # A }}{{ B }}{{/ A}}", ("x", "y"), ""),
    "blank behind a colon": ("{{x: A}}", ("x",), ""),
    "old brackets": (" {{=<% %>=}}<%A%>", ("x",), ""),
    "braces beside old brackets": ("{{=<% %>=}}<%B%>{{A}}", ("x",), ""),
    "signs alone": ("{{#}}{{A}}{{/}}{{^}}", ("x",), ""),
    "unbalanced": ("{{#A}}{{A}}", ("x",), ""),
    "closed before": ("{{A}}{{/A}}", ("x",), ""),
}


@pytest.mark.parametrize(("front", "values", "tags"), FRONTS.values(), ids=FRONTS)
def test_makes_the_cards_that_anki_makes(
    engine: Collection, front: str, values: tuple[str, ...], tags: str
) -> None:
    found = cards(engine, stored(engine, (PLAIN, ""), (front, "")), values, tags)

    assert found - {0} == ours(front, values, tags) - {0}


PIECES = ["{{A}}", "{{B}}", "{{#A}}", "{{/A}}", "{{^A}}", "{{#B}}", "{{/B}}", "{{^B}}", "{{/C}}"]
PIECES += [
    "{{#Deck}}",
    "{{/Deck}}",
    "<!--",
    "-->",
    "{{x:C}}",
    "{",
    "}",
    "{{",
    "}}",
    "{{Tags}}",
    "t",
]


@settings(max_examples=150, derandomize=True)
@given(
    pieces=st.lists(st.sampled_from(PIECES), max_size=9),
    values=st.tuples(st.just("x"), st.sampled_from(["", "y"]), st.sampled_from(["", "<br>", "z"])),
)
def test_makes_them_of_any_template(
    engine: Collection, pieces: list[str], values: tuple[str, ...]
) -> None:
    front = "".join(pieces)
    found = cards(engine, stored(engine, (PLAIN, ""), (front, "")), values, "")

    assert found - {0} == ours(front, values) - {0}


MARKS = [
    "{{c1::",
    "{{c2::",
    "{{c1,4::",
    "{{c0::",
    "{{c03::",
    "{{c600::",
    "{{c70000::",
    "{{c2,70000::",
    "}}",
    "}",
]
MARKS += ["{{c499::", "{{C1::", "{{c1:", "::hint", "x", "<b>", "\n", "{{"]


@settings(max_examples=150, derandomize=True)
@given(
    pieces=st.lists(st.sampled_from(MARKS), max_size=9), other=st.sampled_from(["", "{{c7::x}}"])
)
def test_counts_clozes_as_anki_does(engine: Collection, pieces: list[str], other: str) -> None:
    values = ("".join(pieces), other)
    kind = stored(engine, ("{{cloze:A}}", "{{cloze:A}}"), cloze=True)

    assert cards(engine, kind, values, "") == ours("{{cloze:A}}", values, cloze=True)


def errors(path: Path) -> list[Problem]:
    return [problem for problem in inspect(path).problems if problem.severity == "error"]


def test_a_missing_card_is_one_that_check_database_adds(tmp_path: Path, engine: Collection) -> None:
    path = spoiled(clean(tmp_path), sql("delete from cards where ord > 0"))
    imported(engine, path)
    before = engine.card_count()
    engine.fix_integrity()

    told = [problem.message for problem in errors(path)]
    assert 2 == engine.card_count() - before == sum("a card is missing" in one for one in told)


def test_an_empty_card_is_one_that_anki_offers_to_delete(
    tmp_path: Path, engine: Collection
) -> None:
    path = spoiled(clean(tmp_path), sql("update notes set guid = guid || 'x'"), field("", "guid1x"))
    imported(engine, path)

    told = [problem.message for problem in errors(path)]
    found = sum(len(note.card_ids) for note in engine.get_empty_cards().notes)
    assert 1 == found == sum("an empty card" in one for one in told)

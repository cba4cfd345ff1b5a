"""Code and clozes as HTML: nothing lost, nothing that opens, ends or hints by itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from anki.collection import Collection
from anki.decks import DeckId
from markupsafe import Markup

from pipeline.export.anki.escape import cloze, field_text
from pipeline.export.anki.highlight import highlighted, highlighted_around, highlighting_css


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def test_highlighting_escapes_and_keeps_every_character() -> None:
    html = highlighted('x = "<b>&"  # 注释\n')

    assert "<b>" not in html
    assert "&lt;b&gt;&amp;" in html
    assert "[" not in highlighted("x[0]")
    assert "注释" in html


def test_highlighting_brings_no_background_and_knows_the_night() -> None:
    css = highlighting_css()

    assert "background" not in css
    assert ".night_mode .code .k" in css
    assert ".nightMode .code .k" in css
    assert "bold" not in css
    assert ".night_mode .code .o{ color: inherit }" in css


AROUND = {
    "a call": ("x = f(1)  # y\n", "f(1)"),
    "a part of a comment": ("x = 1  # adds squares\n", "squares"),
    "a part of a string": ("print(f'sum {x}')\n", "sum"),
    "the start": ("import os\n", "import"),
    "the end": ("x = [0]", "[0]"),
    "several lines": ("def f():\n    return 1\n", "f():\n    return"),
}


@pytest.mark.parametrize("case", AROUND.values(), ids=AROUND)
def test_what_stands_around_a_hidden_part_is_kept(case: tuple[str, str]) -> None:
    code, hidden = case
    start = code.index(hidden)

    before, after = highlighted_around(code, start, start + len(hidden))

    shown = Markup(f"{before}{hidden}{after}").striptags()  # noqa: S704 - our own markup
    assert code.split() == shown.split()
    assert before.count("<span") == before.count("</span")
    assert after.count("<span") == after.count("</span")


@pytest.mark.parametrize("text", ["{'a': 0}", "{{x}}", "a::b", "}", "{{c2::y}}", "x}}"])
def test_a_cloze_hides_all_of_its_text(text: str, collection: Collection) -> None:
    model = collection.models.by_name("Cloze")
    assert model is not None
    note = collection.new_note(model)
    note["Text"] = str(cloze(1, field_text(text)))
    collection.add_note(note, DeckId(1))

    (card,) = note.cards()
    assert '<span class="cloze" data-cloze=' in card.question()
    assert card.question().split("</style>")[1].endswith(">[...]</span>")
    assert text == Markup(card.answer().split("</style>")[1].split("<br>")[0]).striptags()  # noqa: S704

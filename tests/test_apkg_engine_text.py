"""Templates, first fields and media, judged statically and by Anki itself."""

from collections.abc import Iterator
from pathlib import Path

import genanki
import pytest
from anki.collection import Collection
from anki.errors import CardTypeError
from anki.models import NotetypeDict, NotetypeId
from anki.notes import NoteFieldsCheckResult
from packages import (
    FIELDS,
    PLAIN,
    add,
    kind_of,
    stored,
)

from pipeline.apkg.markup import media, plain
from pipeline.inspected import inspect
from pipeline.problem import Problem


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    opened = Collection(str(tmp_path_factory.mktemp("anki") / "collection.anki2"))
    yield opened
    opened.close()


TEMPLATES = {
    "good": ("{{A}}", "{{FrontSide}}{{B}}"),
    "unknown on the front": ("{{A}}{{Nope}}", ""),
    "unknown on the back": ("{{A}}", "{{Nope}}"),
    "other capitals": ("{{a}}{{A}}", ""),
    "unknown section": ("{{A}}{{^Nope}}{{/Nope}}", ""),
    "unknown behind a filter": ("{{A}}{{type:Nope}}", ""),
    "never closed": ("{{#A}}{{A}}", ""),
    "closed wrongly": ("{{#A}}{{A}}{{/B}}", ""),
    "only text": ("text", ""),
    "only a comment": ("<!--{{A}}-->", ""),
    "unknown in a comment": ("{{A}}<!--{{Nope}}-->", ""),
    "special fields": (
        "{{A}}{{Tags}}{{Deck}}{{Subdeck}}{{Card}}{{CardFlag}}{{Type}}{{CardID}}",
        "",
    ),
    "a remark as other programs know it": ("{{!remark}}{{A}}", ""),
    "a section with a filter": ("{{#text:A}}{{A}}{{/text:A}}", ""),
    "a section for a cloze": ("{{A}}{{#c1}}{{/c1}}{{#c99}}{{/c99}}", ""),
    "a section for no cloze": ("{{A}}{{#cx}}{{/cx}}", ""),
}
CLOZED = {
    "good, clozed": ("{{cloze:A}}", "{{text:cloze:A}}"),
    "front without cloze": ("{{A}}", "{{cloze:A}}"),
    "back without cloze": ("{{cloze:A}}", "{{A}}"),
    "another filter": ("{{cloze-only:A}}", "{{cloze:A}}"),
}


def refuses(engine: Collection, kind: NotetypeDict) -> bool:
    try:
        number = engine.models.add_dict(kind).id
    except CardTypeError:
        return True
    engine.models.remove(NotetypeId(number))
    return False


@pytest.mark.parametrize(
    ("front", "back", "cloze"),
    [
        *((*sides, False) for sides in TEMPLATES.values()),
        *((*sides, True) for sides in CLOZED.values()),
    ],
    ids=[*TEMPLATES, *CLOZED],
)
def test_refuses_the_templates_that_anki_refuses(
    engine: Collection, tmp_path: Path, front: str, back: str, *, cloze: bool
) -> None:
    fields = [{"name": name, "id": i} for i, name in enumerate(FIELDS, 1)]
    model = genanki.Model(
        5,
        "type",
        fields=fields,
        model_type=int(cloze),
        templates=[{"name": "t", "id": 9, "qfmt": front, "afmt": back}],
    )
    model._req = []  # noqa: SLF001 - genanki itself fails over such templates
    kind = kind_of(engine, (front, back), cloze=cloze)
    assert refuses(engine, kind) == bool(errors(packed(tmp_path, model)))


def packed(folder: Path, model: genanki.Model) -> Path:
    deck = genanki.Deck(7, "deck")
    deck.add_model(model)
    genanki.Package(deck).write_to_file(folder / "type.apkg", timestamp=1)
    return folder / "type.apkg"


FIRST = ["", " ", "<br>", "<b></b>", "&nbsp;", "\u3000", "<img src=a.png>", "[sound:a.mp3]"]
FIRST += ["Hello &amp; you", "hello &amp; you", "Hello&nbsp;&amp; you", " Hello &amp; you"]
FIRST += ["Hello <!-- x -->&amp; you<br>", "<style>a</style>", "<script>x</script>", "a < b", "<"]


@pytest.mark.parametrize("value", FIRST, ids=repr)
def test_compares_first_fields_as_anki_does(engine: Collection, value: str) -> None:
    kind = stored(engine, (PLAIN, ""))
    first = engine.new_note(kind)
    first["A"] = "<b>Hello</b> &amp; you"
    add(engine, first)
    second = engine.new_note(kind)
    second["A"] = value

    found = second.fields_check()
    engine.models.remove(kind["id"])
    assert (found == NoteFieldsCheckResult.EMPTY) == (not plain(value).strip())
    assert (found == NoteFieldsCheckResult.DUPLICATE) == (plain(value) == plain(first["A"]))


SHOWN = [
    "<img src=a.png>",
    "<IMG alt='>' src='a&amp;b.png'>",
    '<img src="a%20b.png">',
    "[sound:a.mp3]",
]
SHOWN += [
    "[sound:a&amp;b.mp3]",
    "[sound:a",
    "[sound:]",
    "<audio src=a.mp3>",
    "<object data='a.svg'>",
]
SHOWN += ["<video><source src='a.mp4'></video>", "<!-- <img src='a.png'> -->", "<a href=a.png>"]
SHOWN += ["<img src=HTTPS://example.org/a.png>", "<embed src=a.svg>", "[sound:http://a.org/a.mp3]"]


@pytest.mark.parametrize("value", SHOWN)
def test_knows_the_media_that_anki_misses(engine: Collection, value: str) -> None:
    kind = stored(engine, (PLAIN, ""))
    note = engine.new_note(kind)
    note["A"] = f"x{value}"
    add(engine, note)

    found = list(engine.media.check().missing)
    engine.models.remove(kind["id"])
    assert found == list(media(value))


def errors(path: Path) -> list[Problem]:
    return [problem for problem in inspect(path).problems if problem.severity == "error"]

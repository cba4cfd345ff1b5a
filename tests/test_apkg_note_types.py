"""What is wrong with note types, decks and lists of media: each rule finds its fault."""

import json
from pathlib import Path

import pytest
from packages import (
    CLOZES,
    PICTURE,
    Parts,
    Spoil,
    clean,
    column,
    listed,
    member,
    of_type,
    spoiled,
    template,
)

from pipeline.inspected import inspect


def told(path: Path) -> set[tuple[str, str, str]]:
    return {(p.severity, p.place.key, p.message) for p in inspect(path).problems}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return clean(tmp_path)


def renumbered(parts: Parts) -> None:
    """Give the second note type the id of the first, in all but its key."""
    types = json.loads(parts.base.execute("select models from col").fetchone()[0])
    types[str(CLOZES)]["id"] = types["1111111111"]["id"]
    column("models", json.dumps(types))(parts)


def second_deck(parts: Parts) -> None:
    decks = json.loads(parts.base.execute("select decks from col").fetchone()[0])
    column("decks", json.dumps({**decks, "5": {"id": 5, "name": "test::DECK"}}))(parts)


TYPES: dict[str, tuple[Spoil, str, str]] = {
    "unknown field on the front": (
        template(qfmt="{{Front}}{{Fornt}}"),
        "questions",
        "the front of template 'there': there is no field 'Fornt'",
    ),
    "unknown field in a section": (
        template(afmt="{{#front}}{{Front}}{{/front}}"),
        "questions",
        "the back of template 'there': there is no field 'front'",
    ),
    "section never closed": (
        template(qfmt="{{Front}}{{#Back}}"),
        "questions",
        "the front of template 'there': {{#Back}} is never closed",
    ),
    "section closed by another": (
        template(qfmt="{{#Front}}{{Front}}{{/Back}}"),
        "questions",
        "the front of template 'there': {{/Back}} closes nothing that is open there",
    ),
    "no field on the front": (
        template(qfmt="hello {{Tags}} <!-- {{Front}} -->"),
        "questions",
        "the front of template 'there' shows no field",
    ),
    "the same front twice": (
        of_type(lambda kind: kind["tmpls"][1].update(qfmt="{{Front}}")),
        "questions",
        "the front of template 'back' is that of another one too",
    ),
    "cloze in a standard type": (
        template(qfmt="{{cloze:Front}}"),
        "questions",
        "the front of template 'there': {{cloze:}} in a standard note type",
    ),
    "cloze type without cloze": (
        template(CLOZES, afmt="{{Text}}"),
        "clozes",
        "the back of template 'cloze': a cloze type without {{cloze:}}",
    ),
    "speech without a language": (
        template(afmt="{{tts:Front}}"),
        "questions",
        "the back of template 'there': speech of 'Front' without a language, so it stays silent",
    ),
    "id of two note types": (renumbered, "clozes", "another note type has the id 1111111111"),
    "name of two decks": (second_deck, "Test::Deck", "another deck has this name"),
    "a handler": (
        template(afmt="<b onclick=x()>{{Back}}"),
        "questions",
        "the back of template 'there': program: onclick of <b>",
    ),
    "a font from elsewhere": (
        of_type(lambda kind: kind.update(css="a {src: url('https://example.org/a.woff2')}")),
        "questions",
        "the style: fetched from elsewhere: https://example.org/a.woff2",
    ),
    "a picture that Anki leaves behind": (
        template(afmt='<img src="logo.png">'),
        "questions",
        "the templates show 'logo.png', which Anki leaves behind",
    ),
    "a font that is missing": (
        of_type(lambda kind: kind.update(css="a {src: url(_a-v1.woff2)}")),
        "questions",
        "the templates show '_a-v1.woff2', which is not in the package",
    ),
    "listed and not stored": (
        member("0", None),
        PICTURE,
        "listed as file '0', which is not in the zip",
    ),
    "a name that leaves the folder": (
        listed({"0": "../pic-0123456789.png"}),
        "../pic-0123456789.png",
        "a name that no file of a deck may have",
    ),
    "a name with a control character": (
        listed({"0": "\x1b[31mpic-0123456789.png"}),
        "\x1b[31mpic-0123456789.png",
        "a name that no file of a deck may have",
    ),
    "a name twice": (listed({"7": PICTURE.upper()}), PICTURE, "two files have this name"),
}


@pytest.mark.parametrize(("spoil", "key", "message"), TYPES.values(), ids=TYPES)
def test_finds_in_note_types_decks_and_media(
    package: Path, spoil: Spoil, key: str, message: str
) -> None:
    assert ("error", key, message) in told(spoiled(package, spoil))

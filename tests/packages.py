"""Anki packages for tests: clean ones by genanki and by Anki itself, and ways to spoil them."""

import json
import sqlite3
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import genanki
from anki.collection import (
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)
from anki.decks import DeckId
from anki.models import NotetypeDict, NotetypeId
from anki.notes import Note

from pipeline.model.package import PackedNote, PackedTemplate, PackedType

DECK = 1234567890
QUESTIONS, CLOZES = 1111111111, 1222222222
PICTURE, STYLE = "pic-0123456789abcdef.png", "_extra-v2.css"
RELEASED = 1_795_478_400  # 2026-11-24, in Unix seconds


@dataclass(frozen=True, kw_only=True)
class Parts:
    """A package taken apart, to be spoiled in place."""

    base: sqlite3.Connection
    members: dict[str, bytes]


Spoil = Callable[[Parts], None]
FIELDS = ("A", "B", "C")
PLAIN = "{{A}}"


def question_type() -> genanki.Model:
    """Return a standard note type: a card in each direction, the second one if there is a Back."""
    return genanki.Model(
        QUESTIONS,
        "questions",
        fields=[{"name": name, "id": 70 + i} for i, name in enumerate(("Key", "Front", "Back"))],
        templates=[
            {"name": "there", "id": 81, "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr>{{Back}}"},
            {"name": "back", "id": 82, "qfmt": "{{#Back}}{{Back}}{{/Back}}", "afmt": "{{Front}}"},
        ],
        css=f'@import "{STYLE}"; .card {{color: black}}',
    )


def cloze_type() -> genanki.Model:
    """Return a cloze type with a field beside the text."""
    return genanki.Model(
        CLOZES,
        "clozes",
        fields=[{"name": "Text", "id": 90}, {"name": "Extra", "id": 91}],
        templates=[
            {
                "name": "cloze",
                "id": 92,
                "qfmt": "{{cloze:Text}}",
                "afmt": "{{cloze:Text}} {{Extra}}",
            }
        ],
        model_type=genanki.Model.CLOZE,
    )


def clean(folder: Path) -> Path:
    """Write a package that has everything and no fault: 4 notes, 6 cards, 2 files."""
    deck = genanki.Deck(DECK, "Test::Deck")
    questions, clozes = question_type(), cloze_type()
    rows: dict[genanki.Model, list[tuple[str, ...]]] = {
        questions: [("q1", "one?", f'<img src="{PICTURE}">'), ("q2", "two?", "")],
        clozes: [("{{c1::a}} and {{c3::b}}", ""), ("{{c1::c}}", "see <a href='https://a.org'>")],
    }
    for model, notes in rows.items():
        for fields in notes:
            due = len(deck.notes) + 1
            guid = f"guid{due}"
            note = genanki.Note(model=model, fields=list(fields), guid=guid, due=due, tags=["t::a"])
            deck.add_note(note)
    files = {PICTURE: b"picture", STYLE: b"b {}"}
    for name, data in files.items():
        (folder / name).write_bytes(data)
    package = genanki.Package(deck, [str(folder / name) for name in files])
    path = folder / "clean.apkg"
    package.write_to_file(path, timestamp=RELEASED)
    return path


def exported(folder: Path, *, legacy: bool) -> Path:
    """Write a package with one note by Anki's own exporter, in the older or the newer format."""
    collection = Collection(str(folder / "source.anki2"))
    kind, deck = collection.models.by_name("Basic"), collection.decks.id("Test")
    assert kind is not None
    assert deck is not None
    note = collection.new_note(kind)
    note["Front"], note["Back"] = "front", f"[sound:{PICTURE}]"
    collection.add_note(note, deck)
    Path(collection.media.dir(), PICTURE).write_bytes(b"picture")
    options = ExportAnkiPackageOptions(
        with_scheduling=False, with_deck_configs=False, with_media=True, legacy=legacy
    )
    path = folder / "exported.apkg"
    collection.export_anki_package(out_path=str(path), options=options, limit=None)
    collection.close()
    return path


def imported(collection: Collection, path: Path) -> None:
    """Import a package as a learner does."""
    request = ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
    collection.import_anki_package(request)


def spoiled(path: Path, *spoils: Spoil, name: str = "collection.anki2") -> Path:
    """Write a copy of the package that is spoiled."""
    with zipfile.ZipFile(path) as archive:
        members = {member: archive.read(member) for member in archive.namelist()}
    base = sqlite3.connect(":memory:")
    base.deserialize(members[name])
    for spoil in spoils:
        spoil(Parts(base=base, members=members))
    base.commit()
    if name in members:
        members[name] = base.serialize()
    base.close()
    return zipped(path.with_name("spoiled.apkg"), members)


def zipped(path: Path, members: Mapping[str, bytes]) -> Path:
    """Write a zip."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def sql(statement: str) -> Spoil:
    """Spoil the database."""

    def spoil(parts: Parts) -> None:
        parts.base.executescript(statement)

    return spoil


def column(name: Literal["models", "decks"], text: str) -> Spoil:
    """Spoil the JSON about note types or decks."""
    statement = {"models": "update col set models = ?", "decks": "update col set decks = ?"}[name]

    def spoil(parts: Parts) -> None:
        parts.base.execute(statement, [text])

    return spoil


def of_type(change: Callable[[dict[str, Any]], object], number: int = QUESTIONS) -> Spoil:
    """Spoil a note type; `change` gets it as Anki's JSON has it."""

    def spoil(parts: Parts) -> None:
        types = json.loads(parts.base.execute("select models from col").fetchone()[0])
        change(types[str(number)])
        parts.base.execute("update col set models = ?", [json.dumps(types)])

    return spoil


def template(number: int = QUESTIONS, **sides: str) -> Spoil:
    """Spoil the first template."""
    return of_type(lambda kind: kind["tmpls"][0].update(sides), number)


def field(value: str, guid: str = "guid1") -> Spoil:
    """Give a note another last field."""

    def spoil(parts: Parts) -> None:
        (fields,) = parts.base.execute("select flds from notes where guid = ?", [guid]).fetchone()
        changed = "\x1f".join([*fields.split("\x1f")[:-1], value])
        parts.base.execute("update notes set flds = ? where guid = ?", [changed, guid])

    return spoil


def member(name: str, data: bytes | None) -> Spoil:
    """Put a file into the zip, or take one out."""

    def spoil(parts: Parts) -> None:
        parts.members.pop(name, None)
        if data is not None:
            parts.members[name] = data

    return spoil


def listed(names: Mapping[str, str]) -> Spoil:
    """Add to the list of media."""

    def spoil(parts: Parts) -> None:
        known = json.loads(parts.members["media"])
        parts.members["media"] = json.dumps({**known, **names}).encode()

    return spoil


def packed_type(
    *fronts: str, cloze: bool = False, fields: tuple[str, ...] = ("A", "B", "C")
) -> PackedType:
    """Return a note type with these fronts as it is read from a package."""
    templates = (PackedTemplate(name=f"t{i}", id=i, front=f, back="") for i, f in enumerate(fronts))
    return PackedType(
        id=1,
        name="type",
        fields=fields,
        field_ids=tuple(range(1, len(fields) + 1)),
        templates=tuple(templates),
        css="",
        cloze=cloze,
        mod=0,
    )


def packed_note(*values: str, tags: tuple[str, ...] = ()) -> PackedNote:
    """Return a note without cards as it is read from a package."""
    return PackedNote(guid="g", type_id=1, values=values, tags=tags, mod=0, cards=())


def kind_of(engine: Collection, *sides: tuple[str, str], cloze: bool = False) -> NotetypeDict:
    kind = engine.models.new("type")
    kind["type"] = int(cloze)
    for name in FIELDS:
        engine.models.add_field(kind, engine.models.new_field(name))
    for front, back in sides:
        template = engine.models.new_template(front)
        template["qfmt"], template["afmt"] = front, back
        engine.models.add_template(kind, template)
    return kind


def stored(engine: Collection, *sides: tuple[str, str], cloze: bool = False) -> NotetypeDict:
    """Store a note type, broken templates too: Anki lets imported ones be."""
    good = [
        (f"{{{{cloze:A}}}}{i}", "{{cloze:A}}") if cloze else (PLAIN * (i + 1), "") for i in (0, 1)
    ]
    kind = kind_of(engine, *good[: len(sides)], cloze=cloze)
    number = NotetypeId(engine.models.add_dict(kind).id)
    known = engine.models.get(number)
    assert known is not None
    for template, (front, back) in zip(known["tmpls"], sides, strict=True):
        template["qfmt"], template["afmt"] = front, back
    engine.models.update_dict(known, skip_checks=True)
    return known


def add(engine: Collection, note: Note) -> None:
    """Add a note to the deck that is always there."""
    engine.add_note(note, DeckId(1))

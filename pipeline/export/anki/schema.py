"""The note types: fields, templates and style, with the numbers that must never change."""

from collections.abc import Iterator
from importlib.resources import files

import genanki

from pipeline.export.anki.highlight import highlighting_css
from pipeline.export.anki.numbers import FIELDS, MODELS, NAMES, SORTED_BY, TEMPLATES
from pipeline.model.deck import Edition
from pipeline.model.note import KINDS, Kind
from pipeline.text.digest import content_digest
from pipeline.text.script import converted

# What browsers choose a script's and a region's glyphs by.
LANGS: dict[Edition, str] = {"zh-CN": "zh-Hans", "zh-TW": "zh-Hant-TW", "zh-HK": "zh-Hant-HK"}
# What systems name their voices by; for Hong Kong that is Cantonese.
VOICES: dict[Edition, str] = {"zh-CN": "zh_CN", "zh-TW": "zh_TW", "zh-HK": "zh_HK"}

CLOZES: tuple[Kind, ...] = ("points", "code")


class NoteType(genanki.Model):  # type: ignore[misc]
    """A note type with a modification time of its own, in seconds: Anki takes only newer ones."""

    changed: int = 0

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, object]:
        """Return what genanki writes into the collection."""
        return {**super().to_json(timestamp, deck_id), "mod": self.changed}


def note_type(kind: Kind, edition: Edition) -> NoteType:
    """Return the note type of a kind of note in an edition."""
    suffix = "" if edition == "zh-CN" else f" · {edition}"
    return NoteType(
        MODELS[kind][edition],
        NAMES[kind] + suffix,
        fields=[{"name": name, "id": number} for name, number in FIELDS[kind].items()],
        templates=[
            {
                "name": name,
                "id": number,
                "qfmt": _read(f"{file}.front", edition),
                "afmt": _read(f"{file}.back", edition),
            }
            for file, (name, number) in TEMPLATES[kind].items()
        ],
        css=_file("style.css") + highlighting_css(),
        model_type=genanki.Model.CLOZE if kind in CLOZES else genanki.Model.FRONT_BACK,
        sort_field_index=list(FIELDS[kind]).index(SORTED_BY[kind]),
    )


def type_digests(edition: Edition) -> dict[Kind, str]:
    """Return for each note type the sum of what an update of it would replace."""
    return {kind: content_digest(*_parts(note_type(kind, edition))) for kind in KINDS}


def _parts(model: genanki.Model) -> Iterator[str]:
    yield from (model.name, model.css)
    yield from (field["name"] for field in model.fields)
    for template in model.templates:
        yield from (template["name"], template["qfmt"], template["afmt"])


def _read(name: str, edition: Edition) -> str:
    html = _file(f"{name}.html").replace("zh-Hans", LANGS[edition])
    return converted(html.replace("zh_CN", VOICES[edition]), edition)


def _file(name: str) -> str:
    return files("pipeline.export.anki").joinpath("templates", name).read_text(encoding="utf8")

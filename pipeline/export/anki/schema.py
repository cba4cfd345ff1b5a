"""The note type: what Anki must find unchanged in every release.

Anki matches note types, fields and templates by these numbers. A changed one turns an update
into a second note type beside the first, so they are constants, made once at random. Fields that
nothing uses yet are shipped from the first release on, since a field can't be added later
without asking every learner to merge note types by hand.
"""

from importlib.resources import files

import genanki

from pipeline.export.anki.highlight import highlighting_css
from pipeline.model.deck import Edition

# Editions differ in the language their templates name, so each has a note type of its own.
MODELS: dict[Edition, tuple[int, str]] = {
    "zh-CN": (2117853555, "deckpress · question and answer"),
    "zh-TW": (1391726583, "deckpress · question and answer · zh-TW"),
    "zh-HK": (1849403171, "deckpress · question and answer · zh-HK"),
}
# What browsers choose a script's and a region's glyphs by.
LANGS: dict[Edition, str] = {"zh-CN": "zh-Hans", "zh-TW": "zh-Hant-TW", "zh-HK": "zh-Hant-HK"}

FIELDS = {
    "Key": 1778549083172595937,
    "Number": 3158087883902820612,
    "QuestionZh": 3577183703882783856,
    "QuestionEn": 486221258816567074,
    "AnswerZh": 2427174341242947861,
    "AnswerEn": 3770148585279355014,
    "Code": 3697966714778877217,
    "TopicZh": 3979712776522773050,
    "TopicEn": 1651323893005851769,
    "ErratumZh": 2551634183227088328,
    "ErratumEn": 3630622760644781137,
    "Source": 2904907607407058583,
    "Extra1": 1130462359822407227,
    "Extra2": 4049529285740341097,
    "Extra3": 1140812568926769965,
    "Extra4": 1417444678471135598,
    "Extra5": 3930880428747375226,
    "Extra6": 195162812570578466,
}

TEMPLATES = {"zh": ("中文", 3993227348297603504), "en": ("English", 3159118861715606401)}


def note_type(edition: Edition) -> genanki.Model:
    """Return an edition's note type; its first card asks in Chinese, its second in English."""
    number, model_name = MODELS[edition]
    return genanki.Model(
        number,
        model_name,
        fields=[{"name": name, "id": number} for name, number in FIELDS.items()],
        templates=[
            {
                "name": name,
                "id": number,
                "qfmt": _read(f"front.{lang}", edition),
                "afmt": _read(f"back.{lang}", edition),
            }
            for lang, (name, number) in TEMPLATES.items()
        ],
        css=_file("style.css") + highlighting_css(),
        sort_field_index=list(FIELDS).index("Number"),
    )


def _read(name: str, edition: Edition) -> str:
    return _file(f"{name}.html").replace("zh-Hans", LANGS[edition])


def _file(name: str) -> str:
    return files("pipeline.export.anki").joinpath("templates", name).read_text(encoding="utf8")

"""translations/en.po: the reviewed English, in gettext's format."""

import re
from collections.abc import Iterator
from pathlib import Path

import polib

from pipeline.load.text_file import read_text
from pipeline.model.deck import Translation
from pipeline.model.place import Place
from pipeline.problem import Problem, Problems, raise_if_any

SYNTAX = re.compile(r"\(line (\d+)\)(?:: (.*))?")

# A flag of Weblate's kind: `#, ignore-numbers` says that the check of numbers is wrong here.
IGNORE = "ignore-"

# polib takes `msgstr Key points` for the text "ey point", so the shape of lines is ours to check.
_LINE = re.compile(
    r'\s*(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s+)?"(?:[^"\\]|\\.)*"\s*)?'
)


def load_translations(path: Path, name: str) -> tuple[Translation, ...]:
    """Return the entries of the PO file in its order, obsolete ones left out.

    Raises `Problems` for a syntax error, an entry without `msgctxt`, or a unit given twice.
    """
    if not path.exists():
        hint = "run `deckpress sync`, which writes it with an entry for each unit"
        message = "there is no such file"
        raise Problems([Problem(place=Place(file=name), message=message, hint=hint)])
    text = read_text(path, name)
    raise_if_any(_malformed(text, name))
    catalog = _parsed(text, name)
    entries = [entry for entry in catalog if not entry.obsolete]
    raise_if_any(_without_unit(entries, name))
    raise_if_any([*_twice(entries, name), *_plural(entries, name)])
    return tuple(
        Translation(
            place=Place(file=name, line=entry.linenum, key=entry.msgctxt or ""),
            unit=entry.msgctxt or "",
            zh=entry.msgid,
            en=entry.msgstr,
            fuzzy=entry.fuzzy,
            spared=frozenset(
                flag.removeprefix(IGNORE) for flag in entry.flags if flag.startswith(IGNORE)
            ),
        )
        for entry in entries
    )


def _malformed(text: str, name: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), 1):
        if not _LINE.fullmatch(line):
            yield Problem(
                place=Place(file=name, line=number),
                message=f"PO syntax error: {line.strip()[:60]}",
                hint='write a keyword and its text in double quotes, as in msgstr "Token"; '
                'a quote inside the text is \\"',
            )


def _parsed(text: str, name: str) -> polib.POFile:
    try:
        # polib takes text that is no existing file's name; a lone name would be opened as one.
        return polib.pofile(text + "\n", wrapwidth=0)
    except (OSError, ValueError) as error:
        found = SYNTAX.search(str(error))
        line = int(found[1]) if found else None
        detail = f": {found[2]}" if found and found[2] else ""
        place = Place(file=name, line=line)
        hint = "look for a missing quote or a missing msgid/msgstr at that line or above"
        message = f"PO syntax error{detail}"
        raise Problems([Problem(place=place, message=message, hint=hint)]) from None


def _plural(entries: list[polib.POEntry], name: str) -> Iterator[Problem]:
    for entry in entries:
        if entry.msgid_plural or entry.msgstr_plural:
            yield Problem(
                place=Place(file=name, line=entry.linenum, key=entry.msgctxt or ""),
                message="an entry with plural forms",
                hint="write one msgid and one msgstr: units have no plural",
            )


def _without_unit(entries: list[polib.POEntry], name: str) -> Iterator[Problem]:
    for entry in entries:
        if not entry.msgctxt:
            yield Problem(
                place=Place(file=name, line=entry.linenum),
                message="this entry names no unit",
                hint='add a line `msgctxt "q001.question"` with the id of its unit above msgid',
            )


def _twice(entries: list[polib.POEntry], name: str) -> Iterator[Problem]:
    first: dict[str, int | None] = {}
    for entry in entries:
        unit = entry.msgctxt or ""
        if unit in first:
            yield Problem(
                place=Place(file=name, line=entry.linenum, key=unit),
                message=f"unit {unit} is translated already on line {first[unit]}",
                hint="keep one of the two entries",
            )
        first.setdefault(unit, entry.linenum)

"""Rules about media: what cards show must be there, and an update must reach it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from pipeline.apkg.danger import addresses
from pipeline.apkg.found import about, of_note, sides
from pipeline.apkg.markup import is_remote, media
from pipeline.model.package import Package, PackedType
from pipeline.problem import Problem

# Anki keeps a file so named though no note shows it: fonts, style sheets, logos.
STATIC = "_"
_HASH = re.compile(r"(?<![0-9a-z])[0-9a-f]{8,}(?![0-9a-z])", re.IGNORECASE)
_VERSION = re.compile(r"(?<![a-z])v?\d+(?![a-z])", re.IGNORECASE)
# Controls, invisible marks, surrogates: a name that people can't tell from another.
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_FORBIDDEN = set('/\\:*?"<>|')
_LONGEST = 120  # bytes; what Anki cuts names to


def problems(package: Package) -> Iterator[Problem]:
    """Yield what is wrong with the media."""
    yield from _names(package)
    yield from _stored(package)
    yield from _missing(package)
    yield from _static(package)
    yield from _unused(package)
    yield from _replaced(package)


def _names(package: Package) -> Iterator[Problem]:
    """Report names that would leave the folder of media, deceive, or not fit a disk."""
    counts = Counter(_same(file.name).casefold() for file in package.media)
    for file in package.media:
        if not _is_safe(file.name):
            hint = "use letters, digits, `-`, `_` and one dot, in 120 bytes, and no folder"
            yield about(package, file.name, "a name that no file of a deck may have", hint)
        if counts[_same(file.name).casefold()] > 1:
            hint = "name them apart; on many disks capitals make no difference"
            yield about(package, file.name, "two files have this name", hint)


def _is_safe(name: str) -> bool:
    plain = not _FORBIDDEN & set(name) and name.strip(" .") != ""
    seen = not any(unicodedata.category(char) in _UNSEEN for char in name)
    return plain and seen and len(name.encode("utf8", "surrogatepass")) <= _LONGEST


def _stored(package: Package) -> Iterator[Problem]:
    """Report where the list of media and the zip differ."""
    members, listed = set(package.members), {file.member for file in package.media}
    for file in package.media:
        if file.member not in members:
            message = f"listed as file {file.member!r}, which is not in the zip"
            yield about(package, file.name, message, "export the deck once more, with its media")
    for member in sorted(members - listed):
        hint = "take it out of the zip, or add it to the list of media; Anki leaves it behind"
        yield about(package, member, "in the zip, and not in its list of media", hint, "warning")


def _missing(package: Package) -> Iterator[Problem]:
    known = {_same(name) for name in package.present()}
    for note in package.notes:
        names = dict.fromkeys(name for value in note.values for name in media(value))
        for name in names:
            if _same(name) not in known:
                hint = "put the file into the package under exactly this name, or take it out there"
                yield of_note(package, note, f"the file {name!r} is not in the package", hint)


def _static(package: Package) -> Iterator[Problem]:
    """Report files that templates and styles show and that Anki won't find."""
    known = {_same(name) for name in package.present()}
    for kind in package.types:
        for name in dict.fromkeys(_shown(kind)):
            if not name.startswith(STATIC):
                message = f"the templates show {name!r}, which Anki leaves behind"
                hint = "begin its name with `_`: only such files come along without a note"
                yield about(package, kind.name, message, hint)
            elif _same(name) not in known:
                message = f"the templates show {name!r}, which is not in the package"
                yield about(package, kind.name, message, "put the file into the package")


def _shown(kind: PackedType) -> Iterator[str]:
    """Yield the files of the package that templates and style show; fields name others."""
    for text in (kind.css, *(html for _, _, html in sides(kind))):
        for address in (*addresses(text), *media(text)):
            if address and not is_remote(address) and "{{" not in address and address[0] != "#":
                yield address


def _unused(package: Package) -> Iterator[Problem]:
    used = {_same(name) for note in package.notes for v in note.values for name in media(v)}
    for file in package.media:
        if not file.name.startswith(STATIC) and _same(file.name) not in used:
            hint = "take it out, or show it in a field; Anki leaves it behind when it imports"
            yield about(package, file.name, "no note shows this file", hint, "warning")


def _replaced(package: Package) -> Iterator[Problem]:
    """Report names that stay when the file's content changes."""
    for file in package.media:
        stem = PurePosixPath(file.name).stem
        if file.name.startswith(STATIC):
            if not _HASH.search(stem) and not _VERSION.search(stem):
                message = "a file for all cards without a version in its name"
                hint = "name it as `_style-v2.css`: Anki never replaces one that is there already"
                yield about(package, file.name, message, hint, "warning")
        elif not _HASH.search(stem):
            hint = "add a hash of its content to its name; else an update leaves the old one behind"
            yield about(package, file.name, "no hash in the name of a file", hint, "warning")


def _same(name: str) -> str:
    """Return the name as disks compare it."""
    return unicodedata.normalize("NFC", name)

"""An Anki package taken apart: its zip, its list of media, its collection.

A package comes from anywhere. Nothing is unpacked under a name that it gives, no more is unpacked
than a deck can need, and its database can only be asked for three tables.
"""

import io
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import IO

from pydantic import TypeAdapter, ValidationError

from pipeline.apkg.collection import read_collection
from pipeline.model.package import Package, PackedMedia
from pipeline.model.place import Place
from pipeline.problem import Problem, Problems

# Anki writes .anki21 beside a dummy .anki2 that only says "please update"; genanki only .anki2.
COLLECTIONS = ("collection.anki21", "collection.anki2")
NEWER = "collection.anki21b"
MEDIA = "media"
OWN = {*COLLECTIONS, MEDIA, "meta"}

# 200,000 long notes are 500 MB; what unpacks to more is a trap or no deck for this command.
MOST = 1 << 29
MOST_LISTED = 1 << 24  # the list of media is held in memory
PLAIN = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_CHUNK = 1 << 16
# What zipfile raises over a damaged or encrypted zip, beside its own error.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError)
_MEDIA = TypeAdapter(dict[str, str])

_AGAIN = "download the package or export it once more; this copy is damaged or was never a package"


def read_package(path: Path, most: int = MOST) -> Package:
    """Return what is in the package; `most` is how many bytes each of its parts may unpack to.

    Raises `Problems` for anything that is not a package of Anki's older format (schema 11): no
    file, no zip, no collection, a damaged one, one for new versions of Anki only, one that is
    too large.
    """
    _refuse_what_is_no_file(path)
    name = path.as_posix()
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "collection"
        try:
            members, chosen, listed = _unpacked(path, base, most)
        except _BROKEN as error:
            if not zipfile.is_zipfile(path):
                hint = "name an .apkg file, as Anki or deckpress writes it"
                raise _problem(name, "", "this is no Anki package: it is no zip", hint) from None
            raise _problem(name, "", f"the zip can't be read: {error}", _AGAIN) from None
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            hint = "look at the file's rights and at the space left for temporary files"
            raise _problem(name, "", f"the file can't be read: {reason}", hint) from None
        contents = read_collection(base, name, chosen)
    return Package(
        name=name,
        size=path.stat().st_size,
        contents=contents,
        media=_media(listed, name),
        members=tuple(member for member in members if member not in OWN),
    )


def _refuse_what_is_no_file(path: Path) -> None:
    if path.is_file():
        return
    if path.exists():
        message, hint = "this is no file", "name the .apkg file itself"
    else:
        message, hint = "there is no such file", "look at its name and its folder"
    raise _problem(path.as_posix(), "", message, hint)


def _unpacked(path: Path, base: Path, most: int) -> tuple[list[str], str, bytes]:
    """Write the collection to `base`; return all members, the collection's, the list of media."""
    with zipfile.ZipFile(path) as archive:
        members = archive.namelist()
        chosen = _collection(members, path.as_posix())
        with base.open("wb") as target:
            _copy(archive, chosen, target, most, path.as_posix())
        listed = io.BytesIO()
        _copy(archive, MEDIA, listed, min(most, MOST_LISTED), path.as_posix())
        return members, chosen, listed.getvalue()


def _collection(members: list[str], name: str) -> str:
    """Return the member that holds the collection; refuse zips that are no readable package."""
    if len(set(members)) < len(members):
        message = "a name stands twice in the zip, so that programs may read different decks"
        raise _problem(name, "", message, "export the deck once more")
    if NEWER in members:
        message = "this package is for new versions of Anki only"
        hint = "export it again with 'Support older Anki versions' ticked"
        raise _problem(name, NEWER, message, hint)
    chosen = next((member for member in COLLECTIONS if member in members), None)
    if chosen is None or MEDIA not in members:
        lacking = MEDIA if chosen else COLLECTIONS[-1]
        message = f"the zip holds no `{lacking}`, so it is no Anki package"
        raise _problem(name, "", message, "name an .apkg file as Anki or deckpress writes it")
    return chosen


def _copy(archive: zipfile.ZipFile, member: str, target: IO[bytes], most: int, name: str) -> None:
    """Unpack one member piece by piece; what the zip says of its length is not believed."""
    if archive.getinfo(member).compress_type not in PLAIN:
        raise _problem(name, member, "it is packed in a way that Anki does not use", _AGAIN)
    with archive.open(member) as source:
        while data := source.read(_CHUNK):
            most -= len(data)
            if most < 0:
                hint = "split the deck; if it is a small one, don't trust this file"
                raise _problem(name, member, "it unpacks to more than a deck can need", hint)
            target.write(data)


def _media(listed: bytes, name: str) -> tuple[PackedMedia, ...]:
    try:
        names = _MEDIA.validate_json(listed)
    except ValidationError as error:
        detail = error.errors()[0]["msg"].lower()
        message = f"the list of media can't be read: {detail}"
        raise _problem(name, MEDIA, message, _AGAIN) from None
    return tuple(PackedMedia(member=member, name=names[member]) for member in names)


def _problem(name: str, key: str, message: str, hint: str) -> Problems:
    return Problems([Problem(place=Place(file=name, key=key), message=message, hint=hint)])

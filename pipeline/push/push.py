"""A package imported by a running Anki, and what that changed, read back from it.

Only Anki's own import knows notes by their guids: notes that are added one by one get other ones
and would stand double after the next import. It replaces a note only by a newer one and leaves
every card that there is as it is, so that a push can be repeated.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, TypeAdapter

from pipeline.apkg.read import read_package
from pipeline.model.note import DERIVED
from pipeline.model.package import Package
from pipeline.model.place import Place
from pipeline.problem import Problem, Problems
from pipeline.push.client import Client

Fate = Literal["new", "updated", "unchanged", "kept", "missing"]

# AnkiConnect holds up Anki's window while it answers.
AT_ONCE = 100
MOST_NAMED = 5

_UNSEEN = (
    "Anki opens the file itself: if it runs in a sandbox (Flatpak, Snap), beside WSL or on another "
    "computer, build into a folder that it sees with --out, or use File > Import; Anki and "
    "AnkiConnect must be up to date"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Pushed:
    """What became of a package's notes; each is counted once, `missing` ones are named.

    `kept` are those that are not as in the package because the learner's edit is the newer one;
    `missing` are those that Anki did not take, or whose first field the learner changed.
    """

    package: str
    new: int
    updated: int
    unchanged: int
    kept: int
    missing: tuple[str, ...]

    def __str__(self) -> str:
        """Return `2 new, 1 updated, 60 unchanged`, with the rest only where there is some."""
        counts = f"{self.new} new, {self.updated} updated, {self.unchanged} unchanged"
        return f"{counts}, {self.kept} kept as edited in Anki" if self.kept else counts

    def warnings(self) -> tuple[Problem, ...]:
        """Return a warning when notes of the package can't be found in Anki."""
        if not self.missing:
            return ()
        names = ", ".join(self.missing[:MOST_NAMED])
        more = ", …" if len(self.missing) > MOST_NAMED else ""
        message = f"{len(self.missing)} notes can't be found in Anki afterwards: {names}{more}"
        hint = (
            "import the package with File > Import and 'Merge note types' ticked; leave the first "
            "field of these notes as it is"
        )
        place = Place(file=self.package)
        return (Problem(place=place, message=message, hint=hint, severity="warning"),)


class _Value(BaseModel):
    value: str
    order: int


class _Info(BaseModel):
    """A note as AnkiConnect tells it: `{}` for one that was deleted meanwhile."""

    fields: dict[str, _Value] = {}
    tags: list[str] = []


@dataclass(frozen=True, slots=True)
class _Text:
    """A note's contents: its fields by their names, in NFC as Anki stores them, and its tags."""

    fields: Mapping[str, str]
    tags: frozenset[str]


# By the number of the note type and the first field.
Notes = Mapping[tuple[int, str], _Text]

_IDS = TypeAdapter(list[int])
_INFOS = TypeAdapter(list[_Info])
_DONE = TypeAdapter(object)


def push(package: Path, client: Client) -> Pushed:
    """Have Anki import the package at `package`; return what that changed.

    Cards, reviews and options of decks stay as they are. A package that is pushed again changes
    nothing. Raises `Problems` when the package can't be read, Anki can't be reached or refuses it;
    when the answer only comes too late, Anki may have imported it.
    """
    _refuse_unbuilt(package)
    held = read_package(package)
    client.greet()
    wanted, before = _packed(held), _stored(client, held)
    path = str(package.resolve())
    if client.ask("importPackage", {"path": path}, _DONE, _UNSEEN) is False:
        message = "AnkiConnect did not import the package: no profile is open"
        place = Place(file=client.url)
        hint = "open a profile in Anki, then push again"
        raise Problems([Problem(place=place, message=message, hint=hint)])
    return _told(package.as_posix(), wanted, before, _stored(client, held))


def _refuse_unbuilt(package: Path) -> None:
    if not package.exists():
        place = Place(file=package.as_posix())
        hint = (
            "build it with `deckpress build`, for another edition with its name under `editions` "
            "in deck.yaml; give its folder with --out if it is not build/"
        )
        raise Problems([Problem(place=place, message="there is no package to push", hint=hint)])


def _packed(package: Package) -> Notes:
    notes: dict[tuple[int, str], _Text] = {}
    for note, kind in package.typed():
        values = [unicodedata.normalize("NFC", value) for value in note.values]
        fields = dict(zip(kind.fields, values, strict=False))
        notes[kind.id, values[0]] = _Text(fields, frozenset(note.tags))
    return notes


def _stored(client: Client, package: Package) -> Notes:
    """Return Anki's notes of the package's note types, those of other packages included."""
    notes: dict[tuple[int, str], _Text] = {}
    for number in sorted({kind.id for _, kind in package.typed()}):
        # The number, because learners rename note types and Anki's search knows wildcards.
        for info in _infos(client, f"mid:{number}"):
            values = sorted(info.fields.items(), key=lambda item: item[1].order)
            fields = {name: field.value for name, field in values}
            if fields:
                notes[number, values[0][1].value] = _Text(fields, frozenset(info.tags))
    return notes


def _infos(client: Client, query: str) -> Iterator[_Info]:
    found = client.ask("findNotes", {"query": query}, _IDS)
    for start in range(0, len(found), AT_ONCE):
        part = found[start : start + AT_ONCE]
        yield from client.ask("notesInfo", {"notes": part}, _INFOS)


def _told(package: str, wanted: Notes, before: Notes, after: Notes) -> Pushed:
    fates = {key: _fate(text, before.get(key), after.get(key)) for key, text in wanted.items()}
    counts = Counter(fates.values())
    return Pushed(
        package=package,
        new=counts["new"],
        updated=counts["updated"],
        unchanged=counts["unchanged"],
        kept=counts["kept"],
        missing=tuple(first for (_, first), fate in fates.items() if fate == "missing"),
    )


def _fate(wanted: _Text, before: _Text | None, after: _Text | None) -> Fate:
    if after is None:
        return "missing"
    if before is None:
        return "new"
    if before != after:
        return "updated"
    # What the rest of a deck decides about is renewed only with the note.
    own = {name: value for name, value in wanted.fields.items() if name not in DERIVED}
    same = own.items() <= after.fields.items()
    return "unchanged" if same else "kept"

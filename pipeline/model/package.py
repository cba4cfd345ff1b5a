"""What is in an Anki package, as it was found there."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class PackedCard:
    """A card; `ordinal` is its template, or its cloze number less one.

    `deck` is None when the package has no deck of the card's id. `due` is a position in the queue
    only while the card is `new`.
    """

    ordinal: int
    deck: str | None
    due: int
    new: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class PackedNote:
    """A note: `values` are its fields' contents as HTML, `mod` its last change in Unix seconds."""

    guid: str
    type_id: int
    values: tuple[str, ...]
    tags: tuple[str, ...]
    mod: int
    cards: tuple[PackedCard, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PackedTemplate:
    """A card template: HTML with fields in double braces; its id is None when it has none."""

    name: str
    id: int | None
    front: str
    back: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PackedType:
    """A note type; `field_ids` runs beside `fields`, `mod` is in Unix seconds."""

    id: int
    name: str
    fields: tuple[str, ...]
    field_ids: tuple[int | None, ...]
    templates: tuple[PackedTemplate, ...]
    css: str
    cloze: bool
    mod: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PackedDeck:
    """A deck's id and its whole name, parents included: `A::B`."""

    id: int
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PackedMedia:
    """A file of the list of media: stored in the zip as `member`, shown by cards as `name`."""

    member: str
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Contents:
    """What a package's collection holds; `orphans` counts the cards whose note is missing."""

    notes: tuple[PackedNote, ...]
    types: tuple[PackedType, ...]
    decks: tuple[PackedDeck, ...]
    orphans: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Package:
    """A package: `name` is what the user calls the file, `size` its length in bytes.

    `media` is what the package says of its media, `members` what is in the zip beside the
    collection, the list of media and the version.
    """

    name: str
    size: int
    contents: Contents
    media: tuple[PackedMedia, ...]
    members: tuple[str, ...]

    @property
    def notes(self) -> tuple[PackedNote, ...]:
        """The notes, in the order in which they were made."""
        return self.contents.notes

    @property
    def types(self) -> tuple[PackedType, ...]:
        """The note types, those without notes included."""
        return self.contents.types

    def present(self) -> frozenset[str]:
        """Return the names of the media that are listed and in the zip."""
        stored = frozenset(self.members)
        return frozenset(file.name for file in self.media if file.member in stored)

    def typed(self) -> Iterator[tuple[PackedNote, PackedType]]:
        """Yield every note whose note type is known, with it."""
        types = {kind.id: kind for kind in self.types}
        for note in self.notes:
            if note.type_id in types:
                yield note, types[note.type_id]

"""What a release changes for those who learn with the deck, in plain rows."""

from dataclasses import dataclass
from typing import Literal, get_args

What = Literal["added", "changed", "retired", "gone"]
WHATS: tuple[What, ...] = get_args(What)

# Reserved by Anki, so that no field of a note can be called so.
TAGS, TYPE = "Tags", "Type"


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One note that is new, differs, is retired by a tag, or is not there any more.

    `kind` is the name of its note type, `label` what people know it by, `cards` how many cards it
    has, the last time it had any. `fields` are the names of those that differ, `Tags` and `Type`
    among them; only a changed or retired note has any.
    """

    what: What
    kind: str
    guid: str
    label: str
    cards: int
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class TypeChange:
    """One note type that is new, differs, or is not there any more; `was` is its former name.

    `fields_added` and `fields_removed` make learners merge note types by hand; `fields_renamed`,
    pairs of old and new, do not. `templates` are those that are new, gone or differ.
    """

    what: Literal["added", "changed", "gone"]
    kind: str
    was: str = ""
    fields_added: tuple[str, ...] = ()
    fields_removed: tuple[str, ...] = ()
    fields_renamed: tuple[tuple[str, str], ...] = ()
    templates: tuple[str, ...] = ()
    css: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class PackChange:
    """A kind of notes that an edition packs no more, or once more."""

    what: Literal["added", "gone"]
    kind: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Changes:
    """All changes; `cards_added` and `cards_gone` count cards of notes that both releases have.

    `joined` says that releases of two branches come together.
    """

    notes: tuple[Change, ...]
    types: tuple[TypeChange, ...] = ()
    packs: tuple[PackChange, ...] = ()
    cards_added: int = 0
    cards_gone: int = 0
    joined: bool = False

    def of(self, what: What) -> tuple[Change, ...]:
        """Return the notes of which this is true."""
        return tuple(change for change in self.notes if change.what == what)

    def __bool__(self) -> bool:
        """Say whether anything changes at all."""
        return self != Changes(notes=())

"""The other decks beside a deck, for what no two decks may share."""

from pathlib import Path

from pipeline.load.text_file import read_text
from pipeline.load.validate import validated
from pipeline.load.yaml_file import parse_yaml
from pipeline.model.deck import Deck
from pipeline.problem import Problems


def load_siblings(folder: Path) -> tuple[Deck, ...]:
    """Return the deck.yaml of every other deck in the same folder; broken ones are left out."""
    here = folder.resolve()
    paths = sorted(here.parent.glob("*/deck.yaml"))
    return tuple(deck for path in paths if path.parent != here for deck in _readable(path))


def _readable(path: Path) -> tuple[Deck, ...]:
    name = f"{path.parent.name}/{path.name}"
    try:
        return (validated(Deck, parse_yaml(read_text(path, name), name)),)
    except Problems:
        return ()  # its own build says what is wrong with it

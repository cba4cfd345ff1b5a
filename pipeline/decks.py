"""Which decks a command is about."""

import difflib
from collections.abc import Iterator
from pathlib import Path

from pipeline.model.place import Place
from pipeline.problem import Problem, Problems, raise_if_any


def find_decks(names: list[str], source: Path) -> tuple[Path, ...]:
    """Return the folders of the named decks, or of all decks in `source` when none is named.

    A name is that of a folder in `source`, or a path. Raises `Problems` for names that are no
    deck, for a `source` without any, and for folders in it that lack their deck.yaml.
    """
    known = _decks(source)
    if not names and not known:
        hint = "start deckpress in the folder that holds source/, or say where it is with --source"
        message = "there is no deck here: no folder with a deck.yaml"
        raise Problems([Problem(place=Place(file=source.as_posix()), message=message, hint=hint)])
    if not names:
        raise_if_any(_without_deck(source))
    found = {name: _folder(name, source) for name in names}
    missing = [name for name, folder in found.items() if folder is None]
    if missing:
        raise Problems(_missing(name, known, source) for name in missing)
    return tuple(folder for folder in found.values() if folder) or known


def _without_deck(source: Path) -> Iterator[Problem]:
    """Report folders that lack their deck.yaml; a deck must not vanish without a word."""
    for folder in sorted(source.iterdir()):
        if folder.is_dir() and folder.name[0] not in "._" and not (folder / "deck.yaml").is_file():
            place = Place(file=folder.as_posix())
            hint = "put its deck.yaml back, or move the folder out of the folder of decks"
            yield Problem(place=place, message="there is no deck.yaml in it", hint=hint)


def _decks(source: Path) -> tuple[Path, ...]:
    folders = sorted(source.iterdir()) if source.is_dir() else []
    return tuple(folder for folder in folders if (folder / "deck.yaml").is_file())


def _folder(name: str, source: Path) -> Path | None:
    found = next((path for path in (source / name, Path(name)) if path.is_dir()), None)
    # "." and ".." have no name to call the outputs by.
    return found.resolve() if found is not None and found.name in ("", "..") else found


def _missing(name: str, known: tuple[Path, ...], source: Path) -> Problem:
    names = [folder.name for folder in known]
    close = difflib.get_close_matches(name, names, n=1)
    hint = f"did you mean {close[0]}?" if close else f"there: {', '.join(names) or 'no deck'}"
    place = Place(file=source.as_posix())
    return Problem(place=place, message=f"there is no deck called {name}", hint=hint)

"""The translations of a deck brought in step with its Chinese."""

from collections.abc import Callable
from pathlib import Path

from pipeline.disk import write_all
from pipeline.draft.sync import Synced, synced
from pipeline.edited import edited
from pipeline.load.source import ENGLISH, label, load_text
from pipeline.load.text_file import read_text
from pipeline.load.translations import load_translations


def resync(folder: Path, say: Callable[[str], None]) -> Synced:
    """Rewrite `translations/en.po` so that it has one entry a unit; returns what changed.

    Raises `Problems` for an article, corrections or a PO file that can't be read, and then
    leaves the PO file as it is.
    """
    path, name = folder / ENGLISH, label(folder, ENGLISH)
    say("reading")
    text = load_text(folder)
    old = read_text(path, name) if path.exists() else ""
    known = load_translations(path, name) if path.exists() else ()
    say("comparing")
    entries = edited(text.article, text.corrections).entries
    result = synced(known, entries, old, "article.txt")
    if result.text != old:
        write_all(path.parent, {path.name: result.text.encode()})
    return result

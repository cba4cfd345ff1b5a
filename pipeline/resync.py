"""The translations of a deck brought in step with its Chinese."""

from collections.abc import Callable
from pathlib import Path

from pipeline.draft.sync import Synced, synced, write_po
from pipeline.load.article import load_article
from pipeline.load.source import load_corrections
from pipeline.load.text_file import read_text
from pipeline.load.translations import load_translations
from pipeline.stages.clean import clean
from pipeline.stages.correct import correct
from pipeline.stages.parse import parse


def resync(folder: Path, say: Callable[[str], None]) -> Synced:
    """Rewrite `translations/en.po` so that it has one entry a unit; returns what changed.

    Raises `Problems` for an article, corrections or a PO file that can't be read, and then
    leaves the PO file as it is.
    """
    label = folder.as_posix()
    path = folder / "translations" / "en.po"
    say("reading")
    article = load_article(folder / "article.txt", f"{label}/article.txt")
    corrections = load_corrections(folder)
    old = read_text(path, f"{label}/translations/en.po") if path.exists() else ""
    known = load_translations(path, f"{label}/translations/en.po") if path.exists() else ()
    say("comparing")
    entries = correct(clean(parse(article).entries).entries, corrections).entries
    result = synced(known, entries, old, "article.txt")
    if result.text != old:
        write_po(path, result.text)
    return result

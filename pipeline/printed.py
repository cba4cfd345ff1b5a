"""One print of a deck, made as somebody asks for it, beside those that deck.yaml asks for."""

import tempfile
from pathlib import Path

from pipeline.checks.prints import check_filled, check_print
from pipeline.disk import Batch, write_batches
from pipeline.export.pdf.prints import settings
from pipeline.issued import Issue, issue
from pipeline.load.source import load_source
from pipeline.model.deck import Edition
from pipeline.model.prints import Print
from pipeline.outputs import check_glyphs, check_target, matter_of, set_all
from pipeline.prepared import Prepared, Say, prepare
from pipeline.problem import Problem, raise_if_any

# Prints that somebody asked for lie apart: a build takes away what deck.yaml does not name.
OWN = "own"


def print_deck(  # noqa: PLR0913 - what a person may say about a print
    folder: Path,
    wanted: Print,
    edition: Edition | None,
    out: Path,
    say: Say,
    *,
    draft: bool = False,
) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """Make one print of the deck in `folder`, into `out/<name of the folder>/own`.

    Without an edition, the first that the deck names. Returns the files, one a volume, and the
    warnings. Raises `Problems`, and then writes nothing.
    """
    raise_if_any(check_print(wanted))
    check_target(folder, out / folder.name)
    say("loading")
    source = load_source(folder)
    prepared = prepare(source, say, draft=draft)
    raise_if_any(check_filled(prepared.book, (wanted,)))
    one = _issue(prepared, edition) or issue(prepared.book, source.lock, edition or "zh-CN")
    prints = settings(matter_of(one, prepared.trail), wanted)
    check_glyphs(prints, say)
    with tempfile.TemporaryDirectory() as scratch:
        files = set_all(prints, Path(scratch), say)
        done = Batch(folder=out / source.name / OWN, files=files)
        write_batches(done)
    return done.paths(), prepared.warnings


def _issue(prepared: Prepared, edition: Edition | None) -> Issue | None:
    """Return the edition if the deck names it."""
    known = {one.book.edition: one for one in prepared.issues}
    return known.get(edition or prepared.issues[0].book.edition)

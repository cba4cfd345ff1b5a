"""The whole flow on one screen: from a deck's folder to its outputs."""

import tempfile
from pathlib import Path

from pipeline.checks.release import check_style
from pipeline.disk import write_batches
from pipeline.export.anki.dates import CHANGED
from pipeline.export.changes import counts
from pipeline.issued import style_sums, unreleased
from pipeline.load.source import LOCK, Source, label, load_source
from pipeline.model.changes import Changes
from pipeline.model.place import Place
from pipeline.outputs import all_settings, batch, check_glyphs, check_target, outputs
from pipeline.prepared import Say, prepare
from pipeline.problem import Problem, Severity, raise_if_any


def build(
    folder: Path, out: Path, say: Say, *, draft: bool = False
) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """Build the deck in `folder` into `out/<name of the folder>`.

    Returns the files written and the warnings. A draft may lack what a deck needs before it is
    passed on. Raises `Problems`, and then writes nothing.
    """
    check_target(folder, out / folder.name)
    say("loading")
    source = load_source(folder)
    prepared = prepare(source, say, draft=draft)
    with tempfile.TemporaryDirectory() as scratch:
        files = outputs(source.name, prepared, prepared.issues, Path(scratch), say)
        done = batch(source.name, files, out)
        write_batches(done)
    return done.paths(), prepared.warnings


def check(folder: Path, say: Say, *, released: bool = False) -> tuple[Problem, ...]:
    """Look at everything in the deck without writing; returns warnings, raises `Problems`.

    Changes that are not released yet are worth a warning; with `released`, they are an error.
    """
    say("loading")
    source = load_source(folder)
    prepared = prepare(source, say)
    check_glyphs(tuple(all_settings(prepared.issues, prepared.trail)), say)
    if source.lock.release is None and not released:
        return prepared.warnings
    severity: Severity = "error" if released else "warning"
    late = _late(unreleased(prepared.issues, source.lock), source, severity)
    place = Place(file=label(folder, LOCK))
    style = check_style(style_sums(prepared.issues), CHANGED, place, severity)
    found = (*prepared.warnings, *late, *style)
    raise_if_any(found)
    return found


def _late(changes: Changes, source: Source, severity: Severity) -> tuple[Problem, ...]:
    if not changes:
        return ()
    told = "; ".join(counts(changes))
    hint = f"`deckpress diff` lists it, `deckpress release VERSION {source.name}` passes it on"
    place = Place(file=label(source.folder, LOCK))
    message = f"not released yet: {told}"
    return (Problem(place=place, message=message, hint=hint, severity=severity),)

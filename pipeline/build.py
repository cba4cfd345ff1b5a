"""The whole flow on one screen: from a deck's folder to its outputs."""

from pathlib import Path

from pipeline.export.changes import counts
from pipeline.export.pdf.sheet import study_sheet
from pipeline.load.source import LOCK, label, load_source
from pipeline.model.changes import Changes
from pipeline.model.place import Place
from pipeline.outputs import outputs, store
from pipeline.prepared import Say, issue, prepare, unreleased
from pipeline.problem import Problem, Problems, Severity, raise_if_any


def build(
    folder: Path, out: Path, say: Say, *, draft: bool = False
) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """Build the deck in `folder` into `out/<name of the folder>`.

    Returns the files written and the warnings. A draft may lack what a deck needs before it is
    passed on. Raises `Problems`, and then writes nothing.
    """
    _refuse_inside(folder, out / folder.name)
    say("loading")
    source = load_source(folder)
    prepared = prepare(source, say, draft=draft)
    files = outputs(source.name, prepared, source.lock, say)
    return store(source.name, files, out), prepared.warnings


def _refuse_inside(folder: Path, target: Path) -> None:
    """Keep outputs out of the deck's own folder, which is people's."""
    if target.resolve().is_relative_to(folder.resolve()):
        place = Place(file=target.as_posix())
        hint = "choose another folder with --out"
        message = "outputs can't be written into the deck's own folder"
        raise Problems([Problem(place=place, message=message, hint=hint)])


def check(folder: Path, say: Say, *, released: bool = False) -> tuple[Problem, ...]:
    """Look at everything in the deck without writing; returns warnings, raises `Problems`.

    Changes that are not released yet are worth a warning; with `released`, they are an error.
    """
    say("loading")
    source = load_source(folder)
    prepared = prepare(source, say)
    for wanted in source.deck.editions:
        say(f"setting the study sheet, {wanted}")
        study_sheet(issue(prepared.book, source.lock, wanted).book)
    if source.lock.release is None and not released:
        return prepared.warnings
    changes = unreleased(prepared.book, source.lock, source.deck.editions)
    late = _late(changes, label(folder, LOCK), "error" if released else "warning")
    raise_if_any(late)
    return (*prepared.warnings, *late)


def _late(changes: Changes, file: str, severity: Severity) -> tuple[Problem, ...]:
    if not changes:
        return ()
    message = f"not released yet: {'; '.join(counts(changes))}"
    hint = "`deckpress diff` lists them, `deckpress release VERSION` passes them on"
    return (Problem(place=Place(file=file), message=message, hint=hint, severity=severity),)

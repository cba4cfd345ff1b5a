"""A release: the deck checked, built, and written down as what learners have from now on."""

import datetime as dt
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.checks.release import check_changes, check_moment, check_style, check_version
from pipeline.disk import Batch, write_batches
from pipeline.export.anki.dates import CHANGED
from pipeline.export.changelog import with_release
from pipeline.export.lock import lock_text
from pipeline.issued import redated, relocked, style_sums, unreleased
from pipeline.load.source import CHANGELOG, LOCK, Source, label, load_source
from pipeline.model.changes import Changes
from pipeline.model.lock import Lock, Release
from pipeline.model.place import Place
from pipeline.outputs import batch, check_target, outputs
from pipeline.prepared import Prepared, Say, prepare
from pipeline.problem import Problem, raise_if_any
from pipeline.stages.date import first_moment
from pipeline.text.releases import told


@dataclass(frozen=True, kw_only=True, slots=True)
class Released:
    """A release that was made: what it changes, and what was written."""

    release: Release
    changes: Changes
    paths: tuple[Path, ...]
    warnings: tuple[Problem, ...]


def release(folder: Path, out: Path, version: str, now: dt.datetime, say: Say) -> Released:
    """Release the deck in `folder` as `version`, at `now`, and build it into `out`.

    Writes the outputs, then CHANGELOG.md and deck.lock beside deck.yaml. Raises `Problems`, and
    then releases nothing, for a deck that is not right, a version that is none or not newer than
    the last, a clock that is behind the last release, a style of the cards that this deckpress
    has not dated, and where nothing has changed.
    """
    check_target(folder, out / folder.name)
    say("loading")
    source = load_source(folder)
    place = Place(file=label(folder, LOCK))
    raise_if_any(list(check_version(version, source.lock, told(source.changelog).values(), place)))
    prepared = prepare(source, say)
    changes = unreleased(prepared.issues, source.lock)
    raise_if_any(list(_refused(prepared, changes, source.lock, now, place)))
    new = Release(version=version, moment=now.replace(microsecond=0))
    lock = relocked(prepared.issues, source.lock, new)
    issues = tuple(redated(one, lock) for one in prepared.issues)
    kept = _kept(source, lock, new, changes)
    with tempfile.TemporaryDirectory() as scratch:
        files = outputs(source.name, prepared, issues, Path(scratch), say)
        built = batch(source.name, files, out)
        # The lock last: until it is there, nothing was released.
        write_batches(built, kept)
    return Released(
        release=new,
        changes=changes,
        paths=(*kept.paths(), *built.paths()),
        warnings=prepared.warnings,
    )


def _refused(
    prepared: Prepared, changes: Changes, lock: Lock, now: dt.datetime, place: Place
) -> Iterator[Problem]:
    nothing = tuple(check_changes(changes, lock, place))
    yield from nothing or check_moment(now, first_moment(lock), lock, place)
    yield from check_style(style_sums(prepared.issues), CHANGED, place)


def _kept(source: Source, lock: Lock, new: Release, changes: Changes) -> Batch:
    """Return the files that stay with the deck, the lock last."""
    first = source.lock.release is None
    text = with_release(source.changelog, source.deck.title, new, changes, first=first)
    files = {CHANGELOG: text.encode(), LOCK: lock_text(lock).encode()}
    return Batch(folder=source.folder, files=files)

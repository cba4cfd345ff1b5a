"""A release: the deck checked, built, and written down as what learners have from now on."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.disk import Batch, write_batches
from pipeline.export.anki.dates import CHANGED
from pipeline.export.changelog import with_release
from pipeline.export.lock import lock_text
from pipeline.issued import redated, relocked, unreleased
from pipeline.load.source import CHANGELOG, LOCK, Source, label, load_source
from pipeline.model.changes import Changes
from pipeline.model.lock import Release, version_key
from pipeline.model.place import Place
from pipeline.outputs import batch, outputs, refuse_inside
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
    the last, a clock that is behind the last release, and where nothing has changed.
    """
    refuse_inside(folder, out / folder.name)
    say("loading")
    source = load_source(folder)
    raise_if_any(list(_wrong_version(version, source)))
    prepared = prepare(source, say)
    changes = unreleased(prepared.issues, source.lock)
    raise_if_any(list(_nothing(changes, source)) or list(_too_early(now, source)))
    raise_if_any(list(_undated(prepared, source)))
    new = Release(version=version, moment=now.replace(microsecond=0))
    lock = relocked(prepared.issues, source.lock, new)
    issues = tuple(redated(one, lock) for one in prepared.issues)
    files = outputs(source.name, prepared, issues, say)
    first = source.lock.release is None
    text = with_release(source.changelog, source.deck.title, new, changes, first=first)
    built = batch(source.name, files, out)
    # The lock last: until it is there, nothing was released.
    kept = Batch(folder=folder, files={CHANGELOG: text.encode(), LOCK: lock_text(lock).encode()})
    write_batches(built, kept)
    return Released(
        release=new,
        changes=changes,
        paths=(*kept.paths(), *built.paths()),
        warnings=prepared.warnings,
    )


def _too_early(now: dt.datetime, source: Source) -> Iterator[Problem]:
    first = first_moment(source.lock)
    if now < first:
        place = Place(file=label(source.folder, LOCK))
        message = f"the last release is of {source.lock.latest:%Y-%m-%d %H:%M:%S} UTC"
        hint = (
            f"release again from {first:%Y-%m-%d %H:%M:%S} UTC on: until then, packages built "
            f"since that release would count as newer"
        )
        yield Problem(place=place, message=message, hint=hint)


def _wrong_version(version: str, source: Source) -> Iterator[Problem]:
    place = Place(file=label(source.folder, LOCK))
    last = source.lock.release
    if not version_key(version):
        hint = "write three numbers with points between them, as in 1.2.0"
        yield Problem(place=place, message=f"{version!r} is no version", hint=hint)
    elif last is not None and version_key(version) <= version_key(last.version):
        message = f"{version} does not come after {last.version}, which was released"
        yield Problem(place=place, message=message, hint="count one of its numbers up")
    elif version in told(source.changelog).values():
        place = Place(file=label(source.folder, CHANGELOG))
        message = f"it tells of {version} already"
        hint = "choose another number; or, if that release was interrupted, take its entry out"
        yield Problem(place=place, message=message, hint=hint)


def _undated(prepared: Prepared, source: Source) -> Iterator[Problem]:
    """Report note types that this deckpress does not know: they would outrank those of others."""
    sums = {sum_ for one in prepared.issues for sum_ in one.types.values()}
    if not sums <= CHANGED.keys():
        place = Place(file=label(source.folder, LOCK))
        message = "the style of the cards is not that of this deckpress"
        hint = (
            "install what constraints.txt names, Pygments above all; whoever changed templates or "
            "style dates them in export/anki/dates.py first"
        )
        yield Problem(place=place, message=message, hint=hint)


def _nothing(changes: Changes, source: Source) -> Iterator[Problem]:
    last = source.lock.release
    if not changes and last is not None:
        place = Place(file=label(source.folder, LOCK))
        message = f"nothing on the cards has changed since {last.version}"
        yield Problem(place=place, message=message, hint="`deckpress build` builds what there is")

"""A release: the deck checked, built, and written down as what learners have from now on."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.disk import write_all
from pipeline.export.changelog import with_release
from pipeline.export.lock import lock_text
from pipeline.load.source import CHANGELOG, LOCK, Source, label, load_source
from pipeline.load.text_file import read_text
from pipeline.model.changes import Changes
from pipeline.model.lock import Lock, Release
from pipeline.model.place import Place
from pipeline.outputs import outputs, store
from pipeline.prepared import Prepared, Say, issue, prepare, unreleased
from pipeline.problem import Problem, raise_if_any
from pipeline.stages.date import locked, release_moment

VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Released:
    """A release that was made: what it changes, and what was written."""

    release: Release
    changes: Changes
    paths: tuple[Path, ...]
    warnings: tuple[Problem, ...]


def release(folder: Path, out: Path, version: str, now: dt.datetime, say: Say) -> Released:
    """Release the deck in `folder` as `version`, at `now`, and build it into `out`.

    Writes deck.lock and CHANGELOG.md beside deck.yaml, then the outputs. Raises `Problems`, and
    then writes nothing, for a deck that is not right, a version that is none or not newer than
    the last, and where nothing has changed.
    """
    say("loading")
    source = load_source(folder)
    raise_if_any(_wrong_version(version, source))
    prepared = prepare(source, say)
    changes = unreleased(prepared.book, source.lock, source.deck.editions)
    raise_if_any(_nothing(changes, source))
    new = Release(version=version, moment=release_moment(source.lock, now))
    lock = _locked(prepared, source, new)
    files = outputs(source.name, prepared, lock, say)
    notes = folder / CHANGELOG
    old = read_text(notes, label(folder, CHANGELOG)) if notes.exists() else ""
    text = with_release(old, source.deck.title, new, changes)
    write_all(folder, {LOCK: lock_text(lock).encode(), CHANGELOG: text.encode()})
    paths = (folder / LOCK, notes, *store(source.name, files, out))
    return Released(release=new, changes=changes, paths=paths, warnings=prepared.warnings)


def _locked(prepared: Prepared, source: Source, new: Release) -> Lock:
    issues = [issue(prepared.book, source.lock, wanted) for wanted in source.deck.editions]
    notes = [note for one in issues for note in one.notes]
    return locked(source.lock, new, notes, {one.book.edition: one.types for one in issues})


def _wrong_version(version: str, source: Source) -> Iterator[Problem]:
    place = Place(file=label(source.folder, LOCK))
    last = source.lock.release
    if not VERSION.fullmatch(version):
        hint = "write three numbers with points between them, as in 1.2.0"
        yield Problem(place=place, message=f"{version!r} is no version", hint=hint)
    elif last is not None and _parts(version) <= _parts(last.version):
        message = f"{version} does not come after {last.version}, which was released"
        yield Problem(place=place, message=message, hint="count one of its numbers up")


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


def _nothing(changes: Changes, source: Source) -> Iterator[Problem]:
    last = source.lock.release
    if not changes and last is not None:
        place = Place(file=label(source.folder, LOCK))
        message = f"nothing on the cards has changed since {last.version}"
        yield Problem(place=place, message=message, hint="`deckpress build` builds what there is")

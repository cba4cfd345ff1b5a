"""Rules about a release: what must be so before learners get something new."""

import datetime as dt
from collections.abc import Iterable, Iterator

from pipeline.model.changes import Changes
from pipeline.model.lock import Lock, version_key
from pipeline.model.place import Place
from pipeline.problem import Problem, Severity


def check_version(version: str, lock: Lock, told: Iterable[str], place: Place) -> Iterator[Problem]:
    """Report a version that is none or does not come after the last; `told` are the changelog's."""
    last = lock.release
    if not version_key(version):
        hint = "write three numbers with points between them, as in 1.2.0"
        yield Problem(place=place, message=f"{version!r} is no version", hint=hint)
    elif last is not None and version_key(version) <= version_key(last.version):
        message = f"{version} does not come after {last.version}, which was released"
        yield Problem(place=place, message=message, hint="count one of its numbers up")
    elif version in told:
        message = f"the changelog tells of {version} already"
        hint = "choose another number; or, if that release was interrupted, take its entry out"
        yield Problem(place=place, message=message, hint=hint)


def check_changes(changes: Changes, lock: Lock, place: Place) -> Iterator[Problem]:
    """Report a release that would bring nothing."""
    if not changes and lock.release is not None:
        message = f"nothing on the cards has changed since {lock.release.version}"
        yield Problem(place=place, message=message, hint="`deckpress build` builds what there is")


def check_moment(
    now: dt.datetime, first: dt.datetime, lock: Lock, place: Place
) -> Iterator[Problem]:
    """Report a moment before the `first` at which a release may be made."""
    if now < first:
        message = f"the last release is of {lock.latest:%Y-%m-%d %H:%M:%S} UTC"
        hint = (
            f"release again from {first:%Y-%m-%d %H:%M:%S} UTC on: until then, packages built "
            f"since that release would count as newer; if this machine's clock is wrong, set it"
        )
        yield Problem(place=place, message=message, hint=hint)


def check_style(
    sums: Iterable[str], known: Iterable[str], place: Place, severity: Severity = "error"
) -> Iterator[Problem]:
    """Report note types that this deckpress has not dated: they would outrank those of others."""
    if not set(sums) <= set(known):
        message = "the style of the cards is not that of this deckpress"
        hint = (
            "install what constraints.txt names, Pygments above all; whoever changed templates or "
            "style dates them in export/anki/dates.py first"
        )
        yield Problem(place=place, message=message, hint=hint, severity=severity)

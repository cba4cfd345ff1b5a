"""What a deck has that its last release had not."""

from pathlib import Path

from pipeline.issued import unreleased
from pipeline.load.source import LOCK, label, load_source
from pipeline.model.changes import Changes
from pipeline.model.place import Place
from pipeline.prepared import Say, prepare
from pipeline.problem import Problem, Problems


def since_release(folder: Path, say: Say) -> Changes:
    """Return the changes of the deck in `folder` since its last release.

    Raises `Problems` for a deck that is not right, and for one that was never released.
    """
    say("loading")
    source = load_source(folder)
    if source.lock.release is None:
        place = Place(file=label(folder, LOCK))
        hint = "release it with `deckpress release`, or compare two packages"
        raise Problems([Problem(place=place, message="the deck was never released", hint=hint)])
    prepared = prepare(source, say)
    return unreleased(prepared.issues, source.lock)

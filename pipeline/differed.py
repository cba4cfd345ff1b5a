"""What a deck has that its last release had not."""

from pathlib import Path

from pipeline.issued import unreleased
from pipeline.load.source import load_source
from pipeline.model.changes import Changes
from pipeline.prepared import Say, prepare


def since_release(folder: Path, say: Say) -> Changes:
    """Return the changes of the deck in `folder` since its last release; all of it before one.

    Raises `Problems` for a deck that is not right.
    """
    say("loading")
    source = load_source(folder)
    return unreleased(prepare(source, say).issues, source.lock)

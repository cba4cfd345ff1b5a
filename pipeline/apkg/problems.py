"""Everything that can be seen to be wrong with a package without opening Anki."""

from collections.abc import Iterator

from pipeline.apkg import danger, files, note_types, notes
from pipeline.model.package import Package
from pipeline.problem import Problem


def problems(package: Package) -> Iterator[Problem]:
    """Yield the problems: those of the note types, then of the notes, of the media, of markup.

    An error breaks cards or updates; a warning is what learners complain about later. A problem's
    key is the guid of a note or the name of a note type, a deck or a file.
    """
    yield from note_types.problems(package)
    yield from notes.problems(package)
    yield from files.problems(package)
    yield from danger.problems(package)

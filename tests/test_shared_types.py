"""Note types, which all decks share: what learners made of them, and when they change."""

import datetime as dt
import shutil
from pathlib import Path

from student import Student
from successive import FIRST, SECOND, released
from support import edit

from pipeline.export.anki.dates import CHANGED, UNKNOWN, type_moments
from pipeline.export.anki.schema import type_digests
from pipeline.model.deck import EDITIONS

# Whoever has a build of what was not dated has one that is newer by up to this.
EARLIEST = max(CHANGED.values()) + dt.timedelta(seconds=UNKNOWN)


def test_every_note_type_is_dated() -> None:
    wanted = [
        f'    "{digest}": dt.datetime(..., tzinfo=dt.UTC),  # {kind}, {edition}'
        for edition in EDITIONS
        for kind, digest in type_digests(edition).items()
        if digest not in CHANGED
    ]

    assert not wanted, "\n".join(
        (f"write these into export/anki/dates.py, later than {EARLIEST}:", *wanted)
    )
    assert len(CHANGED) == 4 * len(EDITIONS), "take the old lines out of export/anki/dates.py"


def test_what_is_not_dated_is_newer_than_all_that_is() -> None:
    moments = type_moments({"question": "0" * 16, "points": "f" * 16})
    newest = int(max(CHANGED.values()).timestamp())

    assert all(newest < moment <= newest + UNKNOWN for moment in moments.values())


def other_deck(mini: Path) -> Path:
    other = Path(shutil.copytree(mini, mini.parent / "other" / "mini"))
    edit(other / "deck.yaml", "id: mini\n", "id: other\n")
    edit(other / "deck.yaml", "deck_id: 1234567890", "deck_id: 1234567891")
    edit(other / "deck.yaml", "deck_name: 小小题库", "deck_name: 另一题库")
    return other


def test_another_deck_leaves_a_learners_own_style_alone(
    mini: Path, tmp_path: Path, learner: Student
) -> None:
    other = other_deck(mini)
    learner.imports(released(mini, tmp_path / "build", "1.0.0", FIRST))
    model = learner.note("q001").note_type()
    assert model is not None
    model["css"] += ".mine {}"
    model["name"] += " deckpress, mine"
    learner.collection.models.update_dict(model)

    log = learner.imports(released(other, tmp_path / "other-build", "1.0.0", SECOND))

    assert (12, 0) == (log.new, log.conflicting)
    (model,) = (m for m in learner.collection.models.all() if m["name"].endswith("mine"))
    assert ".mine" in model["css"]
    assert 4 == len(learner.note_types())

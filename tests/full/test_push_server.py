"""Pushes into a real AnkiConnect server: `make test-full`.

anki-connect-server serves AnkiConnect's protocol over Anki's own engine, without a window. It
needs Python 3.12 and much else, so it has an environment of its own. In 0.5.0, its importPackage
hands the engine a path where a request is wanted and always fails: one test is about that, and for
all others this one method makes the call that the add-on makes.
"""

import os
import re
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from learner import opened, rows, schedule, study
from packages import spoiled, sql
from support import ROOT, problems_of

from pipeline.push.client import connect
from pipeline.push.push import Pushed, push

PYTHON = os.environ.get("DECKPRESS_ANKI_SERVER", str(ROOT / ".venv-push" / "bin" / "python"))
AS_IT_IS = "from anki_connect_server.cli import main; main(['api'])"
MENDED = f"""
import anki.collection
from anki.importing import AnkiPackageImporter
from anki_connect_server.anki_wrapper import AnkiWrapper

def import_package(wrapper, path):
    AnkiPackageImporter(wrapper.col, path).run()
    return True

AnkiWrapper.import_package = import_package
{AS_IT_IS}
"""
LISTENS = re.compile(r"running on (http://127\.0\.0\.1:\d+)")
TO_START = 120
# A later release: three notes have another last field; the sums of their texts follow.
NEWER = sql(
    "update notes set mod = mod + 60, flds = flds || 'newer'"
    " where id in (select id from notes order by id limit 3)"
)
# Where terms occur, the only lists in their notes, has changed, and their notes are not newer.
USED = sql("update notes set flds = replace(flds, '<li>', '<li> ') where mid = 2114144037")
FEWER = sql(
    "create table gone as select id from notes order by id limit 2;"
    "delete from cards where nid in gone; delete from notes where id in gone; drop table gone"
)


@contextmanager
def serving(collection: Path, code: str = MENDED) -> Iterator[str]:
    """Run the server over a collection, which is closed again at the end; give its address."""
    # Port 0 lets the system choose a free one, which the server then names.
    own = {"ANKICONNECT_COLLECTION_PATH": str(collection), "ANKICONNECT_PORT": "0"}
    started = subprocess.Popen(
        [PYTHON, "-c", code],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | own,
        cwd=collection.parent,
    )
    with started as server:
        try:
            yield _address(server)
        finally:
            server.terminate()
            server.communicate(timeout=TO_START)


def _address(server: "subprocess.Popen[str]") -> str:
    """Return what the server says it listens on; one that says nothing is killed, and so ends."""
    assert server.stderr is not None
    told: list[str] = []
    late = threading.Timer(TO_START, server.kill)
    late.start()
    for line in server.stderr:
        told.append(line)
        if found := LISTENS.search(line):
            late.cancel()
            return found[1]
    late.cancel()
    raise AssertionError("the server did not start:\n" + "".join(told))


@pytest.fixture
def package(built: Path, tmp_path: Path) -> Path:
    """Give a copy of the real deck's package, to be spoiled."""
    copy = tmp_path / "llm-interview.apkg"
    copy.write_bytes((built / copy.name).read_bytes())
    return copy


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    """Give the place of a collection that does not exist yet."""
    return tmp_path / "collection.anki2"


def counts(done: Pushed) -> dict[str, int]:
    assert ((), ()) == (done.missing, done.warnings())
    names = ("new", "updated", "unchanged", "kept")
    return {name: getattr(done, name) for name in names if getattr(done, name)}


def test_a_new_deck_then_the_same_again(package: Path, collection: Path) -> None:
    with serving(collection) as url:
        first, again = (push(package, connect(url)) for _ in range(2))

    assert first.new > 63
    assert ({"new": first.new}, {"unchanged": first.new}) == (counts(first), counts(again))
    assert f"0 new, 0 updated, {first.new} unchanged" == str(again)


def test_the_collection_is_as_before_row_for_row_when_nothing_is_new(
    package: Path, collection: Path
) -> None:
    with serving(collection) as url:
        push(package, connect(url))
    with opened(collection) as before:
        notes = rows(before)
    with serving(collection) as url:
        push(package, connect(url))
    with opened(collection) as after:
        assert notes == rows(after)


def test_a_learner_keeps_everything_and_gets_what_is_newer(package: Path, collection: Path) -> None:
    with serving(collection) as url:
        total = push(package, connect(url)).new
    with opened(collection) as learner:
        study(learner)
        before = schedule(learner)

    with serving(collection) as url:
        again = push(package, connect(url))
        newer = push(spoiled(package, NEWER), connect(url))
        older = push(package, connect(url))

    with opened(collection) as learner:
        assert before == schedule(learner)
        assert 3 == len(learner.find_notes("newer"))
    assert {"unchanged": total} == counts(again)
    assert {"updated": 3, "unchanged": total - 3} == counts(newer)
    # What was released before does not come back, and is told to differ.
    assert {"kept": 3, "unchanged": total - 3} == counts(older)


def test_only_new_notes_are_added(package: Path, collection: Path) -> None:
    with serving(collection) as url:
        fewer = push(spoiled(package, FEWER), connect(url))
        all_of_them = push(package, connect(url))

    assert {"new": 2, "unchanged": fewer.new} == counts(all_of_them)


def test_what_the_rest_of_the_deck_decides_about_is_no_edit(
    package: Path, collection: Path
) -> None:
    with serving(collection) as url:
        total = push(package, connect(url)).new
        elsewhere = push(spoiled(package, USED), connect(url))

    assert {"unchanged": total} == counts(elsewhere)


def test_a_note_that_the_learner_edited_is_kept(package: Path, collection: Path) -> None:
    with serving(collection) as url:
        total = push(package, connect(url)).new
    with opened(collection) as learner:
        note = learner.get_note(min(learner.find_notes("")))
        note.fields[2] = "my own words"
        note.add_tag("mine")
        learner.update_note(note)

    with serving(collection) as url:
        done = push(package, connect(url))
        newer = push(spoiled(package, NEWER), connect(url))

    with opened(collection) as learner:
        kept = learner.get_note(note.id)
    assert ("my own words", True) == (kept.fields[2], kept.has_tag("mine"))
    assert {"kept": 1, "unchanged": total - 1} == counts(done)
    assert {"kept": 1, "updated": 2, "unchanged": total - 3} == counts(newer)
    assert str(done).endswith(", 1 kept as edited in Anki")


def test_a_renamed_note_type_and_foreign_notes_do_no_harm(package: Path, collection: Path) -> None:
    with serving(collection) as url:
        total = push(package, connect(url)).new
    with opened(collection) as learner:
        for kind in learner.models.all():
            kind["name"] = f'* {kind["name"]} "mine" _:'
            learner.models.update_dict(kind)

    with serving(collection) as url:
        assert {"unchanged": total} == counts(push(package, connect(url)))


def test_a_changed_first_field_is_told(package: Path, collection: Path) -> None:
    with serving(collection) as url:
        total = push(package, connect(url)).new
    with opened(collection) as learner:
        note = learner.get_note(min(learner.find_notes("")))
        first, note.fields[0] = note.fields[0], "another key"
        learner.update_note(note)

    with serving(collection) as url:
        done = push(package, connect(url))

    assert ((first,), total - 1) == (done.missing, done.unchanged)
    (warning,) = done.warnings()
    assert ("warning", package.as_posix()) == (warning.severity, warning.place.file)
    assert first in warning.message


def test_the_server_as_it_is_refuses_and_nothing_changes(package: Path, collection: Path) -> None:
    with serving(collection, AS_IT_IS) as url:
        (found,) = problems_of(lambda: push(package, connect(url)))

    assert "refuses importPackage: 'str' object has no attribute" in found.message
    assert "File > Import" in found.hint
    with opened(collection) as after:
        assert 0 == after.note_count()


def test_a_file_that_anki_cannot_see_is_told(package: Path, collection: Path) -> None:
    seen = package.with_name("gone.apkg")
    hidden = f"import os; os.rename({str(seen)!r}, {str(package)!r})"
    seen.write_bytes(package.read_bytes())
    # As in a sandbox: the file is there for us and not for Anki.
    code = MENDED.replace("    Anki", f"    {hidden}\n    Anki", 1)
    with serving(collection, code) as url:
        (found,) = problems_of(lambda: push(seen, connect(url)))

    assert "No such file" in found.message
    assert "Flatpak" in found.hint


@pytest.mark.parametrize("path", ["/nothing/here", "/docs/x"])
def test_another_path_of_the_server_is_no_ankiconnect(path: str, collection: Path) -> None:
    with serving(collection) as url:
        (found,) = problems_of(connect(f"{url}{path}").greet)

    assert "what answers is no AnkiConnect: its answer can't be understood (HTTP 404)" == (
        found.message
    )


def test_the_server_that_is_gone(package: Path, collection: Path) -> None:
    with serving(collection) as url:
        client = replace(connect(url), patience=5)
        client.greet()

    (found,) = problems_of(lambda: push(package, client))
    assert found.message.startswith("nothing answers: ")

"""Files written whole or not at all."""

from pathlib import Path

from support import problems_of

from pipeline.disk import Batch, write_all, write_batches


def test_writes_and_replaces(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")

    write_all(tmp_path, {"a": b"new", "b": b"more"})

    assert {"a": b"new", "b": b"more"} == {p.name: p.read_bytes() for p in tmp_path.iterdir()}


def test_a_failure_leaves_everything_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")

    (problem,) = problems_of(lambda: write_all(tmp_path, {"a": b"new", "x" * 300: b"more"}))

    assert "can't be written" in problem.message
    assert {"a": b"old"} == {p.name: p.read_bytes() for p in tmp_path.iterdir()}


def test_a_folder_in_a_files_place_leaves_everything_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "b").mkdir()

    assert 1 == len(problems_of(lambda: write_all(tmp_path, {"a": b"new", "b": b"more"})))
    assert b"old" == (tmp_path / "a").read_bytes()


def test_a_folder_where_a_file_is_outdated_leaves_everything_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "b").mkdir()
    batch = Batch(folder=tmp_path, files={"a": b"new"}, outdated=("b",))

    (problem,) = problems_of(lambda: write_batches(batch))

    assert "the folder can't be written: b is a folder" == problem.message
    assert b"old" == (tmp_path / "a").read_bytes()


def test_a_failure_in_one_folder_leaves_all_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one/a").write_bytes(b"old")
    good = Batch(folder=tmp_path / "one", files={"a": b"new"}, outdated=("a", "b"))
    bad = Batch(folder=tmp_path / "two", files={"x" * 300: b"more"})

    (problem,) = problems_of(lambda: write_batches(good, bad))

    assert f"{tmp_path}/two" == problem.place.file
    assert b"old" == (tmp_path / "one/a").read_bytes()
    assert ["a"] == [path.name for path in (tmp_path / "one").iterdir()]

"""Every output of the real deck, built twice under other circumstances: the same bytes."""

from pathlib import Path

from support import REAL, deckpress, sums


def test_the_same_bytes_under_another_hash_seed_zone_and_folder(
    built: Path, tmp_path: Path
) -> None:
    other = tmp_path / "b" / "c"
    done = deckpress("build", REAL, "--out", other, PYTHONHASHSEED="2", TZ="Asia/Shanghai")

    assert 0 == done.returncode, done.stderr
    assert sums(built) == sums(other / REAL.name)

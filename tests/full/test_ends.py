"""A build of the real deck ended from outside, amid its prints."""

from pathlib import Path

import pytest
from support import ended_early


@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129)])
def test_it_ends_early_without_a_traceback_or_a_file(tmp_path: Path, name: str, code: int) -> None:
    ended_early(tmp_path, name, code, "printing, ")

"""The package in old versions of Anki: each runs in an environment of its own.

`make test-full` makes them: .venv-anki-2.1.66 and .venv-anki-23.10.
"""

import json
import subprocess
from pathlib import Path

import pytest
from support import ROOT

IMPORT = Path(__file__).with_name("old_import.py")


@pytest.mark.parametrize("version", ["2.1.66", "23.10"])
def test_an_old_anki_reads_every_card(built: Path, version: str) -> None:
    python = ROOT / f".venv-anki-{version}" / "bin" / "python"
    command = [python, IMPORT, built / "llm-interview.apkg"]

    told = subprocess.run(command, check=True, capture_output=True, text=True)

    assert {"new": 359, "cards": 644, "errors": 0, "empty": 0} == json.loads(told.stdout)

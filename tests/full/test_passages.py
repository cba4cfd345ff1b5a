"""Every passage of every print of the real deck: its language, and where it lies."""

import re
from pathlib import Path

import pytest
from printed import Passage, passages

# In mm; landscape for the booklet.
PAPERS = {"a4": (210, 297), "letter": (215.9, 279.4)}
# Printers reach no further than this to the edge of the paper, in mm.
EDGE = 4.2
KINDS = ("study-sheet", "cards", "quiz", "cheat-sheet", "booklet", "calibration")


@pytest.mark.parametrize("kind", KINDS)
def test_every_passage_has_its_language_and_lies_where_printers_print(
    built: Path, kind: str
) -> None:
    """Both in one test, since reading the passages takes long."""
    prints = sorted(built.glob(f"{kind}[-.]*pdf"))
    assert prints
    for path in prints:
        paper = PAPERS["letter" if "letter" in path.name else "a4"]
        width, height = reversed(paper) if "booklet" in path.name else paper
        for one in passages(path):
            if not one.artifact:
                check_language(one, path)
            if one.text.strip():
                assert EDGE <= one.left <= one.right <= width - EDGE, (path.name, one)
                assert EDGE <= one.top <= one.bottom <= height - EDGE, (path.name, one)


def check_language(one: Passage, path: Path) -> None:
    if re.search(r"[\u4e00-\u9fff]{2}", one.text):
        chinese = "zh-TW" if ".zh-TW" in path.name else "zh-CN"
        assert one.lang == chinese or path.stem.endswith("-en"), one
    if re.search(r"[a-z]{2,} [a-z]{2,} [a-z]{2,} [a-z]{2,}", one.text):
        assert "en-US" == one.lang, one

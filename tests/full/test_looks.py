"""Every card in real Chromium: three widths, by day and by night.

No sideways scroll outside code, nothing clipped, and by axe-core a contrast of 4.5:1, large text
included. The longest cards of every note type are looked at, both sides, with all that folds open.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from reviewer import Reviewer, Side, sides

WIDTHS = (320, 390, 1024)
MODES = {"day": "", "night": "nightMode night_mode", "AnkiDroid's night": "night_mode"}
RULES = {"runOnly": ["color-contrast", "html-has-lang", "valid-lang", "image-alt", "list"]}
# WCAG lets large text have 3:1; a card is read in the sun, too.
STRICT = """;axe.configure({checks: [{id: "color-contrast", options: {
  contrastRatio: {normal: {expected: 4.5}, large: {expected: 4.5}}}}]})"""
A_KIND = 6
# Colours do not depend on the width, and axe-core takes its time.
AXE_WIDTH = 390

# A page that scrolls sideways, and boxes that do, but for code. A box that lets its content out,
# as code reaches for the edge of a phone, is no fault as long as the page holds it.
OVERFLOWING = """() => {
  const wide = [...document.querySelectorAll("#qa *")].filter((e) => {
    if (e.closest("pre") || getComputedStyle(e).overflowX === "visible") return false;
    return e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0;
  });
  const page = document.documentElement;
  const all = wide.map((e) => `${e.tagName}.${e.className}`);
  return page.scrollWidth > page.clientWidth ? [...all, "the page"] : all;
}"""
# Text that lies outside the window, or in a box that hides what does not fit.
CLIPPED = """() => [...document.querySelectorAll("#qa *")].filter((e) => {
    if (e.closest("pre") || !e.textContent.trim()) return false;
    const box = e.getBoundingClientRect(), style = getComputedStyle(e);
    if (box.width === 0 || box.height === 0) return false;
    const hides = style.overflowY === "hidden" && e.scrollHeight > e.clientHeight + 1;
    return hides || box.left < -1 || box.right > window.innerWidth + 1;
  }).map((e) => `${e.tagName}.${e.className}`)"""
# Pictures that did not load.
UNSEEN = """() => [...document.images].filter((e) => e.naturalWidth === 0).map((e) => e.alt)"""
OPEN = "() => document.querySelectorAll('details').forEach((d) => { d.open = true; })"


@pytest.fixture(scope="module", params=["llm-interview.apkg", "llm-interview.zh-TW.apkg"])
def looked_at(request: pytest.FixtureRequest, built: Path) -> tuple[Side, ...]:
    """Give the longest cards of every template of an edition, both sides."""
    every = sides(built / request.param)
    kinds = sorted({(side.note_type, side.face) for side in every})
    return tuple(side for kind in kinds for side in longest(every, kind))


def longest(every: tuple[Side, ...], kind: tuple[str, str]) -> list[Side]:
    own = [side for side in every if (side.note_type, side.face) == kind]
    return sorted(own, key=lambda side: (-len(side.html), side.key))[:A_KIND]


@pytest.fixture(scope="module")
def reviewer() -> Iterator[Reviewer]:
    with Reviewer() as one:
        yield one


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("mode", MODES.values(), ids=MODES)
def test_looks(reviewer: Reviewer, looked_at: tuple[Side, ...], width: int, mode: str) -> None:
    found = {}
    for side in looked_at:
        page = reviewer.show(side, width=width, mode=mode)
        page.evaluate(OPEN)
        faults = [*page.evaluate(OVERFLOWING), *page.evaluate(CLIPPED), *page.evaluate(UNSEEN)]
        if width == AXE_WIDTH:
            faults += contrast(page)
        if faults:
            found[f"{side.key} card {side.card} {side.face}"] = faults

    assert {} == found
    assert len(looked_at) > A_KIND


def contrast(page: Page) -> list[str]:
    """Return what axe-core finds: each element with its colours."""
    violations = Axe(AXE_SCRIPT + STRICT).run(page, options=RULES).response["violations"]
    return [
        f"{row['id']}: {node['target']} {node['any'][0]['message'] if node['any'] else ''}"
        for row in violations
        for node in row["nodes"]
    ]


def test_the_looks_test_sees_faults(reviewer: Reviewer) -> None:
    bad = '<div class="sheet" style="color:#999;width:900px;overflow:hidden">faint and wide</div>'
    large = '<h1 style="color:#888;font-size:40px">large and faint: 3.5:1</h1>'

    page = reviewer.show(shown(bad), width=390, mode="")

    assert page.evaluate(OVERFLOWING)
    assert page.evaluate(CLIPPED)
    assert contrast(page)
    assert contrast(reviewer.show(shown(large), width=390, mode=""))


def shown(html: str) -> Side:
    return Side(key="x", note_type="x", card=0, face="front", html=html)

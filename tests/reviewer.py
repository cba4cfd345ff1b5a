"""Anki's reviewer, as far as looks go: its engine renders a card, Chromium shows it.

The page is the one that Anki builds around a card: the body has the card's class and, at night,
the classes that the platforms set.
"""

import base64
import re
import shutil
import tempfile
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from types import TracebackType
from typing import Self

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from playwright.sync_api import Page, sync_playwright

PAGE = """<!doctype html><html class="{mode}" lang="en"><head><meta charset="utf-8">
<title>card</title><meta name="viewport" content="width=device-width, initial-scale=1">
<style>{own}</style></head>
<body class="card card{ordinal} {mode}"><div id="qa"><main>{html}</main></div></body></html>"""

# What the platforms' own style sheets say about a card's page, as far as it meets ours.
OWN = """
body { margin: 20px; overflow-wrap: break-word; }
body.nightMode { background-color: #2c2c2c; color: #fcfcfc; }
body.night_mode { background-color: black; color: white; }
.replay-button svg { width: 40px; height: 40px; }
.replay-button svg circle { fill: #fff; stroke: #414141; }
"""

# Where Anki puts a button for a voice, as its reviewer draws it.
SOUND = re.compile(r"\[anki:play:[aq]:\d+\]")
BUTTON = (
    '<a class="replay-button soundLink" href="#" aria-label="play"><svg viewBox="0 0 64 64">'
    '<circle cx="32" cy="32" r="29"></circle>'
    '<path d="M56.5,32.1L21.6,52.3V12z"></path></svg></a>'
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Side:
    """The front or the back of a card, as Anki's engine renders it."""

    key: str
    note_type: str
    card: int
    face: str
    html: str

    def is_of(self, search: str, card: int) -> bool:
        """Say whether this is a side of the card, searched for as in Anki's browser."""
        terms = dict(part.split(":", 1) for part in search.split())
        found = fnmatch(self.key, terms["Key"]) and fnmatch(self.note_type, terms.get("note", "*"))
        return found and self.card == card


def sides(package: Path) -> tuple[Side, ...]:
    """Return every side of every card of a package, imported into an empty collection."""
    with tempfile.TemporaryDirectory() as home:
        collection = Collection(str(Path(home) / "collection.anki2"))
        collection.import_anki_package(
            ImportAnkiPackageRequest(package_path=str(package), options=ImportAnkiPackageOptions())
        )
        found = tuple(side for card in collection.find_cards("") for side in _of(collection, card))
        collection.close()
    return found


def _of(collection: Collection, card_id: int) -> tuple[Side, ...]:
    card = collection.get_card(card_id)  # type: ignore[arg-type]
    note = card.note()
    places = sorted(other.ord for other in note.cards())
    return tuple(
        Side(
            key=note["Key"],
            note_type=str(card.note_type()["name"]),
            card=places.index(card.ord),
            face=face,
            html=_with_pictures(html, Path(collection.media.dir())),
        )
        for face, html in (("front", card.question()), ("back", card.answer()))
    )


def _with_pictures(html: str, folder: Path) -> str:
    """Put the media that a card shows into its page, which has no folder."""

    def inline(found: re.Match[str]) -> str:
        data = base64.b64encode((folder / found[1]).read_bytes()).decode()
        return f'src="data:image/png;base64,{data}"'

    return re.sub(r'src="([^":]+\.png)"', inline, html)


class Reviewer:
    """A Chromium without a network that shows card sides; for `with`."""

    def __enter__(self) -> Self:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        if chromium is None:
            raise RuntimeError("Chromium is needed: on Debian, apt-get install chromium")
        self._playwright = sync_playwright().start()
        self._browser = self._playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        self._context = self._browser.new_context(offline=True, device_scale_factor=2)
        self.page = self._context.new_page()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._browser.close()
        self._playwright.stop()

    def show(self, side: Side, *, width: int, mode: str, height: int = 844) -> Page:
        """Show a side at a width in CSS pixels; `mode` are the classes of the night, or ""."""
        self.page.set_viewport_size({"width": width, "height": height})
        html = SOUND.sub(BUTTON, side.html)
        self.page.set_content(PAGE.format(own=OWN, mode=mode, ordinal=side.card + 1, html=html))
        return self.page

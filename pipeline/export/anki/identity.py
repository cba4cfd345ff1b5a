"""What Anki knows decks and notes by: made from constants, never from texts or clocks."""

import hashlib

import genanki

from pipeline.model.book import Book
from pipeline.model.deck import HIGHEST_ID, LOWEST_ID, Deck, Edition

# Told apart in Anki's list of decks; the names of the regions, in their own script.
SUFFIXES: dict[Edition, str] = {"zh-CN": "", "zh-TW": "（臺灣）", "zh-HK": "（香港）"}

# Anki matches decks by their names, so these too are constants, whatever a table converts.
# Digits, because it sorts them: a learner meets questions first.
RETIRED = "retired"
SUBDECKS: dict[Edition, dict[str, str]] = {
    "zh-CN": {
        "question": "1 问答 · Questions",
        "points": "2 要点 · Key points",
        "term": "3 术语 · Terms",
        "code": "4 代码 · Code",
        RETIRED: "9 停用 · Retired",
    },
    "zh-TW": {
        "question": "1 問答 · Questions",
        "points": "2 要點 · Key points",
        "term": "3 術語 · Terms",
        "code": "4 程式碼 · Code",
        RETIRED: "9 停用 · Retired",
    },
    "zh-HK": {
        "question": "1 問答 · Questions",
        "points": "2 要點 · Key points",
        "term": "3 術語 · Terms",
        "code": "4 程式碼 · Code",
        RETIRED: "9 停用 · Retired",
    },
}


def guid(deck: Deck, note: str, edition: Edition) -> str:
    """Return a note's identity, made from those of the deck, the note and the edition."""
    return str(genanki.guid_for(deck.id, note, edition))


def deck_id(book: Book, shelf: str = "") -> int:
    """Return a deck's id: that of deck.yaml for zh-CN, one derived from it for all others.

    `shelf` is the kind of a subdeck.
    """
    own = book.deck.anki.deck_id
    if book.edition == "zh-CN" and not shelf:
        return own
    digest = hashlib.sha256(f"{own} {book.edition} {shelf}".rstrip().encode()).digest()
    return LOWEST_ID + int.from_bytes(digest[:8], "big") % (HIGHEST_ID - LOWEST_ID)


def deck_name(book: Book, shelf: str = "") -> str:
    """Return the name in Anki's list of decks, no two editions' alike."""
    root = book.deck.anki.deck_name + SUFFIXES[book.edition]
    return f"{root}::{SUBDECKS[book.edition][shelf]}" if shelf else root

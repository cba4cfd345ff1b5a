"""What Anki knows a deck and its notes by: made from constants, never from texts or clocks."""

import hashlib

import genanki

from pipeline.model.book import Book, Question
from pipeline.model.deck import HIGHEST_ID, LOWEST_ID, Edition

# Told apart in Anki's list of decks; the names of the regions, in their own script.
SUFFIXES: dict[Edition, str] = {"zh-CN": "", "zh-TW": "（臺灣）", "zh-HK": "（香港）"}


def guid(book: Book, question: Question) -> str:
    """Return the note's identity, made from those of the deck, the question and the edition."""
    return str(genanki.guid_for(book.deck.id, question.entry.id, book.edition))


def deck_id(book: Book) -> int:
    """Return the edition's deck id: that of deck.yaml for zh-CN, one derived from it for others."""
    own = book.deck.anki.deck_id
    if book.edition == "zh-CN":
        return own
    digest = hashlib.sha256(f"{own} {book.edition}".encode()).digest()
    return LOWEST_ID + int.from_bytes(digest[:8], "big") % (HIGHEST_ID - LOWEST_ID)


def deck_name(book: Book) -> str:
    """Return the name in Anki's list of decks, no two editions' alike."""
    return book.deck.anki.deck_name + SUFFIXES[book.edition]

"""Figures as Anki's media: a name that tells the deck, the lab and the content."""

import hashlib
from collections.abc import Mapping

from pipeline.model.book import Book
from pipeline.model.deck import Deck
from pipeline.model.run import CodeAnswer


def media(book: Book) -> Mapping[str, bytes]:
    """Return the files that the deck's cards show, by their names."""
    if not book.deck.anki.cards.code:
        return {}
    labs = (lab for question in book.questions for lab in question.labs)
    return {media_name(book.deck, lab): lab.picture for lab in labs if lab.picture}


def media_name(deck: Deck, lab: CodeAnswer) -> str:
    """Return the name of a lab's figure.

    All decks share one folder of media, and Anki keeps a file that is there under its name: so
    another figure has another name.
    """
    digest = hashlib.sha256(lab.picture).hexdigest()[:8]
    return f"deckpress-{deck.id}-{lab.job.block.id.replace('.', '-')}-{digest}.png"

"""A learner's collection: cards studied and arranged, and all that an update must leave alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from anki.collection import Collection
from anki.decks import DeckConfigId, DeckId

ANSWERS = (1, 2, 3, 4, 4, 3)
STATE = "select id, nid, did, ord, type, queue, due, ivl, factor, reps, lapses, left, flags, data"


@contextmanager
def opened(path: Path) -> Iterator[Collection]:
    """Open a collection for a while."""
    collection = Collection(str(path))
    try:
        yield collection
    finally:
        collection.close()


def study(collection: Collection) -> None:
    """Answer cards; suspend, flag, bury, move and space out others; choose options of one's own."""
    chosen = collection.decks.add_config_returning_id("mine")
    mine = collection.decks.get_config(chosen)
    assert mine is not None
    mine["new"]["perDay"] = 33
    collection.decks.update_config(mine)
    for name in decks(collection):
        _choose(collection, name, chosen)
    root = min(decks(collection), key=len)
    collection.decks.set_current(_deck(collection, root))
    for ease in ANSWERS:
        card = collection.sched.getCard()
        assert card is not None
        card.start_timer()
        collection.sched.answerCard(card, ease)  # type: ignore[arg-type]
    new = list(collection.find_cards("is:new"))
    collection.sched.suspend_cards(new[:2])
    collection.set_user_flag_for_cards(3, new[2:4])
    collection.sched.bury_cards(new[4:5])
    collection.sched.set_due_date(new[5:8], "40")
    collection.set_deck(new[8:10], _deck(collection, "my own"))
    collection.sched.reposition_new_cards(new[10:12], 900, 1, randomize=False, shift_existing=False)


def decks(collection: Collection) -> list[str]:
    """Return the names of all decks but Anki's own."""
    return [deck.name for deck in collection.decks.all_names_and_ids() if deck.name != "Default"]


def schedule(collection: Collection) -> dict[str, Any]:
    """Return every card's state, every review, and the options that each deck has."""
    assert collection.db is not None
    return {
        "cards": collection.db.all(f"{STATE} from cards order by id"),
        "reviews": collection.db.all("select * from revlog order by id"),
        "decks": {name: _options(collection, name) for name in decks(collection)},
        "presets": {preset["id"]: preset for preset in collection.decks.all_config()},
    }


def rows(collection: Collection) -> dict[str, Any]:
    """Return every row of notes and cards, times of change and sync numbers included."""
    assert collection.db is not None
    return {
        "notes": collection.db.all("select * from notes order by id"),
        "cards": collection.db.all("select * from cards order by id"),
        "schema": collection.db.scalar("select scm from col"),
    }


def _options(collection: Collection, name: str) -> tuple[object, ...]:
    deck = collection.decks.by_name(name)
    assert deck is not None
    return deck["conf"], deck["newLimit"], deck["reviewLimit"], deck["desiredRetention"]


def _choose(collection: Collection, name: str, preset: DeckConfigId) -> None:
    deck = collection.decks.by_name(name)
    assert deck is not None
    deck["conf"], deck["newLimit"] = preset, 3
    collection.decks.save(deck)


def _deck(collection: Collection, name: str) -> DeckId:
    deck = collection.decks.id(name)
    assert deck is not None
    return deck

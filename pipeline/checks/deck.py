"""Rules about deck.yaml: identities that must hold for years, and the attribution."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from pipeline.model.deck import Deck
from pipeline.problem import Problem

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# genanki's documentation asks for ids in this range, which JavaScript and Anki both keep exact.
LOWEST, HIGHEST = 1 << 30, 1 << 31


def check_deck(deck: Deck) -> Iterator[Problem]:
    """Report identities of the wrong shape and an address that is none."""
    for name, value in (("id", deck.id), *((f"topic {t.id!r}", t.id) for t in deck.topics)):
        if not SLUG.fullmatch(value):
            message = f"{name}: {value!r} is no identity"
            hint = "use small letters, digits and single hyphens, as in `llm-interview`"
            yield Problem(place=deck.place, message=message, hint=hint)
    if not LOWEST <= deck.anki.deck_id < HIGHEST:
        message = f"the deck id {deck.anki.deck_id} is out of range"
        hint = (
            "make one with: python3 -c 'import random; print(random.randrange(1 << 30, 1 << 31))'"
        )
        yield Problem(place=deck.anki.place, message=message, hint=hint)
    address = urlsplit(deck.attribution.url)
    if address.scheme not in ("http", "https") or not address.hostname:
        message = f"{deck.attribution.url!r} is no web address"
        hint = "write the article's whole address, with https://"
        yield Problem(place=deck.attribution.place, message=message, hint=hint)


def check_attribution(deck: Deck, address: str | None) -> Iterator[Problem]:
    """Report an address in the article that is not the one that cards and prints will name."""
    if address is not None and address != deck.attribution.url:
        yield Problem(
            place=deck.attribution.place,
            message=f"the article names its source as {address}, deck.yaml as "
            f"{deck.attribution.url}",
            hint="give the article's own address, or correct the article's last line",
        )

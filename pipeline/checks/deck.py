"""Rules about deck.yaml: identities that must hold for years, and the attribution."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.model.deck import HIGHEST_ID, LOWEST_ID, SLUG, Deck
from pipeline.problem import Problem
from pipeline.text.address import is_address

# What people write where they mean to write something later.
NOBODY = {"", "todo", "tbd", "fixme", "xxx", "unknown", "none", "n/a", "待定", "未知", "无", "佚名"}


def check_deck(deck: Deck) -> Iterator[Problem]:
    """Report identities of the wrong shape."""
    for name, value in (("id", deck.id), *((f"topic {t.id!r}", t.id) for t in deck.topics)):
        if not SLUG.fullmatch(value):
            message = f"{name}: {value!r} is no identity"
            hint = "use small letters, digits and single hyphens, as in `llm-interview`"
            yield Problem(place=deck.place, message=message, hint=hint)
    if not LOWEST_ID <= deck.anki.deck_id < HIGHEST_ID:
        message = f"the deck id {deck.anki.deck_id} is out of range"
        hint = (
            "make one with: python3 -c 'import random; print(random.randrange(1 << 30, 1 << 31))'"
        )
        yield Problem(place=deck.anki.place, message=message, hint=hint)


def check_release(deck: Deck) -> Iterator[Problem]:
    """Report a deck that may not be passed on: no source, no author, or no terms of reuse."""
    source = deck.attribution
    if source is None:
        hint = (
            "add `attribution:` with publisher, author, url and terms; for a text of your own, "
            "name yourself and say what others may do with it, or build with --draft"
        )
        message = "the deck names no source, author and terms of reuse"
        yield Problem(place=deck.place, message=message, hint=hint)
        return
    named = {
        "publisher": source.publisher,
        "author": source.author,
        "terms.zh": source.terms.zh,
        "terms.en": source.terms.en,
    }
    for key, value in named.items():
        if value.strip(" .?…-").casefold() in NOBODY:
            place = replace(source.place, key=f"attribution.{key}")
            hint = "say whose text it is and on what terms it may be used, or build with --draft"
            yield Problem(place=place, message=f"{value!r} names nothing", hint=hint)
    if not is_address(source.url):
        message = f"{source.url!r} is no web address"
        hint = "write the article's whole address, with https://"
        yield Problem(place=source.place, message=message, hint=hint)


def check_attribution(deck: Deck, address: str | None) -> Iterator[Problem]:
    """Report an address in the article that is not the one that cards and prints will name."""
    source = deck.attribution
    if address is not None and source is not None and address != source.url:
        yield Problem(
            place=source.place,
            message=f"the article names its source as {address}, deck.yaml as {source.url}",
            hint="give the article's own address, or correct the article's last line",
        )

"""Rules about names that must be given once."""

from collections.abc import Iterable, Iterator

from pipeline.model.deck import Corrections, Deck, Glossary
from pipeline.model.place import Place
from pipeline.problem import Problem


def check_twice(deck: Deck, corrections: Corrections, glossary: Glossary) -> Iterator[Problem]:
    """Report topics, rules and glossary terms that are named twice."""
    yield from _repeated("topic id", ((topic.id, topic.place) for topic in deck.topics))
    yield from _repeated("rule id", ((rule.id, rule.place) for rule in corrections.rules))
    yield from _repeated("term", ((term.zh, term.place) for term in glossary.terms))


def _repeated(what: str, rows: Iterable[tuple[str, Place]]) -> Iterator[Problem]:
    first: dict[str, Place] = {}
    for name, place in rows:
        if name in first:
            message = f"the {what} {name} is used twice"
            hint = f"line {first[name].line} has it too: rename or remove one of them"
            yield Problem(place=place, message=message, hint=hint)
        first.setdefault(name, place)

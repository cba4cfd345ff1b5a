"""Rules about names that must be given once."""

from collections.abc import Iterable, Iterator

from pipeline.model.corrections import Corrections
from pipeline.model.deck import SLUG, Deck
from pipeline.model.glossary import Glossary
from pipeline.model.place import Place
from pipeline.model.reference import References
from pipeline.problem import Problem


def check_twice(deck: Deck, corrections: Corrections, references: References) -> Iterator[Problem]:
    """Report topics, editions, rules and references that are named twice."""
    yield from _repeated("topic id", ((topic.id, topic.place) for topic in deck.topics))
    yield from _repeated("edition", ((edition, deck.place) for edition in deck.editions))
    yield from _repeated("rule id", ((rule.id, rule.place) for rule in corrections.rules))
    retired = ((str(row.question), row.place) for row in corrections.retired)
    yield from _repeated("retired question", retired)
    yield from _repeated("reference id", ((row.id, row.place) for row in references.references))


def check_term_ids(glossary: Glossary) -> Iterator[Problem]:
    """Report ids of terms of the wrong shape or given twice: their cards would be one."""
    yield from _repeated("term id", ((term.id, term.place) for term in glossary.terms))
    for term in glossary.terms:
        if not SLUG.fullmatch(term.id):
            message = f"{term.id!r} is no identity"
            hint = "use small letters, digits and single hyphens, as in `self-attention`"
            yield Problem(place=term.place, message=message, hint=hint)


def check_siblings(deck: Deck, others: tuple[Deck, ...]) -> Iterator[Problem]:
    """Report identities that another deck has too: its cards would be overwritten in Anki."""
    for other in others:
        for what, mine, theirs in (
            ("id", deck.id, other.id),
            ("deck_id", deck.anki.deck_id, other.anki.deck_id),
            ("deck_name", deck.anki.deck_name, other.anki.deck_name),
        ):
            if mine == theirs:
                message = f"{what} {mine} is that of {other.place.file} too"
                hint = "give the newer of the two another one; their cards would mix in Anki"
                yield Problem(place=deck.place, message=message, hint=hint)


def _repeated(what: str, rows: Iterable[tuple[str, Place]]) -> Iterator[Problem]:
    first: dict[str, Place] = {}
    for name, place in rows:
        if name in first:
            message = f"the {what} {name} is used twice"
            hint = f"line {first[name].line} has it too: rename or remove one of them"
            yield Problem(place=place, message=message, hint=hint)
        first.setdefault(name, place)

"""What no card asks is told, since it would never be learned; the rest is left alone."""

from pathlib import Path

import pytest
from support import edit, problems_of, quiet

from pipeline.build import check
from pipeline.checks.orphans import check_orphans
from pipeline.prepared import Prepared

SUBWORD = "  - {id: subword, zh: 子词, en: subword}"
ALIKE = "  - {id: mask, zh: MASK, en: MASK%s}"
DEFINED = ", define: {zh: 一种词元。, en: A kind of token.}"

# title: (the kinds that are on, the row of a term, what is said)
CASES: dict[str, tuple[str, str, list[str]]] = {
    "all kinds": ("question: true", SUBWORD, []),
    "terms alone carry no question": (
        "question: false, points: false, code: false",
        SUBWORD,
        ["no card asks q003: 写一个求平方和的函数。"],
    ),
    "points, terms and code do": ("question: false", SUBWORD, []),
    "a term alike in both languages": (
        "question: true",
        ALIKE % "",
        ["no card asks for MASK, which both languages call alike"],
    ),
    "one with a definition": ("question: true", ALIKE % DEFINED, []),
    "terms are switched off": ("term: false", ALIKE % "", []),
}


def with_cards(mini: Path, kinds: str) -> None:
    edit(mini / "deck.yaml", "  deck_name:", f"  cards: {{{kinds}}}\n  deck_name:")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_orphans(mini: Path, case: tuple[str, str, list[str]]) -> None:
    kinds, term, said = case
    with_cards(mini, kinds)
    edit(mini / "glossary.yaml", SUBWORD, term)
    warnings = [row for row in check(mini, quiet) if "no card" in row.message]

    assert said == [row.message for row in warnings]
    assert all(row.severity == "warning" and row.place.line for row in warnings)


def test_a_deck_without_cards_is_refused(mini: Path) -> None:
    with_cards(mini, "question: false, points: false, term: false, code: false")

    (problem,) = problems_of(lambda: check(mini, quiet))

    assert "the deck has no cards" == problem.message


def test_the_real_deck_has_no_orphans(real: Prepared) -> None:
    assert [] == list(check_orphans(real.book, real.notes))

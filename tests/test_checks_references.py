"""Checks of sources: every changed fact tells the reader, every source is listed."""

import pytest

from pipeline.checks.references import check_addresses, check_errata, check_sources
from pipeline.model.corrections import Addition, Corrections, Erratum, Replacement
from pipeline.model.place import Place
from pipeline.model.reference import Reference, References

PLACE = Place(file="corrections.yaml", line=4)
ERRATUM = Erratum(place=PLACE, text="原文称甲。", sources=("a2020 §1",))


def row(kind: str, erratum: Erratum | None = None, *sources: str) -> Corrections:
    replacement = Replacement(
        place=PLACE,
        unit="q001.summary",
        kind="FACT" if kind == "FACT" else "MT",
        was="甲。",
        now="乙。",
        reason="x",
        sources=sources,
        erratum=erratum,
    )
    return Corrections(replacements=(replacement,))


def reference(id_: str = "a2020", url: str = "https://example.org/a") -> Reference:
    return Reference(
        place=Place(file="references.yaml", line=2),
        id=id_,
        authors="A et al.",
        year=2020,
        title="A",
        venue="X",
        url=url,
    )


KNOWN = References(references=(reference(),))

FACTS = {
    "a fact changed in silence": (row("FACT"), 1),
    "a fact with its erratum": (row("FACT", ERRATUM), 0),
    "wording alone": (row("MT"), 0),
}


@pytest.mark.parametrize(("corrections", "count"), FACTS.values(), ids=FACTS)
def test_changed_facts(corrections: Corrections, count: int) -> None:
    assert count == len(list(check_errata(corrections)))


ADDED = Corrections(
    additions=(
        Addition(place=PLACE, id="q001.a1", after="x", text="x", reason="x", sources=("b2021",)),
    )
)
SOURCES = {
    "of a replacement": (row("MT", None, "b2021"), ["references.yaml has no 'b2021'"]),
    "of an erratum": (
        row("FACT", Erratum(place=PLACE, text="甲。", sources=("b2021 §2",))),
        ["references.yaml has no 'b2021'"],
    ),
    "of an addition": (ADDED, ["references.yaml has no 'b2021'"]),
    "listed": (row("FACT", ERRATUM, "a2020 App. B"), []),
}


@pytest.mark.parametrize(("corrections", "messages"), SOURCES.values(), ids=SOURCES)
def test_sources(corrections: Corrections, messages: list[str]) -> None:
    found = [p.message for p in check_sources(corrections, KNOWN) if p.severity == "error"]

    assert messages == found


def test_references_that_nothing_rests_on() -> None:
    (problem,) = check_sources(Corrections(), KNOWN)

    assert ("warning", "nothing rests on a2020") == (problem.severity, problem.message)


ADDRESSES = {
    "no address": (reference(url=""), []),
    "an address": (reference(), []),
    "a script": (reference(url="javascript:alert(1)"), ["'javascript:alert(1)' is no address"]),
    "no host": (reference(url="https://"), ["'https://' is no address"]),
    "a broken host": (reference(url="https://[x"), ["'https://[x' is no address"]),
    "an old address": (reference(url="http://example.org/a"), []),
}


@pytest.mark.parametrize(("row", "messages"), ADDRESSES.values(), ids=ADDRESSES)
def test_addresses(row: Reference, messages: list[str]) -> None:
    assert messages == [p.message for p in check_addresses(References(references=(row,)))]

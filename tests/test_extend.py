"""What the editor adds: statements at their places, errata at the ends, and what is refused."""

import pytest
from support import article, problems_of

from pipeline.model.article import Entry, Unit
from pipeline.model.corrections import Addition, Corrections, Erratum, Replacement
from pipeline.model.place import Place
from pipeline.stages.extend import extend
from pipeline.stages.parse import parse

PLACE = Place(file="corrections.yaml", line=9)
ENTRIES = parse(
    article("1. 甲？", "乙。", "要点：", "- 丙。", "- 丁。", "2. 戊？", "import torch")
).entries


def addition(id_: str, after: str, text: str = "己。", *sources: str) -> Addition:
    return Addition(place=PLACE, id=id_, after=after, text=text, reason="x", sources=sources)


def replaced(unit: str, erratum: str | None) -> Replacement:
    said = None if erratum is None else Erratum(place=PLACE, text=erratum, sources=("a2020",))
    return Replacement(
        place=PLACE, unit=unit, kind="PREC", was="乙。", now="庚。", reason="x", erratum=said
    )


def ids(entries: tuple[Entry[Unit], ...]) -> list[str]:
    return [unit.id for entry in entries for unit in entry.units()]


OLD = ["q001.question", "q001.summary", "q001.s1", "q001.s1.p1", "q001.s1.p2", "q002.question"]

PLACES = {
    "nothing to add": ((), OLD),
    "behind a point": (
        (addition("q001.a1", "q001.s1.p1"),),
        [*OLD[:4], "q001.a1", *OLD[4:]],
    ),
    "behind a label": (
        (addition("q001.a1", "q001.s1"),),
        [*OLD[:3], "q001.a1", *OLD[3:]],
    ),
    "behind another addition": (
        (addition("q001.a2", "q001.s1.p2"), addition("q001.a1", "q001.a2")),
        [*OLD[:5], "q001.a2", "q001.a1", *OLD[5:]],
    ),
    "behind a question that has no summary": (
        (addition("q002.a1", "q002.question"),),
        [*OLD, "q002.a1"],
    ),
}


@pytest.mark.parametrize(("additions", "wanted"), PLACES.values(), ids=PLACES)
def test_places(additions: tuple[Addition, ...], wanted: list[str]) -> None:
    assert wanted == ids(extend(ENTRIES, Corrections(additions=additions)))


def test_an_addition_is_known_as_one() -> None:
    row = addition("q001.a1", "q001.s1.p1", "己。", "a2020 §1")
    unit = extend(ENTRIES, Corrections(additions=(row,)))[0].sections[0].points[1]

    assert ("己。", "added", ("a2020 §1",)) == (unit.zh, unit.origin, unit.sources)
    assert "corrections.yaml:9: q001.a1" == str(unit.place)


REFUSED = {
    "behind a summary": (addition("q001.a1", "q001.summary"), "q001.a1 can't stand behind"),
    "behind a question that has one": (
        addition("q001.a1", "q001.question"),
        "q001.a1 can't stand behind",
    ),
    "behind nothing": (addition("q001.a1", "q001.s7"), "q001.a1 can't stand behind q001.s7"),
    "in another question": (addition("q002.a1", "q001.s1"), "q002.a1 can't stand behind"),
    "an id of a point": (addition("q001.s1.p3", "q001.s1.p2"), "'q001.s1.p3' is no id for it"),
    "broken typography": (addition("q001.a1", "q001.s1", "己,庚。"), "the text breaks the"),
}


@pytest.mark.parametrize(("row", "message"), REFUSED.values(), ids=REFUSED)
def test_refused(row: Addition, message: str) -> None:
    found = problems_of(lambda: extend(ENTRIES, Corrections(additions=(row,))))

    assert message in found[0].message
    assert PLACE == found[0].place


def test_an_id_given_twice() -> None:
    row = addition("q001.a1", "q001.s1.p1")
    (problem,) = problems_of(lambda: extend(ENTRIES, Corrections(additions=(row, row))))

    assert "the addition q001.a1 is given twice" == problem.message


def test_errata_stand_at_the_end_of_their_question() -> None:
    rows = (replaced("q001.s1.p1", "原文称丙。"), replaced("q001.summary", None))
    entry, _ = extend(ENTRIES, Corrections(replacements=rows))

    (erratum,) = entry.errata
    assert ("q001.s1.p1.erratum", "原文称丙。", "erratum", ("a2020",)) == (
        erratum.id,
        erratum.zh,
        erratum.origin,
        erratum.sources,
    )
    assert "q001.s1.p1.erratum" == ids((entry,))[-1]

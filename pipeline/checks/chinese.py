"""Rules about the corrected Chinese."""

import re
from collections.abc import Iterator

from pipeline.model.article import Entry, Unit
from pipeline.model.deck import Glossary
from pipeline.model.place import Place
from pipeline.problem import Problem
from pipeline.text.lines import ends_properly
from pipeline.text.typography import HAN

Entries = tuple[Entry[Unit], ...]

GAP = re.compile(rf"[{HAN}] +[{HAN}]")


def check_terms(entries: Entries, glossary: Glossary, file: str) -> Iterator[Problem]:
    """Report every variant that the glossary says to avoid, wherever it still stands."""
    for entry in entries:
        for unit in entry.units():
            for term in glossary.terms:
                for variant in term.avoid:
                    if variant in unit.zh:
                        yield Problem(
                            place=Place(file=file, line=unit.span.first, key=unit.id),
                            message=f"{variant!r} stands in the corrected text: {unit.zh}",
                            hint=f"the glossary wants {term.zh!r}; add a correction",
                        )


def check_gaps(entries: Entries, file: str) -> Iterator[Problem]:
    """Report blanks between two Han; often the trace of a correction beside Latin."""
    for entry in entries:
        for unit in entry.units():
            if gap := GAP.search(unit.zh):
                message = f"a blank between two Chinese characters: {gap.group()!r}"
                hint = "if it means nothing, take it out with a correction"
                place = Place(file=file, line=unit.span.first, key=unit.id)
                yield Problem(place=place, message=message, hint=hint, severity="warning")


def check_endings(entries: Entries, file: str) -> Iterator[Problem]:
    """Report answers that break off, and questions that have no answer at all."""
    for entry in entries:
        *_, last = entry.units()
        place = Place(file=file, line=last.span.last, key=last.id)
        if last is entry.question and not entry.codes:
            message = f"question {entry.number} has no answer"
            hint = "look into the source; the article may have been cut off there"
            yield Problem(place=place, message=message, hint=hint, severity="warning")
        elif last is not entry.question and not ends_properly(last.zh):
            message = f"the answer to question {entry.number} has no proper end: {last.zh[-20:]}"
            hint = "complete the sentence with a correction"
            yield Problem(place=place, message=message, hint=hint, severity="warning")


def check_numbers(entries: Entries, file: str) -> Iterator[Problem]:
    """Report numbers that are missing between the questions, and numbers of two questions."""
    expected = entries[0].number if entries else 1
    for entry in entries:
        place = Place(file=file, line=entry.span.first)
        if entry.number < expected:
            message = f"two different questions carry the number {entry.number}"
            hint = "number them apart in the article: the number is their identity"
            yield Problem(place=place, message=message, hint=hint)
        elif entry.number > expected:
            missing = ", ".join(map(str, range(expected, entry.number)))
            message = f"before question {entry.number} there is no {missing}"
            hint = "look whether a heading lost its number"
            yield Problem(place=place, message=message, hint=hint, severity="warning")
        expected = entry.number + 1

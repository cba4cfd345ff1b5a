"""Rules about terms: one name a concept in each language, and the same concepts on both sides."""

import re
from collections.abc import Iterator

from pipeline.model.article import Entry, Unit
from pipeline.model.deck import Translation
from pipeline.model.glossary import Glossary, Term
from pipeline.problem import Problem
from pipeline.text.occurrence import occurrences, stands_in
from pipeline.text.pinyin import is_possible

Entries = tuple[Entry[Unit], ...]
Translations = tuple[Translation, ...]


def check_variants(translations: Translations, glossary: Glossary) -> Iterator[Problem]:
    """Report every Chinese variant that the glossary says to avoid, wherever it still stands.

    A variant inside a right name is none: 未登录词 is no 登录词.
    """
    right: dict[str, Term | None] = {n: None for term in glossary.terms for n in term.names()}
    wrong = {variant: term for term in glossary.terms for variant in term.avoid}
    for row in translations:
        for found in occurrences(row.zh, {**right, **wrong}):
            if found.value is not None:
                message = f"{found.form!r} stands in the corrected text: {row.zh}"
                hint = f"the glossary wants {found.value.zh!r}; add a correction"
                yield Problem(place=row.place, message=message, hint=hint)


def check_homes(entries: Entries, glossary: Glossary) -> Iterator[Problem]:
    """Report allowed variants outside the units and questions that they are allowed in."""
    limited = {v.zh: (v, term) for term in glossary.terms for v in term.also if v.where}
    names = {name: term for term in glossary.terms for name in term.names()}
    for unit in _units(entries):
        for found in occurrences(unit.zh, names):
            if found.form in limited and not limited[found.form][0].is_at_home(unit.id):
                term = limited[found.form][1]
                message = f"{found.form!r} may not stand here: {unit.zh}"
                hint = f"write {term.zh!r}, or allow it here under `also` in the glossary"
                yield Problem(place=unit.place, message=message, hint=hint)


def check_english_terms(translations: Translations, glossary: Glossary) -> Iterator[Problem]:
    """Report concepts of the Chinese that the English calls by none of their names."""
    for row in translations:
        for term in _named(row.unit, row.zh, glossary):
            if not any(stands_in(name, row.en) for name in term.english()):
                yield Problem(
                    place=row.place,
                    message=f"{term.zh} is not called {term.en!r} here: {row.en}",
                    hint="use the term, or allow this wording under `en_forms` in the glossary",
                )


def check_english_variants(translations: Translations, glossary: Glossary) -> Iterator[Problem]:
    """Report English wordings that the glossary says to avoid, letter by letter but for case."""
    for row in translations:
        for term in glossary.terms:
            for variant in term.en_avoid:
                if re.search(rf"(?<![\w-]){re.escape(variant)}(?![\w-])", row.en, re.IGNORECASE):
                    message = f"{variant!r} stands in the English: {row.en}"
                    hint = f"the glossary wants {term.en!r}"
                    yield Problem(place=row.place, message=message, hint=hint)


def check_names(entries: Entries, glossary: Glossary) -> Iterator[Problem]:
    """Report names that are told of two concepts, or wanted and avoided, and unknown homes."""
    first: dict[str, Term] = {}
    for term in glossary.terms:
        for name in (*term.names(), *term.avoid):
            if name in first:
                message = (
                    f"{name} is told of {first[name].zh} too, on line {first[name].place.line}"
                )
                hint = "let each name, wanted or to avoid, stand once in the glossary"
                yield Problem(place=term.place, message=message, hint=hint)
            first.setdefault(name, term)
    homes = {home for unit in _units(entries) for home in (unit.id, unit.id.partition(".")[0])}
    for term in glossary.terms:
        for home in (home for variant in term.also for home in variant.where):
            if home not in homes:
                message = f"{term.zh}: there is no unit and no question {home}"
                hint = "mend the id under `where`; report.md has them all"
                yield Problem(place=term.place, message=message, hint=hint)


def check_pinyin(glossary: Glossary) -> Iterator[Problem]:
    """Report pinyin that can't be the reading of its term."""
    for term in glossary.terms:
        if term.pinyin and not is_possible(term.pinyin, term.zh):
            message = f"{term.pinyin!r} can't be the pinyin of {term.zh}"
            hint = "write one syllable with its tone mark for each character, apart by blanks"
            yield Problem(place=term.place, message=message, hint=hint)


def check_complete(entries: Entries, glossary: Glossary) -> Iterator[Problem]:
    """Report terms that nothing in the deck names, so that the glossary stays the deck's."""
    named = {t for unit in _units(entries) for t in _named(unit.id, unit.zh, glossary)}
    for term in glossary.terms:
        if term not in named:
            message = f"nothing in the deck is called {term.zh}"
            hint = "take the row out, or use the term"
            yield Problem(place=term.place, message=message, hint=hint, severity="warning")


def _named(unit: str, zh: str, glossary: Glossary) -> dict[Term, None]:
    """Return the concepts that a unit's Chinese names, in its order."""
    found = occurrences(zh, glossary.names_at(unit))
    return {place.value: None for place in found}


def _units(entries: Entries) -> Iterator[Unit]:
    return (unit for entry in entries for unit in entry.units())

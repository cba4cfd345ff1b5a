"""Every check there is, run over a deck."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from pipeline.checks.alike import check_alike
from pipeline.checks.bilingual import (
    check_length,
    check_marks_kept,
    check_models_kept,
    check_names_kept,
    check_numbers_kept,
)
from pipeline.checks.chinese import (
    check_endings,
    check_gaps,
    check_lines,
    check_numbers,
    check_residue,
)
from pipeline.checks.deck import check_attribution, check_deck, check_release
from pipeline.checks.english import check_han, check_shape
from pipeline.checks.prints import check_prints
from pipeline.checks.references import check_addresses, check_errata, check_sources
from pipeline.checks.terms import (
    check_complete,
    check_english_terms,
    check_english_variants,
    check_homes,
    check_names,
    check_pinyin,
    check_variants,
)
from pipeline.checks.topics import check_retirements, check_topics
from pipeline.checks.twice import check_siblings, check_term_ids, check_twice
from pipeline.checks.wording import (
    check_chat,
    check_doubled_marks,
    check_doubled_words,
    check_pairs,
    check_punctuation,
    check_wide_blanks,
)
from pipeline.edited import Edited
from pipeline.load.source import Source
from pipeline.model.code import Lab
from pipeline.model.deck import Translation
from pipeline.problem import Problem, Severity

NOTHING: frozenset[str] = frozenset()

Check = Callable[[tuple[Translation, ...]], Iterator[Problem]]

# Rules about the English of a unit and about both its languages, by the names that people spare
# a unit one of them by: `#, ignore-numbers` above its entry in the PO file.
PAIR_CHECKS: dict[str, Check] = {
    "han": check_han,
    "shape": check_shape,
    "numbers": check_numbers_kept,
    "names": check_names_kept,
    "models": check_models_kept,
    "code": check_marks_kept,
    "length": check_length,
}
# Rules about the wording of one language.
SIDE_CHECKS: dict[str, Check] = {
    "pairs": check_pairs,
    "punctuation": check_punctuation,
    "blanks": check_wide_blanks,
    "doubled-words": check_doubled_words,
    "doubled-marks": check_doubled_marks,
    "residue": check_chat,
}


def judged(source: Source, done: Edited, *, draft: bool) -> Iterator[Problem]:
    """Yield all that the checks find, the deck's frame first, then its text, then its terms.

    What keeps a deck from being passed on is only worth a warning in a draft.
    """
    severity: Severity = "warning" if draft else "error"
    yield from (replace(problem, severity=severity) for problem in check_release(source.deck))
    yield from _frame(source, done)
    yield from _text(source, done)
    yield from _labs(source)
    yield from _terms(source, done)


def _frame(source: Source, done: Edited) -> Iterator[Problem]:
    corrections = source.code.text.corrections
    yield from check_deck(source.deck)
    yield from check_prints(source.deck.prints or ())
    yield from check_twice(source.deck, corrections, source.references)
    yield from check_siblings(source.deck, source.siblings)
    yield from check_attribution(source.deck, done.parsed.address)
    yield from check_topics(source.deck, [entry.number for entry in done.entries])
    gone = [entry.number for entry in done.retired]
    yield from check_retirements(corrections.retired, gone)
    yield from check_errata(corrections)
    yield from check_sources(corrections, source.references)
    yield from check_addresses(source.references)


def _text(source: Source, done: Edited) -> Iterator[Problem]:
    file = source.code.text.article.file
    known = source.code.text.corrections.alike
    every = sorted((*done.entries, *done.retired), key=lambda entry: entry.number)
    yield from check_numbers(tuple(every), file)
    yield from check_lines(done.parsed.lines, file)
    yield from check_residue(done.cleaned.edits, file)
    yield from check_endings(done.entries)
    yield from check_gaps(done.entries)
    yield from check_alike(done.entries, known, file)
    english, chinese = source.translations, _chinese(source, done)
    alone = tuple(replace(row, zh="") for row in english)
    for name, check in PAIR_CHECKS.items():
        yield from _spared(name, check, english)
    for name, check in SIDE_CHECKS.items():
        yield from _spared(name, check, chinese)
        yield from _spared(name, check, alone)
    yield from _unknown_flags(english)


def _labs(source: Source) -> Iterator[Problem]:
    """Judge what labs ask and tell by the rules for units that make sense for them."""
    rows = tuple(row for lab in source.code.labs for row in _told(lab))
    for name, check in PAIR_CHECKS.items():
        yield from _ignored(name, check, rows)
    for name, check in SIDE_CHECKS.items():
        yield from _ignored(name, check, tuple(replace(row, en="") for row in rows))
        yield from _ignored(name, check, tuple(replace(row, zh="") for row in rows))
    yield from check_variants(rows, source.glossary)
    yield from check_english_variants(rows, source.glossary)
    for row in rows:
        for name in sorted(row.spared - {*PAIR_CHECKS, *SIDE_CHECKS}):
            hint = f"known are: {', '.join(sorted({*PAIR_CHECKS, *SIDE_CHECKS}))}"
            message = f"ignore: there is no check called {name}"
            yield Problem(place=row.place, message=message, hint=hint)


def _told(lab: Lab) -> Iterator[Translation]:
    (card,) = lab.block.cards
    figure = lab.block.figure
    texts = {"ask": card.ask, "take": card.why}
    texts |= {"caption": figure.caption, "alt": figure.alt} if figure else {}
    for name, both in texts.items():
        place = replace(card.place, key=f"{lab.block.id}.{name}")
        unit = f"{lab.block.id}.{name}"
        yield Translation(place=place, unit=unit, zh=both.zh, en=both.en, spared=lab.spared)


def _ignored(name: str, check: Check, rows: tuple[Translation, ...]) -> Iterator[Problem]:
    hint = f"; if it is right as it is, add `ignore: [{name}]` to its row"
    for problem in check(tuple(row for row in rows if name not in row.spared)):
        yield replace(problem, hint=problem.hint + hint)


def _chinese(source: Source, done: Edited) -> tuple[Translation, ...]:
    """Return the Chinese alone, each unit at the place where it is edited."""
    spared = {row.unit: row.spared for row in source.translations}
    return tuple(
        Translation(
            place=unit.place, unit=unit.id, zh=unit.zh, en="", spared=spared.get(unit.id, NOTHING)
        )
        for entry in done.entries
        for unit in entry.units()
    )


def _spared(name: str, check: Check, rows: tuple[Translation, ...]) -> Iterator[Problem]:
    """Run a check over all rows that are not spared it, and tell how to spare them."""
    flag = f"; if it is right as it is, add the flag `ignore-{name}` to its entry in the PO file"
    for problem in check(tuple(row for row in rows if name not in row.spared)):
        yield replace(problem, hint=problem.hint + flag)


def _unknown_flags(rows: tuple[Translation, ...]) -> Iterator[Problem]:
    known = {*PAIR_CHECKS, *SIDE_CHECKS}
    for row in rows:
        for name in sorted(row.spared - known):
            message = f"there is no check called {name}"
            hint = f"known behind `ignore-`: {', '.join(sorted(known))}"
            yield Problem(place=row.place, message=message, hint=hint)


def _terms(source: Source, done: Edited) -> Iterator[Problem]:
    yield from check_variants(_chinese(source, done), source.glossary)
    yield from check_names(done.entries, source.glossary)
    yield from check_homes(done.entries, source.glossary)
    yield from check_english_terms(source.translations, source.glossary)
    yield from check_english_variants(source.translations, source.glossary)
    yield from check_term_ids(source.glossary)
    yield from check_pinyin(source.glossary)
    yield from check_complete(done.entries, source.glossary)

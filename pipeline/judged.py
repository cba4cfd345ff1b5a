"""Every check there is, run over a deck."""

from collections.abc import Iterator
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
from pipeline.checks.references import check_addresses, check_errata, check_sources
from pipeline.checks.terms import (
    check_complete,
    check_english_terms,
    check_english_variants,
    check_homes,
    check_pinyin,
    check_variants,
)
from pipeline.checks.topics import check_topics
from pipeline.checks.twice import check_siblings, check_twice
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
from pipeline.problem import Problem, Severity

# Rules about the Chinese and the English of a unit, and about one beside the other.
UNIT_CHECKS = (
    check_han,
    check_shape,
    check_numbers_kept,
    check_names_kept,
    check_models_kept,
    check_marks_kept,
    check_length,
    check_pairs,
    check_punctuation,
    check_wide_blanks,
    check_doubled_words,
    check_doubled_marks,
    check_chat,
)


def judged(source: Source, done: Edited, *, draft: bool) -> Iterator[Problem]:
    """Yield all that the checks find, the deck's frame first, then its text, then its terms.

    What keeps a deck from being passed on is only worth a warning in a draft.
    """
    severity: Severity = "warning" if draft else "error"
    yield from (replace(problem, severity=severity) for problem in check_release(source.deck))
    yield from _frame(source, done)
    yield from _text(source, done)
    yield from _terms(source, done)


def _frame(source: Source, done: Edited) -> Iterator[Problem]:
    corrections = source.code.text.corrections
    yield from check_deck(source.deck)
    yield from check_twice(source.deck, corrections, source.glossary)
    yield from check_siblings(source.deck, source.siblings)
    yield from check_attribution(source.deck, done.parsed.address)
    yield from check_topics(source.deck, [entry.number for entry in done.entries])
    yield from check_errata(corrections)
    yield from check_sources(corrections, source.references)
    yield from check_addresses(source.references)


def _text(source: Source, done: Edited) -> Iterator[Problem]:
    file = source.code.text.article.file
    known = tuple(row.questions for row in source.code.text.corrections.alike)
    yield from check_numbers(done.entries, file)
    yield from check_lines(done.parsed.lines, file)
    yield from check_residue(done.cleaned.edits, file)
    yield from check_endings(done.entries)
    yield from check_gaps(done.entries)
    yield from check_alike(done.entries, known, file)
    for check in UNIT_CHECKS:
        yield from check(source.translations)


def _terms(source: Source, done: Edited) -> Iterator[Problem]:
    yield from check_variants(done.entries, source.glossary)
    yield from check_homes(done.entries, source.glossary)
    yield from check_english_terms(source.translations, source.glossary)
    yield from check_english_variants(source.translations, source.glossary)
    yield from check_pinyin(source.glossary)
    yield from check_complete(done.entries, source.glossary)

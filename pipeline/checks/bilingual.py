"""Rules about what the English must keep of the Chinese: numbers, names, code, length."""

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction

from pipeline.model.deck import Translation
from pipeline.problem import Problem
from pipeline.text.marks import marks, without_marks
from pipeline.text.names import keeps, keeps_word, model_names, names, plain_words
from pipeline.text.numbers import numbers, spelt

Translations = tuple[Translation, ...]

# English letters for each character of Chinese, measured on some 390 real units of 15
# characters or more: least 1.0 (a question that is mostly Latin in both languages), 1st
# percentile 1.45, 5th 2.3, median 3.4, 95th 4.3, 99th 4.6, most 4.7. Shorter units, mostly
# labels, scatter up to 7.5 and tell nothing.
JUDGED = 15
SHORTEST, LONGEST = 0.8, 6.0

# Whole numbers from here on are shown by their power of ten.
LONG = 10**15


def check_numbers_kept(translations: Translations) -> Iterator[Problem]:
    """Report numbers that only one language gives, whatever their notation."""
    for one in _translated(translations):
        zh, en = without_marks(one.zh), without_marks(one.en)
        lost = _surplus(numbers(zh), numbers(en), spelt(en))
        new = _surplus(numbers(en), numbers(zh), spelt(zh))
        if lost or new:
            sides = [_side("Chinese", lost), _side("English", new)]
            yield Problem(
                place=one.place,
                message=f"numbers differ: {', '.join(filter(None, sides))}: {one.zh} / {one.en}",
                hint="compare the powers of ten (1 亿 is 100 million) and mend the wrong side",
            )


def _surplus(
    here: Iterable[Fraction], there: Iterable[Fraction], words: frozenset[Fraction]
) -> list[Fraction]:
    return [value for value in (Counter(here) - Counter(there)).elements() if value not in words]


def _side(language: str, values: list[Fraction]) -> str:
    return f"{' '.join(map(_shown, values))} only in the {language}" if values else ""


def _shown(value: Fraction) -> str:
    whole = value.denominator == 1 and abs(value) < LONG
    return f"{value.numerator:,}" if whole else f"{value:.6g}"


def check_names_kept(translations: Translations) -> Iterator[Problem]:
    """Report Latin names of the Chinese that the English lacks or spells otherwise."""
    for one in _translated(translations):
        zh, en = without_marks(one.zh), without_marks(one.en)
        plain = plain_words(zh)
        for name in names(zh):
            if not keeps(en, name) and not (name in plain and keeps_word(en, name)):
                yield Problem(
                    place=one.place,
                    message=f"{name} of the Chinese is not in the English: {one.en}",
                    hint="write the name exactly so; a plain word in the Chinese is better small",
                )


def check_models_kept(translations: Translations) -> Iterator[Problem]:
    """Report names of models in the English, such as GPT-4, that the Chinese lacks."""
    for one in _translated(translations):
        zh = without_marks(one.zh)
        for name in model_names(without_marks(one.en)):
            if not keeps(zh, name):
                yield Problem(
                    place=one.place,
                    message=f"{name} of the English is not in the Chinese: {one.zh}",
                    hint="compare the two names letter by letter and mend the wrong one",
                )


def check_marks_kept(translations: Translations) -> Iterator[Problem]:
    """Report code, addresses, placeholders and formulas that the two languages give differently."""
    for one in _translated(translations):
        zh, en = Counter(marks(one.zh)), Counter(marks(one.en))
        lost, new = " ".join((zh - en).elements()), " ".join((en - zh).elements())
        if lost or new:
            yield Problem(
                place=one.place,
                message=f"code or a formula differs: {lost or 'nothing'} in the Chinese, "
                f"{new or 'nothing'} in the English: {one.en}",
                hint="copy it from the Chinese letter for letter, as often as it stands there",
            )


def check_length(translations: Translations) -> Iterator[Problem]:
    """Report English that is far too short or too long for its Chinese."""
    for one in _translated(translations):
        ratio = len(one.en) / max(len(one.zh), 1)
        if len(one.zh) >= JUDGED and not SHORTEST <= ratio <= LONGEST:
            size = "short" if ratio < SHORTEST else "long"
            yield Problem(
                place=one.place,
                message=f"the English is very {size}, {ratio:.1f} letters for each character "
                f"of the Chinese: {one.zh} / {one.en}",
                hint="look whether a part is missing on either side",
                severity="warning",
            )


def _translated(translations: Translations) -> Iterator[Translation]:
    """Yield what has an English text; a missing one is reported where it is joined."""
    return (one for one in translations if one.en.strip())

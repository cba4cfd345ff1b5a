"""Rules about the wording of one language, held by the Chinese and the English alike."""

from collections.abc import Iterator

from pipeline.model.deck import Translation
from pipeline.problem import Problem
from pipeline.text.doubles import doubled_marks, doubled_words
from pipeline.text.marks import spared, without_marks
from pipeline.text.pairs import unpaired
from pipeline.text.residue import find_residue
from pipeline.text.typography import FIXES, has_han

Translations = tuple[Translation, ...]

# Spaces between Han and Latin are the typesetter's business and no fault of the wording.
PUNCTUATION = tuple(fix for fix in FIXES if fix.id != "spaces")
WIDE_BLANK = "\u3000"


def check_pairs(translations: Translations) -> Iterator[Problem]:
    """Report brackets and quotation marks that lack their other half."""
    for one, language, text in _sides(translations):
        for around in unpaired(without_marks(text)):
            yield Problem(
                place=one.place,
                message=f"a bracket or quotation mark of the {language} has no other half: "
                f"{around!r} in {text}",
                hint="open and close each pair, the inner one first",
            )


def check_punctuation(translations: Translations) -> Iterator[Problem]:
    """Report Chinese with half-width punctuation or stray blanks, as the typesetter sees it."""
    for one in translations:
        for fix in PUNCTUATION:
            mended = spared(one.zh, fix.apply)
            if has_han(one.zh) and mended != one.zh:
                yield Problem(
                    place=one.place,
                    message=f"punctuation of the Chinese, {fix.why}: {one.zh}",
                    hint=f"write it so: {mended}",
                )


def check_wide_blanks(translations: Translations) -> Iterator[Problem]:
    """Report full-width blanks in the English."""
    for one in translations:
        if WIDE_BLANK in one.en:
            yield Problem(
                place=one.place,
                message=f"a full-width blank in the English: {one.en}",
                hint="write an ordinary blank, or none",
            )


def check_doubled_words(translations: Translations) -> Iterator[Problem]:
    """Report words that stand twice in a row."""
    for one, language, text in _sides(translations):
        for double in doubled_words(without_marks(text)):
            yield Problem(
                place=one.place,
                message=f"a word of the {language} stands twice: {double!r} in {text}",
                hint="take one out; if both are meant, word the sentence so that they part",
            )


def check_doubled_marks(translations: Translations) -> Iterator[Problem]:
    """Report punctuation that stands twice in a row."""
    for one, language, text in _sides(translations):
        for double in doubled_marks(without_marks(text, "x")):
            yield Problem(
                place=one.place,
                message=f"punctuation of the {language} stands twice: {double!r} in {text}",
                hint="keep the one that is meant",
            )


def check_chat(translations: Translations) -> Iterator[Problem]:
    """Report what a chat model said around its answer, where it still stands."""
    for one, language, text in _sides(translations):
        for residue in find_residue(text):
            yield Problem(
                place=one.place,
                message=f"residue of a chat model in the {language}: {residue.text}",
                hint="take it out, and look whether the rest is whole",
            )


def _sides(translations: Translations) -> Iterator[tuple[Translation, str, str]]:
    for one in translations:
        yield one, "Chinese", one.zh
        yield one, "English", one.en

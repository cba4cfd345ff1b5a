"""Rules about the English."""

import re
from collections.abc import Iterator

from pipeline.model.deck import Translation
from pipeline.problem import Problem
from pipeline.text.points import split_en, split_zh
from pipeline.text.typography import has_han

WIDE = re.compile(r"[，。：；？！、（）《》【】]")


def check_han(translations: tuple[Translation, ...]) -> Iterator[Problem]:
    """Report Chinese characters and full-width punctuation in the English."""
    for translation in translations:
        if has_han(translation.en) or WIDE.search(translation.en):
            yield Problem(
                place=translation.place,
                message=f"Chinese in the English: {translation.en}",
                hint="translate it, and use English punctuation",
            )


def check_shape(translations: tuple[Translation, ...]) -> Iterator[Problem]:
    """Report points whose Chinese has a term in front and whose English has none, or the reverse.

    Only points are judged: their ids end in `.p` and a number.
    """
    for translation in translations:
        if not translation.unit.rpartition(".")[2].startswith("p") or not translation.en:
            continue
        if bool(split_zh(translation.zh)[0]) != bool(split_en(translation.en)[0]):
            yield Problem(
                place=translation.place,
                message=f"only one language has the shape `term: explanation`: {translation.en}",
                hint="write the English as `Term: explanation.` if the Chinese is 术语：解释。",
            )

"""Names of a term that cards and prints tell besides the ones that they show large."""

from pipeline.model.glossary import Term
from pipeline.text.mask import names_of


def second_names(term: Term) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the second names in Chinese and in English.

    One that may only stand in some places is none, nor is one that can be read from what is shown
    anyway: LoRA, lora.
    """
    zh = tuple(variant.zh for variant in term.also if not variant.where)
    return _others(term, zh), _others(term, term.en_also)


def _others(term: Term, names: tuple[str, ...]) -> tuple[str, ...]:
    shown = {term.zh.casefold(), *names_of(term.zh), *names_of(term.en)}
    return tuple(name for name in names if name.casefold() not in shown)

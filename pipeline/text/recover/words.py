"""Knows the names of a text, and which of them can begin or end a statement."""

import builtins
import keyword
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from pipeline.text.recover.lexer import tokens

_ENDINGS = frozenset({"True", "False", "None", "pass", "break", "continue", "return"})
_BUILTINS = frozenset(dir(builtins))


@dataclass(frozen=True, kw_only=True, slots=True)
class Vocabulary:
    """How often each name stands in the whole text: as a plain name, and after a dot."""

    plain: Mapping[str, int]
    dotted: Mapping[str, int]

    def can_start(self, word: str) -> bool:
        """Tell whether the word can begin a statement of this text."""
        known = word in self.plain or word in _BUILTINS or keyword.iskeyword(word)
        return known or (word.startswith("__") and word.endswith("__") and word.strip("_") != "")

    def can_end(self, word: str, before: str) -> bool:
        """Tell whether the word, standing after the given token, can end a statement."""
        if before == ".":
            return word in self.dotted
        return word in self.plain or word in _BUILTINS or word in _ENDINGS

    def is_builtin(self, word: str) -> bool:
        """Tell whether the word is a builtin."""
        return word in _BUILTINS

    def count(self, name: str) -> int:
        """Count how often the name stands in the text, in any role."""
        return self.plain.get(name, 0) + self.dotted.get(name, 0)


@lru_cache(16)
def vocabulary(text: str) -> Vocabulary:
    """Count the names of the whole text."""
    plain: Counter[str] = Counter()
    dotted: Counter[str] = Counter()
    before = ""
    for token in tokens(text):
        if token.kind == "name":
            (dotted if before == "." else plain)[token.text] += 1
        before = token.text if token.kind != "space" else before
    return Vocabulary(plain=plain, dotted=dotted)

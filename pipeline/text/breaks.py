"""Places where a long word may break that offers none: addresses, names of files, hashes."""

import re

# Width zero: the word looks and reads as before, and breaks there only where it must.
BREAK = "\u200b"
# A Latin word of that many letters fits into the narrowest column at the smallest size.
LONGEST = 24
_STEP = 12
# Blanks that a line may break at; a no-break space is a letter like any other.
_BLANKS = "\\t-\\r \u1680\u2000-\u2006\u2008-\u200b\u2028\u2029\u205f\u3000"
_HAN = "\u2e80-\u9fff\uac00-\ud7af\uf900-\uffef"
# Marks that may not begin a line, and so stick together.
_MARKS = "[！？。，、；：…—ー]"
_AFTER = re.compile(r"(?<=[/_.,:;=&?#@+~|\\(\u00a0\u202f-])(?=[^\W_])")


def breakable(text: str, longest: int = LONGEST) -> str:
    """Return the text with a break allowed inside every word that is longer than `longest`.

    A break comes behind a mark of the word, as in an address, else after every twelfth letter. A
    capital counts as one letter and a half.

    >>> breakable("see https://example.org/one/two/three").replace(BREAK, "|")
    'see https://|example.|org/|one/|two/|three'
    >>> breakable("a" * 30).replace(BREAK, "|")
    'aaaaaaaaaaaa|aaaaaaaaaaaa|aaaaaa'
    """
    least = longest * 2 // 3 + 1
    word = re.compile(rf"[^{_BLANKS}{_HAN}]{{{least},}}|{_MARKS}{{{longest + 1},}}")
    return word.sub(lambda found: _broken(found[0], longest), text)


def breaks(text: str) -> frozenset[int]:
    """Return the places before which `breakable` allows a break.

    >>> breaks("a" * 30) == {12, 24}
    True
    """
    places, at = set[int](), 0
    for letter in breakable(text):
        if at < len(text) and letter == text[at]:
            at += 1
        else:
            places.add(at)
    return frozenset(places)


def _broken(word: str, longest: int) -> str:
    if _width(word) <= longest:
        return word
    return BREAK.join(
        BREAK.join(part[n : n + _STEP] for n in range(0, len(part), _STEP))
        if _width(part) > LONGEST
        else part
        for part in _AFTER.split(word)
    )


def _width(word: str) -> float:
    return sum(1.5 if letter.isupper() else 1 for letter in word)

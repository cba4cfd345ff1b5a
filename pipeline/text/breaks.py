"""Places where a long word may break that offers none: addresses, names of files, hashes."""

import re

# Width zero: the word looks and reads as before, and breaks there only where it must.
BREAK = "\u200b"
# A Latin word of that many letters fits into the narrowest column at the smallest size.
LONGEST = 24
_STEP = 12
_AFTER = re.compile(r"(?<=[/_.,:;=&?#@+~|\\-])(?=[^\W_])")


def breakable(text: str, longest: int = LONGEST) -> str:
    """Return the text with a break allowed inside every word that is longer than `longest`.

    A break comes behind a mark of the word, as in an address, else after every twelfth letter.

    >>> breakable("see https://example.org/one/two/three").replace(BREAK, "|")
    'see https://|example.|org/|one/|two/|three'
    >>> breakable("a" * 30).replace(BREAK, "|")
    'aaaaaaaaaaaa|aaaaaaaaaaaa|aaaaaa'
    """
    word = re.compile(rf"[^\s\u2e80-\u9fff\uac00-\ud7af\uf900-\uffef{BREAK}]{{{longest + 1},}}")
    return word.sub(lambda found: _broken(found[0]), text)


def _broken(word: str) -> str:
    parts = (part for part in _AFTER.split(word))
    return BREAK.join(
        BREAK.join(part[n : n + _STEP] for n in range(0, len(part), _STEP))
        if len(part) > LONGEST
        else part
        for part in parts
    )

"""Latin names in a Chinese text, and whether an English text has kept them."""

import re

from pipeline.text.typography import DASHES

_LETTER = "A-Za-z0-9À-ÖØ-öø-ÿ"
_TOKEN = re.compile(rf"[{_LETTER}]+(?:[-.@][{_LETTER}]+)*")
_QUANTITY = re.compile(r"[\d.,-]+(?:st|nd|rd|th|s|x|ms|h|min|[kKMBT]|[nckm]?m|kg|g)?")
_GLUED_UNIT = re.compile(rf"(?<![{_LETTER}-])(\d[\d.,]*)(?=(?:[KMGTP]i?B|[kMG]?Hz|[kMG]?Wh?)\b)")
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ]")
_DIGIT_BY_LETTER = re.compile(r"[A-Za-z]-?\d|\d[A-Za-z]")
# n-gram, top-k, k-fold; but "few-shot" is plain words, which English may well inflect.
_SINGLE_LETTER = re.compile(r"(?:^|-)[a-z](?:-|$)")
_MODEL = re.compile(r"[A-Z][A-Za-z]*(?:-[A-Za-z]+)*-?\d+(?:\.\d+)*[a-zA-Z]?(?:-[A-Z0-9]\w*)*")
_TITLE = re.compile(r"[A-Z][a-z]+(?:-[A-Za-z][a-z]+)*")
_BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)")

# Chinese writes these with a capital as it does foreign names; in English they are plain words.
COMMON = frozenset({"Agent", "Chatbot", "Dropout", "Embedding", "Prompt", "Softmax", "Token"})

_OPENING = r"(?:^|(?<=[.:!?]\s)|(?<=[.:!?]\s[“‘\"(])|(?<=^[“‘\"(]))"


def names(text: str) -> tuple[str, ...]:
    """Return each Latin token that looks like a name, once, in order of appearance.

    A name has a capital, a digit beside a letter, or a single letter beside a hyphen.

    >>> names("GPU/TPU 与 top-k、n-gram、FP16（tokenization，常称分词）16GB，few-shot")
    ('GPU', 'TPU', 'top-k', 'n-gram', 'FP16', 'GB')
    """
    return tuple(dict.fromkeys(token for token in _tokens(text) if _is_name(token)))


def model_names(text: str) -> tuple[str, ...]:
    """Return each name with a number that looks like that of a model.

    >>> model_names("GPT-4, two A100s, T5’s and GPT-2-based, but 8-bit and top-1")
    ('GPT-4', 'A100', 'T5', 'GPT-2')
    """
    found = (_MODEL.match(token.removesuffix("s")) for token in _tokens(text))
    return tuple(dict.fromkeys(match.group() for match in found if match))


def plain_words(text: str) -> frozenset[str]:
    """Return the names that English may write small: glosses, compounds of words, and `COMMON`.

    A gloss stands in brackets; the Chinese habit is to give it capitals, as in a title.

    >>> sorted(plain_words("Dropout 与检索增强（Retrieval-Augmented Generation，RAG）"))
    ['Dropout', 'Generation', 'Retrieval-Augmented']
    """
    outside = set(_tokens(_BRACKETS.sub(" ", text))) - COMMON
    titles = [name for name in names(text) if _TITLE.fullmatch(name)]
    return frozenset(title for title in titles if "-" in title or title not in outside)


def keeps(text: str, name: str) -> bool:
    """Say whether the English has the name, as it is, in the plural or with a possessive.

    A small first letter may be a capital where a sentence opens.

    >>> keeps("LLMs are large", "LLM"), keeps("multi-GPU", "GPU"), keeps("GPT-3", "GPT")
    (True, True, False)
    >>> keeps("N-grams count.", "n-gram"), keeps("The transformer", "Transformer")
    (True, False)
    """
    plain = _separated(text)
    forms = [re.escape(name)]
    if name[0].islower():
        forms.append(_OPENING + re.escape(name[0].upper() + name[1:]))
    return any(re.search(_alone(form), plain) for form in forms)


def keeps_word(text: str, word: str) -> bool:
    """Say whether the English has the word in either case, in the singular or the plural.

    >>> keeps_word("retrieval-augmented generation", "Retrieval-Augmented")
    True
    """
    form = re.escape(word.removesuffix("s")).replace(r"\-", "[- ]?")
    return re.search(_alone(form), _separated(text), re.IGNORECASE) is not None


def _alone(form: str) -> str:
    """Return the pattern with no letter or digit beside it, nor a digit behind a hyphen."""
    return rf"(?<![{_LETTER}]){form}(?:es|s)?(?![{_LETTER}]|-\d|\.\d)"


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(_separated(text))


def _separated(text: str) -> str:
    """Return the text with plain hyphens, and with `16GB` written as `16 GB`."""
    return _GLUED_UNIT.sub(r"\1 ", text.translate(DASHES))


def _is_name(token: str) -> bool:
    if _QUANTITY.fullmatch(token):
        return False
    signs = (_CAPITAL, _DIGIT_BY_LETTER, _SINGLE_LETTER)
    looks = any(sign.search(token) for sign in signs)
    return looks and (len(token) > 1 or token.isupper())

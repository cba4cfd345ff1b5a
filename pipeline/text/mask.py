"""Terms hidden wherever they would be read, for cards that ask for them."""

import re
from collections.abc import Iterable, Iterator, Mapping

from pipeline.text.occurrence import bases, occurrences
from pipeline.text.typography import has_han

# A piece of a text, and the number of what hides it; 0 for nothing.
Piece = tuple[str, int]

_GLOSS = re.compile(r"[（(]([^（）()]*)[）)]")
_PARTS = re.compile(r"[，,、;；]")
_ALSO = re.compile(r"^(?:又译|又称|也称|也译|即|简称|or |i\.e\., )")
# 和 stands inside words too often: 饱和, 调和.
_AND = re.compile(r"与|、| and ")
SHORTEST = 2
# 自注意力 gives 自注意力机制 away: what is left of a name may be this much shorter.
TAIL = 2
LONG = 3


def masked(text: str, names: Mapping[str, int]) -> tuple[Piece, ...]:
    """Cut the text so that every name stands alone, with its number; longest names first.

    >>> masked("解码器看编码器", {"编码器": 1})
    (('解码器看', 0), ('编码器', 1))
    """
    return tuple(piece for piece in _pieces(text, names) if piece[0])


def _pieces(text: str, names: Mapping[str, int]) -> Iterator[Piece]:
    end = 0
    for found in occurrences(text, names):
        yield text[end : found.start], 0
        yield text[found.start : found.end], found.value
        end = found.end
    yield text[end:], 0


def nameless(text: str, names: Iterable[str], hidden: str) -> str:
    """Return the text with `hidden` in place of every name.

    >>> nameless("BERT 是模型", ["BERT"], "…")
    '… 是模型'
    """
    known = {form: 1 for name in names for form in (name, *names_of(name))}
    return "".join(hidden if by else piece for piece, by in masked(text, known))


def names_of(term: str) -> tuple[str, ...]:
    """Return the names by which a term may be read: whole, without its gloss, and the gloss.

    Latin names are in lower case, which stands for any case, and in the plural as well.

    Two terms in one, and other forms of an English participle, count too.

    >>> names_of("字节对编码（BPE）")
    ('字节对编码（BPE）', '字节对编码', 'bpe', 'bpes')
    >>> names_of("扩缩容与监控")
    ('扩缩容与监控', '扩缩容', '监控')
    >>> names_of("RAG 与智能体")[1:3]
    ('rag', 'rags')
    """
    glosses = (part for gloss in _GLOSS.findall(term) for part in _PARTS.split(gloss))
    found = [
        term,
        plain(term),
        *(part.strip() for part in _AND.split(plain(term))),
        *(_ALSO.sub("", part.strip()) for part in glosses),
    ]
    return tuple(dict.fromkeys(n for name in found for n in _forms(name) if len(n) >= SHORTEST))


def plain(term: str) -> str:
    """Return the term without its gloss.

    >>> plain("字节对编码（BPE）")
    '字节对编码'
    """
    return _GLOSS.sub("", term).strip()


def _forms(name: str) -> tuple[str, ...]:
    if has_han(name):
        return (name,)
    low = name.lower()
    return (low, f"{low}s", *_inflected(low))


def _inflected(word: str) -> Iterator[str]:
    """Yield what else an English participle is written as: reranking, rerank, reranks."""
    if word.endswith("ing") and word.isalpha():
        for stem in sorted(bases(word) - {word}):
            yield from (stem, f"{stem}s", f"{stem}d", f"{stem}ed")


def heads(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the known names that a name begins with and hardly goes on from.

    >>> heads("自注意力机制", ["自注意力", "注意力", "自"])
    ('自注意力',)
    """
    return tuple(
        head
        for head in known
        if LONG <= len(head) < len(name) <= len(head) + TAIL and name.startswith(head)
    )

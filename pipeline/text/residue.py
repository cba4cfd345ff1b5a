"""What a chat model says around an answer, left behind by copying its whole reply."""

import re
from dataclasses import dataclass

# Each pattern asks for two signs at once (an opening and its object), since each half alone is
# ordinary prose: "以下是常见的三种方法：" and "当然，注意力也有代价。" must stay.
PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"[-—–]?\s*(?:(?:当然|好的|没问题|可以)[,，!！。]\s*)?(?:以下|下面)是.{0,40}?(?:其余|剩余|剩下|余下|其他)的?.{0,8}?(?:答案|回答|问题|部分)\s*[:：。]?",
        r"(?:当然|好的|没问题)[,，!！]\s*(?:以下|下面|这)是.{0,40}?(?:答案|回答|列表|版本|翻译)\s*[:：。]?",
        r"作为(?:一个|一名)?\s*(?:AI|人工智能)\s*(?:语言)?(?:模型|助手)[,，]?我.{0,30}?[。,，]",
        r"希望(?:这|以上|上述).{0,20}?(?:帮助|有用|有所帮助)[!！。]?",
        r"如果(?:您|你)(?:还)?有(?:任何|其他|更多).{0,12}?问题[,，].{0,20}?(?:告诉我|提问|问我|联系我)[!！。]?",
        r"[-—–]?\s*(?:certainly|sure|of course)[!,.]\s*here (?:are|is) .{0,80}?[:.]",
        r"here are the rest(?: of)? .{0,60}?[:.]",
        r"as an ai (?:language )?model,? i .{0,60}?[.,]",
        r"i hope (?:this|that) helps[!.]?",
        r"let me know if you (?:have|need) .{0,40}?[!.]",
    )
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Residue:
    """A stretch of text, `start` up to but not including `end`, that is not part of an answer."""

    start: int
    end: int
    text: str


def find_residue(text: str) -> tuple[Residue, ...]:
    """Return every stretch of chat residue, in order and without overlaps.

    >>> [r.text for r in find_residue("有助于收敛。-当然,以下是其余答案:")]
    ['-当然,以下是其余答案:']
    """
    spans = sorted(m.span() for pattern in PATTERNS for m in pattern.finditer(text))
    found: list[Residue] = []
    for start, end in spans:
        if not found or start >= found[-1].end:
            found.append(Residue(start=start, end=end, text=text[start:end]))
        elif end > found[-1].end:
            longer = text[found[-1].start : end]
            found[-1] = Residue(start=found[-1].start, end=end, text=longer)
    return tuple(found)


def without_residue(text: str) -> str:
    """Return the text with its chat residue cut out.

    >>> without_residue("有助于收敛。-当然,以下是其余答案:")
    '有助于收敛。'
    """
    for residue in reversed(find_residue(text)):
        text = text[: residue.start].rstrip() + text[residue.end :]
    return text.strip()

"""What a chat model says around an answer, left behind by copying its whole reply."""

import re
from dataclasses import dataclass

# Each pattern asks for several signs in one sentence, since each alone is ordinary
# prose: "以下是常见的三种方法：" and "当然，注意力也有代价。" must stay. The price: residue in
# words that no pattern knows stays too, and is left to the editor.
GAP = r"[^。！？!?\n]"
OPENER = r"(?:当然|好的|没问题|可以)[,，!！。]\s*"
HERE = r"(?:以下|下面|这)是"
END = r"(?:[:：。!！]|$)"
START = r"(?:^|(?<=[。！？!?\s]))"
REST = rf"(?:其余|剩余|剩下|余下)的?{GAP}{{0,8}}?(?:答案|回答)"
HELPS = rf"(?:对[您你](?:有|会)|能帮到[您你]){GAP}{{0,8}}?"
ASK = r"(?:告诉我|提问|问我|联系我)(?!们)"
MACHINE = r"作为(?:一个|一名)?\s*(?:AI|人工智能)\s*(?:语言)?(?:模型|助手)[,，]?\s*我(?!们)"
PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"[-—–]?\s*(?:{OPENER})?{HERE}{GAP}{{0,40}}?{REST}{END}",
        rf"[-—–]?\s*{OPENER}{HERE}{GAP}{{0,40}}?(?:答案|回答|问题|列表|版本|翻译){END}",
        rf"{MACHINE}{GAP}{{0,40}}?[。！？]",
        rf"{START}希望(?:这|以上|上述){GAP}{{0,12}}?{HELPS}{END}",
        rf"{START}如果[您你](?:还)?有(?:任何|其他|更多){GAP}{{0,8}}?问题[,，]{GAP}{{0,12}}?{ASK}{END}",
        r"[-—–]?\s*(?:certainly|sure|of course)[!,.]\s*here (?:are|is) [^.!?\n]{0,80}?[:.]",
        r"here are the rest(?: of)? [^.!?\n]{0,60}?(?:answers|questions)[:.]",
        r"as an ai (?:language )?model,? i [^.!?\n]{0,60}?[.]",
        r"i hope (?:this|that) helps[!.]?",
        r"let me know if you (?:have|need) [^.!?\n]{0,40}?[!.]",
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

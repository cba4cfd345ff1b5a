"""What one line of a question list is, judged by the line itself."""

import re

from pipeline.text.typography import has_han

# A bare number takes no colon, since "3:1" and a line of a Python dict would be questions then.
_HEADING = re.compile(
    r"^\s*(?:(?:问题|Q|Question)\s*(\d{1,4})\s*[.．、)）:：]|(\d{1,4})\s*[.．、)）])\s*(?=\S)",
    re.IGNORECASE,
)
_NUMBERED_OTHERWISE = re.compile(
    r"^\s*(?:[*#]+\s*\S|【|第\s*[\d一二三四五六七八九十百]+\s*[题问]|[(（]\s*\d{1,4}\s*[)）]"
    r"|[一二三四五六七八九十]{1,3}\s*[、.．])"
)
_POINT = re.compile(r"^\s*(?:[-*•·–—]\s+|[-•·]\s*(?=[^\s\d-]))")
_ATTRIBUTION = re.compile(
    r"(转载|来源|出处|发布者|版权|source:|originally published)", re.IGNORECASE
)
_URL = re.compile(r"https?://[^\s，。；）)]+")
_CODE_START = re.compile(
    r"^\s*(?:"
    r"(?:from\s+[\w.]+\s+)?import\s+\w|"
    r"(?:async\s+)?def\s+\w+\s*\(|class\s+\w+\s*[(:]|@\w+|"
    r"for\s.+\sin\s.+:|(?:if|while)\s.+:|with\s.+:|try:|"
    r"return\b(?:\s|$)|print\s*\(|"
    r"[A-Za-z_][\w.]*(?:\[[^\]]*\])?\s*(?:[-+*/%@|&]|//|\*\*)?=(?!=)\s*\S|"
    r"[A-Za-z_][\w.]*\(.*\)\s*$"
    r")"
)
_COMMENT_OR_STRING = re.compile(r"#.*|'[^']*'|\"[^\"]*\"")
_END = re.compile(r"[。！？!?.…][”’\"')）】》]*$")


def heading(line: str) -> tuple[int, str] | None:
    """Return the number and the text of a line that may open a question.

    >>> heading("21.GPT 系列模型如何工作?"), heading("1.5 亿个参数")
    ((21, 'GPT 系列模型如何工作?'), None)
    """
    match = _HEADING.match(line)
    rest = line[match.end() :].strip() if match else ""
    decimal = match is not None and line[match.end() - 1] == "." and rest[:1].isdigit()
    return (int(match[1] or match[2]), rest) if match and rest and not decimal else None


def looks_like_heading(line: str) -> bool:
    """Say whether a line that was not taken for a question may have been meant as one.

    >>> looks_like_heading("第3题:什么是词元"), looks_like_heading("它为什么快？")
    (True, True)
    >>> looks_like_heading("它很快。")
    False
    """
    odd = heading(line) is not None or _NUMBERED_OTHERWISE.match(line) is not None
    return odd or line.rstrip().endswith(("?", "？"))


def point(line: str) -> str | None:
    """Return the text of a line that opens a point, without its dash.

    >>> point("- 编码器:处理输入序列。"), point("-1 是一个数")
    ('编码器:处理输入序列。', None)
    """
    match = _POINT.match(line)
    return line[match.end() :].strip() or None if match else None


def label(line: str) -> str | None:
    """Return the text of a line that ends in a colon, without the colon.

    >>> label("训练机制:"), label("训练机制。")
    ('训练机制', None)
    """
    text = line.strip()
    return text[:-1].strip() or None if text.endswith((":", "：")) else None


def attribution(line: str) -> str | None:
    """Return the address in a line that says where the text comes from.

    >>> attribution("发布者:某人,转载请注明出处:https://example.org/1")
    'https://example.org/1'
    """
    url = _URL.search(line)
    return url.group() if url and _ATTRIBUTION.search(line) else None


def starts_code(line: str) -> bool:
    """Say whether a line outside any code opens Python code.

    >>> starts_code("import torch"), starts_code("import 是关键字。"), starts_code("LLM = 大模型")
    (True, False, False)
    """
    return _CODE_START.match(line) is not None and not _prose(line)


def goes_on_as_code(line: str) -> bool:
    """Say whether a line that follows code may belong to it: no Han but in comments and strings.

    >>> goes_on_as_code(") def forward(self, x):"), goes_on_as_code("- 说明:如下。")
    (True, False)
    """
    return not _prose(line)


def ends_properly(text: str) -> bool:
    """Say whether the text ends as a sentence does.

    >>> ends_properly("提高性能。"), ends_properly("有关问题的其余答案:")
    (True, False)
    """
    return _END.search(text.rstrip()) is not None


def joined(parts: list[str]) -> str:
    """Join the lines of one sentence: with a blank, but without one beside Han.

    >>> joined(["注意力", "机制"]), joined(["a", "b"])
    ('注意力机制', 'a b')
    """
    text = parts[0]
    for part in parts[1:]:
        text += ("" if has_han(text[-1:]) or has_han(part[:1]) else " ") + part
    return text


def _prose(line: str) -> bool:
    return has_han(_COMMENT_OR_STRING.sub("", line))

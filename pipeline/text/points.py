"""A point's two halves: its term and its explanation."""


def split_zh(point: str) -> tuple[str, str]:
    """Split a Chinese point at its first full-width colon; without one the term is empty.

    >>> split_zh("编码器：处理输入序列。")
    ('编码器', '处理输入序列。')
    """
    term, colon, text = point.partition("：")
    return (term, text) if colon else ("", point)


def split_en(point: str) -> tuple[str, str]:
    """Split an English point at its first colon and blank; without one the term is empty.

    >>> split_en("Encoder: processes the input.")
    ('Encoder', 'processes the input.')
    """
    term, colon, text = point.partition(": ")
    return (term, text) if colon else ("", point)

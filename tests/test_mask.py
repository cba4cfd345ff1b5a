"""What is hidden beside a hidden term, and what is not."""

import pytest

from pipeline.text.mask import heads, masked, names_of, plain

HIDDEN = "［…］"


def covered(text: str, term: str) -> str:
    names = dict.fromkeys(names_of(term), 1)
    return "".join(HIDDEN if by else piece for piece, by in masked(text, names))


# title: (term, text, the text as the card shows it)
COVERED = {
    "the term itself": ("编码器", "编码器和解码器", "［…］和解码器"),
    "every time it stands": ("微调", "先微调，再微调", "先［…］，再［…］"),
    "without its gloss": ("字节对编码（BPE）", "字节对编码很常见", "［…］很常见"),
    "its gloss": ("字节对编码（BPE）", "也叫 BPE。", "也叫 ［…］。"),
    "another name in the gloss": ("Dropout（随机失活，又译暂退法）", "暂退法", "［…］"),
    "an English gloss": ("Retrieval-augmented generation (RAG)", "use RAG here", "use ［…］ here"),
    "in lower case": ("Fine-tuning", "before fine-tuning it", "before ［…］ it"),
    "the plural": ("Encoder", "two encoders", "two ［…］"),
    "other forms of a participle": ("Reranking", "then reranks them", "then ［…］ them"),
    "each of two terms": ("扩缩容与监控", "监控很重要", "［…］很重要"),
    "not inside a Latin word": ("BERT", "RoBERTa", "RoBERTa"),
    "not a word that begins like it": ("Encoder", "encoded text", "encoded text"),
    "not a single character": ("键和值", "关键的价值", "关键的价值"),
    "nothing": ("编码器", "别的文字", "别的文字"),
}


@pytest.mark.parametrize("case", COVERED.values(), ids=COVERED)
def test_covered(case: tuple[str, str, str]) -> None:
    term, text, shown = case

    assert shown == covered(text, term)


@pytest.mark.parametrize("case", COVERED.values(), ids=COVERED)
def test_nothing_of_the_text_gets_lost(case: tuple[str, str, str]) -> None:
    term, text, _ = case

    assert text == "".join(piece for piece, _ in masked(text, dict.fromkeys(names_of(term), 1)))


def test_of_two_names_the_longer_is_hidden() -> None:
    pieces = masked("多头自注意力", {"注意力": 1, "自注意力": 2})

    assert (("多头", 0), ("自注意力", 2)) == pieces


HEADS = {
    "all but a suffix": ("自注意力机制", ["自注意力", "注意力"], ("自注意力",)),
    "not what stands at its end": ("大语言模型", ["语言模型"], ()),
    "not a short word": ("词元化", ["词元"], ()),
    "not itself": ("自注意力", ["自注意力"], ()),
}


@pytest.mark.parametrize("case", HEADS.values(), ids=HEADS)
def test_heads(case: tuple[str, list[str], tuple[str, ...]]) -> None:
    name, known, found = case

    assert found == heads(name, known)


@pytest.mark.parametrize("text", ["词元", "GPT-3", "开（口"])
def test_plain_keeps_what_has_no_gloss(text: str) -> None:
    assert text == plain(text)

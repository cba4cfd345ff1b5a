"""Terms in Chinese text and in English sentences: found where they stand, and only there."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.occurrence import occurrences, stands_in
from pipeline.text.segment import segmenter

TERMS = ("注意力", "自注意力", "词元", "词元化", "BERT", "GPT", "GPT-3", "n-gram 模型", "softmax")

FOUND = {
    "two terms": ("词元的注意力", ["词元", "注意力"]),
    "the same twice": ("词元与词元", ["词元", "词元"]),
    "a longer term hides what it holds": ("自注意力和词元化", ["自注意力", "词元化"]),
    "beside Chinese without a blank": ("用BERT编码", ["BERT"]),
    "part of a hyphenated name": ("BERT-base", ["BERT"]),
    "a hyphen inside": ("GPT-3 与 GPT", ["GPT-3", "GPT"]),
    "Latin and Chinese": ("n-gram 模型很老", ["n-gram 模型"]),
    "no capital: either case": ("Softmax 函数", ["softmax"]),
}

NOT_FOUND = {
    "nothing": "",
    "inside a longer name": "RoBERTa 和 BERTology",
    "in another case": "bert 是什么",
    "joined by an underscore": "BERT_BASE",
    "Latin and Chinese apart": "n-gram、模型",
}


@pytest.mark.parametrize(("text", "wanted"), FOUND.values(), ids=FOUND)
def test_finds_terms(text: str, wanted: list[str]) -> None:
    found = occurrences(text, dict.fromkeys(TERMS, 0))

    assert wanted == [one.form for one in found]
    assert wanted == [text[one.start : one.end].replace("Softmax", "softmax") for one in found]


@pytest.mark.parametrize("text", NOT_FOUND.values(), ids=NOT_FOUND)
def test_finds_no_others(text: str) -> None:
    assert () == occurrences(text, dict.fromkeys(TERMS, 0))


def test_a_version_is_another_name() -> None:
    assert ["GPT"] == [one.form for one in occurrences("GPT-3.5", dict.fromkeys(TERMS, 0))]


def test_values_come_along() -> None:
    (found,) = occurrences("看词元", {"词元": 7})

    assert (1, 3, "词元", 7) == (found.start, found.end, found.form, found.value)


def test_no_terms_at_all() -> None:
    assert () == occurrences("词元", {})
    assert () == occurrences("词元", {"": 1})


@given(st.text(alphabet="自注意力词元化BERTo-3GPſKı ", max_size=30))
def test_places_never_overlap(text: str) -> None:
    ends = [(one.start, one.end) for one in occurrences(text, dict.fromkeys(TERMS, 0))]

    assert all(end <= start for (_, end), (start, _) in pairwise(ends))


STANDS = {
    "as it is": ("batch size", "The batch size matters."),
    "in another case": ("transfer learning", "Transfer Learning helps."),
    "plural in s": ("embedding", "Added to the embeddings."),
    "plural in es": ("bias", "They carry biases."),
    "plural in ies": ("vocabulary", "Vocabularies differ."),
    "plural in ses": ("sentiment analysis", "Several sentiment analyses."),
    "possessive": ("teacher model", "the teacher model’s behaviour"),
    "possessive plural": ("user", "the users’ data"),
    "past with a dropped e": ("fine-tune", "It was fine-tuned."),
    "past of a noun in ing": ("fine-tuning", "It was fine-tuned."),
    "base of a noun in ing": ("pruning", "We prune weights."),
    "doubled consonant": ("drop", "Neurons are dropped."),
    "ing with a dropped e": ("fine-tune", "by fine-tuning it"),
    "ing": ("mask", "dynamic masking"),
    "blank for hyphen": ("self-attention", "the self attention of a layer"),
    "hyphen for blank": ("learning rate", "a learning-rate schedule"),
    "en dash for hyphen": ("encoder-decoder", "an encoder–decoder model"),
    "short side": ("large language model (LLM)", "LLMs are large."),
    "long side": ("large language model (LLM)", "Large language models are large."),
    "plural of a short one": ("LM", "two LMs"),
    "short side inside": ("out-of-vocabulary (OOV) word", "for OOV words"),
    "long side inside": ("out-of-vocabulary (OOV) word", "an out-of-vocabulary word"),
    "both sides": ("out-of-vocabulary (OOV) word", "for out-of-vocabulary (OOV) words"),
    "before a mark": ("token", "Tokens, tokens!"),
}

STANDS_NOT = {
    "another word": ("token", "A word of the vocabulary."),
    "written as one": ("pre-training", "by pretraining it"),
    "written as two": ("overfitting", "by over-fitting it"),
    "inside a word": ("mask", "unmasked"),
    "front of a word": ("token", "tokenization"),
    "across a comma": ("batch size", "the batch, size and rate"),
    "front inflected": ("load balancing", "it loads balancing rules"),
    "only half of it": ("few-shot learning", "a few shots"),
    "half of a gloss": ("out-of-vocabulary (OOV) word", "a word"),
    "s that is no ending": ("los", "the loss"),
    "ing that is no ending": ("str", "a string"),
    "an empty sentence": ("token", ""),
}


@pytest.mark.parametrize(("form", "english"), STANDS.values(), ids=STANDS)
def test_stands_in_the_sentence(form: str, english: str) -> None:
    assert stands_in(form, english)


@pytest.mark.parametrize(("form", "english"), STANDS_NOT.values(), ids=STANDS_NOT)
def test_does_not_stand_in_the_sentence(form: str, english: str) -> None:
    assert not stands_in(form, english)


PIECES = {
    "terms are whole": ("多头自注意力和预训练", ("多头", "自注意力", "和", "预训练")),
    "names are whole": ("GPT-3、RoBERTa", ("GPT-3", "、", "RoBERTa")),
    "a slash parts": ("GPU/TPU 的", ("GPU", "/", "TPU", "的")),
    "a term with a blank": ("n-gram 模型。", ("n-gram 模型", "。")),
    "a term is no force": ("部分词元", ("部分", "词元")),
    "a number": ("1.5 亿", ("1.5", "亿")),
    "nothing": (" ", ()),
}


@pytest.mark.parametrize(("text", "wanted"), PIECES.values(), ids=PIECES)
def test_cut_into_words(text: str, wanted: tuple[str, ...]) -> None:
    terms = ("自注意力", "注意力", "预训练", "词元", "分词", "BERT", "n-gram 模型")

    assert wanted == segmenter(terms)(text)


def test_terms_of_one_cut_are_not_those_of_another() -> None:
    assert ("自注意力",) == segmenter(("自注意力",))("自注意力")
    assert ("自注意力",) != segmenter(())("自注意力")

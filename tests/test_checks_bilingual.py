"""What the English must keep: each check finds its fault and leaves good text alone."""

from collections.abc import Callable, Iterator

import pytest
from support import REAL

from pipeline.checks.bilingual import (
    check_length,
    check_marks_kept,
    check_models_kept,
    check_names_kept,
    check_numbers_kept,
)
from pipeline.load.source import ENGLISH
from pipeline.load.translations import load_translations
from pipeline.model.deck import Translation
from pipeline.model.place import Place
from pipeline.problem import Problem

Check = Callable[[tuple[Translation, ...]], Iterator[Problem]]
PLACE = Place(file="en.po", line=7)
CHECKS = (check_length, check_marks_kept, check_models_kept, check_names_kept, check_numbers_kept)


def problems(check: Check, zh: str, en: str) -> list[Problem]:
    record = Translation(place=PLACE, unit="q001.summary", zh=zh, en=en)
    return list(check((record,)))


@pytest.mark.parametrize("check", CHECKS)
def test_the_real_deck_is_good(check: Check) -> None:
    assert [] == list(check(load_translations(REAL / ENGLISH, ENGLISH)))


@pytest.mark.parametrize("check", CHECKS)
def test_what_is_not_translated_is_reported_elsewhere(check: Check) -> None:
    assert [] == problems(check, "GPT-3 有 1750 亿个参数，见 `x`。", " ")


NUMBERS = {
    "a planted power of ten": ("GPT-2 为 15 亿", "GPT-2 has 15 billion", 1),
    "the right power": ("GPT-2 为 15 亿", "GPT-2 has 1.5 billion", 0),
    "a number left out": ("从 16 GB 增至 160 GB", "grows to 160 GB", 1),
    "a number made up": ("快得多", "50 times faster", 1),
    "twice and once": ("3 个与 3 个", "3 of them", 1),
    "a small number in words": ("2 倍、5 层", "twice as many, five layers", 0),
    "Chinese in words": ("三种", "3 ways", 0),
    "a place in a name": ("前 5 准确率", "top-5 accuracy", 0),
    "another digit of a name": ("GPT-3", "GPT-4", 0),
    "numbers inside code": ("设 lr=0.1", "set lr=0.1", 0),
}


@pytest.mark.parametrize(("zh", "en", "count"), NUMBERS.values(), ids=NUMBERS)
def test_numbers(zh: str, en: str, count: int) -> None:
    assert count == len(problems(check_numbers_kept, zh, en))


def test_numbers_are_shown() -> None:
    (problem,) = problems(check_numbers_kept, "15 亿、80%", "15 billion, 80%")

    assert ("error", PLACE) == (problem.severity, problem.place)
    assert (
        "numbers differ: 1,500,000,000 only in the Chinese, 15,000,000,000 only in the English: "
        "15 亿、80% / 15 billion, 80%"
    ) == problem.message


NAMES = {
    "a plural": ("LLM 是", "LLMs are", 0),
    "a possessive": ("GPT-2 的", "GPT-2’s", 0),
    "inside a compound": ("多 GPU 训练", "multi-GPU training", 0),
    "two names and a slash": ("GPU/TPU 与", "GPUs and TPUs", 0),
    "one of the two lost": ("GPU/TPU 与", "GPUs", 1),
    "another spelling": ("RoBERTa 是", "Roberta is", 1),
    "a capital lost": ("Transformer 块", "a transformer block", 1),
    "another number": ("GPT-3 是", "GPT-4 is", 1),
    "no number": ("GPT-3 是", "GPT is", 1),
    "a number more": ("GPT 是", "GPT-3 is", 1),
    "a version more": ("GPT-3 是", "GPT-3.5 is", 1),
    "part of a longer name": ("BERT 是", "RoBERTa and DistilBERT are", 1),
    "a hyphenated small name": ("n-gram 重叠", "n-gram overlap", 0),
    "the same opens a sentence": ("n-gram 重叠", "N-grams overlap", 0),
    "the same behind a colon": ("指标：n-gram 重叠", "Metric: N-gram overlap", 0),
    "but not inside one": ("n-gram 重叠", "the N-gram overlap", 1),
    "another small name": ("top-k 采样", "top-p sampling", 1),
    "another hyphen": ("GPT\u20113 与 top-k", "GPT-3 and top\u2011k", 0),
    "a small gloss": ("词元化（tokenization，常称分词）", "How are tokens made", 0),
    "a small hyphenated gloss": ("少样本（few-shot）", "with few examples", 0),
    "a long gloss": (
        "检索增强（Retrieval-Augmented Generation，RAG）",
        "retrieval-augmented generation (RAG)",
        0,
    ),
    "a compound of words": ("Chain-of-Thought 提示", "chain-of-thought prompting", 0),
    "an acronym lost in a gloss": ("检索增强（Retrieval，RAG）", "retrieval", 1),
    "a word of a gloss lost": ("BERT（Bidirectional Encoder）", "BERT (bidirectional)", 1),
    "a plain word that Chinese capitalises": ("用 Dropout 正则", "with dropout", 0),
    "a unit": ("160 GB", "160GB", 0),
    "a unit changed": ("160 GB", "160 MB", 1),
    "a format": ("FP16/BF16、INT8", "FP16/BF16 and INT8", 0),
    "a letter for a multiplier": ("7B 模型", "a 7-billion-parameter model", 0),
    "code is not judged here": ("调用 `Foo` 与 O(N)", "call it", 0),
}


@pytest.mark.parametrize(("zh", "en", "count"), NAMES.values(), ids=NAMES)
def test_names(zh: str, en: str, count: int) -> None:
    assert count == len(problems(check_names_kept, zh, en))


MODELS = {
    "another model": ("GPT-3 是", "GPT-4 is", 1),
    "the same": ("GPT-3 是", "GPT-3 is", 0),
    "the same in the plural": ("A100 显卡与 T5", "A100s and T5’s", 0),
    "the same in a compound": ("基于 GPT-2 的", "GPT-2-based and GPT-2–style", 0),
    "an acronym that Chinese spells out": ("未登录词", "OOV words", 0),
    "bits": ("低精度", "8-bit and top-1", 0),
    "a version": ("GPT-3 是", "GPT-3.5 is", 1),
}


@pytest.mark.parametrize(("zh", "en", "count"), MODELS.values(), ids=MODELS)
def test_models(zh: str, en: str, count: int) -> None:
    assert count == len(problems(check_models_kept, zh, en))


MARKS = {
    "code in backticks": ("用 `x = 1`", "use `x = 2`", 1),
    "an address": ("见 https://example.org/a_b。", "See https://example.org/a_b.", 0),
    "another address": ("见 https://example.org/a", "see https://example.org/b", 1),
    "a name to fill in": ("你好 {name}", "Hello {name}", 0),
    "the same translated": ("你好 {name}", "Hello {nom}", 1),
    "percent placeholders": ("共 %s 个，%(count)d", "%s of %(count)d", 0),
    "a placeholder lost": ("共 %s 个", "all of them", 1),
    "percent is no placeholder": ("80% 的", "80% so", 0),
    "a tag": ("以 </s> 结尾", "ends in <s>", 1),
    "a special token": ("用 [MASK] 替换", "replaced by [MASK]", 0),
    "a special token changed": ("用 [MASK] 替换", "replaced by [mask]", 1),
    "an option": ("设 batch_first=True。", "Set batch_first=True.", 0),
    "an option changed": ("设 batch_first=True", "set batch_first=False", 1),
    "an option with a string": ("设 return_tensors='pt'", "set return_tensors='tf'", 1),
    "a plain option": ("设 k=5", "set k=6", 1),
    "an option with an exponent": ("设 lr=1e-4", "set lr=1e-5", 1),
    "snake case": ("按 d_k 缩放", "scaled by d_k", 0),
    "snake case changed": ("按 d_k 缩放", "scaled by d_v", 1),
    "a dotted name": ("调用 torch.cat，", "call torch.cat.", 0),
    "a dotted name changed": ("调用 torch.cat", "call torch.stack", 1),
    "a formula": ("开销为 O(n²)。", "The cost is O(n²).", 0),
    "a raised digit lost": ("开销为 O(n²)", "the cost is O(n2)", 1),
    "a formula with brackets": ("softmax(QKᵀ/√d_k)V", "softmax(QKᵀ/√d_k)V", 0),
    "a root lost": ("softmax(QKᵀ/√d_k)V", "softmax(QKᵀ/d_k)V", 1),
    "a product in brackets": ("乘积（QKᵀ）", "the product (QKᵀ)", 0),
    "once instead of twice": ("QKᵀ 与 QKᵀ", "QKᵀ", 1),
    "a version": ("需要 1.2.3", "needs 1.2.4", 1),
    "prose": ("即 e.g. 一例，GPT-3（2020）", "token(s), e.g. U.S. and Ph.D. and/or a.k.a. x", 0),
    "a percentage and a power": ("80%、10²⁵", "80 percent, 10^25", 0),
    "Greek": ("系数 α", "a coefficient", 1),
}


@pytest.mark.parametrize(("zh", "en", "count"), MARKS.values(), ids=MARKS)
def test_marks(zh: str, en: str, count: int) -> None:
    assert count == len(problems(check_marks_kept, zh, en))


def test_marks_are_shown() -> None:
    (problem,) = problems(check_marks_kept, "开销为 O(n²)", "The cost is high")

    assert (
        "code or a formula differs: O(n²) in the Chinese, nothing in the English: The cost is high"
    ) == problem.message


LENGTHS = {
    "a usual length": (
        "注意力机制使模型能够关注相关部分",
        "Attention lets the model focus on it.",
        0,
    ),
    "half of it lost": ("注意力机制使模型能够关注相关部分", "Attention.", 1),
    "much too long": ("注意力机制使模型能够关注相关部分", "Attention. " * 10, 1),
    "a label": ("特点", "Characteristics", 0),
}


@pytest.mark.parametrize(("zh", "en", "count"), LENGTHS.values(), ids=LENGTHS)
def test_length(zh: str, en: str, count: int) -> None:
    found = problems(check_length, zh, en)

    assert count == len(found)
    assert {"warning"} >= {problem.severity for problem in found}

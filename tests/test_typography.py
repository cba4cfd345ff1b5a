"""Chinese typography: what changes, and what must not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.typography import typeset

CHANGED = {
    "comma between Han": ("首先,其次", "首先，其次"),
    "comma behind a bracket": ("大语言模型 (LLM),例如", "大语言模型（LLM），例如"),
    "colon before a blank and Latin": ("上下文理解: LLM 使用", "上下文理解：LLM 使用"),
    "colon between Latin and Han": ("GPU/TPU:用于训练", "GPU/TPU：用于训练"),
    "question mark at the end": ("什么是词元?", "什么是词元？"),
    "question mark behind a bracket": ("什么是模型(LLM)?", "什么是模型（LLM）？"),
    "full stop at the end": ("很快.", "很快。"),
    "gloss behind a name": (
        "描述BERT(Bidirectional Encoder)模型",
        "描述 BERT（Bidirectional Encoder）模型",
    ),
    "name with digits": ("GPT-3(单向)和 T5(文本到文本)", "GPT-3（单向）和 T5（文本到文本）"),
    "brackets inside brackets": ("技术(例如编码(BPE))来", "技术（例如编码（BPE））来"),
    "comma behind a digit": ("GPT-3,例如", "GPT-3，例如"),
    "colon behind a digit": ("T5:文本到文本", "T5：文本到文本"),
    "blanks that only look like blanks": ("评价\u00a0模型\u3000的", "评价 模型 的"),
    "nothing at all in the middle of a word": ("标\u200b记", "标记"),
    "no blank between Han and Latin": ("评价LLM的成绩", "评价 LLM 的成绩"),
    "more than one blank": ("共 1750  亿个参数", "共 1750 亿个参数"),
    "percentage": ("小40%的模型", "小 40% 的模型"),
}

KEPT = {
    "good Chinese": "位置编码提供词元在序列中的顺序信息，帮助模型理解。",
    "no Han at all": "BERT (2018), by Devlin et al.: see section 3.1, please?",
    "decimal and ratio": "学习率为 1.5，比例为 1:2，共 3,000 步。",
    "abbreviation with a full stop": "这是 vs. 的用法，即 e.g. 一例。",
    "formula": "开销为 O(n) 的平方",
    "call of a function": "调用 softmax(x, y) 得到权重",
    "address": "见 https://example.org/a?b=1,2 一页",
    "slash and hyphen": "编码器-解码器与 GPU/TPU",
    "an apostrophe": "模型用 users’ data 训练",
    "quotation marks": "较小的“学生”模型",
    "empty": "",
}


@pytest.mark.parametrize(("text", "wanted"), CHANGED.values(), ids=CHANGED)
def test_changes(text: str, wanted: str) -> None:
    fixed, rules = typeset(text)

    assert wanted == fixed
    assert rules


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_leaves_alone(text: str) -> None:
    assert (text, ()) == typeset(text)


@given(st.text(alphabet="模型是的GPTx(),:;?!. （），。：19%-/\t", max_size=40))
def test_a_second_time_changes_nothing(text: str) -> None:
    once = typeset(text)[0]

    assert once == typeset(once)[0]


@given(st.text(alphabet="模型GPT(),:?. 1", max_size=30))
def test_only_punctuation_and_blanks_change(text: str) -> None:
    def letters(string: str) -> list[str]:
        return [char for char in string if char.isalnum()]

    assert letters(text) == letters(typeset(text)[0])

"""Chat residue: found wherever it stands, and good sentences left alone."""

import pytest

from pipeline.text.residue import find_residue, without_residue

FOUND = {
    "behind a sentence": (
        "有助于实现最佳性能。-当然,以下是有关 LLM 面试问题的其余答案:",
        "有助于实现最佳性能。",
    ),
    "glued to a broken sentence": (
        "解决了隐私问题以下是有关大语言模型 (LLM) 面试问题的其余答案:",
        "解决了隐私问题",
    ),
    "alone": ("好的，以下是剩余的问题：", ""),
    "in front": ("当然！以下是您要的答案：词元是最小单元。", "词元是最小单元。"),
    "in the middle": ("第一句。希望以上内容对您有帮助！第二句。", "第一句。第二句。"),
    "offer of more": ("它很快。如果您还有其他问题，请随时告诉我。", "它很快。"),
    "machine introducing itself": ("作为一个AI语言模型，我没有偏好。它更快。", "它更快。"),
    "English": ("It is fast. Certainly! Here are the rest of the answers:", "It is fast."),
    "English closing": ("It is fast. I hope this helps!", "It is fast."),
}

KEPT = {
    "a list's opening": "以下是常见的三种方法：",
    "of course, in prose": "当然，注意力机制也有代价。",
    "the remaining tokens": "模型只看前半句，其余词元以掩码代替。",
    "other questions": "其他问题的答案也可以这样得到。",
    "a language model as subject": "作为一种语言模型，BERT 不生成文本。",
    "hope in prose": "研究者希望模型更小。",
    "methods, then other problems": "以下是三种常见方法。此外还有其他未解决的问题。",
    "we who work on AI": "作为人工智能模型，我们应当关注其公平性。",
    "researchers hope": "研究者希望这些方法能帮助模型泛化。",
    "hope at a sentence's start": "它很慢。希望这些方法能帮助模型泛化。",
    "if you have more data": "如果您有更多数据，遇到问题，可以问我们的团队。",
    "some models": "下面是用于分类、问答和其他任务的部分模型：BERT 等。",
    "other common questions": "以下是其他常见问题：",
    "English prose": "Here are three common methods: A, B and C.",
    "certainly, in prose": "Attention is certainly useful.",
}


@pytest.mark.parametrize(("text", "wanted"), FOUND.values(), ids=FOUND)
def test_cuts_residue_out(text: str, wanted: str) -> None:
    assert find_residue(text)
    assert wanted == without_residue(text)


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_leaves_alone(text: str) -> None:
    assert () == find_residue(text)
    assert text == without_residue(text)

"""Sentences as HTML: what is set apart, what is left alone, and nothing lost or let through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from pipeline.export.anki.prose import prose

# title: (the sentence, its HTML)
CASES = {
    "a name with a number": (
        "比 GPT-3 大",
        '比 <span class="together">GPT-3</span> 大',
    ),
    "a name with a number and letters": (
        "Codex-12B",
        '<span class="together">Codex-12B</span>',
    ),
    "a number of bits": ("to 8-bit", 'to <span class="together">8-bit</span>'),
    "a letter in front": ("an n-gram", 'an <span class="together">n-gram</span>'),
    "capitals": ("（DP-SGD）", '（<span class="together">DP-SGD</span>）'),
    "capitals in a longer name": ("CLIP-like-models", "CLIP-like-models"),
    "a letter behind": ("top-k、", '<span class="together">top-k</span>、'),
    "Chinese against a name": (
        "指GPT-3模型的参数量为大",
        '指<span class="together">GPT-3</span>模型的参数量为大',
    ),
    "Chinese against code": (
        "设batch_first参数",
        '设<code lang="en">batch_first</code>参数',
    ),
    "a name in pinyin": ("K-jūn", "K-jūn"),
    "a version": ("GPT-3.5.", '<span class="together">GPT-3.5</span>.'),
    "an argument": ("batch_first=True", '<code lang="en">batch_first=True</code>'),
    "an argument that is a text": (
        'return_tensors="pt"）',
        '<code lang="en">return_tensors=&#34;pt&#34;</code>）',
    ),
    "a letter that Chinese fonts lack": ("记作 Ġ；", '记作 <span lang="en">Ġ</span>；'),
    "pinyin": ("zhù yì lì", "zhù yì lì"),
    "the same letter in English": ("the mark Ġ", "the mark Ġ"),
    "a symbol with an index": ("√d_k", "√d_k"),
    "a word with a hyphen": ("pre-training", "pre-training"),
    "a long name with hyphens": ("encoder-decoder-only", "encoder-decoder-only"),
    "markup": ("<b>GPT-3</b>", '&lt;b&gt;<span class="together">GPT-3</span>&lt;/b&gt;'),
    "Anki's own markup": ("[sound:a-1.mp3]", None),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_prose(case: tuple[str, str | None]) -> None:
    text, html = case

    assert html in (prose(text), None)
    assert text == prose(text).striptags()
    assert "[sound" not in prose(text)


def test_markup_is_left_alone() -> None:
    assert Markup("<i>GPT-3</i>") == prose(Markup("<i>GPT-3</i>"))


@given(st.text(alphabet="aZ9-_=\"'<>&[]\\(){}:ĠĀ 注.", max_size=30))
def test_no_text_is_lost_and_none_becomes_markup(text: str) -> None:
    html = prose(text)
    bare = html
    for ours in ('<span class="together">', '<code lang="en">', '<span lang="en">', "<span>"):
        bare = Markup(bare.replace(ours, ""))  # noqa: S704 - looked at, not shown
    bare = Markup(bare.replace("</span>", "").replace("</code>", ""))  # noqa: S704

    assert text == bare.unescape()
    assert "<" not in bare
    assert "[" not in html

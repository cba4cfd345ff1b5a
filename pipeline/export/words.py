"""What cards and prints say in words of their own, in both languages and every edition."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from pipeline.model.deck import Both, Edition
from pipeline.text.script import converted

_WORDS = {
    "source": Both(zh="来源", en="Source"),
    "draft": Both(
        zh="草稿：未注明来源，请勿传播。", en="Draft: names no source; do not pass it on."
    ),
    "renewal": Both(
        zh="更新会替换卡片文字（包括你自己的改动），学习进度不变。",
        en="An update replaces the text of the cards, your own edits included; your reviews stay.",
    ),
    "own": Both(
        zh="编者增补：原文没有，或原文说得不够。",
        en="Added by the editor: the article lacks it or says too little.",
    ),
    "erratum": Both(zh="勘误", en="Erratum"),
    "output": Both(zh="输出", en="Output"),
    "check": Both(zh="检验程序", en="Check program"),
    "checked": Both(zh="检验输出", en="Output of the check"),
    "ran": Both(zh="实际运行", en="Ran on"),
    "contents": Both(zh="目录", en="Contents"),
    "references": Both(zh="参考文献", en="References"),
    "index": Both(zh="术语索引", en="Index of terms"),
    "by-pinyin": Both(zh="中文（按拼音）", en="Chinese, by pinyin"),
    "by-letter": Both(zh="英文（按字母）", en="English, alphabetically"),
}


@cache
def words(edition: Edition) -> Mapping[str, Both]:
    """Return the words by their names, the Chinese ones in the edition's script.

    Raises `Problems` for a table of the edition that is no good.
    """
    return {name: replace(b, zh=converted(b.zh, edition)) for name, b in _WORDS.items()}

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
        zh="更新只替换内容有变的笔记，学习进度不变；其余笔记上你自己的改动和标签都会保留。"
        "某次发布之后你改过的笔记，不会被这次发布替换。",
        en="An update replaces only notes whose content changed; your reviews stay, and so do your "
        "own edits and tags on all other notes. A note that you edited after a release came out is "
        "not replaced by it.",
    ),
    "retired": Both(
        zh="这张卡片已停用。请搁置它；若删除，下次更新时它会回来。",
        en="This card has been retired. Suspend it; if you delete it, the next update "
        "brings it back.",
    ),
    "retired-mark": Both(zh="已停用", en="Retired"),
    "gone": Both(
        zh="这一点已停用，请搁置本卡片。", en="This point has been retired; suspend this card."
    ),
    "more": Both(zh="另有 {} 题", en="and {} more"),
    "unreleased": Both(zh="含未发布的改动", en="with changes not released yet"),
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

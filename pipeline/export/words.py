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
    "verified": Both(zh="已验证", en="Verified"),
    "not-run": Both(
        zh="未运行：代码的排版无法确定，因此按收到时的样子刊出。",
        en="Not run: its layout could not be determined, so it stands as it was received.",
    ),
    "agreed-exact": Both(zh="两种设备上输出相同。", en="Both devices printed the same."),
    "agreed-numeric": Both(
        zh="两种设备上的结果在容差之内一致（相对 {}，绝对 {}）。",
        en="Both devices agree within tolerances (relative {}, absolute {}).",
    ),
    "agreed-assert": Both(
        zh="两种设备上断言全部成立，数值可有出入。",
        en="All assertions held on both devices; numbers may differ.",
    ),
    "lab": Both(zh="实验", en="Lab"),
    "take": Both(zh="结论", en="Take-away"),
    "contents": Both(zh="目录", en="Contents"),
    "by-number": Both(zh="题号 → 页码", en="Question → page"),
    "references": Both(zh="参考文献", en="References"),
    "index": Both(zh="术语索引", en="Index of terms"),
    "by-pinyin": Both(zh="中文（按拼音）", en="Chinese, by pinyin"),
    "by-letter": Both(zh="英文（按字母）", en="English, alphabetically"),
    "provenance": Both(zh="来历", en="Provenance"),
    "corrected": Both(zh="订正的类别", en="What was corrected"),
    "class": Both(zh="类别", en="Class"),
    "wordings": Both(zh="处数", en="Wordings"),
    "version": Both(zh="版本", en="Version"),
    "volume": Both(zh="第 {} 卷，共 {} 卷", en="Volume {} of {}"),
    "questions": Both(zh="{} 题", en="{} questions"),
    "one-question": Both(zh="1 题", en="1 question"),
    "cards": Both(zh="闪卡", en="Flashcards"),
    "quiz": Both(zh="自测卷", en="Quiz"),
    "key": Both(zh="答案", en="Answer key"),
    "cheat-sheet": Both(zh="术语速查表", en="Glossary at a glance"),
    "calibration": Both(zh="校准页", en="Calibration page"),
    "also": Both(zh="又称{}", en="also {}"),
    "about-cards": Both(zh="关于这些卡片", en="About these cards"),
    "continued": Both(zh="续", en="continued"),
    "see-card": Both(zh="答案见本题第 {} 张卡片", en="The answer is on card {} of this question"),
    "code-asked": Both(zh="接着运行", en="Then run"),
    "name": Both(zh="姓名", en="Name"),
    "date": Both(zh="日期", en="Date"),
    "score": Both(zh="得分", en="Score"),
    "order-topic": Both(zh="按专题排列", en="In order of topics"),
    "order-shuffle": Both(zh="随机排列，种子 {}", en="Shuffled, seed {}"),
    "seed": Both(zh="种子 {}", en="Seed {}"),
    "calibrate-front": Both(
        zh="1. 按 100% 双面打印本页，不要选“适合页面”。量一量两把尺，不是 100 mm 就说明打印机缩放了"
        "页面。",
        en="1. Print this page on both sides at 100%, not “fit to page”. Measure both rulers: if "
        "one is not 100\u00a0mm long, the printer has scaled the page.",
    ),
    "calibrate-back": Both(
        zh="2. 把这一面朝向自己，对着光看：正面的大十字落在刻度的哪里？先读 x，再读 y，单位为毫米，"
        "例如 0.5 和 −1。",
        en="2. Hold the sheet against the light with this side towards you: where on the scales "
        "does the large cross of the front fall? Read x, then y, in mm, such as 0.5 and −1.",
    ),
    "calibrate-print": Both(
        zh="3. 打印闪卡时写上这两个数：", en="3. Print the cards with these two numbers:"
    ),
    "picked": Both(zh="抽取 {} 题，共 {} 题", en="{} questions out of {}"),
    "how-to": Both(
        zh="题号与闪卡、Anki 牌组一致。左右两栏中英对照，同一高度的内容一致。",
        en="The numbers are those of the flashcards and the Anki deck. Texts side by side say "
        "the same in both languages.",
    ),
    "how-to-one": Both(
        zh="题号与闪卡、Anki 牌组一致。",
        en="The numbers are those of the flashcards and the Anki deck.",
    ),
}


@cache
def words(edition: Edition) -> Mapping[str, Both]:
    """Return the words by their names, the Chinese ones in the edition's script.

    Raises `Problems` for a table of the edition that is no good.
    """
    return {name: replace(b, zh=converted(b.zh, edition)) for name, b in _WORDS.items()}

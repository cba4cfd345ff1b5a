"""The page on provenance: what was done to the article, and where its code ran."""

from collections import Counter
from typing import Final

from pipeline.export.pdf.frame import Data, runs
from pipeline.model.article import Pair
from pipeline.model.book import Book
from pipeline.model.corrections import Class
from pipeline.model.deck import Both, Edition
from pipeline.model.edits import Trail
from pipeline.model.matter import Matter
from pipeline.model.place import Span
from pipeline.model.run import Run
from pipeline.text.script import converted

# A sentence names that many questions; more say nothing to anybody.
MOST = 60
_CLASSES: Final[dict[Class, Both]] = {
    "SPACE": Both(zh="空格", en="Spacing"),
    "PUNCT": Both(zh="标点", en="Punctuation"),
    "MT": Both(zh="误译与翻译腔", en="Mistranslated or stilted"),
    "TERM": Both(zh="术语", en="Terms"),
    "REG": Both(zh="语体", en="Register"),
    "PREC": Both(zh="含混或以偏概全", en="Vague or too sweeping"),
    "FACT": Both(zh="事实错误", en="Wrong facts"),
    "ADD": Both(zh="内容不足", en="Says too little"),
}
_TOLD: Final = {
    "lines": Both(
        zh="原文共 {all} 行：{used} 行照用，{corrected} 行经订正，{merged} 行并入他行，{dropped} 行"
        "舍去。每一行的去向和每一处改动的理由都记录在随附的 report.md 中。",
        en="The article has {all} lines: {used} were used as they stand, {corrected} corrected, "
        "{merged} joined to others, and {dropped} dropped. Where each line went, and why each "
        "wording was changed, is told in report.md, which comes with this file.",
    ),
    "drop": Both(
        zh="第 {number} 题在原文中出现两次（第 {lost} 行和第 {kept} 行），保留较好的一份。",
        en="Question {number} stands in the article twice (lines {lost} and {kept}); the better "
        "copy was kept.",
    ),
    "own": Both(
        zh="编者增补或改写了 {own} 处，均标有 +；勘误 {errata} 条，见第 {where} 题。",
        en="The editor added or rewrote {own} statements, each marked +, and wrote {errata} "
        "errata, to questions {where}.",
    ),
    "english": Both(
        zh="英文 {units} 段，逐段对照中文校订：中文一改，英文未经重新校订便不能付印。",
        en="The English, {units} passages, is edited against the Chinese one by one: when the "
        "Chinese changes, nothing is printed until its English has been read again.",
    ),
    "script": Both(
        zh="繁体字由简体文本经 OpenCC 转换，并按当地用语更换术语。",
        en="The Traditional script is converted from the Simplified text by OpenCC, with the "
        "region’s own terms.",
    ),
    "code": Both(
        zh="代码在原文中失去了换行和缩进；有把握时才予还原，其余字符一概不动。还原后的代码均实际"
        "运行过，未另注明的都在沙箱中运行，所印即其输出。运行记录：",
        en="The article’s code had lost its line breaks and indentation. They were put back only "
        "where there is hardly a doubt, and no other character was changed. The restored code was "
        "run, in a sandbox unless it is said otherwise, and its output is what is printed here. "
        "The runs:",
    ),
    "labs": Both(
        zh="另有 {count} 道题各附一个实验：断言答案所言的小程序，由编者编写，以同样的方式运行，"
        "所印即其输出。",
        en="{count} questions have a lab: a small program by the editor that asserts what the "
        "answer says. Each was run in the same way, and what it printed is what stands here.",
    ),
}


def story_data(matter: Matter) -> Data:
    """Return the sentences, the counts of corrections by class, and the runs."""
    book = matter.book
    return {
        "told": [_both(told, book.edition) for told in _told(matter)],
        "classes": [
            {**_both(_CLASSES[kind], book.edition), "count": count}
            for kind, count in _by_class(matter.trail)
        ],
        "code": _both(_TOLD["code"], book.edition),
        "labs": _labs(book),
        "runs": [
            _run(question.entry.number, run)
            for question in book.questions
            for answer in question.answers
            for run in answer.runs
        ],
    }


def _labs(book: Book) -> Data | None:
    """Return how many questions have a lab; None for a deck without."""
    count = sum(bool(question.labs) for question in book.questions)
    return _both(_filled("labs", count=count), book.edition) if count else None


def _told(matter: Matter) -> list[Both]:
    book, trail = matter.book, matter.trail
    counts = Counter(fate.kind for fate in trail.fates)
    units = _units(book)
    errata = [pair for pair in units if pair.origin == "erratum"]
    numbers = [*dict.fromkeys(str(int(pair.id[1:].split(".")[0])) for pair in errata)]
    where = ", ".join(numbers[:MOST] + (["…"] if len(numbers) > MOST else []))
    own = sum(pair.own for pair in units)
    told = [
        _filled("lines", all=len(trail.fates), **{kind: counts[kind] for kind in _FATES}),
        *(
            _filled("drop", number=drop.number, lost=_lines(drop.span), kept=_lines(drop.kept))
            for drop in trail.drops
        ),
        *([_filled("own", own=own, errata=len(errata), where=where)] if own and errata else []),
        _filled("english", units=len(units)),
    ]
    return [*told, _TOLD["script"]] if book.edition != "zh-CN" else told


_FATES: Final = ("used", "corrected", "merged", "dropped")


def _lines(span: Span) -> str:
    return str(span).replace("-", "–")


def _filled(name: str, **values: object) -> Both:
    told = _TOLD[name]
    zh = {key: str(value).replace(", ", "、") for key, value in values.items()}
    return Both(zh=told.zh.format(**zh), en=told.en.format(**values))


def _units(book: Book) -> list[Pair]:
    return [pair for question in book.questions for pair in question.entry.units() if pair.zh]


def _by_class(trail: Trail) -> list[tuple[Class, int]]:
    """Return how many wordings were corrected for each class of reasons, in the classes' order."""
    kinds: dict[str, Class] = {rule.id: rule.kind for rule in trail.editor.rules}
    kinds |= {row.unit: row.kind for row in trail.editor.replacements}
    counts = Counter(kinds[edit.rule] for edit in trail.corrections)
    return [(kind, counts[kind]) for kind in _CLASSES if counts[kind]]


def _run(number: int, run: Run) -> Data:
    where = run.environment
    packages = ", ".join(f"{name} {version}" for name, version in sorted(where.packages.items()))
    return {
        "number": number,
        "device": where.device.upper(),
        "processor": f"{where.processor}, {where.system}",
        "versions": f"Python {where.python}, {packages}" if packages else f"Python {where.python}",
        "cost": f"{run.seconds:.1f} s, {run.peak_mib} MiB, {run.ran}",
        "code": f"sha256 {run.code[:16]}…",
    }


def _both(told: Both, edition: Edition) -> Data:
    return {"zh": runs(converted(told.zh, edition)), "en": runs(told.en)}

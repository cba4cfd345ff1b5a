"""The study sheet: its text in order, its outline, its contents, its index, its provenance."""

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from printed import passages, squeezed, words_of
from pypdf import PdfReader
from setting import asked, matter, only, pdf_of, reworded, set_print, with_question

from pipeline.export.pdf.prints import settings
from pipeline.model.book import Book, Question
from pipeline.model.deck import Both, Edition
from pipeline.model.prints import Paper, PrintKind, Shown
from pipeline.prepared import Prepared
from pipeline.stages.edition import edition


@pytest.fixture(scope="module")
def sheet(built: Path) -> PdfReader:
    return PdfReader(built / "study-sheet.pdf")


@pytest.fixture(scope="module")
def extracted(sheet: PdfReader) -> list[str]:
    """Give the text of each page, as readers that know no tags have it."""
    return [page.extract_text() for page in sheet.pages]


@pytest.fixture(scope="module")
def text(built: Path) -> str:
    return words_of(built / "study-sheet.pdf")


def lacking(text: str, wanted: list[str]) -> list[str]:
    """Return what the text does not hold behind what came before it."""
    found, missing = 0, []
    for part in wanted:
        place = text.find(squeezed(part), found)
        if place < 0:
            missing.append(part)
        else:
            found = place + len(squeezed(part))
    return missing


def in_order(book: Book, *langs: str) -> list[str]:
    """Return every text of the book in the order in which it is read."""
    return [
        getattr(pair, lang)
        for topic in book.deck.topics
        for question in book.about(topic)
        for pair in question.entry.units()
        for lang in langs
    ]


# Paper and edition have nothing to do with each other: each is tried with one of the other.
SHEETS: tuple[tuple[Edition, Paper], ...] = (("zh-CN", "a4"), ("zh-TW", "letter"), ("zh-HK", "a4"))


@pytest.mark.parametrize(("wanted", "paper"), SHEETS)
def test_every_unit_is_there_in_both_languages_in_order(
    real: Prepared, wanted: Edition, paper: Paper
) -> None:
    pdf = set_print(matter(real, wanted), asked("sheet", paper=paper))

    assert [] == lacking(words_of(pdf), in_order(edition(real.book, wanted), "zh", "en"))


ALONE: tuple[Shown, ...] = ("zh", "en")


@pytest.mark.parametrize("lang", ALONE)
def test_a_sheet_in_one_language_holds_all_of_it_and_nothing_of_the_other(
    real: Prepared, lang: Shown
) -> None:
    pdf = set_print(matter(real), asked("sheet", lang=lang))
    text, other = words_of(pdf), "en" if lang == "zh" else "zh"

    assert [] == lacking(text, in_order(real.book, lang))
    summaries = [q.entry.summary for q in real.book.questions if q.entry.summary]
    assert not any(squeezed(getattr(pair, other)) in text for pair in summaries)


def test_what_says_the_same_begins_at_the_same_height(real: Prepared) -> None:
    runs = passages(set_print(matter(real), asked("sheet")))
    for question in real.book.questions:
        for section in question.entry.sections:
            for pair in section.points:
                zh, en = (first_run(runs, getattr(pair, lang)) for lang in ("zh", "en"))
                assert zh.page == en.page
                assert abs(zh.bottom - en.bottom) < 1.2, (pair.id, zh, en)
                assert zh.right < en.left


def first_run(runs: Any, text: str) -> Any:
    """Return the run that a text begins with."""
    return run_at(runs, text, range(len(runs)))


def test_code_and_output_are_there_line_by_line(real: Prepared, text: str) -> None:
    answers = [answer for question in real.book.questions for answer in question.answers]

    assert 2 == len(answers)
    for answer in answers:
        run = answer.runs[0]
        printed = (answer.job.code, run.stdout, answer.job.block.driver, run.driver_stdout)
        assert [] == lacking(text, [line for part in printed for line in part.splitlines()])


def test_bookmarks_hold_topics_and_questions(real: Prepared, sheet: PdfReader) -> None:
    topics: list[Any] = [item for item in sheet.outline if not isinstance(item, list)]
    questions = [item for part in sheet.outline if isinstance(part, list) for item in part]

    assert 63 == len(questions)
    titles = [topic.title.zh + topic.title.en for topic in real.book.deck.topics]
    wanted = [*titles, "参考文献 References", "术语索引 Index of terms", "来历 Provenance"]
    assert [squeezed(title) for title in wanted] == [squeezed(str(item.title)) for item in topics]


def question_pages(sheet: PdfReader) -> dict[int, int]:
    """Return the page that the bookmark of each question leads to, counted from 1."""
    items: list[Any] = [i for part in sheet.outline if isinstance(part, list) for i in part]
    return {
        int(str(item.title).split(".", maxsplit=1)[0]): (
            sheet.get_destination_page_number(item) or 0
        )
        + 1
        for item in items
    }


def test_contents_and_the_list_by_number_name_the_right_pages(
    real: Prepared, sheet: PdfReader
) -> None:
    pages = question_pages(sheet)
    contents = "\n".join(page.extract_text() for page in sheet.pages[:3])
    listed = {int(n): int(page) for n, page in re.findall(r"(\d+)\s*→\s*(\d+)", contents)}

    assert set(range(1, 64)) == set(pages)
    assert pages == listed
    for question in real.book.questions:
        number = question.entry.number
        title = re.escape(question.entry.question.en.split()[-1])
        assert re.search(rf"{title}\s+{pages[number]}\b", contents), question.entry.id


def test_no_question_is_stranded_at_the_foot_of_a_page(real: Prepared) -> None:
    """Its head and the beginning of its answer stand on one page, and so does its end."""
    for lang in ("both", "zh", "en"):
        runs = passages(set_print(matter(real), asked("sheet", lang=lang)))
        side = "zh" if lang == "both" else lang
        for question in real.book.questions:
            entry = question.entry
            head = last_run(runs, getattr(entry.question, side))
            if not question.answers and entry.summary:
                first = first_run(runs, getattr(entry.summary, side))
                assert head.page == first.page, entry.id
            for section in entry.sections:
                if section.label.zh:
                    label = first_run(runs, getattr(section.label, side))
                    opened = first_run(runs, getattr(section.points[0], side))
                    assert label.page <= opened.page


def last_run(runs: Any, text: str) -> Any:
    """Return the run that the last occurrence of a text begins with: not that in the contents."""
    return run_at(runs, text, range(len(runs) - 1, -1, -1))


def run_at(runs: Any, text: str, places: range) -> Any:
    wanted = squeezed(text)
    for index in places:
        own = runs[index].squeezed
        if own and wanted.startswith(own):
            ahead = "".join(one.squeezed for one in runs[index : index + 80])
            if ahead.startswith(wanted):
                return runs[index]
    raise AssertionError(text)


def test_no_page_is_left_half_empty_within_a_topic(sheet: PdfReader, built: Path) -> None:
    """A page may end early only where the next one opens a topic or a part of the book."""
    lowest: dict[int, float] = {}
    opens = {
        sheet.get_destination_page_number(item)
        for item in sheet.outline
        if not isinstance(item, list)
    }
    for one in passages(built / "study-sheet.pdf"):
        if not one.artifact:
            lowest[one.page] = max(lowest.get(one.page, 0), one.bottom)
    early = [
        page + 1
        for page, bottom in lowest.items()
        if bottom < 297 * 0.62 and page + 1 not in opens and page + 1 < len(sheet.pages)
    ]
    assert [] == early


def test_attribution(text: str) -> None:
    for part in ("稻草人", "RA/SD 衍生者AI训练营", "https://www.shxcj.com/archives/3903"):
        assert text.count(squeezed(part)) >= 2, "in front, and with the provenance"


def test_provenance_tells_what_was_done_and_where_code_ran(real: Prepared, text: str) -> None:
    told = text[text.index(squeezed(["来历 Provenance", " article has"][0])) :]
    fates = [fate.kind for fate in real.trail.fates]
    counts = (len(fates), *(fates.count(kind) for kind in ("used", "corrected", "merged")))
    for count in counts:
        assert str(count) in told
    for part in ("Question 24 stands in the article twice (lines 125-128 and 129-133)", "事实错误"):
        assert squeezed(part) in told
    for question in real.book.questions:
        for answer in question.answers:
            where = answer.runs[0].environment
            for part in (where.processor, where.python, *where.packages.values()):
                assert squeezed(part) in told


# Where the two columns of the sheet lie on A4, in mm.
COLUMNS = ((25, 97.9), (104.9, 194))
PROSE = {8.3, 9.5, 9.12, 11}


def test_prose_keeps_to_its_column(real: Prepared) -> None:
    runs = passages(set_print(matter(real), asked("sheet")))
    back = max(one.page for one in runs if one.squeezed == squeezed("参考文献"))
    prose = [one for one in runs if one.size in PROSE and not one.artifact and 2 < one.page < back]

    assert len(prose) > 3000
    for one in prose:
        left, right = COLUMNS[one.left > 100]
        assert left - 0.5 <= one.left, one
        assert one.right <= right + 0.5, one


HOSTILE = {
    "a call without blanks": (
        "f(embed_dim=embedding_dim,num_heads=number_heads,batch_first=True) 与 "
        "nn.MultiheadAttention(embed_dim=embedding_dim,num_heads=number_heads,batch_first=True)"
    ),
    "no-break spaces": "alpha\u00a0beta\u00a0gamma\u00a0delta\u00a0epsilon\u00a0zeta\u202ftheta",
    "marks that begin no line": "甲" + "！" * 60 + "ラ" + "ー" * 60,
    "capitals": "W" * 24,
    "markup": '#panic("x") *bold* _x_ $x$ @ref <label> `raw` // note',
    "escapes": "\\u{41} \\ #{ 1 + 1 } [ ] = head",
    "files": '#read("/etc/passwd") #import "base.typ"',
    "a word that never ends": "x" * 400,
    "an address that never ends": "https://example.org/" + "path/" * 80,
}


# The right edge of a page's text, and that of its left column, in mm.
EDGES: dict[PrintKind, tuple[float, float]] = {
    "sheet": (210 - 15.5, 107),
    "booklet": (148.5 - 10.5, 76),
    "quiz": (210 - 17.5, 110),
}


WHERE = [("sheet", "both"), ("sheet", "zh"), ("booklet", "both"), ("quiz", "both")]


@pytest.mark.parametrize(("kind", "lang"), WHERE)
@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_text_never_becomes_markup_nor_leaves_its_column(
    real: Prepared, hostile: str, kind: PrintKind, lang: Shown
) -> None:
    def small(book: Book) -> Book:
        return with_question(reworded(only(book, 1, 2), zh=hostile), 1, told)

    def told(question: Question) -> Question:
        assert question.entry.summary is not None
        summary = replace(question.entry.summary, zh=hostile)
        return replace(question, entry=replace(question.entry, summary=summary))

    pdf = set_print(matter(real, change=small), asked(kind, lang=lang))

    assert squeezed(hostile) in words_of(pdf)
    right, middle = EDGES[kind]
    for run in passages(pdf):
        assert run.right < right, run
        # The quiz asks across the page, and only its key has columns.
        short = kind != "quiz" or run.size < 9
        if lang == "both" and run.left < 40 and short and run.squeezed in squeezed(hostile):
            assert run.right < middle, run


# Heights of their pages, and how near to an edge anything may stand, in mm.
PAGES: dict[PrintKind, tuple[float, float]] = {
    "sheet": (297, 8),
    "booklet": (210, 6),
    "quiz": (297, 8),
}


@pytest.mark.parametrize("count", [30, 60, 130])
@pytest.mark.parametrize("lang", ["both", "zh"])
@pytest.mark.parametrize("kind", PAGES)
def test_a_question_longer_than_pages_leaves_none(
    real: Prepared, kind: PrintKind, lang: Shown, count: int
) -> None:
    zh = "".join(f"第{n}句话还没有写完，下一句马上就来。" for n in range(count))
    en = " ".join(f"Sentence {n} is not the last one, as you see." for n in range(count))
    subject = matter(real, change=lambda book: reworded(only(book, 1, 2, 3), 2, zh=zh, en=en))
    pdf = set_print(subject, asked(kind, lang=lang))

    height, edge = PAGES[kind]
    for run in passages(pdf):
        assert edge < run.top <= run.bottom < height - edge, run
    for text in (zh, en) if lang == "both" else (zh,):
        assert squeezed(text)[:100] in words_of(pdf)
        assert squeezed(text)[-100:] in words_of(pdf)


@pytest.mark.parametrize("kind", PAGES)
def test_a_term_longer_than_pages_leaves_none(real: Prepared, kind: PrintKind) -> None:
    zh, en = "没有尽头的术语" * 70, "an endless term " * 60

    def change(question: Question) -> Question:
        section, *others = question.entry.sections
        point, *more = section.points
        longer = replace(point, zh=f"{zh}：{zh}", en=f"{en.strip()}: {en.strip()}.")
        sections = (replace(section, points=(longer, *more)), *others)
        return replace(question, entry=replace(question.entry, sections=sections))

    subject = matter(real, change=lambda book: with_question(only(book, 1, 2), 2, change))
    pdf = set_print(subject, asked(kind))

    height, edge = PAGES[kind]
    assert all(edge < run.top <= run.bottom < height - edge for run in passages(pdf))
    assert squeezed(zh + zh) in words_of(pdf)


def test_running_heads_stay_on_their_pages(real: Prepared) -> None:
    title = Both(zh="大语言模型面试题与参考答案汇编", en="LLM interview questions, answered")
    topic_title = Both(
        zh="大语言模型的训练方法、微调、对齐与评测技术概览",
        en="Training methods, fine-tuning, and alignment of models",
    )

    def named(book: Book) -> Book:
        first, *others = only(book, 1, 2, 3).deck.topics
        topics = (replace(first, title=topic_title), *others)
        deck = replace(book.deck, title=title, topics=topics)
        return replace(only(book, 1, 2, 3), deck=deck)

    for kind in PAGES:
        for wanted in (asked(kind), asked(kind, volume=2)):
            first, *_ = settings(matter(real, change=named), wanted)
            heads = [run for run in passages(pdf_of(first)) if run.artifact and run.top < 20]
            assert heads
            assert min(run.top for run in heads) > 4.5, (kind, wanted.volume)
            by_page = {run.page: {round(run.bottom) for run in heads if run.page} for run in heads}
            assert wanted.volume or all(len(lines) < 3 for lines in by_page.values()), by_page


@pytest.mark.parametrize("kind", [*PAGES, "cheat-sheet", "cards"])
def test_titles_and_names_that_nobody_would_write_are_all_there(
    real: Prepared, kind: PrintKind
) -> None:
    def named(book: Book) -> Book:
        source = book.deck.attribution
        assert source is not None
        source = replace(
            source, publisher="p" * 300, author="站" * 300, url="https://x.org/" + "a" * 300
        )
        title = Both(zh="一份没有尽头的题目汇编" * 20, en="A compilation without an end " * 9)
        small = only(book, 1)
        return replace(small, deck=replace(small.deck, attribution=source, title=title))

    pdf = set_print(matter(real, change=named), asked(kind))
    words = words_of(pdf)
    for part in ("p" * 300, "a" * 300, "站" * 300):
        assert part in re.sub("关于这些卡片|aboutthesecards|i[0-9]+", "", words)
    for run in passages(pdf):
        assert 4 < run.left <= run.right < (148.5 if kind == "booklet" else 210) - 4, run


def test_an_answer_longer_than_pages_is_all_there(real: Prepared) -> None:
    sentence = "这一段话没有尽头，一直写到下一页还没有写完。"
    long = sentence * 300

    def change(question: Question) -> Question:
        summary = question.entry.summary
        assert summary is not None
        entry = replace(question.entry, summary=replace(summary, zh=long))
        return replace(question, entry=entry)

    pdf = set_print(
        matter(real, change=lambda book: with_question(only(book, 1, 2), 1, change)),
        asked("sheet"),
    )

    assert 300 == words_of(pdf).count(squeezed(sentence))
    assert all(run.bottom < 297 - 8 for run in passages(pdf))


def test_symbols_have_indices_and_numbers_keep_their_units(real: Prepared) -> None:
    runs = passages(set_print(matter(real, change=lambda b: only(b, 4, 19)), asked("sheet")))

    indices = [run for run in runs if run.text.strip() == "k"]
    assert len(indices) >= 4
    for index in indices:
        before = runs[runs.index(index) - 1]
        assert before.text.endswith("d")
        assert index.size < before.size
        assert index.bottom > before.bottom
    numbers = [n for n, run in enumerate(runs) if re.search(r"\b160\s*$", run.text)]
    assert 2 == len(numbers)
    assert all(runs[n + 1].left > runs[n].right for n in numbers), "a unit begins no line"


def test_references_stand_in_the_order_of_the_names_shown(text: str) -> None:
    names = ("Cui et al.", "Cyberspace Administration", "DeepSeek-AI", "Liu et al. 2019", "H. Liu")
    start = text.index(squeezed("参考文献 References Abadi"))
    places = [text.index(squeezed(name), start) for name in names]
    assert sorted(places) == places


def test_the_index_names_the_pages_of_its_terms(extracted: list[str]) -> None:
    pages = [squeezed(page) for page in extracted]
    first = next(i for i, page in enumerate(pages) if squeezed("中文（按拼音）") in page)
    index = "\n".join(extracted[first:])

    for name, text in (
        ("PagedAttention", "PagedAttention"),
        ("梯度检查点", "解释梯度检查点及其对训练效率"),
    ):
        page = next(i for i, held in enumerate(pages, 1) if i > 3 and squeezed(text) in held)
        found = re.search(rf"{name}\s+([\d,\s]+)", index)
        assert found is not None
        assert str(page) in re.split(r"[,\s]+", found[1].strip())


def test_every_concept_but_the_books_subject_stands_in_both_indexes(
    real: Prepared, text: str
) -> None:
    concepts = [c for c in real.book.concepts if c.term.zh != "大语言模型"]
    assert len(concepts) >= 120
    for concept in concepts:
        assert squeezed(concept.term.zh) in text
        assert squeezed(concept.term.en.replace("(", ", ")) in text


def test_references_are_listed_and_named_beside_what_rests_on_them(
    real: Prepared, text: str
) -> None:
    for reference in real.book.references:
        assert squeezed(f"{reference.short}. {reference.title}") in text
    erratum = real.book.questions[3].entry.errata[0]
    (citation,) = real.book.citations(erratum)
    assert squeezed(f"{erratum.en} [{citation}]") in text


def test_what_the_editor_added_is_marked(real: Prepared, extracted: list[str]) -> None:
    marked = " ".join(extracted)

    added = [p for q in real.book.questions for p in q.entry.units() if p.origin == "added"]
    assert len(added) > 60
    assert marked.count("+") >= 2 * len(added)


def test_a_deck_without_a_source_says_that_it_is_a_draft(real: Prepared) -> None:
    def nameless(book: Book) -> Book:
        return replace(only(book, 1), deck=replace(only(book, 1).deck, attribution=None))

    pdf = PdfReader(io.BytesIO(set_print(matter(real, change=nameless), asked("sheet"))))
    assert "Draft: names no source" in pdf.pages[0].extract_text()

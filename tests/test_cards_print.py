"""Flashcards to cut: fronts and backs register, nothing is cut off, cards continue others."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import pytest
from printed import Passage, passages, squeezed
from setting import asked, matter, only, reworded, set_print, with_question

from pipeline.model.book import Book, Question
from pipeline.model.deck import Both, Edition
from pipeline.model.matter import Matter
from pipeline.model.note import CodeNote, QuestionNote, TermNote
from pipeline.model.prints import Print, Shown
from pipeline.prepared import Prepared

# In mm, as the template has them.
MARGIN, PAD = 10, 4.5
SIZES = {"a4": (210, 297), "letter": (215.9, 279.4)}
FLOOR, NUMBER = 7, 9
NEAR = 0.05
LAST = re.compile("关于这些卡片|關於這些卡片|Aboutthesecards")


@dataclass(frozen=True, kw_only=True)
class Side:
    """One side of one card as it lies on the paper: its cell, its head, and what stands below."""

    page: int
    column: int
    row: int
    head: str
    body: str
    runs: tuple[Passage, ...]

    @property
    def label(self) -> str:
        """The card's number, its side letter, and its part: `12Q·1/2`; `last` for the last."""
        found = re.search(r"T?\d+(\.\d+)?[QA](·\d+/\d+)?", self.head)
        assert found or LAST.search(self.head), self.head
        return found[0] if found else "last"


def sides(pdf: bytes, wanted: Print) -> list[Side]:
    """Return every side with anything on it, page by page, in the order in which it is read."""
    width, height = SIZES[wanted.paper]
    cell = ((width - 2 * MARGIN) / wanted.columns, (height - 2 * MARGIN) / wanted.rows)
    dx, dy = wanted.offset or (0, 0)
    found: dict[tuple[int, int, int], list[Passage]] = {}
    for run in passages(pdf):
        if not run.squeezed and not run.text.strip():
            continue
        back = wanted.flip != "fold" and run.page % 2
        x, y = run.left - MARGIN - (dx if back else 0), run.top - MARGIN - (dy if back else 0)
        place = (run.page, int(x // cell[0]), int(y // cell[1]))
        assert 0 <= place[1] < wanted.columns, run
        assert 0 <= place[2] < wanted.rows, run
        left, top = place[1] * cell[0], place[2] * cell[1]
        inside = (
            x - left,
            y - top,
            run.right - run.left + x - left,
            run.bottom - run.top + y - top,
        )
        assert inside[0] >= PAD - 0.5, ("cut off at the left", run)
        assert inside[2] <= cell[0] - PAD + 0.5, ("cut off at the right", run)
        assert inside[1] >= PAD - 0.5, ("cut off at the top", run)
        assert inside[3] <= cell[1] - PAD + 0.5, ("cut off at the bottom", run)
        assert run.size >= FLOOR - 0.001, ("too small", run)
        found.setdefault(place, []).append(run)
    return [_side(place, runs, cell) for place, runs in found.items()]


def _side(place: tuple[int, int, int], runs: list[Passage], cell: tuple[float, float]) -> Side:
    # The head is drawn first; it ends with the number, which alone is so large, Q or A, a part.
    number = next(n for n, run in enumerate(runs) if run.size == NUMBER and not run.artifact)
    line = runs[number]
    end = next(
        (n for n in range(number + 1, len(runs)) if abs(runs[n].bottom - line.bottom) > 1),
        len(runs),
    )
    narrow = cell[0] < 70
    if narrow:
        topic = runs[end].bottom
        end = next((n for n in range(end, len(runs)) if abs(runs[n].bottom - topic) > 1), len(runs))
    head, body = runs[:end], runs[end:]
    lowest = max(run.bottom for run in head)
    assert all(run.top >= lowest - 0.4 for run in body), "the head and the card overlap"
    assert [] == [pair for pair in combinations(runs, 2) if overlap(*pair)]
    return Side(
        page=place[0],
        column=place[1],
        row=place[2],
        head="".join(run.text for run in head).replace(" ", "").replace("\u200b", ""),
        body="".join(run.squeezed for run in body),
        runs=tuple(runs),
    )


def overlap(one: Passage, other: Passage) -> bool:
    """Say whether two runs stand on each other by more than their letters' own boxes do."""
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    return wide > 1 and high > 0.9


def faced(all_sides: list[Side], wanted: Print) -> Iterator[tuple[Side, Side]]:
    """Pair each front with what is printed behind it on the paper that the printer has turned."""
    by_place = {(one.page, one.column, one.row): one for one in all_sides}
    for one in all_sides:
        if one.page % 2 == 0:
            column, row = one.column, one.row
            if wanted.flip == "short":
                row = wanted.rows - 1 - row
            else:
                column = wanted.columns - 1 - column
            yield one, by_place.pop((one.page + 1, column, row))
    assert not [one for one in by_place.values() if one.page % 2], "a back without a front"


LAYOUTS: dict[str, dict[str, Any]] = {
    "both languages, long edge": {},
    "Chinese, 2x4": {"lang": "zh"},
    "English, 2x4, short edge, Letter": {"lang": "en", "flip": "short", "paper": "letter"},
    "12 a page": {"lang": "zh", "cards_per_page": "3x4"},
    "the back moved": {"lang": "en", "offset": (1.5, -2)},
    "the back moved, short edge": {"offset": (-0.5, 2), "flip": "short", "cards": ("term",)},
}


SMALL: dict[str, dict[str, Any]] = {
    "12 a page, long English words": {"lang": "en", "cards_per_page": "3x4"},
    "24 a page": {"cards_per_page": "4x6"},
    "flat cells, Letter": {"cards_per_page": "3x6", "paper": "letter"},
}


@pytest.mark.parametrize("options", LAYOUTS.values(), ids=LAYOUTS)
def test_fronts_and_backs_register(real: Prepared, options: dict[str, Any]) -> None:
    # Every other question has cards of every length.
    registered(
        matter(real, change=lambda book: only(book, *range(1, 64, 2))), asked("cards", **options)
    )


@pytest.mark.parametrize("options", SMALL.values(), ids=SMALL)
def test_fronts_and_backs_of_small_cards_register(real: Prepared, options: dict[str, Any]) -> None:
    # The longest words of the deck, code, and terms that are names.
    some = (1, 8, 18, 23, 34, 38, 39, 57)
    registered(matter(real, change=lambda book: only(book, *some)), asked("cards", **options))


def registered(subject: Matter, wanted: Print) -> None:
    """Assert that each back lies behind its front, says the same number, and the same topic."""
    pairs = list(faced(sides(set_print(subject, wanted), wanted), wanted))

    assert len(pairs) > 50
    for front, back in pairs:
        assert front.label.replace("Q", "A") == back.label
        assert (
            front.head.split(front.label)[0]
            .replace("续·continued", "")
            .replace("continued", "")
            .replace("续", "")
            == back.head.split(back.label)[0]
        ), "the topic on both sides"


@pytest.mark.parametrize("flip", ["long", "short"])
def test_both_sides_lie_at_the_same_distance_from_the_cuts(real: Prepared, flip: Any) -> None:
    wanted = asked("cards", flip=flip, cards=("term",))
    moved = asked("cards", flip=flip, cards=("term",), offset=(1.25, -0.75))
    plain, shifted = (passages(set_print(matter(real), one)) for one in (wanted, moved))

    # The marks on the back are those on the front, seen from behind.
    assert len(plain) == len(shifted)
    for one, other in zip(plain, shifted, strict=True):
        dx, dy = (1.25, -0.75) if one.page % 2 else (0, 0)
        assert abs(other.left - one.left - dx) < NEAR
        assert abs(other.top - one.top - dy) < NEAR


@pytest.mark.parametrize("wanted_edition", ["zh-CN", "zh-TW"])
def test_everything_stands_on_the_cards_in_order(real: Prepared, wanted_edition: Edition) -> None:
    subject, wanted = matter(real, wanted_edition), asked("cards")
    pairs = list(faced(sides(set_print(subject, wanted), wanted), wanted))
    fronts, backs = gathered(pairs)

    for note in subject.notes:
        key = subject.serials.get(note.id, str(note.question.entry.number))
        front, back = fronts[key], backs[key]
        if isinstance(note, QuestionNote):
            entry = note.question.entry
            assert squeezed(entry.question.zh) in front
            assert squeezed(entry.question.en) in front
            place = 0
            for pair in entry.units():
                for text in (pair.zh, pair.en):
                    if pair is not entry.question:
                        at = back.find(squeezed(text), place)
                        # A long point that is split has its Chinese on one card, its English after.
                        assert at >= 0, (key, text, back)
                        place = at
        if isinstance(note, TermNote):
            term = note.concept.term
            assert squeezed(term.en) in back
            assert term.define is None or squeezed(term.define.en)[-12:] in front + back
        if isinstance(note, CodeNote):
            for text in (note.card.ask.zh, note.card.ask.en, note.card.probe):
                assert squeezed(text) in front
            for text in (note.card.why.zh, note.card.why.en):
                assert squeezed(text) in back


def gathered(pairs: list[tuple[Side, Side]]) -> tuple[dict[str, str], dict[str, str]]:
    """Return what all cards of one number say together, on their fronts and on their backs."""
    fronts: dict[str, str] = {}
    backs: dict[str, str] = {}
    for front, back in pairs:
        key = re.split(r"[QA]", front.label)[0]
        fronts[key] = fronts.get(key, "") + front.body
        backs[key] = backs.get(key, "") + back.body
    return fronts, backs


def test_all_kinds_are_printed_and_only_those_wanted(real: Prepared) -> None:
    subject = matter(real)
    counts = {"question": 63, "term": 173, "code": 8 + 4}
    for kind, count in counts.items():
        wanted = asked("cards", cards=(kind,), lang="zh" if kind == "question" else "both")
        pairs = faced(sides(set_print(subject, wanted), wanted), wanted)
        labels = {re.split(r"[QA]", front.label)[0] for front, _ in pairs}
        assert count == len(labels - {"last"})


def without_labs(question: Question) -> Question:
    return replace(question, labs=())


SENTENCE = "这一句话没有尽头地写下去，直到卡片也放不下为止。"


def long_answer(question: Question) -> Question:
    entry = question.entry
    assert entry.summary is not None
    summary = replace(entry.summary, zh=SENTENCE * 60, en="This sentence goes on and on. " * 90)
    return replace(question, entry=replace(entry, summary=summary))


def long_topic(book: Book) -> Book:
    """Return the book with a topic whose name takes more than a card."""
    (topic,) = book.deck.topics
    named = replace(topic, title=Both(zh="没有尽头的专题名" * 40, en="A topic without end " * 30))
    questions = tuple(replace(question, topic=named) for question in book.questions)
    return replace(book, deck=replace(book.deck, topics=(named,)), questions=questions)


CALL = (
    "nn.MultiheadAttention(embed_dim=embedding_dim,num_heads=number_heads,batch_first=True,"
    "kdim=key_dim_of,vdim=value_dim_of)"
)
ACCENTED = "约鲁巴语的 ẹ́kọ́ 与 ọ̀rọ̀ 两词声调不同，GPT-3\u0302 也是。"
# A line breaks where the blanks seem to be in none of these.
STUCK = (
    "alpha\u00a0beta\u00a0gamma\u00a0delta\u00a0epsilon\u00a0zeta\u00a0eta\u00a0theta\u00a0lambda"
)
HOSTILE: dict[str, Callable[[Book], Book]] = {
    "a call without blanks": lambda book: reworded(
        book, 2, zh=f"什么是 {CALL}？", en=f"What is {CALL}?"
    ),
    "marks on letters of another run": lambda book: reworded(
        book, 2, zh=ACCENTED * 40 + "最后一句。", en="Some GPT-3\u0302 of it. " * 60 + "The last."
    ),
    "no-break spaces": lambda book: reworded(
        book, 2, zh=f"什么是 {STUCK}？", en=f"What is {STUCK}?"
    ),
    "figures with hyphens": lambda book: reworded(
        book, 2, zh="1234-5678-9012-3456-78 是什么？", en="What is 1234-5678-9012-3456-7890?"
    ),
    "capitals": lambda book: reworded(book, 2, zh="W" * 24 + " 是什么？", en="What is " + "W" * 20),
    "marks that begin no line": lambda book: reworded(book, 2, zh="甲" + "！" * 60 + "ー" * 70),
    "a topic that never ends": long_topic,
    "an answer of many cards": lambda book: with_question(book, 2, long_answer),
    "a question longer than a card": lambda book: reworded(
        book, 2, zh=SENTENCE * 30, en="A question that goes on and on. " * 60
    ),
    "a word that never ends": lambda book: reworded(book, 2, zh="x" * 700, en="y" * 700),
    "an address": lambda book: reworded(book, 2, zh="https://example.org/" + "path/" * 60),
    "markup": lambda book: reworded(book, 2, zh='#panic("x") *b* $x$ @ref <label> `raw` \\u{41}'),
}


@pytest.mark.parametrize("grid", ["2x3", "4x6"])
@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE)
def test_nothing_is_ever_cut_off(real: Prepared, change: Callable[[Book], Book], grid: str) -> None:
    subject = matter(real, change=lambda book: change(only(book, 1, 2)))
    wanted = asked("cards", cards=("question",), cards_per_page=grid)
    fronts, backs = gathered(list(faced(sides(set_print(subject, wanted), wanted), wanted)))

    entry = next(q for q in subject.book.questions if q.entry.number == 2).entry
    for pair in entry.units():
        for text in (pair.zh, pair.en):
            there = fronts["2"] if pair is entry.question else backs["2"]
            # Split between the languages, so that each of them is read on in one go.
            assert holds(there, squeezed(text)), pair.id


def holds(there: str, text: str) -> bool:
    """Say whether a text is there whole, maybe with cards of the other language in between."""
    if text in there:
        return True
    left, place = text, 0
    while left:
        size = next((n for n in range(len(left), 3, -1) if left[:n] in there[place:]), 0)
        if not size:
            return False
        place = there.index(left[:size], place) + size
        left = left[size:]
    return True


NAMES: dict[str, tuple[str, str]] = {
    "a long name": ("将多种语言的语料混合在一起进行联合训练的大规模词元级预训练方法", "a " * 30),
    "a long word": ("超参数", "hyperparameterization-of-everything"),
    "words as long as columns": ("x" * 24, "overparameterization " * 9),
    "a name that never ends": ("没有尽头的术语" * 60, "an endless term " * 50),
}


@pytest.mark.parametrize(
    "options", [{"paper": "letter", "cards_per_page": "3x6"}, {"flip": "fold"}]
)
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_names_of_terms_stay_on_their_cards(
    real: Prepared, name: tuple[str, str], options: dict[str, Any]
) -> None:
    zh, en = name

    def renamed(book: Book) -> Book:
        first, *others = only(book, 1).concepts
        term = replace(first.term, zh=zh, en=en.strip(), pinyin="chāo cān shù " * (len(zh) // 3))
        return replace(only(book, 1), concepts=(replace(first, term=term), *others))

    wanted = asked("cards", cards=("term",), **options)
    found = sides(set_print(matter(real, change=renamed), wanted), wanted)

    text = "".join(one.body for one in found if one.label.startswith("T1"))
    for part in (zh, en):
        assert sum(part.count(c) for c in "语超x没") <= sum(text.count(c) for c in "语超x没")
        assert squeezed(part)[:12] in text
        assert squeezed(part)[-6:] in text


POINT = "这一点的解释写得很长，一张卡片放不下，所以要分到几张卡片上去。" * 6


@pytest.mark.parametrize("grid", ["2x4", "4x6"])
def test_a_point_in_one_language_goes_on_where_it_was_cut(real: Prepared, grid: str) -> None:
    """No bullet stands alone, and no part of the text is told twice."""

    def lengthened(question: Question) -> Question:
        section, *others = question.entry.sections
        point, *more = section.points
        longer = replace(section, points=(replace(point, zh=f"术语：{POINT}"), *more))
        return replace(question, entry=replace(question.entry, sections=(longer, *others)))

    subject = matter(real, change=lambda book: with_question(only(book, 1, 2), 2, lengthened))
    wanted = asked("cards", cards=("question",), lang="zh", cards_per_page=grid)
    found = sides(set_print(subject, wanted), wanted)

    for side in found:
        for run in side.runs:
            if run.text.strip() in {"•", "+"}:
                assert [one for one in side.runs if one.left > run.right and near(one, run)]
    _, backs = gathered(list(faced(found, wanted)))
    assert squeezed("术语：" + POINT) in backs["2"]


def near(one: Passage, other: Passage) -> bool:
    """Say whether two runs stand on the same line."""
    return min(one.bottom, other.bottom) > max(one.top, other.top)


@pytest.mark.parametrize("lang", ["both", "en", "zh"])
def test_the_last_card_says_whose_text_is_on_the_cards(real: Prepared, lang: Shown) -> None:
    wanted = asked("cards", cards=("code",), lang=lang)
    (*_, (front, back)) = faced(sides(set_print(matter(real), wanted), wanted), wanted)

    deck = real.book.deck
    assert deck.attribution is not None
    title, terms = deck.title, deck.attribution.terms
    assert squeezed(title.en if wanted.lang == "en" else title.zh) in front.body
    for part in (deck.attribution.publisher, deck.attribution.author, deck.attribution.url):
        assert squeezed(part) in back.body
    assert squeezed(terms.en if wanted.lang == "en" else terms.zh) in back.body


def test_the_last_card_of_a_draft_says_that_it_is_one(real: Prepared) -> None:
    subject = matter(
        real,
        change=lambda book: replace(
            only(book, 1), deck=replace(only(book, 1).deck, attribution=None)
        ),
    )
    wanted = asked("cards")
    (*_, (_, back)) = faced(sides(set_print(subject, wanted), wanted), wanted)
    assert squeezed("Draft: names no source; do not pass it on.") in back.body


def test_continued_cards_say_so_and_lie_behind_each_other(real: Prepared) -> None:
    subject = matter(real, change=lambda book: with_question(only(book, 1, 2), 2, long_answer))
    wanted = asked("cards", cards=("question",))
    pairs = list(faced(sides(set_print(subject, wanted), wanted), wanted))
    parts = [front.label for front, _ in pairs if front.label.startswith("2Q")]

    assert [f"2Q·{n}/{len(parts)}" for n in range(1, len(parts) + 1)] == parts
    assert len(parts) > 2
    asked_for = squeezed(subject.book.questions[1].entry.question.zh)
    for front, _ in pairs:
        if front.label.startswith("2Q"):
            assert asked_for in front.body, "every card of a question asks it"
            assert ("continued" in front.head) == (not front.label.startswith("2Q·1/"))


def test_a_short_deck_has_no_continued_cards(real: Prepared) -> None:
    subject, wanted = matter(real), asked("cards", cards=("term",))

    assert not [s for s in sides(set_print(subject, wanted), wanted) if "/" in s.label]


def test_long_code_goes_on_line_by_line(real: Prepared) -> None:
    subject = matter(real, change=lambda book: only(book, 38, 39))
    wanted = asked("cards", cards=("code",), cards_per_page="3x4")
    fronts, _ = gathered(list(faced(sides(set_print(subject, wanted), wanted), wanted)))

    for note in subject.notes:
        if isinstance(note, CodeNote) and note.card.probe:
            place = 0
            for line in (*note.answer.job.code.splitlines(), *note.card.probe.splitlines()):
                at = fronts[subject.serials[note.id]].find(squeezed(line), place)
                assert at >= 0, line
                place = at


def test_code_breaks_where_python_goes_on(real: Prepared) -> None:
    """Inside brackets, and a card does not begin with what closes them."""
    subject = matter(real, change=lambda book: with_question(only(book, 39), 39, without_labs))
    wanted = asked("cards", cards=("code",))
    found = sides(set_print(subject, wanted), wanted)

    lines = [line for side in found if "Q" in side.label for line in code_lines(side)]
    assert len(lines) > 100
    assert [] == [line for line in lines if line.endswith((".", "=", ". ", "= "))]
    assert [line for line in lines if line.rstrip().endswith("(")]
    heads = [
        code_lines(side)[0].strip() for side in found if "·2/" in side.label and "Q" in side.label
    ]
    assert heads
    assert [] == [head for head in heads if head.startswith((")", "]", "}"))]


def code_lines(side: Side) -> list[str]:
    """Return the lines below the question: a run further left than the one before begins one."""
    runs = [run for run in side.runs if run.size <= 8]
    lines: list[str] = []
    for before, run in zip([None, *runs], runs, strict=False):
        if before is None or run.left <= before.left:
            lines.append("")
        lines[-1] += run.text
    return lines


def test_hints_in_chinese_have_chinese_brackets(real: Prepared) -> None:
    wanted = asked("cards", cards=("term",), lang="zh")
    told = "".join(run.text for run in passages(set_print(matter(real), wanted)))
    assert "（指" in told
    assert "(指" not in told


def test_cards_to_fold_have_both_sides_beside_each_other(real: Prepared) -> None:
    wanted = asked("cards", lang="zh", flip="fold")
    some = matter(real, change=lambda book: only(book, *range(1, 64, 3)))
    found = sides(set_print(some, wanted), wanted)
    by_place = {(one.page, one.column, one.row): one for one in found}

    fronts = [one for one in found if one.column == 0]
    assert len(found) == 2 * len(fronts) > 100
    for front in fronts:
        back = by_place[front.page, 1, front.row]
        assert front.label.replace("Q", "A") == back.label


def test_type_is_as_large_as_fits(real: Prepared) -> None:
    """A short answer is set large, and no card is continued that would fit at the floor."""
    subject = matter(real)
    wanted = asked("cards", cards=("question",), lang="zh")
    found = sides(set_print(subject, wanted), wanted)
    sizes = {side.label: max(run.size for run in side.runs if run.size != 9) for side in found}

    backs = {label: size for label, size in sizes.items() if "A" in label}
    assert max(backs.values()) >= 10
    assert min(backs.values()) < 9

"""Quiz and key, cheat sheet, booklet and calibration page."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from printed import lines_of, passages, squeezed, words_of
from setting import asked, matter, only, pdf_of, set_print
from test_sheet import in_order, lacking

from pipeline.export.pdf.prints import SHEETS, settings
from pipeline.model.article import Pair
from pipeline.model.book import Book, Question
from pipeline.model.deck import EDITIONS, Both, Edition
from pipeline.model.glossary import Term
from pipeline.model.note import TermNote
from pipeline.model.prints import Paper, PrintKind, Shown
from pipeline.prepared import Prepared
from pipeline.press.impose import impose
from pipeline.stages.edition import edition

LANGS: tuple[Shown, ...] = ("both", "zh", "en")
PAPERS: dict[Paper, tuple[float, float]] = {"a4": (210, 297), "letter": (215.9, 279.4)}
NEAR = 0.05
# Lines are some tenths of a millimetre longer than from end to end: they have a thickness.
THICK = 0.4


def spoken(question: Question) -> Iterator[Pair | Both]:
    """Yield what a key says, in its order."""
    units = question.entry.units()
    yield next(units)
    yield from (a.job.block.note for a in question.answers if a.job.block.note)
    yield from units


@pytest.mark.parametrize("wanted_edition", EDITIONS)
def test_a_quiz_asks_everything_and_its_key_answers_it_in_order(
    real: Prepared, wanted_edition: Edition
) -> None:
    text = words_of(set_print(matter(real, wanted_edition), asked("quiz")))
    book = edition(real.book, wanted_edition)
    # Every unit, errata included, and what is said about the code.
    answers = [
        half
        for topic in book.deck.topics
        for question in book.about(topic)
        for part in spoken(question)
        for half in (part.zh, part.en)
    ]

    quiz, key = text.split(squeezed("答案 Answer key"), 1)
    assert [] == lacking(key, answers)
    for question in book.questions:
        assert 1 == quiz.count(squeezed(question.entry.question.en))
        assert question.entry.summary is None or squeezed(question.entry.summary.zh) not in quiz


def test_a_shuffled_quiz_tells_its_seed_and_its_key_has_the_same_order(real: Prepared) -> None:
    wanted = asked("quiz", order="shuffle", seed=7, count=8)
    text = words_of(set_print(matter(real), wanted))
    quiz, key = text.split(squeezed("答案 Answer key"), 1)
    by_number = {q.entry.number: q.entry for q in real.book.questions}
    questions = [by_number[n].question.zh for n in (6, 16, 8, 40, 39, 57, 15, 49)]

    for part in (quiz, key):
        assert squeezed("随机排列，种子 7 · Shuffled, seed 7") in part
        assert squeezed("抽取 8 题，共 63 题 · 8 questions out of 63") in part
        assert [] == lacking(part, questions)


def test_a_quiz_in_volumes_is_picked_and_shuffled_before_it_is_cut(real: Prepared) -> None:
    whole, *none = settings(matter(real), asked("quiz", order="shuffle", seed=7, count=8))
    parts = settings(matter(real), asked("quiz", order="shuffle", seed=7, count=8, volume=3))

    assert [] == none
    asked_for = [[q.entry.number for q in one.matter.book.questions] for one in (whole, *parts)]
    assert [[6, 16, 8, 40, 39, 57, 15, 49], [6, 16, 8], [40, 39, 57], [15, 49]] == asked_for
    assert ["1of3", "2of3", "3of3"] == [one.name.split(".")[1] for one in parts]
    text = words_of(pdf_of(parts[1]))
    assert squeezed("第 2 卷，共 3 卷 · Volume 2 of 3") in text
    assert squeezed("抽取 8 题，共 63 题") in text


@pytest.mark.parametrize(("kind", "times"), [("quiz", 2), ("cheat-sheet", 1)])
@pytest.mark.parametrize("lang", LANGS)
def test_small_prints_name_the_source(
    real: Prepared, kind: PrintKind, times: int, lang: Shown
) -> None:
    source = real.book.deck.attribution
    assert source is not None
    text = words_of(set_print(matter(real), asked(kind, lang=lang)))
    for part in (source.publisher, source.author):
        assert times * (2 if lang == "both" else 1) == text.count(squeezed(part))
    assert times == text.count(squeezed(source.url))


@pytest.mark.parametrize("kind", ["quiz", "cheat-sheet"])
def test_small_prints_of_a_draft_say_that_it_is_one(real: Prepared, kind: PrintKind) -> None:
    def nameless(book: Book) -> Book:
        return replace(only(book, 1), deck=replace(only(book, 1).deck, attribution=None))

    text = words_of(set_print(matter(real, change=nameless), asked(kind)))
    assert squeezed("草稿：未注明来源，请勿传播。") in text


def test_there_is_room_to_write(real: Prepared) -> None:
    """Each question is followed, on its page, by lines that are 8 mm apart."""
    subject = matter(real)
    pdf = set_print(subject, asked("quiz"))
    for page in range(3):
        rules = sorted({line.top for line in lines_of(pdf, page) if line.wide > 150})
        apart = [round(b - a, 1) for a, b in pairwise(rules)]
        assert apart.count(8.0) >= 8


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("lang", LANGS)
def test_the_glossary_stands_on_two_pages(real: Prepared, lang: Shown, paper: Paper) -> None:
    subject = matter(real)
    pdf = set_print(subject, asked("cheat-sheet", lang=lang, paper=paper))
    runs, text = passages(pdf), words_of(pdf)

    assert {0, 1} == {run.page for run in runs}
    assert min(run.size for run in runs) >= 6.5
    for note in subject.notes:
        if isinstance(note, TermNote):
            term = note.concept.term
            side = "en" if lang == "en" else "zh"
            assert squeezed(getattr(term, side)) in text
            assert lang != "both" or squeezed(term.en) in text
            assert term.define is None or squeezed(getattr(term.define, side)) in text


def test_a_glossary_too_long_for_two_pages_takes_more_and_loses_nothing(real: Prepared) -> None:
    subject = matter(real)
    terms = tuple(note for note in subject.notes if isinstance(note, TermNote))
    pdf = set_print(replace(subject, notes=terms * 4), asked("cheat-sheet"))
    runs = passages(pdf)

    assert max(run.page for run in runs) > 2
    assert min(run.size for run in runs) >= 6
    assert words_of(pdf).count(squeezed("梯度检查点")) >= 4


def test_a_definition_longer_than_a_page_is_all_there(real: Prepared) -> None:
    long = "这个定义没有尽头，一直写到下一页。" * 200
    subject = matter(real, change=lambda b: only(b, 1))
    first, second, *_ = (note for note in subject.notes if isinstance(note, TermNote))
    longer = replace(first, concept=replace(first.concept, term=defined(first.concept.term, long)))
    pdf = set_print(replace(subject, notes=(longer, second)), asked("cheat-sheet"))

    assert squeezed(long) in words_of(pdf)
    assert all(run.bottom < 297 - 6 for run in passages(pdf))


def defined(term: Term, zh: str) -> Term:
    return replace(term, define=Both(zh=zh, en="A thing."))


def test_a_booklet_holds_everything_in_order_though_its_pages_are_imposed(real: Prepared) -> None:
    (one,) = settings(matter(real), asked("booklet"))
    assert one.imposed == SHEETS["a4"]
    imposed = impose(pdf_of(one), width=one.imposed[0], height=one.imposed[1])

    assert [] == lacking(words_of(imposed), in_order(real.book, "zh", "en"))


@pytest.mark.parametrize("paper", PAPERS)
def test_a_booklet_s_pages_fill_their_halves(real: Prepared, paper: Paper) -> None:
    (one,) = settings(
        matter(real, change=lambda b: only(b, 1, 2, 3)), asked("booklet", paper=paper)
    )
    assert one.imposed is not None
    width, height = (side * 25.4 / 72 for side in one.imposed)
    runs = passages(impose(pdf_of(one), width=one.imposed[0], height=one.imposed[1]))

    assert (round(width, 1), round(height, 1)) == (PAPERS[paper][1], PAPERS[paper][0])
    for run in runs:
        if run.text.strip():
            half = 0 if run.left < width / 2 else width / 2
            assert half + 5 < run.left < run.right < half + width / 2 - 5, run
            assert 5 < run.top < run.bottom < height - 5


@pytest.mark.parametrize(("paper", "size"), PAPERS.items())
def test_the_calibration_page_measures_what_it_says(
    real: Prepared, paper: Paper, size: tuple[float, float]
) -> None:
    pdf = set_print(matter(real), asked("calibration", paper=paper))
    front, back = lines_of(pdf, 0), lines_of(pdf, 1)
    middle = (size[0] / 2, size[1] / 2)

    assert [line for line in front if abs(line.wide - 100) < THICK and line.high < 1]
    assert [line for line in front if abs(line.high - 100) < THICK and line.wide < 1]
    # The cross stands in the middle, where both ways of turning the paper leave it.
    (down,) = [line for line in front if abs(line.high - 90) < THICK]
    (across,) = [line for line in front if abs(line.wide - 90) < THICK]
    assert abs(down.middle[0] - middle[0]) < NEAR
    assert abs(across.middle[1] - middle[1]) < NEAR
    # Its arms cross the scales of the back, half a millimetre a line, with zero in the middle.
    for side, arm in ((0, down), (1, across)):
        scale = [line for line in back if (line.high > line.wide) == (side == 0)]
        ticks = sorted(line.middle[side] for line in scale)
        assert 33 == len(ticks)
        assert all(abs(tick - middle[side] - (n - 16) / 2) < NEAR for n, tick in enumerate(ticks))
        edge = scale[0].bottom if side == 0 else scale[0].left
        assert arm[1 - side] < edge < arm[3 - side]

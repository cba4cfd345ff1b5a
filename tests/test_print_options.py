"""What people may ask to be printed: in deck.yaml and on the command line, and what is refused."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from setting import asked, matter, only
from support import MINI, deckpress, edit, problems_of, quiet

from pipeline.build import check
from pipeline.checks.prints import check_filled, check_print, check_prints
from pipeline.export.pdf.prints import PRINT_FILE, file_name, print_name, settings
from pipeline.export.pdf.quiz import picked
from pipeline.export.pdf.volumes import volumes
from pipeline.load.source import load_source
from pipeline.model.book import Question
from pipeline.model.deck import EDITIONS
from pipeline.model.matter import Matter
from pipeline.model.prints import PRINTS, Print, PrintKind, grid
from pipeline.outputs import wanted_prints
from pipeline.prepared import Prepared

NAMES = {
    "study-sheet": asked("sheet"),
    "study-sheet-zh-letter": asked("sheet", lang="zh", paper="letter"),
    "cards": asked("cards", flip="long"),
    "cards-en-2x5-short": asked("cards", lang="en", cards_per_page="2x5", flip="short"),
    "cards-term-code-fold": asked("cards", cards=("term", "code"), flip="fold"),
    "cards-off0.5,-1": asked("cards", offset=(0.5, -1)),
    "quiz-shuffled-seed7-20q": asked("quiz", order="shuffle", seed=7, count=20),
    "booklet-letter": asked("booklet", paper="letter"),
}


@pytest.mark.parametrize(("name", "wanted"), NAMES.items(), ids=NAMES)
def test_a_print_is_named_by_what_is_special_about_it(name: str, wanted: Print) -> None:
    assert name == print_name(wanted)
    assert re.fullmatch(PRINT_FILE, f"{name}.pdf")


def test_no_offset_is_no_name() -> None:
    assert "cards" == print_name(asked("cards", offset=(0, 0)))


NOT_PRINTS = ["notes.pdf", "my cards.pdf", "cards.txt", "cards.apkg", "quiz.pdf.bak", "report.md"]


@pytest.mark.parametrize("name", NOT_PRINTS)
def test_other_files_are_no_prints(name: str) -> None:
    assert not re.fullmatch(PRINT_FILE, name)


GRIDS = {"2x4": "2x4", "3X2": "3x2", "4×6": "4x6", "8": "2x4", 6: "2x3", " 12 ": "3x4"}


@pytest.mark.parametrize(("value", "meant"), GRIDS.items())
def test_cards_per_page(value: object, meant: str) -> None:
    assert meant == grid(value)


@pytest.mark.parametrize("value", ["0x4", "5x5", "2x7", "7", "2 by 4", "", "2x4x6", "٨"])
def test_what_is_no_number_of_cards(value: str) -> None:
    with pytest.raises(ValueError, match="columns by rows"):
        grid(value)


REFUSED = {
    "an option of cards on a quiz": (asked("quiz", flip="long"), "`flip` says nothing about"),
    "an option of a quiz on cards": (asked("cards", seed=3), "`seed` says nothing about"),
    "a volume of a calibration page": (asked("calibration", volume=3), "`volume` says nothing"),
    "three columns to fold": (
        asked("cards", flip="fold", cards_per_page="3x4"),
        "can't stand in 3 columns",
    ),
    "an offset of what has no back": (asked("cards", flip="fold", offset=(1, 1)), "no back side"),
    "a kind of cards twice": (asked("cards", cards=("term", "term")), "each kind of cards once"),
    "no kind of cards": (asked("cards", cards=()), "each kind of cards once"),
    "a seed without an effect": (asked("quiz", seed=3), "a seed changes nothing"),
}


@pytest.mark.parametrize(("wanted", "told"), REFUSED.values(), ids=REFUSED)
def test_options_that_say_nothing_are_refused(wanted: Print, told: str) -> None:
    (problem,) = check_print(wanted)
    assert told in problem.message


@pytest.mark.parametrize("wanted", NAMES.values(), ids=NAMES)
def test_options_that_suit_are_taken(wanted: Print) -> None:
    assert [] == list(check_print(wanted))


def test_the_same_print_twice() -> None:
    one = asked("sheet", paper="letter")
    other = replace(one, place=replace(one.place, line=7))

    (problem,) = check_prints((one, asked("sheet"), other))
    assert (7, "this print is asked for already on line 1") == (
        problem.place.line,
        problem.message,
    )


ALIKE = {
    "another volume": (asked("sheet"), asked("sheet", volume=30)),
    "a default said": (asked("cards"), asked("cards", flip="long", offset=(0, 0))),
    "all kinds said": (asked("cards"), asked("cards", cards=("code", "question", "term"))),
    "kinds in another order": (
        asked("cards", cards=("code", "term")),
        asked("cards", cards=("term", "code")),
    ),
    "offsets that differ by less than a name tells": (
        asked("cards", offset=(0.1234567, 0)),
        asked("cards", offset=(0.12345671, 0)),
    ),
    "a quiz by topic": (asked("quiz"), asked("quiz", order="topic")),
}


@pytest.mark.parametrize(("one", "other"), ALIKE.values(), ids=ALIKE)
def test_prints_of_one_name_are_the_same_print(one: Print, other: Print) -> None:
    assert print_name(one) == print_name(other)
    assert 1 == len(list(check_prints((one, other))))


MISTAKES = {
    "an unknown kind": ("{kind: cads}", "prints[0].kind: error: input should be 'sheet', 'cards'"),
    "an unknown key": ("{kind: cards, per_page: 8}", "did you mean `cards_per_page`?"),
    "a grid that is none": (
        "{kind: cards, cards_per_page: 9x9}",
        "error: columns by rows are wanted",
    ),
    "half an offset": ("{kind: cards, offset: [1]}", "value 2 is missing in this list"),
    "an offset too far": ("{kind: cards, offset: [20, 0]}", "less than or equal to 8"),
    "an option of another kind": ("{kind: sheet, seed: 3}", "`seed` says nothing about sheets"),
}


@pytest.mark.parametrize(("row", "told"), MISTAKES.values(), ids=MISTAKES)
def test_mistakes_in_deck_yaml_are_told_with_their_line(mini: Path, row: str, told: str) -> None:
    edit(mini / "deck.yaml", "  - {kind: sheet}\n", f"  - {row}\n")
    line = (mini / "deck.yaml").read_text("utf8").splitlines().index(f"  - {row}") + 1

    found = problems_of(lambda: check(mini, quiet))
    shown = [f"{p.place}: {p.severity}: {p.message} {p.hint}" for p in found]
    assert any(told in text and f"deck.yaml:{line}" in text for text in shown), shown


EMPTY = {
    "a cheat sheet of no terms": ("cheat-sheet", {}, "a cheat sheet of no terms would be empty"),
    "term cards of no terms": ("cards", {"cards": ("term",)}, "the deck has no term cards"),
    "code cards of no code": (
        "cards",
        {"cards": ("code", "term")},
        "the deck has no term or code cards to print",
    ),
}


@pytest.mark.parametrize(("kind", "options", "told"), EMPTY.values(), ids=EMPTY)
def test_a_print_that_would_be_empty_is_an_error(
    real: Prepared, kind: PrintKind, options: dict[str, Any], told: str
) -> None:
    few = only(real.book, 1, 2)
    unlabelled = tuple(replace(question, labs=()) for question in few.questions)
    bare = replace(few, questions=unlabelled, concepts=())
    wanted = asked(kind, **options)

    (problem,) = check_filled(bare, (wanted,))
    assert problem.message.startswith(told)
    assert [] == list(check_filled(real.book, (wanted,)))


def test_terms_that_only_have_two_names_make_cards_in_two_languages_only(real: Prepared) -> None:
    named = tuple(c for c in real.book.concepts if not c.term.same)
    bare = replace(
        real.book, concepts=tuple(replace(c, term=replace(c.term, define=None)) for c in named)
    )
    counts = [
        len(list(check_filled(bare, (asked("cards", cards=("term",), lang=lang),))))
        for lang in ("both", "zh", "en")
    ]
    assert [0, 1, 1] == counts


def test_a_deck_that_asks_for_no_prints_gets_all_that_hold_something(real: Prepared) -> None:
    book = replace(real.book, deck=replace(real.book.deck, prints=None))

    assert list(PRINTS) == [one.kind for one in wanted_prints(book)]
    without = [one.kind for one in wanted_prints(replace(book, concepts=()))]
    assert [kind for kind in PRINTS if kind != "cheat-sheet"] == without


def test_an_empty_print_is_told_by_the_command_and_by_check(mini: Path, tmp_path: Path) -> None:
    (mini / "glossary.yaml").write_text("{}\n", "utf8")
    done = deckpress("print", "cheat-sheet", mini, "--out", tmp_path / "out")
    edit(mini / "deck.yaml", "  - {kind: sheet}\n", "  - {kind: cheat-sheet}\n")
    found = problems_of(lambda: check(mini, quiet))

    told = "a cheat sheet of no terms would be empty"
    assert (1, False) == (done.returncode, (tmp_path / "out").exists())
    assert told in done.stderr
    assert [told] == [problem.message for problem in found]


def test_yaml_s_prints_are_what_the_command_makes() -> None:
    deck = load_source(MINI).deck
    assert deck.prints is not None
    assert ["study-sheet"] == [print_name(one) for one in deck.prints]


def test_the_command_makes_one_print_apart_from_the_build_s(tmp_path: Path) -> None:
    done = deckpress("print", "cards", MINI, "--lang", "zh", "--paper", "letter", "--out", tmp_path)

    assert 0 == done.returncode, done.stderr
    made = tmp_path / "mini" / "own" / "cards-zh-letter.pdf"
    assert done.stdout.startswith(f"{made}  ")
    assert [made] == [path for path in tmp_path.rglob("*") if path.is_file()]


def test_the_command_prints_an_edition_that_the_deck_does_not_build(tmp_path: Path) -> None:
    done = deckpress("print", "quiz", MINI, "--edition", "zh-HK", "--out", tmp_path)

    assert 0 == done.returncode, done.stderr
    assert (tmp_path / "mini" / "own" / "quiz.zh-HK.pdf").exists()


WRONG = {
    "a kind that is none": (["cads"], "'cads' is not one of"),
    "no kind": ([], "Missing argument 'KIND'"),
    "an option of another kind": (["quiz", "--flip", "long"], "--flip says nothing about quizzes"),
    "a grid that is none": (["cards", "--cards-per-page", "9"], "columns by rows are wanted"),
    "an offset that is none": (["cards", "--offset", "1"], "two numbers with a comma"),
    "an offset in words": (["cards", "--offset", "a,b"], "two numbers with a comma"),
    "an offset that is no number": (["cards", "--offset", "nan,0"], "8 mm at most"),
    "an offset too far": (["cards", "--offset", "9,0"], "8 mm at most"),
    "an offset with no number": (["cards", "--offset", "1,nan"], "8 mm at most"),
    "a paper that is none": (["sheet", "--paper", "a5"], "'a5' is not one of"),
    "cards that are none": (["cards", "--cards", "points"], "kinds of cards are question, term"),
    "two options of another kind": (
        ["sheet", "--cards-per-page", "8", "--shuffle"],
        "--cards-per-page says nothing about sheets; it is for cards --shuffle says nothing",
    ),
    "a seed that no name of a file holds": (["quiz", "--seed", "9" * 400], "'--seed'"),
    "a count of none": (["quiz", "--count", "0"], "greater than or equal to 1"),
}


@pytest.mark.parametrize(("arguments", "told"), WRONG.values(), ids=WRONG)
def test_a_wrong_command_ends_with_2_and_writes_nothing(
    tmp_path: Path, arguments: list[str], told: str
) -> None:
    deck = [MINI] if arguments else []
    done = deckpress("print", *arguments, *deck, "--out", tmp_path)

    assert 2 == done.returncode
    assert told in " ".join(done.stderr.split())
    assert not list(tmp_path.iterdir())


def test_a_deck_that_is_not_right_is_not_printed(mini: Path, tmp_path: Path) -> None:
    edit(mini / "deck.yaml", "questions: [3]", "questions: [3, 4]")

    done = deckpress("print", "sheet", mini, "--out", tmp_path / "out")
    assert 1 == done.returncode
    assert not (tmp_path / "out").exists()


def test_volumes_hold_all_questions_and_keep_topics_together(real: Prepared) -> None:
    parts = volumes(matter(real), 20)

    asked_for = [q.entry.number for part in parts for q in questions(part)]
    assert [n for topic in real.book.deck.topics for n in topic.questions] == [
        n for topic in real.book.deck.topics for n in sorted(topic.questions) if n in asked_for
    ] or set(range(1, 64)) == set(asked_for)
    assert 63 == len(asked_for) == len(set(asked_for))
    assert [(n, len(parts)) for n in range(1, len(parts) + 1)] == [
        (part.volume.number, part.volume.of) for part in parts
    ]
    assert all(len(part.book.questions) <= 20 for part in parts)
    homes = [topic.id for part in parts for topic in part.book.deck.topics if topic.questions]
    assert len(homes) == len(set(homes)), "no topic is cut that fits into a volume"
    assert sum(len(part.notes) for part in parts) == len(matter(real).notes)


def questions(part: Matter) -> list[Question]:
    return [q for topic in part.book.deck.topics for q in part.book.about(topic)]


def test_a_topic_larger_than_a_volume_is_cut(real: Prepared) -> None:
    parts = volumes(matter(real), 4)

    assert all(1 <= len(part.book.questions) <= 4 for part in parts)
    assert 63 == sum(len(part.book.questions) for part in parts)


def test_a_deck_that_fits_into_one_volume_is_left_as_it_is(real: Prepared) -> None:
    subject = matter(real)
    assert (subject,) == volumes(subject, 63)


def test_a_volume_holds_only_what_its_questions_name(real: Prepared) -> None:
    for part in volumes(matter(real), 20):
        ids = {q.entry.id for q in part.book.questions}
        assert all(unit.partition(".")[0] in ids for c in part.book.concepts for unit in c.units)
        cited = {c.reference.id for q in part.book.questions for c in part.book.rests_on(q)}
        assert cited == {reference.id for reference in part.book.references}


def test_volumes_are_files_of_their_own(real: Prepared) -> None:
    names = [one.name for one in settings(matter(real, "zh-TW"), asked("sheet", volume=30))]

    assert [f"study-sheet.{n}of3.zh-TW.pdf" for n in (1, 2, 3)] == names
    assert all(re.fullmatch(PRINT_FILE, name) for name in names)


def test_what_holds_no_questions_is_never_cut(real: Prepared) -> None:
    assert ["cheat-sheet.pdf"] == [one.name for one in settings(matter(real), asked("cheat-sheet"))]


def test_an_english_print_is_the_same_for_all_editions(real: Prepared) -> None:
    names = {file_name(matter(real, e), asked("sheet", lang="en")) for e in EDITIONS}
    assert {"study-sheet-en.pdf"} == names


def test_a_seed_gives_the_same_order_for_ever(real: Prepared) -> None:
    ordered = picked(real.book.questions, asked("quiz", order="shuffle", seed=7, count=8))

    # Written down once: a learner who finds the seed on a sheet gets that sheet again.
    assert [6, 16, 8, 40, 39, 57, 15, 49] == [q.entry.number for q in ordered]


def test_a_seed_shuffles_and_loses_nothing(real: Prepared) -> None:
    one, other = (
        [
            q.entry.number
            for q in picked(real.book.questions, asked("quiz", order="shuffle", seed=n))
        ]
        for n in (1, 2)
    )
    assert set(one) == set(other) == set(range(1, 64))
    assert one != other != sorted(other)


def test_a_quiz_of_some_questions_by_topic_keeps_their_order(real: Prepared) -> None:
    book = only(real.book, 1, 2, 3, 4, 5, 7, 8)
    some = [q.entry.number for q in picked(book.questions, asked("quiz", count=4, seed=5))]

    assert 4 == len(some)
    assert some == sorted(some)


def test_more_questions_than_there_are(real: Prepared) -> None:
    assert 63 == len(picked(real.book.questions, asked("quiz", count=1000)))

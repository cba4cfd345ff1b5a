"""The command as a user meets it: outputs, exit codes, messages, and nothing half done."""

import json
import re
import shutil
from pathlib import Path

import pytest
from support import MINI, deckpress, ended_early, sums

OUTPUTS = (
    "mini.apkg",
    "mini.zh-TW.apkg",
    "q003.l1.png",
    "report.md",
    "study-sheet.pdf",
    "study-sheet.zh-TW.pdf",
)


def test_build_says_what_it_made(tmp_path: Path) -> None:
    done = deckpress("build", MINI, "--out", tmp_path)

    assert 0 == done.returncode
    assert list(OUTPUTS) == sorted(path.name for path in (tmp_path / "mini").iterdir())
    for name in OUTPUTS:
        assert re.search(rf"mini/{re.escape(name)}  [\d,]+ kB", done.stdout)
    assert re.search(r"mini: printing, 2 of 2: study-sheet(\.zh-TW)?\.pdf\n", done.stderr)
    assert "\x1b" not in done.stdout + done.stderr


SPOILS = {
    "an empty article": ("article.txt", b"", "mini/article.txt:1: error: the article is empty"),
    "binary junk": ("article.txt", b"\x00\xff\xd8", "mini/article.txt:1: error: byte 0xff"),
    "a YAML typo": ("deck.yaml", b"id: [mini", "mini/deck.yaml:1: error: YAML:"),
    "an empty YAML": ("deck.yaml", b"", "mini/deck.yaml:1: id: error: this key is missing"),
    "a PO typo": ("translations/en.po", b'msgid "', "translations/en.po:1: error: PO syntax"),
    "a correction that fits nothing": (
        "corrections.yaml",
        b"replacements:\n- {unit: q009.summary, kind: MT, was: a, now: b, reason: c}\n",
        "mini/corrections.yaml:2: replacements[0]: error: there is no unit q009.summary",
    ),
    "a duplicate topic id": (
        "deck.yaml",
        (MINI / "deck.yaml").read_bytes().replace(b"id: code", b"id: basics"),
        "error: the topic id basics is used twice",
    ),
}


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the outputs of the small deck as it is."""
    out = tmp_path_factory.mktemp("good")
    assert 0 == deckpress("build", MINI, "--out", out).returncode
    return out


@pytest.mark.parametrize("spoil", SPOILS.values(), ids=SPOILS)
def test_bad_input_is_named_and_changes_nothing(
    mini: Path, good: Path, tmp_path: Path, spoil: tuple[str, bytes, str]
) -> None:
    file, data, message = spoil
    out = Path(shutil.copytree(good, tmp_path / "out"))
    before = sums(out / "mini")
    (mini / file).write_bytes(data)

    done = deckpress("build", mini, "--out", out)

    assert 1 == done.returncode
    assert message in done.stderr
    assert "hint: " in done.stderr
    assert "Traceback" not in done.stderr
    assert before == sums(out / "mini")


def test_check_counts_and_exits_with_one(mini: Path) -> None:
    assert "mini: no problem found" in deckpress("check", mini).stdout
    (mini / "translations" / "en.po").write_text("")

    done = deckpress("check", mini)

    assert 1 == done.returncode
    assert "mini: 16 errors" in done.stderr


def test_warnings_do_not_stop_a_build(mini: Path, tmp_path: Path) -> None:
    article = mini / "article.txt"
    article.write_text(article.read_text(encoding="utf8").replace("的集合。", "的集合"))
    english = mini / "translations" / "en.po"
    english.write_text(english.read_text(encoding="utf8").replace("的集合。", "的集合"))

    done = deckpress("build", mini, "--out", tmp_path / "out")

    assert 0 == done.returncode
    assert "warning: the answer to question 2 has no proper end" in done.stderr


ENDS = [
    ("SIGINT", 130, "loading"),
    ("SIGINT", 130, "printing, "),
]


@pytest.mark.parametrize(("name", "code", "step"), ENDS)
def test_it_ends_early_without_a_traceback_or_a_file(
    tmp_path: Path, name: str, code: int, step: str
) -> None:
    """Ended by Ctrl-C, at the start or amid its prints, it leaves nothing."""
    ended_early(tmp_path, name, code, step)


def test_a_build_leaves_nothing_behind_but_its_outputs(tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    done = deckpress("build", MINI, "--out", tmp_path / "o", TMPDIR=str(scratch))

    assert 0 == done.returncode
    assert not list(scratch.iterdir())


WRONG = {
    "no command": ((), "Usage: "),
    "a misspelt command": (("biuld",), "No such command 'biuld'. Did you mean 'build'?"),
    "a misspelt deck": (("build", "llm-intervew"), "hint: did you mean llm-interview?"),
    "an unknown option": (("check", "--fast"), "No such option: --fast"),
}


@pytest.mark.parametrize(("arguments", "message"), WRONG.values(), ids=WRONG)
def test_wrong_commands_exit_with_two(arguments: tuple[str, ...], message: str) -> None:
    done = deckpress(*arguments)

    assert 2 == done.returncode
    assert message in done.stdout + done.stderr


def test_a_folder_without_decks(tmp_path: Path) -> None:
    done = deckpress("build", cwd=tmp_path)

    assert 2 == done.returncode
    assert "source: error: there is no deck here" in done.stderr
    assert not (tmp_path / "build").exists()


def test_a_deck_whose_deck_yaml_is_gone_does_not_vanish(mini: Path) -> None:
    shutil.copytree(mini, mini.parent / "other")
    (mini.parent / "other" / "deck.yaml").unlink()

    done = deckpress("check", "--source", mini.parent)

    assert 2 == done.returncode
    assert "other: error: there is no deck.yaml in it" in done.stderr


def test_two_decks_of_one_identity(mini: Path) -> None:
    shutil.copytree(mini, mini.parent / "other")

    done = deckpress("check", mini)

    assert 1 == done.returncode
    for what in ("id mini", "deck_id 1234567890", "deck_name 小小题库"):
        assert f"error: {what} is that of other/deck.yaml too" in done.stderr


def test_outputs_stay_out_of_the_decks_own_folder(mini: Path) -> None:
    before = sorted(path.name for path in mini.rglob("*"))

    for out in (mini.parent, mini, mini / "runs"):
        done = deckpress("build", mini, "--out", out)
        assert 1 == done.returncode
        assert "can't be written into the deck's own folder" in done.stderr
    assert before == sorted(path.name for path in mini.rglob("*"))


def test_many_alike_do_not_bury_the_rest(mini: Path) -> None:
    english = mini / "translations" / "en.po"
    english.write_text(re.sub(r'msgstr "[^"]+\."', 'msgstr ""', english.read_text("utf8")), "utf8")
    english.write_text(english.read_text("utf8").replace("Query:", "Query"), "utf8")
    text = "".join(f"{n}. 问题{n * 7919}甚么{n}？\n答{n}。\n" for n in range(4, 30))
    article = mini / "article.txt"
    lines = article.read_text("utf8").splitlines(keepends=True)
    article.write_text("".join([*lines[:-1], text, lines[-1]]), "utf8")

    done = deckpress("check", mini)

    assert 12 == done.stderr.count("error: no English for")
    assert re.search(r"… and \d+ more: error, run `deckpress sync`", done.stderr)
    assert "question 4 has no topic" in done.stderr


def test_verify_tells_what_went_well_and_what_did_not(mini: Path) -> None:
    lab = mini / "labs" / "squares.py"
    lab.write_text(lab.read_text("utf8").replace("assert all", "assert not all"), "utf8")

    done = deckpress("verify", mini, "--all")

    assert 1 == done.returncode
    assert "q003.c1 on cpu: ran again, same output\n" == done.stdout
    assert "squares.py:1: q003.l1: error: q003.l1 ended with exit code 1" in done.stderr
    assert "mini: 1 error" in done.stderr


def test_an_output_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")

    done = deckpress("build", MINI, "--out", tmp_path / "out")

    assert 1 == done.returncode
    assert "the folder can't be written: out is a file" in done.stderr
    assert "loading" not in done.stderr, "told before any work is done"


COMMANDS = ["build", "check", "verify", "sync"]


def test_help_names_the_commands() -> None:
    assert not [name for name in COMMANDS if name not in deckpress("--help").stdout]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_teaches(command: str) -> None:
    done = deckpress(command, "--help")

    assert 0 == done.returncode
    assert "[DECK]..." in done.stdout


def test_version() -> None:
    assert re.fullmatch(r"deckpress \d+\.\d+\.\d+\n", deckpress("--version").stdout)


def test_hostile_text_does_not_reach_the_terminal_raw(mini: Path) -> None:
    corrections = mini / "corrections.yaml"
    text = corrections.read_text(encoding="utf8").replace("find: 标记", r'find: "\e[31m\u202e"')
    corrections.write_text(text, encoding="utf8")

    done = deckpress("check", mini)

    assert 1 == done.returncode
    assert "\x1b" not in done.stderr
    assert "\u202e" not in done.stderr


def test_hostile_names_do_not_reach_the_terminal_raw(tmp_path: Path) -> None:
    folder = tmp_path / "\x1b[31m"
    folder.mkdir()

    for name in (str(folder), "\x1b[32m"):
        assert "\x1b" not in deckpress("check", name).stderr


def test_a_deck_by_the_folder_one_is_in(mini: Path, tmp_path: Path) -> None:
    done = deckpress("build", ".", "--out", tmp_path / "out", cwd=mini)

    assert 0 == done.returncode
    assert ["mini"] == [path.name for path in (tmp_path / "out").iterdir()]


def test_verify_says_that_records_hold(mini: Path) -> None:
    told = "q003.c1 on cpu: record still valid\nq003.l1 on cpu: record still valid\n"

    assert told == deckpress("verify", mini).stdout
    again = told.replace("record still valid", "ran again, same output")
    assert again == deckpress("verify", "--all", mini).stdout


def test_check_as_json(tmp_path: Path) -> None:
    deck = Path(shutil.copytree(MINI, tmp_path / "mini"))
    good = deckpress("check", "--format", "json", deck)
    po = deck / "translations" / "en.po"
    po.write_text(po.read_text("utf8").replace("What is a token?", "What is is a token?"), "utf8")

    bad = deckpress("check", "--format", "json", deck)

    assert (0, [], "") == (good.returncode, json.loads(good.stdout), good.stderr)
    (problem,) = json.loads(bad.stdout)
    assert 1 == bad.returncode
    assert problem["file"].endswith("mini/translations/en.po")
    assert ("q002.question", "error") == (problem["key"], problem["severity"])
    assert isinstance(problem["line"], int)
    assert {"file", "line", "key", "severity", "message", "hint"} == set(problem)


def test_a_deck_without_attribution_is_built_only_as_a_draft(tmp_path: Path) -> None:
    deck = Path(shutil.copytree(MINI, tmp_path / "mini"))
    path = deck / "deck.yaml"
    text = path.read_text("utf8")
    start, end = text.index("attribution:"), text.index("anki:")
    path.write_text(text[:start] + text[end:], "utf8")

    release = deckpress("build", deck, "--out", tmp_path / "out")
    draft = deckpress("build", deck, "--out", tmp_path / "out", "--draft")

    assert (1, 0) == (release.returncode, draft.returncode)
    assert "error: the deck names no source, author and terms of reuse" in release.stderr
    assert "warning: the deck names no source" in draft.stderr
    assert "Draft: names no source" in (tmp_path / "out" / "mini" / "report.md").read_text("utf8")


def test_an_edition_that_is_given_up_does_not_lie_there_out_of_date(tmp_path: Path) -> None:
    deck = Path(shutil.copytree(MINI, tmp_path / "mini"))
    deckpress("build", deck, "--out", tmp_path / "out")
    (tmp_path / "out" / "mini" / "mine.txt").write_text("a learner's own file")
    path = deck / "deck.yaml"
    path.write_text(path.read_text("utf8") + "editions: [zh-HK]\n", "utf8")

    done = deckpress("build", deck, "--out", tmp_path / "out")

    assert 0 == done.returncode, done.stderr
    packages = {"mini.zh-HK.apkg", "study-sheet.zh-HK.pdf"}
    assert {"mine.txt", "report.md", "q003.l1.png", *packages} == {
        path.name for path in (tmp_path / "out" / "mini").iterdir()
    }


def test_the_figure_of_a_lab_that_is_gone_does_not_lie_there(tmp_path: Path) -> None:
    deck = Path(shutil.copytree(MINI, tmp_path / "mini"))
    deckpress("build", deck, "--out", tmp_path / "out")
    shutil.rmtree(deck / "labs")
    for record in deck.glob("runs/*.l1.*"):
        record.unlink()

    done = deckpress("build", deck, "--out", tmp_path / "out")

    assert 0 == done.returncode, done.stderr
    assert not (tmp_path / "out" / "mini" / "q003.l1.png").exists()

"""The deck in Anki's own engine: imported, rendered, updated."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from anki.collection import (
    Collection,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
    ImportLogWithChanges,
)
from anki.models import NotetypeId
from anki.sound import TTSTag
from support import packed

from pipeline.export.anki.identity import guid
from pipeline.model.book import Book
from pipeline.prepared import Prepared

HOSTILE = (
    '<script>alert(1)</script> {{QuestionEn}} {{c1::x}} & "q" '
    "[sound:x.mp3] [latex]x[/latex] [$]x[/$] [anki:play:q:0] \\(x\\)"
)


def imported(collection: Collection, data: bytes, folder: Path) -> ImportLogWithChanges:
    path = folder / "deck.apkg"
    path.write_bytes(data)
    request = ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
    return collection.import_anki_package(request)


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def full(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    folder = tmp_path_factory.mktemp("anki")
    opened = Collection(str(folder / "collection.anki2"))
    log = imported(opened, (built / "llm-interview.apkg").read_bytes(), folder).log
    assert 359 == len(log.new) == log.found_notes
    yield opened
    opened.close()


def sides(collection: Collection, search: str = "") -> list[str]:
    cards = [collection.get_card(card) for card in collection.find_cards(search)]
    return [side for card in cards for side in (card.question(), card.answer())]


def test_counts(full: Collection) -> None:
    assert (359, 644) == (full.note_count(), full.card_count())


# Subdeck: how many cards.
SHELVES = {
    "1 问答 · Questions": 126,
    "2 要点 · Key points": 126,
    "3 术语 · Terms": 328,
    "4 代码 · Code": 64,
}


def test_every_kind_has_a_deck_of_its_own(full: Collection) -> None:
    root = "LLM 面试题 · LLM Interview Questions"

    assert SHELVES == {name: len(full.find_cards(f'"deck:{root}::{name}"')) for name in SHELVES}
    assert sum(SHELVES.values()) == len(full.find_cards(f'"deck:{root}"'))


def test_the_engine_finds_nothing_to_mend(full: Collection) -> None:
    media = full.media.check()
    before = full.card_count()
    full.fix_integrity()

    assert ([], []) == (list(media.missing), list(media.unused))
    assert before == full.card_count()
    assert [] == list(full.get_empty_cards().notes)


def test_the_note_types_hold(full: Collection) -> None:
    models = [full.models.get(NotetypeId(n.id)) for n in full.models.all_names_and_ids()]
    own = [model for model in models if model is not None and "deckpress" in model["name"]]

    assert 4 == len(own)
    for model in own:
        full.models.update_dict(model)  # the engine validates the templates here
        assert all(field["id"] for field in model["flds"])
        assert all(template["id"] for template in model["tmpls"])


def test_every_card_renders_both_sides_without_script(full: Collection) -> None:
    shown = sides(full)

    assert 2 * 644 == len(shown)
    for side in shown:
        assert "docs.ankiweb.net/templates/errors" not in side
        assert "<script" not in side.lower()
        assert "javascript:" not in side.lower()
        assert "{{" not in side


# Subdeck: in which languages its answers are read aloud.
VOICES = {
    "1 问答 · Questions": {"zh_CN", "en_US"},
    "2 要点 · Key points": {"zh_CN", "en_US"},
    "3 术语 · Terms": {"zh_CN", "en_US"},
    "4 代码 · Code": set(),
}


@pytest.mark.parametrize("shelf", VOICES)
def test_answers_are_read_aloud_and_fronts_are_silent(full: Collection, shelf: str) -> None:
    shown = [full.get_card(c).render_output() for c in full.find_cards(f'"deck:*{shelf}"')]
    tags = [tag for side in shown for tag in side.answer_av_tags]

    assert SHELVES[shelf] == len(shown)
    assert [] == [tag for side in shown for tag in side.question_av_tags]
    assert VOICES[shelf] == {tag.lang for tag in tags if isinstance(tag, TTSTag)}
    assert all(isinstance(tag, TTSTag) and tag.field_text.strip() for tag in tags)


def test_no_two_notes_share_an_identity_or_a_first_field(full: Collection) -> None:
    assert full.db is not None
    keys = [full.get_note(note).fields[0] for note in full.find_notes("")]
    assert 359 == len(set(keys)) == full.db.scalar("select count(distinct guid) from notes")


def test_new_cards_come_topic_by_topic_a_question_before_its_points(full: Collection) -> None:
    assert full.db is not None
    rows = full.db.list("select c.nid from cards c order by c.due, c.ord")
    keys = list(dict.fromkeys(full.get_note(note)["Key"].split(" ")[1] for note in rows))

    assert ["q001", "q001.s1", "q001.s2", "q001.l1.result"] == keys[:4]
    assert 1 == len({full.get_note(row).tags[0] for row in rows[:40]})
    assert keys.index("q039") < keys.index("q039.c1.shape") < keys.index("q010")


def test_the_answer_shows_the_asking_language_first(full: Collection) -> None:
    chinese, english = (full.get_card(c) for c in sorted(full.find_cards("Key:*q002")))

    for card, first, second in (
        (chinese, "处理输入序列", "processes the input sequence"),
        (english, "processes the input sequence", "处理输入序列"),
    ):
        answer = card.answer()
        assert answer.index(first) < answer.index(second)
    assert "编码器" not in english.question()
    assert "Describe" not in chinese.question()


def test_tags_source_and_code(full: Collection) -> None:
    note = full.get_note(full.find_notes("Key:*q038")[0])

    assert ["llm-interview::data", "llm-interview::q038"] == note.tags[:2]
    assert "词::分词器" in note.tags
    assert "https://www.shxcj.com/archives/3903" in note["Source"]
    assert "tensor(&#91;&#91;15496,    11,   995,     0]])" in note["Code"]
    assert "torch 2.13.0" in note["Code"]
    assert "PyTorch" in note["ErratumZh"]


def test_hostile_text_stays_text(real: Prepared, collection: Collection, tmp_path: Path) -> None:
    imported(collection, packed(spoiled(real.book)), tmp_path)

    (note_id,) = collection.find_notes("Key:*q001")
    note = collection.get_note(note_id)
    assert "&lt;script&gt;" in note["QuestionZh"]
    for side in sides(collection, "Key:*q001"):
        assert "<script" not in side
        assert "&#91;sound:x.mp3]" in side
        assert "\\(" not in side
    assert [] == list(collection.media.check().missing)


def test_a_hostile_reference_stays_text(
    real: Prepared, collection: Collection, tmp_path: Path
) -> None:
    bad = "sound:evil.mp3] <script>"
    references = tuple(replace(row, authors=bad, title=HOSTILE) for row in real.book.references)
    imported(collection, packed(replace(real.book, references=references)), tmp_path)

    for note_id in collection.find_notes(""):
        for field in collection.get_note(note_id).fields:
            assert "[" not in field
            assert "<script" not in field
    assert [] == list(collection.media.check().missing)


def spoiled(book: Book) -> Book:
    """Return the book with a hostile first question in both languages."""
    first = book.questions[0]
    entry = replace(
        first.entry, question=replace(first.entry.question, zh=HOSTILE, en=f"en {HOSTILE}")
    )
    return replace(book, questions=(replace(first, entry=entry), *book.questions[1:]))


# Made once: if one of these changes, every learner's cards lose their history at the next update.
IDENTITIES = {1: "p>R^#IycvG", 24: "mk_*$Ez4(>", 63: "r~vC5[T=PX"}


def test_identities_never_change(real: Prepared) -> None:
    book = real.book
    found = {q.entry.number: guid(book.deck, q.entry.id, "zh-CN") for q in book.questions}

    assert IDENTITIES == {number: found[number] for number in IDENTITIES}


def test_the_package_is_deflated_and_undated(built: Path) -> None:
    with zipfile.ZipFile(io.BytesIO((built / "llm-interview.apkg").read_bytes())) as package_:
        infos = package_.infolist()

    assert {zipfile.ZIP_DEFLATED} == {info.compress_type for info in infos}
    assert {(1980, 1, 1, 0, 0, 0)} == {info.date_time for info in infos}
    assert ["collection.anki2", "media", *map(str, range(10))] == [info.filename for info in infos]


# Made once too: Anki matches note types, fields and templates by these numbers.
FIELD_IDS = {
    "Key": 1778549083172595937,
    "Number": 3158087883902820612,
    "QuestionZh": 3577183703882783856,
    "QuestionEn": 486221258816567074,
    "AnswerZh": 2427174341242947861,
    "AnswerEn": 3770148585279355014,
    "Code": 3697966714778877217,
    "TopicZh": 3979712776522773050,
    "TopicEn": 1651323893005851769,
    "ErratumZh": 2551634183227088328,
    "ErratumEn": 3630622760644781137,
    "Source": 2904907607407058583,
    "References": 1130462359822407227,
    "SpokenZh": 4049529285740341097,
    "SpokenEn": 1140812568926769965,
    "Extra4": 1417444678471135598,
    "Extra5": 3930880428747375226,
    "Extra6": 195162812570578466,
}
TEMPLATE_IDS = {"中文": 3993227348297603504, "English": 3159118861715606401}


def test_the_schema_is_what_it_was(full: Collection) -> None:
    model = full.models.get(NotetypeId(2117853555))
    assert model is not None

    assert FIELD_IDS == {field["name"]: field["id"] for field in model["flds"]}
    assert TEMPLATE_IDS == {template["name"]: template["id"] for template in model["tmpls"]}


@pytest.mark.parametrize(
    "name",
    [
        *("ErratumZh", "ErratumEn", "Extra4", "Extra5", "Extra6"),
        *("References", "Source", "Code", "AnswerZh", "AnswerEn"),
    ],
)
def test_both_cards_show_the_field_when_it_is_filled(
    real: Prepared, collection: Collection, tmp_path: Path, name: str
) -> None:
    imported(collection, packed(real.book), tmp_path)
    note = collection.get_note(collection.find_notes("Key:*q001")[0])
    note[name] = "FILLED"
    collection.update_note(note)

    assert [False, True, False, True] == ["FILLED" in s for s in sides(collection, "Key:*q001")]

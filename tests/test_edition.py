"""Editions: the whole book in another script, decks that live beside each other, glyphs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from pypdf import PdfReader
from support import MINI, UNRELEASED, packed, quiet

from pipeline.build import build
from pipeline.export.anki.identity import deck_id, deck_name, guid
from pipeline.issued import issue
from pipeline.model.book import Book
from pipeline.model.deck import Edition
from pipeline.prepared import Prepared
from pipeline.stages.edition import edition

EDITIONS: tuple[Edition, ...] = ("zh-CN", "zh-TW", "zh-HK")

# Characters that Simplified Chinese alone has; none may be left in a Traditional edition.
SIMPLIFIED = set("这个们说为时会对过还进习让请词语训练数据类经结给统组层计讨论编码识别应将")


@pytest.fixture(scope="module")
def books(real: Prepared) -> dict[Edition, Book]:
    return {wanted: edition(real.book, wanted) for wanted in EDITIONS}


def chinese(book: Book) -> Iterator[str]:
    """Yield every Chinese text of a book that is converted."""
    deck = book.deck
    yield from (deck.title.zh, deck.description.zh, deck.anki.deck_name)
    yield from (topic.title.zh for topic in deck.topics)
    for question in book.questions:
        yield question.topic.title.zh
        yield from (pair.zh for pair in question.entry.units())
        yield from question.keywords
    for concept in book.concepts:
        yield concept.term.zh
        yield concept.term.define.zh if concept.term.define else ""


@pytest.mark.parametrize("wanted", ["zh-TW", "zh-HK"])
def test_no_simplified_character_is_left(books: dict[Edition, Book], wanted: Edition) -> None:
    left = [text for text in chinese(books[wanted]) if SIMPLIFIED & set(text)]

    assert [] == left


def test_zh_cn_is_the_book_itself(real: Prepared) -> None:
    assert real.book is edition(real.book, "zh-CN")


@pytest.mark.parametrize("wanted", ["zh-TW", "zh-HK"])
def test_all_but_the_chinese_stays(
    real: Prepared, books: dict[Edition, Book], wanted: Edition
) -> None:
    book = books[wanted]

    for before, after in zip(real.book.questions, book.questions, strict=True):
        pairs = list(zip(before.entry.units(), after.entry.units(), strict=True))
        assert [old.en for old, _ in pairs] == [new.en for _, new in pairs]
        assert [old.id for old, _ in pairs] == [new.id for _, new in pairs]
        assert [a.job.code for a in before.answers] == [a.job.code for a in after.answers]
        assert [a.runs for a in before.answers] == [a.runs for a in after.answers]
    assert real.book.deck.attribution is not None
    assert book.deck.attribution is not None
    assert real.book.deck.attribution.author == book.deck.attribution.author
    assert real.book.references == book.references


WORDS = {
    "zh-CN": ("参数", "循环模型", "可扩展性", "信息检索", "显存"),
    "zh-TW": ("參數", "循環模型", "擴展性", "資訊檢索", "記憶體"),
    "zh-HK": ("參數", "循環模型", "擴展性", "資訊檢索", "記憶體"),
}
NEVER = ("引數", "迴圈", "擴充套件", "啟用", "損失函式", "激活函式")


@pytest.mark.parametrize("wanted", EDITIONS)
def test_the_fields_own_words(books: dict[Edition, Book], wanted: Edition) -> None:
    text = "\n".join(chinese(books[wanted]))

    assert [] == [word for word in WORDS[wanted] if word not in text]
    assert [] == [word for word in NEVER if word in text]


def test_the_forms_of_terms_are_converted(books: dict[Edition, Book]) -> None:
    forms = {form for concept in books["zh-TW"].concepts for form in concept.term.zh_forms}

    assert {"批次", "零樣本", "少樣本"} <= forms


def test_identities_differ(books: dict[Edition, Book]) -> None:
    guids = {
        guid(book.deck, question.entry.id, book.edition)
        for book in books.values()
        for question in book.questions
    }

    assert 3 * 63 == len(guids)
    assert 3 == len({deck_id(book) for book in books.values()})
    assert 3 == len({deck_name(book) for book in books.values()})


# Made once: Anki knows the decks by these numbers.
def test_deck_ids_never_change(books: dict[Edition, Book]) -> None:
    assert {
        "zh-CN": 1698734215,
        "zh-TW": 1796018139,
        "zh-HK": 1394463596,
    } == {wanted: deck_id(book) for wanted, book in books.items()}


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def test_all_editions_live_beside_each_other(
    real: Prepared, collection: Collection, tmp_path: Path
) -> None:
    for wanted in (*EDITIONS, "zh-CN"):  # the first one comes once more, as an update would
        path = tmp_path / "deck.apkg"
        path.write_bytes(packed(real.book, edition=wanted))
        request = ImportAnkiPackageRequest(
            package_path=str(path), options=ImportAnkiPackageOptions()
        )
        collection.import_anki_package(request)

    notes = len(issue(real.book, UNRELEASED, "zh-CN").notes)
    models = [m.name for m in collection.models.all_names_and_ids() if "deckpress" in m.name]
    decks = [deck.name for deck in collection.decks.all_names_and_ids() if deck.id != 1]
    assert 3 * notes == collection.note_count()
    assert 3 * 4 == len(models) == len(set(models))
    assert 3 * 5 == len(decks)
    assert [] == list(collection.get_empty_cards().notes)
    (found,) = collection.find_notes("Key:*q001 deck:*臺灣*")
    card = collection.get_note(found).cards()[0]
    assert 'lang="zh-Hant-TW"' in card.question()
    assert "語言模型" in card.question()


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the small deck's outputs in all three editions."""
    out = tmp_path_factory.mktemp("editions")
    source = tmp_path_factory.mktemp("source") / "mini"
    source.mkdir()
    for path in MINI.rglob("*"):
        if path.is_file():
            target = source / path.relative_to(MINI)
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(path.read_bytes())
    deck = source / "deck.yaml"
    deck.write_text(deck.read_text("utf8") + "editions: [zh-CN, zh-TW, zh-HK]\n", "utf8")
    build(source, out, quiet)
    return out / "mini"


FACES = {
    "study-sheet.pdf": "SC",
    "study-sheet.zh-TW.pdf": "TC",
    "study-sheet.zh-HK.pdf": "HK",
}


def fonts_of(page: Any) -> list[Any]:
    return list(page["/Resources"]["/Font"].values())


@pytest.mark.parametrize("name", FACES)
def test_the_sheet_has_its_regions_glyphs(outputs: Path, name: str) -> None:
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in PdfReader(outputs / name).pages
        for font in fonts_of(page)
    }
    regions = {
        face for face in FACES.values() if any(f"NotoSansCJK{face.lower()}" in f for f in fonts)
    }

    assert {FACES[name]} == regions


def test_only_the_editions_named_are_built(outputs: Path) -> None:
    packages = {"mini.apkg", "mini.zh-TW.apkg", "mini.zh-HK.apkg"}

    assert {*packages, *FACES, "report.md", "q003.l1.png"} == {
        path.name for path in outputs.iterdir()
    }

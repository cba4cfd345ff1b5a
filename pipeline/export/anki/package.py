"""The .apkg file: notes with lasting identities, in a zip that is the same every time."""

import io
import tempfile
import zipfile
from pathlib import Path

import genanki

from pipeline.export.anki.fields import description, fields
from pipeline.export.anki.identity import deck_id, deck_name, guid
from pipeline.export.anki.schema import FIELDS, note_type
from pipeline.model.book import Book, Question

# The oldest time a zip can hold; any fixed one would do.
EPOCH = (1980, 1, 1, 0, 0, 0)


def package(book: Book) -> bytes:
    """Return the deck as an Anki package, the same bytes for the same book.

    Modification times come from the deck's release date: Anki takes an update only when it is
    newer than what the learner has.
    """
    model = note_type(book.edition)
    deck = genanki.Deck(deck_id(book), deck_name(book), description(book))
    for position, question in enumerate(book.questions, 1):
        deck.add_note(_note(book, question, model, position))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.apkg"
        genanki.Package(deck).write_to_file(path, timestamp=book.deck.released.timestamp())
        return _repacked(path)


def _note(book: Book, question: Question, model: genanki.Model, position: int) -> genanki.Note:
    filled = fields(book, question)
    return genanki.Note(
        model=model,
        fields=[filled.get(name, "") for name in FIELDS],
        guid=guid(book, question),
        tags=_tags(book, question),
        due=position,
    )


def _tags(book: Book, question: Question) -> list[str]:
    """Return topic, question and keywords; a tag holds no blank, so they become underscores."""
    root = "词" if book.edition == "zh-CN" else "詞"
    own = [f"{book.deck.id}::{question.topic.id}", f"{book.deck.id}::{question.entry.id}"]
    return [*own, *(f"{root}::{'_'.join(word.split())}" for word in question.keywords)]


def _repacked(path: Path) -> bytes:
    """Return the package deflated and without the clock: genanki stores it plain and dated."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(path) as plain, zipfile.ZipFile(buffer, "w") as small:
        for name in sorted(plain.namelist()):
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3  # the same on every system
            small.writestr(info, plain.read(name), compresslevel=9)
    return buffer.getvalue()

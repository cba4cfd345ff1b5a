"""The .apkg file: notes with lasting identities, in a zip that is the same every time."""

import io
import itertools
import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import genanki

from pipeline.export.anki.identity import RETIRED, deck_id, deck_name
from pipeline.export.anki.media import media
from pipeline.export.anki.render import rendered, source
from pipeline.export.anki.schema import NoteType, note_type
from pipeline.model.book import Book
from pipeline.model.lock import Dated
from pipeline.model.note import KINDS, Filled, Kind

# Behind every card that is learned; a deck has fewer.
LAST = 1_000_000
# The oldest time a zip can hold; any fixed one would do.
EPOCH = (1980, 1, 1, 0, 0, 0)


class _Note(genanki.Note):  # type: ignore[misc]
    """A note with a modification time of its own, in seconds: Anki takes only newer ones."""

    changed: int = 0

    def write_to_db(self, cursor: object, _: float, deck_id: int, id_gen: Iterator[int]) -> None:
        super().write_to_db(cursor, self.changed, deck_id, id_gen)


class _Gone(genanki.Card):  # type: ignore[misc]
    """A card that only says that it has been retired: new learners find it apart, and last."""

    shelf: int = 0

    def write_to_db(
        self, cursor: object, time: float, _: int, note: int, ids: Iterator[int], due: int
    ) -> None:
        super().write_to_db(cursor, time, self.shelf, note, ids, due + LAST)


def package(book: Book, dated: Dated) -> bytes:
    """Return the deck as an Anki package, the same bytes for the same book and dates."""
    moment = dated.moment.timestamp()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "collection.anki2"
        with closing(sqlite3.connect(file)) as connection:
            # `write_to_file` would leave its database in the system's temporary folder for ever.
            ids = itertools.count(int(moment * 1000))
            whole = genanki.Package(list(_decks(book, dated)))
            whole.write_to_db(connection.cursor(), moment, ids)
            connection.commit()
        pictures = sorted(media(book).items())
        names = {str(number): name for number, (name, _) in enumerate(pictures)}
        files = {str(number): data for number, (_, data) in enumerate(pictures)}
        index = json.dumps(names).encode()
        return _zipped({"collection.anki2": file.read_bytes(), "media": index, **files})


def _decks(book: Book, dated: Dated) -> Iterator[genanki.Deck]:
    """Yield the deck that holds all others, then one for each kind of note that there is."""
    yield genanki.Deck(deck_id(book), deck_name(book), description(book))
    types: Mapping[Kind, NoteType] = {kind: note_type(kind, book.edition) for kind in KINDS}
    for kind, model in types.items():
        model.changed = dated.types.get(kind, 0)
    for shelf in (*KINDS, RETIRED):
        deck = genanki.Deck(deck_id(book, shelf), deck_name(book, shelf))
        for filled, changed in dated.notes:
            if shelf == (RETIRED if filled.retired else filled.kind):
                deck.add_note(_note(book, filled, changed, types[filled.kind]))
        if deck.notes or (shelf == RETIRED and any(filled.gone for filled, _ in dated.notes)):
            yield deck


def _note(book: Book, filled: Filled, changed: int, model: NoteType) -> _Note:
    note = _Note(
        model=model,
        fields=[value for _, value in filled.fields],
        guid=filled.guid,
        tags=sorted((*filled.tags, *filled.loose_tags)),
        due=filled.position,
    )
    note.changed = changed
    note.cards = [_gone(book, c.ord) if c.ord in filled.gone else c for c in note.cards]
    return note


def _gone(book: Book, ordinal: int) -> _Gone:
    card = _Gone(ordinal)
    card.shelf = deck_id(book, RETIRED)
    return card


def description(book: Book) -> str:
    """Return what Anki shows above the deck's button."""
    own = {"deck": book.deck, "stamp": book.stamp, "source": source(book)}
    return rendered(book, "description.html.j2", **own)


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """Return the files deflated and without the clock."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3  # the same on every system
            archive.writestr(info, content, compresslevel=9)
    return buffer.getvalue()

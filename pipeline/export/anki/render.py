"""Fields rendered by an engine that escapes every text from outside."""

from typing import Literal

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pipeline.export.anki.escape import field_text
from pipeline.export.anki.prose import prose
from pipeline.export.anki.schema import LANGS
from pipeline.export.words import words
from pipeline.model.article import Pair
from pipeline.model.book import Book
from pipeline.model.deck import Both

Lang = Literal["zh", "en"]

COLON: dict[Lang, str] = {"zh": "：", "en": ": "}

_ENGINE = Environment(
    loader=PackageLoader("pipeline.export.anki", "templates"),
    autoescape=True,
    finalize=prose,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENGINE.filters["plain"] = field_text


def rendered(book: Book, template: str, **values: object) -> Markup:
    """Return the template filled in; it knows `words` and `lang` of the book's edition.

    Values are sentences; addresses, versions and what a program printed need the filter `plain`.
    """
    engine = _ENGINE.get_template(template)
    own = {"words": words(book.edition), "lang": LANGS[book.edition]}
    return Markup(engine.render(**own, **values).strip())  # noqa: S704 - escaped by the engine


def source(book: Book) -> Markup:
    """Return the attribution that every note carries."""
    return rendered(book, "source.html.j2", source=book.deck.attribution)


def in_both(name: str, both: Both | Pair) -> dict[str, str]:
    """Return the two fields of a text: `name` with Zh and with En behind it."""
    return {f"{name}Zh": prose(both.zh), f"{name}En": prose(both.en)}


def side(both: Both | Pair, lang: Lang) -> str:
    """Return a text in one of its languages."""
    return both.zh if lang == "zh" else both.en

"""The study sheet and the booklet: everything, topic by topic."""

import re

from pipeline.export.pdf.answers import topics_data
from pipeline.export.pdf.frame import Data, frame
from pipeline.export.pdf.index import index_data
from pipeline.export.pdf.labs import pictures
from pipeline.export.pdf.story import story_data
from pipeline.model.matter import Matter
from pipeline.model.prints import Print
from pipeline.model.reference import Reference
from pipeline.text.breaks import breakable


def sheet_data(matter: Matter, wanted: Print) -> Data:
    """Return what the study sheet shows."""
    book = matter.book
    return {
        **frame(matter, wanted),
        "topics": topics_data(book),
        "references": [_reference(one) for one in sorted(book.references, key=_place)],
        "index": index_data(book),
        "story": story_data(matter),
        "pictures": pictures(book.questions),
    }


def _place(reference: Reference) -> str:
    """Return what a list of references is ordered by: the name shown first, initials apart."""
    return re.sub(r"^((?:[A-Z]\. )+)(\w+)", r"\2 \1", reference.short).casefold()


def _reference(reference: Reference) -> Data:
    return {
        "short": breakable(reference.short),
        "title": breakable(reference.title),
        "venue": breakable(reference.venue),
        "url": reference.url,
        "address": _shown(reference.url),
    }


def _shown(url: str) -> str:
    """Return an address as a reader needs it: an arXiv number, or all behind https://.

    >>> _shown("https://arxiv.org/abs/1706.03762"), _shown("https://example.org/a")
    ('arXiv:1706.03762', 'example.org/a')
    """
    number = url.removeprefix("https://arxiv.org/abs/")
    if number != url:
        return f"arXiv:{number}"
    return breakable(url.removeprefix("https://"))

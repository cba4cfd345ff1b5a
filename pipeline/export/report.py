"""report.md: what happened to the article, line by line."""

from collections import Counter
from collections.abc import Iterable
from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from pipeline.export.pdf.labs import picture_name
from pipeline.model.book import Book
from pipeline.model.edits import RESIDUE, Edit, Trail
from pipeline.model.edits import Kind as FateKind
from pipeline.model.note import KINDS, Kind, Note, card_count, kind_of
from pipeline.text.markdown import Markdown, escape, fenced
from pipeline.text.typography import FIXES

FATES: tuple[FateKind, ...] = ("used", "corrected", "merged", "dropped")


def report(book: Book, trail: Trail, notes: tuple[Note, ...]) -> bytes:
    """Return the report as Markdown; every text from outside is escaped by the template engine."""
    engine = Environment(  # noqa: S701 - Markdown is escaped by `finalize`, not as HTML
        finalize=lambda value: value if isinstance(value, Markdown) else escape(str(value)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    engine.filters["fenced"] = fenced
    template = files("pipeline.export").joinpath("report.md.j2").read_text("utf8")
    values = {**_contents(book), **_changes(trail), "cards": _cards(notes)}
    # What a macro gives has been escaped in it.
    engine.globals |= {"told": Markdown, "picture_name": picture_name}
    return engine.from_string(template).render(book=book, trail=trail, **values).encode()


def _contents(book: Book) -> dict[str, object]:
    """Return what the report counts and lists of the finished book."""
    units = [pair for question in book.questions for pair in question.entry.units() if pair.zh]
    return {
        "units": len(units),
        "points": sum(len(s.points) for q in book.questions for s in q.entry.sections),
        "codes": [answer for question in book.questions for answer in question.answers],
        "labs": [lab for question in book.questions for lab in question.labs],
        "added": [pair for pair in units if pair.origin == "added"],
        "errata": [pair for pair in units if pair.origin == "erratum"],
    }


def _cards(notes: tuple[Note, ...]) -> list[tuple[Kind, int, int]]:
    """Return for each kind how many notes and cards there are."""
    kinds = [(kind, [note for note in notes if kind_of(note) == kind]) for kind in KINDS]
    return [(kind, len(own), sum(map(card_count, own))) for kind, own in kinds]


def _changes(trail: Trail) -> dict[str, object]:
    """Return what the report tells of the way there."""
    counts = Counter(fate.kind for fate in trail.fates)
    return {
        "reasons": trail.editor.reasons(),
        "why": {row.id: row.reason for row in trail.editor.additions},
        "kinds": [(kind, counts[kind]) for kind in FATES],
        "lost": [fate for fate in trail.fates if fate.kind in ("merged", "dropped")],
        "rules": _by_rule(edit for edit in trail.corrections if edit.rule != edit.unit),
        "rows": [edit for edit in trail.corrections if edit.rule == edit.unit],
        "residue": [edit for edit in trail.cleaning if edit.rule == RESIDUE],
        "fixes": FIXES,
        "typography": _by_rule(edit for edit in trail.cleaning if edit.rule != RESIDUE),
    }


def _by_rule(edits: Iterable[Edit]) -> list[tuple[str, list[Edit]]]:
    """Group the edits by rule, in the order in which the rules first acted."""
    groups: dict[str, list[Edit]] = {}
    for edit in edits:
        groups.setdefault(edit.rule, []).append(edit)
    return list(groups.items())

"""The fields of a card about code: what it prints, or the part of a line that matters."""

from markupsafe import Markup

from pipeline.export.anki.escape import cloze, cloze_text, field_text
from pipeline.export.anki.highlight import highlighted, highlighted_around
from pipeline.export.anki.media import media_name
from pipeline.export.anki.render import in_both, rendered
from pipeline.export.provenance import agreement, provenance
from pipeline.model.book import Book
from pipeline.model.note import CodeNote
from pipeline.model.run import CodeAnswer


def code_fields(book: Book, note: CodeNote) -> dict[str, str]:
    """Return the note's fields by name."""
    card, entry = note.card, note.question.entry
    ran = note.answer if card.probe or card.whole else None
    return {
        "Number": str(entry.number),
        **in_both("Question", entry.question),
        **in_both("Ask", card.ask),
        "Code": _with_hole(note) if card.hide else _program(note),
        "Figure": _figure(book, note),
        **in_both("Why", card.why),
        "Provenance": _provenance(book, ran) if ran else "",
        **in_both("Topic", note.question.topic.title),
    }


def _provenance(book: Book, ran: CodeAnswer) -> Markup:
    lines = [provenance(run) for run in ran.runs]
    return rendered(book, "ran.html.j2", lines=lines, agreed=agreement(ran))


def _program(note: CodeNote) -> Markup:
    """Return block, probe and output in one piece: Anki shows no field without its cloze."""
    shown = highlighted(note.answer.job.code.rstrip("\n"))
    if probe := note.card.probe.rstrip("\n"):
        shown += Markup('<div class="probe">{}</div>').format(highlighted(probe))
    kind = "output whole" if note.card.whole else "output"
    output = Markup('<pre class="{}" lang="en">{}</pre>').format(kind, _output(note))
    return cloze_text(shown) + output


def _with_hole(note: CodeNote) -> Markup:
    card, code = note.card, note.answer.job.code
    start = code.index(card.line) + card.line.index(card.hide)
    before, after = highlighted_around(code, start, start + len(card.hide))
    hidden = Markup('<b class="hidden">{}</b>').format(card.hide)
    return cloze_text(before) + cloze(1, hidden) + cloze_text(after)


def _output(note: CodeNote) -> Markup:
    return cloze(1, field_text(note.printed.rstrip("\n")))


def _figure(book: Book, note: CodeNote) -> Markup:
    figure = note.answer.job.block.figure
    if figure is None or not note.answer.picture:
        return Markup()
    name = media_name(book.deck, note.answer)
    return rendered(book, "figure.html.j2", name=name, figure=figure)

"""What is left of a note that was released and is gone: a notice, since a package can't delete.

Its fronts must not be empty, or Anki would call its cards so; a points note keeps a cloze for
each card that learners may have.
"""

from markupsafe import Markup

from pipeline.export.anki.escape import cloze, cloze_text, field_text
from pipeline.export.anki.render import in_both, rendered
from pipeline.export.words import words
from pipeline.model.book import Book
from pipeline.model.deck import Both
from pipeline.model.note import Tombstone


def tombstone_fields(book: Book, tomb: Tombstone) -> dict[str, str]:
    """Return the fields of the notice by name, in the shape of the kind of note it was."""
    mark = words(book.edition)["retired-mark"]
    title = Both(zh=f"{mark.zh}：{tomb.label or tomb.id}", en=f"{mark.en}: {tomb.id}")
    notice = rendered(book, "retired.html.j2", reason=tomb.reason)
    match tomb.kind:
        case "question":
            return {**in_both("Question", title), "AnswerZh": notice, "AnswerEn": notice}
        case "points":
            clozes = [cloze(number, Markup("†")) for number in range(1, len(tomb.asks) + 1)]
            told = cloze_text(_heading(title) + notice)
            return {"TextZh": Markup("{}<p>{}</p>").format(told, Markup(" ").join(clozes))}
        case "term":
            names = {"zh": title.zh, "en": title.en, "name": title.en}
            shown = {name.title(): field_text(names[name]) for name in tomb.asks}
            return {**shown, "DefineZh": notice}
        case "code":
            text = cloze_text(notice) + cloze(1, Markup("†"))
            return {**in_both("Ask", title), "Code": text}


def _heading(title: Both) -> Markup:
    return Markup('<p class="question">{}<br>{}</p>').format(field_text(title.zh), title.en)

"""ReportLab: the study sheet out of platypus, `… WORK OUT`. What it prints are remarks."""

import sys
from collections.abc import Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Preformatted,
    Table,
    TableStyle,
)
from reportlab.platypus.flowables import AnchorFlowable
from reportlab.platypus.tableofcontents import TableOfContents
from sheet import SHEET, Question, Sheet, Side, Topic, load

# ReportLab embeds TrueType outlines only, which the Noto fonts for Chinese do not have.
FONT: Final = "wqy-microhei.ttc"
DEBIAN: Final = Path("/usr/share/fonts/truetype/wqy", FONT)
ACCENT, QUIET, TINT = HexColor("#14568f"), HexColor("#c3c3c3"), HexColor("#f6f6f6")
MARGINS: Final = {"left": 20 * mm, "right": 16 * mm, "top": 22 * mm, "bottom": 19 * mm}
WIDTH = A4[0] - MARGINS["left"] - MARGINS["right"]
COLUMNS = (WIDTH * 0.45, WIDTH * 0.55)
Styles = dict[str, Any]


def fonts() -> tuple[str, str]:
    """Register the fonts; returns the names of the one for text and the one for code."""
    found = find_spec("paperang_p2_fonts_cjk")
    packaged = [Path(found.origin).parent / "fonts" / FONT] if found and found.origin else []
    file = next((path for path in (DEBIAN, *packaged) if path.exists()), None)
    if file is None:
        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
        print("reportlab: STSong-Light is not embedded, so the file is smaller and names a font")
        return "STSong-Light", "STSong-Light"
    for index, name in enumerate(("text", "code")):
        pdfmetrics.registerFont(TTFont(name, str(file), subfontIndex=index))
        # It has no bold, so that stands for itself.
        pdfmetrics.registerFontFamily(name, normal=name, bold=name, italic=name, boldItalic=name)
    return "text", "code"


def styles(text: str, code: str) -> Styles:
    """Return the styles by what they are for; those of texts for `zh` and `en`."""
    style = partial(ParagraphStyle, fontName=text, wordWrap="CJK")
    own: dict[str, dict[str, Any]] = {
        "question": {"fontSize": 11, "leading": 15},
        "summary": {"fontSize": 9.5, "leading": 14},
        "label": {"fontSize": 9.5, "leading": 14, "textColor": ACCENT},
        "point": {"fontSize": 9.5, "leading": 14, "leftIndent": 3 * mm},
        "erratum": {"fontSize": 8.3, "leading": 12, "leftIndent": 3 * mm, "backColor": TINT},
    }
    return {
        "title": style("title", fontSize=20, leading=28, textColor=ACCENT, spaceAfter=14),
        "topic": style("topic", fontSize=18, leading=26, textColor=ACCENT, spaceAfter=10),
        "code": ParagraphStyle("code", fontName=code, fontSize=8, leading=11, backColor=TINT),
        "contents": [
            style("contents-topic", fontSize=9, leading=16, textColor=ACCENT),
            style("contents-question", fontSize=8, leading=12),
        ],
        "zh": {kind: style(kind, **given) for kind, given in own.items()},
        "en": {kind: style(kind, wordWrap=None, **given) for kind, given in own.items()},
    }


def story(sheet: Sheet, style: Styles) -> Iterator[Any]:
    """Yield the sheet in parts; every text is escaped."""
    contents = TableOfContents(levelStyles=style["contents"])
    yield Paragraph(escape(f"{sheet.zh} · {sheet.en}"), style["title"])
    yield contents
    for topic in sheet.topics:
        yield from _topic(topic, style)


def _topic(topic: Topic, style: Styles) -> Iterator[Any]:
    yield PageBreak()
    yield _anchor(topic.id, 0, f"{topic.zh} · {topic.en}", topic.zh)
    yield Paragraph(escape(f"{topic.zh} · {topic.en}"), style["topic"])
    for question in topic.questions:
        yield from _question(question, style)


def _question(question: Question, style: Styles) -> Iterator[Any]:
    zh = f"{question.number}. {question.zh}"
    yield CondPageBreak(45 * mm)
    yield _anchor(question.id, 1, f"{zh} · {question.en}", zh)
    yield Table([_level("question", escape(zh), escape(question.en), style)], COLUMNS, style=HEAD)
    yield from (Preformatted(code, style["code"], maxLineLength=100) for code in question.codes)
    if question.rows:
        rows = [_level(row.kind, _side(row.zh), _side(row.en), style) for row in question.rows]
        yield Table(rows, COLUMNS, style=LEVEL)


def _level(kind: str, zh: str, en: str, style: Styles) -> list[Any]:
    return [Paragraph(zh, style["zh"][kind]), Paragraph(en, style["en"][kind])]


def _side(side: Side) -> str:
    return f"<b>{escape(side.term)}</b>{escape(side.text)}" if side.term else escape(side.text)


def _anchor(name: str, level: int, entry: str, bookmark: str) -> Any:
    """Return what marks a place for the contents, the bookmarks and the links between them."""
    anchor = AnchorFlowable(name)
    anchor.told = (level, escape(entry), bookmark, name)
    return anchor


_BARE = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
LEVEL = TableStyle(_BARE)
HEAD = TableStyle([*_BARE, ("LINEABOVE", (0, 0), (-1, 0), 0.4, QUIET)])


def document(file: Path, font: str) -> Any:
    """Return an empty document that notes the page of every anchor that it sets."""

    def note(flowable: Any) -> None:
        if told := getattr(flowable, "told", None):
            level, entry, bookmark, name = told
            doc.canv.addOutlineEntry(bookmark, name, level)
            doc.notify("TOCEntry", (level, entry, doc.page, name))

    def number(canvas: Any, _: Any) -> None:
        canvas.setFont(font, 7.4)
        canvas.drawCentredString(A4[0] / 2, 10 * mm, str(canvas.getPageNumber()))

    margins = {f"{edge}Margin": width for edge, width in MARGINS.items()}
    doc = BaseDocTemplate(str(file), pagesize=A4, **margins)
    frame = Frame(doc.leftMargin, doc.bottomMargin, doc.width, doc.height, 0, 0, 0, 0)
    doc.addPageTemplates([PageTemplate(frames=[frame], onPage=number)])
    doc.afterFlowable = note
    return doc


def main(work: Path, out: Path) -> None:
    """Set the sheet into one file."""
    text, code = fonts()
    sheet = load(work / SHEET, Sheet)
    doc = document(out / "study-sheet.pdf", text)
    doc.title = f"{sheet.zh} · {sheet.en}"
    doc.multiBuild(list(story(sheet, styles(text, code))))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

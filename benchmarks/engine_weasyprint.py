"""WeasyPrint: the study sheet in HTML and CSS, `… WORK OUT`. What it prints are remarks."""

import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

from sheet import SHEET, Question, Row, Sheet, Side, Topic, load
from weasyprint import HTML

# Static fonts: of the variable one that deckpress ships, the thinnest weight would be taken.
FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
STYLE = """
@page {
  size: A4; margin: 22mm 16mm 19mm 20mm;
  @bottom-center { content: counter(page); font: 7.4pt "Noto Sans CJK SC" }
}
html { font: 9.5pt/1.5 "Noto Sans CJK SC" }
/* The Korean face has quotation marks and apostrophes of Latin width. */
:lang(en) { font-family: "Noto Sans CJK KR" }
h1 { font-size: 20pt; color: #14568f; border-bottom: 1.2pt solid #14568f; break-before: page }
h1.title { break-before: auto; bookmark-level: none }
h2 { font-size: 11pt; margin: 6pt 0 0 }
h2 span { color: #14568f }
h2:lang(en) { bookmark-level: none }
table { width: 100%; table-layout: fixed; border-collapse: collapse }
col.zh { width: 45% } col.en { width: 55% }
tr { break-inside: avoid }
td { vertical-align: top; padding: 3pt 3.5mm 3pt 0 }
tr.question { break-after: avoid }
tr.question td { border-top: .4pt solid #c3c3c3 }
tr.label { break-after: avoid; font-weight: 700; color: #14568f }
tr.point td { padding-left: 3mm }
tr.erratum td { font-size: 8.3pt; background: #f6f6f6; padding-left: 3mm }
tr.code { break-inside: auto }
pre { font: 8pt/1.4 "DejaVu Sans Mono", "Noto Sans Mono CJK SC"; background: #f6f6f6;
  padding: 3mm; margin: 0; white-space: pre-wrap }
nav a { display: block; color: black; text-decoration: none; font-size: 8pt; break-inside: avoid }
nav a.topic { font-weight: 700; color: #14568f; margin-top: 6pt }
nav a::after { content: leader(" ") target-counter(attr(href), page) }
"""


def page(sheet: Sheet) -> Iterator[str]:
    """Yield the HTML of the sheet in parts; every text is escaped."""
    title = escape(f"{sheet.zh} · {sheet.en}")
    yield f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>{title}</title>'
    yield f'<style>{STYLE}</style><h1 class="title">{title}</h1><nav>'
    for topic in sheet.topics:
        yield f'<a class="topic" href="#{escape(topic.id)}">{_both(topic.zh, topic.en)}</a>'
        for question in topic.questions:
            both = _both(f"{question.number}. {question.zh}", question.en)
            yield f'<a href="#{escape(question.id)}">{both}</a>'
    yield "</nav>"
    for topic in sheet.topics:
        yield from _topic(topic)


def _both(zh: str, en: str) -> str:
    return f'{escape(zh)} · <span lang="en">{escape(en)}</span>'


def _topic(topic: Topic) -> Iterator[str]:
    yield f'<h1 id="{escape(topic.id)}">{_both(topic.zh, topic.en)}</h1>'
    for question in topic.questions:
        yield '<table><col class="zh"><col class="en">'
        yield from _question(question)
        yield "</table>"


def _question(question: Question) -> Iterator[str]:
    number = f"<span>{question.number}.</span>"
    zh, en = escape(question.zh), escape(question.en)
    yield f'<tr class="question"><td><h2 id="{escape(question.id)}">{number} {zh}</h2>'
    yield f'<td lang="en"><h2>{en}</h2></tr>'
    for code in question.codes:
        yield f'<tr class="code"><td colspan="2" lang="en"><pre>{escape(code)}</pre></tr>'
    yield from map(_row, question.rows)


def _row(row: Row) -> str:
    return f'<tr class="{row.kind}"><td>{_side(row.zh)}<td lang="en">{_side(row.en)}</tr>'


def _side(side: Side) -> str:
    return f"<b>{escape(side.term)}</b>{escape(side.text)}" if side.term else escape(side.text)


def main(work: Path, out: Path) -> None:
    """Set the sheet into one file."""
    if not FONT.exists():
        sys.exit(f"skipped: no {FONT}; try: apt-get install fonts-noto-cjk")
    HTML(string="".join(page(load(work / SHEET, Sheet)))).write_pdf(out / "study-sheet.pdf")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

"""Imposed prints: each page in its half, and all that assistive software reads as it was."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from importlib.resources import files
from io import BytesIO
from itertools import islice
from typing import Any

import pytest
import typst
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    StreamObject,
)
from support import ROOT

from pipeline.press.impose import impose, sides

pdfium: Any = import_module("pypdfium2")  # it has no types
A4: dict[str, Any] = {"width": 841.89, "height": 595.276}
# The page, and the sheet that takes two of it.
PAPERS = {
    "A5 on A4": (("148.5mm", "210mm"), (841.89, 595.276)),
    "half Letter on Letter": (("5.5in", "8.5in"), (792, 612)),
}
MARKED = """
#set document(title: "x")
#set page(width: WIDTH, height: HEIGHT, margin: 10pt)
#set text(lang: "en")
#for n in range(PAGES) [
  #if n > 0 { pagebreak() }
  P#(n + 1). #place(top + left)[corner] #place(bottom + right)[corner]
]
"""
CHAPTERS = """
#set document(title: "x", author: "y")
#set page(width: 148.5mm, height: 210mm, margin: 15mm, header: [header], numbering: "1 / 1")
#set text(lang: "zh", font: ("Libertinus Serif", "Noto Sans CJK SC"))
#outline()
#for n in range(1, 10) [
  #pagebreak()
  #heading(numbering: "1.")[第 #n 章 Chapter #n] #label("c" + str(n))
  中文段落，第 #n 段。#text(lang: "en")[An English passage #n, with
  #link("https://example.org/" + str(n))[a link #n that is as long as to run into another line] and
  #link(label("c" + str(10 - n)))[one to chapter #(10 - n)].]
  #math.equation(alt: "a formula")[$a_#n$]
  #table(columns: 2, table.header([head #n], [value]), [cell #n], [#(n * n)])
  #if n == 4 { text(lang: "en", lorem(500)) }
]
"""


@cache
def printed(source: str) -> bytes:
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[str(files("manimgx_fonts_cjk"))],
    )
    pdf = typst.compile(source.encode(), font_paths=fonts, pdf_standards="ua-1", timestamp=0)
    return bytes(pdf)


def marked(pages: int, width: str = "148.5mm", height: str = "210mm") -> bytes:
    """Return a print whose pages say which they are."""
    source = MARKED.replace("WIDTH", width).replace("HEIGHT", height)
    return printed(source.replace("PAGES", str(pages)))


STANDING: dict[str, tuple[int, int, list[tuple[int, int]]]] = {
    "one page is on the right": (1, 16, [(0, 1), (0, 0)]),
    "three leave the back of the last blank": (3, 16, [(0, 1), (2, 3)]),
    "four fill a sheet": (4, 16, [(4, 1), (2, 3)]),
    "five take two sheets": (5, 16, [(0, 1), (2, 0), (0, 3), (4, 5)]),
    "eight, one sheet in the other": (8, 16, [(8, 1), (2, 7), (6, 3), (4, 5)]),
    "eight, one sheet after the other": (8, 1, [(4, 1), (2, 3), (8, 5), (6, 7)]),
    "three sheets in two signatures": (
        *(11, 2),
        [(8, 1), (2, 7), (6, 3), (4, 5), (0, 9), (10, 11)],
    ),
}


@pytest.mark.parametrize(("pages", "most", "wanted"), STANDING.values(), ids=STANDING)
@pytest.mark.parametrize(("page", "sheet"), PAPERS.values(), ids=PAPERS)
def test_where_each_page_stands(
    pages: int,
    most: int,
    wanted: list[tuple[int, int]],
    page: tuple[str, str],
    sheet: tuple[float, float],
) -> None:
    width, height = sheet

    assert wanted == standing(impose(marked(pages, *page), width=width, height=height, most=most))


def standing(pdf: bytes) -> list[tuple[int, int]]:
    """Return the number that is read on each half of each side, 0 for none."""
    return [(number(left), number(right)) for left, right in map(halves, pdfium.PdfDocument(pdf))]


def halves(side: Any) -> tuple[str, str]:
    """Return the text that is wholly in each half; none may be anywhere else."""
    text, (width, height) = side.get_textpage(), side.get_size()
    left = text.get_text_bounded(left=0, right=width / 2, bottom=0, top=height)
    right = text.get_text_bounded(left=width / 2, right=width, bottom=0, top=height)
    assert Counter(text.get_text_range().split()) == Counter([*left.split(), *right.split()])
    return left, right


def number(text: str) -> int:
    """Return the number of a page, all of which must be there."""
    words = text.split()
    assert words.count("corner") in (0, 2)
    (found,) = [int(word[1:-1]) for word in words if word != "corner"] or [0]
    return found


SIGNATURES = {
    "60 pages are one": (60, 16, [15]),
    "64 are the most that one can hold": (64, 16, [16]),
    "65 are two, as even as they can be": (65, 16, [9, 8]),
    "65, four sheets at most": (65, 4, [4, 4, 3, 3, 3]),
    "200, sixteen sheets at most": (200, 16, [13, 13, 12, 12]),
}


@pytest.mark.parametrize(("pages", "most", "sheets"), SIGNATURES.values(), ids=SIGNATURES)
def test_folded_and_stacked_the_pages_are_in_order(
    pages: int, most: int, sheets: list[int]
) -> None:
    read = standing(impose(marked(pages), **A4, most=most))

    stack = iter(read)
    folded = [page for size in sheets for page in fold(list(islice(stack, 2 * size)))]
    assert [*range(1, pages + 1), *[0] * (-pages % 4)] == folded
    assert [] == list(stack)
    assert read == [tuple(n if n <= pages else 0 for n in pair) for pair in sides(pages, most)]


def fold(printed_sides: Sequence[tuple[int, int]]) -> list[int]:
    """Return the pages as they follow in a signature: inwards through its sheets, and back.

    A sheet that is turned on its short edge has the left of its back behind the right of its front.
    """
    sheets = list(zip(printed_sides[::2], printed_sides[1::2], strict=True))
    inwards = [page for front, back in sheets for page in (front[1], back[0])]
    return inwards + [page for front, back in reversed(sheets) for page in (back[1], front[0])]


BOXES = {
    "a page as typst makes it": (0, 0, 400, 500),
    "a page that starts elsewhere": (-5, 8, 395, 508),
}


@pytest.mark.parametrize("box", BOXES.values(), ids=BOXES)
def test_a_page_looks_as_before_and_stands_in_the_middle_of_its_half(
    box: tuple[float, float, float, float],
) -> None:
    # 400 x 500 points on a half of 500 x 600: 50 are left on each side, so pixels fall on pixels.
    writer = PdfWriter(clone_from=BytesIO(marked(4, "400pt", "500pt")))
    for page in writer.pages:
        page[NameObject("/MediaBox")] = boxed_at(*box)
    before = written(writer)
    after = pdfium.PdfDocument(impose(before, width=1000, height=600))

    for side, pair in enumerate(sides(4)):
        for half, number_of_page in enumerate(pair):
            pixels = after[side].render(crop=(50 + 500 * half, 50, 550 - 500 * half, 50))
            wanted = pdfium.PdfDocument(before)[number_of_page - 1].render()
            assert (400, 500) == (pixels.width, pixels.height)
            assert bytes(wanted.buffer) == bytes(pixels.buffer)


def written(writer: PdfWriter) -> bytes:
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def foreign(pdf: bytes) -> bytes:
    """Return a print with the same content, said in the other ways that the standard allows."""
    writer = PdfWriter(clone_from=BytesIO(pdf), keep_initial_header=True)
    catalog: Any = writer.root_object
    names = catalog.pop("/Names").get_object()["/Dests"]["/Names"]
    catalog[NameObject("/Dests")] = DictionaryObject(
        {NameObject(f"/{name}"): target for name, target in pairs(names)}
    )
    for page in writer.pages:
        pull_apart(writer, page)
        page[NameObject("/MediaBox")] = boxed_at(-10, 20, 410.9449, 615.2756)
        for link in page.get("/Annots", []):
            lead_by_action(link.get_object(), page)
    for _, element in elements(catalog["/StructTreeRoot"]):
        spell_out(element)
    return written(writer)


def boxed_at(*corners: float) -> ArrayObject:
    return ArrayObject(map(FloatObject, corners))


def pairs(flat: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    return zip(flat[::2], flat[1::2], strict=True)


def pull_apart(writer: PdfWriter, page: Any) -> None:
    """Let the content be two streams."""
    added = ArrayObject()
    for data in page.get_contents().get_data().split(b" ", 1):
        part = StreamObject()
        part.set_data(data)
        added.append(writer._add_object(part.flate_encode()))  # noqa: SLF001
    page[NameObject("/Contents")] = added


def lead_by_action(link: Any, page: Any) -> None:
    link[NameObject("/P")] = page.indirect_reference
    if "/Dest" in link:
        target = link.pop("/Dest")
        where = NameObject(f"/{target}") if isinstance(target, str) else target
        action = {"/S": NameObject("/GoTo"), "/D": where}
        link[NameObject("/A")] = DictionaryObject(
            {NameObject(key): value for key, value in action.items()}
        )


def spell_out(element: Any) -> None:
    """Let every content of the element name its page itself."""
    page = element.pop("/Pg", None)
    for place, kid in enumerate(kids(element)):
        if isinstance(kid, NumberObject):
            reference = {"/Type": NameObject("/MCR"), "/Pg": page, "/MCID": kid}
            element["/K"][place] = DictionaryObject(
                {NameObject(key): value for key, value in reference.items()}
            )


PRINTS = {
    "as typst makes it": lambda: printed(CHAPTERS),
    "in other ways of the standard": lambda: foreign(printed(CHAPTERS)),
}


@pytest.fixture(scope="module", params=PRINTS.values(), ids=list(PRINTS))
def before(request: pytest.FixtureRequest) -> bytes:
    return bytes(request.param())


@pytest.fixture(scope="module", params=[16, 2], ids=["one signature", "two"])
def after(request: pytest.FixtureRequest, before: bytes) -> bytes:
    return impose(before, **A4, most=request.param)


def root(pdf: bytes) -> Any:
    return PdfReader(BytesIO(pdf)).root_object


def kids(parent: Any) -> list[Any]:
    """Return the kids of an element as they stand in the file."""
    found = parent.get("/K", ArrayObject())
    inner = found.get_object()
    return list(inner) if isinstance(inner, ArrayObject) else [found]


def elements(parent: Any, depth: int = 0) -> Iterator[tuple[int, Any]]:
    for kid in kids(parent):
        found = kid.get_object()
        if isinstance(found, DictionaryObject) and "/S" in found:
            yield depth, found
            yield from elements(found, depth + 1)


def test_what_is_read_aloud_is_the_same_in_the_same_order(before: bytes, after: bytes) -> None:
    told = list(reading(root(before)["/StructTreeRoot"], {}))

    assert told == list(reading(root(after)["/StructTreeRoot"], {}))
    roles = Counter(row[0] for row in told)
    assert roles >= Counter({"/H1": 10, "/Link": 18, "/Formula": 9, "/Table": 9, "/TOCI": 9})
    assert {"zh", "en"} <= {row[2] for row in told} | {str(root(before)["/Lang"])}


def reading(parent: Any, texts: dict[int, dict[int, Any]], depth: int = 0) -> Iterator[Any]:
    """Yield elements, what is shown of each, and the objects in it, in their logical order."""
    for kid in (kid.get_object() for kid in kids(parent)):
        if isinstance(kid, NumberObject):
            yield "content", depth, shown_by(parent["/Pg"], texts)[kid]
        elif "/MCID" in kid:
            holder = kid["/Stm"] if "/Stm" in kid else kid["/Pg"]
            yield "content", depth, shown_by(holder, texts)[kid["/MCID"]]
        elif "/Obj" in kid:
            yield "object", depth, kid["/Obj"]["/Subtype"], kid["/Obj"]["/Contents"]
        else:
            yield kid["/S"], depth, kid.get("/Lang"), kid.get("/Alt"), kid.get("/T")
            yield from reading(kid, texts, depth + 1)


def shown_by(holder: Any, texts: dict[int, dict[int, Any]]) -> dict[int, Any]:
    """Return, for each MCID of a page's or a form's own content, its fonts and glyphs."""
    key = holder.indirect_reference.idnum
    if key not in texts:
        stream = holder["/Contents"] if holder.get("/Type") == "/Page" else holder
        content = ContentStream(stream, holder.indirect_reference.pdf)
        texts[key] = dict(shown(content, holder["/Resources"]))
    return texts[key]


def shown(content: ContentStream, resources: Any) -> Iterator[tuple[int, Any]]:
    marks: list[int | None] = []
    font, glyphs = "", list[tuple[str, str]]()
    for operands, operator in content.operations:
        match operator:
            case b"BMC" | b"BDC":
                marks.append(dict(operands[-1]).get("/MCID") if operator == b"BDC" else None)
            case b"Tf":
                font = resources["/Font"][operands[0]]["/BaseFont"]
            case b"Tj" | b"TJ":
                glyphs.append((font, repr(operands)))
            case b"EMC":
                mark = marks.pop()
                if mark is not None:
                    yield mark, tuple(glyphs)
                glyphs.clear()


def test_every_content_has_its_place_in_the_tree_and_knows_it(after: bytes) -> None:
    tree = root(after)["/StructTreeRoot"]
    owners = dict(pairs(tree["/ParentTree"]["/Nums"]))
    named = Counter[tuple[int, int]]()

    for _, element in elements(tree):
        for kid in kids(element):
            found = kid.get_object()
            assert not isinstance(found, NumberObject), "on a page of which nobody reads the form"
            if "/Stm" in found:
                form, mcid = found["/Stm"], found["/MCID"]
                assert form.indirect_reference.idnum in drawn(found["/Pg"])
                assert (
                    element.indirect_reference == owners[form["/StructParents"]].get_object()[mcid]
                )
                named[form.indirect_reference.idnum, mcid] += 1
            elif "/Obj" in found:
                assert found.raw_get("/Obj") in found["/Pg"]["/Annots"]
                assert element.indirect_reference == owners[found["/Obj"]["/StructParent"]]

    pages = PdfReader(BytesIO(after)).pages
    forms: Any = {key: form for page in pages for key, form in drawn(page).items()}
    assert Counter((key, mcid) for key in forms for mcid in shown_by(forms[key], {})) == named


def drawn(side: Any) -> dict[int, Any]:
    """Return the forms that a side draws, each once, by their numbers."""
    names = [
        operands[0]
        for operands, operator in ContentStream(side["/Contents"], None).operations
        if operator == b"Do"
    ]
    forms = side["/Resources"]["/XObject"]
    assert sorted(names) == sorted(forms)
    return {forms.raw_get(name).idnum: forms[name] for name in names}


def test_a_form_is_drawn_once_in_the_whole_file(after: bytes) -> None:
    pages = PdfReader(BytesIO(after)).pages

    numbers = Counter(key for page in pages for key in drawn(page))
    assert {1} == set(numbers.values())
    assert 11 == len(numbers)


def test_links_lie_on_their_text_and_lead_to_the_same_place(before: bytes, after: bytes) -> None:
    links = list(linked(before))

    assert links == list(linked(after))
    assert any("to chapter 6" in text and "Chapter 6" in target for text, target in links)
    assert any("as long as" in text and target.endswith("/5") for text, target in links)
    assert 27 == len(links)


def linked(pdf: bytes) -> Iterator[tuple[str, str]]:
    """Yield for each link, in logical order, the text under it and what it leads to."""
    document, catalog = pdfium.PdfDocument(pdf), root(pdf)
    numbers = side_numbers(pdf)
    for _, element in elements(catalog["/StructTreeRoot"]):
        for kid in kids(element):
            if isinstance(kid, DictionaryObject) and "/Obj" in kid:
                link: Any = kid["/Obj"]
                assert link.get("/P", kid.raw_get("/Pg")) == kid.raw_get("/Pg")
                side = document[numbers[kid.raw_get("/Pg").idnum]]
                yield under(side, link), target(document, catalog, numbers, link)


def side_numbers(pdf: bytes) -> dict[int, int]:
    pages: Any = PdfReader(BytesIO(pdf)).pages
    return {page.indirect_reference.idnum: number for number, page in enumerate(pages)}


def under(side: Any, link: Any) -> str:
    """Return the text that can be clicked."""
    flat = link.get("/QuadPoints", link["/Rect"])
    step = 8 if "/QuadPoints" in link else 4
    boxes = [flat[at : at + step] for at in range(0, len(flat), step)]
    left, bottom, right, top = link["/Rect"]
    for box in boxes:
        assert left <= min(box[::2]) < max(box[::2]) <= right
        assert bottom <= min(box[1::2]) < max(box[1::2]) <= top
    return "".join(
        within(side, min(box[::2]), min(box[1::2]), max(box[::2]), max(box[1::2])) for box in boxes
    )


def within(side: Any, left: float, bottom: float, right: float, top: float) -> str:
    text = side.get_textpage()
    found = text.get_text_bounded(left=left, bottom=bottom, right=right, top=top)
    return " ".join(found.split())


def target(document: Any, catalog: Any, numbers: dict[int, int], link: Any) -> str:
    """Return the address that a link leads to, or the text at its destination."""
    action = link.get("/A", {})
    if "/URI" in action:
        return str(action["/URI"])
    place = link.get("/Dest", action.get("/D")).get_object()
    if isinstance(place, str):
        place = named(catalog, place).get_object()
    return at(document, numbers, place)


def named(catalog: Any, name: str) -> Any:
    if "/Dests" in catalog:
        return catalog["/Dests"][name]
    return dict(pairs(catalog["/Names"]["/Dests"]["/Names"]))[name]


def at(document: Any, numbers: dict[int, int], place: Any) -> str:
    page, view, left, top, zoom = place
    assert ("/XYZ", 0) == (view, zoom)
    return within(document[numbers[page.idnum]], left - 1, top - 40, left + 200, top)


def test_bookmarks_lead_to_their_headings(before: bytes, after: bytes) -> None:
    marks = list(bookmarks(before))

    assert marks == list(bookmarks(after))
    assert 9 == len(marks)
    for title, text in marks:
        assert "".join(title.split()) in "".join(text.split())


def bookmarks(pdf: bytes) -> Iterator[tuple[str, str]]:
    document, item = pdfium.PdfDocument(pdf), root(pdf)["/Outlines"].get("/First")
    while item is not None:
        found = item.get_object()
        yield str(found["/Title"]), at(document, side_numbers(pdf), found["/Dest"])
        item = found.get("/Next")


VIEWS: dict[str, tuple[list[Any], list[Any]]] = {
    "a point": (["/XYZ", 40, 500, 2], ["/XYZ", 460.5, 510.0, 2]),
    "a height alone": (["/XYZ", None, 500, None], ["/XYZ", None, 510.0, None]),
    "a width": (["/FitH", 500], ["/FitH", 510.0]),
    "a height": (["/FitV", 40], ["/FitV", 460.5]),
    "a rectangle": (["/FitR", 1, 2, 3, 4], ["/FitR", 421.5, 12.0, 423.5, 14.0]),
    "a width of what is there": (["/FitBH", 500], ["/FitBH", 510.0]),
    "a height of what is there": (["/FitBV", 40], ["/FitBV", 460.5]),
    "a page": (["/Fit"], ["/Fit"]),
    "a page without its margins": (["/FitB"], ["/FitB"]),
}


@pytest.mark.parametrize(("view", "wanted"), VIEWS.values(), ids=VIEWS)
def test_views_move_with_their_page(view: list[Any], wanted: list[Any]) -> None:
    writer = PdfWriter(clone_from=BytesIO(marked(4, "420.5pt", "580pt")))
    page = writer.pages[2].indirect_reference
    writer.root_object[NameObject("/OpenAction")] = ArrayObject([page, *map(an_object, view)])

    after = impose(written(writer), width=841, height=600)

    side, *found = root(after)["/OpenAction"]
    assert 3 == standing(after)[side_numbers(after)[side.idnum]][1]
    assert wanted == [None if isinstance(part, NullObject) else part for part in found]


def an_object(part: Any) -> Any:
    if part is None:
        return NullObject()
    return NameObject(part) if isinstance(part, str) else NumberObject(part)


def test_boxes_of_tables_and_formulas_lie_on_them(before: bytes, after: bytes) -> None:
    boxes = list(boxed(before))

    assert boxes == list(boxed(after))
    assert 18 == len(boxes)
    assert ("/Table", "head 7 value cell 7 49") in boxes


def boxed(pdf: bytes) -> Iterator[tuple[str, str]]:
    document, numbers = pdfium.PdfDocument(pdf), side_numbers(pdf)
    for _, element in elements(root(pdf)["/StructTreeRoot"]):
        for attribute in element.get("/A", ()):
            if "/BBox" in attribute:
                side = document[numbers[page_of(element).idnum]]
                yield str(element["/S"]), within(side, *attribute["/BBox"])


def page_of(item: Any) -> Any:
    """Return the first page that an element, or what is in it, names."""
    if "/Pg" in item:
        return item.raw_get("/Pg")
    inner = [kid.get_object() for kid in kids(item)]
    return next(filter(None, (page_of(kid) for kid in inner if isinstance(kid, dict))), None)


def test_the_rest_is_kept(before: bytes, after: bytes) -> None:
    old, new = PdfReader(BytesIO(before)), PdfReader(BytesIO(after))
    catalog: Any = new.root_object
    was: Any = old.root_object
    about: Any = new.metadata

    assert old.metadata == new.metadata
    assert ("x", "y") == (about.title, about.author)
    assert old.pdf_header == new.pdf_header
    assert was["/Metadata"].get_data() == catalog["/Metadata"].get_data()
    assert b"<pdfuaid:part>1</pdfuaid:part>" in catalog["/Metadata"].get_data()
    assert was["/ViewerPreferences"].items() < catalog["/ViewerPreferences"].items()
    assert "/DuplexFlipShortEdge" == catalog["/ViewerPreferences"]["/Duplex"]
    for key in ("/Lang", "/MarkInfo"):
        assert was[key] == catalog[key]
    assert set(was) - {"/PageLabels"} == set(catalog)
    for page in catalog["/Pages"]["/Kids"]:
        assert "/S" == page.get_object()["/Tabs"]
        assert [0, 0, 841.89, 595.276] == page.get_object()["/MediaBox"]


def test_nothing_is_left_of_the_pages(after: bytes) -> None:
    reader = PdfReader(BytesIO(after))
    there = {number for numbers in reader.xref.values() for number in numbers}

    assert reachable(reader) == there
    types = Counter(
        found.get("/Type")
        for found in map(reader.get_object, there)
        if isinstance(found, DictionaryObject)
    )
    assert len(reader.pages) == types["/Page"]
    assert 11 == types["/XObject"]


def reachable(reader: PdfReader) -> set[int]:
    found, waiting = set[int](), [dict(reader.trailer)]
    while waiting:
        item: Any = waiting.pop()
        if isinstance(item, IndirectObject):
            if item.idnum in found:
                continue
            found.add(item.idnum)
            item = item.get_object()
        if isinstance(item, dict | list):
            waiting += item.values() if isinstance(item, dict) else item
    return found


def test_the_same_bytes_in_every_process(before: bytes) -> None:
    wanted = impose(before, **A4)
    code = (
        "import sys; from pipeline.press.impose import impose; sys.stdout.buffer.write("
        "impose(sys.stdin.buffer.read(), width=841.89, height=595.276))"
    )

    for seed in ("1", "2"):
        command = [sys.executable, "-c", code]
        environment = os.environ | {"PYTHONHASHSEED": seed}
        run = subprocess.run(
            command, cwd=ROOT, env=environment, input=before, capture_output=True, check=True
        )
        assert wanted == run.stdout

"""Pages two by two on sheets to fold and staple; their tags, links and bookmarks go with them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from typing import Any

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
)

# The axis of each number behind the name of a view: PDF 32000-1, table 151.
_VIEWS = {"/XYZ": "xy", "/FitH": "y", "/FitV": "x", "/FitR": "xyxy", "/FitBH": "y", "/FitBV": "x"}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Spot:
    """Where a page went: which side of a sheet, the form with its content, how far both moved."""

    page: Any
    side: IndirectObject
    form: IndirectObject
    x: float
    y: float


_Spots = Mapping[int, _Spot]  # by the object number of the page


def impose(pdf: bytes, *, width: float, height: float, most: int = 16) -> bytes:
    """Return the pages of a tagged PDF set two by two, for printing on both sides and folding.

    The sheets are `width` by `height` points, wider than high, and turned over on their short
    edge. A signature has at most `most` of them. Fold each on its own, then stack them. Pages
    keep their size and stand in the middle of their half. The same bytes come of the same file.

    The rules are those of PDF 32000-1:2008. A page's content becomes a form XObject (8.10) that
    is drawn once. The form takes over the page's key in the parent tree (14.7.4.4), and each
    structure element names side, form and MCID of its content (14.7.4.2, table 324), so the order
    of reading stays what it was. Annotations (12.5), destinations (12.3.2) and the boxes of
    elements (14.8.5.4.3) move with their page. Page labels go, since sides have two numbers; the
    print dialog is told how to turn the paper (12.2). All else is kept.

    The file must be tagged, its pages unrotated: typst makes such files.
    """
    reader = PdfReader(BytesIO(pdf))
    reader.root_object.pop("/PageLabels", None)
    writer = PdfWriter(clone_from=reader, keep_initial_header=True)
    catalog: Any = writer.root_object
    spots = _lay(writer, width, height, most)
    for element in _elements(catalog["/StructTreeRoot"]):
        _move_box(element, spots)
        _name_content(element, spots)
    catalog["/ViewerPreferences"][NameObject("/Duplex")] = NameObject("/DuplexFlipShortEdge")
    for found in _reachable(catalog):
        _follow(found, spots)
    return _written(writer, spots)


def sides(pages: int, most: int = 16) -> Iterator[tuple[int, int]]:
    """Yield the numbers of the pages on each side, left and right, in the order of printing.

    Numbers after the last page are blanks.

    >>> list(sides(5))
    [(8, 1), (2, 7), (6, 3), (4, 5)]
    >>> list(sides(5, most=1))
    [(4, 1), (2, 3), (8, 5), (6, 7)]
    """
    sheets = -(-pages // 4)
    signatures = -(-sheets // most)
    last = 0
    for signature in range(signatures):
        size = sheets // signatures + (signature < sheets % signatures)
        first, last = last + 1, last + 4 * size
        for inward in range(0, 2 * size, 2):
            yield last - inward, first + inward
            yield first + inward + 1, last - inward - 1


def _lay(writer: PdfWriter, width: float, height: float, most: int) -> dict[int, _Spot]:
    """Put sides in the place of the pages, and return where each page went."""
    pages, spots = list(writer.pages), dict[int, _Spot]()
    root: Any = writer.root_object.raw_get("/Pages")
    laid = ArrayObject()
    for numbers in sides(len(pages), most):
        box = ArrayObject(map(FloatObject, (0, 0, width, height)))
        side = _dictionary(Type="/Page", Parent=root, MediaBox=box, Tabs="/S")
        reference = _added(writer, side)
        here = [
            _spot(writer, pages[number - 1], reference, (width * middle, height / 2))
            for middle, number in zip((0.25, 0.75), numbers, strict=True)
            if number <= len(pages)
        ]
        _draw(writer, side, here)
        spots |= {spot.page.indirect_reference.idnum: spot for spot in here}
        laid.append(reference)
    root.get_object().update(_dictionary(Kids=laid, Count=NumberObject(len(laid))))
    return spots


def _spot(
    writer: PdfWriter, page: PageObject, side: IndirectObject, middle: tuple[float, float]
) -> _Spot:
    """Make a form of the page's content; it goes where the page's middle is that of the half."""
    box = page.mediabox
    x, y = (at - (low + high) / 2 for at, low, high in zip(middle, box[:2], box[2:], strict=True))
    form = _content(writer, page)
    entries = _dictionary(Type="/XObject", Subtype="/Form", BBox=ArrayObject(box))
    for key in ("/Resources", "/StructParents", "/Group"):
        if key in page:
            entries[NameObject(key)] = page.raw_get(key)
    form.get_object().update(entries)
    return _Spot(page=page, side=side, form=form, x=round(x, 3), y=round(y, 3))


def _content(writer: PdfWriter, page: Any) -> Any:
    """Return the page's content as one stream: its own, or its several joined."""
    content = page["/Contents"]
    if isinstance(content, StreamObject):
        return page.raw_get("/Contents")
    joined = StreamObject()
    joined.set_data(b"\n".join(part.get_object().get_data() for part in content))
    return _added(writer, joined.flate_encode())


def _draw(writer: PdfWriter, side: DictionaryObject, spots: Sequence[_Spot]) -> None:
    """Let the side show the forms, and hold the links that lie on them."""
    content = StreamObject()
    drawn = (f"q 1 0 0 1 {spot.x} {spot.y} cm /P{n} Do Q\n" for n, spot in enumerate(spots))
    content.set_data("".join(drawn).encode())
    forms = _dictionary(**{f"P{n}": spot.form for n, spot in enumerate(spots)})
    side.update(_dictionary(Contents=_added(writer, content), Resources=_dictionary(XObject=forms)))
    annotations = ArrayObject(chain.from_iterable(map(_annotations, spots)))
    if annotations:
        side[NameObject("/Annots")] = annotations


def _annotations(spot: _Spot) -> Iterator[PdfObject]:
    """Yield the page's annotations, moved with it."""
    for annotation in _items(spot.page, "/Annots"):
        for key in ("/Rect", "/QuadPoints"):
            numbers = _items(annotation.get_object(), key)
            _translate(numbers, "xy" * (len(numbers) // 2), spot)
        yield annotation


def _translate(numbers: list[Any], axes: str, spot: _Spot, start: int = 0) -> None:
    """Move the numbers, each along its axis; null, which stands for none, stays null."""
    for place, axis in zip(range(start, len(numbers)), axes, strict=False):
        if isinstance(numbers[place], int | float):
            numbers[place] = FloatObject(numbers[place] + (spot.x if axis == "x" else spot.y))


def _elements(parent: DictionaryObject) -> Iterator[DictionaryObject]:
    """Yield the structure elements in their order; only they have a role, /S."""
    for kid in _items(parent, "/K"):
        found = kid.get_object()
        if isinstance(found, DictionaryObject) and "/S" in found:
            yield found
            yield from _elements(found)


def _move_box(element: DictionaryObject, spots: _Spots) -> None:
    """Move the box that a figure, a formula or a table says it fills.

    Where the element has no content there is no telling on which page it would be: it stays.
    """
    attributes = (found.get_object() for found in _items(element, "/A"))
    boxes = [found["/BBox"] for found in attributes if isinstance(found, dict) and "/BBox" in found]
    if boxes and (page := next(_shown_on(element), None)):
        for box in boxes:
            _translate(box, "xyxy", spots[page.idnum])


def _shown_on(item: PdfObject) -> Iterator[IndirectObject]:
    """Yield the pages of an element, or of another kid, and of what is in it."""
    if isinstance(item, DictionaryObject):
        if "/Pg" in item:
            yield item.raw_get("/Pg")
        for kid in _items(item, "/K"):
            yield from _shown_on(kid.get_object())


def _name_content(element: DictionaryObject, spots: _Spots) -> None:
    """Say of each content of the element which form it is in, and on which side that is."""
    if kids := _items(element, "/K"):
        page = element.get("/Pg")
        element[NameObject("/K")] = ArrayObject(_named(kid, page, spots) for kid in kids)


def _named(kid: PdfObject, page: IndirectObject | None, spots: _Spots) -> PdfObject:
    found: Any = kid.get_object()
    if isinstance(found, NumberObject):
        kid = found = _dictionary(Type="/MCR", MCID=found)
    if "/MCID" in found and "/Stm" not in found:
        spot = spots[found.get("/Pg", page).idnum]
        found.update(_dictionary(Pg=spot.side, Stm=spot.form))
    return kid


def _reachable(root: PdfObject) -> Iterator[DictionaryObject | ArrayObject]:
    """Yield each dictionary and array once, before what is in it is looked at."""
    waiting: list[Any] = [root]
    seen = set[int]()
    while waiting:
        found = waiting.pop()
        if isinstance(found, IndirectObject):
            if found.idnum in seen:
                continue
            seen.add(found.idnum)
            found = found.get_object()
        if isinstance(found, DictionaryObject | ArrayObject):
            yield found
            waiting += found.values() if isinstance(found, DictionaryObject) else found


def _follow(found: DictionaryObject | ArrayObject, spots: _Spots) -> None:
    """Lead what is said about pages to their sides, and views of them to where they went."""
    entries = found.items() if isinstance(found, DictionaryObject) else enumerate(found)
    for key, value in list(entries):
        spot = spots.get(value.idnum) if isinstance(value, IndirectObject) else None
        if spot is None:
            continue
        found[key] = spot.side
        if isinstance(found, ArrayObject) and key == 0 and len(found) > 1:
            _translate(found, _VIEWS.get(str(found[1]), ""), spot, start=2)


def _written(writer: PdfWriter, spots: _Spots) -> bytes:
    """Return the file without the pages, which nothing leads to any more."""
    for spot in spots.values():
        spot.page.clear()
    writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def _dictionary(**entries: PdfObject | str) -> DictionaryObject:
    """Return a PDF dictionary; strings are names."""
    return DictionaryObject(
        {
            NameObject(f"/{key}"): NameObject(value) if isinstance(value, str) else value
            for key, value in entries.items()
        }
    )


def _items(parent: DictionaryObject, key: str) -> list[Any]:
    """Return what an entry holds: the array itself, or one item, or none."""
    found = parent[key] if key in parent else ArrayObject()
    return found if isinstance(found, ArrayObject) else [parent.raw_get(key)]


def _added(writer: PdfWriter, found: PdfObject) -> IndirectObject:
    return writer._add_object(found)  # noqa: SLF001  (its manual adds objects so, too)

"""Rules about markup: cards run no program, fetch nothing, and need no LaTeX."""

import re
from collections.abc import Iterator

from pipeline.apkg.found import about, of_note, sides
from pipeline.apkg.markup import Tag, is_remote, tags
from pipeline.model.package import Package
from pipeline.problem import Problem, Severity

# Attributes whose address is fetched when a card is shown; a link waits until it is clicked.
_FETCHED = {"src", "data", "poster", "srcset", "background"}
_FETCHING = {"link": "href", "image": "href", "use": "href"}
_RUNNING = ("javascript:", "vbscript:", "data:text/html")
_HANDLER = re.compile(r"on[a-z]+")
_FRAMES = {"iframe", "embed", "base", "frame"}
_ADDRESS = re.compile(
    r"""(?:\burl\(\s*|@import\s+)(?:"([^"]*)"|'([^']*)'|([^\s)"';]+))""", re.IGNORECASE
)
_LATEX = {"[latex]": "[/latex]", "[$]": "[/$]", "[$$]": "[/$$]"}

_HINTS = {
    "script": "take it out: programs in cards differ from app to app and frighten learners",
    "remote": "put the file into the package: cards are learnt offline, and fetching tells on them",
    "latex": "write \\( … \\) for MathJax: LaTeX is off by default and missing on phones",
}


def problems(package: Package) -> Iterator[Problem]:
    """Yield what is dangerous or dead in templates, styles and fields."""
    used = {note.type_id for note in package.notes}
    for kind in package.types:
        texts = {side: html for side, _, html in sides(kind)}
        for where, text in {**texts, "the style": f"<style>{kind.css}"}.items():
            for what, why in _found(text):
                message = f"{where}: {what}"
                # A collection holds Anki's own types too, one of them with a program.
                severity = _severity(why) if kind.id in used else "warning"
                yield about(package, kind.name, message, _HINTS[why], severity)
    for note, kind in package.typed():
        for name, value in zip(kind.fields, note.values, strict=False):
            for what, why in _found(value):
                message = f"the field {name!r}: {what}"
                yield of_note(package, note, message, _HINTS[why], _severity(why))


def _severity(why: str) -> Severity:
    return "warning" if why == "latex" else "error"


def _found(text: str) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a text, and the name of the hint."""
    if "<" in text:
        found = tuple(tags(text))
        yield from ((f"program: {what}", "script") for what in _programs(found))
        yield from ((f"fetched from elsewhere: {what}", "remote") for what in _fetched(text, found))
    for opening, closing in _LATEX.items():
        start = text.find(opening)
        if start >= 0 and text.find(closing, start) > start:
            yield f"LaTeX in {opening}", "latex"


def _programs(found: tuple[Tag, ...]) -> Iterator[str]:
    for tag in found:
        if tag.name == "script" or tag.name in _FRAMES:
            yield f"<{tag.name}>"
        for name, value in tag.attributes:
            # Browsers pass over blanks and controls in front of and inside such an address.
            address = "".join(char for char in value if char > " ").lower()
            if _HANDLER.fullmatch(name) or address.startswith(_RUNNING):
                yield f"{name} of <{tag.name}>"


def _fetched(text: str, found: tuple[Tag, ...]) -> Iterator[str]:
    for tag in found:
        for name, value in tag.attributes:
            fetched = name in _FETCHED or _FETCHING.get(tag.name) == name.removeprefix("xlink:")
            if fetched and _is_elsewhere(value):
                yield value
            if name == "style":
                yield from filter(_is_elsewhere, addresses(value))
    if any(tag.name == "style" for tag in found):
        yield from filter(_is_elsewhere, addresses(text))


def _is_elsewhere(address: str) -> bool:
    return is_remote(address) and not address.strip().lower().startswith("data:")


def addresses(css: str) -> Iterator[str]:
    """Yield the addresses that a style fetches.

    >>> list(addresses('@import "_a.css"; b {background: url( _c.png )}'))
    ['_a.css', '_c.png']
    """
    for double, single, bare in _ADDRESS.findall(css):
        yield double or single or bare

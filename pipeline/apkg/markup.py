"""HTML from anywhere, cut into tags as a browser would, in one pass however broken it is."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_TAG = re.compile(r"<!--|<([a-zA-Z][^\s/>]*)")
_ATTRIBUTE = re.compile(
    r"""[\s/]*([^\s/>][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"?|'([^']*)'?|([^\s>]*)))?"""
)
_SOUND = "[sound:"
# Where each element names the file that it shows.
_SHOWN = {"img": "src", "audio": "src", "video": "src", "source": "src", "object": "data"}
_REMOTE = re.compile(r"//|(?:https?|ftp|file|data):", re.IGNORECASE)
# Elements whose contents are no text.
_UNSEEN = ("style", "script")


@dataclass(frozen=True, kw_only=True, slots=True)
class Tag:
    """An opening tag: its name in lower case, its attributes with entities resolved."""

    name: str
    attributes: tuple[tuple[str, str], ...]


def tags(text: str) -> Iterator[Tag]:
    """Yield every opening tag, an unfinished last one too, but none that is in a comment.

    >>> [tag.attributes for tag in tags("<IMG/src=a.png onload='x'")]
    [(('src', 'a.png'), ('onload', 'x'))]
    """
    at, last = 0, text.rfind("-->")
    while found := _TAG.search(text, at):
        if found[1] is None:
            # One that never ends would hide the rest from us, but not from every program.
            at = text.find("-->", found.end()) + 3 if found.end() <= last else found.end()
            continue
        attributes, at = _attributes(text, found.end())
        yield Tag(name=found[1].lower(), attributes=attributes)


def _attributes(text: str, at: int) -> tuple[tuple[tuple[str, str], ...], int]:
    """Return a tag's attributes and where it ends."""
    found: list[tuple[str, str]] = []
    while attribute := _ATTRIBUTE.match(text, at):
        name, double, single, bare = attribute.groups()
        found.append((name.lower(), html.unescape(double or single or bare or "")))
        at = attribute.end()
    return tuple(found), at


def media(text: str) -> tuple[str, ...]:
    """Return the names of the files that a field shows or plays, each once, as Anki takes them.

    Percent signs stay, and a comment hides nothing: Anki looks for both files.

    >>> media('<img src="a%20b.png"> [sound:c.mp3] <img src="https://example.org/d.png">')
    ('a%20b.png', 'c.mp3')
    """
    shown = (
        value
        for tag in tags(text.replace("<!--", ""))
        for name, value in tag.attributes
        if _SHOWN.get(tag.name) == name and value
    )
    names = (name for name in (*shown, *_sounds(text)) if not is_remote(name))
    return tuple(dict.fromkeys(names))


def _sounds(text: str) -> Iterator[str]:
    for piece in text.split(_SOUND)[1:]:
        name, closed, _ = piece.partition("]")
        if name and closed:
            yield html.unescape(name)


def is_remote(address: str) -> bool:
    """Say whether the address of a file is not that of a file of the package.

    >>> is_remote("//example.org/a.png"), is_remote("a.png")
    (True, False)
    """
    return _REMOTE.match(address.strip()) is not None


def plain(text: str) -> str:
    """Return a field's text without its markup, as Anki compares first fields.

    Files count as text, so that a picture alone is a first field.

    >>> plain("<b>Hello</b><br><!-- x --> &amp; you <img src=a.png>")
    'Hello & you  a.png '
    """
    return html.unescape("".join(_pieces(text))).replace("\u00a0", " ")


def _pieces(text: str) -> Iterator[str]:
    at, lost = 0, set[str]()
    while (start := text.find("<", at)) >= 0:
        closing = _closing(text, start)
        closing = ">" if closing in lost else closing
        found = re.compile(closing, re.IGNORECASE).search(text, start)
        if found is None and closing == ">":
            break
        if found is None:
            lost.add(closing)
            continue
        yield text[at:start]
        yield from (f" {name} " for name in media(text[start : found.end()]))
        at = found.end()
    yield text[at:]


def _closing(text: str, start: int) -> str:
    """Return what ends the tag, comment, style or script that begins at `start`."""
    head = text[start + 1 : start + 8].lower()
    if head.startswith("!--"):
        return "-->"
    return next((f"</{name}>" for name in _UNSEEN if head.startswith(name)), ">")

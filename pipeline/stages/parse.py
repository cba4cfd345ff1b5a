"""The article's lines made into entries; every line gets a role."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from pipeline.model.article import Article, Code, Entry, Section, Unit, entry_id
from pipeline.model.place import Place, Span
from pipeline.problem import Problem, raise_if_any
from pipeline.text import lines as read

Role = Literal[
    "blank",
    "heading",
    "summary",
    "label",
    "point",
    "continuation",
    "code",
    "attribution",
    "preface",
]

# A number this far above the last one is taken for a number in the text, not for a question.
LARGEST_GAP = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One line of the article with its role; `text` has lost the marks that gave it the role."""

    number: int
    role: Role
    text: str
    raw: str
    question: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Parsed:
    """The entries in the article's order, duplicates included, and the role of every line."""

    entries: tuple[Entry[Unit], ...]
    lines: tuple[Line, ...]
    address: str | None


def parse(article: Article) -> Parsed:
    """Return the questions in the article.

    A question opens with its number, goes on with a summary, and holds labelled lists of points
    or Python code. Lines that continue a sentence are joined to it. Raises `Problems` when no
    question is found, or when text stands before the first one.
    """
    lines = tuple(_lines(article))
    raise_if_any(_problems(article, lines))
    address = next((line.text for line in lines if line.role == "attribution"), None)
    return Parsed(entries=tuple(_entries(lines)), lines=lines, address=address)


def _lines(article: Article) -> Iterator[Line]:
    question, previous = 0, "preface"
    for number, raw in enumerate(article.lines, 1):
        following = article.lines[number] if number < len(article.lines) else ""
        role, text = _role(raw, following, question, previous)
        if role == "heading":
            question, text = read.heading(raw) or (question, text)
        yield Line(number=number, role=role, text=text, raw=raw, question=question)
        previous = previous if role == "blank" else role


def _role(raw: str, following: str, question: int, previous: str) -> tuple[Role, str]:
    """Judge a line by itself, by the line after it, and by what stands before it."""
    opened = read.heading(raw)
    if not raw.strip():
        return "blank", ""
    if previous == "code" and not opened and read.goes_on_as_code(raw):
        return "code", raw
    if opened and _follows(opened[0], question):
        return "heading", opened[1]
    if (address := read.attribution(raw)) is not None:
        return "attribution", address
    if question == 0:
        return "preface", raw.strip()
    return _body_role(raw, following, previous)


def _follows(number: int, question: int) -> bool:
    """Say whether a number can be the next question's; the first one may be any."""
    return question == 0 or question <= number <= question + LARGEST_GAP


def _body_role(raw: str, following: str, previous: str) -> tuple[Role, str]:
    if (text := read.point(raw)) is not None:
        return "point", text
    if (text := read.label(raw)) is not None and read.point(following) is not None:
        return "label", text
    if read.starts_code(raw):
        return "code", raw
    return ("summary" if previous == "heading" else "continuation"), raw.strip()


def _problems(article: Article, lines: tuple[Line, ...]) -> Iterator[Problem]:
    if not any(line.role == "heading" for line in lines):
        yield Problem(
            place=Place(file=article.file, line=1),
            message="no question was found",
            hint="a question is a line that opens with its number, as in `1. What is a token?`",
        )
        return
    for line in lines:
        if line.role == "preface":
            yield Problem(
                place=Place(file=article.file, line=line.number),
                message=f"text before the first question: {line.text[:40]}",
                hint="remove the line, or number it if it is a question",
            )


def _entries(lines: tuple[Line, ...]) -> Iterator[Entry[Unit]]:
    starts = [i for i, line in enumerate(lines) if line.role == "heading"]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        body = [line for line in lines[start:end] if line.role not in ("blank", "attribution")]
        yield _entry(body)


@dataclass(kw_only=True, slots=True)
class _Draft:
    """What has been read of one entry; each part is the list of lines it is made from."""

    summary: list[Line] = field(default_factory=list)
    sections: list[tuple[list[Line], list[list[Line]]]] = field(default_factory=list)
    codes: list[list[Line]] = field(default_factory=list)


def _entry(body: list[Line]) -> Entry[Unit]:
    number = body[0].question
    name = entry_id(number)
    draft = _draft(body[1:])
    return Entry(
        number=number,
        span=Span(first=body[0].number, last=body[-1].number),
        question=_unit(f"{name}.question", [body[0]]),
        summary=_unit(f"{name}.summary", draft.summary) if draft.summary else None,
        sections=tuple(_section(f"{name}.s{i}", s) for i, s in enumerate(draft.sections, 1)),
        codes=tuple(_code(f"{name}.c{i}", lines) for i, lines in enumerate(draft.codes, 1)),
    )


def _draft(body: list[Line]) -> _Draft:
    draft = _Draft()
    last = draft.summary
    for line in body:
        if line.role == "label":
            draft.sections.append(([line], []))
            last = draft.sections[-1][0]
        elif line.role == "point":
            last = [line]
            _open_section(draft).append(last)
        elif line.role == "code":
            if not draft.codes or draft.codes[-1][-1].number < line.number - 1:
                draft.codes.append([])
            draft.codes[-1].append(line)
        else:
            last.append(line)
    return draft


def _open_section(draft: _Draft) -> list[list[Line]]:
    """Return the points of the last section; points before any label get one without a label."""
    if not draft.sections:
        draft.sections.append(([], []))
    return draft.sections[-1][1]


def _section(name: str, parts: tuple[list[Line], list[list[Line]]]) -> Section[Unit]:
    label, points = parts
    units = tuple(_unit(f"{name}.p{i}", lines) for i, lines in enumerate(points, 1))
    first = units[0].span.first if units else label[0].number
    nothing = Unit(id=name, zh="", span=Span(first=first, last=first))
    return Section(label=_unit(name, label) if label else nothing, points=units)


def _unit(name: str, lines: list[Line]) -> Unit:
    span = Span(first=lines[0].number, last=lines[-1].number)
    return Unit(id=name, zh=read.joined([line.text for line in lines]), span=span)


def _code(name: str, lines: list[Line]) -> Code:
    span = Span(first=lines[0].number, last=lines[-1].number)
    return Code(id=name, text="\n".join(line.raw for line in lines), span=span)

"""The article's lines made into entries."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.model.article import Article, Code, Entry, Section, Unit, entry_id
from pipeline.model.line import Line
from pipeline.model.place import Place, Span
from pipeline.problem import Problem, raise_if_any
from pipeline.stages.roles import roles
from pipeline.text.lines import joined

Lines = tuple[Line, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Parsed:
    """The entries in the article's order, duplicates included, and the role of every line."""

    entries: tuple[Entry[Unit], ...]
    lines: Lines
    address: str | None


def parse(article: Article) -> Parsed:
    """Return the questions in the article.

    A question opens with its number, goes on with a summary, and holds labelled lists of points
    or Python code. Lines that continue a sentence are joined to it. Lines before the
    first question go into no entry. Raises `Problems` when no question is found, or when prose
    follows code.
    """
    lines = tuple(roles(article))
    raise_if_any(_problems(article, lines))
    address = next((line.text for line in lines if line.role == "attribution"), None)
    return Parsed(entries=tuple(_entries(lines, article.file)), lines=lines, address=address)


def _problems(article: Article, lines: Lines) -> Iterator[Problem]:
    if not any(line.role == "heading" for line in lines):
        yield Problem(
            place=Place(file=article.file, line=1),
            message="no question was found",
            hint="a question is a line that opens with its number, as in `1. What is a token?`",
        )
        return
    yield from _after_code(article, lines)


def _after_code(article: Article, lines: Lines) -> Iterator[Problem]:
    told = [line for line in lines if line.role != "blank"]
    for before, line in pairwise(told):
        if (before.role, line.role) == ("code", "continuation"):
            yield Problem(
                place=Place(file=article.file, line=line.number),
                message=f"prose behind code: {line.text[:40]}",
                hint="put it above the code or make it a point, with a dash in front; if it is "
                "code, its Chinese may stand only in comments and strings",
            )


def _entries(lines: Lines, file: str) -> Iterator[Entry[Unit]]:
    starts = [i for i, line in enumerate(lines) if line.role == "heading"]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        body = tuple(line for line in lines[start:end] if line.role not in ("blank", "attribution"))
        yield _entry(body, file)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Draft:
    """What has been read of one entry; a text is the tuple of lines it is made from."""

    summary: Lines = ()
    sections: tuple[tuple[Lines, tuple[Lines, ...]], ...] = ()
    codes: tuple[Lines, ...] = ()
    last: str = ""


def _entry(body: Lines, file: str) -> Entry[Unit]:
    number = body[0].question
    name = entry_id(number)
    draft = _Draft()
    for line in body[1:]:
        draft = _taken(draft, line)
    return Entry(
        number=number,
        span=Span(first=body[0].number, last=body[-1].number),
        question=_unit(f"{name}.question", body[:1], file),
        summary=_unit(f"{name}.summary", draft.summary, file) if draft.summary else None,
        sections=tuple(_section(f"{name}.s{i}", s, file) for i, s in enumerate(draft.sections, 1)),
        codes=tuple(_code(f"{name}.c{i}", lines) for i, lines in enumerate(draft.codes, 1)),
    )


def _taken(draft: _Draft, line: Line) -> _Draft:
    """Return the draft with one more line; a continuation goes where the last line went."""
    role = line.role if line.role != "continuation" else draft.last or "summary"
    goes_on = line.role == "continuation"
    if role == "code":
        codes = _grown(draft.codes, line, same=draft.last == "code")
        return replace(draft, codes=codes, last=role)
    if role == "label":
        return replace(draft, sections=_with_label(draft.sections, line, goes_on), last=role)
    if role == "point":
        label, points = draft.sections[-1] if draft.sections else ((), ())
        sections = (*draft.sections[:-1], (label, _grown(points, line, same=goes_on)))
        return replace(draft, sections=sections, last=role)
    return replace(draft, summary=(*draft.summary, line), last=role)


def _with_label(
    sections: tuple[tuple[Lines, tuple[Lines, ...]], ...],
    line: Line,
    goes_on: bool,  # noqa: FBT001 - one of two ways to take a line
) -> tuple[tuple[Lines, tuple[Lines, ...]], ...]:
    if not goes_on:
        return (*sections, ((line,), ()))
    label, points = sections[-1]
    return (*sections[:-1], ((*label, line), points))


def _grown(groups: tuple[Lines, ...], line: Line, *, same: bool) -> tuple[Lines, ...]:
    """Add a line to the last group, or open a group with it."""
    if same and groups:
        return (*groups[:-1], (*groups[-1], line))
    return (*groups, (line,))


def _section(name: str, parts: tuple[Lines, tuple[Lines, ...]], file: str) -> Section[Unit]:
    label, points = parts
    units = tuple(_unit(f"{name}.p{i}", lines, file) for i, lines in enumerate(points, 1))
    # Points before any label get a label without text, on the line of the first of them.
    first = label or points[0][:1]
    heading = _unit(name, first, file)
    return Section(label=heading if label else replace(heading, zh=""), points=units)


def _unit(name: str, lines: Lines, file: str) -> Unit:
    span = Span(first=lines[0].number, last=lines[-1].number)
    place = Place(file=file, line=span.first, key=name)
    return Unit(id=name, zh=joined([line.text for line in lines]), span=span, place=place)


def _code(name: str, lines: Lines) -> Code:
    """Join the lines of code, with the blank ones that stood between them."""
    span = Span(first=lines[0].number, last=lines[-1].number)
    raw = {line.number: line.raw for line in lines}
    return Code(id=name, text="\n".join(raw.get(n, "") for n in span.lines()), span=span)

"""Every line of the article given a role: what it is in a list of questions and answers."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.article import Article
from pipeline.model.line import Line, Role
from pipeline.text import lines as read

# A number this far above the last one is taken for a number in the text, not for a question.
LARGEST_GAP = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class _Around:
    """What a line is judged by besides itself.

    `question` is the number of the open question, 0 before the first; `previous` and `following`
    are the role of the last and the text of the next line that is not blank; `trailing` says that
    nothing but attribution comes after it.
    """

    question: int
    previous: Role
    following: str
    trailing: bool


def roles(article: Article) -> Iterator[Line]:
    """Yield the article's lines with their roles, in order."""
    question = 0
    previous: Role = "preface"
    tail = _tail(article.lines)
    numbered = enumerate(zip(article.lines, _following(article.lines), strict=True), 1)
    for number, (raw, following) in numbered:
        around = _Around(
            question=question,
            previous=previous,
            following=following,
            trailing=number > tail,
        )
        role, text = _role(raw, around)
        if role == "heading" and (opened := read.heading(raw)) is not None:
            question = opened[0]
        yield Line(number=number, role=role, text=text, raw=raw, question=question)
        previous = previous if role == "blank" else role


def _following(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return, for each line, the next one that is not blank; "" behind the last."""
    after, found = "", []
    for line in reversed(lines):
        found.append(after)
        after = line if line.strip() else after
    return tuple(reversed(found))


def _tail(lines: tuple[str, ...]) -> int:
    """Return the number of the last line that is neither blank nor attribution."""
    return max(
        (n for n, line in enumerate(lines, 1) if line.strip() and not _is_credit(line)), default=0
    )


def _is_credit(line: str) -> bool:
    return read.attribution(line) is not None and read.point(line) is None


def _role(raw: str, around: _Around) -> tuple[Role, str]:
    opened = read.heading(raw)
    if not raw.strip():
        return "blank", ""
    if around.previous == "code" and read.goes_on_as_code(raw) and not _asks(opened):
        return "code", raw
    if opened and _follows(opened[0], around.question):
        return "heading", opened[1]
    if _is_credit(raw) and (around.trailing or around.question == 0):
        return "attribution", read.attribution(raw) or ""
    if around.question == 0:
        return "preface", raw.strip()
    return _body_role(raw, around)


def _asks(opened: tuple[int, str] | None) -> bool:
    """Say whether a numbered line among code is a question: its text opens with a letter."""
    return opened is not None and opened[1][:1].isalpha()


def _follows(number: int, question: int) -> bool:
    """Say whether a number can be the next question's; the first one may be any."""
    return question == 0 or question <= number <= question + LARGEST_GAP


def _body_role(raw: str, around: _Around) -> tuple[Role, str]:
    if (text := read.point(raw)) is not None:
        return "point", text
    if (text := read.label(raw)) is not None and read.point(around.following) is not None:
        return "label", text
    if read.starts_code(raw):
        return "code", raw
    return ("summary" if around.previous == "heading" else "continuation"), raw.strip()

"""Writes statements with their levels as source code in the layout of PEP 8."""

from collections.abc import Iterator

from pipeline.text.recover.lexer import Token, is_string, tokens
from pipeline.text.recover.statement import CLAUSES, Statement

_STEP = "    "
_DEFINES = ("@", "def", "class")


def render(statements: tuple[Statement, ...], levels: tuple[int, ...]) -> str:
    """Write the statements, each at its level, with blank lines around definitions.

    The source ends with one newline; apart from whitespace it is the statements' text.
    """
    source: list[str] = []
    for at, statement in enumerate(statements):
        rows = _rows(statement.code, levels[at])
        rows[-1] += f"  {statement.comment}" if statement.comment else ""
        if stays(statements, levels, at):
            source[-1] += " " + rows[0].lstrip()
            rows = rows[1:]
        else:
            source += [""] * _gap(statements, levels, at) if source else []
            source += [_STEP * levels[at] + comment for comment in statement.above]
        source += rows
        source += [_STEP * levels[at] + comment for comment in statement.below]
    return "\n".join(source) + "\n"


def stays(statements: tuple[Statement, ...], levels: tuple[int, ...], at: int) -> bool:
    """Tell whether the statement is its header's whole body and stays behind it."""
    alone = at + 1 == len(statements) or levels[at + 1] < levels[at]
    return statements[at].stays and alone


def _gap(statements: tuple[Statement, ...], levels: tuple[int, ...], at: int) -> int:
    """Count the blank lines before a statement."""
    here, before = statements[at], statements[at - 1]
    if before.opens or before.keyword == "@" or here.keyword in CLAUSES:
        return 0
    wide = 1 if levels[at] else 2
    siblings = [other for other in range(at) if levels[other] == levels[at]]
    if here.keyword in _DEFINES or statements[siblings[-1]].keyword in _DEFINES:
        return wide
    return int(here.after_blank)


def _rows(code: str, level: int) -> list[str]:
    """Write one statement's own lines, those inside brackets one level deeper."""
    rows: list[str] = []
    opened: list[int] = []
    joined = False
    alone = is_string(code)
    for number, row in enumerate(_physical(code)):
        text = "".join(token.text for token in row).strip()
        closers = len(text) - len(text.lstrip(")]}"))
        still = opened[: len(opened) - closers]
        # Brackets opened on the same line push what is inside them in only once.
        deeper = max(len(set(still)), int(joined))
        hung = _hung(text, level) if alone else text
        rows.append((_STEP * (level + deeper) + hung) if text else "")
        opened = _still_open(opened, row, number)
        joined = row[-1].kind == "joiner" if row else False
    return rows


def _physical(code: str) -> Iterator[tuple[Token, ...]]:
    row: list[Token] = []
    for token in tokens(code):
        if token.kind != "newline":
            row.append(token)
        if token.kind in ("newline", "joiner"):
            yield tuple(row)
            row = []
    yield tuple(row)


def _still_open(opened: list[int], row: tuple[Token, ...], number: int) -> list[int]:
    left = list(opened)
    for token in row:
        if token.kind == "operator" and token.text in "([{":
            left.append(number)
        if token.kind == "operator" and token.text in ")]}":
            left.pop()
    return left


def _hung(text: str, level: int) -> str:
    """Indent the later lines of a docstring; those of other strings are what they are."""
    lines = text.split("\n")
    later = [_STEP * level + line.lstrip() if line.strip() else "" for line in lines[1:]]
    return "\n".join([lines[0], *later])

"""code/blocks.yaml and the drivers beside it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import Strict

from pipeline.load.text_file import read_own, read_text
from pipeline.load.validate import validated
from pipeline.load.yaml_file import parse_yaml
from pipeline.model.code import Block, CodeCard, Mode, Override, Tolerance
from pipeline.model.deck import CLOSED, SLUG, Both, Hub
from pipeline.model.kinds import Code, Line, Seconds, Words
from pipeline.model.place import Place
from pipeline.problem import Collector, Problem, Problems
from pipeline.text.claims import asserts


@dataclass(frozen=True, kw_only=True, slots=True)
class _Card:
    """A card as the file has it: `probe` is code, or `line` and `hide` are parts of the block."""

    __pydantic_config__: ClassVar = CLOSED
    place: Place
    id: Words
    ask: Both
    why: Both
    probe: Code = ""
    line: Line = ""
    hide: Line = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Override:
    """A layout restored by a person: `file` holds it, `of` is the sha256 of the flattened text."""

    __pydantic_config__: ClassVar = CLOSED
    place: Place
    of: Words
    file: Words
    by: Words
    reason: Words


@dataclass(frozen=True, kw_only=True, slots=True)
class _Row:
    """A block as the file has it: `driver` names a file beside blocks.yaml."""

    __pydantic_config__: ClassVar = CLOSED
    place: Place
    id: Words
    driver: Words
    packages: tuple[Words, ...] = ()
    hub: tuple[Hub, ...] = ()
    seconds: Seconds = 60
    compare: Mode = "exact"
    tolerance: Tolerance | None = None
    gpu: Annotated[bool, Strict()] = False
    note: Both | None = None
    cards: tuple[_Card, ...] = ()
    override: _Override | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class _File:
    __pydantic_config__: ClassVar = CLOSED
    blocks: tuple[_Row, ...] = ()


def load_blocks(path: Path, name: str) -> tuple[Block, ...]:
    """Return how each code answer is run, with its driver's text read in.

    A deck without the file has no code to run. Raises `Problems` for a mistake in the file, a
    block given twice, or a driver that is missing or not beside the file.
    """
    if not path.exists():
        return ()
    rows = validated(_File, parse_yaml(read_text(path, name), name)).blocks
    collector = Collector()
    for row, others in ((row, rows[:i]) for i, row in enumerate(rows)):
        if any(row.id == other.id for other in others):
            collector.add(_at(row.place, f"block {row.id} is described twice", "keep one"))
        collector.add(*_hub_mistakes(row), *_card_mistakes(row))
    blocks = [collector.attempt(_block, row, path.parent, name) for row in rows]
    collector.finish()
    return tuple(block for block in blocks if block is not None)


def _hub_mistakes(row: _Row) -> Iterator[Problem]:
    repos = [hub.repo for hub in row.hub]
    for hub in row.hub:
        if repos.count(hub.repo) > 1:
            yield _at(hub.place, f"the hub {hub.repo} is described twice", "put its files together")
        for name in (hub.repo, *hub.files, *(inside for inside, _ in hub.files.values())):
            if not set(name.split("/")).isdisjoint({"", ".", ".."}):
                hint = "write a path such as data/encoder.json, inside its folder"
                yield _at(hub.place, f"{name!r} is no path to take", hint)


def _card_mistakes(row: _Row) -> Iterator[Problem]:
    names = [card.id for card in row.cards]
    for card in row.cards:
        if not SLUG.fullmatch(card.id):
            hint = "use small letters, digits and single hyphens"
            yield _at(card.place, f"{card.id!r} is no identity", hint)
        if names.count(card.id) > 1:
            yield _at(card.place, f"the card {card.id} is given twice", "number them apart")
        if bool(card.probe.strip()) == bool(card.line and card.hide):
            hint = "give it `probe`, lines that print something, or both `line` and `hide`"
            yield _at(card.place, "a card asks what a probe prints or hides a part of a line", hint)


def _card(card: _Card) -> CodeCard:
    return CodeCard(
        place=card.place,
        id=card.id,
        ask=card.ask,
        why=card.why,
        probe=card.probe,
        line=card.line,
        hide=card.hide,
    )


def _beside(place: Place, what: str, file: str, folder: Path, name: str) -> tuple[str, Place]:
    """Return the text of a file beside blocks.yaml, and where it is."""
    if Path(file).name != file:
        hint = "name a file that lies beside blocks.yaml, without a folder"
        raise Problems([_at(place, f"the {what} {file!r} is not a file name", hint)])
    beside = name.removesuffix("blocks.yaml") + file
    return read_own(folder / file, beside), Place(file=beside, line=1)


def _override(row: _Override, folder: Path, name: str) -> Override:
    code, place = _beside(row.place, "override", row.file, folder, name)
    try:
        ast.parse(code)
    except SyntaxError as error:
        raise Problems([_no_python(place, error)]) from None
    return Override(place=row.place, of=row.of, code=code, by=row.by, reason=row.reason)


def _block(row: _Row, folder: Path, name: str) -> Block:
    driver, place = _beside(row.place, "driver", row.driver, folder, name)
    try:
        proves = asserts(driver)
    except SyntaxError as error:
        raise Problems([_no_python(place, error)]) from None
    if not proves:
        hint = "let it assert what must be true: exit code 0 alone proves nothing"
        raise Problems([_at(place, "the driver asserts nothing", hint)])
    return Block(
        place=row.place,
        id=row.id,
        driver=driver,
        packages=row.packages,
        hub=row.hub,
        seconds=row.seconds,
        processor_seconds=row.seconds,
        compare=row.compare,
        tolerance=row.tolerance or Tolerance(),
        gpu=row.gpu,
        note=row.note,
        cards=tuple(_card(card) for card in row.cards),
        override=_override(row.override, folder, name) if row.override else None,
    )


def _no_python(place: Place, error: SyntaxError) -> Problem:
    return _at(replace(place, line=error.lineno or 1), f"no Python: {error.msg}", "mend it")


def _at(place: Place, message: str, hint: str) -> Problem:
    return Problem(place=place, message=message, hint=hint)

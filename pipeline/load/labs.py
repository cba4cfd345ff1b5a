"""labs/labs.yaml and the programs beside it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import Strict

from pipeline.load.text_file import read_own, read_text
from pipeline.load.validate import validated
from pipeline.load.yaml_file import parse_yaml
from pipeline.model.code import STYLE, Block, CodeCard, Figure, Lab, Mode, Tolerance
from pipeline.model.deck import CLOSED, Both, Hub
from pipeline.model.kinds import Words
from pipeline.model.place import Place
from pipeline.problem import Collector, Problem, Problems

# A lab is small: it may take that long on one core.
SECONDS = 10
# A lab's card asks what the program prints; a lab has one card.
CARD = "result"
_ID = re.compile(r"(q\d{3,})\.l[1-9]\d*")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Row:
    """A lab as the file has it: `file` names a program beside it, `hub` one of the hubs."""

    __pydantic_config__: ClassVar = CLOSED
    place: Place
    id: Words
    file: Words
    ask: Both
    take: Both
    packages: tuple[Words, ...] = ()
    hub: Words | None = None
    compare: Mode = "exact"
    tolerance: Tolerance | None = None
    gpu: Annotated[bool, Strict()] = False
    figure: Figure | None = None
    ignore: tuple[Words, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class _File:
    __pydantic_config__: ClassVar = CLOSED
    labs: tuple[_Row, ...] = ()
    hubs: tuple[Hub, ...] = ()


def load_labs(path: Path, name: str) -> tuple[Lab, ...]:
    """Return the labs with their programs read in; a deck without the file has none.

    Figures are drawn in the style of the file `matplotlibrc` beside it, if there is one. Raises
    `Problems` for all mistakes in the file, and for programs that are missing or empty.
    """
    if not path.exists():
        return ()
    read = validated(_File, parse_yaml(read_text(path, name), name))
    style = _style(path, name)
    hubs = {hub.repo: hub for hub in read.hubs}
    collector = Collector()
    for index, row in enumerate(read.labs):
        collector.add(*_mistakes(row, read.labs[:index], hubs))
    labs = [collector.attempt(_lab, row, path.parent, name, hubs, style) for row in read.labs]
    collector.finish()
    return tuple(lab for lab in labs if lab is not None)


def _style(path: Path, name: str) -> dict[str, str]:
    file = path.parent / STYLE
    return {STYLE: read_own(file, f"{_folder(name)}{STYLE}")} if file.exists() else {}


def _folder(name: str) -> str:
    return name.removesuffix("labs.yaml")


def _mistakes(row: _Row, before: tuple[_Row, ...], hubs: dict[str, Hub]) -> Iterator[Problem]:
    if not _ID.fullmatch(row.id):
        hint = "name the question and number its labs: q004.l1"
        yield Problem(place=row.place, message=f"{row.id!r} is no identity of a lab", hint=hint)
    if any(row.id == other.id for other in before):
        message = f"the lab {row.id} is described twice"
        yield Problem(place=row.place, message=message, hint="number them apart")
    if row.hub is not None and row.hub not in hubs:
        hint = f"described under `hubs:` are {', '.join(hubs) or 'none'}"
        yield Problem(place=row.place, message=f"there is no hub {row.hub}", hint=hint)
    if row.tolerance is not None and row.compare != "numeric":
        hint = "write `compare: numeric`, or remove it"
        yield Problem(place=row.place, message=f"{row.id} needs no tolerance", hint=hint)


def _lab(row: _Row, folder: Path, name: str, hubs: dict[str, Hub], style: dict[str, str]) -> Lab:
    if Path(row.file).name != row.file:
        hint = "name a file that lies beside labs.yaml, without a folder"
        message = f"the program {row.file!r} is not a file name"
        raise Problems([Problem(place=row.place, message=message, hint=hint)])
    beside = f"{_folder(name)}{row.file}"
    code = read_own(folder / row.file, beside)
    return Lab(
        question=row.id.partition(".")[0],
        code=code.rstrip("\n") + "\n",
        spared=frozenset(row.ignore),
        block=Block(
            place=Place(file=beside, line=1, key=row.id),
            id=row.id,
            packages=row.packages,
            hub=(hubs[row.hub],) if row.hub in hubs else (),
            files=style if row.figure else {},
            processor_seconds=SECONDS,
            compare=row.compare,
            tolerance=row.tolerance or Tolerance(),
            gpu=row.gpu,
            figure=row.figure,
            cards=(CodeCard(place=row.place, id=CARD, ask=row.ask, why=row.take, whole=True),),
        ),
    )

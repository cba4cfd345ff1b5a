"""code/blocks.yaml and the drivers beside it."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from pipeline.load.text_file import read_text
from pipeline.load.validate import validated
from pipeline.load.yaml_file import parse_yaml
from pipeline.model.deck import CLOSED, Block
from pipeline.model.place import Place
from pipeline.problem import Collector, Problem, Problems


@dataclass(frozen=True, kw_only=True, slots=True)
class _File:
    __pydantic_config__: ClassVar = CLOSED
    blocks: tuple[Block, ...] = ()


def load_blocks(path: Path, name: str) -> tuple[Block, ...]:
    """Return how each code answer is run, with its driver's text read in.

    A deck without the file has no code to run. Raises `Problems` for a mistake in the file, a
    block given twice, or a driver that is missing or not beside the file.
    """
    if not path.exists():
        return ()
    blocks = validated(_File, parse_yaml(read_text(path, name), name)).blocks
    collector = Collector()
    for block, others in ((b, blocks[:i]) for i, b in enumerate(blocks)):
        if any(block.id == other.id for other in others):
            collector.add(_at(block.place, f"block {block.id} is described twice", "keep one"))
    loaded = [collector.attempt(_with_driver, block, path.parent, name) for block in blocks]
    collector.finish()
    return tuple(block for block in loaded if block is not None)


def _with_driver(block: Block, folder: Path, name: str) -> Block:
    if not block.driver:
        return block
    if Path(block.driver).name != block.driver:
        hint = "name a file that lies beside blocks.yaml, without a folder"
        raise Problems([_at(block.place, f"the driver {block.driver!r} is not a file name", hint)])
    beside = name.removesuffix("blocks.yaml") + block.driver
    return replace(block, driver=read_text(folder / block.driver, beside))


def _at(place: Place, message: str, hint: str) -> Problem:
    return Problem(place=place, message=message, hint=hint)

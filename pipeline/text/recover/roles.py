"""Names the statements that the model looks at when it is asked about a block."""

from pipeline.text.recover.relate import Pair

# In the order of `roles`; each has weights of its own.
ROLES = ("here", "next", "second", "before", "header", "last", "outer", "beside", "uncle")


def roles(pair: Pair, count: int) -> tuple[int, ...]:
    """Number the statements in their roles; -1 where there is none."""
    index, block, outer = pair.at, pair.block, pair.outer
    first = block.header + 1
    uncle = block.header - 1 if block.header - 1 > outer.header else -1
    return (
        index,
        index + 1 if index + 1 < count else -1,
        index + 2 if index + 2 < count else -1,
        index - 1,
        block.header,
        block.last if block.last != index - 1 else -1,
        outer.header,
        first if first < index - 1 else -1,
        uncle,
    )

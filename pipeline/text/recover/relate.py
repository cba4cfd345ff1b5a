"""Tells how a statement relates to an open block that it may stand in or close."""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.text.recover.scene import NONE, Scene
from pipeline.text.recover.traits import Traits, number

# How many numbers the features of such a pair are folded into.
RELATIONS = 4096


class Frame(NamedTuple):
    """An open block: its header (-1: the module), how many statements stand in it, the last."""

    header: int
    size: int
    last: int


class Pair(NamedTuple):
    """A statement and the block that is asked about: does it close before the statement?

    ``inner`` counts the blocks inside it that close too, ``depth`` those around it.
    """

    at: int
    block: Frame
    outer: Frame
    inner: int
    depth: int


def relations(scene: Scene, pair: Pair) -> tuple[int, ...]:
    """Tell the numbers of the features of the pair."""
    kind = scene.traits[pair.block.header].kind
    features = (*_places(scene, pair), *_flows(scene, pair), *_likes(scene, pair))
    return tuple(number(f"{kind} {feature}", RELATIONS) for feature in features)


def _last(scene: Scene, frame: Frame) -> Traits | None:
    return scene.traits[frame.last] if frame.last >= 0 else None


def _kind(traits: Traits | None) -> str:
    return traits.kind if traits else ""


def _places(scene: Scene, pair: Pair) -> Iterator[str]:
    """What kinds of statements stand around, and how many."""
    index, block = pair.at, pair.block
    here = scene.traits[index].kind
    before = scene.traits[index - 1].kind
    last = _kind(_last(scene, block))
    parent = scene.traits[pair.outer.header].kind if pair.outer.header >= 0 else "module"
    after = scene.traits[index + 1].kind if index + 1 < len(scene.traits) else "end"
    left = min(len(scene.traits) - index, 4)
    clause, far = scene.clauses[index]
    joined = scene.statements[block.header + 1].stays
    yield f"a {here}"
    yield f"b {last}"
    yield f"c {last}|{here}"
    yield f"d {before}|{here}"
    yield f"e {min(block.size, 6)}|{here}"
    yield f"f {parent}|{here}"
    yield f"g {here}|{after}"
    yield f"h {left}|{here}"
    yield f"i {clause}|{min(far, 5)}"
    yield f"j {clause}|{here}|{parent}"
    yield f"k {pair.inner}|{pair.depth}"
    yield f"l {pair.inner}|{here}"
    yield f"m {joined}|{min(block.size, 2)}"
    yield f"n {last}|{here}|{after}"
    yield f"o {parent}|{last}|{here}"
    yield f"p {min(index - block.header, 9)}"
    yield f"q {left}|{pair.depth}|{parent}"


def _flows(scene: Scene, pair: Pair) -> Iterator[str]:
    """Which names go from where to where."""
    index, block = pair.at, pair.block
    here, header, one = scene.traits[index], scene.traits[block.header], scene.statements[index]
    binds, uses = one.names.binds, here.uses
    outer = scene.bound_before[block.header]
    inside = scene.bound_in(block.header, index)
    local = inside - outer
    before = scene.statements[index - 1].names.binds
    last = scene.statements[block.last].names.binds if block.last >= 0 else NONE
    mine = min(len(uses & local), 2)
    headed = header.binds & uses
    soon = scene.next_use(header.binds, index)
    later = scene.next_use(local, index)
    rest = scene.next_use(binds, index + 1)
    changed = inside & outer
    yield f"A {mine}|{here.kind}"
    yield f"B {bool(headed)}|{min(len(header.uses & uses), 2)}|{here.kind}"
    yield f"C {bool(binds & header.uses)}|{bool(binds & inside)}|{bool(binds & outer)}"
    yield f"D {bool(before & uses)}|{bool(last & uses)}|{mine}"
    yield f"E {soon}"
    yield f"F {later}"
    yield f"G {soon}|{later}"
    yield f"H {later}|{here.kind}"
    yield f"I {soon}|{here.kind}"
    yield f"J {rest}|{bool(binds)}|{mine}"
    yield f"K {bool(changed & uses)}|{mine}|{here.kind}"
    yield f"L {bool(last & binds)}|{bool(binds) and binds <= inside}|{here.kind}"
    yield f"M {scene.next_use(changed, index)}|{bool(changed)}"
    yield f"N {'self' in uses}|{'self' in header.binds}"
    yield f"O {min(len(uses - outer - inside), 2)}|{bool(headed)}"
    yield f"P {_named(scene, pair)}|{here.kind}"
    yield f"Q {scene.next_use(before, index)}|{bool(before & local)}"
    yield f"R {scene.next_use(header.uses & outer, index)}|{bool(uses & outer)}"
    yield f"S {mine}|{bool(headed)}|{bool(before & uses)}|{bool(changed & uses)}"


def _named(scene: Scene, pair: Pair) -> str:
    """Tell whether the statement, or a later one, uses the function or class of the block."""
    name = scene.statements[pair.block.header].names.binds
    if scene.statements[pair.block.header].keyword not in ("def", "class"):
        return ""
    return f"{bool(name & scene.traits[pair.at].uses)} {scene.next_use(name, pair.at)}"


def _likes(scene: Scene, pair: Pair) -> Iterator[str]:
    """Which of the statements around it looks like this one."""
    here = scene.traits[pair.at]
    after = scene.traits[pair.at + 1] if pair.at + 1 < len(scene.traits) else None
    last, beside = _last(scene, pair.block), _last(scene, pair.outer)
    uncle = _before(scene, pair)
    within, without = _like(here, last), _like(here, uncle)
    yield f"T {within}"
    yield f"U {without}"
    yield f"V {within}|{without}"
    yield f"W {_like(here, after)}|{within}"
    yield f"X {_like(after, last)}|{within}" if after else "X"
    yield f"Y {_like(here, beside)}|{_kind(beside)}"
    yield f"Z {_kind(uncle)}|{here.kind}"


def _before(scene: Scene, pair: Pair) -> Traits | None:
    """Find the statement before the block's header, where it stands in the same outer block."""
    at = pair.block.header - 1
    return scene.traits[at] if at > pair.outer.header else None


def _like(one: Traits, other: Traits | None) -> str:
    """Tell in what two statements agree, as a few letters."""
    if other is None:
        return "-"
    return "".join(
        letter
        for letter, same in (
            ("k", one.kind == other.kind),
            ("f", one.first == other.first),
            ("c", bool(one.callee) and one.callee == other.callee),
            ("t", bool(one.target) and one.target == other.target),
            ("s", one.shape == other.shape),
        )
        if same
    )

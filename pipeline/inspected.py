"""Packages looked at: what is in one and wrong with it, and what a newer one changes."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.apkg.compare import compare
from pipeline.apkg.problems import problems
from pipeline.apkg.read import read_package
from pipeline.model.changes import Changes
from pipeline.model.package import Package
from pipeline.problem import Collector, Problem, present


@dataclass(frozen=True, kw_only=True, slots=True)
class Inspected:
    """A package and everything that is wrong with it."""

    package: Package
    problems: tuple[Problem, ...]


def inspect(path: Path) -> Inspected:
    """Return what is in the package at `path`, with its problems, errors included.

    Raises `Problems` only when it can't be read at all.
    """
    package = read_package(path)
    return Inspected(package=package, problems=tuple(problems(package)))


def differ(old: Path, new: Path) -> Changes:
    """Return what the package `new` changes for those who have `old`.

    Raises `Problems` for what can't be read, of both packages together.
    """
    collector = Collector()
    before = collector.attempt(read_package, old)
    after = collector.attempt(read_package, new)
    collector.finish()
    return compare(present(before), present(after))

"""The study sheet set by deckpress and by its peers: time and memory; `make bench`.

A benchmark, not a test: it judges nothing. Every engine gets the same text ready made in a file,
and runs in a process of its own, measured from its start to its end: title, contents with page
numbers, topics, questions, both languages at the same height, code, errata, bookmarks, on A4.
deckpress alone also sets references, an index of terms, a list by number, a page on provenance and
tags for screen readers, and tries all characters first; that is in its time.
"""

import argparse
import contextlib
import datetime as dt
import signal
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from children import measure
from table import BASE, Row, machine, table

HERE = Path(__file__).resolve().parent
DECK = HERE.parent / "source" / "llm-interview"


@dataclass(frozen=True, kw_only=True, slots=True)
class Engine:
    """Something to be run: a script of this folder, what it is told, and the package it needs."""

    name: str
    script: str
    needs: str
    told: tuple[str, ...] = ()

    @property
    def folder(self) -> str:
        """Where its files go."""
        return "-".join([Path(self.script).stem.removeprefix("engine_"), *self.told])


ENGINES: Mapping[str, tuple[Engine, ...]] = {
    "deckpress": (
        Engine(name=BASE, script="engine_deckpress.py", needs="typst"),
        Engine(
            name="deckpress, flashcards",
            script="engine_deckpress.py",
            needs="typst",
            told=("cards",),
        ),
    ),
    "weasyprint": (Engine(name="WeasyPrint", script="engine_weasyprint.py", needs="weasyprint"),),
    "reportlab": (Engine(name="ReportLab", script="engine_reportlab.py", needs="reportlab"),),
}


def rows(
    counts: Sequence[int], engines: Sequence[Engine], folder: Path, limit: float
) -> Iterator[tuple[Row, Path]]:
    """Run every engine at every number of questions; yield what it cost, and where its files are.

    Their text and their files go into the folder. Exits where the text can't be made.
    """
    for count in counts:
        work = folder / str(count)
        work.mkdir(parents=True, exist_ok=True)
        made = measure(_python("work.py", DECK, count, work))
        if made.fault:
            sys.exit(f"{count} questions could not be made: {made.fault}")
        _say(f"{count} questions: text made in {made.seconds:.1f} s, which counts for nobody")
        for engine in engines:
            out = work / engine.folder
            out.mkdir(exist_ok=True)
            for old in out.glob("*.pdf"):
                old.unlink()
            yield _row(engine, count, _python(engine.script, work, out, *engine.told), limit), out


def _python(script: str, *told: object) -> tuple[str, ...]:
    return (sys.executable, str(HERE / script), *map(str, told))


def _row(engine: Engine, count: int, command: Sequence[str], limit: float) -> Row:
    row = Row(questions=count, name=engine.name, compared=not engine.told)
    if find_spec(engine.needs) is None:
        row = replace(row, fault="skipped: not installed; try: make bench")
    else:
        done = measure(command, limit)
        ran = not done.fault.startswith("skipped")
        row = replace(row, fault=done.fault, measured=done if ran else None)
    cost = f"{row.measured.seconds:.1f} s, {row.measured.largest:.0f} MiB" if row.measured else ""
    _say(f"{count} questions, {engine.name}: {'; '.join(filter(None, (row.fault, cost)))}")
    return row


def counted(row: Row, out: Path) -> Row:
    """Return the row with what its files are like."""
    # Imported late, for this process to be small while it measures.
    from pypdf import PdfReader  # noqa: PLC0415

    files = [] if row.fault else sorted(out.glob("*.pdf"))
    return replace(
        row,
        files=len(files),
        size=sum(file.stat().st_size for file in files) / 2**20,
        pages=sum(len(PdfReader(file).pages) for file in files),
    )


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--questions", type=int, nargs="+", default=[63, 5000], metavar="N")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--limit", type=float, default=1800, metavar="SECONDS", help="for each run")
    parser.add_argument("--out", type=Path, metavar="FILE.md", help="where the table goes as well")
    parser.add_argument("--pdfs", type=Path, metavar="FOLDER", help="keep the files there")
    asked = parser.parse_args()
    if min(asked.questions) < 1:
        parser.error("at least one question")
    return asked


def main() -> None:
    """Measure what the command line asks for, and print the table."""
    asked = _asked()
    if not Path("/proc/self/stat").exists():
        sys.exit("this benchmark reads /proc, and so runs on Linux only")
    # Where memory runs out, the system shall end this and not the work of others.
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")
    head = machine(dt.datetime.now(tz=dt.UTC).date())
    engines = [engine for name in asked.engines for engine in ENGINES[name]]
    with tempfile.TemporaryDirectory() as scratch:
        found = list(rows(asked.questions, engines, asked.pdfs or Path(scratch), asked.limit))
        text = f"{head}\n\n{table([counted(row, out) for row, out in found])}\n"
    print(text)
    if asked.out:
        asked.out.write_text(text)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("interrupted")

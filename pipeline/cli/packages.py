"""The commands about packages: inspect and diff."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline import screen
from pipeline.cli.app import SOURCE, Form, Notes, PackageFile, SourceFolder, app
from pipeline.cli.each import FAILED, Done, each, reading
from pipeline.differed import since_release
from pipeline.export.changes import NOTHING, as_markdown, counts, type_rows
from pipeline.export.changes import rows as change_rows
from pipeline.export.inventory import changes_values, package_values, summary
from pipeline.inspected import differ
from pipeline.inspected import inspect as inspect_package
from pipeline.model.changes import Changes
from pipeline.prepared import Say
from pipeline.text.markdown import escape

PACKAGES = (".apkg", ".colpkg", ".zip")


@app.command()
def inspect(
    package: PackageFile,
    form: Annotated[
        Form, typer.Option("--format", help="Lines for people, or JSON for programs.")
    ] = Form.TEXT,
) -> None:
    """Show what an Anki package holds, and what is wrong with it.

    Works on any package that Anki, genanki or deckpress wrote, without Anki. Packages for new
    versions of Anki only have to be exported with 'Support older Anki versions' ticked.
    """
    seen = reading(inspect_package, package)
    if form is Form.JSON:
        values = {**package_values(seen.package), "problems": screen.problem_values(seen.problems)}
        screen.tell_values(values)
    else:
        # The values first: names of decks are long, and a narrow window would fold every line.
        screen.tell_table((value, what) for what, value in summary(seen.package))
        screen.show_problems(seen.problems)
        screen.tell(f"{package.name}: {screen.counted(seen.problems) or 'no problem found'}")
    if any(problem.severity == "error" for problem in seen.problems):
        raise typer.Exit(FAILED)


@app.command()
def diff(
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[OLD.apkg NEW.apkg | DECK]...",
            show_default=False,
            help="Two packages, or decks that are compared with their last release.",
        ),
    ] = None,
    source: SourceFolder = SOURCE,
    form: Annotated[
        Notes, typer.Option("--format", help="Lines for people, release notes, or JSON.")
    ] = Notes.TEXT,
) -> None:
    """Say what changes for learners since the last release.

    Or from one package to another: their notes, cards and note types are compared, media and the
    names of decks are not.
    """
    packages = [n for n in what or [] if Path(n).suffix.lower() in PACKAGES and not _is_deck(n)]
    if not packages:
        _diff_decks(what or [], source, form)
    elif len(packages) == len(what or []) == len(("old", "new")):
        _show(reading(differ, Path(packages[0]), Path(packages[1])), form)
    else:
        message = "two packages are compared, the older one first: deckpress diff A.apkg B.apkg"
        raise typer.BadParameter(message)


def _is_deck(name: str) -> bool:
    return (Path(name) / "deck.yaml").is_file()


def _diff_decks(names: list[str], source: Path, form: Notes) -> None:
    """Show the changes of every deck that can be read, then set the exit code for the others."""
    found: dict[str, Changes] = {}

    def work(folder: Path, say: Say) -> Done:
        found[folder.name] = since_release(folder, say)
        return Done(lines=())

    try:
        each(names, source, work)
    finally:
        if form is Notes.JSON:
            screen.tell_values({name: changes_values(row) for name, row in found.items()})
        else:
            for name, changes in found.items():
                if len(found) > 1:
                    screen.tell(f"# {escape(name)}" if form is Notes.MARKDOWN else f"{name}:")
                _show(changes, form)


def _show(changes: Changes, form: Notes) -> None:
    if form is Notes.JSON:
        screen.tell_values(changes_values(changes))
    elif form is Notes.MARKDOWN:
        screen.tell(as_markdown(changes).rstrip("\n"))
    else:
        for line in counts(changes) or (NOTHING,):
            screen.tell(line)
        screen.tell_table(change_rows(changes))
        screen.tell_table(type_rows(changes))

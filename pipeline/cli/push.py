"""The command that talks to a running Anki: push."""

import os
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.app import BUILD, SOURCE, Decks, SourceFolder, app
from pipeline.cli.each import Done, each, reading
from pipeline.outputs import package_name
from pipeline.push.client import KEY, URL, connect
from pipeline.push.push import push as push_package


class EditionName(StrEnum):
    """Editions as the command line takes them."""

    ZH_CN = "zh-CN"
    ZH_TW = "zh-TW"
    ZH_HK = "zh-HK"


ZH_CN = EditionName.ZH_CN


@app.command()
def push(
    decks: Decks = None,
    source: SourceFolder = SOURCE,
    out: Annotated[Path, typer.Option(help="Where the results are, a folder a deck.")] = BUILD,
    edition: Annotated[EditionName, typer.Option(help="Which of the deck's editions.")] = ZH_CN,
    url: Annotated[str, typer.Option(help="Where AnkiConnect listens.")] = URL,
) -> None:
    """Send built decks to a running Anki through AnkiConnect.

    Anki needs that add-on (2055492159). Reviews, suspended cards and flags stay, and so do the
    notes that you edited after the release; to push again changes nothing. The API key, if the
    add-on has one, is taken from the environment variable DECKPRESS_ANKICONNECT_KEY.
    """
    client = reading(connect, url, os.environ.get(KEY))

    def work(folder: Path, say: Callable[[str], None]) -> Done:
        say("pushing")
        done = push_package(out / folder.name / package_name(folder.name, edition.value), client)
        return Done(lines=(f"{folder.name}: {done}",), problems=done.warnings())

    each(decks, source, work)

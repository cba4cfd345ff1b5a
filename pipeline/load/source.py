"""A deck's folder, read whole: everything is looked at before anything is refused."""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pipeline.load.article import load_article
from pipeline.load.blocks import load_blocks
from pipeline.load.runs import load_runs
from pipeline.load.text_file import read_text
from pipeline.load.translations import load_translations
from pipeline.load.validate import validated
from pipeline.load.yaml_file import parse_yaml
from pipeline.model.article import Article
from pipeline.model.deck import Block, Corrections, Deck, Glossary, Translation
from pipeline.model.run import Run
from pipeline.problem import Collector, present

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Everything people and earlier runs put into a deck's folder."""

    folder: Path
    deck: Deck
    article: Article
    corrections: Corrections
    glossary: Glossary
    translations: tuple[Translation, ...]
    blocks: tuple[Block, ...]
    runs: tuple[Run, ...]


    @property
    def name(self) -> str:
        """The deck's folder name, after which its outputs are named."""
        return self.folder.name

    def label(self, file: str) -> str:
        """Return what messages call a file of the deck."""
        return f"{self.folder.as_posix()}/{file}"


def load_source(folder: Path) -> Source:
    """Return the deck in `folder`; messages name its files as `<folder>/<file>`.

    Raises `Problems` with the mistakes of all the files together.
    """
    name = folder.as_posix()
    collector = Collector()
    deck = collector.attempt(_yaml, Deck, folder, "deck.yaml")
    article = collector.attempt(load_article, folder / "article.txt", f"{name}/article.txt")
    corrections = collector.attempt(load_corrections, folder)
    glossary = collector.attempt(_yaml, Glossary, folder, "glossary.yaml")
    english = folder / "translations" / "en.po"
    translations = collector.attempt(load_translations, english, f"{name}/translations/en.po")
    blocks = collector.attempt(load_blocks, folder / "code/blocks.yaml", f"{name}/code/blocks.yaml")
    runs = collector.attempt(load_runs, folder / "runs", f"{name}/runs")
    collector.finish()
    return Source(
        folder=folder,
        deck=present(deck),
        article=present(article),
        corrections=present(corrections),
        glossary=present(glossary),
        translations=present(translations),
        blocks=present(blocks),
        runs=present(runs),
    )


def load_corrections(folder: Path) -> Corrections:
    """Return the editor's corrections of the deck in `folder`."""
    return _yaml(Corrections, folder, "corrections.yaml")


def _yaml(kind: type[T], folder: Path, file: str) -> T:
    name = f"{folder.as_posix()}/{file}"
    return validated(kind, parse_yaml(read_text(folder / file, name), name))

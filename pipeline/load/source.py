"""A deck's folder, read whole: everything is looked at before anything is refused."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pipeline.load.article import load_article
from pipeline.load.blocks import load_blocks
from pipeline.load.changelog import load_changelog
from pipeline.load.labs import load_labs
from pipeline.load.lock import load_lock
from pipeline.load.runs import load_runs
from pipeline.load.siblings import load_siblings
from pipeline.load.text_file import read_text
from pipeline.load.translations import load_translations
from pipeline.load.validate import validated
from pipeline.load.yaml_file import parse_yaml
from pipeline.model.article import Article
from pipeline.model.code import Block, Lab
from pipeline.model.corrections import Corrections
from pipeline.model.deck import Deck, Translation
from pipeline.model.glossary import Glossary
from pipeline.model.lock import Lock
from pipeline.model.place import Place
from pipeline.model.reference import References
from pipeline.model.run import Record
from pipeline.problem import Collector, Problem, present
from pipeline.text.releases import told

T = TypeVar("T")

ENGLISH = "translations/en.po"
LABS = "labs/labs.yaml"
LOCK = "deck.lock"
CHANGELOG = "CHANGELOG.md"


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """The part of a deck that its Chinese is made from."""

    article: Article
    corrections: Corrections


@dataclass(frozen=True, kw_only=True, slots=True)
class CodeText:
    """A deck's Chinese, and what is known about its code answers and labs."""

    text: Text
    blocks: tuple[Block, ...]
    labs: tuple[Lab, ...]
    records: tuple[Record, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Everything people and earlier runs put into a deck's folder."""

    folder: Path
    deck: Deck
    glossary: Glossary
    references: References
    translations: tuple[Translation, ...]
    code: CodeText
    siblings: tuple[Deck, ...]
    lock: Lock
    changelog: str

    @property
    def name(self) -> str:
        """The deck's folder name, after which its outputs are named."""
        return self.folder.name


def label(folder: Path, file: str) -> str:
    """Return what messages call a file of the deck in `folder`."""
    return f"{folder.as_posix()}/{file}"


def load_source(folder: Path) -> Source:
    """Return the deck in `folder`; raises `Problems` with the mistakes of all its files."""
    collector = Collector()
    deck = collector.attempt(_yaml, Deck, folder, "deck.yaml")
    glossary = collector.attempt(_yaml, Glossary, folder, "glossary.yaml")
    references = collector.attempt(_references, folder)
    english = collector.attempt(load_translations, folder / ENGLISH, label(folder, ENGLISH))
    code = collector.attempt(load_code, folder)
    lock = collector.attempt(load_lock, folder / LOCK, label(folder, LOCK))
    notes = collector.attempt(load_changelog, folder / CHANGELOG, label(folder, CHANGELOG))
    if lock is not None and notes is not None:
        collector.add(*_lost(folder, lock, notes))
    collector.finish()
    return Source(
        folder=folder,
        deck=present(deck),
        glossary=present(glossary),
        references=present(references),
        translations=present(english),
        code=present(code),
        siblings=load_siblings(folder),
        lock=present(lock),
        changelog=present(notes),
    )


def load_text(folder: Path) -> Text:
    """Return the article and its corrections; raises `Problems` with the mistakes of both."""
    collector = Collector()
    article = collector.attempt(load_article, folder / "article.txt", label(folder, "article.txt"))
    corrections = collector.attempt(_yaml, Corrections, folder, "corrections.yaml")
    collector.finish()
    return Text(article=present(article), corrections=present(corrections))


def load_code(folder: Path) -> CodeText:
    """Return what a run needs; raises `Problems` with the mistakes of all these files."""
    collector = Collector()
    text = collector.attempt(load_text, folder)
    blocks = collector.attempt(
        load_blocks, folder / "code" / "blocks.yaml", label(folder, "code/blocks.yaml")
    )
    labs = collector.attempt(load_labs, folder / LABS, label(folder, LABS))
    records = collector.attempt(load_runs, folder / "runs", label(folder, "runs"))
    collector.finish()
    return CodeText(
        text=present(text), blocks=present(blocks), labs=present(labs), records=present(records)
    )


def _lost(folder: Path, lock: Lock, changelog: str) -> Iterator[Problem]:
    """Report a lock without a release; every learner's next import would be a new deck."""
    if lock.release is None and told(changelog):
        what = "names no release" if (folder / LOCK).exists() else "is gone"
        message = f"it {what}, and {CHANGELOG} tells of releases"
        hint = f"take it back from git; for a deck that was never released, remove {CHANGELOG}"
        yield Problem(place=Place(file=label(folder, LOCK)), message=message, hint=hint)


def _references(folder: Path) -> References:
    """Return the references; a deck that rests on none needs no file."""
    if not (folder / "references.yaml").exists():
        return References()
    return _yaml(References, folder, "references.yaml")


def _yaml(kind: type[T], folder: Path, file: str) -> T:
    name = label(folder, file)
    return validated(kind, parse_yaml(read_text(folder / file, name), name))

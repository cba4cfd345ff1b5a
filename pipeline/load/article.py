"""article.txt: the text as received."""

from pathlib import Path

from pipeline.load.text_file import read_text
from pipeline.model.article import Article
from pipeline.model.place import Place
from pipeline.problem import Problem, Problems


def load_article(path: Path, name: str) -> Article:
    """Return the article's lines without their line ends.

    Raises `Problems` when the file can't be read or holds nothing but blanks.
    """
    text = read_text(path, name)
    if not text.strip():
        raise Problems(
            [
                Problem(
                    place=Place(file=name, line=1),
                    message="the article is empty",
                    hint="paste the questions and answers into it as you received them",
                )
            ]
        )
    return Article(file=name, lines=tuple(text.removesuffix("\n").split("\n")))

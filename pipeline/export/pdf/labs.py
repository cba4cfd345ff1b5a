"""Labs as the templates take them, and the figures they drew."""

from collections.abc import Iterable

from pipeline.export.pdf.frame import Data, both
from pipeline.export.provenance import agreement, provenance
from pipeline.model.book import Question
from pipeline.model.picture import png_size
from pipeline.model.run import CodeAnswer
from pipeline.text.breaks import breakable

# A line of code may break at that many characters without a blank; nobody writes such lines.
WIDEST = 80
# What names of figures look like.
PICTURE_FILE = r"q\d+\.l\d+\.png"


def lab_data(lab: CodeAnswer) -> Data:
    """Return a lab with its code, its output, its figure, and what it proves."""
    (card,) = lab.job.block.cards
    texts = {"code": lab.job.code, "printed": lab.printed}
    return {
        **{name: breakable(text.rstrip("\n"), WIDEST) for name, text in texts.items()},
        "ask": both(card.ask),
        "take": both(card.why),
        "figure": figure_data(lab),
        **ran(lab),
    }


def ran(answer: CodeAnswer) -> Data:
    """Return where code was verified, a line a device, and how the devices agree."""
    return {"provenance": [provenance(run) for run in answer.runs], "agreed": agreement(answer)}


def figure_data(lab: CodeAnswer) -> Data | None:
    """Return the figure's file, its shape, and what is said of it; None for a lab without one.

    `shape` is its width over its height.
    """
    figure = lab.job.block.figure
    if figure is None or not lab.picture:
        return None
    width, height = png_size(lab.picture)
    return {
        "file": picture_name(lab),
        "shape": width / height,
        "caption": both(figure.caption),
        "alt": {"zh": figure.alt.zh, "en": figure.alt.en},
    }


def pictures(questions: Iterable[Question]) -> dict[str, bytes]:
    """Return the figures of the questions' labs by their files."""
    labs = (lab for question in questions for lab in question.labs)
    return {picture_name(lab): lab.picture for lab in labs if lab.picture}


def picture_name(lab: CodeAnswer) -> str:
    """Return what a lab's figure is called in prints and beside the report."""
    return f"{lab.job.block.id}.png"

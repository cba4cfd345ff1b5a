"""Everything in a deck that runs: the article's code answers, and the labs."""

from pipeline.load.source import CodeText
from pipeline.model.article import Entry, Unit
from pipeline.model.run import Job
from pipeline.problem import Collector
from pipeline.stages.labs import lab_jobs
from pipeline.stages.recover import recover


def all_jobs(code: CodeText, entries: tuple[Entry[Unit], ...]) -> tuple[Job, ...]:
    """Return the code answers and then the labs, ready to run; raises all their `Problems`."""
    collector = Collector()
    answers = collector.attempt(recover, entries, code.blocks, code.text.article.file)
    labs = collector.attempt(lab_jobs, code.labs, entries)
    collector.finish()
    return (*(answers or ()), *(labs or ()))

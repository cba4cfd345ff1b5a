"""The steps every command shares: from the article's lines to the corrected Chinese."""

from dataclasses import dataclass

from pipeline.checks.chinese import check_identities
from pipeline.model.article import Article, Entry, Unit
from pipeline.model.corrections import Corrections
from pipeline.model.edits import Fate, Trail
from pipeline.problem import raise_if_any
from pipeline.stages.account import account
from pipeline.stages.clean import Cleaned, clean
from pipeline.stages.correct import Corrected, correct
from pipeline.stages.extend import extend
from pipeline.stages.parse import Parsed, parse


@dataclass(frozen=True, kw_only=True, slots=True)
class Edited:
    """The entries as the editor wants them, and every step's result on the way to them.

    `retired` are questions that the editor took out.
    """

    parsed: Parsed
    cleaned: Cleaned
    corrected: Corrected
    entries: tuple[Entry[Unit], ...]
    retired: tuple[Entry[Unit], ...] = ()

    def fates(self) -> tuple[Fate, ...]:
        """Return what became of every line of the article."""
        edits = (*self.cleaned.edits, *self.corrected.edits)
        return account(self.parsed.lines, self.entries, self.cleaned.drops, edits, self.retired)


def edited(article: Article, corrections: Corrections) -> Edited:
    """Parse, clean, correct and extend; raises `Problems` at the first of these steps that fails.

    Two different questions of one number fail too: the number is what everything is keyed by.
    """
    parsed = parse(article)
    cleaned = clean(parsed.entries)
    raise_if_any(check_identities(cleaned.entries, article.file))
    corrected = correct(cleaned.entries, corrections)
    extended = extend(corrected.entries, corrections)
    gone = {row.question for row in corrections.retired}
    return Edited(
        parsed=parsed,
        cleaned=cleaned,
        corrected=corrected,
        entries=tuple(entry for entry in extended if entry.number not in gone),
        retired=tuple(entry for entry in extended if entry.number in gone),
    )


def trail(done: Edited, corrections: Corrections) -> Trail:
    """Return the account of everything that was done to the article."""
    return Trail(
        found=len(done.parsed.entries),
        fates=done.fates(),
        drops=done.cleaned.drops,
        cleaning=done.cleaned.edits,
        corrections=done.corrected.edits,
        editor=corrections,
    )

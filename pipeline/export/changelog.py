"""A deck's CHANGELOG.md, newest release first."""

from pipeline.export.changes import as_markdown
from pipeline.model.changes import Changes
from pipeline.model.deck import Both
from pipeline.model.lock import Release
from pipeline.text.markdown import escape

HEADING = "## "


def with_release(old: str, title: Both, release: Release, changes: Changes, *, first: bool) -> str:
    """Return the changelog with the release on top; what people wrote in it stays.

    An empty one gets the deck's title first. Of the first release only the size is told.
    """
    told = Changes(notes=changes.notes) if first else changes
    notes = as_markdown(told).replace("\n## ", "\n### ").rstrip("\n")
    notes = notes.partition("\n\n")[0] if first else notes
    new = f"{HEADING}{release.version} · {release.moment.date().isoformat()}\n\n{notes}\n"
    head, before, rest = _split(
        old if old.strip() else f"# {escape(title.zh)} · {escape(title.en)}\n"
    )
    top = f"{head.rstrip()}\n\n" if head.strip() else ""
    return f"{top}{new}" + (f"\n{before}{rest}" if before else "")


def _split(text: str) -> tuple[str, str, str]:
    """Return what stands before the first release, the mark of its heading, and the rest."""
    if text.startswith(HEADING):
        return "", HEADING, text.removeprefix(HEADING)
    head, mark, rest = text.partition(f"\n{HEADING}")
    return head, HEADING if mark else "", rest

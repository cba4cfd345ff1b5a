"""A deck's CHANGELOG.md, newest release first."""

from pipeline.export.changes import as_markdown
from pipeline.model.changes import Changes
from pipeline.model.deck import Both
from pipeline.model.lock import Release
from pipeline.text.markdown import escape
from pipeline.text.releases import told

HEADING = "## "


def with_release(old: str, title: Both, release: Release, changes: Changes, *, first: bool) -> str:
    """Return the changelog with the release on top; what people wrote in it stays.

    An empty one gets the deck's title first. Of the first release only the size is told.
    """
    wanted = Changes(notes=changes.notes) if first else changes
    notes = as_markdown(wanted).replace("\n## ", "\n### ").rstrip("\n")
    notes = notes.partition("\n\n")[0] if first else notes
    new = f"{HEADING}{release.version} · {release.moment.date().isoformat()}\n\n{notes}\n"
    text = old if old.strip() else f"# {escape(title.zh)} · {escape(title.en)}\n"
    lines = text.split("\n")
    first_told = min(told(text), default=len(lines))
    head, rest = "\n".join(lines[:first_told]), "\n".join(lines[first_told:])
    top = f"{head.rstrip()}\n\n" if head.strip() else ""
    return f"{top}{new}" + (f"\n{rest}" if rest else "")

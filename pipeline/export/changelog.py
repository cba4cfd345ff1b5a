"""A deck's CHANGELOG.md, newest release first."""

from pipeline.export.changes import as_markdown
from pipeline.model.changes import Changes
from pipeline.model.deck import Both
from pipeline.model.lock import Release
from pipeline.text.markdown import escape

HEADING = "## "


def with_release(old: str, title: Both, release: Release, changes: Changes) -> str:
    """Return the changelog with the release on top; what people wrote in it stays.

    An empty one gets the deck's title first.
    """
    notes = as_markdown(changes).replace("\n## ", "\n### ").rstrip("\n")
    new = f"{HEADING}{release.version} · {release.moment.date().isoformat()}\n\n{notes}\n"
    head, before, rest = _split(old or f"# {escape(title.zh)} · {escape(title.en)}\n")
    return f"{head.rstrip()}\n\n{new}" + (f"\n{before}{rest}" if before else "")


def _split(text: str) -> tuple[str, str, str]:
    """Return what stands before the first release, the mark of its heading, and the rest."""
    if text.startswith(HEADING):
        return "", HEADING, text.removeprefix(HEADING)
    head, mark, rest = text.partition(f"\n{HEADING}")
    return head, HEADING if mark else "", rest

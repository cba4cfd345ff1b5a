"""The PO file brought in step with the corrected Chinese; nothing a person wrote is lost."""

from collections.abc import Mapping
from dataclasses import dataclass

import polib

from pipeline.model.article import Entry, Unit
from pipeline.model.deck import Translation

HEADER = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Language": "en",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Synced:
    """The new PO text, and how many entries are new, have become fuzzy, or were retired."""

    text: str
    added: int
    fuzzy: int
    retired: int


def synced(
    translations: tuple[Translation, ...], entries: tuple[Entry[Unit], ...], old: str, article: str
) -> Synced:
    """Return the PO text with one entry for each unit, in the article's order.

    A new unit gets an empty entry, or, fuzzy, the English of an entry that had the same Chinese.
    A changed one keeps its English, fuzzy, with the Chinese it was made for as `#| msgid`. An
    entry that no unit wants becomes obsolete (`#~`). Comments and flags of the others stay.
    """
    catalog = polib.pofile(old + "\n", wrapwidth=0) if old.strip() else polib.POFile(wrapwidth=0)
    known = {entry.msgctxt: entry for entry in catalog if not entry.obsolete}
    old_english = {entry.msgid: entry.msgstr for entry in catalog if entry.obsolete}
    memory = {**old_english, **{t.zh: t.en for t in translations if t.en and not t.fuzzy}}
    units = [unit for entry in entries for unit in entry.units() if unit.zh]
    wanted = {unit.id for unit in units}
    gone = [entry for entry in catalog if entry.obsolete or entry.msgctxt not in wanted]
    new = polib.POFile(wrapwidth=0)
    new.header, new.metadata = catalog.header, {**HEADER, **catalog.metadata}
    new.extend([_entry(unit, known.get(unit.id), memory, article) for unit in units])
    new.extend([_retired(entry) for entry in gone])
    return Synced(
        text=str(new).rstrip("\n") + "\n",
        added=sum(unit.id not in known for unit in units),
        fuzzy=sum(entry.fuzzy for entry in new),
        retired=sum(not entry.obsolete for entry in gone),
    )


def _entry(
    unit: Unit, old: polib.POEntry | None, memory: Mapping[str, str], article: str
) -> polib.POEntry:
    """Return the unit's entry; English made for exactly its Chinese is the first choice."""
    changed = old is None or old.msgid != unit.zh
    known = old.msgstr if old else ""
    entry = polib.POEntry(
        msgctxt=unit.id,
        msgid=unit.zh,
        msgstr=memory.get(unit.zh, known) if changed else known,
        occurrences=[(article, str(unit.span.first))],
        comment=old.comment if old else "",
        tcomment=old.tcomment if old else "",
        flags=list(old.flags) if old else [],
    )
    if changed and entry.msgstr and not entry.fuzzy:
        entry.flags.append("fuzzy")
    if entry.fuzzy and old is not None:
        entry.previous_msgid = old.msgid if changed else old.previous_msgid
    return entry


def _retired(entry: polib.POEntry) -> polib.POEntry:
    return polib.POEntry(
        msgctxt=entry.msgctxt,
        msgid=entry.msgid,
        msgstr=entry.msgstr,
        comment=entry.comment,
        tcomment=entry.tcomment,
        flags=list(entry.flags),
        previous_msgid=entry.previous_msgid,
        obsolete=True,
    )

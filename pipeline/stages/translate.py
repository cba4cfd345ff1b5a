"""The reviewed English joined to the corrected Chinese, unit by unit."""

from collections.abc import Iterator, Mapping

from pipeline.model.article import Entry, Pair, Unit
from pipeline.model.deck import Translation
from pipeline.model.place import Place
from pipeline.problem import Problem, raise_if_any


def translate(
    entries: tuple[Entry[Unit], ...], translations: tuple[Translation, ...], file: str
) -> tuple[Entry[Pair], ...]:
    """Give every unit the English whose id and Chinese are the unit's own.

    `file` is what messages call the PO file. Raises `Problems` for every unit whose English is
    missing, empty, fuzzy or made for another wording, and for English that no unit wants.
    """
    memory = {translation.unit: translation for translation in translations}
    units = [unit for entry in entries for unit in entry.units() if unit.zh]
    problems = [p for unit in units for p in _unfit(unit, memory.get(unit.id), file)]
    raise_if_any([*problems, *_unwanted(memory, {unit.id for unit in units})])
    return tuple(entry.mapped(lambda unit: _pair(unit, memory)) for entry in entries)


def _pair(unit: Unit, memory: Mapping[str, Translation]) -> Pair:
    english = memory[unit.id].en if unit.zh else ""
    return Pair(
        id=unit.id,
        zh=unit.zh,
        en=english,
        span=unit.span,
        place=unit.place,
        origin=unit.origin,
        sources=unit.sources,
    )


def _unfit(unit: Unit, translation: Translation | None, file: str) -> Iterator[Problem]:
    if translation is None:
        yield Problem(
            place=Place(file=file, key=unit.id),
            message=f"no English for {unit.id}: {unit.zh}",
            hint="run `deckpress sync` to add the entry, then write its msgstr",
        )
        return
    place = translation.place
    if translation.zh != unit.zh:
        yield Problem(
            place=place,
            message=f"the English is stale: its msgid reads {translation.zh!r}, "
            f"the text now reads {unit.zh!r}",
            hint="run `deckpress sync`, then look at the English and take its `fuzzy` flag off",
        )
    elif translation.fuzzy:
        hint = "review the English, then remove the line `#, fuzzy`"
        yield Problem(place=place, message="this translation is not reviewed yet", hint=hint)
    if not translation.en.strip():
        yield Problem(place=place, message="the msgstr is empty", hint="write the English")


def _unwanted(memory: Mapping[str, Translation], wanted: set[str]) -> Iterator[Problem]:
    for unit, translation in memory.items():
        if unit not in wanted:
            yield Problem(
                place=translation.place,
                message=f"no unit of the text is called {unit}",
                hint="run `deckpress sync` to retire the entry, or mend its msgctxt",
            )

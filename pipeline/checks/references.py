"""Rules about what facts rest on: every changed fact names a source, every source is listed."""

from collections.abc import Iterable, Iterator

from pipeline.model.corrections import Corrections
from pipeline.model.place import Place
from pipeline.model.reference import References, cited
from pipeline.problem import Problem
from pipeline.text.address import is_address


def check_errata(corrections: Corrections) -> Iterator[Problem]:
    """Report facts that were changed without telling the reader."""
    for row in corrections.replacements:
        if row.kind == "FACT" and row.erratum is None:
            yield Problem(
                place=row.place,
                message=f"{row.unit}: a fact is changed without an erratum",
                hint="add `erratum:` with a text that says what the article claimed, and sources",
            )


def check_sources(corrections: Corrections, references: References) -> Iterator[Problem]:
    """Report sources that references.yaml lacks, and references that nothing names."""
    known = {reference.id for reference in references.references}
    named = list(_named(corrections))
    for source, place in named:
        if cited(source)[0] not in known:
            message = f"references.yaml has no {cited(source)[0]!r}"
            hint = "add the publication there, or mend the id; a place in it follows a blank"
            yield Problem(place=place, message=message, hint=hint)
    used = {cited(source)[0] for source, _ in named}
    for reference in references.references:
        if reference.id not in used:
            message = f"nothing rests on {reference.id}"
            hint = "name it under `sources`, or take it out"
            yield Problem(place=reference.place, message=message, hint=hint, severity="warning")


def check_addresses(references: References) -> Iterator[Problem]:
    """Report references whose address is no web address."""
    for row in references.references:
        if row.url and not is_address(row.url):
            hint = "write the whole address, with https://"
            yield Problem(place=row.place, message=f"{row.url!r} is no address", hint=hint)


def _named(corrections: Corrections) -> Iterable[tuple[str, Place]]:
    for row in corrections.replacements:
        yield from ((source, row.place) for source in row.sources)
        if row.erratum is not None:
            yield from ((source, row.erratum.place) for source in row.erratum.sources)
    for addition in corrections.additions:
        yield from ((source, addition.place) for source in addition.sources)

"""The second names that a term's card tells, and those that it keeps to itself."""

from dataclasses import replace

import pytest

from pipeline.export.anki.term import term_fields
from pipeline.model.book import Concept
from pipeline.model.glossary import Term, Variant
from pipeline.model.note import TermNote
from pipeline.model.place import Place
from pipeline.prepared import Prepared

BPE = Term(
    place=Place(file="glossary.yaml", line=1),
    id="t",
    zh="字节对编码",
    en="byte-pair encoding (BPE)",
)
LORA = replace(BPE, zh="LoRA", en="LoRA")

# title: (the term, what its card tells in Chinese and in English)
NAMES: dict[str, tuple[Term, str, str]] = {
    "none": (BPE, "", ""),
    "second names": (
        replace(BPE, also=(Variant(zh="双字节编码"),), en_also=("digram coding",)),
        "双字节编码",
        "digram coding",
    ),
    "what is read in the name already": (
        replace(BPE, also=(Variant(zh="BPE"),), en_also=("BPE", "byte-pair encoding")),
        "",
        "",
    ),
    "the name in other letters": (replace(LORA, also=(Variant(zh="lora"),)), "", ""),
    "a name for some places only": (
        replace(BPE, also=(Variant(zh="双字节", where=("q001",)),)),
        "",
        "",
    ),
    "forms": (replace(BPE, zh_forms=("字节对",), en_forms=("byte pairs",)), "", ""),
}


@pytest.mark.parametrize("case", NAMES.values(), ids=NAMES)
def test_second_names(real: Prepared, case: tuple[Term, str, str]) -> None:
    term, zh, en = case
    question = real.book.questions[0]
    note = TermNote(concept=Concept(term=term, units=("q001.summary",)), questions=(question,))

    fields = term_fields(real.book, note)

    assert (zh, en) == (fields["AlsoZh"], fields["AlsoEn"])

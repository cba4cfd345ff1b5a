"""glossary.yaml: the concepts of the deck, and how each language calls them."""

from dataclasses import dataclass
from typing import ClassVar

from pipeline.model.deck import CLOSED, Both
from pipeline.model.kinds import Line, Words
from pipeline.model.place import Place


@dataclass(frozen=True, kw_only=True, slots=True)
class Variant:
    """A second Chinese name of a concept; `where` are the units or questions it may stand in."""

    __pydantic_config__: ClassVar = CLOSED
    zh: Words
    where: tuple[Words, ...] = ()

    def is_at_home(self, unit: str) -> bool:
        """Say whether the variant may stand in the unit; without `where` it may anywhere."""
        return not self.where or unit in self.where or unit.partition(".")[0] in self.where


@dataclass(frozen=True, kw_only=True, slots=True)
class Hint:
    """What tells a name apart from another use of the same word, in the language of the name."""

    __pydantic_config__: ClassVar = CLOSED
    zh: Line = ""
    en: Line = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """A concept of the field: its Chinese term, its English one, and what not to write.

    `id` is what its cards are known by for years, whatever it is called later.
    `also` and `en_also` are second names of it; `zh_forms` and `en_forms` are wordings that count
    as the concept's and are no names of it: short forms, verbs, plurals. `pinyin` may be left out
    where the usual readings are right.
    """

    __pydantic_config__: ClassVar = CLOSED
    place: Place
    id: Words
    zh: Words
    en: Words
    pinyin: Line = ""
    avoid: tuple[Words, ...] = ()
    also: tuple[Variant, ...] = ()
    zh_forms: tuple[Words, ...] = ()
    en_also: tuple[Words, ...] = ()
    en_forms: tuple[Words, ...] = ()
    en_avoid: tuple[Words, ...] = ()
    define: Both | None = None
    hint: Hint = Hint()
    note: Line = ""

    def all_names(self) -> tuple[str, ...]:
        """Return every wording of the concept in either language."""
        return tuple(dict.fromkeys((*self.names(), *self.english())))

    @property
    def same(self) -> bool:
        """Say whether both languages call it alike, so that there is nothing to translate."""
        return self.zh.casefold() in {name.casefold() for name in self.english()}

    def names(self) -> tuple[str, ...]:
        """Return every Chinese wording of the concept that may stand in the text."""
        return (self.zh, *(variant.zh for variant in self.also), *self.zh_forms)

    def english(self) -> tuple[str, ...]:
        """Return every English wording that counts as the concept's."""
        return (self.en, *self.en_also, *self.en_forms)


@dataclass(frozen=True, kw_only=True, slots=True)
class Glossary:
    """glossary.yaml."""

    __pydantic_config__: ClassVar = CLOSED
    terms: tuple[Term, ...] = ()

    def names_at(self, unit: str) -> dict[str, Term]:
        """Return every Chinese wording that a concept may have in a unit, with the concept."""
        also = {v.zh: term for term in self.terms for v in term.also if v.is_at_home(unit)}
        forms = {form: term for term in self.terms for form in term.zh_forms}
        return {**also, **forms, **{term.zh: term for term in self.terms}}

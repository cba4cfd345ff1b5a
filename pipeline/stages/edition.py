"""The finished book in another script: every Chinese text of it converted, nothing else."""

from collections.abc import Callable
from dataclasses import replace

from pipeline.model.article import Pair
from pipeline.model.book import Book, Concept, Question
from pipeline.model.code import Figure
from pipeline.model.deck import Both, Deck, Edition, Topic
from pipeline.model.run import CodeAnswer
from pipeline.text.pinyin import pinyin
from pipeline.text.script import converted, simplified

Convert = Callable[[str], str]


def edition(book: Book, wanted: Edition) -> Book:
    """Return the book, which must be that of zh-CN, in the edition wanted.

    Names of people and publishers, addresses and code stay as they are. Raises `Problems` for a
    table of the edition that is no good.
    """
    if wanted == book.edition:
        return book

    def convert(text: str) -> str:
        return converted(text, wanted)

    return replace(
        book,
        edition=wanted,
        deck=_deck(book.deck, convert),
        questions=tuple(_question(question, convert) for question in book.questions),
        concepts=tuple(_concept(concept, convert) for concept in book.concepts),
        retired=tuple(
            replace(row, zh=convert(row.zh), reason=_both(row.reason, convert))
            for row in book.retired
        ),
    )


def _both(both: Both, convert: Convert) -> Both:
    return replace(both, zh=convert(both.zh))


def _deck(deck: Deck, convert: Convert) -> Deck:
    source = deck.attribution
    return replace(
        deck,
        title=_both(deck.title, convert),
        description=_both(deck.description, convert),
        attribution=None if source is None else replace(source, terms=_both(source.terms, convert)),
        anki=replace(deck.anki, deck_name=convert(deck.anki.deck_name)),
        topics=tuple(_topic(topic, convert) for topic in deck.topics),
    )


def _topic(topic: Topic, convert: Convert) -> Topic:
    return replace(topic, title=_both(topic.title, convert))


def _question(question: Question, convert: Convert) -> Question:
    def pair(old: Pair) -> Pair:
        return replace(old, zh=convert(old.zh))

    return replace(
        question,
        entry=question.entry.mapped(pair),
        topic=_topic(question.topic, convert),
        answers=tuple(_answer(answer, convert) for answer in question.answers),
        labs=tuple(_answer(lab, convert) for lab in question.labs),
        keywords=tuple(map(convert, question.keywords)),
    )


def _answer(answer: CodeAnswer, convert: Convert) -> CodeAnswer:
    block = answer.job.block
    note = None if block.note is None else _both(block.note, convert)
    figure = None if block.figure is None else _figure(block.figure, convert)
    cards = tuple(
        replace(card, ask=_both(card.ask, convert), why=_both(card.why, convert))
        for card in block.cards
    )
    own = replace(block, note=note, figure=figure, cards=cards)
    return replace(answer, job=replace(answer.job, block=own))


def _figure(figure: Figure, convert: Convert) -> Figure:
    return Figure(caption=_both(figure.caption, convert), alt=_both(figure.alt, convert))


def _concept(concept: Concept, convert: Convert) -> Concept:
    term = concept.term
    define = None if term.define is None else _both(term.define, convert)
    also = tuple(replace(variant, zh=convert(variant.zh)) for variant in term.also)
    forms = tuple(map(convert, term.zh_forms))
    hint = replace(term.hint, zh=convert(term.hint.zh))
    zh = convert(term.zh)
    plain = simplified(zh)
    # A region's own word has a reading of its own; the same word keeps the one that was checked.
    read = term.pinyin if plain == term.zh else pinyin(plain)
    names = replace(term, zh=zh, pinyin=read, also=also, zh_forms=forms)
    new = replace(names, define=define, note=convert(term.note), hint=hint)
    return replace(concept, term=new)

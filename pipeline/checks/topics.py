"""Rules about topics: every question belongs to exactly one."""

from collections.abc import Iterator

from pipeline.model.corrections import Retirement
from pipeline.model.deck import Deck
from pipeline.problem import Problem


def check_topics(deck: Deck, numbers: list[int]) -> Iterator[Problem]:
    """Report questions in no topic or in two, and unknown questions.

    `numbers` are the questions that the article has.
    """
    yield from _misplaced(deck, numbers)
    yield from _unknown(deck, numbers)


def _misplaced(deck: Deck, numbers: list[int]) -> Iterator[Problem]:
    for number in numbers:
        homes = [topic.id for topic in deck.topics if number in topic.questions]
        if not homes:
            message, hint = f"question {number} has no topic", "add its number to one topic"
            yield Problem(place=deck.place, message=message, hint=hint)
        elif len(homes) > 1:
            message = f"question {number} stands in more than one topic: {', '.join(homes)}"
            yield Problem(place=deck.place, message=message, hint="keep it in one of them")


def _unknown(deck: Deck, numbers: list[int]) -> Iterator[Problem]:
    for topic in deck.topics:
        for number in topic.questions:
            if number not in numbers or topic.questions.count(number) > 1:
                what = "is not in the article" if number not in numbers else "stands here twice"
                yield Problem(
                    place=topic.place,
                    message=f"topic {topic.id}: question {number} {what}",
                    hint="remove the number",
                )


def check_retirements(retired: tuple[Retirement, ...], gone: list[int]) -> Iterator[Problem]:
    """Report retirements of questions that there are not; `gone` are those taken out."""
    for row in retired:
        if row.question not in gone:
            message = f"there is no question {row.question} to retire"
            yield Problem(
                place=row.place, message=message, hint="mend the number, or remove the row"
            )

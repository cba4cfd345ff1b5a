"""The quiz and its key: questions with room to write, then the answers."""

import hashlib
from dataclasses import replace

from pipeline.export.pdf.answers import question_data, topic_data
from pipeline.export.pdf.frame import Data, frame
from pipeline.model.book import Question
from pipeline.model.matter import Matter, Volume
from pipeline.model.prints import Print

# Ruled lines for an answer: one for each thing to say, and some for those who write large.
FEWEST, MOST, CODE = 4, 9, 12


def quizzes(matter: Matter, wanted: Print, most: int) -> tuple[Matter, ...]:
    """Return the matter with the questions of the quiz, in their order; `most` to a volume.

    They are picked from the whole deck and put in order before they are cut into volumes.
    """
    book = matter.book
    chosen = picked(tuple(q for topic in book.deck.topics for q in book.about(topic)), wanted)
    parts = [chosen[first : first + most] for first in range(0, len(chosen), most)]
    return tuple(
        replace(
            matter,
            book=replace(book, questions=part),
            volume=Volume(number=number, of=len(parts)),
        )
        for number, part in enumerate(parts, 1)
    )


def quiz_data(matter: Matter, wanted: Print) -> Data:
    """Return the questions in their order, with their answers."""
    book = matter.book
    every = sum(len(topic.questions) for topic in book.deck.topics)
    return {
        **frame(matter, wanted),
        "order": wanted.order or "topic",
        "seed": wanted.seed or 0,
        "all": every,
        "picked": min(wanted.count or every, every),
        "questions": [
            {
                **question_data(book, question),
                "topic": topic_data(question.topic),
                "ruled": _ruled(question),
            }
            for question in book.questions
        ],
    }


def picked(questions: tuple[Question, ...], wanted: Print) -> tuple[Question, ...]:
    """Return the questions of a quiz: all or `count` of them, by topic or shuffled.

    The same seed gives the same order for ever, on every machine: by sums and not by a generator
    that another Python may change. A quiz by topic that picks some picks them by the seed as well.
    """
    seed = wanted.seed or 0
    shuffled = sorted(questions, key=lambda question: _rank(seed, question.entry.id))
    chosen = tuple(shuffled[: wanted.count])
    if wanted.order == "shuffle":
        return chosen
    ids = {question.entry.id for question in chosen}
    return tuple(question for question in questions if question.entry.id in ids)


def _rank(seed: int, question: str) -> str:
    return hashlib.sha256(f"{seed}:{question}".encode()).hexdigest()


def _ruled(question: Question) -> int:
    if question.answers:
        return CODE
    said = 1 + sum(len(section.points) for section in question.entry.sections)
    return min(max(FEWEST, said + 1), MOST)

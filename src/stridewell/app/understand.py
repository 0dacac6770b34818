"""A story in the runner's own words → proposed answers, and the answers if all were confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from stridewell.intake.reading import Answer
from stridewell.intake.runner import Runner
from stridewell.intake.understanding.merging import answers_from
from stridewell.intake.understanding.reading import understand
from stridewell.intake.understanding.records import Stance, Understanding
from stridewell.knowledge.records import Knowledge


@dataclass(frozen=True, slots=True)
class Story:
    """What a text was read as. Nothing of it counts until the runner has confirmed it."""

    understanding: Understanding
    answers: Mapping[str, Answer]
    """The answers of a case, if every proposal were confirmed."""
    contradictory: tuple[str, ...]
    """Questions left out of the answers because the text answers them in two ways."""
    not_asked: tuple[str, ...]
    """Questions left out of the answers because they are not asked of this runner."""
    knowledge_version: str


def read_story(text: str, runner: Runner | None, at: datetime, knowledge: Knowledge) -> Story:
    """Read a story told at a moment. A text that cannot be read is refused by name, not raised."""
    understanding = understand(text, at, knowledge)
    merged = answers_from(understanding.proposals, runner, at, knowledge)
    return Story(
        understanding=understanding,
        answers=merged.answers,
        contradictory=merged.contradictory,
        not_asked=merged.not_asked,
        knowledge_version=knowledge.version,
    )


def safety_signs(story: Story, knowledge: Knowledge) -> tuple[str, ...]:
    """The questions of safety that the text answers with yes or not sure; they come first."""
    calm = {Stance.ABSENT}
    told = (p.question for p in story.understanding.proposals if p.state not in calm)
    return tuple(dict.fromkeys(q for q in told if knowledge.questions[q].section == "safety"))

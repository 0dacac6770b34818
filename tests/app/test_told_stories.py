"""Invented stories in free text: none that is urgent is taken lightly, none harmless gravely."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from cases import AT, KNOWLEDGE
from stridewell.app.assess import assess
from stridewell.app.case import Case
from stridewell.app.understand import read_story
from stridewell.intake.runner import Runner, Sex
from stridewell.knowledge.records import Level

Story = Mapping[str, Any]
STORIES: Mapping[str, list[Story]] = yaml.safe_load(
    Path(__file__).with_name("told_stories.yaml").read_text(encoding="utf-8")
)


def level(story: Story) -> Level:
    """The urgency of a story if every proposal is confirmed."""
    runner = Runner(story["age"], Sex(story["sex"]))
    answers = read_story(story["text"], runner, AT, KNOWLEDGE).answers
    return assess(Case(AT, runner, answers), KNOWLEDGE).disposition.level


@pytest.mark.parametrize("story", STORIES["urgent"])
def test_an_urgent_story_is_urgent(story: Story) -> None:
    assert level(story).urgency >= Level(story["at_least"]).urgency


@pytest.mark.parametrize("story", STORIES["calm"])
def test_a_harmless_story_sends_nobody_to_hospital(story: Story) -> None:
    assert level(story).urgency < Level.SAME_DAY.urgency

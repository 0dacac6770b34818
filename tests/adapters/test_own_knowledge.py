"""A folder of the user's own beside the packaged knowledge: read, or refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from stridewell.adapters.own_knowledge import (
    KNOWLEDGE,
    chosen_knowledge,
    chosen_library,
    named_knowledge,
    named_library,
    own_folder,
)
from stridewell.errors import KnowledgeError, SettingsError
from stridewell.knowledge.records import Knowledge

RULE = """
level: within_weeks
rules:
  MINE1:
    when: agg_stairs
    suspected: My own worry
    text: Stairs that hurt should be looked at in my club.
    source: stridewell_design
    grade: expert
"""
CARD = """
cards:
  my_club: {title: Our club, area: help, text: Ask us., source: stridewell_design, grade: expert}
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with a rule and a card."""
    for path, text in (("red_flags/mine.yaml", RULE), ("cards/mine.yaml", CARD)):
        file = tmp_path / "own" / path
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path / "own"


def write(folder: Path, path: str, text: str) -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_without_the_setting_there_is_no_folder() -> None:
    assert own_folder({}) is None
    assert own_folder({KNOWLEDGE: "  "}) is None


def test_the_setting_names_a_folder(own: Path) -> None:
    assert own_folder({KNOWLEDGE: str(own)}) == own


@pytest.mark.parametrize("value", ["/nowhere/at/all", "~nobody_of_this_name/knowledge"])
def test_a_setting_that_names_no_folder_is_refused(value: str) -> None:
    with pytest.raises(SettingsError, match=KNOWLEDGE):
        own_folder({KNOWLEDGE: value})


def test_a_setting_that_names_a_file_is_refused(own: Path) -> None:
    with pytest.raises(SettingsError, match="no folder"):
        own_folder({KNOWLEDGE: str(own / "cards" / "mine.yaml")})


def test_what_is_added_is_read_beside_the_package(own: Path, knowledge: Knowledge) -> None:
    merged = named_knowledge(None, own)
    assert set(merged.rules) - set(knowledge.rules) == {"MINE1"}
    assert merged.version != knowledge.version
    assert named_library(None, own).cards["my_club"].title == "Our club"


def test_the_setting_is_read_once(own: Path, knowledge: Knowledge) -> None:
    settings = {KNOWLEDGE: str(own)}
    assert chosen_knowledge(settings) is chosen_knowledge(settings)
    assert chosen_library(settings) is chosen_library(settings)
    assert chosen_knowledge({}) is knowledge
    assert "my_club" not in chosen_library({}).cards


@pytest.mark.parametrize(
    ("path", "text", "told"),
    [
        ("levels.yaml", "levels: {}", "would replace a file of stridewell"),
        ("red_flags/critical.yaml", "rules: {}", "would replace a file of stridewell"),
        ("reasons.yaml", "reasoning: {}", "reasons.yaml is read by nobody"),
        ("load/mine.yaml", "spike: {}", "load/mine.yaml is read by nobody"),
        ("conditions/mine.yaml", "condtions: {}", "unknown key 'condtions'"),
        ("conditions/mine.yaml", "- a list", "a mapping is expected"),
        ("cards/more.yaml", "crads: {}", "unknown key 'crads'"),
        ("cards/more.yaml", "- a list", "holds no entries"),
        ("cards/more.yaml", "cards: [", "is not valid YAML"),
        ("red_flags/more.yaml", RULE.replace("MINE1", "E1"), "'E1' is defined twice"),
        (
            "red_flags/more.yaml",
            RULE.replace("MINE1", "MINE2").replace("within_weeks", "self_manage"),
            "rules.MINE2 says that care at home is enough",
        ),
    ],
)
def test_what_may_not_be_added_is_refused_by_name(
    own: Path, path: str, text: str, told: str
) -> None:
    write(own, path, text)
    with pytest.raises(KnowledgeError) as caught:
        named_knowledge(None, own)
    assert told in str(caught.value)


def test_a_fault_in_the_folder_of_the_settings_is_refused(own: Path) -> None:
    write(own, "red_flags/more.yaml", RULE.replace("MINE1", "MINE2").replace("stairs", "staris"))
    with pytest.raises(KnowledgeError, match=r"rules\.MINE2 names the unknown finding") as caught:
        chosen_knowledge({KNOWLEDGE: str(own)})
    assert "knowledge check --add" in caught.value.next_step


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(KnowledgeError, match="no knowledge files"):
        named_knowledge(None, tmp_path / "empty")

"""The use case: a story → proposals and the answers if all were confirmed."""

from __future__ import annotations

from cases import AT, KNOWLEDGE, MAN, WOMAN
from stridewell.app.assess import assess
from stridewell.app.case import Case
from stridewell.app.understand import read_story, safety_signs
from stridewell.app.understand_contract import story_out
from stridewell.knowledge.records import Level

TEXT = "Left groin pain for 4 weeks, worse every run, limping. No fever. My periods stopped."


def test_a_story_becomes_answers_that_can_be_judged() -> None:
    story = read_story(TEXT, WOMAN, AT, KNOWLEDGE)
    assessment = assess(Case(AT, WOMAN, story.answers), KNOWLEDGE)
    assert assessment.disposition.level.urgency >= Level.SAME_DAY.urgency


def test_what_is_not_asked_of_the_runner_is_named() -> None:
    story = read_story(TEXT, MAN, AT, KNOWLEDGE)
    assert "periods" in story.not_asked
    assert "periods" not in story.answers


def test_a_refused_text_has_no_answers() -> None:
    story = read_story("", WOMAN, AT, KNOWLEDGE)
    assert story.understanding.refusal is not None
    assert story.answers == {}


def test_signs_of_safety_are_named_first() -> None:
    story = read_story("My groin hurts and I'm numb between my legs", WOMAN, AT, KNOWLEDGE)
    assert safety_signs(story, KNOWLEDGE) == ("saddle_numbness",)
    calm = read_story("My groin hurts, no fever", WOMAN, AT, KNOWLEDGE)
    assert safety_signs(calm, KNOWLEDGE) == ()


def test_programs_get_the_promised_shape() -> None:
    told = story_out(read_story(TEXT, WOMAN, AT, KNOWLEDGE), KNOWLEDGE).model_dump()
    assert set(told) == {
        *("proposals", "answers", "contradictory", "not_asked", "unread", "refusal"),
        *("knowledge_version", "version"),
    }
    first = told["proposals"][0]
    assert set(first) == {
        *("question", "option", "value", "label", "state", "side", "certainty", "words"),
        *("start", "end", "note", "conflicts_with"),
    }
    assert TEXT[first["start"] : first["end"]] == first["words"]
    assert told["refusal"] is None


def test_labels_speak_the_words_of_the_question() -> None:
    told = story_out(read_story(TEXT, WOMAN, AT, KNOWLEDGE), KNOWLEDGE)
    labels = {p.question: p.label for p in told.proposals}
    assert labels["pain_regions"] == "groin crease (left)"
    assert labels["duration_weeks"] == "4 weeks"
    assert labels["fever"] == "No, I feel well"


def test_a_refusal_has_its_name() -> None:
    told = story_out(read_story(" ", WOMAN, AT, KNOWLEDGE), KNOWLEDGE)
    assert told.refusal is not None
    assert told.refusal.kind == "empty"

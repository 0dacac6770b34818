"""What a runner answers whose problem looks like one condition: built from the knowledge itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from stridewell.intake.reading import Answer
from stridewell.intake.runner import Runner, Sex
from stridewell.knowledge.records import Condition, Knowledge, Option, Question

CALM = ("no", "none", "normal", "regular")
NOT_ASKED_OF = {Sex.FEMALE: "testicular_pain", Sex.MALE: "pregnancy"}
TELLING = 1.6
"""A finding belongs to the picture of a condition from this likelihood ratio on."""
MOST = 7
"""Of so many findings, the most telling, a whole portrait consists."""
STORY = ("story", "background")


def portrait(
    condition: Condition, runner: Runner, knowledge: Knowledge, most: int = MOST
) -> dict[str, Answer]:
    """The answers of a runner with the typical picture of a condition and no red flag besides.

    ``most`` findings of it are told. Pain and duration are left to the caller. What the picture of
    a bone injury needs, such as pain that grows with every run, is told although it is a red flag.
    """
    answers = well(runner, knowledge)
    answers["pain_regions"] = list(condition.core_regions[:1])
    telling = sorted(condition.evidence, key=lambda each: -each.present)
    wanted = [each.finding for each in telling if each.present >= TELLING]
    for question, option in _ways_to_say(_harmless(wanted, knowledge)[:most], knowledge):
        _say(answers, question, option)
    return {**nothing_else(runner, knowledge), "course": "same", **answers}


def nothing_else(runner: Runner, knowledge: Knowledge) -> dict[str, Answer]:
    """Every further question that can be answered with no; the interview was finished."""
    left_out = {"periods"} if runner.sex is Sex.MALE else set()
    return {
        question.id: _calm(question)
        for question in knowledge.questions.values()
        if question.section in STORY
        and question.id not in left_out
        and any(question.option(word) for word in CALM)
    }


def well(runner: Runner, knowledge: Knowledge) -> dict[str, Answer]:
    """Every safety question of this runner answered with no."""
    return {
        question.id: _calm(question)
        for question in knowledge.questions.values()
        if question.section == "safety"
        and question.asks_again is None
        and question.id != NOT_ASKED_OF.get(runner.sex)
    }


def _harmless(findings: Iterable[str], knowledge: Knowledge) -> list[str]:
    """Those that no safety question asks for; a portrait has no fall, fever or limp."""
    alarming = {
        finding
        for question in knowledge.questions.values()
        if question.section == "safety"
        for option in question.options
        for finding in option.present
    }
    return [each for each in findings if each not in alarming]


def _ways_to_say(
    findings: Iterable[str], knowledge: Knowledge
) -> Iterable[tuple[Question, Option]]:
    for finding in findings:
        for question in knowledge.questions.values():
            if question.section in STORY:
                option = next((o for o in question.options if finding in o.present), None)
                if option is not None:
                    yield question, option
                    break


def _say(answers: dict[str, Answer], question: Question, option: Option) -> None:
    if question.kind != "multi":
        answers.setdefault(question.id, option.id)
        return
    said = answers.get(question.id, [])
    none = {each.id for each in question.options if each.none}
    listed = said if isinstance(said, list) else []
    told = [each for each in listed if isinstance(each, str) and each not in none]
    if option.id not in told:
        answers[question.id] = [*told, option.id]


def _calm(question: Question) -> Answer:
    option = next(word for word in CALM if question.option(word) is not None)
    return [option] if question.kind == "multi" else option


def without_alarm(
    answers: Mapping[str, Answer], runner: Runner, knowledge: Knowledge
) -> dict[str, Answer]:
    """The answers after treatment: the places stay, what alarmed is gone."""
    kept = {name: answer for name, answer in answers.items() if name not in _TREATED}
    return nothing_else(runner, knowledge) | kept | {"night_pain": "none", "course": "same"}


_TREATED = (
    *("aggravators_load", "aggravators_posture", "hip_mechanics", "muscle_signs", "run_pattern"),
    *("managed_so_far", "bone_health", "training_change", "rest_pain"),
)

"""The runs: all answers, a third of them missing, one of them wrong, and asked by the interview."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evaluation.metrics import Outcome
from evaluation.scenario import Scenario

from stridewell.app.assess import Assessment, assess
from stridewell.app.case import Case
from stridewell.app.interview import Ask, next_step
from stridewell.differential.next_question import Turn, burden_s
from stridewell.errors import CaseError
from stridewell.intake.reading import Answer
from stridewell.knowledge.records import Knowledge, Question
from stridewell.values.anatomy import Region

REPEATS = 10
MISSING_SHARE = 1 / 3
TRIES = 30
MOST_QUESTIONS = 60


def outcome_of(scenario: Scenario, assessment: Assessment) -> Outcome:
    """One assessment beside what was expected of it."""
    candidates = assessment.differential.candidates
    ids = [each.id for each in candidates]
    label, accepted = scenario.expect.candidates[0], scenario.expect.candidates
    error = sum((each.probability - (each.id == label)) ** 2 for each in candidates)
    second = scenario.expect.second
    return Outcome(
        scenario=scenario.id,
        level=assessment.disposition.level,
        expected=scenario.expect.level,
        accepted=tuple({scenario.expect.level, *scenario.expect.levels}),
        ranks=tuple(ids.index(each) + 1 for each in accepted if each in ids),
        label_rank=ids.index(label) + 1 if label in ids else None,
        second_rank=ids.index(second) + 1 if second in ids else None,
        lead=candidates[0].probability,
        lead_is_right=ids[0] in accepted,
        squared_error=error,
        first=tuple(ids[:3]),
        left_open=any(each.turn is not Turn.INFORMATION for each in assessment.next_questions),
    )


def all_answers(scenarios: Sequence[Scenario], knowledge: Knowledge) -> list[Outcome]:
    """Everything that was entered."""
    return [outcome_of(each, assess(each.case(), knowledge)) for each in scenarios]


def a_third_missing(scenarios: Sequence[Scenario], knowledge: Knowledge) -> list[Outcome]:
    """A random third of the answers left out, several times over."""
    return [
        outcome_of(scenario, assess(_without_some(scenario.case(), chance), knowledge))
        for scenario in scenarios
        for chance in _chances(scenario)
    ]


def one_wrong(scenarios: Sequence[Scenario], knowledge: Knowledge) -> list[Outcome]:
    """One random answer exchanged for another that the question accepts, several times over."""
    return [
        outcome_of(scenario, _assess_wrong(scenario.case(), chance, knowledge))
        for scenario in scenarios
        for chance in _chances(scenario)
    ]


def _chances(scenario: Scenario) -> Iterator[random.Random]:
    return (random.Random(f"{scenario.id}/{repeat}") for repeat in range(REPEATS))


def _without_some(case: Case, chance: random.Random) -> Case:
    questions = sorted(case.answers)
    kept = chance.sample(questions, len(questions) - round(MISSING_SHARE * len(questions)))
    return replace(case, answers={each: case.answers[each] for each in kept})


def _assess_wrong(case: Case, chance: random.Random, knowledge: Knowledge) -> Assessment:
    """The assessment with one wrong answer that does not contradict the others outright."""
    for _ in range(TRIES):
        question = knowledge.questions[chance.choice(sorted(case.answers))]
        wrong = _another(question, case.answers[question.id], chance, knowledge)
        try:
            return assess(replace(case, answers={**case.answers, question.id: wrong}), knowledge)
        except CaseError:
            continue
    return assess(case, knowledge)


def _another(
    question: Question, given: Answer, chance: random.Random, knowledge: Knowledge
) -> Answer:
    match question.kind:
        case "regions":
            return [chance.choice([*Region])]
        case "number":
            limits = knowledge.findings[question.number or ""].range
            assert limits is not None
            top = min(limits.high, 4 * float(given) + 4) if isinstance(given, int | float) else 10
            return round(chance.uniform(limits.low, top), 1)
        case "date" | "text":
            return given
        case _:
            taken = {given} if isinstance(given, str) else {str(each) for each in given}  # type: ignore[union-attr]
            others = [option.id for option in question.options if option.id not in taken]
            picked = chance.choice(others)
            return [picked] if question.kind == "multi" else picked


@dataclass(frozen=True, slots=True)
class Interviewed:
    """One interview: what came of it, how many questions it took and how long, in seconds."""

    outcome: Outcome
    questions: int
    seconds: float
    finished: bool


def interviews(scenarios: Sequence[Scenario], knowledge: Knowledge) -> list[Interviewed]:
    """Each scenario asked by the interview; the story answers, and nothing else does.

    A safety question the story says nothing of is answered with no, any other with not sure.
    """
    return [_interview(scenario, knowledge) for scenario in scenarios]


def _interview(scenario: Scenario, knowledge: Knowledge) -> Interviewed:
    story = scenario.case()
    case = replace(story, answers={})
    seconds = 0.0
    assessment = assess(case, knowledge)
    for _ in range(MOST_QUESTIONS):
        step = next_step(assessment, knowledge)
        if not isinstance(step, Ask):
            return _interviewed(scenario, assessment, case, seconds, finished=True)
        answer = answer_from(story.answers, step.question)
        case = replace(case, answers={**case.answers, step.question.id: answer})
        seconds += burden_s(step.question, knowledge)
        assessment = assess(case, knowledge)
    return _interviewed(scenario, assessment, case, seconds, finished=False)


def _interviewed(
    scenario: Scenario, assessment: Assessment, case: Case, seconds: float, *, finished: bool
) -> Interviewed:
    return Interviewed(outcome_of(scenario, assessment), len(case.answers), seconds, finished)


def answer_from(story: Mapping[str, Answer], question: Question) -> Answer:
    """What the story says; else no to a safety question, and not sure to any other."""
    if question.id in story:
        return story[question.id]
    calm = next((o.id for o in question.options if o.id in {"no", "none", "normal"}), None)
    said = calm if question.section == "safety" and calm is not None else "not_sure"
    if question.kind == "multi":
        known = {option.id for option in question.options}
        return [said if said in known else calm or question.options[0].id]
    return said

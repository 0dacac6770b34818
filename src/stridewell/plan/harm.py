"""When an exercise is left out: a likely cause or a finding that it could harm."""

from __future__ import annotations

from dataclasses import dataclass

from stridewell.differential.candidates import Candidate
from stridewell.knowledge.criteria import evaluate, findings_in
from stridewell.knowledge.training import Exercise
from stridewell.plan.situation import Situation
from stridewell.plan.zones import Zone
from stridewell.values.evidence import Reason, State


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An exercise that is not in the plan, and the sentence that says why.

    ``because`` is the condition, the findings or the equipment on account of which it is left
    out.
    """

    exercise: str
    name: str
    because: tuple[str, ...]
    reason: Reason


def why_not(
    exercise: Exercise, situation: Situation, cleared_for: frozenset[str] = frozenset()
) -> LeftOut | None:
    """Why an exercise may not be done now; None when nothing speaks against it.

    ``cleared_for`` are causes a clinician has cleared and whose programme now asks for this very
    exercise; they no longer forbid it.
    """
    return (
        _forbidden_by_cause(exercise, situation, cleared_for)
        or _forbidden_by_finding(exercise, situation)
        or _forbidden_jump(exercise, situation)
    )


def is_harmful(exercise: Exercise, situation: Situation) -> bool:
    """Whether a plausible cause or something told speaks against it; open questions do not."""
    if _forbidden_by_cause(exercise, situation, frozenset()) is not None:
        return True
    if exercise.avoid_when is None:
        return False
    return evaluate(exercise.avoid_when, situation.facts).state is State.PRESENT


def left_out(exercise: Exercise, because: tuple[str, ...], text: str) -> LeftOut:
    """The entry for an exercise that is not in the plan."""
    warrant = exercise.warrant
    reason = Reason(text, warrant.sources, rule="left_out", grade=warrant.grade)
    return LeftOut(exercise.id, exercise.name, because, reason)


def _forbidden_by_cause(
    exercise: Exercise, situation: Situation, cleared_for: frozenset[str]
) -> LeftOut | None:
    harmed = (each for each in situation.causes if each.id in exercise.avoid_for)
    cause = next((each for each in harmed if each.id not in cleared_for), None)
    if cause is None:
        return None
    return left_out(exercise, (cause.id,), _cause_text(exercise, cause))


def _cause_text(exercise: Exercise, cause: Candidate) -> str:
    return (
        f"{exercise.name} is left out: {exercise.avoid_because}, "
        f"and the pattern may fit {cause.plain} ({100 * cause.probability:.0f} %)."
    )


def _forbidden_by_finding(exercise: Exercise, situation: Situation) -> LeftOut | None:
    if exercise.avoid_when is None:
        return None
    verdict = evaluate(exercise.avoid_when, situation.facts)
    if verdict.state is State.PRESENT:
        said = _plain(verdict.because, situation)
        return left_out(exercise, verdict.because, f"{exercise.name} is left out: {said}.")
    unknown = _unknown_safety(exercise, situation) if verdict.state is State.UNKNOWN else ()
    if not unknown:
        return None
    text = f"{exercise.name} is left out until one thing is clear: {_plain(unknown, situation)}?"
    return left_out(exercise, unknown, text)


def _unknown_safety(exercise: Exercise, situation: Situation) -> tuple[str, ...]:
    asked = findings_in(exercise.avoid_when) if exercise.avoid_when is not None else frozenset()
    return tuple(
        finding
        for finding in sorted(asked)
        if situation.knowledge.findings[finding].safety
        and situation.facts.state(finding) is State.UNKNOWN
    )


def _forbidden_jump(exercise: Exercise, situation: Situation) -> LeftOut | None:
    """Jumps only on a green day; that they wait for bone stands in their causes to avoid."""
    if not exercise.impact or situation.zone is Zone.GREEN:
        return None
    text = f"{exercise.name} is left out: jumps wait for a green day."
    return left_out(exercise, ("pain_daily",), text)


def _plain(findings: tuple[str, ...], situation: Situation) -> str:
    return "; ".join(situation.knowledge.findings[finding].plain for finding in findings)

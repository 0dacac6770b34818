"""Confirmed proposals → the answers of a case, as the intake accepts them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime

from stridewell.intake.presentation import Presentation, facts_of
from stridewell.intake.reading import DENIED, NOT_SURE, Answer, Reading, read_answer
from stridewell.intake.runner import Runner, runner_findings
from stridewell.intake.understanding.options import calm_option, outranks
from stridewell.intake.understanding.records import Proposal, Stance
from stridewell.intake.understanding.tidying import PLACES
from stridewell.knowledge.criteria import evaluate
from stridewell.knowledge.records import Knowledge, Question
from stridewell.values.anatomy import Side
from stridewell.values.evidence import Finding, State

SIDE = "pain_side"


@dataclass(frozen=True, slots=True)
class Merged:
    """The answers, and the questions left out: contradictory, or not asked of this runner."""

    answers: Mapping[str, Answer]
    contradictory: tuple[str, ...] = ()
    not_asked: tuple[str, ...] = field(default=())


def answers_from(
    proposals: Iterable[Proposal], runner: Runner | None, at: datetime, knowledge: Knowledge
) -> Merged:
    """One answer for each question that the proposals settle.

    For a question of safety a yes beats a no; elsewhere two options of one choice are left out
    and named. Questions that are not asked of this runner are left out and named too.
    """
    told: dict[str, list[Proposal]] = {}
    for proposal in proposals:
        told.setdefault(proposal.question, []).append(proposal)
    answers: dict[str, Answer] = {}
    contradictory: list[str] = []
    for question in knowledge.questions.values():
        found = told.get(question.id)
        if not found:
            continue
        answer = _answer(question, found)
        if answer is not None:
            answers[question.id] = answer
        elif _is_contradiction(question, found):
            contradictory.append(question.id)
    _add_side_to_places(answers)
    not_asked = _not_asked(answers, runner, at, knowledge)
    settled = _without_clashes(
        {key: value for key, value in answers.items() if key not in not_asked}, at, knowledge
    )
    return Merged(settled, tuple(contradictory), tuple(not_asked))


def _answer(question: Question, told: Sequence[Proposal]) -> Answer | None:
    match question.kind:
        case "regions":
            return _places(told)
        case "multi":
            return _multi(question, told)
        case "number":
            return max(told, key=lambda each: each.certainty).value
        case _:
            return _choice(question, told)


def _places(told: Sequence[Proposal]) -> Answer | None:
    hurting = [each for each in told if each.state is Stance.PRESENT and each.option]
    places: dict[str, Side | None] = {}
    for each in hurting:
        places[str(each.option)] = places.get(str(each.option)) or each.side
    return [_place(region, side) for region, side in places.items()] or None


def _place(region: str, side: Side | None) -> Answer:
    return {"region": region, "side": side.value} if side is not None else {"region": region}


def _multi(question: Question, told: Sequence[Proposal]) -> Answer | None:
    """The boxes that were ticked, and ``no:OPTION`` for those that were denied one by one."""
    calm = calm_option(question)
    ticked = [str(p.option) for p in told if p.state is Stance.PRESENT and p.option != calm]
    if not ticked and any(p.option == calm and p.state is Stance.ABSENT for p in told):
        return [str(calm)]
    unsure = not ticked and any(p.state is Stance.NOT_SURE for p in told)
    open_ = [NOT_SURE] if unsure and question.option(NOT_SURE) is not None else []
    denied = [
        f"{DENIED}{p.option}"
        for p in told
        if p.state is Stance.ABSENT and p.option != calm and p.option not in ticked
    ]
    return list(dict.fromkeys([*ticked, *open_, *denied])) or None


def _choice(question: Question, told: Sequence[Proposal]) -> Answer | None:
    calm = calm_option(question)
    yes = [p for p in told if p.state is Stance.PRESENT and p.option != calm]
    options = list(dict.fromkeys(str(p.option) for p in yes))
    if question.section != "safety":
        calmly = [str(p.option) for p in told if p.option == calm and p.state is Stance.ABSENT]
        widest = _widest(question, options or dict.fromkeys(calmly))
        return widest[0] if len(widest) == 1 else _unsure(question, told, widest)
    if options:
        return _worst(question, yes)
    unsure = _unsure(question, told, options)
    return unsure if unsure is not None else calm if told else None


def _widest(question: Question, options: Iterable[str]) -> Sequence[str]:
    """Without the options that say less than another one that was said too."""
    says = {each: set(found.present) for each in options if (found := question.option(each))}
    return [
        each for each in says if not any(says[each] and says[each] < says[other] for other in says)
    ]


def _unsure(question: Question, told: Sequence[Proposal], options: Sequence[str]) -> Answer | None:
    doubted = any(p.state is Stance.NOT_SURE for p in told)
    return NOT_SURE if doubted and not options and question.option(NOT_SURE) else None


def _worst(question: Question, yes: Sequence[Proposal]) -> str:
    """The option that no other one said outranks; the surest where several are left."""
    left = [
        p for p in yes if not any(outranks(question, str(o.option), str(p.option)) for o in yes)
    ]
    return str(max(left or yes, key=lambda p: (p.certainty, p.end - p.start)).option)


def _is_contradiction(question: Question, told: Sequence[Proposal]) -> bool:
    return question.kind in {"choice", "side"} and len({p.option for p in told}) > 1


def _add_side_to_places(answers: dict[str, Answer]) -> None:
    """Places named without a side take that of the main problem, as on the form."""
    places, side = answers.get(PLACES), answers.get(SIDE)
    if not isinstance(places, list) or side not in {"left", "right", "both"}:
        return
    answers[PLACES] = [
        {"side": side, **place} if isinstance(place, dict) else place for place in places
    ]


def _findings(
    answers: Mapping[str, Answer], at: datetime, knowledge: Knowledge
) -> Iterator[tuple[str, Finding]]:
    for question_id, answer in answers.items():
        question = knowledge.questions[question_id]
        for finding in read_answer(Reading(question, at, None, knowledge), answer):
            yield question_id, finding


def _not_asked(
    answers: Mapping[str, Answer], runner: Runner | None, at: datetime, knowledge: Knowledge
) -> Sequence[str]:
    """Questions that are not asked of this runner, given everything else that was said."""
    always = {k: v for k, v in answers.items() if knowledge.questions[k].asked_when is None}
    found = [finding for _, finding in _findings(always, at, knowledge)]
    if runner is not None:
        found.extend(runner_findings(runner, at))
    facts = facts_of(Presentation(at, tuple(found)), knowledge)
    return [
        key
        for key in answers
        if (when := knowledge.questions[key].asked_when) is not None
        and evaluate(when, facts).state is State.ABSENT
    ]


def _without_clashes(
    answers: Mapping[str, Answer], at: datetime, knowledge: Knowledge
) -> Mapping[str, Answer]:
    """Without what denies a thing that another question affirms: the yes stays."""
    found = [
        (q, f)
        for q, f in _findings(answers, at, knowledge)
        if f.certainty == 1.0 and f.value is None
    ]
    yes = {f.id: q for q, f in found if f.state is State.PRESENT}
    clashing: dict[str, set[str]] = {}
    for question, finding in found:
        if finding.state is State.ABSENT and yes.get(finding.id, question) != question:
            clashing.setdefault(question, set()).add(finding.id)
    kept = {
        key: _without(answer, clashing.get(key, set()), knowledge.questions[key])
        for key, answer in answers.items()
    }
    return {key: answer for key, answer in kept.items() if answer is not None}


def _without(answer: Answer, clashing: AbstractSet[str], question: Question) -> Answer | None:
    """The answer without the boxes that deny the clashing findings; nothing when none is left."""
    if not clashing:
        return answer
    if not isinstance(answer, list):
        return None
    denied = {
        f"{DENIED}{option.id}" for option in question.options if clashing & set(option.present)
    }
    return [each for each in answer if each not in denied and each != calm_option(question)] or None

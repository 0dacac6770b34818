"""What must hold of a ladder whatever is told: progress is earned, never given."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from plan_diary import STRAIN, TODAY, ago, cleared_bone, told
from plan_inputs import CALM, KNOWLEDGE, with_causes
from stridewell.knowledge.training import Ladder
from stridewell.plan.diary import Completion, Diary, Morning, SessionDone
from stridewell.plan.inputs import PlanInput
from stridewell.plan.items import ActivityKind
from stridewell.plan.judged import ladder_days
from stridewell.plan.progression import ladder_standing

law = settings(deadline=None, max_examples=60)
SOFT = with_causes(STRAIN)
RUNNERS = st.sampled_from(
    [
        (SOFT, KNOWLEDGE.ladders["A"]),
        (cleared_bone(), KNOWLEDGE.ladders["B"]),
        (SOFT, KNOWLEDGE.ladders["P"]),
    ]
)
DAYS = 45
PAINS = st.one_of(st.none(), st.integers(0, 3), st.integers(0, 10))
MAYBE = st.sampled_from([None, None, False, True])


@st.composite
def sessions_of(draw: st.DrawFn, ladder: Ladder) -> tuple[SessionDone, ...]:
    days = draw(st.lists(st.integers(0, DAYS), max_size=24))
    return tuple(
        SessionDone(
            day=TODAY - ago(day),
            kind=draw(st.sampled_from([ActivityKind.WALK_RUN, ActivityKind.RUN])),
            completion=draw(st.sampled_from([Completion.DONE, Completion.DONE, *Completion])),
            pain_during=draw(PAINS),
            limped=draw(MAYBE),
            minutes=draw(st.one_of(st.none(), st.floats(1, 120))),
            ladder=draw(st.sampled_from([ladder.id, ladder.id, ladder.id, None])),
            step=draw(st.integers(1, len(ladder.steps))),
            extra=draw(st.sampled_from([None, None, "strides", "tempo", "hills"])),
        )
        for day in sorted(days, reverse=True)
    )


ENTRIES = st.builds(
    Morning,
    day=st.just(TODAY),
    pain_now=PAINS,
    worst_yesterday=PAINS,
    during_last_run=PAINS,
    stiffness_min=st.one_of(st.none(), st.integers(0, 60)),
    woke_at_night=MAYBE,
    limp=MAYBE,
)


@st.composite
def mornings_of(draw: st.DrawFn) -> tuple[Morning, ...]:
    """Calm check-ins on most days or on few, and some others in between."""
    silent = draw(st.sets(st.integers(0, DAYS), max_size=DAYS))
    others = draw(st.lists(st.tuples(st.integers(0, DAYS), ENTRIES), max_size=8))
    calm = [Morning(TODAY - ago(day), pain_now=0) for day in range(DAYS + 1) if day not in silent]
    told_too = [replace(entry, day=TODAY - ago(day)) for day, entry in others]
    return tuple(sorted((*calm, *told_too), key=lambda each: each.day))


@st.composite
def ways(draw: st.DrawFn) -> tuple[PlanInput, Ladder]:
    runner, ladder = draw(RUNNERS)
    sessions = draw(sessions_of(ladder))
    return told(sessions, draw(mornings_of()), runner, began=draw(st.integers(0, DAYS))), ladder


def height(inputs: PlanInput, ladder: Ladder) -> int:
    """How far up the runner stands, in good sessions from the bottom."""
    progress = ladder_standing(inputs, ladder)
    return progress.step * ladder.sessions_per_step + progress.sessions_done


def with_diary(inputs: PlanInput, **changes: object) -> PlanInput:
    return replace(inputs, diary=replace(inputs.diary, **changes))  # type: ignore[arg-type]


@law
@given(ways())
def test_nobody_climbs_faster_than_the_good_sessions_allow(way: tuple[PlanInput, Ladder]) -> None:
    inputs, ladder = way
    days = ladder_days(inputs, ladder)
    good = sum(each.is_good for each in days)
    begin = min(days[0].step or 1, 4) if days else 1
    climbed = ladder_standing(inputs, ladder).step - begin
    assert climbed <= good // ladder.sessions_per_step


@law
@given(ways(), st.data())
def test_each_day_climbs_one_step_at_most(
    way: tuple[PlanInput, Ladder], data: st.DataObject
) -> None:
    inputs, ladder = way
    day = data.draw(st.integers(1, DAYS))
    before = replace(inputs, at=inputs.at - timedelta(days=day))
    after = replace(inputs, at=inputs.at - timedelta(days=day - 1))
    if ladder_days(before, ladder):
        up = ladder_standing(after, ladder).step - ladder_standing(before, ladder).step
        assert up <= 1


@law
@given(ways(), st.data())
def test_leaving_out_a_check_in_never_helps(
    way: tuple[PlanInput, Ladder], data: st.DataObject
) -> None:
    inputs, ladder = way
    told_mornings = [m for m in inputs.diary.mornings if m.pain_now is not None and _good(m)]
    if told_mornings:
        left_out = data.draw(st.sampled_from(told_mornings))
        kept = tuple(each for each in inputs.diary.mornings if each is not left_out)
        assert height(with_diary(inputs, mornings=kept), ladder) <= height(inputs, ladder)


def _good(each: Morning) -> bool:
    """A morning that tells of nothing bad."""
    pains = (each.pain_now or 0, each.worst_yesterday or 0, each.during_last_run or 0)
    return max(pains) == 0 and not (each.woke_at_night or each.limp or each.stiffness_min)


@law
@given(ways(), st.data())
def test_more_pain_in_a_run_never_helps(way: tuple[PlanInput, Ladder], data: st.DataObject) -> None:
    inputs, ladder = way
    sessions = inputs.diary.sessions
    known = [n for n, each in enumerate(sessions) if each.pain_during is not None]
    if known:
        place = data.draw(st.sampled_from(known))
        now = sessions[place].pain_during or 0
        hurts = replace(sessions[place], pain_during=data.draw(st.integers(now, 10)))
        changed = (*sessions[:place], hurts, *sessions[place + 1 :])
        assert height(with_diary(inputs, sessions=changed), ladder) <= height(inputs, ladder)


@law
@given(ways(), st.data())
def test_a_further_check_in_with_pain_on_a_day_already_told_never_helps(
    way: tuple[PlanInput, Ladder], data: st.DataObject
) -> None:
    inputs, ladder = way
    days = sorted({each.day for each in inputs.diary.mornings if each.pain_now is not None})
    if days:
        pain = data.draw(st.integers(0, 10))
        more = Morning(data.draw(st.sampled_from(days)), pain_now=pain, worst_yesterday=pain)
        mornings = (*inputs.diary.mornings, more)
        assert height(with_diary(inputs, mornings=mornings), ladder) <= height(inputs, ladder)


@law
@given(ways(), st.data())
def test_worse_since_yesterday_a_bad_night_and_a_limp_never_help(
    way: tuple[PlanInput, Ladder], data: st.DataObject
) -> None:
    inputs, ladder = way
    mornings = inputs.diary.mornings
    if mornings:
        place = data.draw(st.integers(0, len(mornings) - 1))
        old = mornings[place]
        worst = data.draw(st.integers(old.worst_yesterday or 0, 10))
        change: dict[str, Any] = data.draw(
            st.sampled_from([{"worst_yesterday": worst}, {"woke_at_night": True}, {"limp": True}])
        )
        changed = (*mornings[:place], replace(old, **change), *mornings[place + 1 :])
        assert height(with_diary(inputs, mornings=changed), ladder) <= height(inputs, ladder)


@law
@given(ways(), st.integers(0, 120))
def test_silence_never_helps(way: tuple[PlanInput, Ladder], days: int) -> None:
    inputs, ladder = way
    later = replace(inputs, at=inputs.at + timedelta(days=days))
    assert height(later, ladder) <= height(inputs, ladder)


@law
@given(ways(), st.data())
def test_a_run_told_from_two_devices_never_helps(
    way: tuple[PlanInput, Ladder], data: st.DataObject
) -> None:
    inputs, ladder = way
    if inputs.diary.sessions:
        again = data.draw(st.sampled_from(inputs.diary.sessions))
        sessions = tuple(sorted((*inputs.diary.sessions, again), key=lambda each: each.day))
        assert height(with_diary(inputs, sessions=sessions), ladder) == height(inputs, ladder)


def test_an_empty_diary_stands_at_the_bottom() -> None:
    assert height(replace(CALM, diary=Diary()), KNOWLEDGE.ladders["A"]) == 2

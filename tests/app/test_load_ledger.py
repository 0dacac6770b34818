"""The load ledger of a store, and the runner's answers to what changed before it hurt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from activities import even_run
from cases import case_of, well
from shelved_runs import put_run
from stridewell.activity.strides import summarise_run
from stridewell.app.check_in import Told, check_in, save_case
from stridewell.app.current import current_state
from stridewell.app.desk import Desk
from stridewell.app.journal import EntryKind, write
from stridewell.app.load_changes import Verdict
from stridewell.app.load_ledger import answer_change, load_ledger
from stridewell.app.onset import pain_onset
from stridewell.app.ports import StoredAnswer
from stridewell.app.road import tell_road
from stridewell.app.runs_list import list_runs
from stridewell.app.shoe_log import add_shoe, wear
from stridewell.errors import CaseError, NothingStoredError
from stridewell.intake.reading import Answer
from stridewell.plan.diary import Completion, SessionDone
from stridewell.plan.items import ActivityKind
from stridewell.plan.shoes import Shoe
from stridewell.training_load.change import Change, ChangeKind
from stridewell.training_load.road import RoadHabit, RoadTold, TrafficSide
from stridewell.training_load.run_record import RoadSide
from stridewell.values.anatomy import Side
from stridewell.values.evidence import Finding, State
from web_app import desk_of

DAY = timedelta(days=1)
OUTER_HIP: dict[str, Answer] = {
    "pain_regions": ["lat_hip"],
    "pain_daily": 1,
    "pain_running": 1,
    "pain_side": "left",
    "duration_weeks": 1,
}
STEADY = [(days, 8.0, 20.0) for days in range(120, 40, -2)]
JUMP = [*STEADY, (15, 8.0, 20.0), (12, 13.0, 20.0)]
HILLS = [*STEADY, *((days, 8.0, 90.0) for days in range(38, 8, -2))]


@pytest.fixture
def desk() -> Iterator[Desk]:
    with desk_of() as opened:
        yield opened


def run_on(desk: Desk, runs: Sequence[tuple[float, float, float]]) -> None:
    """Store runs as days ago, kilometres and metres climbed."""
    now = desk.clock.now()
    with desk.store.transaction() as transaction:
        for days, km, climb in runs:
            start = now.replace(hour=7) - days * DAY
            run = even_run()
            moved = replace(run, start=start, origin=replace(run.origin, sha256=f"{days}-{km}"))
            summary = replace(summarise_run(moved), distance_m=1000 * km, ascent_m=climb)
            put_run(transaction, moved, summary)


def tell(desk: Desk, **answers: Answer) -> None:
    case = replace(case_of({**well(), **OUTER_HIP, **answers}), at=desk.clock.now())
    save_case(desk.store, case, desk.knowledge, desk.writers)


def onset(desk: Desk, days: int) -> str:
    return (desk.clock.now() - days * DAY).date().isoformat()


def finding(desk: Desk, name: str) -> Finding | None:
    with desk.store.transaction() as transaction:
        state = current_state(transaction, desk.clock.now(), desk.knowledge)
    return next((each for each in state.case.findings if each.id == name), None)


def change(desk: Desk, kind: ChangeKind) -> Change:
    return next(e.change for e in load_ledger(desk).changes if e.change.kind is kind)


def test_an_empty_store_is_an_empty_ledger(desk: Desk) -> None:
    seen = load_ledger(desk)
    assert (seen.ledger.runs, seen.onset, seen.road_side) == ((), None, None)
    assert [each.change.kind for each in seen.changes] == [ChangeKind.NO_RUNS]
    assert not seen.changes[0].can_answer


def test_a_jump_counts_until_it_is_declined(desk: Desk) -> None:
    run_on(desk, JUMP)
    tell(desk, pain_since=onset(desk, 8))
    jump = change(desk, ChangeKind.SPIKE)
    assert jump.days_before_pain == 4
    found = finding(desk, "single_run_spike")
    assert found is not None
    assert found.state is State.PRESENT
    answer_change(desk, jump.key, Verdict.DECLINED)
    found = finding(desk, "single_run_spike")
    assert found is not None
    assert (found.state, found.value) == (State.UNKNOWN, None)
    assert list_runs(desk).load.counting == tuple(
        each for each in list_runs(desk).load.spikes if not each.spike_class.is_spike
    )
    answer_change(desk, jump.key, None)
    found = finding(desk, "single_run_spike")
    assert found is not None
    assert found.state is State.PRESENT


def test_the_next_jump_counts_when_the_greatest_is_declined(desk: Desk) -> None:
    run_on(desk, [*STEADY, (20, 8.0, 20.0), (14, 10.0, 20.0), (12, 13.0, 20.0)])
    tell(desk, pain_since=onset(desk, 8))
    jumps = [e for e in load_ledger(desk).changes if e.change.kind is ChangeKind.SPIKE]
    assert [each.change.value for each in jumps] == [10.0, 13.0]
    answer_change(desk, jumps[1].change.key, Verdict.DECLINED)
    found = finding(desk, "single_run_spike")
    assert found is not None
    assert found.value == pytest.approx(25.0)


def test_an_old_declined_jump_leaves_a_known_absence(desk: Desk) -> None:
    run_on(desk, JUMP)
    tell(desk, pain_since=onset(desk, 11))
    answer_change(desk, change(desk, ChangeKind.SPIKE).key, Verdict.DECLINED)
    run_on(desk, [(14, 8.0, 20.0)])
    tell(desk, pain_since=onset(desk, 13))
    found = finding(desk, "single_run_spike")
    assert found is not None
    assert found.state is State.ABSENT


def test_hills_count_only_once_confirmed(desk: Desk) -> None:
    run_on(desk, HILLS)
    tell(desk, pain_since=onset(desk, 8))
    climb = change(desk, ChangeKind.CLIMB)
    assert finding(desk, "hills_added") is None
    offered = answer_change(desk, climb.key, Verdict.CONFIRMED)
    assert offered.verdict is Verdict.CONFIRMED
    found = finding(desk, "hills_added")
    assert found is not None
    assert (found.state, found.said, found.at) == (State.PRESENT, climb.text, desk.clock.now())
    answer_change(desk, climb.key, Verdict.DECLINED)
    assert finding(desk, "hills_added") is None


def test_what_was_said_is_shown_again(desk: Desk) -> None:
    run_on(desk, HILLS)
    tell(desk, pain_since=onset(desk, 8))
    key = change(desk, ChangeKind.CLIMB).key
    answer_change(desk, key, Verdict.DECLINED)
    verdicts = {each.change.key: each.verdict for each in load_ledger(desk).changes}
    assert verdicts[key] is Verdict.DECLINED


def test_a_confirmed_change_does_not_count_for_another_pain(desk: Desk) -> None:
    run_on(desk, HILLS)
    tell(desk, pain_since=onset(desk, 8))
    answer_change(desk, change(desk, ChangeKind.CLIMB).key, Verdict.CONFIRMED)
    tell(desk, pain_since=onset(desk, 90))
    assert finding(desk, "hills_added") is None


def test_only_known_changes_that_set_something_take_an_answer(desk: Desk) -> None:
    with pytest.raises(NothingStoredError, match="no change"):
        answer_change(desk, "spike-2020-01-01-0700", Verdict.CONFIRMED)
    (nothing,) = load_ledger(desk).changes
    with pytest.raises(CaseError, match="takes no answer"):
        answer_change(desk, nothing.change.key, Verdict.CONFIRMED)


def test_a_declined_jump_is_asked_for_in_the_guide_too(desk: Desk) -> None:
    """The plan and the list of runs read the same answers."""
    run_on(desk, JUMP)
    tell(desk, pain_since=onset(desk, 8))
    answer_change(desk, change(desk, ChangeKind.SPIKE).key, Verdict.DECLINED)
    (told,) = list_runs(desk).load.told
    assert (told.kind, told.verdict) == (ChangeKind.SPIKE, Verdict.DECLINED)


def stored(question: str, value: Answer) -> StoredAnswer:
    return StoredAnswer(question, value, datetime.fromisoformat("2026-05-20T09:00:00+00:00"))


@pytest.mark.parametrize(
    ("answers", "day", "is_rough"),
    [
        ([stored("pain_since", "2026-05-03")], date(2026, 5, 3), False),
        (
            [stored("pain_since", "2026-05-03"), stored("duration_weeks", 9)],
            date(2026, 5, 3),
            False,
        ),
        ([stored("duration_weeks", 2)], date(2026, 5, 6), True),
        ([stored("duration_weeks", 0.5)], date(2026, 5, 17), True),
    ],
)
def test_the_onset_is_a_day_or_so_many_weeks_ago(
    answers: list[StoredAnswer],
    day: date,
    is_rough: bool,  # noqa: FBT001
) -> None:
    found = pain_onset(answers, answers[0].at.tzinfo)  # type: ignore[arg-type]
    assert found is not None
    assert (found.day, found.is_rough) == (day, is_rough)


@pytest.mark.parametrize("answers", [[], [stored("duration_weeks", "not_sure")]])
def test_an_onset_nobody_told_is_none(answers: list[StoredAnswer]) -> None:
    assert pain_onset(answers, stored("x", 1).at.tzinfo) is None  # type: ignore[arg-type]


def test_pain_effort_shoes_and_road_come_from_what_was_told(desk: Desk) -> None:
    run_on(desk, [(6, 8.0, 0.0), (4, 8.0, 0.0), (4.2, 3.0, 0.0)])
    now = desk.clock.now()
    first = load_ledger(desk).ledger.runs[0]
    tell(desk, pain_since=onset(desk, 20))
    told = Told(pain_now=3, pain_worst_yesterday=5, side=Side.LEFT)
    check_in(desk.store, now, told, desk.knowledge, desk.writers)
    sessions = [
        SessionDone(first.day, ActivityKind.RUN, Completion.DONE, effort=6, pain_during=4),
        SessionDone((now - 4 * DAY).date(), ActivityKind.RUN, Completion.DONE, effort=9),
    ]
    with desk.store.transaction() as transaction:
        for each in sessions:
            write(transaction, EntryKind.SESSION, each, now)
    pair = add_shoe(desk, Shoe("x", "Alpha", start_km=50.0))
    wear(desk, pair.id, [first.id])
    tell_road(desk, RoadTold(RoadHabit.FACING, TrafficSide.RIGHT))
    seen = load_ledger(desk)
    runs = seen.ledger.runs
    assert [each.effort for each in runs] == [6.0, None, None]
    assert (runs[0].shoe, seen.ledger.shoes[-1].total_km) == (pair.id, 58.0)
    pains = {each.day: (each.pain, each.side) for each in seen.ledger.pains}
    assert pains[now.date() - DAY] == (5, Side.LEFT)
    assert pains[first.day] == (4, None)
    assert seen.ledger.side.sore is Side.LEFT
    assert seen.road_side is RoadSide.LEFT
    assert seen.ledger.side.exposure.road_left_m == pytest.approx(19_000.0)


def test_recordings_of_the_same_time_count_once(desk: Desk) -> None:
    run_on(desk, [(4, 8.0, 0.0), (4, 7.9, 0.0)])
    assert [each.km for each in load_ledger(desk).ledger.runs] == [8.0]

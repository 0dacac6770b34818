"""What every store promises, whichever database is behind it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as st_numpy

from activities import NOON, even_run, with_channels
from shelved_runs import put_copy, put_run
from stridewell.activity.strides import RunSummary, summarise_run
from stridewell.activity.track import Activity, Channel, Column, Device, FileOrigin, Lap
from stridewell.app.ports import CheckIn, ReachedLevel, Store, StoredResult
from stridewell.errors import NothingStoredError
from stridewell.intake.reading import Answer
from stridewell.intake.runner import Runner, Sex
from stridewell.values.timeline import Span

CEST = timezone(timedelta(hours=2))
MINUTE = timedelta(minutes=1)


def summary_at(start: datetime) -> RunSummary:
    return replace(summarise_run(even_run()), start=start)


def add(store: Store, activity: Activity) -> int:
    with store.transaction() as tx:
        return put_run(tx, activity)


def answers_of(store: Store) -> Mapping[str, Answer]:
    with store.transaction() as tx:
        return {answer.question: answer.value for answer in tx.answers()}


def test_a_new_store_is_empty(store: Store) -> None:
    with store.transaction() as tx:
        assert tx.runner() is None
        assert not any([tx.answers(), tx.runs(), tx.check_ins(), tx.results("intake")])
        assert not tx.imports().sources()


def test_who_the_runner_is_is_replaced_as_a_whole(store: Store) -> None:
    with store.transaction() as tx:
        tx.save_runner(Runner(34.0, Sex.FEMALE, 168.5, 60.0, "de"))
    with store.transaction() as tx:
        tx.save_runner(Runner(35.0, Sex.FEMALE))
    with store.transaction() as tx:
        assert tx.runner() == Runner(35.0, Sex.FEMALE)


@pytest.mark.parametrize(
    ("given_answer", "stored"),
    [
        ("yes", "yes"),
        ("Schmerz – „ziehend“ ☂", "Schmerz – „ziehend“ ☂"),
        (3, 3),
        (2.5, 2.5),
        (True, True),
        (date(2026, 5, 3), "2026-05-03"),
        (("a", "b"), ["a", "b"]),
        ([{"region": "lat_hip", "side": "left"}], [{"region": "lat_hip", "side": "left"}]),
        ({"since": date(2026, 5, 3)}, {"since": "2026-05-03"}),
    ],
)
def test_answers_come_back_in_plain_types(
    store: Store, given_answer: Answer, stored: Answer
) -> None:
    with store.transaction() as tx:
        tx.add_answers({"story": given_answer}, NOON)
    assert answers_of(store) == {"story": stored}
    assert type(answers_of(store)["story"]) is type(stored)


def test_answers_are_ordered_by_question_with_their_moment(store: Store) -> None:
    with store.transaction() as tx:
        tx.add_answers({"night_pain": "no", "fever": "yes", "Zeta": "no"}, NOON)
    with store.transaction() as tx:
        assert [answer.question for answer in tx.answers()] == ["Zeta", "fever", "night_pain"]
        assert {answer.at for answer in tx.answers()} == {NOON}


def test_the_newest_answer_wins_and_the_history_stays(store: Store) -> None:
    with store.transaction() as tx:
        tx.add_answers({"night_pain": "yes"}, NOON + MINUTE)
        tx.add_answers({"night_pain": "not_sure"}, NOON)
    assert answers_of(store) == {"night_pain": "yes"}
    with store.transaction() as tx:
        told = [answer.value for answer in tx.answer_history("night_pain")]
    assert told == ["not_sure", "yes"]


def test_of_two_answers_at_one_moment_the_later_given_wins(store: Store) -> None:
    with store.transaction() as tx:
        tx.add_answers({"fever": "yes"}, NOON)
        tx.add_answers({"fever": "no"}, NOON)
    assert answers_of(store) == {"fever": "no"}


def test_a_withdrawn_answer_is_open_again_until_it_is_given_anew(store: Store) -> None:
    with store.transaction() as tx:
        tx.add_answers({"fever": "yes", "night_pain": "no"}, NOON)
        tx.withdraw_answers(["fever"], NOON + MINUTE)
    assert answers_of(store) == {"night_pain": "no"}
    with store.transaction() as tx:
        assert [answer.value for answer in tx.answer_history("fever")] == ["yes"]
        tx.add_answers({"fever": "no"}, NOON + 2 * MINUTE)
    assert answers_of(store) == {"fever": "no", "night_pain": "no"}


def test_moments_come_back_aware_and_in_utc(store: Store) -> None:
    local = datetime(2026, 5, 1, 7, 30, 0, 123_456, tzinfo=CEST)
    with store.transaction() as tx:
        tx.add_answers({"fever": "no"}, local)
        tx.add_check_in(CheckIn(local, 2, None))
        put_run(tx, replace(even_run(), start=local), summary_at(local))
    with store.transaction() as tx:
        moments = [tx.answers()[0].at, tx.check_ins()[0].at, tx.runs()[0].summary.start]
    assert moments == [local] * 3
    assert {moment.tzinfo for moment in moments} == {UTC}


def test_a_moment_without_zone_is_refused(store: Store) -> None:
    naive = NOON.replace(tzinfo=None)
    with store.transaction() as tx, pytest.raises(ValueError, match="no time zone"):
        tx.add_answers({"fever": "no"}, naive)
    assert answers_of(store) == {}


def write_everything_and_fail(store: Store) -> None:
    with store.transaction() as tx:
        tx.save_runner(Runner(30.0))
        tx.add_answers({"fever": "yes"}, NOON + MINUTE)
        run_id = put_run(tx, even_run(), summary_at(NOON))
        put_copy(tx, run_id, FileOrigin("b.gpx", "b" * 64, "gpx"))
        tx.add_check_in(CheckIn(NOON, 1, 1))
        tx.add_result(StoredResult("intake", NOON, "self_manage", "{}", "{}", "k", "c"))
        raise ZeroDivisionError


def test_an_error_inside_leaves_nothing_behind(store: Store) -> None:
    with store.transaction() as tx:
        tx.add_answers({"fever": "no"}, NOON)
    with pytest.raises(ZeroDivisionError):
        write_everything_and_fail(store)
    assert answers_of(store) == {"fever": "no"}
    with store.transaction() as tx:
        assert tx.runner() is None
        assert not any([tx.runs(), tx.check_ins(), tx.results("intake")])
        assert not tx.imports().sources()


def test_a_transaction_reads_what_it_wrote(store: Store) -> None:
    with store.transaction() as tx:
        run_id = put_run(tx, even_run(), summary_at(NOON))
        assert [run.id for run in tx.runs()] == [run_id]
        assert len(tx.samples_of(run_id).samples) == 601


def test_a_run_comes_back_as_it_was_measured(store: Store) -> None:
    activity = replace(
        even_run(),
        timer_s=590.0,
        distance_m=1795.5,
        strides=840,
        laps=(Lap(Span(NOON, NOON + MINUTE), 180.0, None), Lap(Span(NOON, NOON), None, 1.5)),
        pauses=(Span(NOON + MINUTE, NOON + 2 * MINUTE),),
        devices=(Device("garmin", "fr265"), Device("stryd", "")),
        totals={"contact_time_ms": 243.5},
        channel_sources={Channel.CONTACT_TIME: "Stryd"},
    )
    run_id = add(store, activity)
    with store.transaction() as tx:
        stored = tx.samples_of(run_id)
        assert tx.runs()[0].summary == summarise_run(activity)
    whole = replace(stored, samples=activity.samples)
    assert [getattr(whole, name) for name in activity.__slots__] == [
        getattr(activity, name) for name in activity.__slots__
    ]
    assert np.array_equal(stored.samples.time_s, activity.samples.time_s)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st_numpy.arrays(np.float64, 5, elements=st.floats(allow_nan=True, width=64)),
    st_numpy.arrays(np.float64, 5, elements=st.sampled_from([math.nan, 0.0, -0.1, 2.35])),
)
def test_samples_come_back_bit_for_bit(store: Store, power: Column, ratio: Column) -> None:
    channels = {Channel.POWER: power, Channel.VERTICAL_RATIO: ratio}
    activity = with_channels(even_run(4), channels)
    with store.transaction() as tx:
        stored = tx.samples_of(put_run(tx, activity, summary_at(NOON))).samples
    assert set(stored.channels) == set(activity.samples.channels)
    for channel, column in activity.samples.channels.items():
        assert np.array_equal(stored.channels[channel], column, equal_nan=True)


def test_a_run_remembers_every_file_it_came_in(store: Store) -> None:
    first, second = even_run().origin, FileOrigin("export/run.gpx", "b" * 64, "gpx")
    run_id = add(store, even_run())
    with store.transaction() as tx:
        put_copy(tx, run_id, second)
    with store.transaction() as tx:
        assert tx.runs()[0].origins == (first, second)
        assert tx.samples_of(run_id).origin == first


def test_one_file_can_hold_several_runs(store: Store) -> None:
    run_ids = [add(store, even_run()), add(store, even_run(300))]
    with store.transaction() as tx:
        assert [run.id for run in tx.runs()] == run_ids


def test_runs_are_listed_from_the_oldest(store: Store) -> None:
    starts = [NOON + 3 * MINUTE, NOON, NOON + MINUTE]
    for start in starts:
        add(store, replace(even_run(), start=start))
    with store.transaction() as tx:
        assert [run.summary.start for run in tx.runs()] == sorted(starts)


def test_what_was_not_measured_stays_none(store: Store) -> None:
    add(store, even_run())
    with store.transaction() as tx:
        summary = tx.runs()[0].summary
    assert (summary.contact_time_ms, summary.power_w, summary.contact_time_source) == (None,) * 3


def test_a_run_that_is_not_there_is_named(store: Store) -> None:
    with store.transaction() as tx, pytest.raises(NothingStoredError, match="run number 4711"):
        tx.samples_of(4711)


def test_check_ins_are_listed_from_the_oldest(store: Store) -> None:
    late = CheckIn(
        *(NOON + MINUTE, 3, 4, 2),
        settled_within_24_h=False,
        note="after hills",
        stiffness_min=10,
        side="left",
        sleep_h=6.5,
        stress=3,
        woke_at_night=True,
        limp=False,
    )
    early = CheckIn(NOON, None, 0, None, settled_within_24_h=None)
    with store.transaction() as tx:
        tx.add_check_in(late)
        tx.add_check_in(early)
    with store.transaction() as tx:
        assert tx.check_ins() == (early, late)


def test_results_keep_their_text_and_are_listed_by_kind(store: Store) -> None:
    late = StoredResult(
        "intake", NOON + MINUTE, "same_day", '{"b": 1,  "a": 2}', "{}", "k2", "0.1.0"
    )
    early = replace(late, at=NOON, knowledge_version="k1")
    with store.transaction() as tx:
        for result in (late, replace(late, kind="plan"), early):
            tx.add_result(result)
    with store.transaction() as tx:
        assert tx.results("intake") == (early, late)
        assert len(tx.results("plan")) == 1


def test_the_journal_is_read_by_kind_from_the_oldest(store: Store) -> None:
    with store.transaction() as tx:
        late = tx.add_entry("session", NOON + MINUTE, {"kind": "run", "pain": [1, None, 2.5]})
        early = tx.add_entry("session", NOON, {})
        tx.add_entry("shoe", NOON, {"name": "blue ones"})
    with store.transaction() as tx:
        assert [entry.id for entry in tx.entries("session")] == [early, late]
        assert tx.entries("session")[1].data == {"kind": "run", "pain": [1, None, 2.5]}
        assert tx.entries("session")[1].at == NOON + MINUTE
        assert [entry.kind for entry in tx.entries()] == ["session", "shoe", "session"]


def test_the_first_the_last_and_the_late_entries_are_read_alone(store: Store) -> None:
    with store.transaction() as tx:
        late, early, gone = (
            tx.add_entry("week", NOON + after * MINUTE, {"of": after}) for after in (1, 0, 2)
        )
        tx.add_entry("shoe", NOON + 3 * MINUTE, {})
        tx.withdraw_entry(gone)
    with store.transaction() as tx:
        assert getattr(tx.oldest_entry("week"), "id", None) == early
        assert getattr(tx.newest_entry("week"), "id", None) == late
        assert [each.id for each in tx.entries("week", NOON + MINUTE)] == [late]
        assert tx.oldest_entry("gate") is tx.newest_entry("gate") is None


def test_the_last_result_and_the_levels_are_read_without_the_records(store: Store) -> None:
    first = StoredResult("check_in", NOON, "same_day", "{}", "{}", "k1", "0.1.0")
    then = replace(first, at=NOON + 2 * MINUTE, level="self_manage")
    with store.transaction() as tx:
        for result in (then, first, replace(first, kind="intake", at=NOON + 3 * MINUTE)):
            tx.add_result(result)
    with store.transaction() as tx:
        assert tx.newest_result("check_in") == then
        assert tx.newest_result("check_in", NOON + MINUTE) == first
        assert tx.newest_result("check_in", NOON - MINUTE) is None
        assert tx.levels("check_in", NOON) == (
            ReachedLevel(first.at, "same_day"),
            ReachedLevel(then.at, "self_manage"),
        )
        assert tx.levels("check_in", NOON + MINUTE) == (ReachedLevel(then.at, "self_manage"),)


def test_the_latest_moment_is_found_wherever_it_was_told(store: Store) -> None:
    with store.transaction() as tx:
        assert tx.newest_moment() is None
        tx.add_check_in(CheckIn(NOON, 1, 1, 1, settled_within_24_h=None))
        assert tx.newest_moment() == NOON
        tx.withdraw_entry(tx.add_entry("shoe", NOON + 3 * MINUTE, {}))
        assert tx.newest_moment() == NOON + 3 * MINUTE


def test_an_entry_can_be_taken_back_once(store: Store) -> None:
    with store.transaction() as tx:
        number = tx.add_entry("session", NOON, {"kind": "run"})
    with store.transaction() as tx:
        tx.withdraw_entry(number)
        assert tx.entries() == ()
    with store.transaction() as tx, pytest.raises(NothingStoredError, match="entry number"):
        tx.withdraw_entry(number)


def test_an_entry_that_is_no_json_leaves_nothing(store: Store) -> None:
    with pytest.raises(TypeError), store.transaction() as tx:
        tx.add_entry("session", NOON, {"kind": NOON})
    with store.transaction() as tx:
        assert tx.entries() == ()

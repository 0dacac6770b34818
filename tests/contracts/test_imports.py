"""What every store promises to imports."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from activities import NOON, even_run
from shelved_runs import put_run
from stridewell.activity.exposure import EXPOSURE_VERSION
from stridewell.activity.notes import RunNotes
from stridewell.activity.run_exposure import run_exposure
from stridewell.activity.strides import summarise_run
from stridewell.activity.track import Activity, FileOrigin
from stridewell.app.importing.marks import mark_of
from stridewell.app.importing.records import (
    BatchCounts,
    BatchState,
    NewSource,
    RunNumbers,
    SeenFile,
    ToldIssues,
    ToldSource,
    Verdict,
)
from stridewell.app.ports import Store
from stridewell.errors import NothingStoredError, StoreLockedError
from stridewell.values.evidence import Issue, Severity

STRAVA = RunNotes(title="Evening", gear="blue ones", ids={"strava": "17"})
A, B, C = (FileOrigin(f"{name}.fit", name * 64, "fit") for name in "abc")


SKIPPED = Issue(Severity.WARNING, "byte 8297", "64 damaged bytes were skipped.", "Copy it again.")
TOLD = ToldIssues((SKIPPED, Issue(Severity.NOTE, "heart_rate_bpm", "3 readings.")), more=7)


def run_on(day: int, seconds: int = 600) -> Activity:
    return replace(even_run(seconds), start=NOON + timedelta(days=day))


def numbers(activity: Activity) -> RunNumbers:
    return RunNumbers(summarise_run(activity), run_exposure(activity))


def source(
    store: Store,
    run_id: int,
    origin: FileOrigin,
    activity: Activity,
    **changes: object,
) -> NewSource:
    mark = mark_of(activity, summarise_run(activity))
    recording = store.packer()(activity)
    whole = NewSource(run_id, origin, 1, RunNotes(), mark, recording, chosen=True)
    return replace(whole, **changes)  # type: ignore[arg-type]


def seen(path: str, verdict: Verdict = Verdict.RUN, **changes: object) -> SeenFile:
    whole = SeenFile(path, "17-4", "a" * 64, verdict, "", None, 1)
    return replace(whole, **changes)  # type: ignore[arg-type]


def test_runs_come_with_what_an_import_stored(store: Store) -> None:
    first, second = run_on(0), run_on(1, 900)
    with store.transaction() as tx:
        ids = tx.imports().add_numbers([numbers(first), numbers(second)])
        rows = [
            source(store, ids[0], A, first, batch=7),
            source(store, ids[1], B, second, batch=7, notes=STRAVA),
            source(store, ids[1], C, second, batch=8, chosen=False, notes=RunNotes(title="Late")),
        ]
        tx.imports().add_sources(rows)
    with store.transaction() as tx:
        one, two = tx.runs()
        assert [one.id, two.id] == list(ids)
        assert (one.exposure, two.exposure) == (run_exposure(first), run_exposure(second))
        assert (one.notes, two.notes) == (RunNotes(), STRAVA)
        assert (one.batch, two.origins) == (7, (B, C))
        assert len(tx.samples_of(two.id).samples) == 901


def test_sources_tell_what_is_kept_of_them(store: Store) -> None:
    run = run_on(0)
    with store.transaction() as tx:
        (run_id,) = tx.imports().add_numbers([numbers(run)])
        moved = replace(A, path="moved.fit")
        rows = [source(store, run_id, A, run), source(store, run_id, moved, run)]
        rows[1] = replace(rows[1], batch=2, recording=None, chosen=False, notes=STRAVA)
        tx.imports().add_sources(rows)
    with store.transaction() as tx:
        first, second = tx.imports().sources()
        assert (first.origin, first.batch, first.chosen, first.recorded) == (A, 1, True, True)
        assert (second.origin, second.chosen, second.recorded) == (moved, False, False)
        assert first.mark == second.mark == mark_of(run, summarise_run(run))
        assert second.notes == STRAVA
        assert tx.runs()[0].origins == (A,)
        activity, notes = tx.imports().recording(first.id)
        assert (activity.start, activity.origin, notes) == (run.start, A, STRAVA)
        with pytest.raises(NothingStoredError):
            tx.imports().recording(second.id)


def test_another_recording_can_be_shown(store: Store) -> None:
    poor, rich = run_on(0), run_on(0, 610)
    with store.transaction() as tx:
        (run_id,) = tx.imports().add_numbers([numbers(poor)])
        tx.imports().add_sources([source(store, run_id, A, poor)])
    with store.transaction() as tx:
        tx.imports().replace_numbers(run_id, numbers(rich))
        tx.imports().add_sources([source(store, run_id, B, rich, batch=2)])
    with store.transaction() as tx:
        assert tx.runs()[0].summary == summarise_run(rich)
        assert tx.samples_of(run_id).origin == B
        assert [each.chosen for each in tx.imports().sources()] == [False, True]


def test_a_run_without_a_source_is_hidden_and_returns_under_its_number(store: Store) -> None:
    run = run_on(0)
    with store.transaction() as tx:
        kept, gone = tx.imports().add_numbers([numbers(run_on(5)), numbers(run)])
        rows = [source(store, kept, A, run_on(5)), source(store, gone, B, run, batch=2)]
        tx.imports().add_sources(rows)
        tx.imports().remove_sources(2)
    with store.transaction() as tx:
        assert [each.id for each in tx.runs()] == [kept]
        (hidden,) = tx.imports().hidden_runs()
        assert (hidden.id, hidden.start_s) == (gone, run.start.timestamp())
        with pytest.raises(NothingStoredError):
            tx.samples_of(gone)
        assert tx.imports().add_numbers([numbers(run_on(9))])[0] > gone
        tx.imports().replace_numbers(gone, numbers(run))
        tx.imports().add_sources([source(store, gone, C, run, batch=3)])
        assert tx.imports().hidden_runs() == []
        assert gone in {each.id for each in tx.runs()}


def test_samples_move_to_an_equal_file(store: Store) -> None:
    run, moved = run_on(0), replace(A, path="moved.fit")
    with store.transaction() as tx:
        (run_id,) = tx.imports().add_numbers([numbers(run)])
        first = source(store, run_id, A, run)
        second = replace(first, origin=moved, batch=2, recording=None, chosen=False)
        tx.imports().add_sources([first, second])
        here, there = (each.id for each in tx.imports().sources())
        tx.imports().move_recording(here, there)
        tx.imports().remove_sources(1)
    with store.transaction() as tx:
        assert tx.samples_of(run_id).origin == moved
        assert tx.runs()[0].origins == (moved,)


def test_what_was_told_of_a_recording_stays_with_it_until_it_goes(store: Store) -> None:
    run = run_on(0)
    with store.transaction() as tx:
        run_id, other = tx.imports().add_numbers([numbers(run), numbers(run_on(1))])
        first = source(store, run_id, A, run, told=TOLD, chosen=False)
        second = source(store, run_id, B, run, batch=2, told=ToldIssues())
        tx.imports().add_sources([first, second, source(store, other, C, run_on(1))])
    with store.transaction() as tx:
        told = [
            ToldSource(A, chosen=False, told=TOLD),
            ToldSource(B, chosen=True, told=ToldIssues()),
        ]
        assert tx.imports().told_of(run_id) == told
        assert tx.imports().told_of(other) == [ToldSource(C, chosen=True, told=None)]
        tx.imports().remove_sources(1)
    with store.transaction() as tx:
        assert tx.imports().told_of(run_id) == told[1:]
        assert tx.imports().told_of(other) == []


def test_what_was_told_moves_with_the_samples(store: Store) -> None:
    run, moved = run_on(0), replace(A, path="moved.fit")
    with store.transaction() as tx:
        (run_id,) = tx.imports().add_numbers([numbers(run)])
        first = source(store, run_id, A, run, told=TOLD)
        second = replace(first, origin=moved, recording=None, chosen=False, told=None)
        tx.imports().add_sources([first, second])
        here, there = (each.id for each in tx.imports().sources())
        tx.imports().move_recording(here, there)
    with store.transaction() as tx:
        told = [ToldSource(A, chosen=False, told=None), ToldSource(moved, chosen=True, told=TOLD)]
        assert tx.imports().told_of(run_id) == told


def test_each_path_has_one_verdict_the_newest(store: Store) -> None:
    with store.transaction() as tx:
        tx.imports().put_seen(1, [seen("b.fit"), seen("a.fit", Verdict.REFUSED, reason="cut")])
        changed = seen("a.fit", fingerprint="18-5", sha256=None, count=1, reading=2)
        tx.imports().put_seen(2, [changed])
    with store.transaction() as tx:
        found = tx.imports().seen()
    assert found == [replace(changed, batch=2), replace(seen("b.fit"), batch=1)]


def test_what_was_said_of_a_zip_goes_when_the_zip_comes_anew(store: Store) -> None:
    member = seen("x.zip!a.fit", archive="x.zip")
    remark = SeenFile("x.zip", "", None, Verdict.NOT_RUN, "pictures", "x.zip", 1, 700)
    shut = seen("x.zip", Verdict.ARCHIVE)
    with store.transaction() as tx:
        tx.imports().put_seen(1, [member, shut, remark, remark])
        assert len(tx.imports().seen()) == 4
        tx.imports().put_seen(2, [shut, replace(remark, count=800)])
    with store.transaction() as tx:
        told = [(each.path, each.count, each.batch) for each in tx.imports().seen()]
        assert sorted(told) == [("x.zip", 1, 2), ("x.zip", 800, 2), ("x.zip!a.fit", 1, 1)]
        tx.imports().forget_seen(1)
        assert tx.imports().seen() == []


def test_many_verdicts_are_exchanged_at_once(store: Store) -> None:
    files = [seen(f"{number}.fit") for number in range(1203)]
    with store.transaction() as tx:
        tx.imports().put_seen(1, files)
        tx.imports().put_seen(2, files)
        assert {each.batch for each in tx.imports().seen()} == {2}
        assert len(tx.imports().seen()) == 1203


def test_a_batch_counts_what_it_left(store: Store) -> None:
    old, new = run_on(0), run_on(1)
    with store.transaction() as tx:
        first = tx.imports().open_batch(NOON, ["runs"])
        (old_id,) = tx.imports().add_numbers([numbers(old)])
        tx.imports().add_sources([source(store, old_id, A, old, batch=first)])
        tx.imports().close_batch(first, BatchState.DONE)
        second = tx.imports().open_batch(None, ["runs", "more.zip"])
        (new_id,) = tx.imports().add_numbers([numbers(new)])
        tx.imports().replace_numbers(old_id, numbers(old))
        rows = [source(store, run, B, old, batch=second) for run in (old_id, new_id)]
        tx.imports().add_sources(rows)
        verdicts = (Verdict.DUPLICATE, Verdict.NOT_RUN, Verdict.UNNAMED, Verdict.REFUSED)
        files = [seen(f"{verdict}.x", verdict, count=3) for verdict in verdicts]
        tx.imports().put_seen(second, files)
    with store.transaction() as tx:
        assert [each.state for each in tx.imports().batches()] == [
            BatchState.DONE,
            BatchState.RUNNING,
        ]
        counts = tx.imports().close_batch(second, BatchState.DONE)
        assert counts == BatchCounts(1, 1, duplicates=3, not_runs=6, refused=3)
        one, two = tx.imports().batches()
        assert (one.at, one.paths, one.counts.imported) == (NOON, ("runs",), 1)
        assert (two.at, two.paths, two.counts) == (None, ("runs", "more.zip"), counts)


def test_a_batch_that_is_undone_keeps_what_it_once_came_to(store: Store) -> None:
    run = run_on(0)
    with store.transaction() as tx:
        batch = tx.imports().open_batch(NOON, ["runs"])
        (run_id,) = tx.imports().add_numbers([numbers(run)])
        tx.imports().add_sources([source(store, run_id, A, run, batch=batch)])
        tx.imports().close_batch(batch, BatchState.DONE)
        tx.imports().remove_sources(batch)
        tx.imports().close_batch(batch, BatchState.UNDONE)
    with store.transaction() as tx:
        (undone,) = tx.imports().batches()
    assert (undone.state, undone.counts.imported) == (BatchState.UNDONE, 1)


def test_an_exposure_is_outdated_until_it_is_renewed(store: Store) -> None:
    run = run_on(0)
    with store.transaction() as tx:
        run_id = put_run(tx, run)
        (outdated,) = tx.imports().outdated(EXPOSURE_VERSION)
        mark = mark_of(run, summarise_run(run))
        tx.imports().renew(outdated, run_exposure(run), mark)
    with store.transaction() as tx:
        assert tx.runs()[0].exposure == run_exposure(run)
        assert tx.imports().outdated(EXPOSURE_VERSION) == []
        assert tx.imports().outdated(EXPOSURE_VERSION + 1) == [outdated]
        tx.imports().forget_exposures([run_id])
        assert tx.runs()[0].exposure is None
        assert tx.imports().outdated(EXPOSURE_VERSION) == [outdated]


def test_a_second_import_waits_and_then_is_told_so(store: Store) -> None:
    with (
        store.import_turn(),
        pytest.raises(StoreLockedError, match="Another import"),
        store.import_turn(),
    ):
        pass
    with store.import_turn(), store.transaction() as tx:
        assert tx.runs() == ()

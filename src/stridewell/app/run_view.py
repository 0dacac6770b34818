"""Everything there is to show of one run, read from the store and worked out from its samples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from stridewell.activity.exposure import RunExposure
from stridewell.activity.track import Activity, Device
from stridewell.app.desk import Desk
from stridewell.app.importing.records import ToldSource
from stridewell.app.run_along import Along, along
from stridewell.app.run_archive import Archive, ArchivedRun, archive_in
from stridewell.app.run_remarks import remarks_on
from stridewell.app.run_splits import Split, splits
from stridewell.app.run_streams import Streams, Stretch, streams, walks
from stridewell.errors import NothingStoredError
from stridewell.plan.shoes import Shoe


@dataclass(frozen=True, slots=True, eq=False)
class RunView:
    """One run.

    ``activity`` is the cleaned recording, ``way`` the same along its way. ``pauses`` are those
    the runner or the watch made. ``remarks`` say what is doubtful about its numbers, ``told``
    what was said of each of its files when it came in. ``before`` and ``after`` are the numbers
    of its neighbours in time, None at the ends.
    """

    found: ArchivedRun
    activity: Activity
    way: Along
    streams: Streams
    splits: tuple[Split, ...]
    pauses: tuple[Stretch, ...]
    walks: tuple[Stretch, ...]
    remarks: tuple[str, ...]
    told: tuple[ToldSource, ...]
    shoes: tuple[Shoe, ...]
    before: int | None
    after: int | None
    zone: tzinfo

    @property
    def exposure(self) -> RunExposure | None:
        """What the run did beyond its summary; None until it was worked out."""
        return self.found.run.exposure

    @property
    def start(self) -> datetime:
        """When it began, on the runner's clock."""
        return self.found.run.summary.start.astimezone(self.zone)

    @property
    def devices(self) -> tuple[Device, ...]:
        """The watch and whatever else measured."""
        return self.activity.devices

    @property
    def sources(self) -> Mapping[str, str]:
        """What came from a pod or an app instead of the watch, by channel."""
        return {
            channel.value: source
            for channel, source in self.activity.channel_sources.items()
            if source != "device"
        }


def run_view(desk: Desk, run_id: int) -> RunView:
    """One stored run with all that can be shown of it.

    Raises:
        NothingStoredError: there is no such run.
    """
    zone = desk.clock.now().tzinfo or UTC
    with desk.store.transaction() as transaction:
        archive = archive_in(transaction, desk, zone)
        place = _place(archive, run_id)
        activity = transaction.samples_of(run_id)
        told = tuple(transaction.imports().told_of(run_id))
    found, way = archive.runs[place], along(activity)
    return RunView(
        found=found,
        activity=activity,
        way=way,
        streams=streams(way),
        splits=splits(way),
        pauses=_pauses(activity),
        walks=walks(way),
        remarks=remarks_on(found.run, activity, way, told),
        told=told,
        shoes=archive.shoes.shoes,
        before=_id_at(archive.runs, place - 1),
        after=_id_at(archive.runs, place + 1),
        zone=zone,
    )


def _place(archive: Archive, run_id: int) -> int:
    for place, each in enumerate(archive.runs):
        if each.run.id == run_id:
            return place
    raise NothingStoredError(
        f"There is no run number {run_id}.", "List the runs with `stridewell runs`."
    )


def _id_at(runs: Sequence[ArchivedRun], place: int) -> int | None:
    return runs[place].run.id if 0 <= place < len(runs) else None


def _pauses(activity: Activity) -> tuple[Stretch, ...]:
    return tuple(
        Stretch(
            (pause.start - activity.start).total_seconds(),
            (pause.end - activity.start).total_seconds(),
            None,
            None,
        )
        for pause in activity.pauses
    )

"""What programs get of filmed running; units in the names or beside the numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import BaseModel, ConfigDict

from stridewell.app.contract import ReasonOut, reasons_out
from stridewell.app.gait_report import GaitReport
from stridewell.gait.clip import ClipAnalysis
from stridewell.gait.contacts import Contact, EventKind, NotMeasured
from stridewell.gait.judged import Judged
from stridewell.gait.keypoints import Filmed, Stated
from stridewell.gait.measured import Difference, Drift, Measured
from stridewell.gait.session import GaitSession
from stridewell.values.anatomy import Side

VALUE_DECIMALS, TIME_DECIMALS = 3, 4


class _Out(BaseModel):
    model_config = ConfigDict(frozen=True)


class BandOut(_Out):
    """Where nine of ten healthy runners lie; ``speed`` and ``population`` say which."""

    low: float
    high: float
    middle: float
    speed: str
    population: str
    mostly_men: bool


class MetricOut(_Out):
    """One value with its 90 % interval; ``side`` is null for the whole runner.

    ``clip`` is the number of the clip it is from, from 1 on; null for a value of two clips.
    """

    id: str
    name: str
    value: float
    unit: str
    side: str | None
    interval: tuple[float, float]
    n_steps: int
    label: str | None
    clip: int | None
    usual: BandOut | None
    standing: str | None
    remark: str


class EventOut(_Out):
    """A foot meets or leaves the ground, in seconds of its clip."""

    kind: str
    side: str
    t_s: float
    sd_s: float
    clip: int


class FindingOut(_Out):
    """What lies surely outside the usual range; ``confirmed`` once enough days have shown it."""

    id: str
    metric: str
    side: str | None
    standing: str
    confirmed: bool
    text: str
    notes: list[str]
    cues: list[str]
    reason: ReasonOut


class NotMeasurableOut(_Out):
    """A metric that is not given (``all``: none is), with the reason and what would help."""

    id: str
    side: str | None
    because: str
    remedy: str


class StatedOut(_Out):
    """Something that was worked out, and from what; ``clip`` is null for the whole session."""

    what: str
    value: str
    because: str
    clip: int | None


class DifferenceOut(_Out):
    """Left minus right of a metric with its 90 % interval."""

    id: str
    value: float
    unit: str
    interval: tuple[float, float]
    standing: str | None
    remark: str


class DriftOut(_Out):
    """How a metric changed over the clip, in its unit a minute, with its 90 % interval."""

    id: str
    side: str | None
    per_minute: float
    unit: str
    interval: tuple[float, float]


class ClipOut(_Out):
    """One clip: its file, view and frames, and where the legs could not be told apart."""

    name: str
    view: str
    duration_s: float
    rate_hz: float
    frames: int
    points_from: str
    swapped_frames: int
    untrusted_frames: dict[str, int]
    withheld: str | None
    video_kept: bool


class FilmedOut(_Out):
    """What was told beside the clips; null where nobody told."""

    height_m: float | None
    speed_mps: float | None
    known_length_m: float | None
    known_length_px: float | None
    treadmill: bool | None


class VersionsOut(_Out):
    """With what it was worked out."""

    knowledge: str
    code: str
    contacts: str


class GaitOut(_Out):
    """One session of filmed running; ``number`` is null where it is not kept."""

    metrics: list[MetricOut]
    events: list[EventOut]
    findings: list[FindingOut]
    not_measurable: list[NotMeasurableOut]
    differences: list[DifferenceOut]
    drift: list[DriftOut]
    stated: list[StatedOut]
    clips: list[ClipOut]
    filmed: FilmedOut
    at: str
    number: int | None
    saved_before: bool
    deleted_at: str | None
    versions: VersionsOut


def gait_out(report: GaitReport) -> GaitOut:
    """A session in the shape that is promised to programs."""
    session, versions = report.session, report.versions
    deleted = report.deleted_at
    return GaitOut(
        metrics=[_metric(each, report) for each in session.measured],
        events=list(_events(session.clips)),
        findings=[_finding(each) for each in report.judged if each.finding is not None],
        not_measurable=[_refused(each) for each in session.refused],
        differences=[_difference(each, report) for each in session.differences],
        drift=[_drift(each) for each in session.drifts],
        stated=list(_all_stated(session)),
        clips=[_clip(number, report) for number in range(len(session.clips))],
        filmed=_filmed(report.filmed),
        at=report.at.isoformat(),
        number=report.number,
        saved_before=report.saved_before,
        deleted_at=None if deleted is None else deleted.isoformat(),
        versions=VersionsOut(
            knowledge=versions.knowledge, code=versions.code, contacts=versions.contacts
        ),
    )


def _metric(found: Measured, report: GaitReport) -> MetricOut:
    judged = report.judged_of(found.id, found.side)
    clip = report.session.clip_of.get((found.id, found.side))
    return MetricOut(
        id=found.id,
        name=found.id if judged is None else judged.name,
        value=_rounded(found.value),
        unit=found.unit,
        side=_side(found.side),
        interval=(_rounded(found.low), _rounded(found.high)),
        n_steps=found.n_steps,
        label=found.label,
        clip=None if clip is None else clip + 1,
        usual=_band(judged),
        standing=None if judged is None else judged.standing.value,
        remark="" if judged is None else judged.text,
    )


def _band(judged: Judged | None) -> BandOut | None:
    if judged is None or judged.band is None:
        return None
    band = judged.band
    return BandOut(
        low=_rounded(band.low),
        high=_rounded(band.high),
        middle=_rounded(band.middle),
        speed=band.speed,
        population=band.population,
        mostly_men=band.mostly_men,
    )


def _events(clips: Sequence[ClipAnalysis]) -> Iterator[EventOut]:
    for number, clip in enumerate(clips, start=1):
        every = (each for contact in clip.contacts.contacts for each in _moments(contact, number))
        yield from sorted(every, key=lambda each: each.t_s)


def _moments(contact: Contact, clip: int) -> Iterator[EventOut]:
    moments = (
        (EventKind.INITIAL_CONTACT, contact.on_s, contact.on_sd_s),
        (EventKind.TOE_OFF, contact.off_s, contact.off_sd_s),
    )
    for kind, at_s, sd_s in moments:
        yield EventOut(
            kind=kind.value,
            side=contact.side.value,
            t_s=round(at_s, TIME_DECIMALS),
            sd_s=round(sd_s, TIME_DECIMALS),
            clip=clip,
        )


def _finding(judged: Judged) -> FindingOut:
    return FindingOut(
        id=judged.finding or "",
        metric=judged.metric,
        side=_side(judged.side),
        standing=judged.standing.value,
        confirmed=judged.confirmed,
        text=judged.text,
        notes=list(judged.notes),
        cues=list(judged.cues),
        reason=reasons_out((judged.reason,))[0],
    )


def _refused(refused: NotMeasured) -> NotMeasurableOut:
    return NotMeasurableOut(
        id=refused.metric,
        side=_side(refused.side),
        because=refused.because,
        remedy=refused.remedy,
    )


def _difference(found: Difference, report: GaitReport) -> DifferenceOut:
    judged = report.judged_difference(found.id)
    return DifferenceOut(
        id=found.id,
        value=_rounded(found.value),
        unit=found.unit,
        interval=(_rounded(found.low), _rounded(found.high)),
        standing=None if judged is None else judged.standing.value,
        remark="" if judged is None else judged.text,
    )


def _drift(found: Drift) -> DriftOut:
    return DriftOut(
        id=found.id,
        side=_side(found.side),
        per_minute=_rounded(found.per_minute),
        unit=found.unit,
        interval=(_rounded(found.low), _rounded(found.high)),
    )


def _all_stated(session: GaitSession) -> Iterator[StatedOut]:
    for number, clip in enumerate(session.clips, start=1):
        yield from (_stated(each, number) for each in clip.stated)
    yield from (_stated(each, None) for each in session.stated)


def _stated(stated: Stated, clip: int | None) -> StatedOut:
    return StatedOut(what=stated.what, value=stated.value, because=stated.because, clip=clip)


def _clip(number: int, report: GaitReport) -> ClipOut:
    clip = report.session.clips[number]
    return ClipOut(
        name=report.names[number],
        view=clip.view.value,
        duration_s=round(clip.shown.duration_s, TIME_DECIMALS),
        rate_hz=_rounded(clip.seen.rate_hz),
        frames=clip.seen.frames,
        points_from=clip.seen.convention,
        swapped_frames=int(clip.swapped.sum()),
        untrusted_frames={side.value: int(each.sum()) for side, each in clip.untrusted.items()},
        withheld=_side(clip.withheld),
        video_kept=report.videos[number] is not None,
    )


def _filmed(filmed: Filmed) -> FilmedOut:
    return FilmedOut(
        height_m=filmed.height_m,
        speed_mps=None if filmed.speed_mps is None else _rounded(filmed.speed_mps),
        known_length_m=filmed.known_length_m,
        known_length_px=filmed.known_length_px,
        treadmill=filmed.treadmill,
    )


def _side(side: Side | None) -> str | None:
    return None if side is None else side.value


def _rounded(value: float) -> float:
    return round(value, VALUE_DECIMALS)

"""A session as its page shows it: what stands out, and every metric beside its range."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from stridewell.app.gait_report import GaitReport
from stridewell.gait.bands import Band
from stridewell.gait.judged import Judged, Standing
from stridewell.gait.measured import Measured
from stridewell.knowledge.gait import MetricSpec
from stridewell.knowledge.records import Knowledge
from stridewell.values.anatomy import Side
from stridewell.values.wording import lower_first, sentence_case
from stridewell.web.gait_charts import (
    Scale,
    StepChart,
    Strip,
    look_of,
    scale_of,
    step_chart,
    strip_of,
)
from stridewell.web.gait_words import SIDE_NAMES, amount_words, decimals_of, range_words
from stridewell.web.why import Why, why_of, why_reason

GROUPS: Mapping[str, tuple[str, ...]] = {
    "Rhythm and ground": (
        "step_rate_spm",
        "contact_time_ms",
        "flight_time_ms",
        "duty_factor_pct",
        "contact_balance_left_pct",
        "pelvis_oscillation_mm",
        "com_oscillation_mm",
    ),
    "Landing": (
        "tibia_angle_at_contact_deg",
        "knee_flexion_at_contact_deg",
        "foot_strike_angle_deg",
        "foot_ahead_of_hip_mm",
        "foot_ahead_of_com_mm",
    ),
    "On the ground, seen from the side": (
        "knee_flexion_peak_deg",
        "hip_extension_peak_deg",
        "trunk_lean_deg",
    ),
    "On the ground, seen from behind": (
        "pelvic_drop_peak_deg",
        "pelvic_drop_midstance_deg",
        "pelvic_drop_excursion_deg",
        "hip_adduction_peak_deg",
        "lateral_trunk_lean_deg",
        "step_width_mm",
        "crossover_pct",
        "knee_window_mm",
        "heel_whip_deg",
    ),
}
OTHERS = "More"
SIDE_ORDER = (None, Side.LEFT, Side.RIGHT)
STANDING_WORDS: Mapping[Standing, str] = {
    Standing.RED: "outside, and it fits what you told",
    Standing.NOTEWORTHY: "outside",
    Standing.UNCLEAR: "perhaps outside",
    Standing.INSIDE: "inside",
    Standing.NO_RANGE: "",
}


@dataclass(frozen=True, slots=True)
class CueView:
    """A way of running to try, with what to look at afterwards."""

    id: str
    name: str
    say: str
    watch: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """Something that stands out: ``is_red`` where it fits a complaint that was told."""

    name: str
    side: str
    look: str
    value: str
    text: str
    notes: tuple[str, ...]
    is_red: bool
    confirmed: bool
    why: tuple[Why, ...]
    metric: str


@dataclass(frozen=True, slots=True)
class OtherView:
    """A value outside its range from which nothing is known to follow."""

    name: str
    side: str
    metric: str


@dataclass(frozen=True, slots=True)
class Outstanding:
    """What stands out, what else lies outside, what has to be known of it, what may be tried."""

    findings: tuple[FindingView, ...]
    others: tuple[OtherView, ...]
    notes: tuple[str, ...]
    cues: tuple[CueView, ...]


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A value of one side, or a difference: in words, on a strip, and where it stands."""

    side: str
    look: str
    value: str
    interval: str
    steps: int
    label: str
    strip: Strip
    standing: str
    is_outside: bool


@dataclass(frozen=True, slots=True)
class MetricView:
    """One metric with all its sides."""

    id: str
    name: str
    plain: str
    definition: str
    how: str
    sign: str
    rows: tuple[ValueRow, ...]
    band: str
    population: str
    notes: tuple[str, ...]
    chart: StepChart | None
    chart_low: str
    chart_high: str
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class MetricGroup:
    """Metrics that belong together."""

    name: str
    metrics: tuple[MetricView, ...]


def outstanding(report: GaitReport, knowledge: Knowledge) -> Outstanding:
    """What stands out, what fits the complaint first, then what lies farthest outside.

    A difference of sides is left out where one of the sides stands out itself. What is to be said
    of several findings is said once.
    """
    outside = [each for each in report.judged if each.standing.is_outside]
    of_sides = {each.metric for each in outside if not each.is_difference}
    kept = [each for each in outside if not (each.is_difference and each.metric in of_sides)]
    kept.sort(key=lambda each: (each.standing is not Standing.RED, -_beyond(each)))
    named = [each for each in kept if each.finding is not None]
    said = Counter(note for each in named for note in _notes(each, knowledge))
    shared = tuple(note for note, times in said.items() if times > 1)
    cues = Counter(cue for each in named for cue in each.cues)
    return Outstanding(
        findings=tuple(_finding(each, knowledge, shared) for each in named),
        others=tuple(
            OtherView(lower_first(each.name), _side_words(each), each.metric)
            for each in kept
            if each.finding is None
        ),
        notes=shared,
        cues=tuple(_cue(each, knowledge) for each, _ in cues.most_common()),
    )


def _beyond(judged: Judged) -> float:
    """How far beyond its range a value lies, in widths of the range."""
    place = judged.position
    return 0.0 if place is None else max(place - 1, -place)


def _finding(judged: Judged, knowledge: Knowledge, shared: Sequence[str]) -> FindingView:
    gait = knowledge.gait
    known = None if judged.finding is None else gait.findings[judged.finding]
    value = amount_words(judged.value, judged.unit, decimals_of(judged.metric, knowledge))
    return FindingView(
        name=sentence_case(judged.name if known is None else known.name),
        side=_side_words(judged),
        look=look_of(judged.side),
        value=value,
        text=judged.text,
        notes=tuple(each for each in _notes(judged, knowledge) if each not in shared),
        is_red=judged.standing is Standing.RED,
        confirmed=judged.confirmed,
        why=(why_reason(judged.reason, knowledge),),
        metric=judged.metric,
    )


def _side_words(judged: Judged) -> str:
    if judged.is_difference:
        return "left against right"
    return "" if judged.side is None else f"{SIDE_NAMES[judged.side]} leg on the ground"


def _cue(cue_id: str, knowledge: Knowledge) -> CueView:
    cue = knowledge.around.cues[cue_id]
    watch = knowledge.gait.watches.get(cue_id)
    return CueView(cue.id, cue.name, cue.say, "" if watch is None else watch.text)


def _notes(judged: Judged, knowledge: Knowledge) -> tuple[str, ...]:
    advice = knowledge.gait.advice
    return tuple(advice[each].text if each in advice else each for each in judged.notes)


def metric_groups(report: GaitReport, knowledge: Knowledge) -> tuple[MetricGroup, ...]:
    """Every metric that was measured, by what it is about."""
    measured = {each.id for each in report.session.measured}
    named = {metric for metrics in GROUPS.values() for metric in metrics}
    groups = {**GROUPS, OTHERS: tuple(sorted(measured - named))}
    shown = {
        name: tuple(_metric(each, report, knowledge) for each in metrics if each in measured)
        for name, metrics in groups.items()
    }
    return tuple(MetricGroup(name, metrics) for name, metrics in shown.items() if metrics)


def _metric(metric: str, report: GaitReport, knowledge: Knowledge) -> MetricView:
    spec = knowledge.gait.metrics.get(metric)
    found = sorted(
        (each for each in report.session.measured if each.id == metric),
        key=lambda each: SIDE_ORDER.index(each.side) if each.side in SIDE_ORDER else 0,
    )
    judged = {
        each.side: each
        for each in report.judged
        if each.metric == metric and not each.is_difference
    }
    band = next((each.band for each in judged.values() if each.band is not None), None)
    edges = None if band is None else (band.low, band.high)
    scale = scale_of([(each.low, each.high) for each in found], edges)
    decimals, unit = decimals_of(metric, knowledge), found[0].unit
    chart = step_chart(found, edges)
    notes = [note for each in judged.values() for note in _notes(each, knowledge)]
    of_findings = {
        note
        for each in judged.values()
        if each.standing.is_outside
        for note in _notes(each, knowledge)
    }
    return MetricView(
        id=metric,
        name=metric if spec is None else spec.name,
        plain="" if spec is None else spec.plain,
        definition="" if spec is None else spec.definition,
        how="" if spec is None else spec.how,
        sign="" if spec is None else spec.sign,
        rows=tuple(_row(each, judged.get(each.side), edges, scale, decimals) for each in found),
        band="" if band is None else _band_words(band, unit, decimals),
        population="" if band is None else band.population,
        notes=tuple(note for note in dict.fromkeys(notes) if note not in of_findings),
        chart=chart,
        chart_low="" if chart is None else amount_words(chart.low, unit, decimals),
        chart_high="" if chart is None else amount_words(chart.high, unit, decimals),
        why=tuple(_whys(spec, band, knowledge)),
    )


def _band_words(band: Band, unit: str, decimals: int) -> str:
    return f"{range_words(band.low, band.high, unit, decimals)} {band.speed}"


def _whys(spec: MetricSpec | None, band: Band | None, knowledge: Knowledge) -> Iterator[Why]:
    if band is not None:
        text = f"The range: {band.population}, {band.n} runners."
        yield why_of(band.warrant, text, knowledge)
    if spec is None:
        return
    unit, decimals = spec.unit, spec.decimals
    if spec.detectable is not None:
        least = amount_words(spec.detectable.value, unit, decimals)
        text = f"Between two days a change below {least} is taken for chance."
        yield why_of(spec.detectable.warrant, text, knowledge)
    if spec.uneven is not None:
        most = amount_words(spec.uneven.value, unit, decimals)
        text = f"Left and right of nearly all healthy runners differ by less than {most}."
        yield why_of(spec.uneven.warrant, text, knowledge)


def _row(
    found: Measured,
    judged: Judged | None,
    edges: tuple[float, float] | None,
    scale: Scale,
    decimals: int,
) -> ValueRow:
    standing = Standing.NO_RANGE if judged is None else judged.standing
    return ValueRow(
        side=SIDE_NAMES[found.side],
        look=look_of(found.side),
        value=amount_words(found.value, found.unit, decimals),
        interval=range_words(found.low, found.high, found.unit, decimals),
        steps=found.n_steps,
        label=found.label or "",
        strip=strip_of((found.low, found.high), found.value, found.side, edges, scale),
        standing=STANDING_WORDS[standing],
        is_outside=standing.is_outside,
    )

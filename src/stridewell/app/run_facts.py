"""A run's numbers as lines of words: what is not measured says so and is never 0."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stridewell.activity.exposure import (
    AltitudeSource,
    GradeClass,
    Surface,
    TurnExposure,
)
from stridewell.activity.track import Channel, Device
from stridewell.app.run_view import RunView
from stridewell.app.run_words import (
    DIRECTIONS,
    GRADES,
    M_PER_KM,
    NOT_MEASURED,
    clock,
    pace,
    told,
)
from stridewell.app.surface_words import SOURCE_WORDS, SURFACE_WORDS

DEVICE_WORDS = {"device": "the watch"}
HALF = 50.0
EVEN_PCT = 0.05
"""Closer to half than this a share rounds to 50.0 %."""
MOST_LISTED = 5


@dataclass(frozen=True, slots=True)
class Fact:
    """A line: its name, its value with unit, and a note that may be empty."""

    name: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class GradeRow:
    """A class of slope: how much of the run lay in it; ``share`` is in percent of the ground."""

    id: str
    name: str
    distance: str
    time: str
    steps: str
    share: float


def main_facts(view: RunView) -> tuple[Fact, ...]:
    """The run in numbers."""
    summary, notes = view.found.run.summary, view.found.run.notes
    per_km = None
    if summary.distance_m:
        per_km = M_PER_KM * summary.duration_s / summary.distance_m
    km = None if summary.distance_m is None else summary.distance_m / M_PER_KM
    lines = [
        Fact("Distance", told(km, "km", 2)),
        Fact("Time", clock(summary.duration_s), "pauses left out"),
        Fact("Pace", pace(per_km)),
        Fact("Heart rate", told(summary.heart_rate_bpm, "bpm")),
        Fact("Steps", told(summary.steps, "steps"), "both feet"),
        Fact("Steps per minute", told(summary.step_rate_spm, "a minute"), "both feet"),
        Fact("Up", told(summary.ascent_m, "m")),
        Fact("Down", told(summary.descent_m, "m")),
    ]
    if summary.power_w is not None:
        lines.append(Fact("Power", told(summary.power_w, "W")))
    if notes.perceived_exertion is not None:
        lines.append(Fact("Effort you told the app", f"{notes.perceived_exertion:g} of 10"))
    return tuple(lines)


def dynamics_facts(view: RunView) -> tuple[Fact, ...]:
    """How the feet met the ground: means over the running."""
    summary, exposure = view.found.run.summary, view.exposure
    flight = None if exposure is None else exposure.flight_time_ms
    duty = None if exposure is None else exposure.duty_factor_pct
    power = None if exposure is None else exposure.force
    return (
        Fact(
            "Ground contact", told(summary.contact_time_ms, "ms"), _by(view, Channel.CONTACT_TIME)
        ),
        Fact("In the air", told(flight, "ms"), "between two steps"),
        Fact("One foot on the ground", told(duty, "%", 1), "of the time from step to same step"),
        Fact(
            "Bounce",
            told(summary.vertical_oscillation_mm, "mm"),
            _by(view, Channel.VERTICAL_OSCILLATION),
        ),
        Fact(
            "Bounce to step length",
            told(summary.vertical_ratio_pct, "%", 1),
            _by(view, Channel.VERTICAL_RATIO),
        ),
        Fact("Step length", told(summary.step_length_mm, "mm"), _by(view, Channel.STEP_LENGTH)),
        Fact(
            "Peak force of a level step",
            told(None if power is None else power.median_bw, "times body weight", 2),
            "worked out from contact and step rate, not measured",
        ),
    )


def _by(view: RunView, channel: Channel) -> str:
    source = view.sources.get(channel.value)
    return "" if source is None else f"by {source}"


def balance_facts(view: RunView) -> tuple[Fact, ...]:
    """The left share of contact time, by the device that measured it; empty without any."""
    exposure, summary = view.exposure, view.found.run.summary
    shares = {} if exposure is None else exposure.balance_sources
    if not shares and summary.contact_balance_left_pct is not None:
        shares = {"device": summary.contact_balance_left_pct}
    return tuple(
        Fact(
            f"Measured by {DEVICE_WORDS.get(source, source)}",
            f"{left:.1f} % left, {2 * HALF - left:.1f} % right",
            _longer(left),
        )
        for source, left in shares.items()
    )


def _longer(left: float) -> str:
    if abs(left - HALF) < EVEN_PCT:
        return "as long on the left as on the right"
    return f"longer on the {'left' if left > HALF else 'right'} foot"


def gait_facts(view: RunView) -> tuple[Fact, ...]:
    """Running, walking and standing, and the pauses."""
    exposure, summary = view.exposure, view.found.run.summary
    lines = []
    if exposure is None or not exposure.is_gait_known:
        lines.append(Fact("Running and walking", NOT_MEASURED))
    else:
        breaks = exposure.walk_breaks
        lines += [
            Fact("Running", clock(exposure.running_s)),
            Fact(
                "Walking",
                clock(exposure.walking_s),
                f"{breaks} walk {'break' if breaks == 1 else 'breaks'} of at least 10 s",
            ),
            Fact("Standing", clock(exposure.standing_s), "with the watch going"),
        ]
    paused = max(0.0, summary.elapsed_s - summary.duration_s)
    note = f"{clock(paused)} of it paused" if paused >= 1 else "without a pause"
    lines.append(Fact("From start to end", clock(summary.elapsed_s), note))
    if view.pauses:
        lines.append(Fact("Pauses", str(len(view.pauses)), _listed(view)))
    return tuple(lines)


def _listed(view: RunView) -> str:
    told_pauses = [
        f"at {clock(each.from_s)} for {clock(each.to_s - each.from_s)}"
        for each in view.pauses[:MOST_LISTED]
    ]
    more = len(view.pauses) - MOST_LISTED
    return ", ".join(told_pauses) + (f" and {more} more" if more > 0 else "")


def ground_facts(view: RunView) -> tuple[Fact, ...]:
    """What was run on, and how far downhill."""
    return tuple(_ground(view))


def _ground(view: RunView) -> Iterator[Fact]:
    exposure = view.exposure
    metres = {} if exposure is None else exposure.surfaces_m
    source = None if exposure is None else exposure.surface_source
    said = {each: far for each, far in metres.items() if each is not Surface.UNKNOWN}
    if not said:
        yield Fact("Kind of ground", "not known", "neither watch nor app nor map nor pair says")
    else:
        parts = ", ".join(
            f"{SURFACE_WORDS[each]} {far / M_PER_KM:.1f} km" for each, far in metres.items()
        )
        yield Fact("Kind of ground", parts, f"says {SOURCE_WORDS[source]}")
    down = None if exposure is None else exposure.downhill_m
    yield Fact("Downhill", told(down, "m"), "on slopes of more than 4 %")
    if exposure is not None and exposure.grades is not None:
        satellite = exposure.altitude_source is AltitudeSource.SATELLITE
        yield Fact("Heights", "from satellites" if satellite else "from the watch")


def grade_rows(view: RunView) -> tuple[GradeRow, ...]:
    """Distance, time and steps by class of slope, from steep down to steep up."""
    exposure = view.exposure
    if exposure is None or exposure.grades is None:
        return ()
    shares = exposure.grades
    whole = sum(each.distance_m for each in shares.values()) or 1.0
    return tuple(
        GradeRow(
            id=each.value,
            name=GRADES[each],
            distance=f"{shares[each].distance_m / M_PER_KM:.2f} km",
            time=clock(shares[each].duration_s),
            steps=_counted(shares[each].steps),
            share=round(100.0 * shares[each].distance_m / whole, 1),
        )
        for each in GradeClass
        if each in shares
    )


def _counted(steps: float | None) -> str:
    return "–" if steps is None else f"{steps:,.0f}"


def turn_facts(view: RunView) -> tuple[Fact, ...]:
    """Turning to the left and right; empty without positions."""
    found = None if view.exposure is None else view.exposure.turns
    return () if found is None else tuple(_turns(found))


def _turns(found: TurnExposure) -> Iterator[Fact]:
    yield Fact("Turned left", f"{found.left_deg:,.0f}°", "all turns added up")
    yield Fact("Turned right", f"{found.right_deg:,.0f}°", "all turns added up")
    more = found.left_deg_per_km
    side = "left" if more > 0 else "right"
    yield Fact("On balance", f"{abs(more):.0f}° a km to the {side}")
    yield Fact(
        "Tight curves",
        f"{found.tight_left_m:.0f} m left, {found.tight_right_m:.0f} m right",
        "with a radius below 60 m",
    )
    if found.track_direction is not None:
        yield Fact(
            "Round a track",
            f"{found.oval_m / M_PER_KM:.1f} km {DIRECTIONS[found.track_direction]}",
        )


def _has_name(device: Device) -> bool:
    return bool(device.manufacturer) and not device.manufacturer.isdecimal()


def _device(device: Device) -> str:
    maker = device.manufacturer.replace("_", " ").title()
    product = device.product.replace("_", " ")
    product = f"product number {product}" if product.isdecimal() else product
    return ", ".join(part for part in (maker, product) if part)


def source_rows(view: RunView) -> tuple[Fact, ...]:
    """The files, the devices, and what an app told beside the recording."""
    run = view.found.run
    lines = [
        Fact("File" if number == 0 else "Also in", each.path, each.format.upper())
        for number, each in enumerate(run.origins)
    ]
    named = dict.fromkeys(_device(each) for each in view.devices if _has_name(each))
    lines += [Fact("Device", each) for each in named]
    others = sum(not _has_name(each) for each in view.devices)
    if others:
        lines.append(Fact("Devices without a name", str(others)))
    if run.notes.gear:
        lines.append(Fact("Gear in the app", run.notes.gear))
    lines += [Fact(f"Number at {app.title()}", told_id) for app, told_id in run.notes.ids.items()]
    if run.batch is not None:
        lines.append(Fact("Import", f"number {run.batch}"))
    seconds = view.found.run.summary.elapsed_s
    rate = seconds / max(1, len(view.way) - 1)
    samples = f"{len(view.way):,} samples"
    note = f"about one each {rate:.0f} s" if rate >= 1 else ""
    return (*lines, Fact("Recording", samples, note))

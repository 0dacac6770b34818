"""What a watch would write about a simulated run: events, records, laps, totals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from stridewell.activity.track import Channel, Column, Samples
from stridewell.simulate import fit_profile as fit
from stridewell.simulate.fit_file import Block, Value, fit_bytes, fit_time
from stridewell.simulate.runs import RunSpec, SubSport

DEVELOPMENT = 255
"""The manufacturer number FIT keeps for devices that are not on the market."""
PRODUCT = 1
SERIAL_NUMBER = 20_260_511
PRODUCT_NAME = "stridewell simulate"
ACTIVITY_FILE = 4
RUNNING = 1
LAP_M = 1000.0
SEMICIRCLES_PER_DEGREE = 2**31 / 180

TIMER, LAP_EVENT, SESSION_EVENT, ACTIVITY_EVENT = 0, 9, 8, 26
START, STOP, STOP_ALL = 0, 1, 4
LAP_BY_DISTANCE, LAP_BY_SESSION_END = 2, 7

RECORDED = {
    "distance": Channel.DISTANCE,
    "enhanced_speed": Channel.SPEED,
    "enhanced_altitude": Channel.ALTITUDE,
    "heart_rate": Channel.HEART_RATE,
    "vertical_oscillation": Channel.VERTICAL_OSCILLATION,
    "stance_time": Channel.CONTACT_TIME,
    "vertical_ratio": Channel.VERTICAL_RATIO,
    "stance_time_balance": Channel.CONTACT_BALANCE,
    "step_length": Channel.STEP_LENGTH,
}
AVERAGED = (
    "vertical_oscillation",
    "stance_time",
    "stance_time_percent",
    "vertical_ratio",
    "stance_time_balance",
    "step_length",
    "heart_rate",
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The samples ``[first, last]`` of a lap or session; the first one ends the stretch before."""

    first: int
    last: int

    @property
    def seconds(self) -> slice:
        """The samples that speak for the seconds of this stretch."""
        return slice(self.first + 1, self.last + 1)


def run_file(spec: RunSpec, samples: Samples) -> bytes:
    """The bytes of the FIT file of one run."""
    records = _record_values(spec, samples)
    laps = _laps(samples)
    blocks = [
        Block(fit.FILE_ID, _identity("time_created", spec) | {"type": ACTIVITY_FILE}),
        Block(fit.DEVICE_INFO, _identity("timestamp", spec) | {"device_index": 0}),
        *_timed_records(spec, records),
        *(
            Block(fit.LAP, _lap_values(spec, samples, records, lap) | {"message_index": index})
            for index, lap in enumerate(laps)
        ),
        Block(fit.SESSION, _session_values(spec, samples, records, len(laps))),
        Block(fit.ACTIVITY, _activity_values(spec)),
    ]
    return fit_bytes(blocks)


def strides_until(samples: Samples) -> Column:
    """Whole strides (two steps each) up to each sample, as the watch counts them."""
    steps_per_s = samples.column(Channel.STEP_RATE)[1:] / 60
    return np.concatenate(([0.0], np.rint(np.cumsum(steps_per_s) / 2)))


def _identity(clock: str, spec: RunSpec) -> dict[str, Value]:
    return {
        clock: fit_time(spec.start),
        "manufacturer": DEVELOPMENT,
        "product": PRODUCT,
        "serial_number": SERIAL_NUMBER,
        "product_name": PRODUCT_NAME,
    }


def _record_values(spec: RunSpec, samples: Samples) -> dict[str, Column]:
    channels = samples.channels
    values = {name: channels[channel] for name, channel in RECORDED.items() if channel in channels}
    values |= _cadence("", channels[Channel.STEP_RATE] / 2)
    if spec.dynamics:
        stride_ms = 120_000 / channels[Channel.STEP_RATE]
        values["stance_time_percent"] = 100 * channels[Channel.CONTACT_TIME] / stride_ms
    if spec.positions:
        values["position_lat"] = channels[Channel.LATITUDE] * SEMICIRCLES_PER_DEGREE
        values["position_long"] = channels[Channel.LONGITUDE] * SEMICIRCLES_PER_DEGREE
    return values | {"timestamp": samples.time_s + fit_time(spec.start)}


def _cadence(prefix: str, strides_per_min: Column) -> dict[str, Column]:
    """Strides per minute in whole numbers and 128ths, as FIT splits them."""
    in_128ths = np.rint(strides_per_min * 128)
    whole = np.floor(in_128ths / 128)
    return {
        f"{prefix}cadence": whole,
        f"{prefix}fractional_cadence": in_128ths / 128 - whole,
    }


def _timed_records(spec: RunSpec, records: Mapping[str, Column]) -> tuple[Block, ...]:
    """Records between the timer's starts and stops."""
    start = fit_time(spec.start)
    end = fit_time(spec.end)
    if not spec.pause_s:
        return (_timer(start, START), Block(fit.RECORD, records), _timer(end, STOP_ALL))
    pause = start + spec.halfway_s
    cut = spec.halfway_s + 1
    return (
        _timer(start, START),
        Block(fit.RECORD, {name: column[:cut] for name, column in records.items()}),
        _timer(pause, STOP),
        _timer(pause + spec.pause_s, START),
        Block(fit.RECORD, {name: column[cut:] for name, column in records.items()}),
        _timer(end, STOP_ALL),
    )


def _timer(timestamp: int, event_type: int) -> Block:
    values = {"timestamp": timestamp, "event": TIMER, "event_type": event_type, "event_group": 0}
    return Block(fit.EVENT, values)


def _laps(samples: Samples) -> tuple[Stretch, ...]:
    """A lap for each kilometre begun."""
    distance = samples.column(Channel.DISTANCE)
    marks = np.arange(LAP_M, distance[-1], LAP_M)
    ends = [*np.searchsorted(distance[:-1], marks).tolist(), distance.size - 1]
    edges = [0, *sorted({end for end in ends if end > 0})]
    return tuple(Stretch(a, b) for a, b in pairwise(edges))


def _totals(
    spec: RunSpec, samples: Samples, records: Mapping[str, Column], stretch: Stretch
) -> dict[str, Value]:
    """Sums and means that laps and sessions share."""
    first, last = stretch.first, stretch.last
    distance_cm = np.rint(records["distance"] * 100)
    speed = records["enhanced_speed"][stretch.seconds]
    strides = strides_until(samples)
    step_rate = samples.column(Channel.STEP_RATE)[stretch.seconds]
    values: dict[str, Value] = {
        "timestamp": float(records["timestamp"][last]),
        "event_type": STOP,
        "start_time": float(records["timestamp"][first]),
        "total_elapsed_time": float(samples.time_s[last] - samples.time_s[first]),
        "total_timer_time": float(last - first),
        "total_distance": float(distance_cm[last] - distance_cm[first]) / 100,
        "total_cycles": float(strides[last] - strides[first]),
        "enhanced_avg_speed": float(speed.mean()),
        "enhanced_max_speed": float(speed.max()),
        "max_heart_rate": float(records["heart_rate"][stretch.seconds].max()),
        "sport": RUNNING,
        "sub_sport": spec.sub_sport,
    }
    averaged = (name for name in AVERAGED if name in records)
    values |= {f"avg_{name}": float(records[name][stretch.seconds].mean()) for name in averaged}
    # FIT writes the mean cadence as avg_cadence and avg_fractional_cadence.
    return values | _cadence("avg_", np.array(step_rate.mean() / 2))


def _lap_values(
    spec: RunSpec, samples: Samples, records: Mapping[str, Column], lap: Stretch
) -> dict[str, Value]:
    is_last = lap.last == len(samples) - 1
    trigger = LAP_BY_SESSION_END if is_last else LAP_BY_DISTANCE
    return _totals(spec, samples, records, lap) | {"event": LAP_EVENT, "lap_trigger": trigger}


def _session_values(
    spec: RunSpec, samples: Samples, records: Mapping[str, Column], laps: int
) -> dict[str, Value]:
    values = _totals(spec, samples, records, Stretch(0, len(samples) - 1)) | {
        "message_index": 0,
        "event": SESSION_EVENT,
        "first_lap_index": 0,
        "num_laps": laps,
        "trigger": 0,
    }
    if spec.sub_sport is not SubSport.TREADMILL:
        values |= {"total_ascent": spec.climb_m, "total_descent": spec.climb_m}
    if spec.rpe is not None:
        values["workout_rpe"] = 10 * spec.rpe
    return values


def _activity_values(spec: RunSpec) -> dict[str, Value]:
    return {
        "timestamp": fit_time(spec.end),
        "total_timer_time": spec.timer_s,
        "num_sessions": 1,
        "type": 0,
        "event": ACTIVITY_EVENT,
        "event_type": STOP,
    }

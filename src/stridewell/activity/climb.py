"""Metres up and down: the device's own, else from smoothed altitude without its flutter."""

from __future__ import annotations

import numpy as np

from stridewell.activity.swings import rises_and_falls
from stridewell.activity.track import Activity, Channel, Column

LEAST_SWING_M = 2.0
"""Gusts and steps move a barometer by a metre or two; a smaller swing is no hill."""
_WINDOW_S = 15.0
"""Altitude is averaged over so many seconds: a barometer flutters by a few decimetres."""
_RESTLESS_WINDOW_S = 60.0
"""Heights from satellites wander by metres within a minute and are averaged over one."""
_RESTLESS_M = 1.0
"""Deviation from the mean over a minute; barometers on foot stay below, satellites do not."""
_ENOUGH_TO_TELL = 500
"""Samples that tell how restless a recording is."""
_TO_DEVIATION = 1.4826
"""From the median of absolute deviations to the standard deviation of normal noise."""
_LEAST_SAMPLES = 15
_DRIFT_M = 10.0
"""A barometer drifts by less over a run; a device that says 0 did not count beyond it."""


def climb(activity: Activity) -> tuple[float | None, float | None]:
    """Metres up and down of a cleaned activity, None where nothing tells.

    The device's totals come first. Some devices write 0 up and 0 down because they do not
    count: where their own altitude says otherwise, it is believed.
    """
    ascent, descent = activity.totals.get("ascent_m"), activity.totals.get("descent_m")
    is_uncounted = ascent == 0 and descent == 0
    if ascent is not None and descent is not None and not is_uncounted:
        return ascent, descent
    measured = _measured(activity)
    if measured is None:
        return ascent, descent
    up, down = measured
    if is_uncounted and up + down > _DRIFT_M:
        return up, down
    return (up if ascent is None else ascent, down if descent is None else descent)


def _measured(activity: Activity) -> tuple[float, float] | None:
    """Rises and falls of at least 2 m in smoothed altitude; None where it is hardly known."""
    altitude = activity.samples.column(Channel.ALTITUDE)
    is_known = ~np.isnan(altitude)
    if int(is_known.sum()) < _LEAST_SAMPLES:
        return None
    return rises_and_falls(
        _smooth(activity.samples.time_s[is_known], altitude[is_known]), LEAST_SWING_M
    )


def _smooth(time_s: Column, altitude: Column) -> Column:
    """Altitude averaged over 15 s, or over 60 s where it is as restless as satellite heights.

    ``time_s`` rises; all columns have shape (n,).
    """
    metre_seconds = np.diff(time_s) * (altitude[1:] + altitude[:-1]) / 2.0
    area = np.concatenate(([0.0], np.cumsum(metre_seconds)))
    some = slice(None, None, 1 + time_s.size // _ENOUGH_TO_TELL)
    left_over = altitude[some] - _mean_around(time_s[some], time_s, area, _RESTLESS_WINDOW_S)
    noise = _TO_DEVIATION * float(np.median(np.abs(left_over)))
    window_s = _RESTLESS_WINDOW_S if noise > _RESTLESS_M else _WINDOW_S
    return _mean_around(time_s, time_s, area, window_s)


def _mean_around(moments: Column, time_s: Column, area: Column, window_s: float) -> Column:
    """The mean altitude over a window around each moment; ``area`` is its running integral.

    At both ends the window holds only its half inside the recording.
    """
    begin = np.maximum(moments - window_s / 2.0, time_s[0])
    end = np.minimum(moments + window_s / 2.0, time_s[-1])
    gained = np.interp(end, time_s, area) - np.interp(begin, time_s, area)
    result: Column = gained / (end - begin)
    return result

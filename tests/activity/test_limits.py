from __future__ import annotations

from stridewell.activity.limits import LIMITS, STEP_RATE_MOVING


def test_each_channel_has_one_limit() -> None:
    channels = [limit.channel for limit in LIMITS]
    assert len(channels) == len(set(channels))


def test_an_easy_run_lies_within_every_bound() -> None:
    easy = {
        "speed_m_s": 2.8,
        "heart_rate_bpm": 140,
        "contact_time_ms": 260,
        "contact_balance_left_pct": 49.5,
        "vertical_oscillation_mm": 90,
        "vertical_ratio_pct": 9,
        "step_length_mm": 1000,
        "power_w": 250,
    }
    bounds = {str(limit.channel): limit.possible for limit in LIMITS}
    assert all(bounds[name].contains(value) for name, value in easy.items())
    assert STEP_RATE_MOVING.contains(165)

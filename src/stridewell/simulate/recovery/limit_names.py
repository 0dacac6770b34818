"""Every limit of the audit in words."""

from __future__ import annotations

from collections.abc import Mapping

LIMIT_NAMES: Mapping[str, str] = {
    "urgent": "no training while a clinician is needed at once or the same day",
    "within_days": "no run before a clinician has looked",
    "child": "no run under 16 with a painful hip, thigh or knee",
    "bone_uncleared": "no impact while a bone injury is likely and not cleared",
    "bone_pain": "no run with any pain where bone is the cause",
    "limp": "no run with a limp",
    "daily_pain": "no run above the limit of pain in daily life",
    "running_pain": "no run where running hurts too much",
    "unknown_pain": "no run without knowing the pain",
    "night": "no run while it wakes the runner",
    "morning_rise": "no run when the morning after the last one was clearly worse",
    "stale": "no run on old answers",
    "safety_open": "no run while a critical question is open",
    "spike": "no run beyond 110 % of the longest of 30 days",
    "no_baseline": "nothing but the first ladder step without a run to compare with",
    "consecutive": "no runs on two days in a row, none twice a day",
    "runs_a_week": "no more runs in seven days than allowed",
    "rest_day": "a day of rest in every seven",
    "heavy_legs": "no heavy legs on the day before a run",
    "strength_apart": "no strength on two days in a row",
    "strength_days": "no more strength days in seven than allowed",
    "harm": "no exercise that a likely cause forbids, unless a clinician has cleared it",
    "unavailable": "no training on a day without time for it",
    "one_at_a_time": "one new thing at a time in running",
    "ladder": "no ladder step that calm sessions have not earned",
    "silence": "no progress over a silence",
}

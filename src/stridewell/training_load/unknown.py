"""Why a number of the load is not known, in words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class WhyUnknown(StrEnum):
    """Why a run has no equivalent kilometres."""

    NOT_WORKED_OUT = "not_worked_out"
    NO_CONTACT_TIME = "no_contact_time"
    NO_SLOPES = "no_slopes"
    FEW_STEPS = "few_steps"
    NO_DISTANCE = "no_distance"
    FEW_RUNS = "few_runs"
    LITTLE_MEASURED = "little_measured"

    @property
    def text(self) -> str:
        """The reason as a sentence."""
        return WHY[self]


WHY: Mapping[WhyUnknown, str] = {
    WhyUnknown.NOT_WORKED_OUT: "The recording of this run has not been worked through yet.",
    WhyUnknown.NO_CONTACT_TIME: "Nothing measured how long the feet were on the ground.",
    WhyUnknown.NO_SLOPES: "Without slopes nobody can tell which steps were on the flat.",
    WhyUnknown.FEW_STEPS: "Too few running steps on the flat have a contact time.",
    WhyUnknown.NO_DISTANCE: "Nothing measured how far it was.",
    WhyUnknown.FEW_RUNS: "Too few runs with the same device lie in the 90 days before.",
    WhyUnknown.LITTLE_MEASURED: "Too little of the level running has a contact time.",
}

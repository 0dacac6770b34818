"""When the feet are on the ground."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from stridewell.values.anatomy import Side


class EventKind(StrEnum):
    """The two moments that bound a contact."""

    INITIAL_CONTACT = "initial_contact"
    TOE_OFF = "toe_off"


@dataclass(frozen=True, slots=True)
class Contact:
    """One foot on the ground, from initial contact to toe-off, in seconds of the clip.

    ``on_sd_s`` and ``off_sd_s`` are the standard errors of the two moments.
    """

    side: Side
    on_s: float
    off_s: float
    on_sd_s: float
    off_sd_s: float

    @property
    def duration_s(self) -> float:
        """How long the foot was on the ground."""
        return self.off_s - self.on_s


@dataclass(frozen=True, slots=True)
class NotMeasured:
    """A metric that is not given, with the reason and what would help.

    ``metric`` is an id of the metrics or ``all``; ``side`` is None where both or neither are meant.
    """

    metric: str
    because: str
    remedy: str = ""
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class ContactSeries:
    """Every contact of a clip in the order of time, and what could not be told.

    ``step_rate_spm`` comes from the rhythm of the whole clip, not from single contacts, with its
    standard error; None where there is no rhythm. ``method`` names how the moments were found.
    """

    contacts: tuple[Contact, ...]
    step_rate_spm: float | None
    step_rate_sd_spm: float | None
    method: str
    refused: tuple[NotMeasured, ...] = ()

    def of(self, side: Side) -> tuple[Contact, ...]:
        """The contacts of one side."""
        return tuple(each for each in self.contacts if each.side is side)

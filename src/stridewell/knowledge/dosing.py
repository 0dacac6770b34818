"""What dosing knows beside its numbers: what stands in for equipment, what people expect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DosingKnowledge:
    """What stands in for equipment at home, and what popular articles recommend.

    ``stand_ins`` is by the id of the equipment; ``popular`` are the exercises a runner may
    expect, so that leaving one out is explained.
    """

    stand_ins: Mapping[str, str]
    popular: tuple[str, ...]

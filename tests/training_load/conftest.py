"""The study's limits, and runs as short as a test can say them."""

from __future__ import annotations

import pytest

from stridewell.training_load.limits import HazardRatio, SpikeClass, SpikeLimits
from stridewell.values.evidence import Grade
from stridewell.values.quantities import Interval


@pytest.fixture(scope="session")
def limits() -> SpikeLimits:
    return SpikeLimits(
        window_days=30,
        edges_percent=(10, 30, 100),
        hazards={
            SpikeClass.SMALL: HazardRatio(1.64, Interval(1.31, 2.05)),
            SpikeClass.MODERATE: HazardRatio(1.52, Interval(1.16, 2.00)),
            SpikeClass.LARGE: HazardRatio(2.28, Interval(1.50, 3.48)),
        },
        recent_days=30,
        source="frandsen_2025",
        grade=Grade.MODERATE,
    )

"""The knowledge file of the spike holds what the study reports, in usable order."""

from __future__ import annotations

from importlib.resources import files

import yaml

from stridewell.training_load.limits import HazardRatio, SpikeClass, SpikeLimits
from stridewell.values.evidence import Grade
from stridewell.values.quantities import Interval


def test_the_file_gives_the_limits_of_the_study(limits: SpikeLimits) -> None:
    path = files("stridewell.knowledge") / "data" / "load" / "spike.yaml"
    spike = yaml.safe_load(path.read_text(encoding="utf-8"))["spike"]
    classes = spike["classes"]
    none, small, moderate = (classes[name]["up_to_percent"] for name in list(classes)[:3])
    read = SpikeLimits(
        window_days=spike["window"]["value"],
        edges_percent=(none, small, moderate),
        hazards={
            SpikeClass(name): HazardRatio(each["hazard_ratio"], Interval(*each["interval"]))
            for name, each in classes.items()
            if "hazard_ratio" in each
        },
        recent_days=spike["recent"]["value"],
        source=spike["source"],
        grade=Grade(spike["grade"]),
    )
    assert read == limits

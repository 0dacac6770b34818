"""Three invented runners, always the same: their stories, their cases and every run they made."""

from stridewell.simulate.examples.bone_stress import BONE_STRESS
from stridewell.simulate.examples.case import Case, load_case
from stridewell.simulate.examples.emergency import EMERGENCY
from stridewell.simulate.examples.lateral_hip import LATERAL_HIP
from stridewell.simulate.examples.runner import Example, RunTruth, ground_truth, write_runs

EXAMPLES = {example.id: example for example in (LATERAL_HIP, EMERGENCY, BONE_STRESS)}

__all__ = [
    "BONE_STRESS",
    "EMERGENCY",
    "EXAMPLES",
    "LATERAL_HIP",
    "Case",
    "Example",
    "RunTruth",
    "ground_truth",
    "load_case",
    "write_runs",
]

"""Age, sex and size as findings."""

from __future__ import annotations

import pytest

from cases import AT
from stridewell.intake.runner import Runner, Sex, runner_findings
from stridewell.values.evidence import State


@pytest.mark.parametrize(
    ("sex", "female", "male"),
    [
        (Sex.FEMALE, State.PRESENT, State.ABSENT),
        (Sex.MALE, State.ABSENT, State.PRESENT),
        (Sex.UNKNOWN, State.UNKNOWN, State.UNKNOWN),
    ],
)
def test_an_untold_sex_is_unknown(sex: Sex, female: State, male: State) -> None:
    states = {f.id: f.state for f in runner_findings(Runner(40, sex), AT)}
    assert (states["sex_female"], states["sex_male"]) == (female, male)


def test_size_is_a_finding_only_where_it_was_told() -> None:
    told = {f.id: f.value for f in runner_findings(Runner(40, height_cm=171), AT)}
    assert (told["age"], told["height_cm"]) == (40, 171)
    assert "mass_kg" not in told

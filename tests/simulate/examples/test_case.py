"""The case files that go with the example runners."""

from __future__ import annotations

import pytest

from stridewell.simulate.examples import EXAMPLES, Example, load_case

RUNNERS = {
    "lateral_hip": {"age": 46, "sex": "female"},
    "emergency": {"age": 36, "sex": "male"},
    "bone_stress": {"age": 27, "sex": "female"},
}


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES.keys())
def test_case_and_runs_are_of_one_moment_and_one_person(example: Example) -> None:
    case = load_case(example.id)
    assert case.at == example.at
    assert {key: case.runner[key] for key in ("age", "sex")} == RUNNERS[example.id]
    assert str(case.runner["age"]) in example.story


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES.keys())
def test_answers_are_kept_by_question_id(example: Example) -> None:
    assert all(isinstance(question, str) for question in load_case(example.id).answers)


def test_an_example_that_was_never_written_is_missing() -> None:
    with pytest.raises(FileNotFoundError):
        load_case("knee")

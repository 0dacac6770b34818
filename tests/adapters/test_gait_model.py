"""The weights of the contact model ship with the package and say where they come from."""

from __future__ import annotations

import json

import numpy as np
import pytest

from stridewell.adapters.gait_model import load_contact_model, model_from_text, text_of_model
from stridewell.gait.contact_features import POINTS, ROUGH_S, Seen, channels
from stridewell.gait.contact_model import FINE_OFF_S, FINE_ON_S, STEP_OFF_S, STEP_ON_S

MODEL = load_contact_model()


def test_every_set_of_points_has_weights_of_the_right_size() -> None:
    assert set(MODEL.parts) == set(Seen) == set(POINTS)
    for seen, part in MODEL.parts.items():
        width = len(channels(seen))
        assert len(part.rough_on.weights) == len(part.rough_off.weights) == width * len(ROUGH_S)
        assert len(part.fine_on.weights) == width * len(FINE_ON_S)
        assert len(part.fine_off.weights) == width * len(FINE_OFF_S)
        for grade in part.grades:
            assert len(grade.on.weights) == width * len(STEP_ON_S)
            assert len(grade.off.weights) == width * len(STEP_OFF_S)


def test_errors_are_those_of_measurements_and_grow_with_noise() -> None:
    for part in MODEL.parts.values():
        for grade in part.grades:
            assert 0.001 < grade.on_between_s < 0.02
            assert 0.001 < grade.off_between_s < 0.02
            assert 0.0005 < grade.on_within_s < 0.01
        quiet, noisy = (part.grade_of(60, unrest) for unrest in (0.02, 0.45))
        assert noisy.on_within_s > quiet.on_within_s
        assert noisy.unrest > quiet.unrest


def test_it_names_its_source_its_licence_and_its_errors() -> None:
    assert MODEL.version
    for word in ("Fukuchi", "10.7717/peerj.3298", "10.6084/m9.figshare.4543435", "CC BY 4.0"):
        assert word in MODEL.made["data"]
    assert "18" in MODEL.made["runners"]
    assert {"date", "seed", "command", "recordings"} <= MODEL.made.keys()
    assert all(f"errors, {seen.value}" in MODEL.made for seen in Seen)


def test_the_text_of_a_model_reads_back_as_the_same_model() -> None:
    again = model_from_text(text_of_model(MODEL))
    assert again.version == MODEL.version
    assert text_of_model(again) == text_of_model(MODEL)
    for seen, part in MODEL.parts.items():
        np.testing.assert_array_equal(again.parts[seen].fine_on.weights, part.fine_on.weights)


@pytest.mark.parametrize("missing", ["version", "parts", "posed_sd_s", "elsewhere_sd_s"])
def test_a_file_with_something_missing_is_refused(missing: str) -> None:
    told = json.loads(text_of_model(MODEL))
    del told[missing]
    with pytest.raises(KeyError):
        model_from_text(json.dumps(told))


def test_text_that_is_no_model_is_refused() -> None:
    with pytest.raises(ValueError, match="Expecting"):
        model_from_text("weights")

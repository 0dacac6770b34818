"""Reads the weights of the contact model that ship with the package."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np

from stridewell.gait.contact_features import Seen
from stridewell.gait.contact_model import ContactModel, Grade, Linear, SeenModel

FILE = "contacts.json"
DIGITS = 5
"""Significant digits of a weight in the file."""
LINEAR = ("rough_on", "rough_off", "fine_on", "fine_off")
ERRORS = ("on_between_s", "off_between_s", "on_within_s", "off_within_s")


@lru_cache(maxsize=1)
def load_contact_model() -> ContactModel:
    """The contact model that ships with the package."""
    text = (files("stridewell.adapters") / "gait_models" / FILE).read_text(encoding="utf-8")
    return model_from_text(text)


def model_from_text(text: str) -> ContactModel:
    """A contact model from the text of a weights file.

    Raises:
        ValueError: the text is not a weights file.
        KeyError: something is missing in it.
    """
    told = json.loads(text)
    return ContactModel(
        version=told["version"],
        parts={Seen(name): _part(part) for name, part in told["parts"].items()},
        elsewhere_sd_s=float(told["elsewhere_sd_s"]),
        posed_sd_s=float(told["posed_sd_s"]),
        made=told["made"],
    )


def text_of_model(model: ContactModel) -> str:
    """The text of a weights file; the same model gives the same text."""
    told = {
        "version": model.version,
        "made": dict(model.made),
        "elsewhere_sd_s": model.elsewhere_sd_s,
        "posed_sd_s": model.posed_sd_s,
        "parts": {seen.value: _told_part(part) for seen, part in model.parts.items()},
    }
    return json.dumps(told, indent=1, ensure_ascii=False).replace("\n     ", " ") + "\n"


def _part(told: Mapping[str, Any]) -> SeenModel:
    return SeenModel(
        **{name: _linear(told[name]) for name in LINEAR},
        grades=tuple(_grade(each) for each in told["grades"]),
    )


def _grade(told: Mapping[str, Any]) -> Grade:
    return Grade(
        rate_hz=float(told["rate_hz"]),
        unrest=float(told["unrest"]),
        on=_linear(told["on"]),
        off=_linear(told["off"]),
        **{name: float(told[name]) for name in ERRORS},
    )


def _linear(told: Mapping[str, Any]) -> Linear:
    return Linear(np.asarray(told["weights"], dtype=np.float64), float(told["bias"]))


def _told_part(part: SeenModel) -> Mapping[str, object]:
    return {
        **{name: _told_linear(getattr(part, name)) for name in LINEAR},
        "grades": [
            {
                "rate_hz": round(grade.rate_hz, 1),
                "unrest": _short(grade.unrest),
                **{name: round(getattr(grade, name), 5) for name in ERRORS},
                "on": _told_linear(grade.on),
                "off": _told_linear(grade.off),
            }
            for grade in part.grades
        ],
    }


def _told_linear(linear: Linear) -> Mapping[str, object]:
    return {
        "bias": _short(linear.bias),
        "weights": [_short(float(each)) for each in linear.weights],
    }


def _short(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")

"""Every error says what is wrong and what to do next."""

from __future__ import annotations

import inspect

import pytest

from stridewell import errors
from stridewell.errors import CaseError, StridewellError, UsageError

EVERY = [each for _, each in inspect.getmembers(errors, inspect.isclass)]


def test_the_text_comes_before_the_next_step() -> None:
    error = CaseError("There is no question 'toe'.", "List the questions.")
    assert str(error) == "There is no question 'toe'. List the questions."
    assert str(StridewellError("It is broken.")) == "It is broken."


@pytest.mark.parametrize("error", EVERY)
def test_every_error_is_ours_and_drawn_in_the_tree(error: type[StridewellError]) -> None:
    assert issubclass(error, StridewellError)
    assert error.__name__ in str(errors.__doc__)


@pytest.mark.parametrize("error", EVERY)
def test_only_a_wrong_call_ends_with_status_2(error: type[StridewellError]) -> None:
    assert error.exit_status == (2 if issubclass(error, UsageError) else 1)

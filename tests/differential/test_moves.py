"""What one more answer would make of a candidate."""

from __future__ import annotations

import numpy as np
import pytest

from cases import KNOWLEDGE, presented, well
from stridewell.differential.candidates import Move
from stridewell.differential.moves import LEAST_CHANGE, SHOWN, Openings, moves_of, openings_of
from stridewell.differential.posterior import Posterior, posterior_of
from stridewell.intake.reading import Answer

GROIN: dict[str, Answer] = {
    **well(),
    "pain_regions": ["groin", "ant_hip"],
    "weight_bearing": "limp",
    "course": "each_run",
}


def posterior(answers: dict[str, Answer]) -> Posterior:
    return posterior_of(presented(answers), KNOWLEDGE, np.random.default_rng(1))


BEFORE = posterior(GROIN)


def openings(*questions: str) -> Openings:
    return openings_of([KNOWLEDGE.questions[q] for q in questions], BEFORE, KNOWLEDGE)


OPEN = openings("test_ir_loss", "test_fadir_self", "muscle_signs", "rest_pain", "course")
ROW = BEFORE.weighed.tables.row("bsi_femoral_neck")
RAISES, LOWERS = moves_of(ROW, BEFORE, OPEN)


def test_what_is_known_already_moves_nothing_more() -> None:
    assert "rest_pain" in OPEN.findings
    assert "worsening_each_run" not in OPEN.findings


def test_after_every_answer_the_probabilities_sum_to_one() -> None:
    assert OPEN.after_present.sum(axis=1) == pytest.approx(1.0)
    assert OPEN.after_absent.sum(axis=1) == pytest.approx(1.0)


def test_raises_go_up_and_lowers_go_down_the_strongest_first() -> None:
    now = float(BEFORE.probability[ROW])
    up, down = [m.probability for m in RAISES], [m.probability for m in LOWERS]
    assert up == sorted(up, reverse=True)
    assert down == sorted(down)
    assert min(up) >= now + LEAST_CHANGE
    assert max(down) <= now - LEAST_CHANGE


def test_a_few_are_enough_and_none_is_named_twice() -> None:
    for moves in (RAISES, LOWERS):
        assert 0 < len(moves) <= SHOWN
        assert len({move.finding for move in moves}) == len(moves)


def test_a_move_names_the_question_that_makes_it_and_says_what_it_would_do() -> None:
    move: Move = RAISES[0]
    options = KNOWLEDGE.questions[move.question].options
    assert any(move.finding in option.present for option in options)
    said = "yes" if move.present else "no"
    plain = KNOWLEDGE.findings[move.finding].plain
    assert move.text.startswith(f"A {said} to “{plain}” would bring it to about ")


def test_the_answer_moves_it_the_way_that_was_foretold() -> None:
    told = dict(GROIN) | {"test_ir_loss": "positive"}
    foretold = next(m for m in RAISES if m.finding == "test_ir_loss")
    after = float(posterior(told).probability[ROW])
    assert after > float(BEFORE.probability[ROW])
    assert after == pytest.approx(foretold.probability, abs=0.12)


def test_without_openings_nothing_would_move() -> None:
    assert moves_of(ROW, BEFORE, openings()) == ((), ())

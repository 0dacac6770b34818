"""Times the ranking beside exact inference in pgmpy, on the same naive model.

The model has one cause and every finding as its child. One exact posterior of pgmpy is one draw
of ours; ours makes a thousand of them, with uncertain ratios, and ranks the next questions as
well. A thousand draws in pgmpy are taken as a thousand times one query, tables left as they are,
which is to pgmpy's advantage. That both hold the same model is checked: on it, the plain product
of ours gives pgmpy's posterior.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stridewell.adapters.case_files import parse_case
from stridewell.adapters.knowledge_files import packaged_knowledge
from stridewell.differential.next_question import next_questions
from stridewell.differential.posterior import posterior_of
from stridewell.differential.question_tables import RARE, sensitivity
from stridewell.differential.tables import Tables, tables_of
from stridewell.intake.answers import presentation_of
from stridewell.intake.presentation import Presentation, facts_of
from stridewell.knowledge.records import Knowledge
from stridewell.simulate.examples.case import case_text
from stridewell.values.evidence import State

Array = NDArray[np.float64]
EXAMPLE = "lateral_hip"


@dataclass(frozen=True, slots=True)
class Naive:
    """P(cause) and P(finding present | cause): causes in columns, something else last."""

    prior: Array
    present: Mapping[str, Array]


def naive_model(knowledge: Knowledge, tables: Tables) -> Naive:
    """The naive model with the probabilities that the next question is chosen by."""
    prior = np.exp(np.append(tables.log_prior, tables.log_else))
    power = knowledge.number("shrinkage")
    present = {}
    for finding, column in tables.column.items():
        base = knowledge.findings[finding].base_rate or RARE
        given = np.full(prior.size, base)
        for row in range(len(tables.conditions)):
            entry = tables.evidence.get((row, column))
            if entry is not None:
                given[row] = sensitivity(entry, base, power)
        present[finding] = given
    return Naive(prior / prior.sum(), present)


def by_product(model: Naive, evidence: Mapping[str, bool]) -> Array:
    """The posterior as a plain product over the evidence."""
    log = np.log(model.prior)
    for finding, there in evidence.items():
        given = model.present[finding]
        log = log + np.log(given if there else 1 - given)
    shares: Array = np.exp(log - log.max())
    total: Array = shares / shares.sum()
    return total


def in_pgmpy(model: Naive, evidence: Mapping[str, bool]) -> Callable[[], Array]:
    """A call that asks pgmpy for the exact posterior of the cause."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the peer warns of its own coming changes
        from pgmpy.factors.discrete import TabularCPD
        from pgmpy.inference import VariableElimination
        from pgmpy.models import DiscreteBayesianNetwork

    network = DiscreteBayesianNetwork([("cause", finding) for finding in model.present])
    causes = model.prior.size
    network.add_cpds(
        TabularCPD("cause", causes, model.prior[:, None]),
        *(
            TabularCPD(finding, 2, np.vstack([1 - given, given]), ["cause"], [causes])
            for finding, given in model.present.items()
        ),
    )
    exact = VariableElimination(network)
    observed = {finding: int(there) for finding, there in evidence.items()}

    def query() -> Array:
        found: Array = exact.query(["cause"], evidence=observed, show_progress=False).values
        return found

    return query


def evidence_of(presentation: Presentation, knowledge: Knowledge, model: Naive) -> dict[str, bool]:
    """What the example knows of the findings in the model."""
    facts = facts_of(presentation, knowledge)
    known = ((finding, facts.state(finding)) for finding in model.present)
    return {finding: state is State.PRESENT for finding, state in known if state.is_known}


@dataclass(frozen=True, slots=True)
class Work:
    """The calls to time, how far the two posteriors differ, and what they rest on."""

    ours: Callable[[], object]
    theirs: Callable[[], Array]
    difference: float
    findings: int
    draws: int


def work() -> Work:
    """The example's posterior with next questions, and pgmpy's posterior on the same model."""
    knowledge = packaged_knowledge()
    case = parse_case(case_text(EXAMPLE), EXAMPLE)
    presentation = presentation_of(case.runner, case.answers, case.at, knowledge)
    model = naive_model(knowledge, tables_of(knowledge))
    evidence = evidence_of(presentation, knowledge, model)
    theirs = in_pgmpy(model, evidence)

    def ours() -> object:
        posterior = posterior_of(presentation, knowledge, np.random.default_rng(case.seed))
        return next_questions(presentation, posterior, knowledge)

    difference = float(np.abs(by_product(model, evidence) - theirs()).max())
    return Work(ours, theirs, difference, len(evidence), int(knowledge.number("draws")))

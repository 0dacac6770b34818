"""Whether one more answer is likely to change what leads, and what it tells apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from stridewell.differential.posterior import Posterior
from stridewell.differential.question_tables import question_tables_of
from stridewell.knowledge.records import Knowledge, Question

LEAST = 1e-12
TOLD_APART = 3
"""Among so many leading causes the pair is sought that a question tells apart best."""


def chance_of_change(posterior: Posterior, knowledge: Knowledge) -> Mapping[str, float]:
    """For every question the chance (0 to 1) that its answer makes another cause lead."""
    tables = question_tables_of(knowledge)
    lead = int(np.argmax(posterior.probability))
    joint = tables.rows * posterior.probability
    changes = joint.argmax(axis=1) != lead
    by_set = np.add.reduceat(np.where(changes, joint.sum(axis=1), 0.0), tables.start)
    unchanged: dict[str, float] = {}
    for owner, chance in zip(tables.owner, by_set.tolist(), strict=True):
        unchanged[owner] = unchanged.get(owner, 1.0) * (1 - chance)
    return {owner: 1 - still for owner, still in unchanged.items()}


def finding_chances(
    questions: Iterable[Question], posterior: Posterior, knowledge: Knowledge
) -> Mapping[str, float]:
    """How likely each finding is that these questions can find out (0 to 1), as things stand."""
    tables = question_tables_of(knowledge)
    outcome = (tables.rows @ posterior.probability).tolist()
    asked = {question.id: question for question in questions}
    chances: dict[str, float] = {}
    for owner, options, first in zip(
        tables.owner, tables.options, tables.start.tolist(), strict=True
    ):
        question = asked.get(owner)
        for place, option_id in enumerate(options):
            option = question.option(option_id) if question is not None else None
            for finding in option.present if option is not None else ():
                chances[finding] = min(1.0, chances.get(finding, 0.0) + outcome[first + place])
    return chances


def told_apart(question: str, posterior: Posterior, knowledge: Knowledge) -> tuple[str, str] | None:
    """The two leading causes (ids) that the question's answers tell apart best, if any."""
    tables = question_tables_of(knowledge)
    bounds = [*tables.start.tolist(), tables.rows.shape[0]]
    rows = [
        tables.rows[bounds[i] : bounds[i + 1]]
        for i, owner in enumerate(tables.owner)
        if owner == question
    ]
    if not rows:
        return None
    conditions = posterior.weighed.tables.conditions
    order = np.argsort(-posterior.probability, kind="stable")
    leading = [int(row) for row in order if row < len(conditions)][:TOLD_APART]
    logs = np.log(np.maximum(np.vstack(rows)[:, leading], LEAST))
    distance = np.abs(logs[:, :, None] - logs[:, None, :]).max(axis=0)
    one, other = np.unravel_index(int(distance.argmax()), distance.shape)
    if distance[one, other] == 0:
        return None
    first, second = sorted((int(one), int(other)))
    return conditions[leading[first]].id, conditions[leading[second]].id

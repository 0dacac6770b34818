"""Finds faults of what is known of training load: weights, dead references, odd numbers."""

from __future__ import annotations

from collections.abc import Iterator

from stridewell.knowledge.load import SHOWN_WITH, WEIGHTS, LoadKnowledge
from stridewell.knowledge.records import Knowledge
from stridewell.values.evidence import Issue, Severity, Verification

GROUNDS = (
    *("damage", "flat_only", "fading", "missing", "effort", "ratio"),
    *("monotony", "side", "road", "order", "lag", "loops", "ground"),
    *("minutes", "distance", "steps", "downhill"),
)
CHANGES = (
    *("spike", "more_distance", "downhill", "climb", "new_shoes", "after_break"),
    *("streak", "heavier_run", "balance", "nothing", "no_runs"),
)


def check_load(knowledge: Knowledge) -> tuple[Issue, ...]:
    """List every fault of the training load."""
    checks = (_complete, _references, _numbers)
    return tuple(issue for check in checks for issue in check(knowledge))


def _fault(where: str, text: str, remedy: str) -> Issue:
    return Issue(Severity.ERROR, f"load.{where}", text, remedy)


def _complete(knowledge: Knowledge) -> Iterator[Issue]:
    """What the code asks for by name is there."""
    load = knowledge.load
    wanted = (
        ("weights", WEIGHTS, load.weights),
        ("grounds", GROUNDS, load.grounds),
        ("changes", CHANGES, load.changes),
    )
    for where, names, held in wanted:
        for name in sorted(set(names) - set(held)):
            yield _fault(f"{where}.{name}", "is missing", "Write it.")


def _references(knowledge: Knowledge) -> Iterator[Issue]:
    """Findings and figures that are named exist, and every figure belongs to something."""
    load = knowledge.load
    for change in load.changes.values():
        where = f"changes.{change.id}"
        if change.finding is not None and change.finding not in knowledge.findings:
            yield _fault(where, f"names the unknown finding {change.finding!r}", "Correct it.")
        for figure in change.figures:
            if figure not in load.figures:
                yield _fault(where, f"names the unknown figure {figure!r}", "Define it.")
    shown = {name for names in SHOWN_WITH.values() for name in names}
    for name in sorted(shown - set(load.figures)):
        yield _fault(f"figures.{name}", "is missing", "Write it.")
    shown |= {name for change in load.changes.values() for name in change.figures}
    for name in sorted(set(load.figures) - shown):
        yield _fault(f"figures.{name}", "is shown nowhere", "Name it in a change, or delete it.")


def _numbers(knowledge: Knowledge) -> Iterator[Issue]:
    """Numbers are positive, exponents rise, and an unconfirmed one says what was not found."""
    load = knowledge.load
    for name, value in load.numbers.items():
        if value.value <= 0:
            yield _fault(f"numbers.{name}", "is not positive", "Correct it.")
    for where, warrant in load.warrants():
        if warrant.verification is Verification.UNCONFIRMED and not warrant.note:
            yield Issue(
                Severity.ERROR, where, "is unconfirmed without a note", "Say what was not found."
            )
    yield from _exponents(load)


def _exponents(load: LoadKnowledge) -> Iterator[Issue]:
    if list(load.exponents) != sorted(set(load.exponents)):
        yield _fault("numbers.exponent_bone", "and the others do not rise", "Order them.")

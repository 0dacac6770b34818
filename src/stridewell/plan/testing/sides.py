"""Left beside right: the symmetry index, its threshold, and what it can honestly tell."""

from __future__ import annotations

from dataclasses import dataclass

from stridewell.knowledge.strength_tests import SideRule, StrengthTest
from stridewell.values.anatomy import Side
from stridewell.values.evidence import Reason

PERCENT = 100


@dataclass(frozen=True, slots=True)
class SideBalance:
    """How alike both sides are.

    ``percent`` is the lesser side in per cent of the greater one (above 0, up to 100), None
    where a side is 0; ``lesser`` is None when both are equal. ``is_alike`` is None where no
    threshold is known.
    """

    lesser: Side | None
    percent: float | None
    difference: float
    is_alike: bool | None
    reason: Reason


def side_balance(test: StrengthTest, left: float, right: float) -> SideBalance:
    """How alike two values of at least 0 are, in the test's unit."""
    less, more = min(left, right), max(left, right)
    percent = PERCENT * (less / more) if less > 0 else None
    alike = _is_alike(test.side_rule, left, right)
    text = f"{_said(test, percent, more - less)} {_verdict(test.side_rule, test.unit, alike)}"
    rule = test.side_rule
    caveat = rule.warrant.caveat("This threshold is") if rule is not None else ""
    return SideBalance(
        lesser=None if left == right else (Side.LEFT if left < right else Side.RIGHT),
        percent=percent,
        difference=more - less,
        is_alike=alike,
        reason=Reason(
            f"{text}{caveat}",
            rule.warrant.sources if rule is not None else (),
            rule="sides_alike",
            grade=rule.warrant.grade if rule is not None else None,
        ),
    )


def _is_alike(rule: SideRule | None, left: float, right: float) -> bool | None:
    less, more = min(left, right), max(left, right)
    if rule is None:
        return None
    if rule.percent is not None:
        # two zeros are alike; multiplied out, so that scaling both sides cannot change it much
        return PERCENT * less >= rule.percent * more
    return rule.difference is not None and more - less < rule.difference


def _said(test: StrengthTest, percent: float | None, difference: float) -> str:
    if difference == 0:
        return "Both sides are equal."
    if test.side_rule is None or test.side_rule.percent is None:
        return f"The sides differ by {difference:g} {test.unit}."
    if percent is None:
        return "One side could not do it at all."
    return f"The lesser side has {percent:.0f} % of the other."


def _verdict(rule: SideRule | None, unit: str, alike: bool | None) -> str:  # noqa: FBT001
    if rule is None:
        return "From which difference on it matters is not known."
    limit = f"{rule.percent:g} %" if rule.percent is not None else f"{rule.difference:g} {unit}"
    if rule.percent is not None:
        said = f"That is {'at or above' if alike else 'below'} the mark of {limit}."
    else:
        said = f"That is {'less than' if alike else 'at or beyond'} the mark of {limit}."
    return f"{said} {rule.text}"

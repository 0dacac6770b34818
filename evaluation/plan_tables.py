"""The outcomes of the simulation as Markdown tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from stridewell.simulate.recovery.limit_names import LIMIT_NAMES
from stridewell.simulate.recovery.outcomes import (
    MEASURES,
    Estimate,
    Measure,
    Outcome,
    estimate,
    kaplan_meier_median,
    paired_difference,
)
from stridewell.simulate.recovery.runners import LOOKALIKES, Scenario
from stridewell.simulate.recovery.tissue import TissueKind

OURS = "stridewell"


def body(outcomes: Sequence[Outcome], runner_weeks: int) -> str:
    """Every table, in the order of the page."""
    parts = [
        f"## Limits broken in {runner_weeks} runner-weeks\n",
        "Mornings on which what was told, or the week planned with it, broke a limit.\n",
        limits_table(outcomes),
        "## What becomes of the runners\n",
        "Means over runners with 95 % bootstrap intervals.\n",
        *(_scenario(scenario, _of(outcomes, scenario)) for scenario in Scenario),
        "## Ours less theirs, runner by runner, all scenarios together\n",
        differences_table(outcomes),
        "## When the leading candidate is wrong\n",
        wrong_table(outcomes),
        "## By condition, right candidate\n",
        condition_table(_of(outcomes, Scenario.RIGHT)),
    ]
    return "\n".join(parts)


def limits_table(outcomes: Sequence[Outcome]) -> str:
    """How often each limit was broken, by policy."""
    names = policies_in(outcomes)
    found = {name: _breaches(_by(outcomes, name)) for name in names}
    rows = [("limit", *names), ("---",) * (len(names) + 1)]
    for limit, text in LIMIT_NAMES.items():
        rows.append((text, *(str(found[name][limit]) for name in names)))
    rows.append(("**all**", *(f"**{found[name].total()}**" for name in names)))
    return markdown(rows)


def first_breaches(outcomes: Sequence[Outcome]) -> str:
    """For whoever repairs the planner: the first breach of each limit by ours."""
    seen: dict[str, str] = {}
    for each in _by(outcomes, OURS):
        for limit, text in each.first_breach.items():
            seen.setdefault(limit, f"{limit}: {each.scenario}, runner {each.index}, {text}")
    return "\n".join(seen.values())


def _scenario(scenario: Scenario, outcomes: Sequence[Outcome]) -> str:
    return f"### {scenario.value.capitalize()}\n\n{measures_table(outcomes)}"


def measures_table(outcomes: Sequence[Outcome]) -> str:
    """One row a measure, one column a policy."""
    names = policies_in(outcomes)
    rows = [("measure", *names), ("---",) * (len(names) + 1)]
    for title, measure in MEASURES.items():
        cells = (_told([measure(o) for o in _by(outcomes, name)]) for name in names)
        rows.append((title, *cells))
    rows.append(("half reach 30 min by day", *(_median(_by(outcomes, name)) for name in names)))
    broke = (str(sum(o.broke for o in _by(outcomes, name))) for name in names)
    rows.append(("tissue broken through", *broke))
    return markdown(rows)


def differences_table(outcomes: Sequence[Outcome]) -> str:
    """Ours less each of the others, with intervals; a star where it leaves 0 out."""
    names = [name for name in policies_in(outcomes) if name != OURS]
    ours = _by(outcomes, OURS)
    rows = [("measure", *names), ("---",) * (len(names) + 1)]
    for title, measure in MEASURES.items():
        cells = (_difference(ours, _by(outcomes, name), measure) for name in names)
        rows.append((title, *cells))
    return markdown(rows)


def wrong_table(outcomes: Sequence[Outcome]) -> str:
    """Ours with the right and with the wrong candidate, on the same bodies, soft and bone."""
    rows: list[tuple[str, ...]] = [
        ("", "right candidate", "wrong candidate", "wrong less right"),
        ("---",) * 4,
    ]
    for title, bone in (("soft tissue", False), ("bone", True)):
        right, wrong = (
            [o for o in _by(_of(outcomes, s), OURS) if (o.kind is TissueKind.BONE) is bone]
            for s in (Scenario.RIGHT, Scenario.WRONG)
        )
        for name, measure in MEASURES.items():
            told = (_told([measure(o) for o in each]) for each in (right, wrong))
            paired = [measure(w) - measure(r) for r, w in zip(right, wrong, strict=True)]
            rows.append((f"{title}: {name}", *told, _signed(estimate(paired))))
        for name, count in (("seen by a clinician", _seen), ("tissue broken through", _broke)):
            rows.append(
                (f"{title}: {name}", *(f"{count(e)} of {len(e)}" for e in (right, wrong)), "")
            )
    return markdown(rows)


def _seen(outcomes: Sequence[Outcome]) -> int:
    return sum(each.visits > 0 for each in outcomes)


def _broke(outcomes: Sequence[Outcome]) -> int:
    return sum(each.broke for each in outcomes)


def condition_table(outcomes: Sequence[Outcome]) -> str:
    """One row a condition: flares, the median day of the goal and who is back, by policy."""
    names = policies_in(outcomes)
    rows = [("condition", "runners", *names), ("---",) * (len(names) + 2)]
    for condition in LOOKALIKES:
        mine = [each for each in outcomes if each.condition == condition]
        if mine:
            cells = (_short(_by(mine, name)) for name in names)
            rows.append((f"`{condition}`", str(len(_by(mine, names[0]))), *cells))
    return "Flares a runner / half reach 30 min by day / back at the end.\n\n" + markdown(rows)


def _short(outcomes: Sequence[Outcome]) -> str:
    flares = sum(each.flares for each in outcomes) / len(outcomes)
    back = 100 * sum(each.is_back for each in outcomes) / len(outcomes)
    return f"{flares:.1f} / {_median(outcomes)} / {back:.0f} %"


def policies_in(outcomes: Iterable[Outcome]) -> tuple[str, ...]:
    """The names of the policies in the order in which they come."""
    return tuple(dict.fromkeys(each.policy for each in outcomes))


def _of(outcomes: Sequence[Outcome], scenario: Scenario) -> list[Outcome]:
    return [each for each in outcomes if each.scenario is scenario]


def _by(outcomes: Sequence[Outcome], policy: str) -> list[Outcome]:
    return [each for each in outcomes if each.policy == policy]


def _breaches(outcomes: Iterable[Outcome]) -> Counter[str]:
    total: Counter[str] = Counter()
    for each in outcomes:
        total.update(each.breaches)
    return total


def _told(values: Sequence[float]) -> str:
    made = estimate(values)
    return f"{made.mean:.1f} ({made.low:.1f}–{made.high:.1f})"


def _median(outcomes: Sequence[Outcome]) -> str:
    day = kaplan_meier_median(outcomes)
    return "not reached" if day is None else str(day)


def _difference(ours: Sequence[Outcome], others: Sequence[Outcome], measure: Measure) -> str:
    return _signed(paired_difference(ours, others, measure))


def _signed(made: Estimate) -> str:
    return f"{made.mean:+.1f} ({made.low:+.1f} to {made.high:+.1f})"


def markdown(rows: Sequence[Sequence[str]]) -> str:
    """Rows of cells as a Markdown table."""
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"

"""What would make an impossible week possible, each change tried before it is told."""

from __future__ import annotations

from collections.abc import Iterator

from stridewell.plan.items import ActivityKind
from stridewell.plan.schedule.conflict import Parts, Trial
from stridewell.plan.schedule.model import (
    MOST_EXTRA_MINUTES,
    Part,
    PartKind,
    WeekModel,
    build_model,
)
from stridewell.plan.schedule.problem import Session, WeekProblem
from stridewell.plan.schedule.solving import solve
from stridewell.values.wording import sentence_case

TIME_RULES = frozenset({Part(PartKind.RULE, "minutes"), Part(PartKind.RULE, "day_off")})


def changes_for(problem: WeekProblem, parts: Parts) -> tuple[str, ...]:
    """Changes to the demands of a conflict, each enough by itself; else one that takes several."""
    found = (*_more_time(problem, parts), *_unpinned(problem, parts), *_fewer(problem, parts))
    return tuple(dict.fromkeys(found)) or (_together(problem),)


def _more_time(problem: WeekProblem, parts: Parts) -> Iterator[str]:
    """The fewest days with the fewest minutes more, and rather the earlier ones."""
    if not parts & TIME_RULES:
        return
    week = build_model(problem, stretched=True)
    days = [week.model.new_bool_var(f"stretched {day}") for day in range(problem.days)]
    for used, extra in zip(days, week.extra, strict=True):
        week.model.add(extra <= MOST_EXTRA_MINUTES * used)
    a_day = MOST_EXTRA_MINUTES * problem.days
    late = sum(day * used for day, used in enumerate(days))
    week.model.minimize(problem.days**2 * (sum(week.extra) + a_day * sum(days)) + late)
    answer = solve(week)
    if answer.possible:
        told = [
            f"{problem.day_name(day)} {extra} more minutes"
            for day, extra in enumerate(answer.extra)
            if extra
        ]
        if told:
            yield f"Give {_listed(told)}."


def _unpinned(problem: WeekProblem, parts: Parts) -> Iterator[str]:
    """Fixed sessions of which one alone stands in the way."""
    for part in sorted(parts):
        if part.kind is not PartKind.FIXED:
            continue
        session = problem.session(part.id)
        freed = {part}
        if session.kind is ActivityKind.RACE:
            freed.add(Part(PartKind.NEEDED, part.id))
        if solve(build_model(problem, dropped=frozenset(freed))).possible:
            yield sentence_case(f"{_freeing(problem, session)}.")


def _fewer(problem: WeekProblem, parts: Parts) -> Iterator[str]:
    """For each kind of session the fewest to leave out; of all together where that is less."""
    kinds = {problem.session(part.id).kind for part in parts if part.kind is PartKind.NEEDED}
    alone = [found for kind in sorted(kinds) if (found := _leaving_out(problem, {kind}))]
    mixed = _leaving_out(problem, kinds) if len(kinds) > 1 else ()
    if mixed and all(len(mixed) < len(each) for each in alone):
        alone.append(mixed)
    for each in alone:
        yield f"Leave out {_listed([session.name for session in each])}."


def _leaving_out(problem: WeekProblem, kinds: set[ActivityKind]) -> tuple[Session, ...]:
    """The fewest needed sessions of these kinds to leave out; empty where that is not enough."""
    sessions = [each for each in problem.ordered if each.kind in kinds and each.must]
    dropped = frozenset(Part(PartKind.NEEDED, each.id) for each in sessions)
    week = build_model(problem, dropped=dropped)
    _keep_most(week, sessions)
    answer = solve(week)
    if not answer.possible:
        return ()
    placed = dict(answer.days)
    return tuple(each for each in sessions if each.id not in placed)


def _keep_most(week: WeekModel, sessions: list[Session]) -> None:
    """Place as many as possible, and rather the first ones."""
    most = len(sessions) * (len(sessions) + 1)
    week.model.maximize(
        sum((most - rank) * week.placed(each) for rank, each in enumerate(sessions))
    )


def _together(problem: WeekProblem) -> str:
    """The fewest demands to give up at once."""
    trial = Trial(build_model(problem, guarded=True))
    every = frozenset(trial.week.switches)
    rules = frozenset(part for part in every if part.kind is PartKind.RULE)
    given_up = every - trial.most(rules)
    gone = {part.id for part in given_up if part.kind is PartKind.NEEDED}
    freed = {part.id for part in given_up if part.kind is PartKind.FIXED} - gone
    told = [_freeing(problem, problem.session(each)) for each in sorted(freed)]
    told += [f"leave out {problem.session(each).name}" for each in sorted(gone)]
    return sentence_case(f"{_listed(told)}.")


def _freeing(problem: WeekProblem, session: Session) -> str:
    if session.kind is ActivityKind.RACE:
        return f"leave out {session.name}"
    day = problem.fixed_index(session)
    where = "" if day is None else f" from {problem.day_name(day)}"
    return f"let {session.name} move away{where}"


def _listed(names: list[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last

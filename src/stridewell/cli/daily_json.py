"""What programs get of the log, the runner's days, the gate, the weekly scores and a refused move.

Nothing told is null; days are ISO dates, distances metres, pains and efforts 0 to 10.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from stridewell.app.full_return import FullReturn
from stridewell.app.journal import Entry
from stridewell.app.log import Log, ToTell
from stridewell.app.weekly import Weekly
from stridewell.cli.told_entries import ToldEntry
from stridewell.cli.typed_days import SHORT
from stridewell.cli.typed_wishes import equipment_choices, training_choices
from stridewell.knowledge.records import Knowledge
from stridewell.plan.diary import SessionDone
from stridewell.plan.full_return import ABOUT, ReturnCriterion
from stridewell.plan.gate import GateState
from stridewell.plan.schedule.moving import MoveRefused
from stridewell.plan.scores import WeeklyScore
from stridewell.plan.wishes import Wishes

Plain = Mapping[str, object]


def log_out(log: Log, entries: Sequence[ToldEntry]) -> Plain:
    """What is still to be told, the sessions told, and what was entered besides."""
    return {
        "to_tell": [_open(each) for each in log.to_tell],
        "told": [_session(each) for each in log.told],
        "entries": [{**asdict(each), "day": each.day.isoformat()} for each in entries],
    }


def _open(each: ToTell) -> Plain:
    planned = each.planned
    return {
        "kind": each.kind.value,
        "day": each.day.isoformat(),
        "planned": planned.text if planned is not None else None,
        "ladder": planned.ladder if planned is not None else None,
        "step": planned.step if planned is not None else None,
        "extra": planned.extra if planned is not None else None,
        "exercises": list(planned.exercises) if planned is not None else [],
        "run": each.run.id if each.run is not None else None,
    }


def _session(entry: Entry[SessionDone]) -> Plain:
    session = entry.record
    told = asdict(session) | {"kind": session.kind.value, "completion": session.completion.value}
    return {"id": entry.id, **told, "day": session.day.isoformat()}


def wishes_out(wishes: Wishes, knowledge: Knowledge) -> Plain:
    """The runner's days and what can be chosen."""
    return {
        "minutes": dict(zip(SHORT, wishes.minutes, strict=True)),
        "equipment": sorted(wishes.equipment),
        "run_days": [SHORT[each] for each in sorted(wishes.run_days)],
        "rest_days": [SHORT[each] for each in sorted(wishes.rest_days)],
        "training": list(wishes.cross_training),
        "races": [
            {"day": race.day.isoformat(), "distance_m": race.distance_m, "name": race.name}
            for race in wishes.races
        ],
        "choices": {
            "equipment": list(equipment_choices(knowledge)),
            "training": list(training_choices(knowledge)),
        },
    }


def gate_out(gate: GateState) -> Plain:
    """The tests before running and what else must hold before the first run."""
    return {
        "ladder": gate.ladder.id,
        "in_force": gate.in_force,
        "is_closed": gate.is_closed,
        "why": gate.why.text,
        "entries": [{"text": e.reason.text, "is_met": e.is_met} for e in gate.entries],
        "tests": [
            {
                "id": each.test.id,
                "name": each.test.name,
                "steps": list(each.test.steps),
                "passes": each.test.passes,
                "impact": each.test.impact,
                "mark": each.mark.value,
                "text": each.reason.text,
            }
            for each in gate.items
        ],
    }


def weekly_out(weekly: Weekly, full: FullReturn | None, knowledge: Knowledge) -> Plain:
    """The questions of the week, the scores told, their lines, and what full return asks for."""
    return {
        "is_due": weekly.is_due,
        "questions": [
            {"id": each.id, "text": each.text, "options": list(each.options)}
            for each in knowledge.weekly.values()
        ],
        "activities": list(weekly.activities),
        "lines": [
            {
                "name": line.name,
                "newest": line.newest,
                "first": line.first,
                "unit": line.unit,
                "direction": line.direction.value,
                "text": line.reason.text,
            }
            for line in weekly.lines
        ],
        "scores": [_score(each) for each in weekly.scores],
        "clinician": [{**asdict(each), "day": each.day.isoformat()} for each in weekly.clinician],
        "full_return": None if full is None else _full_return(full),
    }


def _full_return(full: FullReturn) -> Plain:
    return {
        "about": ABOUT,
        "first": None if full.first is None else full.first.text,
        "criteria": [_criterion(each) for each in full.criteria],
    }


def _criterion(each: ReturnCriterion) -> Plain:
    return {
        "id": each.id.value,
        "text": each.text,
        "met": each.met.value,
        "seen": each.seen,
        "from": each.first_day.isoformat(),
        "to": each.last_day.isoformat(),
        "missing": each.missing,
        "to_do": each.to_do,
        "rule": each.reason.rule,
        "grade": each.reason.grade,
        "sources": list(each.reason.sources),
    }


def _score(score: WeeklyScore) -> Plain:
    return {
        "day": score.day.isoformat(),
        "problem": dict(score.problem),
        "activities": [asdict(each) for each in score.activities],
        "confidence": score.confidence,
    }


def refused_move_out(refused: MoveRefused, text: str, next_step: str) -> Plain:
    """A move that cannot be: every broken limit, and the nearest day that would do."""
    return {
        "refusal": {"kind": "move_refused", "text": text, "next_step": next_step},
        "breaches": [{"rule": each.rule, "text": each.text} for each in refused.breaches],
        "nearest": refused.nearest.isoformat() if refused.nearest is not None else None,
    }

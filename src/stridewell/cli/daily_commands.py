"""Commands of the daily loop beside the check-in: log, clear, gate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date
from typing import TYPE_CHECKING, Annotated

import typer

from stridewell.errors import CaseError

if TYPE_CHECKING:
    from stridewell.app.care import DayAnswer
    from stridewell.app.desk import Desk
    from stridewell.cli.doors import Doors
    from stridewell.cli.told_session import TypedSession
    from stridewell.plan.diary import Clearance, GateDone
    from stridewell.plan.gate import GateState

Json = Annotated[bool, typer.Option("--json", help="Write JSON for programs.")]
Day = Annotated[
    str, typer.Option(help="As 2026-05-11, yesterday, or a weekday; today if left out.")
]
Pain = Annotated[int | None, typer.Option(help="0 (none) to 10 (worst imaginable).")]
Note = Annotated[str, typer.Option(help="Anything you want to keep with it.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this room."""
    app.command("log", epilog="Example: stridewell log walk-run --done --pain 2 --no-limp")(log)
    app.command("clear", epilog='Example: stridewell clear bsi_femoral_neck --by "Dr Grey"')(clear)
    app.command("gate", epilog="Example: stridewell gate walk_30 --passed --pain 1")(gate)


def today_of(desk: Desk) -> date:
    """The day on the runner's clock."""
    from stridewell.app.diary import day_of

    now = desk.clock.now()
    return day_of(now, now.tzinfo or UTC)


@dataclass(frozen=True, slots=True)
class _Typed:
    """The options of one call of ``log``, as they were typed."""

    kind: str | None
    day: str
    done: bool
    partly: bool
    skipped: bool
    pain: int | None
    effort: int | None
    limp: bool | None
    run: int | None
    exercise: tuple[str, ...]
    note: str

    @property
    def says_something(self) -> bool:
        """Whether anything was told of a session."""
        told = (self.pain, self.effort, self.limp, self.run)
        words = (self.day, self.done, self.partly, self.skipped, self.exercise, self.note)
        return any(words) or any(each is not None for each in told)

    def refuse_without_kind(self) -> None:
        """Refuse to guess which session was meant."""
        from stridewell.cli.typed_session import kinds

        if self.says_something:
            raise CaseError("It is open which session that was.", f"Name its kind: {kinds()}.")

    def read(self, kind: str, today: date) -> TypedSession:
        """The session that was told."""
        from stridewell.cli.told_session import TypedSession
        from stridewell.cli.typed_days import read_day
        from stridewell.cli.typed_session import read_completion, read_kind

        return TypedSession(
            kind=read_kind(kind),
            day=read_day(self.day, today) if self.day else today,
            completion=read_completion(done=self.done, partly=self.partly, skipped=self.skipped),
            pain=self.pain,
            effort=self.effort,
            limped=self.limp,
            run=self.run,
            exercises=self.exercise,
            note=self.note,
        )


def log(
    context: typer.Context,
    kind: Annotated[
        str | None,
        typer.Argument(help="run, walk-run, race, cross-train, strength or mobility."),
    ] = None,
    day: Day = "",
    done: Annotated[
        bool, typer.Option("--done", help="Done as planned; so without a word.")
    ] = False,
    partly: Annotated[bool, typer.Option("--partly", help="Done in part.")] = False,
    skipped: Annotated[bool, typer.Option("--skipped", help="Left out.")] = False,
    pain: Annotated[int | None, typer.Option(help="The worst pain in it, 0 to 10.")] = None,
    effort: Annotated[int | None, typer.Option(help="0 (none) to 10 (all you had).")] = None,
    limp: Annotated[
        bool | None, typer.Option("--limp/--no-limp", help="Whether you limped.")
    ] = None,
    run: Annotated[
        int | None,
        typer.Option(help="The imported run it was; the longest of that day if left out."),
    ] = None,
    exercise: Annotated[
        list[str] | None,
        typer.Option(
            help='As "bridge=3x12@5kg:2": sets x repetitions (or 30s), load, pain; repeatable.'
        ),
    ] = None,
    note: Note = "",
    undo: Annotated[int | None, typer.Option(help="Take the entry of this number back.")] = None,
    as_json: Json = False,
) -> None:
    """Tell how a session went; without a kind show what is still to be told, and what was told.

    Triage runs again and the plan is made anew. Of a walk-run the planned ladder and step are
    taken over. Numbers of entries stand in the list; --undo takes any of them back.
    """
    doors: Doors = context.obj
    typed = _Typed(
        *(kind, day, done, partly, skipped, pain, effort, limp, run),
        exercise=tuple(exercise or ()),
        note=note,
    )
    if undo is not None and (kind is not None or typed.says_something):
        raise CaseError("--undo stands alone.", "First take back, then tell anew.")
    with doors.desk() as desk:
        if undo is not None:
            _take_back(desk, doors, undo, as_json=as_json)
        elif kind is None:
            typed.refuse_without_kind()
            _show_log(desk, as_json=as_json)
        else:
            _log(desk, doors, typed.read(kind, today_of(desk)), as_json=as_json)


def _take_back(desk: Desk, doors: Doors, entry: int, *, as_json: bool) -> None:
    from stridewell.app.daily import take_back
    from stridewell.cli.tell_day import tell_day

    answer = take_back(desk.store, desk.clock.now(), entry, desk.knowledge, desk.writers)
    tell_day(answer, doors, as_json=as_json, stored=(f"Entry {entry} was taken back.",))


def _show_log(desk: Desk, *, as_json: bool) -> None:
    from stridewell.app.log import read_log
    from stridewell.cli.told_entries import told_entries

    told = read_log(desk.store, desk.clock.now())
    entries = told_entries(desk.store, desk.knowledge)
    if as_json:
        from stridewell.cli.daily_json import log_out
        from stridewell.cli.tell_day import tell_json

        tell_json(log_out(told, entries))
        return
    from stridewell.cli.show_log import show_log

    show_log(told, entries)


def _log(desk: Desk, doors: Doors, typed: TypedSession, *, as_json: bool) -> None:
    from stridewell.app.daily import log_session
    from stridewell.cli.tell_day import tell_day
    from stridewell.cli.told_entries import session_words
    from stridewell.cli.told_session import planned_of, told_session

    planned = planned_of(desk.store, today_of(desk), typed.day, typed.kind)
    session = told_session(typed, planned)
    answer = log_session(desk.store, desk.clock.now(), session, desk.knowledge, desk.writers)
    of_day = (each for each in answer.state.diary.sessions if each.day == session.day)
    kept = next(each for each in of_day if each.kind is session.kind)
    stored = [f"Stored. {session_words(kept)}"]
    if planned is None:
        stored.append("No such session was planned for that day; it counts all the same.")
    tell_day(answer, doors, as_json=as_json, stored=stored)


def clear(
    context: typer.Context,
    condition: Annotated[str, typer.Argument(help="The id, as bsi_femoral_neck.")],
    by: Annotated[str, typer.Option(help="The clinician or practice that allows running again.")],
    day: Day = "",
    note: Note = "",
    as_json: Json = False,
) -> None:
    """Enter that a clinician allows running again for one condition; the plan is made anew.

    It lifts only what waits for this clearance. Taken back with: stridewell log --undo NUMBER.
    """
    from stridewell.app.daily import enter_clearance
    from stridewell.cli.tell_day import tell_day
    from stridewell.cli.typed_days import read_day
    from stridewell.plan.diary import Clearance

    doors: Doors = context.obj
    with doors.desk() as desk:
        today = today_of(desk)
        when = read_day(day, today) if day else today
        told = Clearance(condition, when, by.strip(), note)
        now, knowledge = desk.clock.now(), desk.knowledge
        answer = enter_clearance(desk.store, now, told, knowledge, desk.writers)
        stored = _cleared_words(told, answer, desk)
    tell_day(answer, doors, as_json=as_json, stored=stored)


def _cleared_words(told: Clearance, answer: DayAnswer, desk: Desk) -> list[str]:
    """What was stored, and that it does not count where a later judgement overtook it."""
    from stridewell.cli.told_entries import in_words
    from stridewell.cli.typed_days import said_day

    day, text = in_words(told, desk.knowledge)
    lines = [f"Stored for {said_day(day)}. {text}"]
    since = answer.state.level_since
    if since is not None and day < since:
        lines.append(
            f"It does not count yet: what you told on {said_day(since)} came after it and has to "
            "be looked at anew."
        )
    return lines


def gate(
    context: typer.Context,
    test: Annotated[str | None, typer.Argument(help="The id of a test, as walk_30.")] = None,
    passed: Annotated[
        bool | None, typer.Option("--passed/--failed", help="How the test went.")
    ] = None,
    pain: Pain = None,
    day: Day = "",
    as_json: Json = False,
) -> None:
    """Show the tests before the first run and what else must hold; with an id tell one test.

    A test counts as passed only with its pain.
    """
    doors: Doors = context.obj
    if test is None and (passed is not None or pain is not None or day):
        raise CaseError("It is open which test that was.", "Name it; see: stridewell gate")
    with doors.desk() as desk:
        if test is None:
            _show_gate(desk, doors, as_json=as_json)
        elif passed is None:
            raise CaseError(f"It is open how {test} went.", "Give --passed or --failed.")
        else:
            _tell_gate(desk, doors, (test, passed, pain, day), as_json=as_json)


def _show_gate(desk: Desk, doors: Doors, *, as_json: bool) -> None:
    from stridewell.app.care import answer_today
    from stridewell.cli.tell_day import tell_day, tell_json
    from stridewell.plan.planner import Plan

    answer = answer_today(desk.store, desk.clock.now(), desk.knowledge)
    if not isinstance(answer.plan, Plan):
        tell_day(answer, doors, as_json=as_json)
        return
    if as_json:
        from stridewell.cli.daily_json import gate_out

        tell_json(gate_out(answer.plan.gate))
        return
    _write_gate(answer.plan.gate, desk)


def _write_gate(state: GateState, desk: Desk) -> None:
    from stridewell.cli.show import console
    from stridewell.cli.show_outlook import show_gate, show_steps

    out = console()
    show_gate(state, desk.knowledge, out)
    show_steps(state, out)


def _tell_gate(
    desk: Desk, doors: Doors, typed: tuple[str, bool, int | None, str], *, as_json: bool
) -> None:
    from stridewell.app.daily import enter_gates
    from stridewell.cli.tell_day import tell_day
    from stridewell.cli.typed_days import read_day
    from stridewell.cli.typed_session import read_scale
    from stridewell.plan.diary import GateDone

    test, passed, pain, day = typed
    knowledge, today = desk.knowledge, today_of(desk)
    if test not in knowledge.gates:
        raise CaseError(
            f"There is no test before running called {test!r}.",
            f"Choose from: {', '.join(knowledge.gates)}.",
        )
    done = GateDone(test, read_day(day, today) if day else today, passed, read_scale(pain, "Pain"))
    answer = enter_gates(desk.store, desk.clock.now(), (done,), knowledge, desk.writers)
    tell_day(answer, doors, as_json=as_json, stored=_gate_words(done, answer))


def _gate_words(done: GateDone, answer: DayAnswer) -> list[str]:
    """How the test stands now, in the words of the gate."""
    from stridewell.plan.planner import Plan

    plan = answer.plan
    if not isinstance(plan, Plan):
        return [f"Stored: {done.gate}."]
    item = next((each for each in plan.gate.items if each.test.id == done.gate), None)
    if item is None:
        return [f"Stored: {done.gate}. The way you are on now does not ask for this test."]
    lines = [f"Stored. {item.reason.text}"]
    if done.passed and done.pain is None:
        lines.append(f"Tell it again with its pain: stridewell gate {done.gate} --passed --pain N")
    return lines

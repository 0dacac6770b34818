"""What the command of the gait lab does with kept sessions, and how a session is told."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from stridewell.app import gait_lab
from stridewell.app.gait_compare import compare
from stridewell.app.gait_steps import steps_table
from stridewell.app.tables import TableFormat
from stridewell.cli.show_gait import show_gait
from stridewell.cli.show_gait_kept import show_comparison, show_sessions
from stridewell.cli.tell_day import tell_json
from stridewell.errors import UsageError

if TYPE_CHECKING:
    from stridewell.app.desk import Desk
    from stridewell.app.gait_report import GaitReport
    from stridewell.cli.doors import Doors
    from stridewell.cli.gait_commands import KeptAction
    from stridewell.knowledge.records import Knowledge


def tell_report(report: GaitReport, knowledge: Knowledge, *, as_json: bool) -> None:
    """Write a session for people or programs."""
    if as_json:
        from stridewell.app.gait_contract import gait_out

        typer.echo(gait_out(report).model_dump_json(indent=1))
    else:
        show_gait(report, knowledge)


def act_on_kept(doors: Doors, action: KeptAction, *, as_csv: bool, as_json: bool) -> None:
    """Show, compare, delete, restore or export kept sessions; list them where none is named.

    Raises:
        NothingStoredError: there is no such session.
        UsageError: the export needs a format.
    """
    with doors.desk() as desk:
        if action.show is not None:
            tell_report(gait_lab.open_session(desk, action.show), desk.knowledge, as_json=as_json)
        elif action.compare is not None:
            _compare(desk, action.compare, as_json=as_json)
        elif action.export is not None:
            _export(desk, action.export, as_csv=as_csv, as_json=as_json)
        elif action.named:
            _change(desk, action, as_json=as_json)
        else:
            _list(desk, as_json=as_json)


def _list(desk: Desk, *, as_json: bool) -> None:
    sessions = gait_lab.saved_sessions(desk)
    if as_json:
        from stridewell.app.gait_kept_contract import sessions_out

        typer.echo(sessions_out(sessions).model_dump_json(indent=1))
    else:
        show_sessions(sessions)


def _compare(desk: Desk, numbers: tuple[int, int], *, as_json: bool) -> None:
    found = compare(desk, *numbers)
    if as_json:
        from stridewell.app.gait_kept_contract import comparison_out

        typer.echo(comparison_out(found).model_dump_json(indent=1))
    else:
        show_comparison(found, desk.knowledge)


def _export(desk: Desk, number: int, *, as_csv: bool, as_json: bool) -> None:
    if as_csv == as_json:
        raise UsageError("The steps are written in one format.", "Say --csv or --json.")
    table = steps_table(gait_lab.open_session(desk, number))
    content = desk.exports.table(table, TableFormat.CSV if as_csv else TableFormat.JSON)
    sys.stdout.write(content.decode().replace("\r\n", "\n"))


def _change(desk: Desk, action: KeptAction, *, as_json: bool) -> None:
    """Delete or restore a session, or delete its films."""
    said: tuple[dict[str, object], str]
    if action.delete is not None:
        said = _deleted(desk, action.delete)
    elif action.restore is not None:
        gait_lab.restore_session(desk, action.restore)
        said = ({"restored": action.restore}, f"Session {action.restore} is back on the list.")
    else:
        number = action.forget_video or 0
        gone = gait_lab.forget_videos(desk, number)
        words = "No video was kept" if not gone else "1 video" if gone == 1 else f"{gone} videos"
        text = f"{words} of session {number}."
        if gone:
            text = f"{words} of session {number} deleted for good. What was measured stays."
        said = ({"forgotten_videos": gone}, text)
    if as_json:
        tell_json(said[0])
    else:
        typer.echo(said[1])


def _deleted(desk: Desk, number: int) -> tuple[dict[str, object], str]:
    kept = gait_lab.delete_session(desk, number)
    undo = f"stridewell gait --restore {number}"
    text = f"Session {number} is deleted. Bring it back with: {undo}"
    if any(each.video for each in kept.clips):
        text += (
            "\nIts video is still kept. Delete that for good with: "
            f"stridewell gait --forget-video {number}"
        )
    return {"deleted": number, "undo": undo}, text

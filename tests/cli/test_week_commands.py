"""`days`, `move` and `export`: the week changed from the shell, and out of the app only if safe."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from command_line import mild_outer_hip, stridewell, write_case_file, write_run
from stridewell.cli.typed_days import SHORT


@pytest.fixture
def known(tmp_path: Path) -> None:
    """A runner who has told everything just now."""
    case = write_case_file(tmp_path, mild_outer_hip(), at=datetime.now(UTC))
    assert stridewell("assess", case, "--save").status == 0


def days_with(kind: str) -> list[date]:
    """The days of the week that hold something of a kind."""
    week = stridewell("plan", "--json").json["plan"]["week"]
    return [
        date.fromisoformat(day["date"])
        for day in week
        if any(item["kind"] == kind for item in day["items"])
    ]


def refused_move() -> tuple[date, date]:
    """A strength session, and a day without it that has no minutes."""
    (*_, session), week = days_with("strength"), days_with("rest")
    free = next(each for each in week if each != session and each not in days_with("strength"))
    assert stridewell("days", "--minutes", f"{SHORT[free.weekday()]}=0").status == 0
    return days_with("strength")[-1], free


def test_a_refused_move_names_the_limits_and_the_nearest_day(known: None) -> None:
    session, free = refused_move()
    before = days_with("strength")
    done = stridewell("move", "strength", session, free, "--json")
    assert done.json["refusal"]["kind"] == "move_refused"
    broken = [each["text"] for each in done.json["breaches"]]
    assert broken
    assert done.refused(1, "stays where it is", *broken)
    assert date.fromisoformat(done.json["nearest"]) not in {session, free}
    assert days_with("strength") == before


def test_a_move_to_the_nearest_day_is_kept_until_it_is_released(known: None) -> None:
    session, free = refused_move()
    nearest = stridewell("move", "strength", session, free, "--json").json["nearest"]
    done = stridewell("move", "strength", session, nearest)
    assert done.status == 0
    assert "strength session is now on" in done.out
    assert "(your day)" in done.out
    assert date.fromisoformat(nearest) in days_with("strength")
    released = stridewell("move", "strength", nearest, "--release")
    assert released.status == 0
    assert "(your day)" not in released.out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("nap", "mon", "tue"), "nap"),
        (("strength", "someday", "tue"), "someday"),
        (("race", "mon", "tue"), "There is no race"),
        (("strength", "mon", "tue", "--release"), "where the session should go"),
    ],
)
def test_a_move_that_cannot_be_meant_is_wrong_usage(
    known: None, words: tuple[str, ...], says: str
) -> None:
    assert stridewell("move", *words).refused(2, says)


def test_a_session_cannot_leave_the_week(known: None) -> None:
    (session, *_) = days_with("strength")
    far = session + timedelta(days=30)
    assert stridewell("move", "strength", session, far).refused(1, "outside this week")


def test_a_race_that_is_out_of_reach_is_said_so_in_the_plan(known: None) -> None:
    day = datetime.now(UTC).date() + timedelta(days=9)
    done = stridewell("days", "--race", f"{day}:42.2:City [marathon]")
    assert "City [marathon]: " in stridewell("plan").out
    assert "not reachable safely" in done.out
    assert stridewell("days", "--no-races", "--json").json["plan"]["outlook"]["races"] == []


def test_a_race_that_is_over_is_refused_and_changes_nothing(known: None) -> None:
    over = datetime.now(UTC).date() - timedelta(days=2)
    assert stridewell("days", "--race", f"{over}:10").refused(2, "is over")
    assert stridewell("days", "--json").json["races"] == []


def test_no_minutes_at_all_leave_a_plan_that_says_what_found_no_day(known: None) -> None:
    none = ",".join(f"{day}=0" for day in SHORT)
    done = stridewell("days", "--minutes", none)
    assert done.status == 0
    assert "Found no day" in done.out
    assert "This would help" in done.out


def test_nothing_goes_out_once_the_plan_is_refused(known: None, tmp_path: Path) -> None:
    file, folder = tmp_path / "week.ics", tmp_path / "watch"
    stridewell("checkin", "--pain-now", 2, "--answer", "saddle_numbness=new")
    done = stridewell("export", "--calendar", file, "--workouts", folder, "--json")
    assert done.status == 1
    assert done.json["refusal"]["kind"] == "urgent_disposition"
    assert not file.exists()
    assert not folder.exists()


def test_the_calendar_holds_every_session_from_today_on(known: None, tmp_path: Path) -> None:
    file = tmp_path / "week.ics"
    done = stridewell("export", "--calendar", file, "--json")
    assert done.json == {"written": [str(file)], "missing": []}
    events = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    strength = [e.decoded("dtstart") for e in events if "Strength" in str(e["summary"])]
    assert strength == days_with("strength")


def test_a_place_that_cannot_be_written_is_named_and_leaves_no_file(
    known: None, tmp_path: Path
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("mine", encoding="utf-8")
    assert stridewell("export", "--calendar", in_the_way / "week.ics").refused(2, str(in_the_way))
    assert stridewell("export", "--calendar", tmp_path / "no" / "w.ics").refused(2, "no")
    assert in_the_way.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("place", [".", "watch"])
def test_a_folder_is_no_calendar_even_by_force(
    known: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "watch").mkdir()
    assert stridewell("export", "--calendar", place, "--force").refused(2, "is a folder")
    assert list((tmp_path / "watch").iterdir()) == []


def test_a_file_that_exists_is_replaced_only_by_force(known: None, tmp_path: Path) -> None:
    file = tmp_path / "week.ics"
    file.write_text("mine", encoding="utf-8")
    assert stridewell("export", "--calendar", file).refused(2, "--force")
    assert file.read_text(encoding="utf-8") == "mine"
    assert stridewell("export", "--calendar", file, "--force").status == 0
    assert file.read_text(encoding="utf-8") != "mine"


def test_runs_go_to_a_watch_one_file_a_day(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    files = tmp_path / "runs"
    files.mkdir()
    for days_ago in (3, 6, 9):
        write_run(files / f"{days_ago}.fit", now - timedelta(days=days_ago), 4000)
    stridewell("import", files)
    painless = mild_outer_hip() | {"pain_running": 1, "pain_daily": 1}
    stridewell("assess", write_case_file(tmp_path, painless, at=now), "--save")
    folder = tmp_path / "watch"
    written = stridewell("export", "--workouts", folder, "--json").json["written"]
    runs = [f"stridewell-{day}.fit" for day in days_with("run")]
    assert runs
    assert sorted(Path(each).name for each in written) == runs
    assert all((folder / name).read_bytes()[8:12] == b".FIT" for name in runs)


def test_a_week_without_runs_has_nothing_for_a_watch(known: None, tmp_path: Path) -> None:
    folder = tmp_path / "watch"
    assert stridewell("export", "--workouts", folder).refused(1, "no run that a watch")
    assert not folder.exists()

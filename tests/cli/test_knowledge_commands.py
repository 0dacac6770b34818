"""`knowledge check` finds planted faults and says where they are."""

from __future__ import annotations

import shutil
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from cases import KNOWLEDGE
from command_line import stridewell
from stridewell.adapters.knowledge_files import packaged_library
from stridewell.values.evidence import Verification


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the knowledge to break."""
    with as_file(files("stridewell.knowledge") / "data") as source:
        shutil.copytree(source, tmp_path / "knowledge")
    return tmp_path / "knowledge"


def broken(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_packaged_knowledge_has_no_fault() -> None:
    done = stridewell("knowledge", "check")
    assert (done.status, done.err) == (0, "")
    assert f"{len(KNOWLEDGE.rules)} triage rules" in done.out


def test_claims_numbers_and_verifications_are_counted() -> None:
    done, library = stridewell("knowledge", "check"), packaged_library()
    told = stridewell("knowledge", "check", "--json").json
    assert f"Claims: {len(library.claims)} (" in done.out
    assert f"Looked-up numbers: {len(library.checks)} (" in done.out
    assert sum(told["claims"].values()) == len(library.claims)
    assert sum(told["numbers"].values()) == len(library.checks)
    assert set(told["verification"]) == set(Verification)


def test_issues_are_json_for_programs(folder: Path) -> None:
    broken(folder, "red_flags/1_emergency_now.yaml", "foot_drop,", "foot_dorp,")
    done = stridewell("knowledge", "check", "--folder", folder, "--json")
    assert done.status == 1
    assert set(done.json) == {"version", "issues", "claims", "numbers", "verification"}
    (issue,) = done.json["issues"]
    assert set(issue) == {"file", "severity", "where", "text", "remedy"}
    assert issue["file"] == "red_flags/1_emergency_now.yaml"
    assert issue["where"] == "rules.E2"


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            "red_flags/1_emergency_now.yaml",
            "nice_ng59,",
            "nice_ng00,",
            ("1_emergency_now.yaml: rules.E2", "nice_ng00"),
        ),
        (
            "red_flags/1_emergency_now.yaml",
            "when: cold_pale_leg",
            "when: {not: limp}",
            ("E6", "not"),
        ),
        ("reasoning.yaml", "grade: expert", "grade: certain", ("reasoning.yaml", "certain")),
        ("findings/numbers.yaml", "range: [0, 110]", "range: [110, 0]", ("age", "upside down")),
        ("levels.yaml", "within_hours: 2,", "within_huors: 2,", ("levels.yaml", "within_huors")),
        ("regions.yaml", "label: Heel,", "label: Heel, label: Foot,", ("regions.yaml", "twice")),
        ("sources.yaml", "sources:", "sources: [", ("sources.yaml", "YAML")),
        (
            "claims/1_conditions.yaml",
            '"condition:itbs"',
            '"condition:itsb"',
            ("claims/1_conditions.yaml: claims.S0-02.homes", "condition:itsb"),
        ),
        ("learn/pages.yaml", "  plan:", "  plam:", ("page:plan",)),
        ("separations.yaml", "favours: gtps", "favours: gpts", ("separations.", "gpts")),
    ],
)
def test_a_planted_fault_is_found_with_file_and_key(
    folder: Path, file: str, old: str, new: str, told: tuple[str, ...]
) -> None:
    broken(folder, file, old, new)
    done = stridewell("knowledge", "check", "--folder", folder)
    assert done.status == 1
    assert "Traceback" not in done.err
    assert all(word in done.err for word in told), done.err


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "levels.yaml").unlink()
    assert stridewell("knowledge", "check", "--folder", folder).refused(1, "levels.yaml")


def test_an_empty_folder_holds_no_knowledge(tmp_path: Path) -> None:
    assert stridewell("knowledge", "check", "--folder", tmp_path).refused(1, "no knowledge files")


def test_a_missing_folder_holds_no_knowledge(tmp_path: Path) -> None:
    assert stridewell("knowledge", "check", "--folder", tmp_path / "none").refused(1, "none")

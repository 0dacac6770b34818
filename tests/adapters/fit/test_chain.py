from __future__ import annotations

import pytest

from fit_bytes import file_id, fit_file, records, run_file, session
from stridewell.adapters.fit.chain import read_chain
from stridewell.errors import FileRefusedError
from stridewell.values.evidence import Severity


def counts(content: bytes) -> list[int]:
    return [part.record_count for part in read_chain(content)[0]]


@pytest.mark.parametrize("header_size", [12, 14])
def test_a_sound_file_has_no_issues(header_size: int) -> None:
    parts, issues = read_chain(fit_file(file_id(), records(9), header_size=header_size))
    assert (parts[0].record_count, issues) == (9, ())


def test_a_header_checksum_of_zero_is_allowed() -> None:
    content = bytearray(run_file())
    content[12:14] = b"\0\0"
    body = bytes(content[:-2])
    whole = fit_file(body[14:])
    parts, _ = read_chain(body[:14] + whole[14:])
    assert parts[0].record_count == 60


def test_chained_files_are_all_found() -> None:
    assert counts(run_file(5) + run_file(7)) == [5, 7]


def test_chained_files_with_junk_between_are_all_found_and_the_junk_is_reported() -> None:
    content = run_file(5) + b"junk." + run_file(7)
    assert counts(content) == [5, 7]
    assert "5 bytes" in read_chain(content)[1][0].text


def test_junk_behind_the_end_is_reported() -> None:
    _, (issue,) = read_chain(run_file(5) + bytes(500))
    assert "500 bytes" in issue.text


def test_a_wrong_checksum_is_a_note_and_everything_is_read() -> None:
    content = run_file(5)[:-2] + b"\x12\x34"
    parts, (issue,) = read_chain(content)
    assert (parts[0].record_count, issue.severity) == (5, Severity.NOTE)
    assert "checksum" in issue.text


@pytest.mark.parametrize("lost", [1, 2])
def test_a_lost_checksum_costs_no_record(lost: int) -> None:
    parts, (issue,) = read_chain(run_file(5)[:-lost])
    assert parts[0].record_count == 5
    assert "checksum at the end is missing" in issue.text


def test_a_cut_file_gives_what_lies_before_the_cut_and_says_how_much() -> None:
    content = fit_file(file_id(), records(10), session(10))
    kept = len(fit_file(file_id(), records(6))) - 2 + 5
    parts, (issue,) = read_chain(content[:kept])
    assert parts[0].record_count == 6
    assert "6 records" in issue.text
    assert issue.severity is Severity.WARNING


def test_a_file_whose_header_says_nothing_was_written_is_read_to_its_end() -> None:
    content = fit_file(file_id(), records(8), size=0)
    parts, (issue,) = read_chain(content)
    assert parts[0].record_count == 8
    assert "8 records" in issue.text


def test_a_hole_in_the_middle_is_stepped_over_and_reported() -> None:
    content = bytearray(run_file(100))
    content[700:740] = b"\xff" * 40
    (part,), (issue, *_) = read_chain(bytes(content))
    assert part.record_count >= 90
    assert issue.severity is Severity.WARNING
    assert f"{part.record_count} records" in issue.text


def test_bytes_that_are_no_message_are_reported_with_their_place() -> None:
    _, (issue,) = read_chain(fit_file(records(4), b"\x09" + bytes(50)))
    assert issue.where == f"byte {14 + len(records(4))}"
    assert "4 records" in issue.text


@pytest.mark.parametrize("content", [b"", b"not a FIT file at all", run_file()[1:]])
def test_what_is_no_fit_file_is_refused_with_a_next_step(content: bytes) -> None:
    with pytest.raises(FileRefusedError) as refused:
        read_chain(content)
    assert refused.value.next_step

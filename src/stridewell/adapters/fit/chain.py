"""The FIT files inside the bytes: file headers, chains, cuts and checksums."""

from __future__ import annotations

from dataclasses import dataclass

from stridewell.adapters.fit.checksum import crc16
from stridewell.adapters.fit.salvage import goes_on
from stridewell.adapters.fit.scan import Part, scan_messages
from stridewell.errors import FileRefusedError
from stridewell.values.evidence import Issue, Severity

MAGIC = b".FIT"
_MAGIC_AT = 8
_SHORTEST_HEADER = 12
_LONGEST_HEADER = 64
_CRC_BYTES = 2
_MOST_PARTS = 200
"""So many files in one are read; real ones hold a handful."""


@dataclass(frozen=True, slots=True)
class FileHeader:
    """A FIT file header at a byte: where its messages start and where they should end."""

    data_start: int
    data_end: int

    @property
    def knows_its_size(self) -> bool:
        """False after a power loss: the device never wrote the size."""
        return self.data_end > self.data_start


def read_header(content: bytes, at: int) -> FileHeader | None:
    """The file header at a byte, None when there is none (its own checksum is not needed)."""
    magic_at = at + _MAGIC_AT
    if at < 0 or content[magic_at : magic_at + len(MAGIC)] != MAGIC:
        return None
    if not _SHORTEST_HEADER <= content[at] <= _LONGEST_HEADER:
        return None
    data_start = at + content[at]
    size = int.from_bytes(content[at + 4 : at + 8], "little")
    return FileHeader(data_start, data_start + size)


def read_chain(content: bytes) -> tuple[tuple[Part, ...], tuple[Issue, ...]]:
    """Every FIT file in the bytes, and what was wrong with them.

    Raises:
        FileRefusedError: the bytes are empty or hold no FIT header.
    """
    header = read_header(content, 0)
    if header is None:
        raise _refusal(content)
    parts: list[Part] = []
    issues: list[Issue] = []
    at = 0
    while header is not None and len(parts) < _MOST_PARTS:
        part, found, data_end = _read_part(content, at, header)
        parts.append(part)
        issues.extend(found)
        after = data_end + _CRC_BYTES
        at, header = _next_header(content, after)
        issues.extend(_ignored_bytes(content, after, at))
    if header is not None:
        issues.extend(_ignored_bytes(content, at, len(content)))
    return tuple(parts), tuple(issues)


def _refusal(content: bytes) -> FileRefusedError:
    """Why these bytes cannot be a FIT file."""
    if not content:
        return FileRefusedError("The file is empty.", "Export it from the watch or app again.")
    return FileRefusedError(
        "This is not a FIT file: it does not start with a FIT header.",
        "Check that the file came from a watch or a running app, and is not an archive.",
    )


def _next_header(content: bytes, after: int) -> tuple[int, FileHeader | None]:
    """The next file header at or after a byte; the end of the bytes when there is none."""
    magic_at = content.find(MAGIC, after)
    while magic_at >= 0:
        header = read_header(content, magic_at - _MAGIC_AT)
        if header is not None and magic_at - _MAGIC_AT >= after:
            return magic_at - _MAGIC_AT, header
        magic_at = content.find(MAGIC, magic_at + 1)
    return len(content), None


def _read_part(content: bytes, at: int, header: FileHeader) -> tuple[Part, list[Issue], int]:
    """One FIT file of the chain, what was wrong with it, and where its messages end.

    One that does not know its size reaches to the next header, and so does one whose size
    ends it inside a message although the recording goes on.
    """
    start = min(header.data_start, len(content))
    if not header.knows_its_size:
        part = scan_messages(content, start, _next_header(content, start)[0])
        return part, _not_closed(part, at, "0 bytes, as after a flat battery"), part.stopped_at
    end = min(header.data_end, len(content))
    part = scan_messages(content, start, end)
    if _ends_inside_a_message(content, part):
        longer = scan_messages(content, start, _next_header(content, start)[0])
        if goes_on(content, longer.blocks, part.stopped_at):
            return longer, _not_closed(longer, at, "a wrong length"), longer.stopped_at
    return part, _damage(content, at, header, part), end


def _ends_inside_a_message(content: bytes, part: Part) -> bool:
    """Whether the end cuts a message in two, more bytes come, and no other file begins there."""
    behind = part.end + _CRC_BYTES
    if part.stopped_at == part.end or part.is_broken or behind >= len(content):
        return False
    return read_header(content, behind) is None


def _damage(content: bytes, at: int, header: FileHeader, part: Part) -> list[Issue]:
    """What is wrong with a file that ends where its header says, or is cut."""
    issues = [_skipped(part)] if part.skipped else []
    issues += [_unreadable(part)] if part.is_broken else []
    if header.data_end > len(content):
        return [*issues, _cut(part, at, header)]
    return issues or _checksum_issues(content, at, part)


def _not_closed(part: Part, at: int, length: str) -> list[Issue]:
    """The header never got its size, or a wrong one."""
    issue = Issue(
        Severity.WARNING,
        f"byte {at}",
        f"The recording was not closed properly (its header says {length}); "
        f"{part.record_count} records were recovered.",
        "Check that the end of the run is there.",
    )
    return [_skipped(part), issue] if part.skipped else [issue]


def _cut(part: Part, at: int, header: FileHeader) -> Issue:
    """The file is shorter than its header says."""
    missing = header.data_end - part.end
    return Issue(
        Severity.WARNING,
        f"byte {part.stopped_at}",
        f"The file starting at byte {at} is cut off: {missing} bytes are missing; "
        f"{part.record_count} records before the cut were recovered.",
        "If the watch still has the run, copy the file again.",
    )


def _skipped(part: Part) -> Issue:
    """Damaged stretches were stepped over."""
    lost = sum(end - start for start, end in part.skipped)
    where = "in one place" if len(part.skipped) == 1 else f"in {len(part.skipped)} places"
    return Issue(
        Severity.WARNING,
        f"byte {part.skipped[0][0]}",
        f"{lost} damaged bytes {where} were skipped; "
        f"{part.record_count} records around them were recovered.",
        "If the watch still has the run, copy the file again.",
    )


def _unreadable(part: Part) -> Issue:
    """The walk met bytes that are no message."""
    return Issue(
        Severity.WARNING,
        f"byte {part.stopped_at}",
        f"The last {part.end - part.stopped_at} bytes cannot be read as messages; "
        f"{part.record_count} records before them were recovered.",
        "If the watch still has the run, copy the file again.",
    )


def _checksum_issues(content: bytes, at: int, part: Part) -> list[Issue]:
    """Whether the file's checksum is there and right; a wrong one never stops the reading."""
    stored = content[part.end : part.end + _CRC_BYTES]
    if len(stored) < _CRC_BYTES:
        text = "The checksum at the end is missing; all messages were read."
    elif crc16(memoryview(content)[at : part.end]) != int.from_bytes(stored, "little"):
        text = "The checksum does not match: some value in the file may have been altered."
    else:
        return []
    return [Issue(Severity.NOTE, f"byte {part.end}", text, "Compare the totals with the watch.")]


def _ignored_bytes(content: bytes, after: int, until: int) -> list[Issue]:
    """Bytes between or behind the files, which are skipped."""
    if until <= after or after >= len(content):
        return []
    text = f"{until - after} bytes that belong to no FIT file were skipped."
    return [Issue(Severity.NOTE, f"byte {after}", text)]

"""The lock before the pages: a scrypt hash of the passphrase in a file of the data folder."""

from __future__ import annotations

import hashlib
import json
import secrets
import unicodedata
from dataclasses import asdict, dataclass
from pathlib import Path

from stridewell.errors import SettingsError, UsageError

SHORTEST, LONGEST = 8, 1024
"""Characters of a passphrase."""
MOST_MINUTES = 24 * 60
_COST, _BLOCK, _LANES = 2**15, 8, 1
"""Of scrypt: 32 MiB and about a tenth of a second for each try."""
_MEMORY = 128 << 20
_HASH_BYTES, _SALT_BYTES = 32, 16
_LAYOUT = 1


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the file holds; the bytes in hexadecimal."""

    layout: int
    salt: str
    hash: str
    cost: int
    block: int
    lanes: int
    idle_minutes: int


class LockFile:
    """A lock in a file; no file, no lock."""

    def __init__(self, path: Path) -> None:
        """Look at the file whenever asked: a command may change it while the app runs."""
        self._path = path

    def key(self) -> str | None:
        """A word that changes with every new passphrase; None while there is no lock.

        A damaged file locks as well: nobody gets in by spoiling it.
        """
        if not self._path.exists():
            return None
        try:
            return self._read().salt
        except SettingsError:
            return "damaged"

    def idle_minutes(self) -> int:
        """After how many minutes without a page it locks again."""
        return self._read().idle_minutes

    def matches(self, passphrase: str) -> bool:
        """Whether this is the passphrase; compared in constant time."""
        kept = self._read()
        if len(passphrase) > LONGEST:
            return False
        found = _hash(passphrase, bytes.fromhex(kept.salt))
        return secrets.compare_digest(found, bytes.fromhex(kept.hash))

    def set(self, passphrase: str, idle_minutes: int) -> None:
        """Lock with this passphrase from now on."""
        if not SHORTEST <= len(passphrase) <= LONGEST:
            raise UsageError(
                f"A passphrase has {SHORTEST} to {LONGEST} characters.",
                "Take four or five words that do not belong together.",
            )
        if not 1 <= idle_minutes <= MOST_MINUTES:
            raise UsageError(
                f"It can lock again after 1 to {MOST_MINUTES} minutes.", "Choose another number."
            )
        salt = secrets.token_bytes(_SALT_BYTES)
        hashed = _hash(passphrase, salt).hex()
        kept = _Kept(_LAYOUT, salt.hex(), hashed, _COST, _BLOCK, _LANES, idle_minutes)
        self._write(json.dumps(asdict(kept)))

    def remove(self) -> bool:
        """Take the lock away; returns whether there was one."""
        try:
            self._path.unlink()
        except FileNotFoundError:
            return False
        return True

    def _read(self) -> _Kept:
        try:
            kept = _Kept(**json.loads(self._path.read_text(encoding="utf-8")))
            is_ours = (kept.layout, kept.cost, kept.block, kept.lanes) == (
                *(_LAYOUT, _COST, _BLOCK, _LANES),
            )
            is_whole = len(bytes.fromhex(kept.hash)) == _HASH_BYTES and bytes.fromhex(kept.salt)
            is_timed = int(kept.idle_minutes) in range(1, MOST_MINUTES + 1)
        except (OSError, ValueError, TypeError) as error:
            raise self._damaged() from error
        if not (is_ours and is_whole and is_timed):
            raise self._damaged()
        return kept

    def _write(self, text: str) -> None:
        part = self._path.with_name(f"{self._path.name}.part")
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            part.touch(mode=0o600)
            part.write_text(text, encoding="utf-8")
            part.replace(self._path)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise SettingsError(
                f"The lock cannot be kept in {self._path}: {error.strerror}.",
                "Make room there; the lock is as it was.",
            ) from error

    def _damaged(self) -> SettingsError:
        return SettingsError(
            "The file of the lock is damaged, so no passphrase fits.",
            "On this machine: stridewell lock remove, then stridewell lock set.",
        )


def _hash(passphrase: str, salt: bytes) -> bytes:
    """The hash; the same characters typed on another keyboard give the same."""
    typed = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    return hashlib.scrypt(
        typed, salt=salt, n=_COST, r=_BLOCK, p=_LANES, maxmem=_MEMORY, dklen=_HASH_BYTES
    )

"""Every error stridewell raises on purpose.

StridewellError                 something a person can act on; its text says what to do next
├── UsageError                  the call itself is wrong (exit status 2)
│   ├── CaseError               a case names an unknown question, an impossible value…
│   └── SettingsError           an environment setting or option cannot be used
├── KnowledgeError              a knowledge file is broken
├── FileRefusedError            a file cannot be read as what it claims to be
│   ├── NotAnActivityError      a readable file that holds no activity
│   ├── NoRunnerError           no body points of a runner are in it
│   ├── SeveralRunnersError     several people in it cannot be told apart
│   ├── WrongViewError          the runner is not seen from where it was said
│   ├── FrameRateError          nothing tells when its frames were taken
│   ├── NotAVideoError          no picture that moves can be read from it
│   ├── TooShortError           it ends before anything can be told
│   ├── CameraMovedError        the camera moved while it filmed
│   ├── CutOffError             the runner is not whole in the picture
│   ├── NotABackupError         it is no backup of stridewell
│   ├── DamagedBackupError      a backup is not as it was written
│   └── NewerBackupError        a newer stridewell wrote the backup
├── StoreError                  the database cannot be used
│   ├── StoreLockedError        another program holds it
│   ├── ForeignDatabaseError    the file is not a stridewell database
│   └── StoreMissingError       the database or its folder cannot be created or written
├── NothingStoredError          the command needs something that was never entered
│   └── NotPlannedError         there is no plan now, or it does not hold what was asked for
└── PortInUseError              the app cannot listen where it was told to

Refusals (`plan` will not plan) are values, not errors: see `stridewell.plan.refusal`.
"""

from __future__ import annotations


class StridewellError(Exception):
    """Something went wrong that a person can act on.

    ``next_step`` says what to do about it.
    """

    exit_status = 1

    def __init__(self, text: str, next_step: str = "") -> None:
        """Keep what is wrong and what to do next apart, so that pages can set them apart."""
        super().__init__(text)
        self.text = text
        self.next_step = next_step

    @property
    def kind(self) -> str:
        """The error's name as programs get it: ``NothingStoredError`` is ``nothing_stored``."""
        name = type(self).__name__.removesuffix("Error")
        return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")

    def __str__(self) -> str:
        """What is wrong, then what to do."""
        return f"{self.text} {self.next_step}".strip()


class UsageError(StridewellError):
    """The call itself is wrong."""

    exit_status = 2


class CaseError(UsageError):
    """A case names an unknown question, an impossible value, or contradicts itself."""


class SettingsError(UsageError):
    """A setting cannot be used."""


class KnowledgeError(StridewellError):
    """A knowledge file is broken."""


class FileRefusedError(StridewellError):
    """A file cannot be read as what it claims to be."""


class NotAnActivityError(FileRefusedError):
    """A readable file that holds no activity."""


class NoRunnerError(FileRefusedError):
    """No body points of a runner are in a file or clip."""


class SeveralRunnersError(FileRefusedError):
    """Several people are in a file or clip and cannot be told apart."""


class WrongViewError(FileRefusedError):
    """The runner is not seen from where it was said, or from the front."""


class FrameRateError(FileRefusedError):
    """Nothing tells when the frames were taken."""


class NotAVideoError(FileRefusedError):
    """No picture that moves can be read from a file."""


class TooShortError(FileRefusedError):
    """A clip ends before anything can be told."""


class CameraMovedError(FileRefusedError):
    """The camera moved while it filmed."""


class CutOffError(FileRefusedError):
    """The runner is not whole in the picture."""


class NotABackupError(FileRefusedError):
    """A file is no backup of stridewell."""


class DamagedBackupError(FileRefusedError):
    """A backup is not as it was written."""


class NewerBackupError(FileRefusedError):
    """A newer stridewell wrote the backup."""


class StoreError(StridewellError):
    """The database cannot be used."""


class StoreLockedError(StoreError):
    """Another program holds the database."""


class ForeignDatabaseError(StoreError):
    """The file is not a stridewell database."""


class StoreMissingError(StoreError):
    """The database or its folder cannot be created or written."""


class NothingStoredError(StridewellError):
    """The command needs something that was never entered."""


class NotPlannedError(NothingStoredError):
    """There is no plan now, or it does not hold what was asked for."""


class PortInUseError(StridewellError):
    """The app cannot listen where it was told to."""

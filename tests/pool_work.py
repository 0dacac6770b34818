"""Work for other processes, in a module that they can import."""

from __future__ import annotations

import os
import signal
import time

DEADLY = 13
HEARD = signal.getsignal(signal.SIGINT)
"""What an interrupt did when this was imported, before any work began."""


def doubled(job: int) -> int:
    """Twice the job, some later than others."""
    time.sleep(0.01 if job % 5 == 0 else 0)
    return 2 * job


def doubled_or_dead(job: int) -> int:
    """Twice the job; one job ends its process."""
    if job == DEADLY:
        os._exit(9)
    return 2 * job


class NeverUp:
    """Work that no other process can take up."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        """Taking it up ends the process."""
        return os._exit, (7,)

    def __call__(self, job: int) -> int:
        """The job as it is."""
        return job


def threads_of(job: int) -> str | None:
    """How many threads its process was told to compute in."""
    return os.environ.get("OPENBLAS_NUM_THREADS", str(job))


def ignores_interrupts(job: int) -> bool:
    """Whether Ctrl-C would be ignored from the first moment on."""
    return HEARD is signal.SIG_IGN or job < 0


def process_of(job: int) -> int:
    """The process that works on it."""
    return os.getpid() + 0 * job

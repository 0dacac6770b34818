"""What stands behind a number: its sources, how good they are, and whether they were seen."""

from __future__ import annotations

from dataclasses import dataclass

from stridewell.values.evidence import Grade, Verification


@dataclass(frozen=True, slots=True)
class Warrant:
    """What stands behind a number or rule: sources, how good they are, whether they were seen."""

    grade: Grade
    sources: tuple[str, ...]
    verification: Verification = Verification.ESTIMATE
    note: str = ""

    def caveat(self, what: str) -> str:
        """A sentence to set behind a number nobody has seen in its source yet; else nothing."""
        if self.verification is not Verification.UNCONFIRMED:
            return ""
        return f" {what} not confirmed in the source yet."


@dataclass(frozen=True, slots=True)
class Value:
    """One known number with its unit and warrant."""

    value: float
    unit: str
    warrant: Warrant

"""What the runner wants and has: days, minutes, equipment, other sports, races."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

WEEKDAYS = 7
USUAL_MINUTES = 60
MOST_MINUTES = 600


@dataclass(frozen=True, slots=True)
class Race:
    """A race the runner would like to run.

    Raises:
        ValueError: the distance is not above 0 or longer than 500 km.
    """

    day: date
    distance_m: float
    name: str = ""

    def __post_init__(self) -> None:
        """Refuse what no race can be."""
        if not 0 < self.distance_m <= 500_000:  # noqa: PLR2004  (longer than any foot race of a day)
            raise ValueError(f"a race cannot be {self.distance_m:g} m long")


@dataclass(frozen=True, slots=True)
class Wishes:
    """The runner's week: Monday is the first weekday and number 0.

    ``minutes`` are the minutes there are on each weekday, 0 for none; ``equipment`` what there
    is beyond floor, wall and chair; ``run_days`` and ``rest_days`` are weekdays preferred for
    either; ``cross_training`` names the exercises (kind endurance) that can be done.

    Raises:
        ValueError: minutes are not seven, or out of range; a weekday does not exist.
    """

    minutes: tuple[int, ...] = (USUAL_MINUTES,) * WEEKDAYS
    equipment: frozenset[str] = frozenset()
    run_days: frozenset[int] = frozenset()
    rest_days: frozenset[int] = frozenset()
    cross_training: tuple[str, ...] = ()
    races: tuple[Race, ...] = ()

    def __post_init__(self) -> None:
        """Refuse weeks that cannot be."""
        if len(self.minutes) != WEEKDAYS:
            raise ValueError(f"a week has seven days, not {len(self.minutes)}")
        for each in self.minutes:
            if not 0 <= each <= MOST_MINUTES:
                raise ValueError(f"a day has 0 to {MOST_MINUTES} minutes to train, not {each}")
        for weekday in (*self.run_days, *self.rest_days):
            if not 0 <= weekday < WEEKDAYS:
                raise ValueError(f"there is no weekday {weekday}")

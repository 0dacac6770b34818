"""Shoes: how far each pair has run, and what changed from one pair to the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from stridewell.activity.exposure import Surface
from stridewell.knowledge.around import Around
from stridewell.plan.shoe_names import Named, resolved

M_PER_KM = 1000
HIGHEST_MM, HEAVIEST_G, FARTHEST_KM = 100, 1500, 20_000


class Cushioning(StrEnum):
    """How soft a sole feels."""

    SOFT = "soft"
    MEDIUM = "medium"
    FIRM = "firm"


class ShoeKind(StrEnum):
    """What a pair is made for."""

    ROAD = "road"
    TRAIL = "trail"
    RACE = "race"
    MINIMAL = "minimal"


class WornOn(StrEnum):
    """Where the runner says a pair is worn, and nowhere else."""

    ROAD = "road"
    TRAIL = "trail"
    TRACK = "track"
    TREADMILL = "treadmill"

    @property
    def surface(self) -> Surface:
        """The ground that runs in such a pair may have been on."""
        return _GROUND[self]


_GROUND: Mapping[WornOn, Surface] = {
    WornOn.ROAD: Surface.PAVED,
    WornOn.TRAIL: Surface.UNPAVED,
    WornOn.TRACK: Surface.TRACK,
    WornOn.TREADMILL: Surface.TREADMILL,
}


@dataclass(frozen=True, slots=True)
class Shoe:
    """One pair; what is not known of it is None.

    ``start_km`` is how far it had run before it came into the log. ``worn_on`` is None where it is
    worn on several grounds or nobody said. ``also`` are earlier names, by which exports may still
    call it. ``merged_into`` is the id of the pair that this one turned out to be.

    Raises:
        ValueError: it has no name, a number is out of range, or it was retired before bought.
    """

    id: str
    name: str
    bought: date | None = None
    drop_mm: float | None = None
    stack_mm: float | None = None
    mass_g: float | None = None
    cushioning: Cushioning | None = None
    kind: ShoeKind = ShoeKind.ROAD
    retired: date | None = None
    start_km: float = 0.0
    worn_on: WornOn | None = None
    also: tuple[str, ...] = ()
    merged_into: str = ""

    def __post_init__(self) -> None:
        """Refuse what no shoe can be."""
        if not (self.id and self.name.strip()):
            raise ValueError("a pair of shoes needs a name")
        _within(self.drop_mm, -HIGHEST_MM, HIGHEST_MM, "drop in mm")
        _within(self.stack_mm, 0, HIGHEST_MM, "sole height in mm")
        _within(self.mass_g, 0, HEAVIEST_G, "weight in g")
        _within(self.start_km, 0, FARTHEST_KM, "distance in km")
        if self.bought and self.retired and self.retired < self.bought:
            raise ValueError("a pair cannot be retired before it was bought")

    @property
    def is_active(self) -> bool:
        """Whether it is still worn."""
        return self.retired is None


def _within(value: float | None, low: float, high: float, what: str) -> None:
    if value is not None and not low <= value <= high:
        raise ValueError(f"a {what} lies between {low} and {high}, not at {value:g}")


@dataclass(frozen=True, slots=True)
class ShoeRun:
    """Which pair a stored run was done in; ``shoe`` empty takes an earlier link back."""

    run_id: int
    shoe: str


@dataclass(frozen=True, slots=True)
class LoggedRun:
    """A run as the shoe log sees it: its number, its day and its metres, None if not measured.

    ``gear`` is what an export says it was run in.
    """

    run_id: int
    day: date
    distance_m: float | None
    gear: str = ""


@dataclass(frozen=True, slots=True)
class ShoeLog:
    """Every pair, every run the oldest first, and which run was in which pair.

    ``by_app`` are the pairs that only an export has named. ``merged`` are pairs that turned out
    to be another one; their runs are that one's.
    """

    shoes: tuple[Shoe, ...]
    runs: tuple[LoggedRun, ...]
    worn: Mapping[int, str]
    by_app: frozenset[str] = frozenset()
    merged: tuple[Shoe, ...] = ()

    def shoe(self, shoe_id: str) -> Shoe | None:
        """The pair of that id, if there is one."""
        return next((each for each in self.shoes if each.id == shoe_id), None)

    @property
    def active(self) -> tuple[Shoe, ...]:
        """The pairs that are still worn."""
        return tuple(each for each in self.shoes if each.is_active)

    def runs_in(self, shoe_id: str) -> tuple[LoggedRun, ...]:
        """The runs in one pair, the oldest first."""
        return tuple(each for each in self.runs if self.worn.get(each.run_id) == shoe_id)

    def km_of(self, shoe: Shoe) -> float:
        """How far a pair has run, with what it had run before; unmeasured runs add nothing."""
        metres = sum(each.distance_m or 0.0 for each in self.runs_in(shoe.id))
        return self.start_km_of(shoe) + metres / M_PER_KM

    def start_km_of(self, shoe: Shoe) -> float:
        """How far a pair had run before it was logged, with the pairs merged into it."""
        return shoe.start_km + sum(each.start_km for each in self.merged_into(shoe.id))

    def merged_into(self, shoe_id: str) -> tuple[Shoe, ...]:
        """The pairs that turned out to be this one."""
        return tuple(each for each in self.merged if each.merged_into == shoe_id)

    def first_worn(self, shoe_id: str) -> date | None:
        """The day of the first run in a pair; None before there was one."""
        return min((each.day for each in self.runs_in(shoe_id)), default=None)

    def last_worn(self, shoe_id: str) -> date | None:
        """The day of the last run in a pair; None before there was one."""
        return max((each.day for each in self.runs_in(shoe_id)), default=None)

    def at_hand(self, since: date) -> tuple[Shoe, ...]:
        """The pairs in use; of those that only an app has named, the ones worn since a day.

        An app names every pair of ten years, and nobody has retired them here.
        """
        return tuple(
            each
            for each in self.active
            if each.id not in self.by_app or (self.last_worn(each.id) or since) >= since
        )

    @property
    def lately_first(self) -> tuple[Shoe, ...]:
        """Every pair, the one worn last before the others; those never worn come first."""
        last = {each.id: self.last_worn(each.id) for each in self.shoes}
        return tuple(sorted(self.shoes, key=lambda e: last[e.id] or date.max, reverse=True))

    def usual(self, until: date, last: int) -> Shoe | None:
        """The pair worn most in the last runs before a day; None where none is known."""
        before = [each for each in self.runs if each.day < until and each.run_id in self.worn]
        counted = [self.worn[each.run_id] for each in before[-last:]]
        known = [each for each in self.shoes if each.id in counted]
        return max(known, key=lambda each: counted.count(each.id), default=None)

    @property
    def without_shoes(self) -> tuple[LoggedRun, ...]:
        """The runs that no pair was named for."""
        return tuple(each for each in self.runs if each.run_id not in self.worn)


def shoe_log(shoes: Iterable[Shoe], links: Iterable[ShoeRun], runs: Sequence[LoggedRun]) -> ShoeLog:
    """The log from what was written down: of two entries for a pair or a run the later counts.

    Where nothing was said of a run, the pair that its export names is taken; a name that no pair
    has makes a pair of its own.
    """
    told = {each.id: each for each in shoes}
    named = resolved(told.values(), (each.gear for each in runs))
    by_app = tuple(Shoe(shoe_id, name) for shoe_id, name in named.new.items())
    pairs = {each.id: each for each in (*told.values(), *by_app)}
    ordered = tuple(sorted(runs, key=lambda each: (each.day, each.run_id)))
    standing = [each for each in pairs.values() if named.final(each.id) == each.id]
    return ShoeLog(
        shoes=tuple(standing),
        runs=ordered,
        worn=_worn(links, ordered, named, {each.id for each in standing}),
        by_app=frozenset(each.id for each in by_app),
        merged=tuple(
            replace(each, merged_into=named.final(each.id))
            for each in pairs.values()
            if named.final(each.id) != each.id
        ),
    )


def _worn(
    links: Iterable[ShoeRun], runs: Iterable[LoggedRun], named: Named, known: AbstractSet[str]
) -> Mapping[int, str]:
    """The pair of each run; one that was taken back is none, whatever an export says."""
    worn = {each.run_id: named.by_gear(each.gear) for each in runs}
    worn |= {each.run_id: named.final(each.shoe) for each in links}
    return {run_id: shoe for run_id, shoe in worn.items() if shoe in known}


@dataclass(frozen=True, slots=True)
class ShoeChange:
    """A pair that was new on a day, and in what it differs from the usual one before."""

    shoe: Shoe
    before: Shoe | None
    day: date
    differences: tuple[str, ...]

    @property
    def is_double(self) -> bool:
        """Whether more than one thing changed with it."""
        return len(self.differences) > 1


def changes_before(log: ShoeLog, day: date, around: Around) -> tuple[ShoeChange, ...]:
    """The pairs first worn in the weeks before a day, such as the day the pain began.

    Where no run before was in a named pair, only a day it was bought tells that one is new.
    """
    since = day - timedelta(weeks=around.number("shoe_window_weeks"))
    found = []
    for shoe in log.shoes:
        first = log.first_worn(shoe.id)
        is_new = shoe.start_km == 0 and first is not None and since <= first <= day
        if first is None or not is_new or first <= log.runs[0].day:
            continue
        change = change_of(log, shoe, first, around)
        if change.before is not None or shoe.bought is not None:
            found.append(change)
    return tuple(sorted(found, key=lambda change: change.day))


def change_of(log: ShoeLog, shoe: Shoe, day: date, around: Around) -> ShoeChange:
    """What a pair first worn on a day changed against the usual one before."""
    before = log.usual(day, int(around.number("shoe_usual_runs")))
    return ShoeChange(shoe, before, day, differences(before, shoe, around) if before else ())


def differences(before: Shoe, after: Shoe, around: Around) -> tuple[str, ...]:
    """In what two pairs differ by enough to count; what is unknown of either does not count."""
    number = around.number
    found = (
        _moved("drop", before.drop_mm, after.drop_mm, number("shoe_drop_step_mm"), "mm"),
        _moved("sole height", before.stack_mm, after.stack_mm, number("shoe_stack_step_mm"), "mm"),
        _moved("weight", before.mass_g, after.mass_g, number("shoe_mass_step_g"), "g"),
        _switched("cushioning", before.cushioning, after.cushioning),
        _switched("kind", before.kind, after.kind),
    )
    return tuple(each for each in found if each)


def _moved(what: str, before: float | None, after: float | None, step: float, unit: str) -> str:
    if before is None or after is None or abs(after - before) < step:
        return ""
    return f"{what} {before:g} → {after:g} {unit}"


def _switched(what: str, before: StrEnum | None, after: StrEnum | None) -> str:
    if before is None or after is None or before is after:
        return ""
    return f"{what} {before.value} → {after.value}"


def is_lower(before: Shoe, after: Shoe, around: Around) -> bool:
    """Whether the drop falls by enough to ask calf and heel cord for clearly more."""
    if before.drop_mm is None or after.drop_mm is None:
        return False
    return before.drop_mm - after.drop_mm >= around.number("shoe_drop_step_mm")

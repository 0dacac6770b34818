"""What pairs of shoes are called: by the runner, by apps, and since they turned out to be one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol
from zlib import crc32


class Pair(Protocol):
    """What is asked of a pair here."""

    @property
    def id(self) -> str:
        """Its id."""
        ...

    @property
    def name(self) -> str:
        """What the runner calls it."""
        ...

    @property
    def also(self) -> tuple[str, ...]:
        """Its earlier names."""
        ...

    @property
    def merged_into(self) -> str:
        """The id of the pair it turned out to be; empty for none."""
        ...


@dataclass(frozen=True, slots=True)
class Named:
    """Which pair a name stands for; ``new`` are the names that no pair had, by a new id."""

    ids: Mapping[str, str]
    merges: Mapping[str, str]
    new: Mapping[str, str]

    def by_gear(self, gear: str) -> str:
        """The id of the pair an export names; empty where it names none."""
        return self.final(self.ids.get(key_of(gear), ""))

    def final(self, shoe_id: str) -> str:
        """The pair that a pair turned out to be; itself where it was not merged."""
        seen: set[str] = set()
        while (further := self.merges.get(shoe_id)) and shoe_id not in seen:
            seen.add(shoe_id)
            shoe_id = further
        return shoe_id


def resolved(pairs: Iterable[Pair], gears: Iterable[str]) -> Named:
    """Every name of the pairs and of the exports; of two pairs with one name the first has it.

    A pair's own name comes before the earlier name of another.
    """
    known = tuple(pairs)
    ids: dict[str, str] = {}
    for pair in known:
        ids.setdefault(key_of(pair.name), pair.id)
    for pair in known:
        for name in pair.also:
            ids.setdefault(key_of(name), pair.id)
    new = {}
    for gear in gears:
        if (key := key_of(gear)) and key not in ids:
            ids[key] = id_of_gear(gear)
            new[ids[key]] = " ".join(gear.split())
    held = {pair.id for pair in known} | new.keys()
    merges = {p.id: p.merged_into for p in known if p.merged_into in held}
    return Named(ids, merges, new)


def key_of(name: str) -> str:
    """A name without the differences that make no other pair: case and blanks."""
    return " ".join(name.split()).casefold()


def stem_of(name: str) -> str:
    """A name as an id may begin."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "pair"


def id_of_gear(name: str) -> str:
    """The id of a pair that only an export names; the same whenever the name is the same."""
    return f"{stem_of(name)}-{crc32(key_of(name).encode()):08x}"

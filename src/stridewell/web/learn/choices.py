"""Filters as plain links: they work without JavaScript and can be kept as a bookmark."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to filter a page: its name, how many entries it leaves, and its address."""

    name: str
    count: int
    url: str
    chosen: bool


def choice(name: str, count: int, where: tuple[str, str, str], *, chosen: bool) -> Choice:
    """A filter by one value; ``where`` is the page's address, the parameter and its value."""
    address, parameter, value = where
    return Choice(name, count, f"{address}?{urlencode({parameter: value})}", chosen)

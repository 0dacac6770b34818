"""What every page for reading up is made from: the site, and the shelf, read when first asked."""

from __future__ import annotations

from dataclasses import dataclass, field

from stridewell.app.desk import Desk
from stridewell.app.learn.shelf import Shelf
from stridewell.web.rendering import Page, Site

ROOM = "/learn"


def learn_page(template: str, title: str) -> Page:
    """A page of this room."""
    return Page(template, title, ROOM)


@dataclass(slots=True)
class ReadingRoom:
    """One shelf for all pages of an app; the library is read when the first of them is opened."""

    desk: Desk
    site: Site
    _shelf: Shelf | None = field(default=None, init=False)

    @property
    def shelf(self) -> Shelf:
        """The knowledge and the library."""
        if self._shelf is None:
            self._shelf = Shelf(self.desk.knowledge, self.desk.library())
        return self._shelf

"""Typed contexts → pages: a template gets the fields of its context, and the frame around it."""

from __future__ import annotations

from dataclasses import Field, dataclass, fields
from typing import Any, ClassVar, Protocol

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from stridewell import __version__
from stridewell.web import figures

NAVIGATION = (
    ("/", "Today"),
    ("/check-in", "Check-in"),
    ("/answer", "Answer"),
    ("/plan", "Plan"),
    ("/runs", "Runs"),
    ("/gait", "Form"),
    ("/learn", "Learn"),
    ("/limits", "Limits"),
)
"""Every room of the app: its address and its name."""


class Context(Protocol):
    """A frozen data class whose fields are what a template gets."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


@dataclass(frozen=True, slots=True)
class Page:
    """A page's template, its title, and the room of the navigation it belongs to."""

    template: str
    title: str
    room: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page has around its content."""

    title: str
    """What the browser's tab says."""
    room: str
    """The address of the room this page belongs to."""
    navigation: tuple[tuple[str, str], ...]
    """Every room: address and name."""
    version: str
    """The version of stridewell; style sheets are fetched anew when it changes."""


class Site:
    """Renders pages."""

    def __init__(self) -> None:
        """Read templates from the package, escaping everything that is put into them."""
        self.templates = Environment(
            loader=PackageLoader("stridewell.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        pictures = {name: getattr(figures, name) for name in figures.__all__}
        self.templates.globals.update(pictures)

    def show(self, page: Page, context: Context, status: int = 200) -> HTMLResponse:
        """The page with its context."""
        frame = Frame(page.title, page.room, NAVIGATION, __version__)
        values = {field.name: getattr(context, field.name) for field in fields(context)}
        text = self.templates.get_template(page.template).render(frame=frame, **values)
        return HTMLResponse(text, status)

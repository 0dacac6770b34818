"""What is let in and what every answer carries: known host names, same-origin writes, headers."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
EVERYWHERE = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 - recognised, not bound to
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
STATIC = "/static/"
OWN_SITE = frozenset({"same-origin", "none"})

CONTENT_POLICY = (
    "default-src 'none'; "
    "script-src 'self'; "
    "style-src 'self'; "
    "img-src 'self' data: blob:; "
    "connect-src 'self'; "
    "form-action 'self'; "
    "base-uri 'none'; "
    "frame-ancestors 'none'"
)
FIGURE_POLICY = CONTENT_POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
"""For pages with a figure: Plotly sets sizes in style attributes. Scripts stay our own files."""
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


@dataclass(frozen=True, slots=True)
class KnownHosts:
    """The names under which the app answers; a foreign name means that DNS was rebound to us.

    An address in digits cannot be rebound, so all are let in where we listen everywhere.
    """

    names: frozenset[str]
    any_address: bool = False

    def knows(self, host: str) -> bool:
        """Whether a Host header names us."""
        name = _without_port(host.lower())
        return name in self.names or (self.any_address and _is_address(name.strip("[]")))


def known_hosts(host: str) -> KnownHosts:
    """The names that go with the address we were told to listen at."""
    if host in EVERYWHERE:
        own = socket.gethostname().lower()
        return KnownHosts(LOOPBACK_NAMES | {own, f"{own}.local"}, any_address=True)
    told = f"[{host}]" if ":" in host else host
    return KnownHosts(LOOPBACK_NAMES | {told.lower()})


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host[: host.find("]") + 1]
    return host.partition(":")[0]


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


class Guard:
    """Refuses foreign hosts and foreign writes before any page is asked; adds the headers."""

    def __init__(self, app: ASGIApp, hosts: KnownHosts) -> None:
        """Stand before an app."""
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add_headers(MutableHeaders(scope=message), scope["path"])
            await send(message)

        refusal = self._refusal(scope["method"], Headers(scope=scope))
        await (refusal or self._app)(scope, receive, send_guarded)

    def _refusal(self, method: str, headers: Headers) -> PlainTextResponse | None:
        host = headers.get("host", "")
        if not self._hosts.knows(host):
            return PlainTextResponse("This host name is not served here.", 421)
        if method not in SAFE_METHODS and _is_foreign(headers, host):
            return PlainTextResponse("Another site may not write here.", 403)
        return None


def _is_foreign(headers: Headers, host: str) -> bool:
    """Whether a browser says that the request came from another site's page."""
    if headers.get("sec-fetch-site", "none") not in OWN_SITE:
        return True
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc.lower() != host.lower()


def _add_headers(headers: MutableHeaders, path: str) -> None:
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    # answers about health do not belong into any cache; our own files are asked for anew
    headers.setdefault("Cache-Control", "no-cache" if path.startswith(STATIC) else "no-store")

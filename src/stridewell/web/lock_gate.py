"""The gate before every page while there is a lock."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from stridewell.web.doorkeeper import COOKIE, Doorkeeper
from stridewell.web.guard import SAFE_METHODS, STATIC

UNLOCK = "/unlock"
API = "/api/"
_OPEN = frozenset({UNLOCK})


class LockGate:
    """Sends whoever has no session to the page that asks for the passphrase."""

    def __init__(self, app: ASGIApp, doorkeeper: Doorkeeper) -> None:
        """Stand before an app."""
        self._app = app
        self._doorkeeper = doorkeeper

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or ask for the passphrase."""
        if scope["type"] != "http" or scope["path"] in _OPEN or scope["path"].startswith(STATIC):
            await self._app(scope, receive, send)
            return
        token = HTTPConnection(scope).cookies.get(COOKIE)
        if self._doorkeeper.lets_in(token):
            await self._app(scope, receive, send)
        else:
            await _asking(scope)(scope, receive, send)


def _asking(scope: Scope) -> Response:
    path: str = scope["path"]
    if path.startswith(API):
        text, next_step = "stridewell is locked.", "Unlock it in the browser, or use the commands."
        refusal = {"kind": "locked", "text": text, "next_step": next_step}
        return JSONResponse({"refusal": refusal}, 401)
    if scope["method"] not in SAFE_METHODS:
        return RedirectResponse(f"{UNLOCK}?lost=1", 303)
    query = scope["query_string"].decode("latin-1")
    wanted = f"{path}?{query}" if query else path
    return RedirectResponse(f"{UNLOCK}?to={quote(wanted, safe='/')}", 303)

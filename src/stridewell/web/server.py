"""The app over one desk, and serving it on this machine."""

from __future__ import annotations

import errno
import socket
import sys

import uvicorn
from fastapi import FastAPI

from stridewell import __version__
from stridewell.app.desk import Desk
from stridewell.errors import PortInUseError
from stridewell.web import (
    about_page,
    again_page,
    answer_page,
    api,
    around_page,
    changed_page,
    daily_page,
    door_page,
    enough_page,
    export_page,
    fuel_page,
    gait_compare_page,
    gait_page,
    gait_upload_page,
    ground_page,
    learn,
    load_page,
    log_page,
    plan_page,
    question_page,
    ready_page,
    run_exports,
    run_page,
    runner_page,
    runs_page,
    shoe_changes_page,
    shoes_page,
    tests_page,
    today_page,
    unlock_page,
    weekly_page,
    wishes_page,
    words_page,
    yours_lock,
    yours_page,
)
from stridewell.web.check_in_desk import CheckInDesk
from stridewell.web.doorkeeper import Doorkeeper
from stridewell.web.drafts import Drafts
from stridewell.web.errors_shown import add_error_pages
from stridewell.web.guard import LOOPBACK_NAMES, Guard, known_hosts
from stridewell.web.lock_gate import LockGate
from stridewell.web.rendering import Site
from stridewell.web.statics import add_statics

LOOPBACK = "127.0.0.1"
WAITING = 128


def make_app(desk: Desk, host: str = LOOPBACK) -> FastAPI:
    """The app over one desk; ``host`` is where it will listen and so may be called."""
    app = FastAPI(
        title="stridewell",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    site = Site()
    drafts, doorkeeper = Drafts(), Doorkeeper(desk.lock)
    check_ins = CheckInDesk(desk, site, drafts)
    for page in (today_page, answer_page, plan_page, learn, about_page):
        app.include_router(page.routes(desk, site))
    for page in (runs_page, run_page, run_exports, load_page, changed_page):
        app.include_router(page.routes(desk, site))
    for page in (export_page, ready_page, log_page, wishes_page, weekly_page):
        app.include_router(page.routes(desk, site))
    app.include_router(door_page.routes(site, check_ins))
    app.include_router(runner_page.routes(site, check_ins))
    app.include_router(daily_page.routes(site, check_ins))
    app.include_router(question_page.routes(site, check_ins))
    app.include_router(again_page.routes(site, check_ins))
    app.include_router(enough_page.routes(site, check_ins))
    app.include_router(words_page.routes(site, check_ins))
    app.include_router(fuel_page.routes(desk, site))
    app.include_router(around_page.routes(desk, site))
    app.include_router(shoes_page.routes(desk, site))
    app.include_router(shoe_changes_page.routes(desk, site))
    app.include_router(ground_page.routes(desk, site))
    app.include_router(tests_page.routes(desk, site))
    for page in (gait_upload_page, gait_page, gait_compare_page):
        app.include_router(page.routes(desk, site))
    app.include_router(yours_page.routes(desk, site, drafts))
    app.include_router(yours_lock.routes(desk, site, doorkeeper))
    app.include_router(unlock_page.routes(site, doorkeeper))
    app.include_router(api.routes(desk))
    add_statics(app)
    add_error_pages(app, site)
    app.add_middleware(LockGate, doorkeeper=doorkeeper)
    app.add_middleware(Guard, hosts=known_hosts(host))
    return app


def serve(desk: Desk, host: str, port: int) -> None:
    """Serve the app until it is stopped; port 0 takes any free one.

    Raises:
        PortInUseError: the address cannot be listened at.
    """
    listening = listen(host, port)
    name = f"[{host}]" if ":" in host else host
    _say_where(f"http://{name}:{listening.getsockname()[1]}/", name)
    with listening:
        server(desk, host).run(sockets=[listening])


def server(desk: Desk, host: str) -> uvicorn.Server:
    """The server over one desk, not yet running."""
    return uvicorn.Server(
        uvicorn.Config(
            make_app(desk, host),
            log_level="warning",
            lifespan="off",
            ws="none",
            server_header=False,
        )
    )


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at the address.

    Raises:
        PortInUseError: another program has the port, or the address is none of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=WAITING)
    except OSError as error:
        raise _cannot_listen(host, port, error) from error


def _cannot_listen(host: str, port: int, error: OSError) -> PortInUseError:
    if error.errno == errno.EADDRINUSE:
        return PortInUseError(
            f"Port {port} is in use, perhaps by another stridewell.",
            "Open that one, or choose another with --port.",
        )
    if error.errno == errno.EACCES:
        return PortInUseError(
            f"Port {port} may not be used by you.", "Choose another with --port, such as 8710."
        )
    return PortInUseError(
        f"There is no listening at {host}: {error.strerror or error}.",
        "Leave out --host to serve this machine only, or choose another with --port.",
    )


def _say_where(address: str, name: str) -> None:
    sys.stdout.write(f"stridewell is open at {address} (stop it with Ctrl-C)\n")
    sys.stdout.flush()
    if name not in LOOPBACK_NAMES:
        sys.stderr.write(
            f"stridewell: listening at {name}, so others on the network can read your answers "
            "and write new ones. Leave out --host to serve this machine only.\n"
        )

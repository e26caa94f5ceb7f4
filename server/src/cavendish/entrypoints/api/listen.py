"""The API's process: `python -m cavendish.entrypoints.api.listen HOST PORT WORKERS`, started by `serve`."""

import sys

from granian import Granian
from granian.constants import HTTPModes, Interfaces, Loops
from granian.http import HTTP1Settings
from granian.log import LogLevels

from cavendish.entrypoints.parent_bond import forks_can_be_ended

APP = "cavendish.entrypoints.api.main:app"
_RESPAWN_S = 5.0
"""Longer than a start takes: a worker that dies is replaced only when its successor could be listening."""

HEADER_READ_MS = 20_000
"""How long a connection may take for a request's head, and stay idle between two, before it is cut off."""


def listen(host: str, port: int, workers: int) -> None:
    """Serve until SIGTERM; requests in flight are finished."""
    # Else one that comes while a worker starts is heard by nobody: granian kills the worker 30 s later.
    forks_can_be_ended()
    Granian(
        APP,
        process_name="cavendish-server: api",
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        workers=workers,
        loop=Loops.uvloop,
        # HTTP/2 without TLS is no use to anyone, and its connections know no time limit for headers.
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_READ_MS),
        websockets=False,
        backlog=4096,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        respawn_interval=_RESPAWN_S,
        workers_kill_timeout=30,
    ).serve()


if __name__ == "__main__":
    listen(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))

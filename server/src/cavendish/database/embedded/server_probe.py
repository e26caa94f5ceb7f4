"""Ask a PostgreSQL server through its socket whether it takes connections, without a driver."""

import enum
import socket
import struct
from pathlib import Path
from typing import Final

_PROTOCOL_3: Final = 196_608
_TERMINATE: Final = b"X\x00\x00\x00\x04"
_CANNOT_CONNECT_NOW: Final = b"C57P03\x00"
"""Sent while starting, recovering or shutting down. Source: PostgreSQL manual, appendix A, 57P03."""


class ServerState(enum.Enum):
    """What the other end of the socket answered."""

    ABSENT = enum.auto()
    BUSY = enum.auto()
    SERVING = enum.auto()


def probe(socket_path: Path, *, user: str, timeout_s: float = 2.0) -> ServerState:
    """SERVING when a session could begin; BUSY when someone listens but cannot serve now."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(timeout_s)
        try:
            connection.connect(str(socket_path))
        except (TimeoutError, BlockingIOError):
            return ServerState.BUSY
        except OSError:
            return ServerState.ABSENT
        try:
            connection.sendall(_startup_message(user))
            answer = connection.recv(1024)
            if answer[:1] == b"R":
                connection.sendall(_TERMINATE)
        except OSError:
            return ServerState.BUSY
    return _state_of(answer)


def _startup_message(user: str) -> bytes:
    fields = b"user\x00" + user.encode() + b"\x00database\x00postgres\x00\x00"
    return struct.pack("!ii", 8 + len(fields), _PROTOCOL_3) + fields


def _state_of(answer: bytes) -> ServerState:
    if not answer or (answer[:1] == b"E" and _CANNOT_CONNECT_NOW in answer):
        return ServerState.BUSY
    return ServerState.SERVING  # any other refusal, such as too many clients, comes from a working server

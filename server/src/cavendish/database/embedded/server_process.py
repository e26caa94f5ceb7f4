"""The PostgreSQL server as processes: start it detached, find it, end it."""

import hashlib
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from cavendish.database.embedded.file_lock import FileLock
from cavendish.database.embedded.postgres_binaries import PostgresBinaries
from cavendish.database.embedded.server_account import ServerAccount

_MAX_LOG_BYTES: Final = 10_000_000
_PROC: Final = Path("/proc")
_HAS_PROC: Final[bool] = _PROC.joinpath("self", "cmdline").exists()
"""Elsewhere (macOS) there is no such folder, and a number in a pid file is all there is to go by."""
_DETACH: Final = 'unset MALLOC_ARENA_MAX MALLOC_MMAP_THRESHOLD_ MALLOC_TRIM_THRESHOLD_; "$@" &'
"""The shell leaves at once, so the server is nobody's child: whoever started it owes it no wait().

What `serve` tells the C library is for a process of many threads and large pictures, which this is not.
"""
_SETTINGS: Final = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "max_wal_size": "512MB",
    "wal_compression": "on",
    "synchronous_commit": "on",
    "autovacuum_naptime": "20s",
    "jit": "off",
    "log_checkpoints": "off",
    "logging_collector": "off",
}


def start_server(
    cluster: Path,
    *,
    binaries: PostgresBinaries,
    account: ServerAccount,
    socket_folder: Path,
    alive: FileLock,
) -> None:
    """Start the server and return before it is ready; it and all its processes inherit `alive`.

    It has a session of its own, so Ctrl-C at our terminal does not reach it.
    """
    settings = _SETTINGS | {
        "unix_socket_directories": str(socket_folder),
        "cluster_name": cluster_name(cluster),
    }
    if binaries.major >= 18:
        settings["io_method"] = "sync"
    flags = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    command = ["/bin/sh", "-c", _DETACH, "sh", str(binaries.postgres), "-D", str(cluster), *flags]
    log = _open_log(log_path(cluster))
    try:
        subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            check=True,
            start_new_session=True,
            pass_fds=[alive.fileno()],
            **account.spawn_options(),
        )
    finally:
        os.close(log)


def log_path(cluster: Path) -> Path:
    return cluster.parent / "server.log"


def log_tail(cluster: Path) -> str:
    """The last lines of the server's log."""
    return log_path(cluster).read_text(encoding="utf-8", errors="replace")[-1500:].strip()


def cluster_name(cluster: Path) -> str:
    """What the server's processes carry in their titles; at most 63 characters."""
    return f"cavendish-{hashlib.sha256(str(cluster).encode()).hexdigest()[:16]}"


def postmaster_pid(cluster: Path) -> int | None:
    """The living main process of `cluster`'s server in this PID namespace, None if there is none.

    The number in the file alone proves nothing: it may be a zombie's, or another program's by now.
    """
    try:
        pid = int((cluster / "postmaster.pid").read_text(encoding="utf-8", errors="replace").split("\n")[0])
    except (FileNotFoundError, ValueError):
        return None
    if pid <= 1:
        return None
    if _HAS_PROC:
        return pid if str(cluster) in _arguments(pid) else None
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, PermissionError):
        return None
    return pid


def stray_processes(cluster: Path) -> Iterator[int]:
    """Processes of `cluster`'s server other than its main one. Only Linux lets us see them."""
    if not _HAS_PROC:
        return
    title = f"postgres: {cluster_name(cluster)}:"
    for entry in _PROC.iterdir():
        if entry.name.isdecimal() and any(part.startswith(title) for part in _arguments(int(entry.name))):
            yield int(entry.name)


def send(pid: int, number: signal.Signals) -> None:
    """Signal a process that may have ended meanwhile."""
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


def forget_dead_server(cluster: Path) -> None:
    """Remove a dead server's pid file: PostgreSQL takes a zombie or a reused number for a living server.

    Call it holding the alive lock, which proves that no process of the server is left.
    """
    (cluster / "postmaster.pid").unlink(missing_ok=True)


def _arguments(pid: int) -> list[str]:
    """A process's command line; empty for zombies and the departed."""
    try:
        line = (_PROC / str(pid) / "cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return []
    return line.decode(errors="surrogateescape").split("\x00")


def _open_log(path: Path) -> int:
    if path.exists() and path.stat().st_size > _MAX_LOG_BYTES:
        path.rename(path.with_suffix(".log.1"))
    log = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    if os.geteuid() == 0:
        folder = path.parent.stat()
        os.fchown(log, folder.st_uid, folder.st_gid)
    return log

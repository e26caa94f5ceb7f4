"""Run one PostgreSQL per data folder, shared by all processes that use the folder."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Final, Self
from urllib.parse import quote

from cavendish.database.embedded import server_process
from cavendish.database.embedded.binary_copies import can_run, copied_places, copy_binaries
from cavendish.database.embedded.cluster import DATABASE, SUPERUSER, create_cluster, major_of
from cavendish.database.embedded.file_lock import FileLock, is_held_exclusively
from cavendish.database.embedded.polling import wait_until
from cavendish.database.embedded.postgres_binaries import PostgresBinaries, find_binaries, known_places
from cavendish.database.embedded.server_account import ServerAccount
from cavendish.database.embedded.server_probe import ServerState, probe
from cavendish.database.embedded.socket_folder import (
    SOCKET_NAME,
    find_socket_folder,
    make_socket_folder,
    remove_socket_folder,
)
from cavendish.domain.errors import SetupError

_TURN_TIMEOUT_S: Final = 360.0
_START_TIMEOUT_S: Final = 300.0
"""Generous: after a crash the server replays up to 512 MB of its journal before it serves."""
_STRAYS_TIMEOUT_S: Final = 3.0
_FAST_STOP_S: Final = 20.0
_IMMEDIATE_STOP_S: Final = 5.0


def _tell_nobody(_: str) -> None:
    return


class EmbeddedPostgres:
    """One process's use of the PostgreSQL in a data folder.

    The first user starts the server, later ones attach, the last one out stops it; all of that under
    locks the kernel releases when a process dies. A server whose users were all killed keeps serving
    and the next user attaches to it. Three lock files: `start.lock` serialises starting and stopping,
    every user shares `users.lock`, and `alive.lock` is inherited by every process of the server, so it
    tells exactly whether any is left.
    """

    def __init__(self, data_dir: Path, *, on_progress: Callable[[str], None] = _tell_nobody) -> None:
        """Nothing is touched before `ensure_running`; most callers want `EmbeddedPostgres.start`."""
        self._data_dir = data_dir.resolve()
        self._folder = self._data_dir / "postgres"
        self._cluster = self._folder / "cluster"
        self._on_progress = on_progress
        self._membership: FileLock | None = None
        self._is_owner = False

    @classmethod
    def start(cls, data_dir: Path, *, on_progress: Callable[[str], None] = _tell_nobody) -> Self:
        """Start the server of `data_dir` or attach to it; returns when it takes connections.

        `on_progress` hears of the steps that take longer than a moment. Raises SetupError, whose
        message names the cure, when this machine or folder cannot run one.
        """
        postgres = cls(data_dir, on_progress=on_progress)
        postgres.ensure_running()
        return postgres

    @property
    def dsn(self) -> str:
        """The database's URL, through the Unix socket; it can change when the server is started anew."""
        host = quote(str(find_socket_folder(self._folder)), safe="/")
        return f"postgresql://{SUPERUSER}@/{DATABASE}?host={host}"

    @property
    def is_owner(self) -> bool:
        """Whether this object started the server that it uses, rather than attach to it."""
        return self._is_owner

    def is_running(self) -> bool:
        """Whether the server answers now; a starting or overloaded one counts."""
        return self._probe() is not ServerState.ABSENT

    def ensure_running(self) -> bool:
        """Start the server, at first or after a crash, unless it serves; True if it had to be started."""
        if self._membership is not None and self._probe() is ServerState.SERVING:
            return False
        self._make_folders()
        with self._turn():
            is_first_use = self._membership is None
            try:
                self._join()
                self._is_owner = self._start_unless_serving()
            except BaseException:
                if is_first_use:
                    self._leave()
                raise
        return self._is_owner

    def stop(self) -> bool:
        """Leave; True if this was the last user, so that the server was stopped. Repeating is harmless."""
        if self._membership is None:
            return False
        with self._turn():
            self._leave()
            with FileLock(self._folder / "users.lock") as users:
                is_last = users.try_exclusive()
            if is_last:
                self._shut_down()
        self._is_owner = False
        return is_last

    def __enter__(self) -> Self:
        self.ensure_running()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _probe(self) -> ServerState:
        return probe(find_socket_folder(self._folder) / SOCKET_NAME, user=SUPERUSER)

    def _turn(self) -> FileLock:
        lock = FileLock(self._folder / "start.lock")
        if not lock.wait_exclusive(timeout_s=_TURN_TIMEOUT_S):
            lock.close()
            raise SetupError(
                f"Another process has been starting or stopping the database in {self._folder} for "
                f"{_TURN_TIMEOUT_S:.0f} s: look at {server_process.log_path(self._cluster)}"
            )
        return lock

    def _join(self) -> None:
        if self._membership is None:
            self._membership = FileLock(self._folder / "users.lock")
            self._membership.try_shared()

    def _leave(self) -> None:
        if self._membership is not None:
            self._membership.close()
            self._membership = None

    def _account(self) -> ServerAccount:
        return ServerAccount.for_folders([self._cluster, self._folder, self._data_dir])

    def _make_folders(self) -> None:
        """What is missing of the path; as root others may pass through, not list."""
        try:
            for folder in (*reversed(self._data_dir.parents), self._data_dir, self._folder):
                self._make_folder(folder)
            if not os.access(self._folder, os.R_OK | os.W_OK | os.X_OK):
                raise PermissionError(13, "not ours to write in", str(self._folder))
        except OSError as error:
            raise SetupError(
                f"The data folder {self._data_dir} cannot be used ({error}): choose another one with "
                "--data or CAVENDISH_DATA, or set CAVENDISH_DATABASE_URL"
            ) from error

    def _make_folder(self, folder: Path) -> None:
        if folder.is_dir():
            return
        folder.mkdir(mode=0o700, exist_ok=True)  # another process may make it at the same time
        if os.geteuid() != 0:
            return
        owner = folder.parent.stat()
        if folder.parent == self._data_dir and owner.st_uid != 0:
            os.chown(folder, owner.st_uid, owner.st_gid)
        else:
            folder.chmod(0o711)

    def _start_unless_serving(self) -> bool:
        """True if the server was started. The alive lock is free only when no process of it is left."""
        if self._probe() is ServerState.SERVING:
            return False
        with FileLock(self._folder / "alive.lock") as alive:
            if not self._wait_for(alive):
                return False
            if (pid := server_process.postmaster_pid(self._cluster)) is not None:
                raise SetupError(
                    f"PostgreSQL process {pid}, which Cavendish did not start, "
                    f"works in {self._cluster}: stop it first"
                )
            account = self._account()
            account.require_access(self._folder)
            binaries = self._choose_binaries(account)
            if not self._cluster.exists():
                self._on_progress("creating the database")
                create_cluster(self._cluster, binaries=binaries, account=account, alive=alive)
            server_process.forget_dead_server(self._cluster)
            server_process.start_server(
                self._cluster,
                binaries=binaries,
                account=account,
                socket_folder=make_socket_folder(self._folder, account),
                alive=alive,
            )
        self._wait_for_service()
        return True

    def _wait_for(self, alive: FileLock) -> bool:
        """True with the lock in hand; False if a server left over by others turned out to serve.

        What remains of a killed server ends by itself in a moment; a process that does not is killed.
        """

        def is_settled() -> bool:
            return alive.try_exclusive() or self._probe() is ServerState.SERVING

        if not wait_until(is_settled, timeout_s=_STRAYS_TIMEOUT_S):
            if server_process.postmaster_pid(self._cluster) is None:
                for pid in server_process.stray_processes(self._cluster):
                    server_process.send(pid, signal.SIGKILL)
            self._on_progress("waiting for the database to recover")
            if not wait_until(is_settled, timeout_s=_START_TIMEOUT_S):
                raise SetupError(
                    f"The database in {self._folder} neither serves nor ends: look at "
                    f"{server_process.log_path(self._cluster)}"
                )
        return alive.try_exclusive()

    def _choose_binaries(self, account: ServerAccount) -> PostgresBinaries:
        major = major_of(self._cluster)
        places = [*known_places(), *copied_places(self._folder)]
        try:
            binaries = find_binaries(major=major, places=places)
        except SetupError as error:
            if major is None:
                raise
            raise SetupError(
                f"{self._cluster} was made by PostgreSQL {major}. {error}. To change to another version, "
                "dump the database with the old one and restore it into a fresh data folder"
            ) from error
        if can_run(binaries, account):
            return binaries
        self._on_progress("copying the PostgreSQL programs to where they can run")
        return copy_binaries(binaries, self._folder, account)

    def _is_any_process_left(self) -> bool:
        return is_held_exclusively(self._folder / "alive.lock")

    def _wait_for_service(self) -> None:
        def is_decided() -> bool:
            return self._probe() is ServerState.SERVING or not self._is_any_process_left()

        wait_until(is_decided, timeout_s=_START_TIMEOUT_S)
        if self._probe() is not ServerState.SERVING:
            tail = server_process.log_tail(self._cluster)
            raise SetupError(f"PostgreSQL did not start in {self._cluster}. The end of its log:\n{tail}")

    def _shut_down(self) -> None:
        """Fast, then immediate (the journal repairs that at the next start), then by force."""

        def is_gone() -> bool:
            return not self._is_any_process_left()

        for number, timeout_s in (
            (signal.SIGINT, _FAST_STOP_S),
            (signal.SIGQUIT, _IMMEDIATE_STOP_S),
            (signal.SIGKILL, _IMMEDIATE_STOP_S),
        ):
            if (pid := server_process.postmaster_pid(self._cluster)) is None:
                break
            server_process.send(pid, number)
            if wait_until(is_gone, timeout_s=timeout_s):
                break
        if is_gone():
            remove_socket_folder(self._folder)

"""Keeps the processes of one installation running: forks them, forks them again, and lets them drain.

They are forks, not programs of their own: what they have imported is in memory once, and one that died is
back without importing anything. So the supervisor itself has no second thread and no event loop.
"""

import contextlib
import math
import os
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import structlog

from cavendish.entrypoints.cli.forking import fork
from cavendish.entrypoints.parent_bond import child_bound_to, forks_can_be_ended

if sys.platform == "linux":
    from setproctitle import setproctitle as _set_title
else:

    def _set_title(_: str) -> None:
        """On macOS it would end a process that was forked."""


_FIRST_BACKOFF_S: Final = 0.5
_LONGEST_BACKOFF_S: Final = 15.0
_HEALTHY_AFTER_S: Final = 30.0
_HEARD: Final = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD)
_FIRST_OWN_FILE: Final = 3

_log = structlog.get_logger("cavendish.supervisor")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildSpec:
    """One process to keep running."""

    name: str
    run: Callable[[], object]
    """What it does, in the child, until it is told to end by SIGTERM."""
    reloads: bool = False
    """It reads its configuration anew on SIGHUP; others are not sent one."""


@dataclass(slots=True)
class _Child:
    """A process, or the time at which it comes back."""

    spec: ChildSpec
    pid: int | None = None
    begun_s: float = 0.0
    due_s: float = 0.0
    backoff_s: float = _FIRST_BACKOFF_S

    def send(self, number: signal.Signals) -> None:
        if self.pid is not None:
            # Until it is waited for, the number is nobody else's.
            os.kill(self.pid, number)


class Supervisor:
    """Runs its children until SIGTERM or SIGINT; then they get SIGTERM, `drain_s` to finish, and SIGKILL."""

    def __init__(self, specs: Sequence[ChildSpec], *, drain_s: float = 40.0) -> None:
        self._children = [_Child(spec) for spec in specs]
        self._drain_s = drain_s
        self._killed_at_s: float | None = None
        """When what still drains is killed; None until all shall stop."""

    def run(self) -> None:
        """Start everything and return when all has stopped. Only the main thread hears signals."""
        forks_can_be_ended()
        with _heard_signals() as heard:
            while self._killed_at_s is None or self._running():
                self._start_what_is_due()
                for number in _next_signals(heard, within_s=self._rest_s()):
                    self._obey(number)
                self._bury()
                self._kill_late()

    def _running(self) -> list[_Child]:
        return [child for child in self._children if child.pid is not None]

    def _obey(self, number: int) -> None:
        if number == signal.SIGHUP:
            for child in self._running():
                if child.spec.reloads:
                    child.send(signal.SIGHUP)
        elif number != signal.SIGCHLD and self._killed_at_s is None:
            self._killed_at_s = time.monotonic() + self._drain_s
            for child in self._running():
                child.send(signal.SIGTERM)

    def _start_what_is_due(self) -> None:
        if self._killed_at_s is not None:
            return
        parent = os.getpid()
        for child in self._children:
            if child.pid is None and child.due_s <= time.monotonic():
                child.begun_s = time.monotonic()
                try:
                    child.pid = fork(partial(_live, child.spec, parent))
                except OSError as error:  # no memory or no process left, for now
                    _come_back(child, code=None, reason=str(error))

    def _rest_s(self) -> float | None:
        """How long nothing is to be done unless a signal comes; None for ever."""
        due = [child.due_s for child in self._children if child.pid is None]
        if self._killed_at_s is not None:
            due = [self._killed_at_s]
        until_s = min(due, default=math.inf)
        return None if until_s == math.inf else max(0.0, until_s - time.monotonic())

    def _bury(self) -> None:
        """Take note of those that ended."""
        for child in self._running():
            pid, status = os.waitpid(child.pid or 0, os.WNOHANG)
            if pid:
                child.pid = None
                if self._killed_at_s is None:
                    _come_back(child, code=os.waitstatus_to_exitcode(status))

    def _kill_late(self) -> None:
        if self._killed_at_s is None or time.monotonic() < self._killed_at_s or not self._running():
            return
        names = [child.spec.name for child in self._running()]
        _log.warning("processes did not stop in time and are killed", names=names)
        for child in self._running():
            child.send(signal.SIGKILL)
        self._killed_at_s = math.inf


def _come_back(child: _Child, *, code: int | None, reason: str | None = None) -> None:
    """Have it start again in a while; `code` is None for one that could not begin, for that reason."""
    now_s = time.monotonic()
    was_healthy = now_s - child.begun_s > _HEALTHY_AFTER_S
    child.backoff_s = _FIRST_BACKOFF_S if was_healthy else min(_LONGEST_BACKOFF_S, child.backoff_s * 2)
    child.due_s = now_s + child.backoff_s
    told = {"code": code} if reason is None else {"reason": reason}
    what = "process ended" if reason is None else "process could not be started"
    _log.error(f"{what}; it is started again", name=child.spec.name, **told, in_s=child.backoff_s)


def _live(spec: ChildSpec, parent: int) -> None:
    """A child's life: nothing of its parent's but what is in memory, a name, and a session of its own."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    child_bound_to(parent)()
    os.setsid()
    # Else it would hold its parent's locks, for as long as it lives.
    os.closerange(_FIRST_OWN_FILE, os.sysconf("SC_OPEN_MAX"))
    _set_title(f"cavendish-server: {spec.name}")
    spec.run()


@contextlib.contextmanager
def _heard_signals() -> Iterator[int]:
    """Within the block, a signal is a byte in this file, and nothing else."""
    heard, said = os.pipe()
    os.set_blocking(heard, False)
    os.set_blocking(said, False)
    before = {number: signal.signal(number, lambda *_: None) for number in _HEARD}
    signal.set_wakeup_fd(said)
    try:
        yield heard
    finally:
        signal.set_wakeup_fd(-1)
        for number, handler in before.items():
            signal.signal(number, handler)
        os.close(heard)
        os.close(said)


def _next_signals(heard: int, *, within_s: float | None) -> bytes:
    select.select((heard,), (), (), within_s)
    try:
        return os.read(heard, 4096)
    except BlockingIOError:
        return b""

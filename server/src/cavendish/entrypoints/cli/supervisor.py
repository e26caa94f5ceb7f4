"""Keeps the processes of one installation running: starts them, starts them again, and lets them drain."""

import asyncio
import contextlib
import os
import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

import structlog

from cavendish.entrypoints.parent_bond import child_bound_to

_FIRST_BACKOFF_S: Final = 0.5
_LONGEST_BACKOFF_S: Final = 15.0
_HEALTHY_AFTER_S: Final = 30.0

_log = structlog.get_logger("cavendish.supervisor")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildSpec:
    """One process to keep running."""

    name: str
    arguments: Sequence[str]
    environ: Mapping[str, str]
    reloads: bool = False
    """It reads its configuration anew on SIGHUP; others are not sent one."""
    log: Path | None = None
    """Where its output is appended; None: where ours goes."""


class Supervisor:
    """Runs its children until `stop`; then they get SIGTERM, `drain_s` to finish, and SIGKILL."""

    def __init__(self, children: Sequence[ChildSpec], *, drain_s: float = 40.0) -> None:
        self._specs = children
        self._drain_s = drain_s
        self._stopping = asyncio.Event()
        self._processes: dict[str, asyncio.subprocess.Process] = {}

    def stop(self) -> None:
        self._stopping.set()

    def reload(self) -> None:
        """Have the children that can do so read their configuration anew."""
        for spec in self._specs:
            if spec.reloads and (process := self._processes.get(spec.name)) is not None:
                _send(process, signal.SIGHUP)

    async def run(self, watch: Callable[[], object] | None = None) -> None:
        """Start everything and return when all has stopped; `watch` is called each second, in a thread."""
        keepers = [asyncio.create_task(self._keep_running(spec), name=spec.name) for spec in self._specs]
        watcher = asyncio.create_task(self._watch(watch)) if watch is not None else None
        await self._stopping.wait()
        if watcher is not None:
            watcher.cancel()
        await self._drain(keepers)

    async def _drain(self, keepers: Sequence[asyncio.Task[None]]) -> None:
        for process in self._processes.values():
            _send(process, signal.SIGTERM)
        _, late = await asyncio.wait(keepers, timeout=self._drain_s)
        if late:
            _log.warning(
                "processes did not stop in time and are killed", names=[task.get_name() for task in late]
            )
            for process in self._processes.values():
                _send(process, signal.SIGKILL)
            await asyncio.wait(late)

    async def _keep_running(self, spec: ChildSpec) -> None:
        backoff_s = _FIRST_BACKOFF_S
        loop = asyncio.get_running_loop()
        while not self._stopping.is_set():
            begun_s = loop.time()
            with _output(spec) as output:
                process = await asyncio.create_subprocess_exec(
                    *spec.arguments,
                    env=dict(spec.environ),
                    stdout=output,
                    stderr=output,
                    start_new_session=True,
                    preexec_fn=child_bound_to(os.getpid()),
                )
            self._processes[spec.name] = process
            if self._stopping.is_set():  # it was not among those that were told to stop
                _send(process, signal.SIGTERM)
            code = await process.wait()
            del self._processes[spec.name]
            if self._stopping.is_set():
                return
            backoff_s = (
                _FIRST_BACKOFF_S
                if loop.time() - begun_s > _HEALTHY_AFTER_S
                else min(_LONGEST_BACKOFF_S, backoff_s * 2)
            )
            _log.error("process ended; it is started again", name=spec.name, code=code, in_s=backoff_s)
            try:
                await asyncio.wait_for(self._stopping.wait(), backoff_s)
            except TimeoutError:
                continue

    async def _watch(self, watch: Callable[[], object]) -> None:
        while True:
            await asyncio.sleep(1.0)
            await asyncio.to_thread(watch)


def _output(spec: ChildSpec) -> contextlib.AbstractContextManager[IO[bytes] | None]:
    return contextlib.nullcontext() if spec.log is None else spec.log.open("ab")


def _send(process: asyncio.subprocess.Process, number: signal.Signals) -> None:
    if process.returncode is None:
        process.send_signal(number)

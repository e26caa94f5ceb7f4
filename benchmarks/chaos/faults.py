"""What is done to the installation. Each fault takes its time and is mended when it returns."""

import asyncio
import contextlib
import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from benchmarks.chaos.machine_room import DATABASE_ADDRESS, OUTSIDE_ADDRESS
from benchmarks.chaos.stage import Served, Stage


@dataclass(frozen=True, kw_only=True)
class Kill:
    """One kill -9: whom, and when in the clock's milliseconds."""

    victim: str
    at_ms: int


async def kill_one(stage: Stage, chance: random.Random) -> Kill:
    """A random process: of an API, a worker or PostgreSQL; at times a main one, at times a child."""
    at_ms = round(time.time() * 1000)
    if chance.random() < 0.2 and (pids := stage.postgres.pids()):
        index = 0 if chance.random() < 0.5 else chance.randrange(len(pids))
        stage.postgres.kill(pids[index], at_ms)
        return Kill(victim="postgres" if index == 0 else "a process of postgres", at_ms=at_ms)
    one = chance.choice(stage.served)
    if not (pids := one.pids()):
        return Kill(victim=f"{one.role}, which was down", at_ms=at_ms)
    pid = pids[0] if chance.random() < 0.4 else chance.choice(pids)
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    return Kill(victim=f"{one.role} {'supervisor' if pid == pids[0] else 'process'}", at_ms=at_ms)


def _cut(role: str, *addresses: str) -> Callable[[Stage, random.Random], Awaitable[str]]:
    async def fault(stage: Stage, chance: random.Random) -> str:
        one: Served = chance.choice(stage.apis if role == "api" else stage.workers)
        if one.network is None:
            return "not done: network namespaces need root and `ip`"
        with one.network.cut(*addresses):
            await asyncio.sleep(20)
        return f"{one.name}, 20 s"

    return fault


async def _freeze(stage: Stage, chance: random.Random) -> str:
    one = chance.choice(stage.workers)
    stopped = one.pids()
    for pid in stopped:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGSTOP)
    await asyncio.sleep(20)
    for pid in stopped:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)
    return f"{one.name}, 20 s"


async def _fill_storage(stage: Stage, _: random.Random) -> str:
    if stage.storage_disk is None:
        return "not done: a small file system needs root"
    with stage.storage_disk.full():
        await asyncio.sleep(10)
    return "10 s"


async def _slow_disk(stage: Stage, _: random.Random) -> str:
    strace = shutil.which("strace")
    if strace is None or os.geteuid() != 0:
        return "not done: delaying PostgreSQL's fsync needs root and strace"
    pids = [part for pid in stage.postgres.pids() for part in ("-p", str(pid))]
    process = subprocess.Popen(
        [strace, "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync,fdatasync", "-e",
         "inject=fsync,fdatasync:delay_exit=100000", *pids],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        await asyncio.sleep(10)
        is_tracing = process.poll() is None
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGINT)
        await asyncio.to_thread(process.wait, 20)
    return "each fsync 100 ms longer, 10 s" if is_tracing else "not done: strace may not trace here"


async def _jump(stage: Stage, _: random.Random) -> str:
    clock = stage.folder / "clock"
    if not clock.exists():
        return "not done: libfaketime (Debian: faketime) is not installed"
    for offset in ("+7200", "-7200", "+0"):
        clock.write_text(f"{offset}\n")
        await asyncio.sleep(5)
    return "worker-2: two hours ahead, two hours back, right again"


async def _storm(stage: Stage, _: random.Random) -> str:
    stage.upstream.storm = stage.receiver.storm = True
    await asyncio.sleep(8)
    stage.upstream.storm = stage.receiver.storm = False
    return "8 s"


FAULTS: dict[str, Callable[[Stage, random.Random], Awaitable[str]]] = {
    "upstream and receiver fail together": _storm,
    "worker cut off from everything": _cut("worker"),
    "worker cut off from the database": _cut("worker", DATABASE_ADDRESS),
    "worker cut off from upstream and receiver": _cut("worker", OUTSIDE_ADDRESS),
    "API cut off from the database": _cut("api", DATABASE_ADDRESS),
    "worker frozen": _freeze,
    "storage full": _fill_storage,
    "slow disk": _slow_disk,
    "clock jump": _jump,
}

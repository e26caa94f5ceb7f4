"""`python -m benchmarks.peers [rates] [latency] [burst] [kill] [dead]`: Cavendish beside LiteLLM's proxy.

Both are asked in turn, by the same callers, before the same stand-in upstream. LiteLLM is asked the
one way it has, a call that lasts until the picture comes; Cavendish so too, through its door for OpenAI's
clients, and by its own task API. LiteLLM runs without the database that its
keys and its spend need; ours commits.
"""

import argparse
import asyncio
import contextlib
import json
import os
import signal
import statistics
import tempfile
import urllib.request
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvloop
from rich.console import Console
from rich.table import Table

from benchmarks.connection import Connection
from benchmarks.installation import Installation, count_ends, descendants, until_all_ended
from benchmarks.peers.callers import (
    Outcome,
    Task,
    by_openai_call,
    by_task,
    closed_loop,
    open_loop,
)
from benchmarks.peers.gateways import Gateway, cavendish, install_litellm, litellm, upstream
from benchmarks.record import record
from benchmarks.working_folder import working_folder
from cavendish.database.embedded import EmbeddedPostgres

_RATE = 15
_ROUNDS = 5
_IN_FLIGHT = 500
_KILLED = 30
_DEAD_TASKS = 8
Figures = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Scene:
    """Where one measurement takes place."""

    upstream: str
    folder: Path

    @contextlib.asynccontextmanager
    async def serving(
        self, who: str, behaviour: str
    ) -> AsyncIterator[tuple[Gateway, Task, Installation | None]]:
        """One gateway whose upstream behaves so, and the way it is asked."""
        url = f"{self.upstream}/{behaviour}"
        folder = Path(tempfile.mkdtemp(dir=self.folder))  # not removed before the last measurement
        folder.chmod(0o755)
        if who in LITELLM:
            async with litellm(folder, url, workers=LITELLM[who]) as gateway:
                yield gateway, by_openai_call, None
            return
        with EmbeddedPostgres.start(folder) as postgres:
            async with cavendish(folder, postgres.dsn, url) as (gateway, it):
                yield gateway, by_task if "tasks" in who else by_openai_call, it


LITELLM = {"LiteLLM, one process": 1, "LiteLLM, two": 2}
ONE = "LiteLLM, one process"
DOOR, TASKS = "Cavendish, one call", "Cavendish, tasks"


async def rates(scene: Scene) -> Figures:
    """Tasks a second while the upstream answers at once.

    All are up, and take turns, once forward and once back: what else the machine does hits all of them. A
    ratio is the median of the rounds' ratios, for a machine may be half as fast in the next round.
    """
    figures: Figures = {who: {} for who in (*LITELLM, DOOR, TASKS)}
    for picture, callers, tasks in (("small", 64, 200), ("usual", 16, 100)):
        async with contextlib.AsyncExitStack() as stack:
            served = {who: await stack.enter_async_context(scene.serving(who, picture)) for who in figures}
            for who, (gateway, task, _) in served.items():
                await closed_loop(gateway.connect, task, callers=callers, tasks=callers * 2)
                if picture == "small":
                    figures[who] |= {"ready s": round(gateway.ready_s, 1), "MB": round(gateway.memory_mb())}
            rounds: list[dict[str, Outcome]] = []
            for number in range(_ROUNDS):
                outcomes: dict[str, Outcome] = {}
                for who in list(served) if number % 2 == 0 else reversed(list(served)):
                    gateway, task, _ = served[who]
                    count = tasks if who in LITELLM or picture == "usual" else tasks * 5
                    outcomes[who] = await closed_loop(gateway.connect, task, callers=callers, tasks=count)
                rounds.append(outcomes)
        for who, row in figures.items():
            a_second = [outcomes[who].per_second for outcomes in rounds]
            ratios = [outcomes[who].per_second / outcomes[ONE].per_second for outcomes in rounds]
            row[f"{picture}: tasks/s"] = round(statistics.median(a_second), 1)
            row[f"{picture}: of LiteLLM"] = round(statistics.median(ratios), 1)
            row[f"{picture}: errors"] = sum(len(outcomes[who].errors) for outcomes in rounds)
    return figures


async def latency(scene: Scene) -> Figures:
    """What the gateway adds to a picture at a rate that all of them bear."""
    figures: Figures = {}
    port = int(scene.upstream.rpartition(":")[2])
    direct = await open_loop(
        lambda: Connection("127.0.0.1", port, "none"), _direct, rate=_RATE, tasks=_RATE * 20
    )
    figures["the upstream itself"] = _latencies(direct)
    for who in (*LITELLM, DOOR, TASKS):
        async with scene.serving(who, "small") as (gateway, task, _):
            await open_loop(gateway.connect, task, rate=_RATE, tasks=_RATE * 4)
            figures[who] = _latencies(await open_loop(gateway.connect, task, rate=_RATE, tasks=_RATE * 20))
            for percent in ("p50", "p99"):
                added = figures[who][f"{percent} ms"] - figures["the upstream itself"][f"{percent} ms"]
                figures[who][f"{percent} added ms"] = round(added, 1)
    return figures


async def _direct(connection: Connection) -> None:
    await connection.call("POST", "/small/v1/images/generations", {"prompt": "a red fox in the snow"})


def _latencies(outcome: Outcome) -> dict[str, Any]:
    return {f"p{percent} ms": round(outcome.percentile_ms(percent), 1) for percent in (50, 99)} | {
        "errors": len(outcome.errors)
    }


async def burst(scene: Scene) -> Figures:
    """500 pictures of 1.3 MB that take 5 s each, asked for at once."""
    figures: Figures = {}
    for who in (ONE, DOOR, TASKS):
        async with scene.serving(who, "slow-usual") as (gateway, task, _):
            before_mb = gateway.memory_mb()
            most_mb = before_mb
            loading = asyncio.ensure_future(
                closed_loop(gateway.connect, task, callers=_IN_FLIGHT, tasks=_IN_FLIGHT)
            )
            while not loading.done():
                most_mb = max(most_mb, gateway.memory_mb())
                await asyncio.sleep(0.25)
            outcome = await loading
            figures[who] = {
                "pictures": len(outcome.took_s), "errors": len(outcome.errors),
                "seconds": round(outcome.wall_s, 1), "MB before": round(before_mb),
                "MB at most": round(most_mb), "MB after": round(gateway.memory_mb()),
            }  # fmt: skip
    return figures


async def kill(scene: Scene) -> Figures:
    """kill -9 while tasks are under way, and a start afterwards: what became of them."""
    figures: Figures = {}
    for who in (ONE, TASKS):
        async with scene.serving(who, "slow-small") as (gateway, task, it):
            await closed_loop(gateway.connect, task, callers=1, tasks=1)
            already = (await count_ends(it.dsn)).get("success", 0) if it is not None else 0
            _ask(scene, "forget")
            asking = asyncio.ensure_future(closed_loop(gateway.connect, task, callers=_KILLED, tasks=_KILLED))
            await asyncio.sleep(3)
            accepted = _ask(scene, "counts").get("slow-small", 0)
            for pid in descendants(gateway.pids[0]):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            outcome = await asking
            made = len(outcome.took_s)
            if it is not None:
                await asyncio.to_thread(it.server.wait, 20)
                await it.start_again()
                await until_all_ended(it.dsn, within_s=120)
                made = (await count_ends(it.dsn)).get("success", 0) - already
            figures[who] = {
                "in flight": accepted, "pictures made": made, "lost": accepted - made,
                "upstream calls": _ask(scene, "counts").get("slow-small", 0),
            }  # fmt: skip
    return figures


async def dead(scene: Scene) -> Figures:
    """An upstream that answers every call with a 500."""
    figures: Figures = {}
    for who in (ONE, TASKS):
        async with scene.serving(who, "dead") as (gateway, task, _):
            _ask(scene, "forget")
            outcome = await closed_loop(gateway.connect, task, callers=1, tasks=_DEAD_TASKS)
            calls = _ask(scene, "counts").get("dead", 0)
            figures[who] = {
                "tasks": _DEAD_TASKS, "failed": len(outcome.errors), "upstream calls": calls,
                "calls a task": round(calls / _DEAD_TASKS, 2),
                "seconds a task": round(outcome.wall_s / _DEAD_TASKS, 2),
            }  # fmt: skip
    return figures


def _ask(scene: Scene, what: str) -> dict[str, int]:
    with urllib.request.urlopen(f"{scene.upstream}/{what}", timeout=5) as answer:
        counts: dict[str, int] = json.load(answer)
    return counts


MEASUREMENTS: dict[str, Callable[[Scene], Coroutine[Any, Any, Figures]]] = {
    "rates": rates, "latency": latency, "burst": burst, "kill": kill, "dead": dead,
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", nargs="*", metavar="|".join(MEASUREMENTS), help="default: all of them")
    arguments = parser.parse_args()
    if unknown := set(arguments.what) - set(MEASUREMENTS):
        parser.error(f"no such measurement: {', '.join(unknown)}")
    install_litellm()
    with working_folder("peers") as folder, upstream() as url:
        for what in arguments.what or MEASUREMENTS:
            figures = uvloop.run(MEASUREMENTS[what](Scene(url, folder)))
            record(f"peers-{what}", figures)
            _show(what, figures)


def _show(what: str, figures: Figures) -> None:
    columns = list(dict.fromkeys(name for row in figures.values() for name in row))
    table = Table(what, *columns)
    for who, row in figures.items():
        table.add_row(who, *(str(row.get(name, "")) for name in columns))
    Console(width=150).print(table)


if __name__ == "__main__":
    main()

"""Kill everything while tasks are in flight, start again, and look for what was lost.

`python -m tests.e2e.kill_drill --tasks 200 --rounds 5` from the folder `server/`.
"""

import argparse
import asyncio
import time
from dataclasses import dataclass

from tests.e2e.cavendish_process import ApiCaller, CavendishProcess

_PROMPT = "logo of a {}, flat, transparent background"
_THINGS = ("fox", "cat", "owl", "rocket", "apple", "star", "whale", "tree", "bear", "sun")


@dataclass(frozen=True, kw_only=True)
class DrillReport:
    """What one round found."""

    submitted: int
    in_flight_at_kill: int
    processes_killed: int
    succeeded: int
    result_files: int
    restart_s: float
    recovery_s: float
    """From ready again to the last task's end."""


async def _submit_all(base: str, count: int) -> list[str]:
    async with ApiCaller.open(base) as api:
        return list(
            await asyncio.gather(
                *(api.submit(_PROMPT.format(_THINGS[number % len(_THINGS)])) for number in range(count))
            )
        )


async def _count_live(base: str, task_ids: list[str]) -> int:
    async with ApiCaller.open(base) as api:
        statuses = await asyncio.gather(*(api.status(task_id) for task_id in task_ids))
    return sum(status["state"] in ("pending", "processing") for status in statuses)


async def _wait_for_all(base: str, task_ids: list[str], within_s: float) -> list[str]:
    async with ApiCaller.open(base, connections=len(task_ids) + 10) as api:
        ended = await asyncio.gather(*(api.ended(task_id, within_s=within_s) for task_id in task_ids))
    return [str(status["state"]) for status in ended]


def run_round(server: CavendishProcess, *, tasks: int, within_s: float) -> DrillReport:
    """One round on a running server; it runs again at the end."""
    files_before = len(server.result_files())
    task_ids = asyncio.run(_submit_all(server.base, tasks))
    live = asyncio.run(_count_live(server.base, task_ids))
    killed = server.kill_everything()
    restart_s = server.start()
    begun = time.monotonic()
    states = asyncio.run(_wait_for_all(server.base, task_ids, within_s))
    return DrillReport(
        submitted=len(set(task_ids)),
        in_flight_at_kill=live,
        processes_killed=killed,
        succeeded=states.count("success"),
        result_files=len(server.result_files()) - files_before,
        restart_s=round(restart_s, 1),
        recovery_s=round(time.monotonic() - begun, 1),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    with CavendishProcess.running() as server:
        for number in range(1, arguments.rounds + 1):
            print(number, run_round(server, tasks=arguments.tasks, within_s=900), flush=True)


if __name__ == "__main__":
    main()

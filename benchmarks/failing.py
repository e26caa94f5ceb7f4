"""`python -m benchmarks.failing`: a partner that fails ever more often, before a maker that is well.

Tasks under `auto`, through the real server and worker processes, to stand-ins of fal (`value`, two seconds
a picture, a share of the submits answered 500) and Gemini (`official`). Prints who succeeds, how much later,
and how often the failing route was still called after its breaker opened.
"""

import argparse
import asyncio
from pathlib import Path

import aiohttp

from benchmarks.installation import (
    KEY,
    count_ends,
    fetch,
    in_new_database,
    installation,
    route_row,
    until_all_ended,
)
from benchmarks.upstream_stand_in import UpstreamStandIn, small_png

_ROUTES = route_row("partner", "fal", tier="value", price_usd=0.02) + route_row("maker", "gemini")
_FIRST_PROBE_MS = 15_000


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tasks", type=int, default=500)
    parser.add_argument("--rate", type=float, default=25, help="submits a second")
    parser.add_argument("--shares", type=float, nargs="+", default=[0.3, 0.6, 1.0])
    arguments = parser.parse_args()
    in_new_database(lambda folder, dsn: _measure(folder, dsn, arguments))


async def _measure(folder: Path, dsn: str, arguments: argparse.Namespace) -> None:
    usual_s = 0.0
    for number, share in enumerate((0.0, *arguments.shares)):
        await fetch(dsn, f"CREATE DATABASE failing_{number}")
        place = folder / str(number)
        place.mkdir()
        usual_s = await _round(
            place, dsn.replace("/cavendish?", f"/failing_{number}?"), arguments, share=share, usual_s=usual_s
        )


async def _round(
    folder: Path, dsn: str, arguments: argparse.Namespace, *, share: float, usual_s: float
) -> float:
    async with (
        UpstreamStandIn(answer_s=2.0, picture=small_png(), failing_share=share) as upstream,
        installation(folder, dsn, upstream_url=upstream.url, routes=_ROUTES) as it,
        aiohttp.ClientSession(headers={"Authorization": f"Bearer {KEY}"}) as session,
    ):
        sending = []
        for number in range(arguments.tasks):
            sending.append(asyncio.create_task(_submit(session, it.base, f"task {number}")))
            await asyncio.sleep(1 / arguments.rate)
        await asyncio.gather(*sending)
        await until_all_ended(dsn)
        ended = await count_ends(dsn)
        opened = await fetch(dsn, "SELECT since_ms FROM route_health WHERE route = 'partner'")
    (times,) = await fetch(
        dsn,
        "SELECT avg(ms) / 1000 AS mean, percentile_cont(0.99) WITHIN GROUP (ORDER BY ms) / 1000 AS p99"
        " FROM (SELECT (completed_at_ms - created_at_ms)::float8 AS ms FROM tasks) AS ended",
    )
    mean_s = float(times["mean"])
    print(
        f"{share:.0%} failing: {ended.get('success', 0)} of {arguments.tasks} succeed ({ended}); "
        f"{mean_s:.2f} s a task, {mean_s - (usual_s or mean_s):+.2f} s; p99 {times['p99']:.2f} s"
    )
    _tell_calls(upstream.job_submits_ms, opened[0]["since_ms"] if opened else None)
    return usual_s or mean_s


def _tell_calls(calls_ms: list[float], opened_at_ms: int | None) -> None:
    if opened_at_ms is None:
        print(f"  {len(calls_ms)} calls to the partner, which is not left alone at the end")
        return
    after = [at_ms - opened_at_ms for at_ms in calls_ms if at_ms > opened_at_ms]
    early = [ms for ms in after if ms < _FIRST_PROBE_MS]
    late = f", the last {max(early):.0f} ms after" if early else ""
    print(
        f"  {len(calls_ms)} calls to the partner, {len(after)} of them after it was left alone: "
        f"{len(early)} that were on their way{late}, {len(after) - len(early)} probes"
    )


async def _submit(session: aiohttp.ClientSession, base: str, prompt: str) -> None:
    body = {"input": {"prompt": prompt}}
    async with session.post(f"{base}/api/v1/generateTask/nano-banana", json=body) as answer:
        answer.raise_for_status()


if __name__ == "__main__":
    main()

"""`python -m benchmarks.steady [--minutes 60] [--rate 40]`: steady load, and whether anything grows or fails.

Tasks come at a fixed rate with pictures of 1 KB that take half a second; each is submitted, waited for and
fetched. Every minute the memory of each process and the size of each table are written down. Old tasks stay,
as in production, so `tasks` and `attempts` grow with the tasks and nothing else may.
"""

import argparse
import statistics
import time
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.connection import Connection
from benchmarks.installation import KEY, Installation, descendants, fetch, in_new_database, installation
from benchmarks.peers.callers import Outcome, by_task, open_loop
from benchmarks.record import record
from benchmarks.upstream_stand_in import UpstreamStandIn, kilobyte_png

_TABLES = """
SELECT relname AS name, pg_total_relation_size(relid) / 1024 AS kb, n_dead_tup AS dead
FROM pg_stat_user_tables ORDER BY relname
"""
_KEPT_PER_TASK = frozenset({"tasks", "attempts"})
"""Rows of these stay until the retention time is over."""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--rate", type=float, default=40, help="tasks a second")
    arguments = parser.parse_args()
    in_new_database(lambda folder, dsn: _run(folder, dsn, arguments.minutes, arguments.rate))


async def _run(folder: Path, dsn: str, minutes: float, rate: float) -> None:
    async with (
        UpstreamStandIn(answer_s=0.5, picture=kilobyte_png()) as upstream,
        installation(folder, dsn, upstream_url=upstream.url) as it,
    ):
        port = int(it.base.rpartition(":")[2])
        observations, outcomes = [], list[Outcome]()
        for minute in range(round(minutes)):
            outcomes.append(
                await open_loop(
                    lambda: Connection("127.0.0.1", port, KEY), by_task, rate=rate, tasks=round(rate * 60)
                )
            )
            observations.append(await _observe(it))
            took = outcomes[-1]
            print(
                f"minute {minute + 1}: {len(took.took_s)} pictures, {len(took.errors)} errors, "
                f"p50 {took.percentile_ms(50):.0f} ms, p99 {took.percentile_ms(99):.0f} ms; "
                + ", ".join(
                    f"{name} {kb / 1024:.0f} MB" for name, kb in observations[-1]["memory_kb"].items()
                ),
                flush=True,
            )
    _show(observations, outcomes, rate)


async def _observe(it: Installation) -> dict[str, dict[str, int]]:
    worker = it.worker_pid()
    api = [pid for pid in descendants(it.server.pid) if pid != worker]
    tables = await fetch(it.dsn, _TABLES)
    return {
        "memory_kb": {"API": sum(map(_rss_kb, api)), "worker": sum(map(_rss_kb, descendants(worker)))},
        "table_kb": {row["name"]: row["kb"] for row in tables},
        "dead_rows": {row["name"]: row["dead"] for row in tables},
    }


def _rss_kb(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1])
    return 0


def _show(observations: list[dict[str, dict[str, int]]], outcomes: list[Outcome], rate: float) -> None:
    errors = Counter(error[:80] for outcome in outcomes for error in outcome.errors)
    pictures = sum(len(outcome.took_s) for outcome in outcomes)
    table = Table("what", "first third", "last third", "unit")
    figures: dict[str, dict[str, float]] = {}
    for kind, unit in (("memory_kb", "KB"), ("table_kb", "KB"), ("dead_rows", "dead rows")):
        for name in observations[-1][kind]:
            series = [observation[kind].get(name, 0) for observation in observations]
            third = max(1, len(series) // 3)
            first, last = statistics.median(series[:third]), statistics.median(series[-third:])
            if kind == "memory_kb" or (max(series) > 200 and name not in _KEPT_PER_TASK):
                figures[f"{name}, {unit}"] = {"first third": first, "last third": last}
                table.add_row(name, f"{first:,.0f}", f"{last:,.0f}", unit)
    Console().print(table)
    print(
        f"{len(outcomes)} minutes at {rate:g} tasks/s: {pictures} pictures, errors: {dict(errors) or 'none'}"
    )
    latency = [round(outcome.percentile_ms(50), 1) for outcome in (outcomes[0], outcomes[-1])]
    record(
        "steady",
        {
            "minutes": len(outcomes), "tasks a second": rate, "pictures": pictures,
            "errors": str(dict(errors) or "none"), "p50 ms, first and last minute": latency, **figures,
        },
    )  # fmt: skip


if __name__ == "__main__":
    begun_s = time.monotonic()
    main()
    print(f"{time.monotonic() - begun_s:.0f} s in all")

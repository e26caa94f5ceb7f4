"""`python -m benchmarks.growth`: are submit and status as fast with years of ended tasks?

Two databases on one PostgreSQL, one empty and one with a million ended tasks and their attempts; rounds take
turns, so that what the machine does otherwise hits both. The best round of each counts.
"""

import argparse
import asyncio
import contextlib
from pathlib import Path

import asyncpg
from rich.console import Console
from rich.table import Table

from benchmarks.hot_requests import TASKS, Run, best_of_turns, seed, status_run, submit_run
from benchmarks.http_load import Load, require_wrk
from benchmarks.record import record
from benchmarks.served_app import CAVENDISH, serving
from benchmarks.working_folder import working_folder
from cavendish.database.embedded import EmbeddedPostgres

AIM = 1.2
_KINDS = ("finished", "waiting", "submit")
_OLD_TASKS = """
INSERT INTO tasks (id, api_key_id, model, state, mode, prompt, aspect_ratio, output_format, strategy,
                   asset_token, created_at_ms, started_at_ms, completed_at_ms, asset_size_bytes,
                   asset_deleted_at_ms)
SELECT 'task_' || lpad(to_hex(at), 12, '0') || lpad(to_hex(i), 20, '0'), 1 + i % 100,
       'nano-banana', 'success', 'text-to-image', 'a cozy cafe with neon lights, wet street, people', '16:9',
       'png', 'auto', md5('old' || i), at, at + 20, at + 4000, 1300000, at + 1300000000
FROM (SELECT i, 1760000000000 + i::bigint * 30000 AS at FROM generate_series(1, $1::int) AS i) AS made
"""
_OLD_ATTEMPTS = """
INSERT INTO attempts (task_id, route, provider, started_at_ms, ended_at_ms, outcome)
SELECT id, 'fal', 'fal', started_at_ms, completed_at_ms, 'succeeded'
FROM tasks WHERE asset_deleted_at_ms IS NOT NULL
"""


def main() -> None:
    arguments = _arguments()
    require_wrk()
    with working_folder("growth") as folder, EmbeddedPostgres.start(folder) as postgres:
        dsns = asyncio.run(_databases(postgres.dsn, arguments.tasks))
        best = _measure(dsns, folder, arguments.seconds, arguments.rounds)
    _show(best, arguments.tasks)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tasks", type=int, default=1_000_000, help="ended tasks in the grown database")
    parser.add_argument("--seconds", type=float, default=3, help="length of one run of wrk")
    parser.add_argument("--rounds", type=int, default=5)
    return parser.parse_args()


async def _databases(dsn: str, tasks: int) -> dict[str, tuple[str, list[str]]]:
    """The empty and the grown database with the keys of each; what loading left behind is tidied up."""
    grown = await asyncpg.connect(dsn)
    await grown.execute("CREATE DATABASE emptied")
    empty_dsn = dsn.replace("/cavendish?", "/emptied?", 1)
    if empty_dsn == dsn:
        raise RuntimeError(f"no database name to replace in {dsn}")
    found = {"empty": (empty_dsn, await seed(empty_dsn)), "grown": (dsn, await seed(dsn))}
    await grown.execute(_OLD_TASKS, tasks, timeout=600)
    await grown.execute(_OLD_ATTEMPTS, timeout=600)
    # Autovacuum would do this within minutes of the real growth, and hardly with so much at once.
    await grown.execute("VACUUM ANALYZE", timeout=600)
    await grown.execute("CHECKPOINT", timeout=600)
    await grown.close()
    return found


def _measure(
    dsns: dict[str, tuple[str, list[str]]], folder: Path, seconds: float, rounds: int
) -> dict[str, Load]:
    runs: dict[str, Run] = {}
    with contextlib.ExitStack() as apps:
        for which, (dsn, keys) in dsns.items():
            app = apps.enter_context(serving(CAVENDISH, dsn, folder))
            runs[f"finished {which}"] = status_run(app, keys, "finished")
            runs[f"waiting {which}"] = status_run(app, keys, "waiting")
            runs[f"submit {which}"] = submit_run(app, keys)
        return best_of_turns(runs, seconds=seconds, rounds=rounds)


def _show(best: dict[str, Load], tasks: int) -> None:
    table = Table(
        "measured", "empty: a second", f"with {tasks:,} old tasks", "times slower", "aim", "errors", "p99 ms"
    )
    figures = {}
    for kind in _KINDS:
        empty, grown = best[f"{kind} empty"], best[f"{kind} grown"]
        slower = empty.per_second / grown.per_second
        figures[kind] = {
            "empty": round(empty.per_second), "grown": round(grown.per_second),
            "times slower": round(slower, 2),
        }  # fmt: skip
        table.add_row(
            kind, f"{empty.per_second:,.0f}", f"{grown.per_second:,.0f}", f"{slower:.2f}", f"≤ {AIM}",
            str(empty.errors + grown.errors), f"{empty.p99_ms:.1f} / {grown.p99_ms:.1f}",
        )  # fmt: skip
    record("growth", {"old tasks": tasks, "status tasks": TASKS, **figures})
    Console(width=120).print(table)


if __name__ == "__main__":
    main()

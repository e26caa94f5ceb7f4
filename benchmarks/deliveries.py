"""`python -m benchmarks.deliveries`: callbacks a second from one worker to one receiver that answers at once.

The real server and worker processes; the deliveries are owed in one transaction, and the time is counted by
the database's clock from that COMMIT to the last acknowledgement on record.
"""

import argparse
import asyncio
import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import asyncpg

from benchmarks.end_to_end import _cpu_s
from benchmarks.installation import fetch, in_new_database, installation
from cavendish.database.connection_pool import Pool, open_pool
from cavendish.database.delivery_rows import owe_deliveries
from cavendish.database.task_rows import find_statuses
from cavendish.domain.ids import TaskId

_WARM = 500
_OWED_AT_ONCE = 2_000
_ENDED_TASKS = """
INSERT INTO tasks (id, api_key_id, model, state, mode, prompt, aspect_ratio, output_format, strategy,
                   asset_token, callback_url, created_at_ms, started_at_ms, completed_at_ms, asset_size_bytes)
SELECT 'task_' || md5($1 || i::text), 1, 'nano-banana', 'success', 'text-to-image', 'a red fox', '1:1', 'png',
       'auto', md5($1 || i::text), $3, cavendish_now_ms() - 9000, cavendish_now_ms() - 8000,
       cavendish_now_ms() - 4000, 1300000
FROM generate_series(1, $2::int) AS i RETURNING id
"""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pause", action="store_true", help="wait before the run, for a profiler")
    arguments = parser.parse_args()
    in_new_database(lambda folder, dsn: _measure(folder, dsn, arguments))


async def _measure(folder: Path, dsn: str, arguments: argparse.Namespace) -> None:
    with _receiver() as url:
        environ = {"CAVENDISH_ALLOW_PRIVATE_NETWORK": "1"}
        async with installation(folder, dsn, upstream_url=url, environ=environ) as it:
            pool = await open_pool(dsn, max_size=4)
            await _deliver(pool, url, "warm", _WARM)
            if arguments.pause:
                print(f"worker {it.worker_pid()}, server {it.server.pid}", flush=True)
                await asyncio.sleep(8)
            for number in range(1, arguments.rounds + 1):
                before_s = _cpu_s(it)
                took_s = await _deliver(pool, url, f"round{number}", arguments.count)
                used_s = {name: used - before_s[name] for name, used in _cpu_s(it).items()}
                print(
                    f"{arguments.count} callbacks: {arguments.count / took_s:.0f}/s; CPU a callback: "
                    + ", ".join(
                        f"{name} {used * 1e6 / arguments.count:.0f} µs" for name, used in used_s.items()
                    ),
                    flush=True,
                )
            await pool.close()
        rows = await fetch(dsn, "SELECT state, attempts, count(*) AS n FROM deliveries GROUP BY 1, 2")
        print("; ".join(f"{row['n']} {row['state']} after {row['attempts']} attempt" for row in rows))


async def _deliver(pool: Pool, url: str, name: str, count: int) -> float:
    """Owe so many callbacks at once; seconds until the last one is on record as delivered."""
    ids = [TaskId(row["id"]) for row in await pool.fetch(_ENDED_TASKS, name, count, url)]
    async with pool.acquire() as connection, connection.transaction():
        for first in range(0, count, _OWED_AT_ONCE):
            statuses = await find_statuses(pool, ids[first : first + _OWED_AT_ONCE])
            await owe_deliveries(connection, list(statuses.values()))
    begun_ms = await pool.fetchval("SELECT cavendish_now_ms()")
    async with asyncio.timeout(200):
        while await _pending(pool):
            await asyncio.sleep(0.1)
    ended_ms = await pool.fetchval("SELECT max(ended_at_ms) FROM deliveries")
    return float(ended_ms - begun_ms) / 1000


async def _pending(pool: asyncpg.Pool) -> bool:
    return bool(await pool.fetchval("SELECT EXISTS (SELECT FROM deliveries WHERE state = 'pending')"))


@contextlib.contextmanager
def _receiver() -> Iterator[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.instant_upstream", "ok"], stdout=subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        yield f"http://127.0.0.1:{int(process.stdout.readline())}/callback"
    finally:
        process.terminate()
        process.wait(10)


if __name__ == "__main__":
    main()

"""`make bench`: the hot paths as ratios to a bare ASGI app on the same server, in the same run.

Absolute figures say something about the machine; the ratios say something about Cavendish.
"""

import argparse
import asyncio
import contextlib
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import asyncpg
from rich.console import Console
from rich.table import Table

from benchmarks.http_load import Load, drive, require_wrk
from benchmarks.record import record
from cavendish.database.embedded import EmbeddedPostgres
from cavendish.database.migrate import migrate
from cavendish.domain.api_key import hash_secret

ROOT = Path(__file__).parent.parent
SERVER_CORE, LOAD_CORE = 0, 1
KEYS = 100
TASKS = 2_000
_SEED_TASKS = """
INSERT INTO tasks (id, api_key_id, model, state, mode, prompt, aspect_ratio, output_format, strategy,
                   asset_token, created_at_ms, started_at_ms, completed_at_ms, asset_size_bytes)
SELECT $1 || lpad(to_hex(i), 8, '0'), 1 + i % $5::int, 'nano-banana', $2, 'text-to-image', 'a red fox', '1:1',
       'png', 'auto', md5($1 || i::text), cavendish_now_ms() - 9000,
       CASE WHEN $2 = 'success' THEN cavendish_now_ms() - 8000 END,
       CASE WHEN $2 = 'success' THEN cavendish_now_ms() - 4000 END, 1300000
FROM generate_series($3::int, $4::int - 1) AS i
"""


def main() -> None:
    arguments = _arguments()
    require_wrk()
    with tempfile.TemporaryDirectory(dir=arguments.data) as folder:
        Path(folder).chmod(0o755)
        with EmbeddedPostgres.start(Path(folder)) as postgres:
            secrets_of_keys = asyncio.run(_seed(postgres.dsn))
            rows = _measure(postgres.dsn, Path(folder), secrets_of_keys, arguments.seconds, arguments.rounds)
    table = Table(
        "measured", "a second", "p50 ms", "p99 ms", "errors", "server CPU µs", "of the bare ASGI app", "aim"
    )
    for name, load, ratio, aim in rows:
        table.add_row(
            name,
            f"{load.per_second:,.0f}",
            f"{load.p50_ms:.2f}",
            f"{load.p99_ms:.2f}",
            str(load.errors),
            f"{load.server_cpu_us:.0f}",
            f"{ratio:.2f}" if ratio else "",
            f"≥ {aim}" if aim else "",
        )
    Console().print(table)
    record("suite", {name: _figures(load, ratio, aim) for name, load, ratio, aim in rows})


def _figures(load: Load, ratio: float, aim: float) -> dict[str, object]:
    return {
        "a second": round(load.per_second),
        "p99 ms": round(load.p99_ms, 2),
        "server CPU µs": round(load.server_cpu_us),
        "of the bare ASGI app": round(ratio, 2) if ratio else "",
        "aim": aim or "",
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=5, help="length of one run of wrk")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each; the best one counts")
    parser.add_argument("--data", default="/var/tmp", help="folder for the temporary database")
    return parser.parse_args()


async def _seed(dsn: str) -> list[str]:
    await migrate(dsn)
    connection = await asyncpg.connect(dsn)
    keys = [f"bench_{secrets.token_hex(16)}" for _ in range(KEYS)]
    await connection.executemany(
        "INSERT INTO api_keys (name, secret_hash, hint, requests_per_minute, max_live_tasks, "
        "default_strategy) VALUES ('bench', $1, 'bench', 2000000000, 2000000000, 'auto')",
        [(hash_secret(key),) for key in keys],
    )
    for prefix, state in (("task_" + "d" * 24, "success"), ("task_" + "e" * 24, "pending")):
        await connection.execute(_SEED_TASKS, prefix, state, 0, TASKS, KEYS)
    await connection.execute("ANALYZE")
    await connection.close()
    return keys


def _measure(
    dsn: str, folder: Path, keys: list[str], seconds: float, rounds: int
) -> list[tuple[str, Load, float, float]]:
    steps = ("bare GET", "bare POST", "status, finished", "status, waiting", "durable submit")
    best: dict[str, Load] = {}
    for turn in range(rounds):
        with _serving(["benchmarks.bare_asgi:app"], dsn, folder) as (base, pid):
            # The ceiling gets the very same requests, for making them costs the load generator, too.
            lua = _status_lua(keys, "task_" + "d" * 24)
            _keep_best(
                best, "bare GET", drive(base, server_pid=pid, seconds=seconds, lua=lua, core=LOAD_CORE)
            )
            _keep_best(
                best,
                "bare POST",
                drive(base, server_pid=pid, seconds=seconds, lua=_submit_lua(keys), core=LOAD_CORE),
            )
        with _serving(["cavendish.entrypoints.api.main:app"], dsn, folder) as (base, pid):
            for name, prefix in (("status, finished", "d"), ("status, waiting", "e")):
                lua = _status_lua(keys, "task_" + prefix * 24)
                _keep_best(best, name, drive(base, server_pid=pid, seconds=seconds, lua=lua, core=LOAD_CORE))
            url = f"{base}/api/v1/generateTask/nano-banana"
            _keep_best(
                best,
                "durable submit",
                drive(url, server_pid=pid, seconds=seconds, lua=_submit_lua(keys), core=LOAD_CORE),
            )
        print(f"round {turn + 1} of {rounds} done", file=sys.stderr)
    get, post = best["bare GET"].per_second, best["bare POST"].per_second
    ceilings = dict(zip(steps, (0, 0, get, get, post), strict=True))
    aims = dict(zip(steps, (0, 0, 0.6, 0.45, 0.3), strict=True))
    return [
        (name, best[name], best[name].per_second / ceilings[name] if ceilings[name] else 0.0, aims[name])
        for name in steps
    ]


def _keep_best(best: dict[str, Load], name: str, load: Load) -> None:
    if name not in best or load.per_second > best[name].per_second:
        best[name] = load


@contextlib.contextmanager
def _serving(target: list[str], dsn: str, folder: Path, **settings: str) -> Iterator[tuple[str, int]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "asgi",
        "--loop",
        "uvloop",
        "--no-log",
        "--port",
    ]
    command += [str(port), "--backlog", "4096", *target]
    environ = {
        **os.environ,
        "CAVENDISH_DATABASE_URL": dsn,
        "CAVENDISH_DATA": str(folder),
        "CAVENDISH_LOG_LEVEL": "info",
        **settings,
    }
    # Logs are written as in production, and read by nobody: a terminal would be slower than the server.
    with (folder / "server.log").open("ab") as log:
        pinned = ["taskset", "-c", str(SERVER_CORE), *command]
        process = subprocess.Popen(pinned, env=environ, cwd=ROOT, stdout=log, stderr=log)
    try:
        base = f"http://127.0.0.1:{port}"
        _wait_until_up(f"{base}/health/live")
        yield base, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def _wait_until_up(url: str) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
        else:
            return
    sys.exit(f"nothing answers at {url}")


_BODY = json.dumps(
    {
        "request_type": "async",
        "provider": "auto",
        "input": {
            "mode": "text-to-image",
            "prompt": "a cozy cyberpunk cafe with neon lights, wet street, people under umbrellas",
            "aspect_ratio": "16:9",
            "output_format": "png",
        },
    }
)


def _lua_list(values: list[str]) -> str:
    return "{" + ",".join(f'"{value}"' for value in values) + "}"


def _status_lua(keys: list[str], prefix: str) -> str:
    return f"""
local keys, i = {_lua_list(keys)}, 0
request = function()
  i = (i + 1) % {TASKS}
  return wrk.format("GET", string.format("/api/v1/statusTask/nano-banana?taskId={prefix}%08x", i),
    {{["Authorization"] = "Bearer " .. keys[i % {KEYS} + 1]}})
end
"""


def _submit_lua(keys: list[str]) -> str:
    return f"""
local keys, i = {_lua_list(keys)}, 0
local body = '{_BODY}'
request = function()
  i = i + 1
  return wrk.format("POST", nil, {{["Authorization"] = "Bearer " .. keys[i % {KEYS} + 1],
    ["Content-Type"] = "application/json"}}, body)
end
"""


if __name__ == "__main__":
    main()

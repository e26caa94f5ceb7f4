"""The requests that make up nearly all traffic, the tasks they ask for, and fair turns at measuring them."""

import json
import secrets
import sys
from collections.abc import Callable, Mapping

import asyncpg

from benchmarks.http_load import Load, drive
from benchmarks.served_app import LOAD_CORE, ServedApp
from cavendish.database.migrate import migrate
from cavendish.domain.api_key import hash_secret

KEYS = 100
TASKS = 2_000
SUBMIT_PATH = "/api/v1/generateTask/nano-banana"
_WARM_UP_S = 1
_LETTERS = {"finished": "d", "waiting": "e"}
_SEED_TASKS = """
INSERT INTO tasks (id, api_key_id, model, state, mode, prompt, aspect_ratio, output_format, strategy,
                   asset_token, created_at_ms, started_at_ms, completed_at_ms, asset_size_bytes)
SELECT $1 || lpad(to_hex(i), 8, '0'), 1 + i % $5::int, 'nano-banana', $2, 'text-to-image', 'a red fox', '1:1',
       'png', 'auto', md5($1 || i::text), cavendish_now_ms() - 9000,
       CASE WHEN $2 = 'success' THEN cavendish_now_ms() - 8000 END,
       CASE WHEN $2 = 'success' THEN cavendish_now_ms() - 4000 END, 1300000
FROM generate_series($3::int, $4::int - 1) AS i
"""
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

Run = Callable[[float], Load]
"""One measurement of so many seconds."""


async def seed(dsn: str) -> list[str]:
    """Migrate, and make keys without a limit, which are returned, with finished and with waiting tasks."""
    await migrate(dsn)
    connection = await asyncpg.connect(dsn)
    keys = [f"bench_{secrets.token_hex(16)}" for _ in range(KEYS)]
    await connection.executemany(
        "INSERT INTO api_keys (name, secret_hash, hint, requests_per_minute, max_live_tasks, "
        "default_strategy) VALUES ('bench', $1, 'bench', 2000000000, 2000000000, 'auto')",
        [(hash_secret(key),) for key in keys],
    )
    for kind, state in (("finished", "success"), ("waiting", "pending")):
        await connection.execute(_SEED_TASKS, _id_prefix(kind), state, 0, TASKS, KEYS)
    await connection.execute("ANALYZE")
    await connection.close()
    return keys


def status_run(app: ServedApp, keys: list[str], kind: str) -> Run:
    """Ask after the `finished` or the `waiting` tasks, one after the other, each by its key."""
    lua = f"""
local keys, i = {_lua_list(keys)}, 0
request = function()
  i = (i + 1) % {TASKS}
  return wrk.format("GET", string.format("/api/v1/statusTask/nano-banana?taskId={_id_prefix(kind)}%08x", i),
    {{["Authorization"] = "Bearer " .. keys[i % {KEYS} + 1]}})
end
"""
    return lambda seconds: drive(app.base, server_pid=app.pid, seconds=seconds, lua=lua, core=LOAD_CORE)


def submit_run(app: ServedApp, keys: list[str]) -> Run:
    """Submit one task after the other, by all keys in turn."""
    lua = f"""
local keys, i = {_lua_list(keys)}, 0
local body = '{_BODY}'
request = function()
  i = i + 1
  return wrk.format("POST", nil, {{["Authorization"] = "Bearer " .. keys[i % {KEYS} + 1],
    ["Content-Type"] = "application/json"}}, body)
end
"""
    url = app.base + SUBMIT_PATH
    return lambda seconds: drive(url, server_pid=app.pid, seconds=seconds, lua=lua, core=LOAD_CORE)


def take_turns(runs: Mapping[str, Run], *, seconds: float, rounds: int) -> dict[str, list[Load]]:
    """Each run's rounds. All are warm before the first, and take turns, once forward and once back:
    what else the machine does hits all of them.
    """
    for run in runs.values():
        run(_WARM_UP_S)
    loads: dict[str, list[Load]] = {name: [] for name in runs}
    for number in range(rounds):
        for name in list(runs) if number % 2 == 0 else reversed(list(runs)):
            loads[name].append(runs[name](seconds))
        print(f"round {number + 1} of {rounds} done", file=sys.stderr)
    return loads


def best_of_turns(runs: Mapping[str, Run], *, seconds: float, rounds: int) -> dict[str, Load]:
    """Each run's best round."""
    loads = take_turns(runs, seconds=seconds, rounds=rounds)
    return {name: max(of_run, key=lambda load: load.per_second) for name, of_run in loads.items()}


def _id_prefix(kind: str) -> str:
    return "task_" + _LETTERS[kind] * 24


def _lua_list(values: list[str]) -> str:
    return "{" + ",".join(f'"{value}"' for value in values) + "}"

"""The checker of `make chaos`: a history in which all holds passes, and each way to break one is named."""

import contextlib
import io
import json
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from benchmarks.chaos.callers import Callers, Entry
from benchmarks.chaos.invariants import LIVE_CAP, REQUESTS_PER_MINUTE, check
from benchmarks.chaos.own_postgres import OwnPostgres
from benchmarks.chaos.stage import PRICE_MICROUSD, Stage
from benchmarks.chaos.unreliable_receiver import Post, UnreliableReceiver
from benchmarks.chaos.unreliable_upstream import UnreliableUpstream, colour_of
from PIL import Image
from tests.integration.database.task_factory import make_key, new_task

from cavendish.database.attempt_rows import NewAttempt, open_attempts
from cavendish.database.connection_pool import Pool
from cavendish.database.task_endings import end_in_failure, end_in_success
from cavendish.database.task_rows import GoodEnd, Start, insert_tasks, start_tasks
from cavendish.domain.errors import FailCode
from cavendish.domain.ids import TaskId
from cavendish.domain.webhook_signature import WebhookSecret, sign_callback

pytestmark = pytest.mark.integration

SECRET = WebhookSecret(b"s" * 32)


@dataclass
class History:
    """What all sides remember of two tasks; `told` and `pictures` are what the API answers."""

    pool: Pool
    stage: Stage
    callers: Callers
    told: dict[str, dict[str, Any]]
    pictures: dict[str, bytes]
    made: TaskId
    failed: TaskId

    async def broken(self) -> set[str]:
        found = await check(self.stage, self.callers)
        assert sum(found.checked.values()) > 10
        return {invariant for invariant, _ in found.broken}

    def entry(self, task_id: TaskId) -> Entry:
        return self.callers.accepted[task_id]


def picture(prompt: str, size: tuple[int, int] = (64, 64), **how: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour_of(prompt)).save(out, "PNG", **how)
    return out.getvalue()


@contextlib.asynccontextmanager
async def history(pool: Pool, database_url: str, folder: Path) -> AsyncIterator[History]:
    """One task of a key with a budget succeeded and was called back, one of a limited key failed."""
    told: dict[str, dict[str, Any]] = {}
    pictures: dict[str, bytes] = {}
    async with _api(told, pictures) as base, aiohttp.ClientSession() as session:
        chance = random.Random(1)
        callers = Callers(
            session=session, chance=chance, bases=[base], secrets={"prepaid": "x", "limited": "y"},
            callback_url="http://receiver.example/",
        )  # fmt: skip
        postgres = OwnPostgres(folder, "127.0.0.1", 1)
        postgres.dsn = database_url
        upstream, receiver = UnreliableUpstream(chance, ""), UnreliableReceiver(chance, "")
        stage = Stage(folder, postgres, [], upstream, receiver, None)
        made, failed = await _write(pool)
        it = History(pool, stage, callers, told, pictures, made, failed)
        for task_id, key in ((made, "prepaid"), (failed, "limited")):
            upstream.submits[f"chaos-{key}"] = 1
            callers.accepted[task_id] = Entry(
                prompt=f"chaos-{key}", key=key, ratio="1:1", output_format="png", task_id=task_id,
                wants_callback=task_id == made,
            )  # fmt: skip
        told[made] = {"state": "success", "resultJson": json.dumps({"resultUrls": [f"{base}/results/a.png"]})}
        told[failed] = {"state": "failed", "failCode": "GENERATION_FAILED"}
        pictures["a.png"] = picture("chaos-prepaid")
        callers.limited = [
            (60.0, 61.0, status) for status in (429, 503) for _ in range(REQUESTS_PER_MINUTE + 1)
        ]
        receiver.acknowledged[made] = 1
        receiver.posts.append(_post(made))
        for entry in callers.accepted.values():
            await callers.read(entry)
        await _collect(callers)
        yield it


async def _collect(callers: Callers) -> None:
    for entry in callers.accepted.values():
        await callers.follow(entry)


@contextlib.asynccontextmanager
async def _api(told: dict[str, dict[str, Any]], pictures: dict[str, bytes]) -> AsyncIterator[str]:
    async def status(request: web.Request) -> web.Response:
        data = told.get(request.query["taskId"])
        return web.json_response({"data": data or {}}, status=404 if data is None else 200)

    async def result(request: web.Request) -> web.Response:
        content = pictures.get(request.match_info["name"])
        return web.Response(status=404) if content is None else web.Response(body=content)

    app = web.Application()
    app.router.add_get("/api/v1/statusTask/nano-banana", status)
    app.router.add_get("/results/{name}", result)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def _write(pool: Pool) -> tuple[TaskId, TaskId]:
    prepaid, _ = await make_key(pool, balance_microusd=10 * PRICE_MICROUSD)
    limited, _ = await make_key(pool)
    good = new_task(prepaid, prompt="chaos-prepaid", callback_url="http://receiver.example/")
    bad = new_task(limited, prompt="chaos-limited")
    async with pool.acquire() as connection, connection.transaction():
        await insert_tasks(connection, [good, bad], holds={good.id: PRICE_MICROUSD})
        await connection.execute(
            "WITH held AS (UPDATE api_keys SET balance_microusd = balance_microusd - $2 WHERE id = $1)"
            " INSERT INTO ledger_entries (api_key_id, kind, amount_microusd, task_id)"
            " VALUES ($1, 'hold', $2, $3)", prepaid, PRICE_MICROUSD, good.id,
        )  # fmt: skip
    await start_tasks(pool, [Start(good.id), Start(bad.id)])
    calls = [NewAttempt(task_id=task.id, route="r", provider="p") for task in (good, bad)]
    attempts = await open_attempts(pool, calls)
    end = GoodEnd(
        task_id=good.id, attempt_id=attempts[0], cost_microusd=1, asset_size_bytes=1, owes_callback=True
    )
    await end_in_success(pool, [end])
    async with pool.acquire() as connection, connection.transaction():
        await end_in_failure(connection, bad.id, code=FailCode.GENERATION_FAILED, message="x")
    await pool.execute("DELETE FROM pgqueuer")
    await pool.execute(
        "UPDATE deliveries SET state = 'delivered', next_attempt_at_ms = NULL, ended_at_ms = 1"
    )
    await pool.execute("DELETE FROM webhook_secrets")
    await pool.execute("INSERT INTO webhook_secrets (api_key_id, secret) VALUES ($1, $2)", prepaid, SECRET)
    return good.id, bad.id


def _post(task_id: TaskId) -> Post:
    body = json.dumps({"data": {"taskId": task_id, "state": "success"}}).encode()
    headers = sign_callback(body, message_id="msg_1", timestamp_s=1, signing=[SECRET])
    return Post(
        task_id=task_id, webhook_id="msg_1", timestamp="1", signatures=headers["webhook-signature"],
        body=body, state="success", readable="success",
    )  # fmt: skip


async def test_a_history_in_which_all_holds_passes(pool: Pool, database_url: str, tmp_path: Path) -> None:
    async with history(pool, database_url, tmp_path) as it:
        assert await it.broken() == set()


def _sql(statement: str) -> Callable[[History], Awaitable[None]]:
    async def break_it(it: History) -> None:
        await it.pool.execute(statement)

    return break_it


def _plain(change: Callable[[History], object]) -> Callable[[History], Awaitable[None]]:
    async def break_it(it: History) -> None:
        change(it)

    return break_it


async def _too_many_live(it: History) -> None:
    await it.pool.execute(
        "INSERT INTO tasks SELECT (jsonb_populate_record(t, jsonb_build_object('id', t.id || n))).* "
        f"FROM tasks t, generate_series(1, {LIVE_CAP}) n WHERE t.id = $1",
        it.failed,
    )
    # As many calls as the upstream counts.
    await it.pool.execute(
        "INSERT INTO attempts (task_id, route, provider, outcome, ended_at_ms)"
        " SELECT id, 'r', 'p', 'failed', 1 FROM tasks WHERE state = 'failed' AND id <> $1", it.failed,
    )  # fmt: skip
    await it.pool.execute(
        "UPDATE tasks SET created_at_ms = 1000, completed_at_ms = 2000 WHERE state = 'failed'"
    )
    for row in await it.pool.fetch("SELECT id FROM tasks WHERE state = 'failed'"):
        it.told[row["id"]] = it.told[it.failed]
        it.callers.accepted[row["id"]] = replace(it.entry(it.failed), task_id=row["id"], last={})


def _too_many_requests(it: History) -> None:
    it.callers.limited += [(60.0 + n / 1000, 61.0, 200) for n in range(REQUESTS_PER_MINUTE + 1)]


def _posts(**change: Any) -> Callable[[History], Awaitable[None]]:
    def break_it(it: History) -> None:
        it.stage.receiver.posts[0] = replace(it.stage.receiver.posts[0], **change)

    return _plain(break_it)


BREAKS: dict[str, tuple[set[str], Callable[[History], Awaitable[None]]]] = {
    "lost": (
        {"every accepted task exists", "every accepted task ended"},
        _plain(lambda it: it.callers.accepted.update(
            task_lost=replace(it.entry(it.failed), task_id="task_lost", last={}))),
    ),
    "never ended": (
        {"every accepted task ended", "no state went back"},
        _plain(lambda it: it.told[it.failed].update(state="processing")),
    ),
    "ended twice": (
        {"no state went back"}, _plain(lambda it: it.told[it.failed].update(failCode="CANCELLED")),
    ),
    "told to nobody": ({"one task a submit"}, _plain(lambda it: it.callers.accepted.pop(it.made))),
    "wrong colour": (
        {"success means the right picture", "a picture never changes"},
        _plain(lambda it: it.pictures.update({"a.png": picture("of another task")})),
    ),
    "wrong ratio": (
        {"success means the right picture", "a picture never changes"},
        _plain(lambda it: it.pictures.update({"a.png": picture("chaos-prepaid", (64, 48))})),
    ),
    "other bytes": (
        {"a picture never changes"},
        _plain(lambda it: it.pictures.update({"a.png": picture("chaos-prepaid", compress_level=0)})),
    ),
    "no picture": (
        {"success means a picture", "success means the right picture", "a picture never changes"},
        _plain(lambda it: it.pictures.clear()),
    ),
    "job left": (
        {"no job is left"},
        _sql("INSERT INTO pgqueuer (priority, entrypoint, status, created, updated, heartbeat)"
             " VALUES (0, 'run_task', 'queued', now(), now(), now())"),
    ),
    "call left open": (
        {"no attempt is left open"},
        _sql("UPDATE attempts SET outcome = 'running', ended_at_ms = NULL WHERE outcome = 'abandoned'"),
    ),
    "picture of no call": (
        {"a success has its call on record"},
        _sql("UPDATE attempts SET outcome = 'abandoned' WHERE outcome = 'succeeded'"),
    ),
    "callback unheard": (
        {"every callback acknowledged"}, _plain(lambda it: it.stage.receiver.acknowledged.clear()),
    ),
    "callback dead": ({"no delivery is left"}, _sql("UPDATE deliveries SET state = 'dead'")),
    "callback forged": ({"callbacks are signed"}, _posts(body=b"{}")),
    "called too early": ({"never called before it is readable"}, _posts(readable="processing")),
    "charged twice": (
        {"money is exact"},
        _sql("UPDATE ledger_entries SET amount_microusd = 2 * amount_microusd WHERE kind = 'charge'"),
    ),
    "money vanished": (
        {"money is exact"},
        _sql("UPDATE api_keys SET balance_microusd = balance_microusd - 1 WHERE balance_microusd > 0"),
    ),
    "call unrecorded": (
        {"every upstream call is on record"},
        _plain(lambda it: it.stage.upstream.submits.update(["chaos-limited"])),
    ),
    "calls without end": (
        {"every upstream call is on record", "upstream calls are bounded"},
        _plain(lambda it: it.stage.upstream.submits.update({"chaos-limited": 8})),
    ),
    "too many live": ({"live tasks within their limit"}, _too_many_live),
    "too many requests": ({"requests within their limit"}, _plain(_too_many_requests)),
}  # fmt: skip


@pytest.mark.parametrize("how", BREAKS)
async def test_what_is_broken_is_named(pool: Pool, database_url: str, tmp_path: Path, how: str) -> None:
    named, break_it = BREAKS[how]
    async with history(pool, database_url, tmp_path) as it:
        await break_it(it)
        assert await it.broken() == named

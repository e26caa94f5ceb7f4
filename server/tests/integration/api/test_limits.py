"""Both limits of a key, on both sides, and the headers that tell of them."""

import asyncio
import json

import pytest
from tests.api_fixtures import fail, new_key
from tests.integration.api.asgi_client import STATUS, SUBMIT, Client
from tests.whole_minute import early_in_a_minute

from cavendish.bootstrap import ApiServices
from cavendish.entrypoints.api.front import Front
from cavendish.services.manage_keys import ManageKeys

pytestmark = pytest.mark.integration
IN_THE_MODULES_LOOP = pytest.mark.asyncio(loop_scope="module")


async def test_the_request_after_the_last_of_a_minute_is_429(services: ApiServices, app: Front) -> None:
    client = Client(app, await new_key(services, requests_per_minute=5))
    await early_in_a_minute()
    replies = [await client.get("/api/v1/tasks") for _ in range(6)]
    assert [reply.status for reply in replies] == [200] * 5 + [429]
    assert [reply.headers["ratelimit-remaining"] for reply in replies] == ["4", "3", "2", "1", "0", "0"]
    refused = replies[-1]
    assert refused.json["code"] == 429
    assert "5 a minute" in refused.json["message"]
    assert refused.headers["ratelimit-limit"] == "5"
    assert 1 <= int(refused.headers["retry-after"]) <= 60


async def test_exactly_the_limit_passes_in_a_minute_however_many_ask_at_once(
    services: ApiServices, app: Front
) -> None:
    """The default, ten thousand, is counted over processes in e2e."""
    client = Client(app, await new_key(services, requests_per_minute=2_000))
    while (await services.pool.fetchval("SELECT extract(second FROM clock_timestamp())::float8")) > 50:
        await asyncio.sleep(1)
    statuses: list[int] = []

    async def call(count: int) -> None:
        for _ in range(count):
            reply = await client.get(f"{STATUS}?taskId=x")
            statuses.append(reply.status)

    await asyncio.gather(*(call(32) for _ in range(64)))
    assert len(statuses) == 2_048
    assert statuses.count(404) == 2_000
    assert statuses.count(429) == 48


@IN_THE_MODULES_LOOP
async def test_every_answer_to_a_known_key_carries_the_rate_headers(shared_client: Client) -> None:
    for method, path, status in (
        ("GET", "/api/v1/tasks", 200),
        ("GET", f"{STATUS}?taskId=x", 404),
        ("GET", STATUS, 400),
        ("GET", "/api/v1/nothing/here", 404),
        ("PUT", "/api/v1/tasks", 405),
        ("POST", SUBMIT, 400),
    ):
        reply = await shared_client.call(method, path)
        assert reply.status == status
        assert int(reply.headers["ratelimit-limit"]) == 1_000_000
        assert int(reply.headers["ratelimit-remaining"]) < 1_000_000
        assert 1 <= int(reply.headers["ratelimit-reset"]) <= 60


async def test_live_tasks_are_capped_and_one_that_ends_makes_room(services: ApiServices, app: Front) -> None:
    client = Client(app, await new_key(services, max_live_tasks=3))
    ids = [await client.submit_prompt() for _ in range(3)]
    refused = await client.submit({"input": {"prompt": "one more"}})
    assert refused.status == 429
    assert "3 pending or processing" in refused.json["message"]
    assert int(refused.headers["retry-after"]) >= 1
    assert "ratelimit-remaining" in refused.headers
    assert (await client.status(ids[0])).status == 200
    await fail(services, ids[0])
    assert (await client.submit({"input": {"prompt": "now"}})).status == 200


async def test_of_many_submits_at_once_exactly_the_capped_number_lives(
    services: ApiServices, app: Front
) -> None:
    """The default, a thousand, is counted over processes in e2e."""
    client = Client(app, await new_key(services, max_live_tasks=200))
    replies = await asyncio.gather(*(client.submit({"input": {"prompt": "x"}}) for _ in range(220)))
    assert [reply.status for reply in replies].count(200) == 200
    assert [reply.status for reply in replies].count(429) == 20


async def test_a_refused_caller_learns_nothing_of_a_task(services: ApiServices, app: Front) -> None:
    """The state is read while the request is counted: what was read must not get out."""
    owner = Client(app, await new_key(services))
    task_id = await owner.submit_prompt()
    used_up = Client(app, await new_key(services, requests_per_minute=1))
    await used_up.get("/api/v1/tasks")
    refused = [await used_up.status(task_id), await used_up.status("task_" + "0" * 32)]
    if {reply.status for reply in refused} != {429}:
        pytest.skip("the minute turned over meanwhile")
    stranger = await owner.get(f"{STATUS}?taskId={task_id}", key="cav_wrong")
    assert all(task_id.encode() not in reply.body for reply in [*refused, stranger])


async def test_a_revoked_key_is_refused_at_once(services: ApiServices, app: Front) -> None:
    manage = ManageKeys(services.pool)
    secret = await new_key(services)
    client = Client(app, secret)
    assert (await client.get("/api/v1/tasks")).status == 200
    await manage.revoke((await manage.list())[-1].key.id)
    async with asyncio.timeout(5):
        while (await client.get("/api/v1/tasks")).status != 401:
            await asyncio.sleep(0.01)


async def test_without_the_database_the_answer_is_503_and_nothing_passes(
    services: ApiServices, app: Front
) -> None:
    client = Client(app, await new_key(services))
    assert (await client.get("/api/v1/tasks")).status == 200
    await services.pool.close()
    for method, path, body in (
        ("GET", f"{STATUS}?taskId=task_{0:032x}", None),
        ("POST", SUBMIT, {"input": {"prompt": "x"}}),
    ):
        reply = await client.call(method, path, body=body)
        assert reply.status == 503
        assert json.loads(reply.body)["code"] == 503
        assert int(reply.headers["retry-after"]) >= 1

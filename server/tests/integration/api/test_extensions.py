"""Beyond the public contract: idempotency, list, detail, cancel, long poll."""

import asyncio

import pytest
from tests.api_fixtures import fail, new_key, start, succeed
from tests.integration.api.asgi_client import STATUS, Client

from cavendish.bootstrap import ApiServices
from cavendish.database.attempt_rows import NewAttempt, Outcome, close_attempt, open_attempts
from cavendish.domain.errors import FailureKind
from cavendish.domain.ids import TaskId
from cavendish.entrypoints.api.front import Front

pytestmark = pytest.mark.integration
IN_THE_MODULES_LOOP = pytest.mark.asyncio(loop_scope="module")
BODY = {"input": {"prompt": "a red fox"}}


async def test_the_same_idempotency_key_and_body_answer_the_same_task(
    client: Client, services: ApiServices
) -> None:
    headers = {"Idempotency-Key": "k" * 255}
    replies = await asyncio.gather(*(client.submit(BODY, headers=headers) for _ in range(5)))
    assert len({reply.body for reply in replies}) == 1
    assert await services.pool.fetchval("SELECT count(*) FROM tasks") == 1
    other_body = await client.submit({"input": {"prompt": "a blue fox"}}, headers=headers)
    assert other_body.status == 409
    assert "Idempotency-Key" in other_body.json["message"]
    other_key = Client(client.app, await new_key(services))
    assert (await other_key.submit(BODY, headers=headers)).body != replies[0].body


async def test_the_list_is_paged_newest_first_and_ones_own(
    client: Client, services: ApiServices, app: Front
) -> None:
    mine = [await client.submit_prompt(str(number)) for number in range(5)]
    await Client(app, await new_key(services)).submit_prompt("a stranger's")
    seen: list[str] = []
    cursor = ""
    for size in (2, 2, 1):
        page = (await client.get(f"/api/v1/tasks?limit=2{cursor}")).json["data"]
        assert len(page["tasks"]) == size
        seen += [task["taskId"] for task in page["tasks"]]
        cursor = f"&cursor={page['nextCursor']}"
    assert page["nextCursor"] is None
    assert sorted(seen) == sorted(mine)
    assert seen == sorted(seen, reverse=True)


async def test_the_list_is_filtered_by_state_and_model(client: Client, services: ApiServices) -> None:
    ids = [await client.submit_prompt(str(number)) for number in range(3)]
    await fail(services, ids[1])
    failed = (await client.get("/api/v1/tasks?state=failed")).json["data"]["tasks"]
    assert [task["taskId"] for task in failed] == [ids[1]]
    assert failed[0]["failCode"] == "CONTENT_VIOLATION"
    assert failed[0]["model"] == "nano-banana"
    assert len((await client.get("/api/v1/tasks?state=pending")).json["data"]["tasks"]) == 2
    assert (await client.get("/api/v1/tasks?model=nano-banana-2")).json["data"]["tasks"] == []


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=101", "limit=x", "limit=", "state=done", "state=", "cursor=x", "cursor=", "model=%00",
     "model="],
)  # fmt: skip
@IN_THE_MODULES_LOOP
async def test_a_wrong_list_query_is_400(shared_client: Client, query: str) -> None:
    reply = await shared_client.get(f"/api/v1/tasks?{query}")
    assert reply.status == 400
    assert query.partition("=")[0] in reply.error
    assert "ratelimit-limit" in reply.headers


@IN_THE_MODULES_LOOP
async def test_a_hundred_a_page_is_the_most(shared_client: Client) -> None:
    assert (await shared_client.get("/api/v1/tasks?limit=100")).status == 200


async def test_the_detail_shows_the_attempts_but_not_the_upstreams_words(
    client: Client, services: ApiServices, app: Front
) -> None:
    task_id = TaskId(await client.submit_prompt("  a red fox ", source="tag", provider="value"))
    await start(services, task_id)
    (first,) = await open_attempts(
        services.pool, [NewAttempt(task_id=task_id, route="cheap", provider="one")]
    )
    await close_attempt(
        services.pool,
        first,
        outcome=Outcome.FAILED,
        failure_kind=FailureKind.THROTTLED,
        reason="secret words of the upstream",
    )
    (second,) = await open_attempts(
        services.pool, [NewAttempt(task_id=task_id, route="dear", provider="two")]
    )
    await close_attempt(services.pool, second, outcome=Outcome.SUCCEEDED, cost_microusd=39_000)
    await succeed(services, task_id)
    reply = await client.get(f"/api/v1/tasks/{task_id}")
    data = reply.json["data"]
    assert data["state"] == "success"
    assert (data["route"], data["costUsd"], data["provider"], data["source"]) == (
        "dear",
        0.02,
        "value",
        "tag",
    )
    assert data["input"]["prompt"] == "a red fox"
    assert [(a["route"], a["outcome"], a["failureKind"]) for a in data["attempts"]] == [
        ("cheap", "failed", "throttled"),
        ("dear", "succeeded", None),
    ]
    assert b"secret words" not in reply.body
    stranger = Client(app, await new_key(services))
    assert (await stranger.get(f"/api/v1/tasks/{task_id}")).status == 404


async def test_a_waiting_task_can_be_cancelled_twice(
    client: Client, services: ApiServices, app: Front
) -> None:
    task_id = await client.submit_prompt()
    path = f"/api/v1/cancelTask/nano-banana?taskId={task_id}"
    stranger = Client(app, await new_key(services))
    assert (await stranger.call("POST", path)).status == 404
    assert (await client.call("POST", path.replace("banana?", "banana-2?"))).status == 404
    replies = [await client.call("POST", path) for _ in range(2)]
    for reply in replies:
        assert reply.status == 200
        assert (reply.json["data"]["state"], reply.json["data"]["failCode"]) == ("failed", "CANCELLED")
    assert (await client.status(task_id)).body == replies[0].body


async def test_an_ended_task_cannot_be_cancelled(client: Client, services: ApiServices) -> None:
    task_id = await client.submit_prompt()
    await succeed(services, task_id)
    reply = await client.call("POST", f"/api/v1/cancelTask/nano-banana?taskId={task_id}")
    assert reply.status == 409
    assert "success" in reply.json["message"]


async def test_a_long_poll_answers_the_moment_the_task_ends(client: Client, services: ApiServices) -> None:
    task_id = await client.submit_prompt()
    waiting = asyncio.create_task(client.get(f"{STATUS}?taskId={task_id}&wait=50"))
    await asyncio.sleep(0.2)
    assert not waiting.done()
    await succeed(services, task_id)
    async with asyncio.timeout(4):
        reply = await waiting
    assert reply.json["data"]["state"] == "success"


async def test_a_long_poll_that_times_out_answers_the_state_as_it_is(client: Client) -> None:
    task_id = await client.submit_prompt()
    reply = await client.get(f"{STATUS}?taskId={task_id}&wait=0.1")
    assert reply.json["data"]["state"] == "pending"


@pytest.mark.parametrize("wait", ["-1", "60.001", "61", "1e9", "1e", "x", "", "inf", "nan", "%2b1"])
@IN_THE_MODULES_LOOP
async def test_a_wrong_wait_is_400(shared_client: Client, wait: str) -> None:
    reply = await shared_client.get(f"{STATUS}?taskId=x&wait={wait}")
    assert reply.status == 400
    assert "wait must be seconds" in reply.error

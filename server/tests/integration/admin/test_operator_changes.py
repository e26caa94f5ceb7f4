import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import pytest_asyncio
from tests.api_fixtures import fail
from tests.integration.admin.operator import Operator
from tests.integration.api.asgi_client import SUBMIT, Client, Reply

from cavendish.bootstrap import ApiServices
from cavendish.database.route_health_rows import change_route_health
from cavendish.domain.circuit_breaker import OpeningCause, Trouble, open_route

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="module")]

WHOLE_KEY = {
    "name": " Shop ",
    "owner": "Anna",
    "requestsPerMinute": 7,
    "maxLiveTasks": 3,
    "strategy": "official",
    "models": ["nano-banana-2"],
    "addresses": ["10.0.0.0/8", "203.0.113.9"],
    "pricePercent": 150,
    "balanceUsd": 2.5,
    "expireTime": 4_102_444_800_000,
}


async def _key(operator: Operator, key_id: int) -> dict[str, Any]:
    return next(key for key in await operator.get("/keys") if key["keyId"] == key_id)


async def _until(status: int, call: Callable[[], Awaitable[Reply]]) -> None:
    """The change is in force in each process as soon as the database has told it."""
    async with asyncio.timeout(30):
        while (await call()).status != status:
            await asyncio.sleep(0.02)


async def test_a_key_has_what_was_chosen_and_its_secret_is_shown_once(operator: Operator) -> None:
    made = await operator.post("/keys", WHOLE_KEY)
    key = await _key(operator, made["keyId"])
    assert key | WHOLE_KEY | {"name": "Shop", "addresses": ["10.0.0.0/8", "203.0.113.9/32"]} == key
    assert (key["state"], key["heldUsd"], key["liveTasks"]) == ("live", 0.0, 0)
    reply = await operator.call("GET", "/keys")
    assert made["secret"] not in reply.body.decode()
    assert made["secret"].startswith(key["hint"])


async def test_limits_changed_here_hold_at_once(operator: Operator, admin_client: Client) -> None:
    made = await operator.post("/keys", {"name": "changing"})
    caller = Client(admin_client.app, made["secret"])
    await caller.submit_prompt()
    changed = await operator.change("PATCH", f"/keys/{made['keyId']}", {"models": ["nano-banana-pro"]})
    assert (changed["models"], changed["name"]) == (["nano-banana-pro"], "changing")
    await _until(403, lambda: caller.submit({"input": {"prompt": "a fox"}}))
    lifted = await operator.change("PATCH", f"/keys/{made['keyId']}", {"models": [], "maxLiveTasks": 0})
    assert lifted["models"] == []
    await _until(429, lambda: caller.submit({"input": {"prompt": "a fox"}}))


async def test_a_revoked_key_is_refused_at_once_and_for_ever(
    operator: Operator, admin_client: Client
) -> None:
    made = await operator.post("/keys", {"name": "leaving"})
    caller = Client(admin_client.app, made["secret"])
    assert (await caller.get("/api/v1/tasks")).status == 200
    assert (await operator.change("DELETE", f"/keys/{made['keyId']}"))["state"] == "revoked"
    await _until(401, lambda: caller.get("/api/v1/tasks"))
    assert (await operator.call("DELETE", f"/keys/{made['keyId']}")).status == 404


async def test_an_expired_key_is_shown_as_such(operator: Operator) -> None:
    made = await operator.post("/keys", {"name": "old", "expireTime": 1})
    assert (await _key(operator, made["keyId"]))["state"] == "expired"
    renewed = await operator.change("PATCH", f"/keys/{made['keyId']}", {"expireTime": 0})
    assert (renewed["state"], renewed["expireTime"]) == ("live", None)


async def test_money_is_added_and_a_budget_ends_only_when_none_is_held(
    operator: Operator, admin_client: Client, admin_services: ApiServices
) -> None:
    made = await operator.post("/keys", {"name": "prepaid", "balanceUsd": 0})
    path = f"/keys/{made['keyId']}"
    caller = Client(admin_client.app, made["secret"])
    assert (await caller.submit({"input": {"prompt": "a fox"}})).status == 402
    assert (await operator.post(f"{path}/topup", {"amountUsd": 0.05}))["balanceUsd"] == pytest.approx(0.05)
    task_id = await caller.submit_prompt()
    assert (await _key(operator, made["keyId"]))["heldUsd"] == pytest.approx(0.04)
    assert (await operator.call("DELETE", f"{path}/budget")).status == 409
    await fail(admin_services, task_id)
    assert (await operator.change("DELETE", f"{path}/budget"))["balanceUsd"] is None


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "name"),
        ({"name": "   "}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"name": "a\0b"}, "name"),
        ({"name": "x", "requestsPerMinute": 0}, "requestsPerMinute"),
        ({"name": "x", "maxLiveTasks": -1}, "maxLiveTasks"),
        ({"name": "x", "strategy": "cheap"}, "strategy"),
        ({"name": "x", "models": ["dall-e"]}, "models[0]"),
        ({"name": "x", "addresses": ["10.0.0.0/8", "example.com"]}, "addresses[1]"),
        ({"name": "x", "balanceUsd": -1}, "balanceUsd"),
        ({"name": "x", "balanceUsd": 1_000_001}, "balanceUsd"),
        ({"name": "x", "pricePercent": 100_001}, "pricePercent"),
        ({"name": "x", "unknown": 1}, "unknown"),
    ],
)
async def test_a_key_that_makes_no_sense_is_refused_by_its_field(
    operator: Operator, body: object, field: str
) -> None:
    before = len(await operator.get("/keys"))
    reply = await operator.call("POST", "/keys", body)
    assert reply.status == 400
    assert field in reply.error
    assert len(await operator.get("/keys")) == before


@pytest.mark.parametrize("amount", [0, -1, 1_000_001, "much", None])
async def test_an_amount_that_is_none_is_refused(operator: Operator, amount: object) -> None:
    assert (await operator.call("POST", "/keys/1/topup", {"amountUsd": amount})).status == 400


@pytest.mark.parametrize("key_id", ["0", "x", str(2**63)])
async def test_a_number_that_no_key_has_is_refused(operator: Operator, key_id: str) -> None:
    assert (await operator.call("PATCH", f"/keys/{key_id}", {"name": "x"})).status == 400
    assert (await operator.call("PATCH", "/keys/999999", {"name": "x"})).status == 404
    assert (await operator.call("POST", "/keys/999999/topup", {"amountUsd": 1})).status == 404


@pytest_asyncio.fixture(loop_scope="module")
async def dead(admin_client: Client, admin_services: ApiServices) -> dict[str, Any]:
    """A callback that was given up."""
    reply = await admin_client.submit(
        {
            "request_type": "callback",
            "callback_url": "https://receiver.example.com/hook",
            "input": {"prompt": "a fox"},
        },
        path=SUBMIT,
    )
    task_id = reply.json["data"]["taskId"]
    await fail(admin_services, task_id)
    delivery_id = await admin_services.pool.fetchval(
        "UPDATE deliveries SET state = 'dead', failures = 4, attempts = 4, next_attempt_at_ms = NULL, "
        "ended_at_ms = cavendish_now_ms() WHERE task_id = $1 RETURNING id",
        task_id,
    )
    await admin_services.pool.execute(
        "INSERT INTO delivery_attempts (delivery_id, number, started_at_ms, duration_ms, status_code, "
        "excerpt) VALUES ($1, 4, 1, 20, 500, 'out of order')",
        delivery_id,
    )
    return {"taskId": task_id, "deliveryId": delivery_id}


async def test_any_callback_is_found_and_replayed(
    operator: Operator, dead: dict[str, Any], admin_services: ApiServices
) -> None:
    path = f"/deliveries/{dead['deliveryId']}"
    shown = await operator.get(path)
    assert (shown["state"], shown["attempts"][0]["excerpt"]) == ("dead", "out of order")
    replayed = await operator.post(f"{path}/replay")
    assert (replayed["state"], replayed["keyId"]) == ("pending", shown["keyId"])
    jobs = await admin_services.pool.fetchval(
        "SELECT count(*) FROM pgqueuer WHERE entrypoint = 'deliver_callback' AND "
        "starts_with(convert_from(payload, 'UTF8'), $1)",
        f"{dead['deliveryId']}:5",
    )
    assert jobs == 1


async def test_callbacks_are_filtered(operator: Operator, dead: dict[str, Any]) -> None:
    async def found(query: str) -> bool:
        page = await operator.get(f"/deliveries?limit=200&{query}")
        return dead["deliveryId"] in {one["deliveryId"] for one in page["deliveries"]}

    key_id = (await operator.get(f"/deliveries/{dead['deliveryId']}"))["keyId"]
    for query in ("state=dead", f"key={key_id}", f"taskId={dead['taskId']}", "url=RECEIVER.example", ""):
        assert await found(query), query
    for query in ("state=delivered", "key=999999", f"taskId=task_{'0' * 32}", "taskId=x", "url=elsewhere"):
        assert not await found(query), query
    assert (await operator.call("GET", "/deliveries?cursor=x")).status == 400
    assert (await operator.call("GET", "/deliveries/nonsense")).status == 404
    assert (await operator.call("POST", f"/deliveries/dlv_{'0' * 32}/replay")).status == 404


async def test_a_resting_route_is_shown_and_may_be_taken_again(
    operator: Operator, admin_services: ApiServices
) -> None:
    name = (await operator.get("/routes"))["routes"][0]["name"]
    trouble = Trouble(cause=OpeningCause.FAILING, reason="502 from the upstream")
    await change_route_health(
        admin_services.pool,
        name,
        lambda before, now_ms: open_route(before, trouble, now_ms),
        now_ms=admin_services.clock.now_ms(),
    )

    async def route() -> dict[str, Any]:
        routes = (await operator.get("/routes"))["routes"]
        return next(one for one in routes if one["name"] == name)

    resting = await route()
    assert (resting["health"], resting["reason"]) == ("open", "502 from the upstream")
    assert resting["retryInMs"] > 0
    await operator.post("/routes/reopen", {"route": name})
    assert (await route())["health"] == "closed"
    assert (await operator.call("POST", "/routes/reopen", {"route": "nonsense"})).status == 404


async def test_only_a_live_route_can_be_tried(operator: Operator) -> None:
    reply = await operator.call("POST", "/routes/test", {"route": "nonsense"})
    assert reply.status == 404
    assert "nonsense" in reply.json["message"]
    assert (await operator.call("POST", "/routes/test", {})).status == 400

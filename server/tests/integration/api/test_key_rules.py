"""What operators say of a key, as its holder meets it: models, addresses, money."""

import asyncio
from ipaddress import ip_network
from typing import Any

import pytest
from tests.api_fixtures import fail, new_key, succeed
from tests.integration.api.asgi_client import Client

from cavendish.bootstrap import ApiServices
from cavendish.database.ledger_rows import find_balance, sum_ledger
from cavendish.domain.api_key import KeyChanges
from cavendish.domain.errors import ConflictError, NotFoundError
from cavendish.domain.ids import ApiKeyId
from cavendish.entrypoints.api.front import Front
from cavendish.services.manage_keys import ManageKeys

pytestmark = pytest.mark.integration
BALANCE = "/api/v1/apikeys/current-balance"
PRICE = 40_000


@pytest.fixture
def environment(environment: dict[str, str]) -> dict[str, str]:
    return {**environment, "CAVENDISH_TRUSTED_PROXIES": "203.0.113.0/24", "CAVENDISH_PRICE_USD": "0.04"}


async def client_with(app: Front, services: ApiServices, **choices: Any) -> Client:
    return Client(app, await new_key(services, **choices))


async def key_id_of(services: ApiServices) -> ApiKeyId:
    return ApiKeyId(await services.pool.fetchval("SELECT max(id) FROM api_keys"))


async def submit(client: Client, **headers: str) -> int:
    return (await client.submit({"input": {"prompt": "a red fox"}}, headers=headers)).status


async def test_a_key_makes_only_the_models_it_may(app: Front, services: ApiServices) -> None:
    client = await client_with(app, services, allowed_models=("nano-banana-2",))
    body = {"input": {"prompt": "a red fox"}}
    refused = await client.submit(body)
    assert refused.json["code"] == 403
    assert "nano-banana-2" in refused.json["message"]
    assert "ratelimit-remaining" in refused.headers
    assert (await client.submit(body, path="/api/v1/generateTask/nano-banana-2")).status == 200
    assert (await client.submit(body, path="/api/v1/generateTask/unknown")).status == 404


async def test_a_key_works_only_from_its_addresses(app: Front, services: ApiServices) -> None:
    client = await client_with(app, services, allowed_networks=(ip_network("198.51.100.0/24"),))
    assert (await client.get("/api/v1/tasks")).status == 403
    allowed = {"X-Forwarded-For": "9.9.9.9, 198.51.100.7"}
    assert (await client.get("/api/v1/tasks", headers=allowed)).status == 200
    refused = await client.get("/api/v1/tasks", headers={"X-Forwarded-For": "198.51.100.7, 9.9.9.9"})
    assert refused.status == 403
    assert "9.9.9.9" in refused.json["message"]
    assert await submit(client) == 403
    assert await submit(client, **allowed) == 200


async def test_a_change_of_the_rules_counts_at_once(app: Front, services: ApiServices) -> None:
    client = await client_with(app, services)
    keys, key_id = ManageKeys(services.pool), await key_id_of(services)
    assert await submit(client) == 200
    await keys.update(key_id, KeyChanges(allowed_models=("nano-banana-pro",), owner="Ada"))
    await until(lambda: submit(client), 403)
    await keys.update(key_id, KeyChanges(allowed_models=()))
    await until(lambda: submit(client), 200)
    await keys.update(key_id, KeyChanges(expires_at_ms=1))
    await until(lambda: submit(client), 401)
    await keys.update(key_id, KeyChanges(expires_at_ms=0))
    await until(lambda: submit(client), 200)
    (listing,) = await keys.list()
    assert (listing.key.owner, listing.key.expires_at_ms, listing.balance_microusd) == ("Ada", None, None)


async def until(ask: Any, status: int) -> None:
    async with asyncio.timeout(10):
        while await ask() != status:
            await asyncio.sleep(0.05)


async def test_a_key_without_a_budget_has_no_balance_and_no_ledger(app: Front, services: ApiServices) -> None:
    client = await client_with(app, services)
    task_id = await client.submit_prompt()
    await succeed(services, task_id)
    assert (await client.get(BALANCE)).json["data"] is None
    assert await services.pool.fetchval("SELECT count(*) FROM ledger_entries") == 0


async def test_money_is_held_charged_and_released(app: Front, services: ApiServices) -> None:
    client = await client_with(app, services, balance_microusd=3 * PRICE + 1)
    balance = [(await client.get(BALANCE)).json["data"]]
    ids = [await client.submit_prompt() for _ in range(3)]
    balance.append((await client.get(BALANCE)).json["data"])
    refused = await client.submit({"input": {"prompt": "a red fox"}})
    assert (refused.status, refused.json["code"]) == (402, 402)
    assert "Balance used up: this picture costs $0.04" in refused.json["message"]
    await succeed(services, ids[0])
    await fail(services, ids[1])
    cancelled = await client.call("POST", f"/api/v1/cancelTask/nano-banana?taskId={ids[2]}")
    assert cancelled.status == 200
    balance.append((await client.get(BALANCE)).json["data"])
    assert balance == [0.120001, 0.000001, 0.080001]
    assert await sum_ledger(services.pool, await key_id_of(services)) == {
        "topup": 3 * PRICE + 1, "hold": 3 * PRICE, "charge": PRICE, "release": 2 * PRICE
    }  # fmt: skip
    assert await services.pool.fetchval("SELECT count(*) FROM tasks") == 3


async def test_a_task_that_ends_twice_moves_its_money_once(app: Front, services: ApiServices) -> None:
    client = await client_with(app, services, balance_microusd=PRICE)
    path = f"/api/v1/cancelTask/nano-banana?taskId={await client.submit_prompt()}"
    await asyncio.gather(*(client.call("POST", path) for _ in range(5)))
    assert await find_balance(services.pool, await key_id_of(services)) == PRICE


async def test_a_repeated_idempotent_submit_is_paid_once(app: Front, services: ApiServices) -> None:
    client = await client_with(app, services, balance_microusd=PRICE)
    statuses = await asyncio.gather(*(submit(client, **{"Idempotency-Key": "order-1"}) for _ in range(5)))
    assert statuses == [200] * 5
    assert await find_balance(services.pool, await key_id_of(services)) == 0


@pytest.mark.parametrize(("percent", "count"), [(0, 50), (50, 8), (100, 4), (150, 2), (401, 0)])
async def test_a_key_may_pay_a_share_of_the_price(
    app: Front, services: ApiServices, percent: int, count: int
) -> None:
    client = await client_with(app, services, balance_microusd=4 * PRICE, price_percent=percent)
    statuses = await asyncio.gather(*(submit(client) for _ in range(50)))
    assert statuses.count(200) == count
    assert statuses.count(402) == 50 - count


async def test_a_topup_lets_the_next_task_in(app: Front, services: ApiServices) -> None:
    client = await client_with(app, services, balance_microusd=PRICE - 1)
    keys, key_id = ManageKeys(services.pool), await key_id_of(services)
    assert await submit(client) == 402
    assert await keys.top_up(key_id, 1) == PRICE
    assert await submit(client) == 200
    with pytest.raises(NotFoundError):
        await keys.top_up(ApiKeyId(key_id + 1), 1)


async def test_a_budget_ends_only_when_no_money_is_held(app: Front, services: ApiServices) -> None:
    client = await client_with(app, services, balance_microusd=2 * PRICE)
    keys, key_id = ManageKeys(services.pool), await key_id_of(services)
    task_id = await client.submit_prompt()
    with pytest.raises(ConflictError):
        await keys.end_budget(key_id)
    await fail(services, task_id)
    await keys.end_budget(key_id)
    assert (await client.get(BALANCE)).json["data"] is None
    assert (await sum_ledger(services.pool, key_id))["withdrawal"] == 2 * PRICE
    assert await submit(client) == 200
    assert await keys.top_up(key_id, 5) == 5

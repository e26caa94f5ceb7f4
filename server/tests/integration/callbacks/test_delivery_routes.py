from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from tests.standins import callback_receiver as answers
from tests.standins.callback_receiver import CallbackReceiver
from tests.standins.owed_callbacks import make_deliver, owe, run_next_job

from cavendish.adapters.outbound.callback_http import CallbackHttp
from cavendish.bootstrap import open_api_services
from cavendish.database.connection_pool import Pool
from cavendish.domain.api_key import NewApiKey
from cavendish.domain.delivery import new_delivery_id
from cavendish.domain.ids import ApiKeyId
from cavendish.entrypoints.api.answers.delivery_schemas import (
    DeliveryAnswer,
    DeliveryDetailAnswer,
    DeliveryPageAnswer,
    WebhookSecretAnswer,
)
from cavendish.entrypoints.api.asgi import create_app
from cavendish.services.manage_keys import ManageKeys
from cavendish.settings import load_settings


@pytest.fixture
async def api(database_url: str, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    settings = load_settings({"CAVENDISH_DATA": str(tmp_path)}, is_root=False, home=tmp_path)
    services = await open_api_services(settings, dsn=database_url)
    transport = httpx.ASGITransport(app=create_app(services))
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver/api/v1") as client:
        yield client
    await services.close()


@pytest.fixture
async def owner(pool: Pool) -> tuple[ApiKeyId, dict[str, str]]:
    key_id, secret = await ManageKeys(pool).create(NewApiKey(name="owner"))
    return key_id, {"Authorization": f"Bearer {secret}"}


@pytest.fixture
async def stranger(pool: Pool) -> dict[str, str]:
    _, secret = await ManageKeys(pool).create(NewApiKey(name="stranger"))
    return {"Authorization": f"Bearer {secret}"}


async def test_a_failed_callback_is_listed_read_and_replayed(
    api: httpx.AsyncClient,
    owner: tuple[ApiKeyId, dict[str, str]],
    pool: Pool,
    http: CallbackHttp,
    receiver: CallbackReceiver,
) -> None:
    key_id, headers = owner
    delivery_id = await owe(pool, key_id, receiver.on("/hook", answers.status(500, "broken")))
    await run_next_job(pool, make_deliver(pool, http))
    listed = await api.get("/deliveries", params={"state": "pending"}, headers=headers)
    page = DeliveryPageAnswer.model_validate_json(listed.content).data
    assert [each.deliveryId for each in page.deliveries] == [delivery_id]
    detail = DeliveryDetailAnswer.model_validate_json(
        (await api.get(f"/deliveries/{delivery_id}", headers=headers)).content
    ).data
    assert detail.attemptCount == 1
    assert [(each.statusCode, each.excerpt) for each in detail.attempts] == [(500, "broken")]
    replayed = await api.post(f"/deliveries/{delivery_id}/replay", headers=headers)
    after = DeliveryAnswer.model_validate_json(replayed.content).data
    assert after.nextAttemptTime is not None
    assert detail.nextAttemptTime is not None
    assert after.nextAttemptTime < detail.nextAttemptTime


async def test_the_list_goes_page_by_page(
    api: httpx.AsyncClient, owner: tuple[ApiKeyId, dict[str, str]], pool: Pool
) -> None:
    key_id, headers = owner
    made = [await owe(pool, key_id, "https://example.com/hook") for _ in range(3)]
    seen: list[str] = []
    params: dict[str, str] = {"limit": "2"}
    for _ in range(2):
        answer = await api.get("/deliveries", params=params, headers=headers)
        page = DeliveryPageAnswer.model_validate_json(answer.content).data
        seen += [each.deliveryId for each in page.deliveries]
        params["cursor"] = page.nextCursor or ""
    assert seen == sorted(made, reverse=True)
    assert params["cursor"] == ""


@pytest.mark.parametrize(
    "query", ["cursor=x", "limit=0", "limit=101", "state=done"], ids=lambda query: query.partition("=")[0]
)
async def test_a_query_that_makes_no_sense_is_a_400_that_names_the_field(
    api: httpx.AsyncClient, owner: tuple[ApiKeyId, dict[str, str]], query: str
) -> None:
    answer = await api.get(f"/deliveries?{query}", headers=owner[1])
    assert (answer.status_code, answer.json()["code"]) == (400, 400)
    assert query.partition("=")[0] in answer.json()["message"]


async def test_a_task_id_of_another_form_has_no_callbacks(
    api: httpx.AsyncClient, owner: tuple[ApiKeyId, dict[str, str]], pool: Pool
) -> None:
    await owe(pool, owner[0], "https://example.com/hook")
    answer = await api.get("/deliveries?taskId=nonsense", headers=owner[1])
    assert answer.json()["data"] == {"deliveries": [], "nextCursor": None}


async def test_another_keys_callback_is_404_everywhere_and_its_list_is_empty(
    api: httpx.AsyncClient,
    owner: tuple[ApiKeyId, dict[str, str]],
    stranger: dict[str, str],
    pool: Pool,
) -> None:
    delivery_id = await owe(pool, owner[0], "https://example.com/hook")
    for unreachable in (delivery_id, new_delivery_id(1), "dlv_x", "%00"):
        for answer in (
            await api.get(f"/deliveries/{unreachable}", headers=stranger),
            await api.post(f"/deliveries/{unreachable}/replay", headers=stranger),
        ):
            assert (answer.status_code, answer.json()["message"]) == (404, "Delivery not found")
    assert (await api.get("/deliveries", headers=stranger)).json()["data"]["deliveries"] == []


async def test_without_a_key_nothing_is_told(api: httpx.AsyncClient) -> None:
    for answer in (await api.get("/deliveries"), await api.post("/webhook-secret/rotate")):
        assert answer.status_code == 401


async def test_a_rotated_secret_is_told_once_and_not_kept_by_anybody_on_the_way(
    api: httpx.AsyncClient, owner: tuple[ApiKeyId, dict[str, str]]
) -> None:
    secrets = set()
    for _ in range(5):
        answer = await api.post("/webhook-secret/rotate", headers=owner[1])
        assert answer.headers["cache-control"] == "no-store"
        secrets.add(WebhookSecretAnswer.model_validate_json(answer.content).data.webhookSecret)
    assert len(secrets) == 5
    refused = await api.post("/webhook-secret/rotate", headers=owner[1])
    assert refused.status_code == 409

import pytest
from tests.standins import callback_receiver as answers
from tests.standins.callback_receiver import CallbackReceiver
from tests.standins.owed_callbacks import make_deliver, make_key, owe, queued_jobs, run_next_job

from cavendish.adapters.outbound.callback_http import CallbackHttp
from cavendish.database.connection_pool import Pool, open_pool
from cavendish.domain.delivery import DeliveryState, new_delivery_id
from cavendish.domain.errors import NotFoundError, NotReadyError
from cavendish.domain.ids import ApiKeyId
from cavendish.services.browse_deliveries import BrowseDeliveries
from cavendish.services.manage_webhook_secrets import ManageWebhookSecrets
from cavendish.services.replay_delivery import ReplayDelivery


async def test_pages_hold_every_delivery_of_the_key_once_newest_first(pool: Pool, key_id: ApiKeyId) -> None:
    made = [await owe(pool, key_id, "https://example.com/hook") for _ in range(5)]
    await owe(pool, await make_key(pool, "other"), "https://example.com/hook")
    browse = BrowseDeliveries(pool)
    seen, before = [], None
    while True:
        page = await browse.page(key_id=key_id, before=before, limit=2)
        seen += [delivery.id for delivery in page.deliveries]
        if (before := page.next_before) is None:
            break
    assert seen == sorted(made, reverse=True)


async def test_the_list_can_be_narrowed_to_a_state_and_to_a_task(
    pool: Pool, key_id: ApiKeyId, http: CallbackHttp, receiver: CallbackReceiver
) -> None:
    done = await owe(pool, key_id, receiver.url + "/hook")
    await run_next_job(pool, make_deliver(pool, http))
    waiting = await owe(pool, key_id, receiver.url + "/hook")
    browse = BrowseDeliveries(pool)
    delivered = (await browse.page(key_id=key_id, state=DeliveryState.DELIVERED)).deliveries
    assert [delivery.id for delivery in delivered] == [done]
    of_task = (await browse.page(key_id=key_id, task_id=delivered[0].task_id)).deliveries
    assert [delivery.id for delivery in of_task] == [done]
    pending = (await browse.page(key_id=key_id, state=DeliveryState.PENDING)).deliveries
    assert [delivery.id for delivery in pending] == [waiting]


async def test_a_delivery_shows_every_attempt(
    pool: Pool, key_id: ApiKeyId, http: CallbackHttp, receiver: CallbackReceiver
) -> None:
    delivery_id = await owe(pool, key_id, receiver.on("/hook", answers.status(500), answers.status(200)))
    deliver = make_deliver(pool, http)
    await run_next_job(pool, deliver)
    await run_next_job(pool, deliver)
    delivery, attempts = await BrowseDeliveries(pool).detail(delivery_id, key_id=key_id)
    assert delivery.state is DeliveryState.DELIVERED
    assert [(each.number, each.status_code) for each in attempts] == [(1, 500), (2, 200)]


async def test_another_keys_delivery_and_none_at_all_read_the_same(pool: Pool, key_id: ApiKeyId) -> None:
    delivery_id = await owe(pool, key_id, "https://example.com/hook")
    other = await make_key(pool, "other")
    for asked, asker in ((delivery_id, other), (new_delivery_id(1), key_id)):
        with pytest.raises(NotFoundError, match="Delivery not found"):
            await BrowseDeliveries(pool).detail(asked, key_id=asker)
        with pytest.raises(NotFoundError, match="Delivery not found"):
            await ReplayDelivery(pool)(asked, key_id=asker)
    assert len(await queued_jobs(pool)) == 1


async def test_a_dead_delivery_is_replayed_at_once_with_the_whole_schedule_before_it(
    pool: Pool, key_id: ApiKeyId, http: CallbackHttp, receiver: CallbackReceiver
) -> None:
    delivery_id = await owe(pool, key_id, receiver.on("/hook", answers.status(500)))
    deliver = make_deliver(pool, http)
    for _ in range(4):
        await run_next_job(pool, deliver)
    replayed = await ReplayDelivery(pool)(delivery_id, key_id=key_id)
    assert (replayed.state, replayed.attempts, replayed.failures) == (DeliveryState.PENDING, 4, 0)
    assert await run_next_job(pool, deliver) <= 0
    assert 29 < await run_next_job(pool, deliver) <= 36
    receiver.on("/hook", answers.status(200))
    await run_next_job(pool, deliver)
    delivery, attempts = await BrowseDeliveries(pool).detail(delivery_id, key_id=key_id)
    assert delivery.state is DeliveryState.DELIVERED
    assert [each.number for each in attempts] == [1, 2, 3, 4, 5, 6, 7]
    assert {each.webhook_id for each in receiver.received} == {delivery_id}


async def test_a_delivered_callback_can_be_sent_again(
    pool: Pool, key_id: ApiKeyId, http: CallbackHttp, receiver: CallbackReceiver
) -> None:
    delivery_id = await owe(pool, key_id, receiver.url + "/hook")
    deliver = make_deliver(pool, http)
    await run_next_job(pool, deliver)
    await ReplayDelivery(pool)(delivery_id, key_id=key_id)
    await run_next_job(pool, deliver)
    assert len(receiver.received) == 2
    assert receiver.received[0].body == receiver.received[1].body


async def test_replaying_what_waits_for_a_retry_sends_now_and_not_again_at_the_retrys_time(
    pool: Pool, key_id: ApiKeyId, http: CallbackHttp, receiver: CallbackReceiver
) -> None:
    delivery_id = await owe(pool, key_id, receiver.on("/hook", answers.status(500), answers.status(200)))
    deliver = make_deliver(pool, http)
    await run_next_job(pool, deliver)
    await ReplayDelivery(pool)(delivery_id, key_id=key_id)
    retry, replay = await queued_jobs(pool)
    assert replay[1] <= 0 < retry[1]
    await deliver(replay[0])
    await deliver(retry[0])
    assert len(receiver.received) == 2


async def test_while_the_database_is_away_the_caller_is_told_to_come_back(database_url: str) -> None:
    pool = await open_pool(database_url, max_size=1)
    await pool.close()
    key_id, delivery_id = ApiKeyId(1), new_delivery_id(1)
    for call in (
        BrowseDeliveries(pool).page(key_id=key_id),
        BrowseDeliveries(pool).detail(delivery_id, key_id=key_id),
        ReplayDelivery(pool)(delivery_id, key_id=key_id),
        ManageWebhookSecrets(pool).rotate(key_id),
    ):
        with pytest.raises(NotReadyError, match="try again shortly"):
            await call

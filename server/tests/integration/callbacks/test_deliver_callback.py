import asyncio
import json
from datetime import UTC, datetime, timedelta

import asyncpg
import pytest
from standardwebhooks import Webhook
from tests.standins import callback_receiver as answers
from tests.standins.callback_receiver import CallbackReceiver
from tests.standins.owed_callbacks import (
    PUBLIC_URL,
    fail,
    make_deliver,
    make_http,
    make_tasks,
    owe,
    queued_jobs,
    render,
    run_next_job,
    succeed,
)

from cavendish.adapters.outbound.callback_http import CallbackHttp
from cavendish.database.connection_pool import Pool
from cavendish.database.delivery_rows import find_delivery, list_delivery_attempts
from cavendish.database.task_rows import find_statuses
from cavendish.domain.delivery import Delivery, DeliveryState
from cavendish.domain.errors import FailCode
from cavendish.domain.ids import ApiKeyId, DeliveryId
from cavendish.domain.network_policy import NetworkPolicy
from cavendish.domain.receiver_slots import ReceiverSlots
from cavendish.services.cancel_task import CancelTask
from cavendish.services.manage_webhook_secrets import ManageWebhookSecrets
from cavendish.services.read_status import ReadStatus
from cavendish.services.rescue_deliveries import RescueDeliveries


async def delivery_of(pool: Pool, delivery_id: DeliveryId, key_id: ApiKeyId) -> Delivery:
    delivery = await find_delivery(pool, delivery_id, key_id=key_id)
    assert delivery is not None
    return delivery


async def test_success_failure_and_cancelling_each_owe_one_callback(pool: Pool, key_id: ApiKeyId) -> None:
    succeeded, failed, cancelled = await make_tasks(pool, key_id, "https://example.com/hook", 3)
    await succeed(pool, succeeded)
    await fail(pool, failed)
    await CancelTask(pool)(cancelled, key_id=key_id, model="nano-banana")
    await CancelTask(pool)(cancelled, key_id=key_id, model="nano-banana")
    owed = await pool.fetch("SELECT task_id, state FROM deliveries")
    assert {row["task_id"] for row in owed} == {succeeded, failed, cancelled}
    assert len(owed) == len(await queued_jobs(pool)) == 3


async def test_a_task_without_an_address_owes_nothing(pool: Pool, key_id: ApiKeyId) -> None:
    (task_id,) = await make_tasks(pool, key_id, None)
    await succeed(pool, task_id)
    assert await pool.fetchval("SELECT count(*) FROM deliveries") == 0
    assert await queued_jobs(pool) == []


async def test_the_end_and_the_callback_commit_together_or_not_at_all(pool: Pool, key_id: ApiKeyId) -> None:
    (task_id,) = await make_tasks(pool, key_id, "https://example.com/hook")
    await pool.execute("ALTER TABLE pgqueuer ADD CHECK (entrypoint <> 'deliver_callback') NOT VALID")
    with pytest.raises(asyncpg.CheckViolationError):
        await fail(pool, task_id)
    assert (await find_statuses(pool, [task_id]))[task_id].state.value == "pending"
    assert await pool.fetchval("SELECT count(*) FROM deliveries") == 0


async def test_the_body_is_byte_for_byte_the_answer_of_the_status_endpoint(
    pool: Pool, key_id: ApiKeyId, http: CallbackHttp, receiver: CallbackReceiver
) -> None:
    succeeded, failed = await make_tasks(pool, key_id, receiver.url + "/hook", 2)
    await succeed(pool, succeeded)
    await fail(pool, failed)
    deliver = make_deliver(pool, http)
    await run_next_job(pool, deliver)
    await run_next_job(pool, deliver)
    statuses = await find_statuses(pool, [succeeded, failed])
    assert [each.body for each in receiver.received] == [
        render(statuses[succeeded]),
        render(statuses[failed]),
    ]
    good, bad = (json.loads(each.body)["data"] for each in receiver.received)
    assert json.loads(good["resultJson"])["resultUrls"][0].startswith(PUBLIC_URL)
    assert bad["failCode"] == FailCode.CONTENT_VIOLATION


async def test_a_delivered_callback_is_marked_so_and_leaves_no_job(
    pool: Pool, key_id: ApiKeyId, http: CallbackHttp, receiver: CallbackReceiver
) -> None:
    delivery_id = await owe(pool, key_id, receiver.on("/hook", answers.status(204)))
    await run_next_job(pool, make_deliver(pool, http))
    delivery = await delivery_of(pool, delivery_id, key_id)
    assert delivery.state is DeliveryState.DELIVERED
    assert delivery.ended_at_ms is not None
    assert delivery.next_attempt_at_ms is None
    assert await queued_jobs(pool) == []
    assert [each.status_code for each in await list_delivery_attempts(pool, delivery_id)] == [204]


async def test_the_headers_are_those_of_standard_webhooks_and_verify(
    pool: Pool, key_id: ApiKeyId, http: CallbackHttp, receiver: CallbackReceiver
) -> None:
    secret = await ManageWebhookSecrets(pool).rotate(key_id)
    delivery_id = await owe(pool, key_id, receiver.url + "/hook")
    await run_next_job(pool, make_deliver(pool, http))
    (got,) = receiver.received
    assert Webhook(secret).verify(got.body, got.headers)["code"] == 200
    assert got.webhook_id == delivery_id
    assert got.headers["content-type"] == "application/json"
    assert got.headers["user-agent"] == "Cavendish"
    sent = datetime.fromtimestamp(int(got.headers["webhook-timestamp"]), UTC)
    assert datetime.now(UTC) - sent < timedelta(seconds=10)


async def test_a_key_without_a_secret_gets_one_at_its_first_callback_and_keeps_it(
    pool: Pool, key_id: ApiKeyId, http: CallbackHttp, receiver: CallbackReceiver
) -> None:
    deliver = make_deliver(pool, http)
    for _ in range(2):
        await owe(pool, key_id, receiver.url + "/hook")
        await run_next_job(pool, deliver)
    assert await pool.fetchval("SELECT count(*) FROM webhook_secrets WHERE api_key_id = $1", key_id) == 1
    assert all(each.headers["webhook-signature"].startswith("v1,") for each in receiver.received)


async def test_after_a_rotation_the_old_secret_signs_beside_the_new_one_for_a_day(
    pool: Pool, key_id: ApiKeyId, http: CallbackHttp, receiver: CallbackReceiver
) -> None:
    secrets = ManageWebhookSecrets(pool)
    old, new = await secrets.rotate(key_id), await secrets.rotate(key_id)
    deliver = make_deliver(pool, http)
    await owe(pool, key_id, receiver.url + "/hook")
    await run_next_job(pool, deliver)
    await pool.execute("UPDATE webhook_secrets SET retires_at_ms = retires_at_ms - 24 * 3600 * 1000 - 5000")
    await owe(pool, key_id, receiver.url + "/hook")
    await run_next_job(pool, deliver)
    during, after = receiver.received
    for secret in (old, new):
        Webhook(secret).verify(during.body, during.headers)
    Webhook(new).verify(after.body, after.headers)
    assert len(after.headers["webhook-signature"].split()) == 1


@pytest.mark.parametrize("code", [301, 302, 307, 400, 404, 410, 429, 500, 503])
async def test_a_status_other_than_2xx_is_a_failed_attempt_and_a_redirect_is_not_followed(
    pool: Pool, key_id: ApiKeyId, http: CallbackHttp, receiver: CallbackReceiver, code: int
) -> None:
    answer = answers.status(code, "no" * 1000, Location="/elsewhere")
    delivery_id = await owe(pool, key_id, receiver.on("/hook", answer))
    await run_next_job(pool, make_deliver(pool, http))
    (attempt,) = await list_delivery_attempts(pool, delivery_id)
    assert (attempt.status_code, attempt.error) == (code, None)
    assert attempt.excerpt == "no" * 512
    assert receiver.at("/elsewhere") == []
    assert (await delivery_of(pool, delivery_id, key_id)).state is DeliveryState.PENDING


async def test_the_schedule_is_kept_to_its_end_and_then_the_delivery_is_dead(
    pool: Pool, key_id: ApiKeyId, http: CallbackHttp, receiver: CallbackReceiver
) -> None:
    delivery_id = await owe(pool, key_id, receiver.on("/hook", answers.status(500)))
    deliver = make_deliver(pool, http)
    waits = [await run_next_job(pool, deliver) for _ in range(4)]
    for wait, stated in zip(waits[1:], (30, 120, 600), strict=True):
        assert stated - 1 < wait <= stated * 1.2
    delivery = await delivery_of(pool, delivery_id, key_id)
    assert (delivery.state, delivery.attempts, delivery.failures) == (DeliveryState.DEAD, 4, 4)
    assert await queued_jobs(pool) == []
    attempts = await list_delivery_attempts(pool, delivery_id)
    assert [each.number for each in attempts] == [1, 2, 3, 4]
    assert {each.webhook_id for each in receiver.received} == {delivery_id}


async def test_the_stated_time_of_the_next_attempt_is_never_before_the_delay(
    pool: Pool, key_id: ApiKeyId, http: CallbackHttp, receiver: CallbackReceiver
) -> None:
    delivery_id = await owe(pool, key_id, receiver.on("/hook", answers.status(500)))
    await run_next_job(pool, make_deliver(pool, http))
    (attempt,) = await list_delivery_attempts(pool, delivery_id)
    delivery = await delivery_of(pool, delivery_id, key_id)
    assert delivery.next_attempt_at_ms is not None
    assert 30_000 <= delivery.next_attempt_at_ms - attempt.started_at_ms - attempt.duration_ms <= 37_000


async def test_a_receiver_that_recovers_gets_its_callback_at_the_next_attempt(
    pool: Pool, key_id: ApiKeyId, http: CallbackHttp, receiver: CallbackReceiver
) -> None:
    script = (answers.reset(), answers.status(500), answers.status(200))
    delivery_id = await owe(pool, key_id, receiver.on("/hook", *script))
    deliver = make_deliver(pool, http)
    for _ in range(3):
        await run_next_job(pool, deliver)
    assert (await delivery_of(pool, delivery_id, key_id)).state is DeliveryState.DELIVERED
    codes = [each.status_code for each in await list_delivery_attempts(pool, delivery_id)]
    assert codes == [None, 500, 200]


async def test_a_receiver_that_hangs_fails_the_attempt_when_the_limit_is_over(
    pool: Pool, key_id: ApiKeyId, receiver: CallbackReceiver
) -> None:
    http = make_http(limit_s=0.2)
    delivery_id = await owe(pool, key_id, receiver.on("/hook", answers.hang()))
    await run_next_job(pool, make_deliver(pool, http))
    await http.close()
    (attempt,) = await list_delivery_attempts(pool, delivery_id)
    assert attempt.error == "timeout: no answer within 0.2 s"
    assert attempt.duration_ms < 2000


async def test_a_refused_address_is_a_failed_attempt_with_its_reason(
    pool: Pool, key_id: ApiKeyId, receiver: CallbackReceiver
) -> None:
    http = make_http(policy=NetworkPolicy())
    delivery_id = await owe(pool, key_id, receiver.url.replace("http:", "https:") + "/hook?secret=x")
    await run_next_job(pool, make_deliver(pool, http))
    await http.close()
    (attempt,) = await list_delivery_attempts(pool, delivery_id)
    assert attempt.error is not None
    assert "127.0.0.1" in attempt.error
    assert "secret" not in attempt.error
    assert receiver.received == []
    assert (await delivery_of(pool, delivery_id, key_id)).state is DeliveryState.PENDING


async def test_an_answer_that_is_no_text_can_be_stored(
    pool: Pool, key_id: ApiKeyId, http: CallbackHttp, receiver: CallbackReceiver
) -> None:
    delivery_id = await owe(pool, key_id, receiver.on("/hook", answers.body(b"\x00\xff\x89PNG")))
    await run_next_job(pool, make_deliver(pool, http))
    (attempt,) = await list_delivery_attempts(pool, delivery_id)
    assert attempt.excerpt == "\ufffd\ufffd\ufffdPNG"


async def test_a_crash_after_the_post_sends_again_under_the_same_id_and_counts_once(
    pool: Pool, key_id: ApiKeyId, http: CallbackHttp, receiver: CallbackReceiver
) -> None:
    delivery_id = await owe(pool, key_id, receiver.url + "/hook")
    ((payload, _),) = await queued_jobs(pool)
    await pool.execute("ALTER TABLE deliveries ADD CHECK (state <> 'delivered') NOT VALID")
    with pytest.raises(asyncpg.CheckViolationError):
        await make_deliver(pool, http)(payload)
    await pool.execute("ALTER TABLE deliveries DROP CONSTRAINT deliveries_state_check1")
    await make_deliver(pool, http)(payload)
    assert [each.webhook_id for each in receiver.received] == [delivery_id, delivery_id]
    assert (await delivery_of(pool, delivery_id, key_id)).attempts == 1


async def test_a_job_taken_up_again_after_its_attempt_was_recorded_does_nothing(
    pool: Pool, key_id: ApiKeyId, http: CallbackHttp, receiver: CallbackReceiver
) -> None:
    delivery_id = await owe(pool, key_id, receiver.on("/hook", answers.status(500)))
    ((payload, _),) = await queued_jobs(pool)
    await make_deliver(pool, http)(payload)
    await make_deliver(pool, http)(payload)
    assert len(receiver.received) == 1
    delivery = await delivery_of(pool, delivery_id, key_id)
    assert (delivery.attempts, delivery.failures) == (1, 1)
    assert len(await queued_jobs(pool)) == 2  # the one in hand and one retry


async def test_two_workers_with_the_same_job_count_one_attempt_and_queue_one_retry(
    pool: Pool, key_id: ApiKeyId, http: CallbackHttp, receiver: CallbackReceiver
) -> None:
    delivery_id = await owe(pool, key_id, receiver.on("/hook", answers.status(500)))
    ((payload, _),) = await queued_jobs(pool)
    one, two = make_deliver(pool, http), make_deliver(pool, http)
    await asyncio.gather(one(payload), two(payload), one(payload))
    delivery = await delivery_of(pool, delivery_id, key_id)
    assert (delivery.attempts, delivery.failures) == (1, 1)
    assert len(await list_delivery_attempts(pool, delivery_id)) == 1
    assert len(await queued_jobs(pool)) == 2


async def test_the_state_is_readable_when_the_callback_arrives(
    pool: Pool, key_id: ApiKeyId, http: CallbackHttp, receiver: CallbackReceiver
) -> None:
    read = ReadStatus(pool)
    seen = []

    async def ask_back(request: answers.web.Request) -> answers.web.StreamResponse:
        task_id = json.loads(await request.read())["data"]["taskId"]
        seen.append((await read(task_id, key_id=key_id)).state.value)
        return answers.web.Response()

    await owe(pool, key_id, receiver.on("/hook", ask_back))
    await run_next_job(pool, make_deliver(pool, http))
    assert seen == ["success"]


async def test_a_job_without_a_free_slot_is_put_off_without_counting_an_attempt(
    pool: Pool, key_id: ApiKeyId, http: CallbackHttp, receiver: CallbackReceiver
) -> None:
    slots = ReceiverSlots(per_receiver=1, patience_s=0)
    assert await slots.take("127.0.0.1", key_id)
    deliver = make_deliver(pool, http, slots=slots)
    delivery_id = await owe(pool, key_id, receiver.url + "/hook")
    waits = [await run_next_job(pool, deliver) for _ in range(6)]
    for wait, least in zip(waits[1:], (1, 3, 9, 27, 30), strict=True):
        assert least - 1 < wait <= 2 * least
    assert receiver.received == []
    assert (await delivery_of(pool, delivery_id, key_id)).attempts == 0
    slots.give_back("127.0.0.1", key_id, answer_s=0.1)
    await run_next_job(pool, deliver)
    assert (await delivery_of(pool, delivery_id, key_id)).state is DeliveryState.DELIVERED


async def test_put_off_jobs_do_not_stand_before_fresh_ones(
    pool: Pool, key_id: ApiKeyId, http: CallbackHttp, receiver: CallbackReceiver
) -> None:
    slots = ReceiverSlots(per_receiver=1, patience_s=0)
    await slots.take("127.0.0.1", key_id)
    await owe(pool, key_id, receiver.url + "/hook")
    await run_next_job(pool, make_deliver(pool, http, slots=slots))
    await owe(pool, key_id, receiver.url + "/hook")
    assert [row["priority"] for row in await pool.fetch("SELECT priority FROM pgqueuer ORDER BY id")] == [
        -1,
        0,
    ]


async def test_a_delivery_of_a_deleted_task_is_gone_and_its_job_does_nothing(
    pool: Pool, key_id: ApiKeyId, http: CallbackHttp, receiver: CallbackReceiver
) -> None:
    await owe(pool, key_id, receiver.on("/hook", answers.status(500)))
    deliver = make_deliver(pool, http)
    await run_next_job(pool, deliver)
    await pool.execute("DELETE FROM tasks")
    assert await pool.fetchval("SELECT count(*) FROM deliveries") == 0
    assert await pool.fetchval("SELECT count(*) FROM delivery_attempts") == 0
    await run_next_job(pool, deliver)
    assert len(receiver.received) == 1


async def test_an_unreadable_job_is_dropped(pool: Pool, http: CallbackHttp) -> None:
    await make_deliver(pool, http)(b"dlv_nonsense")


async def test_a_delivery_that_lost_its_job_is_queued_again_when_overdue(
    pool: Pool, key_id: ApiKeyId, http: CallbackHttp, receiver: CallbackReceiver
) -> None:
    lost = await owe(pool, key_id, receiver.url + "/lost")
    await pool.execute("DELETE FROM pgqueuer")
    await owe(pool, key_id, receiver.url + "/queued")
    rescue = RescueDeliveries(pool)
    assert await rescue() == 0
    await pool.execute("UPDATE deliveries SET next_attempt_at_ms = next_attempt_at_ms - 61000")
    assert await rescue() == 1
    assert await rescue() == 0
    payloads = [payload for payload, _ in await queued_jobs(pool)]
    assert payloads[-1].startswith(lost.encode())
    deliver = make_deliver(pool, http)
    await run_next_job(pool, deliver)
    await run_next_job(pool, deliver)
    assert len(receiver.at("/lost")) == len(receiver.at("/queued")) == 1

import asyncio
import random
import sys
from collections import Counter
from pathlib import Path

import tests
from standardwebhooks import Webhook
from tests.standins import callback_receiver as answers
from tests.standins.callback_receiver import CallbackReceiver
from tests.standins.delivery_worker import delivering
from tests.standins.owed_callbacks import make_deliver, make_http, make_tasks, owe, succeed

from cavendish.adapters.outbound.callback_http import CallbackHttp
from cavendish.database.connection_pool import Pool
from cavendish.domain.ids import ApiKeyId
from cavendish.domain.receiver_slots import ReceiverSlots
from cavendish.services.manage_webhook_secrets import ManageWebhookSecrets

SERVER = Path(tests.__path__[0]).parent


async def until_delivered(pool: Pool, count: int, *, url: str, within_s: float) -> None:
    async with asyncio.timeout(within_s):
        while count != await pool.fetchval(
            "SELECT count(*) FROM deliveries WHERE state = 'delivered' AND url = $1", url
        ):
            await asyncio.sleep(0.05)


async def test_the_queue_delivers_and_retries_by_itself(
    pool: Pool, key_id: ApiKeyId, http: CallbackHttp, receiver: CallbackReceiver
) -> None:
    url = receiver.on("/hook", answers.status(500), answers.status(503), answers.status(200))
    deliver = make_deliver(pool, http, retry_delays_s=(0.1, 0.1, 0.1))
    async with delivering(pool, deliver):
        await owe(pool, key_id, url)
        await until_delivered(pool, 1, url=url, within_s=15)
    assert len(receiver.received) == 3
    assert await pool.fetchval("SELECT count(*) FROM pgqueuer") == 0


async def test_a_dead_receiver_with_a_backlog_delays_nobody_else(
    pool: Pool, key_id: ApiKeyId, receiver: CallbackReceiver
) -> None:
    release = asyncio.Event()
    dead = receiver.on("/dead", answers.hang(release)).replace("127.0.0.1", "localhost")
    fast = receiver.url + "/fast"
    for task_id in await make_tasks(pool, key_id, dead, 300):
        await succeed(pool, task_id)
    http = make_http(limit_s=30)
    deliver = make_deliver(pool, http, slots=ReceiverSlots(per_receiver=5, patience_s=0.2))
    async with delivering(pool, deliver):
        for task_id in await make_tasks(pool, key_id, fast, 100):
            await succeed(pool, task_id)
        await until_delivered(pool, 100, url=fast, within_s=10)
        assert len(receiver.at("/dead")) == 5
        assert (
            await pool.fetchval("SELECT count(*) FROM deliveries WHERE url = $1 AND attempts = 0", dead)
            == 300
        )
        release.set()
    await http.close()


async def test_callbacks_survive_workers_that_are_killed_and_receivers_that_misbehave(
    pool: Pool, database_url: str, key_id: ApiKeyId, receiver: CallbackReceiver
) -> None:
    dice = random.Random(5)
    secret = await ManageWebhookSecrets(pool).rotate(key_id)
    misdeeds = [answers.status(500), answers.reset(), answers.hang(), answers.status(302, Location="/")]

    async def answer(request: answers.web.Request) -> answers.web.StreamResponse:
        if dice.random() < 0.2:
            return await dice.choice(misdeeds)(request)
        await asyncio.sleep(dice.random() / 20)
        acknowledged[request.headers["webhook-id"]] += 1
        return answers.web.Response()

    acknowledged: Counter[str] = Counter()
    url = receiver.on("/hook", answer)
    for task_id in await make_tasks(pool, key_id, url, 200):
        await succeed(pool, task_id)
    command = (sys.executable, "-m", "tests.standins.delivery_worker", database_url)
    for _ in range(3):
        worker = await asyncio.create_subprocess_exec(*command, cwd=SERVER, stdout=asyncio.subprocess.PIPE)
        assert worker.stdout is not None
        before = len(receiver.received)
        async with asyncio.timeout(20):
            while len(receiver.received) < before + 30:
                await asyncio.sleep(0.005)
        worker.kill()
        await worker.communicate()
    worker = await asyncio.create_subprocess_exec(*command, cwd=SERVER, stdout=asyncio.subprocess.PIPE)
    try:
        await until_delivered(pool, 200, url=url, within_s=60)
    finally:
        worker.kill()
        await worker.communicate()
    assert len(acknowledged) == 200
    for each in receiver.received:
        Webhook(secret).verify(each.body, each.headers)
    counted = await pool.fetchval(
        "SELECT max(c) FROM (SELECT count(*) c FROM delivery_attempts GROUP BY delivery_id, number) x"
    )
    assert counted == 1

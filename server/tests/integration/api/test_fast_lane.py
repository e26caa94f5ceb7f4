"""The fast lane and FastAPI give the same answers, byte for byte."""

import re
from typing import Any

import pytest
from tests.api_fixtures import fail, new_key, start, succeed
from tests.integration.api.asgi_client import STATUS, SUBMIT, Client, Reply
from tests.standins.hand_worker import HandWorker

from cavendish.bootstrap import ApiServices
from cavendish.entrypoints.api.asgi import create_app

pytestmark = pytest.mark.integration
# What differs from one request to the next.
PER_REQUEST = {"x-request-id", "ratelimit-remaining", "ratelimit-reset"}

SUBMITS: dict[str, dict[str, Any]] = {
    "no body": {},
    "no prompt": {"body": {"input": {}}},
    "broken": {"body": b"{"},
    "duplicate": {"body": b'{"a":1,"a":2}'},
    "wrong type": {"body": {"input": {"prompt": 1}}},
    "media type": {"body": b"x", "headers": {"Content-Type": "text/plain"}},
    "too large": {"body": b"x" * 1_048_577},
    "no key": {"key": None},
    "bad key": {"key": "cav_nonsense"},
    "foreign origin": {"body": b"{", "headers": {"Origin": "https://example.com"}},
    "odd idempotency key": {"body": {"input": {"prompt": "x"}}, "headers": {"Idempotency-Key": "a b"}},
}
ORDERS = (
    "/v1/images/generations",
    "/v1beta/models/nano-banana:generateContent",
    "/v1beta/models/gemini-2.5-flash-image-preview:generateContent",
)


@pytest.fixture
async def both(services: ApiServices) -> tuple[Client, Client]:
    secret = await new_key(services)
    return (
        Client(create_app(services), secret),
        Client(create_app(services, has_fast_lane=False), secret),
    )


def comparable(reply: Reply) -> tuple[int, list[tuple[str, str]], bytes]:
    return reply.status, [item for item in reply.headers.items() if item[0] not in PER_REQUEST], reply.body


async def test_refused_submits_are_the_same(both: tuple[Client, Client]) -> None:
    for name, options in SUBMITS.items():
        lane, framework = [await client.call("POST", SUBMIT, **options) for client in both]
        assert comparable(lane) == comparable(framework), name
        assert lane.status >= 400


def keyed(client: Client, options: dict[str, Any]) -> dict[str, Any]:
    """The options of a call under a path of another API, where the client sends no key by itself."""
    key = options.get("key", client.secret)
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return {**options, "key": None, "headers": {**headers, **options.get("headers", {})}}


async def test_refused_orders_are_the_same(both: tuple[Client, Client]) -> None:
    orders = {
        "unknown model": {"body": {"prompt": "x", "model": "nobody"}},
        "stream": {"body": {"prompt": "x", "stream": True}},
        "too many": {"body": {"prompt": "x", "n": 11}},
        "empty conversation": {"body": {"contents": []}},
    }
    for path in ORDERS:
        statuses = set()
        for name, options in {**SUBMITS, **orders}.items():
            lane, framework = [await client.call("POST", path, **keyed(client, options)) for client in both]
            assert comparable(lane) == comparable(framework), (path, name)
            assert lane.status >= 400, (path, name)
            statuses.add(lane.status)
        assert statuses >= {400, 401, 413, 415}
        for method in ("GET", "PUT", "OPTIONS"):
            lane, framework = [await client.call(method, path, **keyed(client, {})) for client in both]
            assert comparable(lane) == comparable(framework), (path, method)


async def test_accepted_orders_differ_in_their_task_alone(
    both: tuple[Client, Client], services: ApiServices
) -> None:
    bodies = ({"prompt": "x"}, *[{"contents": [{"parts": [{"text": "x"}]}]}] * 2)
    async with HandWorker.working(services):
        for path, body in zip(ORDERS, bodies, strict=True):
            replies = [await client.call("POST", path, **keyed(client, {"body": body})) for client in both]
            assert [reply.status for reply in replies] == [200, 200]
            lane, framework = [without_task(reply) for reply in replies]
            assert lane == framework


def without_task(reply: Reply) -> tuple[list[tuple[str, str]], str]:
    """Headers and body without the task's id, its link and the second in which it ended."""
    headers = [item for item in comparable(reply)[1] if item[0] != "x-task-id"]
    task_id = reply.headers["x-task-id"]
    body = reply.body.decode().replace(task_id, "TASK")
    return headers, re.sub(r'results/[0-9a-f]{32}|"created":\d+', "", body)


async def test_accepted_submits_differ_in_the_id_alone(both: tuple[Client, Client]) -> None:
    lane, framework = [await client.submit({"input": {"prompt": "x"}}) for client in both]
    assert lane.status == framework.status == 200
    ids = [reply.json["data"]["taskId"].encode() for reply in (lane, framework)]
    assert lane.body.replace(ids[0], b"ID") == framework.body.replace(ids[1], b"ID")
    assert comparable(lane)[1] == comparable(framework)[1]


async def test_an_idempotency_key_works_across_the_two(both: tuple[Client, Client]) -> None:
    headers = {"Idempotency-Key": "the-same"}
    replies = [await client.submit({"input": {"prompt": "x"}}, headers=headers) for client in both]
    assert replies[0].body == replies[1].body


async def test_states_are_the_same(both: tuple[Client, Client], services: ApiServices) -> None:
    ids = [await both[0].submit_prompt() for _ in range(4)]
    await start(services, ids[1])
    await succeed(services, ids[2])
    await fail(services, ids[3])
    targets = [f"{STATUS}?taskId={task_id}" for task_id in (*ids, "task_" + "0" * 32, "x", "")]
    targets += [STATUS, f"{STATUS}?taskId={ids[2]}&x=1", f"{STATUS}?wait=5&taskId={ids[3]}"]
    targets += [f"{STATUS}?taskId={ids[0]}&wait={wait}" for wait in ("61", "-1", "x", "nan", "0")]
    for target in targets:
        for _ in range(2):
            lane, framework = [await client.get(target) for client in both]
            assert comparable(lane) == comparable(framework), target


async def test_head_is_get_without_the_body(both: tuple[Client, Client]) -> None:
    task_id = await both[0].submit_prompt()
    for client in both:
        get, head = await client.status(task_id), await client.call("HEAD", f"{STATUS}?taskId={task_id}")
        assert head.body == b""
        assert comparable(head)[:2] == comparable(get)[:2]
        assert int(head.headers["content-length"]) == len(get.body)

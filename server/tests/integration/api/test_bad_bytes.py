"""Bodies, keys and ids that no honest client sends: a clear 4xx in the envelope, never a 5xx."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.integration.api.asgi_client import STATUS, SUBMIT, Client, Reply, exchange

from cavendish.bootstrap import ApiServices

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="module")]
BROKEN = {
    "nothing": b"",
    "blank": b"  ",
    "half": b'{"input":{"prompt":"a',
    "trailing": b'{"input":{"prompt":"a"}} x',
    "two values": b"{}{}",
    "broken UTF-8": b'{"input":{"prompt":"\xff\xfe"}}',
    "overlong UTF-8": b'{"input":{"prompt":"\xc0\xaf"}}',
    "surrogates in UTF-8": b'{"input":{"prompt":"\xed\xa0\x80"}}',
    "UTF-16": '{"input":{"prompt":"a"}}'.encode("utf-16"),
    "byte order mark": b'\xef\xbb\xbf{"input":{"prompt":"a"}}',
    "lone high surrogate": b'{"input":{"prompt":"\\ud800"}}',
    "lone low surrogate": b'{"input":{"prompt":"\\udfff x"}}',
    "raw NUL": b'{"input":{"prompt":"a\x00"}}',
    "duplicate key": b'{"input":{"prompt":"a"},"input":{"prompt":"b"}}',
    "duplicate inner key": b'{"input":{"prompt":"a","prompt":"b"}}',
    "NaN": b'{"input":{"prompt":"a"},"x":NaN}',
    "Infinity": b'{"input":{"prompt":"a"},"x":-Infinity}',
    "deep lists": b'{"input":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "deep objects": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    "deep beside the fields": b'{"input":{"prompt":"a"},"x":' + b"[" * 5_000 + b"]" * 5_000 + b"}",
    "an endless number": b'{"input":{"prompt":"a"},"x":' + b"9" * 10_000 + b"}",
    "single quotes": b"{'input':{'prompt':'a'}}",
    "form": b"input=1&prompt=2",
    "HTML": b"<html></html>",
}


def assert_clear_refusal(reply: Reply) -> None:
    assert 400 <= reply.status < 500, reply.body
    assert reply.json["code"] == reply.status
    assert reply.json["message"]
    assert reply.headers["content-type"] == "application/json"


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN)
async def test_a_broken_body_is_400_and_leaves_no_task(
    shared_client: Client, shared_services: ApiServices, body: bytes
) -> None:
    before = await shared_services.pool.fetchval("SELECT count(*) FROM tasks")
    reply = await shared_client.submit(body)
    assert reply.status == 400, reply.body
    assert_clear_refusal(reply)
    assert reply.json["data"]["error"]
    assert await shared_services.pool.fetchval("SELECT count(*) FROM tasks") == before


async def test_a_duplicate_key_is_named(shared_client: Client) -> None:
    assert 'duplicate key "prompt"' in (await shared_client.submit(BROKEN["duplicate inner key"])).error


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "request_type": JSON | st.sampled_from(["async", "callback"]),
        "callback_url": JSON | st.sampled_from(["https://example.com", "http://[::1]/", "https://\u00df.de"]),
        "provider": JSON | st.sampled_from(["auto", "value"]),
        "source": JSON,
        "input": JSON
        | st.fixed_dictionaries(
            {},
            optional={
                "mode": JSON | st.sampled_from(["text-to-image", "image-to-image"]),
                "prompt": JSON | st.text(max_size=30),
                "image_urls": JSON | st.lists(st.text(max_size=20) | JSON, max_size=7),
                "aspect_ratio": JSON | st.sampled_from(["1:1", "auto"]),
                "output_format": JSON | st.sampled_from(["png", "jpg"]),
                "resolution": JSON,
            },
        ),
    },
)
QUIET = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@QUIET
@given(body=FIELDS)
async def test_any_json_is_either_taken_or_clearly_refused(shared_client: Client, body: Any) -> None:
    reply = await shared_client.submit(json.dumps(body).encode("utf-8", "surrogatepass"))
    if reply.status != 200:
        assert_clear_refusal(reply)
        assert reply.status in (400, 429)


@QUIET
@given(body=st.binary(max_size=60))
async def test_any_bytes_are_clearly_refused(shared_client: Client, body: bytes) -> None:
    assert_clear_refusal(await shared_client.submit(body))


@pytest.mark.parametrize(
    "authorization",
    [
        None, "", "Bearer", "Bearer ", "Bearer  ", "bearer\t", "Basic dXNlcjpwYXNz", "cav_abc", "Bearer a b",
        "Bearer \xff\xfe", "Bearer " + "x" * 513, "Bearer " + "x" * 5000, "Bearer cav_unknown",
        "Token cav_unknown",
        "Bearer\xa0cav_unknown", "Bearer '; DROP TABLE api_keys;--", "Bearer null", "Bearer \x00",
    ],
)  # fmt: skip
async def test_an_odd_authorization_is_exactly_the_401_of_the_contract(
    shared_client: Client, authorization: str | None
) -> None:
    headers = {} if authorization is None else {"Authorization": authorization}
    for method, path in (("POST", SUBMIT), ("GET", f"{STATUS}?taskId=x"), ("GET", "/api/v1/tasks")):
        reply = await shared_client.call(method, path, headers=headers, key=None)
        assert reply.status == 401
        assert reply.body == b'{"code":401,"message":"Invalid or missing API key"}'
        assert "ratelimit-limit" not in reply.headers


@pytest.mark.parametrize("scheme", ["bearer", "BEARER", "bEaReR ", " Bearer"])
async def test_the_scheme_is_read_in_any_case(shared_client: Client, scheme: str) -> None:
    headers = {"Authorization": f"{scheme} {shared_client.secret}"}
    assert (await shared_client.get("/api/v1/tasks", headers=headers)).status == 200


@pytest.mark.parametrize(
    "task_id",
    [
        "x", "task_", "task_" + "0" * 32, "task_" + "0" * 31, "task_" + "0" * 33, "task_" + "G" * 32,
        "TASK_" + "0" * 32, "../../etc/passwd", "%00", "%ff%fe", "%F0%9F%A6%8A", "1%20OR%201=1",
        "task_%0a" + "0" * 32, "task_" + "%D9%A0" * 32, "a" * 10_000, "-", "_",
        "123e4567-e89b-12d3-a456-426614174000",
    ],
)  # fmt: skip
async def test_an_id_of_any_other_form_is_not_found(shared_client: Client, task_id: str) -> None:
    reply = await shared_client.get(f"{STATUS}?taskId={task_id}")
    assert reply.status == 404
    assert reply.json == {"code": 404, "message": "Task not found", "data": None}
    cancelled = await shared_client.call("POST", f"/api/v1/cancelTask/nano-banana?taskId={task_id}")
    assert cancelled.status == 404
    if "/" not in task_id and "%" not in task_id:
        for path in (f"/api/v1/tasks/{task_id}", f"/api/v1/tasks/{task_id}/events"):
            assert (await shared_client.get(path)).status == 404


@pytest.mark.parametrize("query", ["", "?", "?taskId", "?taskId=", "?taskid=x", "?task_id=x", "?&&=&"])
async def test_a_missing_id_is_400(shared_client: Client, query: str) -> None:
    reply = await shared_client.get(STATUS + query)
    assert reply.status == 400
    assert reply.error == "Missing required field: taskId"


@QUIET
@given(query=st.text(alphabet=st.characters(max_codepoint=126, min_codepoint=33), max_size=60))
async def test_any_query_is_clearly_refused(shared_client: Client, query: str) -> None:
    assert_clear_refusal(await shared_client.get(f"{STATUS}?{query.replace('?', '')}"))


@pytest.mark.parametrize("key", ["", "a b", "\x01", "\xe9", "x" * 256, "\t"])
async def test_an_odd_idempotency_key_is_400(shared_client: Client, key: str) -> None:
    reply = await shared_client.submit({"input": {"prompt": "x"}}, headers={"Idempotency-Key": key})
    assert reply.status == 400
    assert "Idempotency-Key" in reply.error


async def test_the_body_ceiling_is_exact(shared_client: Client, shared_services: ApiServices) -> None:
    ceiling = shared_services.settings.max_body_bytes
    start = b'{"input":{"prompt":"x"},"filler":"'
    whole = start + b"f" * (ceiling - len(start) - 2) + b'"}'
    assert len(whole) == ceiling
    assert (await shared_client.submit(whole)).status == 200
    over = await shared_client.submit(whole + b" ")
    assert over.status == 413
    assert over.json["code"] == 413
    assert "ratelimit-limit" in over.headers


async def test_a_body_without_length_is_cut_off_at_the_ceiling(
    shared_client: Client, shared_services: ApiServices
) -> None:
    chunk = b" " * 65_536
    count = shared_services.settings.max_body_bytes // len(chunk)
    fits = [chunk] * (count - 1) + [b'{"input":{"prompt":"x"}}']
    assert (await shared_client.call("POST", SUBMIT, chunks=fits)).status == 200
    assert (await shared_client.call("POST", SUBMIT, chunks=[chunk] * (count + 1))).status == 413
    assert (await shared_client.call("POST", f"{SUBMIT}/", chunks=[chunk] * (count + 1))).status == 413


@pytest.mark.parametrize("length", ["-1", "x", "9" * 30, "1048577"])
async def test_a_length_that_is_too_large_or_none_is_413_unread(shared_client: Client, length: str) -> None:
    reply = await shared_client.call("POST", SUBMIT, headers={"Content-Length": length}, chunks=[b"{}"])
    assert reply.status == 413


async def test_headers_over_the_ceiling_are_431(shared_client: Client) -> None:
    fitting = {f"x-filler-{number}": "x" for number in range(90)}
    assert (await shared_client.get("/api/v1/tasks", headers=fitting)).status == 200
    too_many = {f"x-filler-{number}": "x" for number in range(110)}
    for headers in (too_many, {"x-filler": "x" * 40_000}):
        reply = await shared_client.get("/api/v1/tasks", headers=headers)
        assert reply.status == 431
        assert_clear_refusal(reply)


@pytest.mark.parametrize(
    ("count", "size", "status"), [(99, 10, 200), (100, 10, 431), (2, 16_000, 200), (3, 16_000, 431)]
)
async def test_header_lines_of_one_name_count_each(
    shared_client: Client, count: int, size: int, status: int
) -> None:
    headers = [("authorization", f"Bearer {shared_client.secret}"), *[("x-many", "a" * size)] * count]
    reply = await exchange(shared_client.app, "GET", "/api/v1/tasks", headers, [b""])
    assert reply.status == reply.json["code"] == status

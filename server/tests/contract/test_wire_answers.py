"""Every documented answer, word for word: a change here is a change of the wire."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.api_fixtures import (
    app,
    client,
    clock,
    environment,
    fail,
    services,
    shared_client,
    shared_services,
    start,
    succeed,
)
from tests.integration.api.asgi_client import STATUS, SUBMIT, Client, Reply

from cavendish.bootstrap import ApiServices
from cavendish.domain.errors import FailCode
from cavendish.domain.generation import OutputFormat
from cavendish.domain.ids import ApiKeyId, AssetToken, TaskId
from cavendish.domain.task import TaskState, TaskStatus
from cavendish.entrypoints.api.answers.status_envelope import render_status_envelope
from cavendish.entrypoints.api.documentation.openapi_document import openapi_document

__all__ = ["app", "client", "clock", "environment", "services", "shared_client", "shared_services"]

GOLDEN: dict[str, Any] = json.loads((Path(__file__).parent / "golden" / "status_envelopes.json").read_text())
DOCUMENT = openapi_document()


def status_of(name: str) -> TaskStatus:
    ended: dict[str, Any] = {"completed_at_ms": 1_795_466_835_219}
    state = {
        "pending": {"state": TaskState.PENDING},
        "processing": {"state": TaskState.PROCESSING},
        "success": {"state": TaskState.SUCCESS, **ended},
        "success as jpeg": {"state": TaskState.SUCCESS, "output_format": OutputFormat.JPEG, **ended},
        "failed": {
            "state": TaskState.FAILED,
            "fail_code": FailCode.CONTENT_VIOLATION,
            "fail_msg": "The request breaks the content policy: “violence”",
            **ended,
        },
    }[name]
    fields: dict[str, Any] = {
        "id": TaskId("task_01a20a299d27e2c022e0860e57944fdf"),
        "api_key_id": ApiKeyId(1),
        "model": "nano-banana",
        "created_at_ms": 1_795_466_829_104,
        "asset_token": AssetToken("0123456789abcdef0123456789abcdef"),
        "output_format": OutputFormat.PNG,
    }
    return TaskStatus(**{**fields, **state})


@pytest.mark.parametrize("name", GOLDEN)
def test_a_status_envelope_is_exactly_as_documented(name: str) -> None:
    body = render_status_envelope(status_of(name), public_url="https://pictures.example.com")
    assert body.decode() == GOLDEN[name]
    check(json.loads(body), "StatusAnswer")


def check(answer: object, schema: str) -> None:
    """Hold an answer against the OpenAPI document's component."""
    whole = {"$ref": f"#/components/schemas/{schema}", "components": DOCUMENT["components"]}
    jsonschema.Draft202012Validator(whole).validate(answer)


def check_documented(reply: Reply, method: str, path: str) -> None:
    responses = DOCUMENT["paths"][path][method.lower()]["responses"]
    schema = responses[str(reply.status)]["content"]["application/json"]["schema"]
    whole = {**schema, "components": DOCUMENT["components"]}
    jsonschema.Draft202012Validator(whole).validate(reply.json)


@pytest.mark.integration
async def test_real_answers_conform_to_the_openapi_document(client: Client, services: ApiServices) -> None:
    ids = [await client.submit_prompt(str(number)) for number in range(4)]
    await start(services, ids[1])
    await succeed(services, ids[2])
    await fail(services, ids[3])
    for task_id in ids:
        check_documented(await client.status(task_id), "GET", STATUS)
        check_documented(await client.get(f"/api/v1/tasks/{task_id}"), "GET", "/api/v1/tasks/{taskId}")
        cancelled = await client.call("POST", f"/api/v1/cancelTask/nano-banana?taskId={task_id}")
        check_documented(cancelled, "POST", "/api/v1/cancelTask/{model}")
    check_documented(await client.get("/api/v1/tasks"), "GET", "/api/v1/tasks")
    for path in ("/api/v1", "/api/v1/apikeys/current-balance", "/health/live", "/health/ready"):
        check_documented(await client.get(path), "GET", path)
    for body in ({"input": {"prompt": "x"}}, {}):
        check_documented(await client.submit(body), "POST", SUBMIT)
    check_documented(await client.submit({}, key="cav_wrong"), "POST", SUBMIT)
    check_documented(await client.status("x"), "GET", STATUS)


def bodies_of(model: str) -> jsonschema.Draft202012Validator:
    name = "".join(part.capitalize() for part in model.split("-")) + "Task"
    return jsonschema.Draft202012Validator(
        {"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]}
    )


@pytest.mark.parametrize(
    ("body", "is_valid"),
    [
        ({"input": {"prompt": "x"}}, True),
        ({"input": {"prompt": "x", "resolution": 3, "more": []}, "webhook": 1}, True),
        ({"input": {"prompt": "x", "mode": None, "image_urls": None}, "callback_url": None}, True),
        ({"input": {"prompt": "x", "mode": "image-to-image", "image_urls": ["https://a.example/b"]}}, True),
        ({"input": {"prompt": "x", "mode": "image-to-image"}}, False),
        ({"input": {"prompt": "x", "mode": "image-to-image", "image_urls": []}}, False),
        ({"input": {"prompt": "x", "image_urls": ["https://a.example/b"]}}, False),
        ({"request_type": "callback", "input": {"prompt": "x"}}, False),
        ({"request_type": "callback", "callback_url": None, "input": {"prompt": "x"}}, False),
        ({"request_type": "callback", "callback_url": "https://a.example", "input": {"prompt": "x"}}, True),
        ({"input": {"prompt": " "}}, False),
        ({"input": {"prompt": "a\0"}}, False),
        ({"input": {"prompt": "x" * 5001}}, False),
        (
            {"input": {"prompt": "x", "image_urls": ["https://a.example/b"] * 6, "mode": "image-to-image"}},
            False,
        ),
        ({"source": "x" * 201, "input": {"prompt": "x"}}, False),
        ({"input": {}}, False),
        ({}, False),
    ],
)
@pytest.mark.integration
@pytest.mark.asyncio(loop_scope="module")
async def test_the_documented_schema_and_the_server_agree_on_bodies(
    shared_client: Client, body: dict[str, Any], is_valid: bool
) -> None:
    assert bodies_of("nano-banana").is_valid(body) is is_valid
    assert (await shared_client.submit(body)).status == (200 if is_valid else 400)


def test_every_fail_code_and_state_of_the_contract_is_documented() -> None:
    schemas = DOCUMENT["components"]["schemas"]
    assert set(schemas["FailCode"]["enum"]) == {code.value for code in FailCode}
    assert schemas["LiveStatus"]["properties"]["state"]["enum"] == ["pending", "processing"]
    discriminator = schemas["StatusAnswer"]["properties"]["data"]["discriminator"]
    assert discriminator["propertyName"] == "state"
    assert set(discriminator["mapping"]) == {"pending", "processing", "success", "failed"}


def test_golden_urls_hold_no_word_that_a_client_reads_as_a_film() -> None:
    urls = re.findall(r"https://[^\\\"]+", json.dumps(GOLDEN))
    assert urls
    assert not [url for url in urls if re.search(r"\.(mp4|mov|webm|mkv|avi|gif)", url)]

"""What every answer has in common, and the paths that need no key."""

import gzip
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from openapi_spec_validator import validate
from starlette.types import Receive, Scope, Send
from tests.integration.api.asgi_client import STATUS, SUBMIT, Client

from cavendish.bootstrap import ApiServices
from cavendish.database.worker_rows import see_worker
from cavendish.entrypoints.api.answers.api_dialect import ApiDialect, dialect_of
from cavendish.entrypoints.api.asgi import create_app
from cavendish.entrypoints.api.front import Front
from cavendish.settings import load_settings

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="module")]
ORIGIN = "https://app.example.com"


@pytest.mark.parametrize(
    "path", ["/nothing", "/api", "/docs/nothing", "/results", "/health", "//api/v1", "/%00"]
)
async def test_an_unknown_path_is_404_in_the_envelope(shared_client: Client, path: str) -> None:
    reply = await shared_client.get(path)
    assert reply.status == 404
    assert reply.json["code"] == 404


@pytest.mark.parametrize("path", ["/api/", "/api/v2", "/api/v1/nothing", "/api/v1/generateTask"])
async def test_an_unknown_path_of_the_api_asks_for_the_key_first(shared_client: Client, path: str) -> None:
    expected = 404 if path == "/api/" else 401
    assert (await shared_client.get(path, key=None)).status == expected
    assert (await shared_client.get(path)).status == 404


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", SUBMIT, "POST"),
        ("DELETE", f"{STATUS}?taskId=x", "GET, HEAD"),
        ("PATCH", "/api/v1/tasks", "GET, HEAD"),
        ("GET", "/api/v1/cancelTask/nano-banana", "POST"),
        ("POST", "/results/x.png", "GET, HEAD"),
        ("POST", "/health/live", "GET, HEAD"),
        ("OPTIONS", SUBMIT, "POST"),
        ("BREW", "/docs", "GET, HEAD"),
    ],
)
async def test_a_wrong_method_is_405_and_names_the_right_one(
    shared_client: Client, method: str, path: str, allowed: str
) -> None:
    reply = await shared_client.call(method, path)
    assert reply.status == 405
    assert reply.json["code"] == 405
    assert reply.headers["allow"] == allowed


async def test_the_front_door_needs_no_key_and_names_the_models(shared_client: Client) -> None:
    for path in ("/api/v1", "/api/v1/"):
        reply = await shared_client.get(path, key=None)
        assert reply.status == 200
        assert "nano-banana" in reply.json["data"]["models"]


async def test_every_answer_has_a_request_id_and_sane_ones_are_kept(shared_client: Client) -> None:
    ids = {(await shared_client.get("/health/live")).headers["x-request-id"] for _ in range(3)}
    assert len(ids) == 3
    for path in ("/health/live", f"{STATUS}?taskId=x", "/nothing"):
        for given, is_kept in (
            ("abc-1.2_3", True),
            ("x" * 128, True),
            ("x" * 129, False),
            ("a b", False),
            ("", False),
        ):
            reply = await shared_client.get(path, headers={"X-Request-Id": given})
            assert (reply.headers["x-request-id"] == given) is is_kept


async def test_answers_are_not_sniffed_framed_or_kept(shared_client: Client) -> None:
    for path in ("/health/live", STATUS, "/nothing", "/metrics"):
        reply = await shared_client.get(path)
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in reply.headers["content-security-policy"]
        assert reply.headers["cache-control"] == "no-store"


async def test_a_browser_may_call_from_anywhere_by_default(shared_client: Client) -> None:
    asks = {
        "Origin": ORIGIN,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type",
    }
    preflight = await shared_client.call("OPTIONS", SUBMIT, headers=asks, key=None)
    assert preflight.status == 204
    assert preflight.headers["access-control-allow-origin"] == "*"
    allowed = preflight.headers["access-control-allow-headers"].lower()
    assert all(name in allowed for name in ("authorization", "content-type", "idempotency-key"))
    assert "POST" in preflight.headers["access-control-allow-methods"]
    for status, options in ((404, {}), (401, {"key": None})):
        reply = await shared_client.get(f"{STATUS}?taskId=x", headers={"Origin": ORIGIN}, **options)
        assert reply.status == status
        assert reply.headers["access-control-allow-origin"] == "*"
        exposed = reply.headers["access-control-expose-headers"]
        assert all(name in exposed for name in ("RateLimit-Limit", "Retry-After", "X-Request-Id"))


async def test_origins_can_be_listed(shared_services: ApiServices, shared_client: Client) -> None:
    environ = {"CAVENDISH_CORS_ORIGINS": f"{ORIGIN}, https://b.example.com/", "CAVENDISH_DATA": "/nowhere"}
    settings = load_settings(environ, is_root=False, home=shared_services.settings.data_dir)
    fields = {name: getattr(shared_services, name) for name in type(shared_services).__slots__}
    listed = Client(create_app(ApiServices(**{**fields, "settings": settings})), shared_client.secret)
    for origin, is_allowed in (
        (ORIGIN, True),
        ("https://b.example.com", True),
        ("https://evil.example", False),
    ):
        reply = await listed.get("/api/v1/tasks", headers={"Origin": origin})
        assert (reply.headers.get("access-control-allow-origin") == origin) is is_allowed
        assert reply.headers["vary"] == "Origin"
        picture = await listed.get("/results/x.png", headers={"Origin": origin})
        assert picture.headers["access-control-allow-origin"] == "*"


async def test_a_crash_is_500_in_the_envelope_and_leaves_a_traceback(
    shared_client: Client, shared_services: ApiServices
) -> None:
    async def broken(_: Scope, __: Receive, ___: Send) -> None:
        raise ZeroDivisionError("a bug")

    whole = create_app(shared_services)
    fields = {name: getattr(whole, name) for name in type(whole).__slots__}
    client = Client(Front(**{**fields, "app": broken}), shared_client.secret)
    with structlog.testing.capture_logs() as logs:
        reply = await client.get("/anything")
    assert reply.status == 500
    assert reply.json["code"] == 500
    assert "a bug" not in reply.body.decode()
    assert logs[0]["event"] == "request crashed"
    assert logs[0]["exc_info"]


async def test_a_crash_inside_a_route_is_500_too(shared_client: Client, shared_services: ApiServices) -> None:
    app = create_app(shared_services)
    app.app.state.services = None  # type: ignore[attr-defined]  # FastAPI's state
    with structlog.testing.capture_logs() as logs:
        reply = await Client(app, shared_client.secret).get("/api/v1/tasks")
    assert reply.status == 500
    assert reply.json["code"] == 500
    assert reply.headers["ratelimit-limit"]
    assert logs[0]["event"] == "request crashed"


async def test_readiness_says_what_is_missing(shared_client: Client, shared_services: ApiServices) -> None:
    missing = await shared_client.get("/health/ready")
    assert missing.status == 503
    assert "no worker" in missing.json["message"]
    assert missing.headers["retry-after"]
    await see_worker(shared_services.pool, "w")
    ready = await shared_client.get("/health/ready")
    assert ready.status == 200
    assert ready.json["data"] == {"database": "ok", "storage": "ok", "worker": "ok"}
    live = (await shared_client.get("/health/live")).json["data"]
    assert live["status"] == "live"
    assert live["version"]


async def test_the_balance_of_a_key_without_budget_is_null(shared_client: Client) -> None:
    reply = await shared_client.get("/api/v1/apikeys/current-balance")
    assert reply.body == b'{"code":200,"message":"success","data":null}'


async def test_the_schema_index_leads_to_each_models_schema(
    shared_client: Client, shared_services: ApiServices
) -> None:
    index = (await shared_client.get("/docs/models/schemas/index.json")).json
    assert index["total_models"] == len(index["models"]) == len(shared_services.models)
    assert {"schema_version", "generated_at"} < set(index)
    for entry in index["models"]:
        assert entry["integration_type"] == "task_api"
        assert {"model_id", "slug", "category", "title", "doc_path"} < set(entry)
        path = entry["schema_path"].removeprefix(shared_services.settings.public_url)
        schema = (await shared_client.get(path)).json
        assert schema["slug"] == entry["slug"]
        limit = shared_services.models[entry["slug"]].max_prompt_chars
        assert schema["limits"]["max_prompt_chars"] == limit
        assert schema["input_schema"]["type"] == "object"
    assert (await shared_client.get("/docs/models/schemas/x.json")).status == 404


async def test_metrics_count_by_route_and_status_with_few_labels(
    shared_services: ApiServices, shared_client: Client
) -> None:
    client = Client(create_app(shared_services), shared_client.secret)
    for number in range(3):
        await client.get(f"{STATUS}?taskId={number}")
        await client.get(f"/results/{number}.png")
        await client.get(f"/scan/{number}.php")
    await client.call("BREW", "/nothing")
    text = (await client.get("/metrics")).body.decode()
    assert f'cavendish_http_requests_total{{method="GET",route="{STATUS}",status="404"}} 3.0' in text
    assert 'route="/results/{name}",status="404"} 3.0' in text
    assert 'method="GET",route="unmatched",status="404"} 3.0' in text
    assert 'method="OTHER",route="unmatched"' in text
    assert f'cavendish_http_request_duration_seconds_count{{route="{STATUS}"}} 3.0' in text
    assert "scan" not in text


async def test_the_openapi_document_is_valid_and_complete(
    shared_client: Client, shared_services: ApiServices
) -> None:
    document = (await shared_client.get("/openapi.json")).json
    validate(document)
    assert document["openapi"].startswith("3.1")
    assert document["servers"] == [{"url": shared_services.settings.public_url}]
    for path, method, operation in operations(document):
        where = f"{method} {path}"
        assert operation["summary"], where
        assert operation["tags"], where
        assert "422" not in operation["responses"], where
        is_ours = dialect_of(path) is ApiDialect.TASKS
        if path.startswith("/api/v1/") or not is_ours:
            assert {"401", "429", "503"} < set(operation["responses"]), where
            assert operation["security"] == [{"apiKey": []}], where
        for status, answer in operation["responses"].items():
            if int(status) >= 400 and is_ours:
                content = answer["content"]["application/json"]
                assert content["schema"] == {"$ref": "#/components/schemas/ErrorAnswer"}, where
                assert content["example"]["code"] == int(status), where
    ids = [operation["operationId"] for _, _, operation in operations(document)]
    assert len(ids) == len(set(ids))


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


async def test_the_documentation_page_loads_nothing_from_elsewhere(
    shared_client: Client, shared_services: ApiServices
) -> None:
    page = await shared_client.get("/docs/")
    assert page.status == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "script-src 'self'" in page.headers["content-security-policy"]
    text = page.body.decode()
    packed = await shared_client.get("/docs/", headers={"Accept-Encoding": "gzip, br"})
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == page.body
    for source in re.findall(r'(?:src|href)="([^"#]+)"', text):
        is_ours = source == "/" or source.startswith(("/docs/assets/", "/openapi.json"))
        assert is_ours or source.startswith("data:image/svg+xml,"), source
    assert not re.search(r"<script(?![^>]*src=)|\son\w+=|style=", text)
    for name, media_type in (("docs.css", "text/css"), ("docs.js", "text/javascript")):
        assert f"/docs/assets/{name}" in text
        asset = await shared_client.get(f"/docs/assets/{name}")
        assert asset.headers["content-type"].startswith(media_type)
    assert (await shared_client.get("/docs/assets/main.py")).status == 404
    document = (await shared_client.get("/openapi.json")).json
    for path, _, _ in operations(document):
        assert path in text
    assert json.dumps(shared_services.settings.public_url)[1:-1] in text

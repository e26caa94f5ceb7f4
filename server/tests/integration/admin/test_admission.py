import asyncio
from pathlib import Path
from typing import Any

import pytest
from tests.api_fixtures import PUBLIC_URL
from tests.integration.admin.operator import ADMIN, TOKEN, Operator, admin_environment
from tests.integration.api.asgi_client import Client, Reply

from cavendish.bootstrap import ApiServices, open_api_services
from cavendish.domain.errors import AdminUnauthenticatedError
from cavendish.domain.guess_guard import GuessGuard
from cavendish.entrypoints.api.asgi import create_app
from cavendish.entrypoints.api.documentation.openapi_document import openapi_document
from cavendish.services.admit_admin import AdmitAdmin
from cavendish.settings import load_settings

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="module")]

READS = ["overview", "tasks", "keys", "routes", "deliveries", "settings", "moderation", "events", "nonsense"]


async def _sign_in(client: Client, token: str = TOKEN, **headers: str) -> Reply:
    return await client.call(
        "POST",
        f"{ADMIN}/session",
        body={"token": token},
        headers={"Content-Type": "application/json", **headers},
        key=None,
    )


async def _browser(client: Client) -> tuple[Operator, str]:
    """A signed-in browser, and its CSRF token."""
    reply = await _sign_in(client)
    assert reply.status == 200
    cookie = reply.headers["set-cookie"].partition(";")[0]
    return Operator(client, {"Cookie": cookie}), reply.json["data"]["csrfToken"]


@pytest.mark.parametrize("path", READS)
async def test_nothing_is_read_without_the_token(admin_client: Client, path: str) -> None:
    reply = await admin_client.call("GET", f"{ADMIN}/{path}", key=None)
    assert reply.status == 401
    assert "admin token" in reply.json["message"]


OPERATIONS = [
    (method.upper(), path)
    for path, operations in openapi_document()["paths"].items()
    for method, operation in operations.items()
    if operation.get("security") == [{"adminToken": []}]
]


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
async def test_no_tenants_key_and_no_tenants_session_opens_any_of_it(
    admin_client: Client, method: str, path: str
) -> None:
    target = path.format(keyId="1", taskId="task_" + "0" * 32, deliveryId="dlv_" + "0" * 32)
    own_page = {"X-Cavendish-Page": "1", "Sec-Fetch-Site": "same-origin"}
    shown = {**own_page, "Authorization": f"Bearer {admin_client.secret}"}
    session = await admin_client.call("POST", "/session", headers=shown)
    cookie = session.headers["set-cookie"].partition(";")[0]
    as_console = cookie.replace("cavendish_session", "cavendish_console")
    assert as_console != cookie
    for headers in (
        {"Authorization": f"Bearer {admin_client.secret}"},
        {**own_page, "Cookie": cookie},
        {**own_page, "Cookie": as_console},
        {},
    ):
        reply = await admin_client.call(method, target, body={}, headers=headers, key=None)
        assert reply.status == 401, headers


async def test_every_call_below_the_prefix_but_signing_in_needs_the_token() -> None:
    paths = openapi_document()["paths"]
    below = {(method.upper(), path) for path in paths for method in paths[path] if path.startswith(ADMIN)}
    assert below - set(OPERATIONS) == {("POST", f"{ADMIN}/session")}
    assert len(OPERATIONS) >= 20


@pytest.mark.parametrize("authorization", ["Bearer wrong", "Bearer", f"Basic {TOKEN}", "Bearer {key}"])
async def test_only_the_token_opens(admin_client: Client, authorization: str) -> None:
    headers = {"Authorization": authorization.replace("{key}", admin_client.secret)}
    assert (await admin_client.call("GET", f"{ADMIN}/keys", headers=headers, key=None)).status == 401


async def test_the_admin_token_is_no_api_key(admin_client: Client) -> None:
    assert (await admin_client.get("/api/v1/tasks", key=TOKEN)).status == 401


async def test_without_a_token_set_the_answer_says_how_to_set_one(
    admin_database: str, tmp_path: Path
) -> None:
    environment = {"CAVENDISH_DATA": str(tmp_path), "CAVENDISH_PUBLIC_URL": PUBLIC_URL}
    settings = load_settings(environment, is_root=False, home=tmp_path)
    services = await open_api_services(settings, dsn=admin_database)
    closed = Client(create_app(services), "")
    try:
        for reply in (
            await closed.call("GET", f"{ADMIN}/tasks", key=None),
            await closed.call("GET", f"{ADMIN}/tasks", headers={"Authorization": "Bearer "}, key=None),
            await _sign_in(closed, ""),
        ):
            assert reply.status == 403
            assert "CAVENDISH_ADMIN_TOKEN" in reply.json["message"]
    finally:
        await services.close()


async def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(admin_client: Client) -> None:
    reply = await _sign_in(admin_client)
    attributes = {part.strip() for part in reply.headers["set-cookie"].split(";")[1:]}
    assert attributes == {"Path=/", "Max-Age=43200", "HttpOnly", "SameSite=Strict", "Secure"}
    assert TOKEN not in reply.headers["set-cookie"]


async def test_a_signed_in_browser_reads_and_with_its_csrf_token_changes(admin_client: Client) -> None:
    browser, csrf = await _browser(admin_client)
    assert (await browser.get("/session"))["csrfToken"] == csrf
    before = len(await browser.get("/keys"))
    made = await browser.call("POST", "/keys", {"name": "made in the console"}, X_CSRF_Token=csrf)
    assert made.status == 200
    assert len(await browser.get("/keys")) == before + 1


@pytest.mark.parametrize("csrf", [None, "", "wrong", "0" * 64])
@pytest.mark.parametrize(
    ("method", "path", "body"),
    [("POST", "/keys", {"name": "x"}), ("PATCH", "/keys/1", {"name": "x"}), ("DELETE", "/keys/1", None)],
)
async def test_a_cookie_alone_changes_nothing(
    admin_client: Client, method: str, path: str, body: Any, csrf: str | None
) -> None:
    browser, _ = await _browser(admin_client)
    before = await browser.get("/keys")
    headers = {} if csrf is None else {"X_CSRF_Token": csrf}
    reply = await browser.call(method, path, body, **headers)
    assert reply.status == 403
    assert "X-CSRF-Token" in reply.json["message"]
    assert await browser.get("/keys") == before


async def test_a_csrf_token_of_another_session_is_refused(admin_client: Client) -> None:
    browser, _ = await _browser(admin_client)
    _, other = await _browser(admin_client)
    assert (await browser.call("POST", "/keys", {"name": "x"}, X_CSRF_Token=other)).status == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
async def test_another_sites_page_gets_nothing(admin_client: Client, site: str) -> None:
    browser, csrf = await _browser(admin_client)
    assert (await browser.call("GET", "/keys", Sec_Fetch_Site=site)).status == 403
    reply = await browser.call("POST", "/keys", {"name": "x"}, X_CSRF_Token=csrf, Sec_Fetch_Site=site)
    assert reply.status == 403
    assert (await _sign_in(admin_client, **{"Sec-Fetch-Site": site})).status == 403
    reply = await browser.call("GET", "/keys", Origin="https://evil.example.com")
    assert "access-control-allow-origin" not in reply.headers


async def test_signing_out_ends_the_session_for_good(admin_client: Client) -> None:
    browser, csrf = await _browser(admin_client)
    reply = await browser.call("DELETE", "/session", X_CSRF_Token=csrf)
    assert "Max-Age=0" in reply.headers["set-cookie"]
    assert (await browser.call("GET", "/keys")).status == 401


async def test_a_session_ends_after_twelve_hours(admin_client: Client, admin_services: ApiServices) -> None:
    browser, _ = await _browser(admin_client)
    expires = (await browser.get("/session"))["expiresAt"]
    assert abs(12 * 3_600_000 - (expires - admin_services.clock.now_ms())) < 60_000
    await admin_services.pool.execute(
        "UPDATE console_sessions SET expires_at_ms = cavendish_now_ms() + 60000"
    )
    assert (await browser.call("GET", "/keys")).status == 200
    await admin_services.pool.execute("UPDATE console_sessions SET expires_at_ms = cavendish_now_ms()")
    assert (await browser.call("GET", "/keys")).status == 401


async def test_another_admin_token_ends_every_session(
    admin_client: Client, admin_database: str, tmp_path: Path
) -> None:
    browser, _ = await _browser(admin_client)
    settings = load_settings(
        admin_environment(tmp_path) | {"CAVENDISH_ADMIN_TOKEN": "another"}, is_root=False, home=tmp_path
    )
    services = await open_api_services(settings, dsn=admin_database)
    try:
        elsewhere = Operator(Client(create_app(services), ""), browser.headers)
        assert (await elsewhere.call("GET", "/keys")).status == 401
    finally:
        await services.close()


async def test_guessing_gets_slower(admin_services: ApiServices) -> None:
    admit = AdmitAdmin(admin_services.pool, admin_services.clock, token=TOKEN, guard=GuessGuard())
    loop = asyncio.get_running_loop()

    async def guess(token: str) -> float:
        begun = loop.time()
        with pytest.raises(AdminUnauthenticatedError):
            await admit.check_token(token, address="203.0.113.1")
        return loop.time() - begun

    await asyncio.gather(*(guess(f"guess {number}") for number in range(24)))
    assert await guess("one more") >= 0.1
    begun = loop.time()
    await admit.check_token(TOKEN, address="203.0.113.2")
    assert loop.time() - begun < 0.1


@pytest.mark.parametrize("body", [None, b"{", b"[]", {"token": 1}, {"token": "x" * 5000}, {}])
async def test_a_sign_in_that_makes_no_sense_is_refused(admin_client: Client, body: Any) -> None:
    reply = await admin_client.call(
        "POST", f"{ADMIN}/session", body=body, headers={"Content-Type": "application/json"}, key=None
    )
    assert reply.status == 400
    assert set(reply.json) == {"code", "message", "data"}

"""Browsers act for a key by a cookie, and only our own pages can make that cookie count."""

import asyncio

import pytest
from tests.api_fixtures import PUBLIC_URL, MovableClock, new_key
from tests.integration.api.asgi_client import SUBMIT, Client, Reply

from cavendish.bootstrap import ApiServices
from cavendish.database.key_rows import find_by_hash
from cavendish.domain.api_key import hash_secret
from cavendish.domain.browser_session import SESSION_LIFETIME_MS, TICKET_LIFETIME_MS
from cavendish.domain.errors import NotFoundError
from cavendish.domain.ids import ApiKeyId
from cavendish.entrypoints.api.front import Front
from cavendish.services.manage_keys import ManageKeys

pytestmark = pytest.mark.integration
OWN_PAGE = {"X-Cavendish-Page": "1", "Sec-Fetch-Site": "same-origin", "Origin": PUBLIC_URL}


async def key_id_of(services: ApiServices, secret: str) -> ApiKeyId:
    key = await find_by_hash(services.pool, hash_secret(secret))
    assert key is not None
    return key.id


async def ticket_of(services: ApiServices, secret: str) -> str:
    return await services.sessions.issue_ticket(await key_id_of(services, secret))


async def sign_in(client: Client) -> str:
    """The cookie of a session opened with the client's key."""
    headers = {**OWN_PAGE, "Authorization": f"Bearer {client.secret}"}
    return cookie_of(await client.call("POST", "/session", headers=headers))


def cookie_of(reply: Reply) -> str:
    assert reply.status == 200, reply.body
    return reply.headers["set-cookie"].partition(";")[0]


async def list_tasks(client: Client, headers: dict[str, str]) -> int:
    return (await client.get("/api/v1/tasks", headers=headers, key=None)).status


async def test_a_key_opens_a_session_that_calls_the_api(client: Client) -> None:
    headers = {**OWN_PAGE, "Cookie": await sign_in(client)}
    assert await list_tasks(client, headers) == 200
    made = await client.submit({"input": {"prompt": "a fox"}}, headers=headers, key=None)
    assert made.status == 200
    assert (await client.status(made.json["data"]["taskId"])).status == 200


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client: Client) -> None:
    headers = {**OWN_PAGE, "Authorization": f"Bearer {client.secret}"}
    cookie = (await client.call("POST", "/session", headers=headers)).headers["set-cookie"]
    assert {"HttpOnly", "SameSite=Strict", "Secure", "Path=/"} <= set(cookie.split("; "))
    assert client.secret not in cookie


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "same-origin"},
        {"X-Cavendish-Page": "1", "Sec-Fetch-Site": "cross-site"},
        {"X-Cavendish-Page": "1", "Sec-Fetch-Site": "same-site"},
        {"X-Cavendish-Page": "1", "Origin": "https://evil.example"},
        {"X-Cavendish-Page": "1", "Origin": "null"},
    ],
    ids=["nothing", "no header", "cross-site", "sibling site", "foreign origin", "no origin"],
)
async def test_a_cookie_alone_or_from_elsewhere_counts_nothing(
    client: Client, headers: dict[str, str]
) -> None:
    cookie = await sign_in(client)
    assert await list_tasks(client, {**headers, "Cookie": cookie}) == 401
    body = {"input": {"prompt": "a fox"}}
    assert (await client.submit(body, headers={**headers, "Cookie": cookie}, key=None)).status == 401
    assert (await client.call("DELETE", "/session", headers={**headers, "Cookie": cookie})).status == 403
    assert await list_tasks(client, {**OWN_PAGE, "Cookie": cookie}) == 200


async def test_another_sites_script_may_not_send_the_header(client: Client) -> None:
    asked = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    preflight = await client.call("OPTIONS", SUBMIT, headers=asked, key=None)
    assert "cavendish" not in preflight.headers["access-control-allow-headers"].lower()
    assert "access-control-allow-credentials" not in preflight.headers


async def test_nobody_is_signed_in_by_another_site(client: Client) -> None:
    headers = {"Origin": "https://evil.example", "Authorization": f"Bearer {client.secret}"}
    assert (await client.call("POST", "/session", headers=headers)).status == 403


async def test_a_given_key_counts_before_a_cookie(client: Client) -> None:
    headers = {**OWN_PAGE, "Cookie": await sign_in(client), "Authorization": "Bearer wrong"}
    assert await list_tasks(client, headers) == 401


async def test_a_ticket_signs_in_once(client: Client, services: ApiServices) -> None:
    ticket = await ticket_of(services, client.secret)
    first = await client.call("POST", "/session", headers=OWN_PAGE, body={"ticket": ticket})
    assert first.json["data"]["keyName"] == "test"
    assert await list_tasks(client, {**OWN_PAGE, "Cookie": cookie_of(first)}) == 200
    again = await client.call("POST", "/session", headers=OWN_PAGE, body={"ticket": ticket})
    assert again.status == 410
    assert "set-cookie" not in again.headers


async def test_of_many_who_open_a_link_at_once_one_gets_in(client: Client, services: ApiServices) -> None:
    ticket = await ticket_of(services, client.secret)
    replies = await asyncio.gather(
        *(client.call("POST", "/session", headers=OWN_PAGE, body={"ticket": ticket}) for _ in range(8))
    )
    assert sorted(reply.status for reply in replies) == [200] + [410] * 7


@pytest.mark.parametrize(
    ("age_ms", "status"), [(TICKET_LIFETIME_MS - 60_000, 200), (TICKET_LIFETIME_MS, 410)]
)
async def test_a_ticket_waits_half_a_day(
    client: Client, services: ApiServices, clock: MovableClock, age_ms: int, status: int
) -> None:
    ticket = await ticket_of(services, client.secret)
    clock.offset_ms = age_ms
    reply = await client.call("POST", "/session", headers=OWN_PAGE, body={"ticket": ticket})
    assert reply.status == status


@pytest.mark.parametrize(
    ("age_ms", "status"), [(SESSION_LIFETIME_MS - 60_000, 200), (SESSION_LIFETIME_MS, 401)]
)
async def test_a_session_lasts_thirty_days(
    client: Client, clock: MovableClock, age_ms: int, status: int
) -> None:
    headers = {**OWN_PAGE, "Cookie": await sign_in(client)}
    clock.offset_ms = age_ms
    assert await list_tasks(client, headers) == status


async def test_a_revoked_key_ends_its_sessions_and_links(client: Client, services: ApiServices) -> None:
    headers = {**OWN_PAGE, "Cookie": await sign_in(client)}
    ticket = await ticket_of(services, client.secret)
    key_id = await key_id_of(services, client.secret)
    await ManageKeys(services.pool).revoke(key_id)
    assert await list_tasks(client, headers) == 401
    reply = await client.call("POST", "/session", headers=OWN_PAGE, body={"ticket": ticket})
    assert reply.status == 401
    with pytest.raises(NotFoundError):
        await services.sessions.issue_ticket(key_id)


async def test_signing_out_ends_the_session_on_the_server_too(client: Client) -> None:
    headers = {**OWN_PAGE, "Cookie": await sign_in(client)}
    out = await client.call("DELETE", "/session", headers=headers)
    assert "Max-Age=0" in out.headers["set-cookie"]
    assert await list_tasks(client, headers) == 401
    assert (await client.get("/session", headers=headers)).json["data"] == {"signedIn": False}


async def test_a_page_learns_whose_key_it_acts_for(client: Client) -> None:
    assert (await client.get("/session", headers=OWN_PAGE)).json["data"] == {"signedIn": False}
    headers = {**OWN_PAGE, "Cookie": await sign_in(client)}
    known = (await client.get("/session", headers=headers)).json["data"]
    assert known == {"signedIn": True, "keyName": "test", "models": [], "strategy": "auto"}


@pytest.mark.parametrize("body", [{}, {"ticket": 3}, ["ticket"]])
async def test_signing_in_with_nothing_says_what_is_missing(client: Client, body: object) -> None:
    reply = await client.call("POST", "/session", headers=OWN_PAGE, body=body)
    assert reply.status == 400
    assert "ticket" in reply.json["message"]


async def test_a_session_sees_the_tasks_of_its_own_key_only(
    app: Front, client: Client, services: ApiServices
) -> None:
    other = Client(app, await new_key(services))
    foreign = await other.submit_prompt()
    headers = {**OWN_PAGE, "Cookie": await sign_in(client)}
    assert (await client.status(foreign, headers=headers, key=None)).status == 404

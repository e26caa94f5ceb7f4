"""The guarded session against real servers on this machine."""

import asyncio
import gzip
import socket
from collections.abc import Awaitable
from pathlib import Path

import pytest
from aiohttp import web
from tests.integration.outbound.local_web import SHORT, TRUSTING, serving
from tests.standins.outbound_net import ScriptedDns, http_answer, listener
from tests.standins.tls_certificate import tls_contexts

from cavendish.adapters.outbound.guarded_http import Download, GuardedHttp, OutboundTimeouts
from cavendish.adapters.outbound.name_lookup import PublicOnlyLookup, SocketGuard, SystemNameLookup
from cavendish.domain.network_policy import HostRules, NetworkPolicy
from cavendish.domain.outbound_errors import OutboundError, OutboundReason


async def download(url: str, *, max_bytes: int = 1000, timeouts: OutboundTimeouts | None = None) -> Download:
    http = GuardedHttp(TRUSTING, timeouts=timeouts or OutboundTimeouts())
    try:
        return await http.download(url, max_bytes=max_bytes, accept="image/png")
    finally:
        await http.close()


async def reason_of(call: Awaitable[object]) -> OutboundReason:
    with pytest.raises(OutboundError) as failure:
        await call
    return failure.value.reason


async def test_a_download_sends_nothing_but_what_it_must() -> None:
    seen: list[web.Request] = []

    async def handler(request: web.Request) -> web.Response:
        seen.append(request)
        return web.Response(body=b"bytes", content_type="image/png", headers={"Set-Cookie": "a=b"})

    async with serving(handler) as url:
        http = GuardedHttp(TRUSTING, user_agent="Cavendish/1")
        for _ in range(2):
            answer = await http.download(f"{url}/a%2Fb.png?sig=x%3D%3D", max_bytes=5, accept="image/png")
        await http.close()
    assert answer == Download(content=b"bytes", declared_type="image/png", origin=url)
    assert seen[1].raw_path == "/a%2Fb.png?sig=x%3D%3D"
    assert set(seen[1].headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
    assert seen[1].headers["Connection"] == "close"
    assert seen[1].headers["Accept-Encoding"] == "identity"


async def test_a_body_of_exactly_the_limit_passes_and_one_byte_more_does_not() -> None:
    async def handler(request: web.Request) -> web.Response:
        return web.Response(body=b"x" * int(request.path[1:]))

    async with serving(handler) as url:
        assert len((await download(f"{url}/1000")).content) == 1000
        assert await reason_of(download(f"{url}/1001")) is OutboundReason.TOO_LARGE


async def test_a_body_without_a_length_is_counted_while_it_streams() -> None:
    sent = 0

    async def handler(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse()
        await response.prepare(request)
        try:
            for _ in range(int(request.path[1:])):
                await response.write(b"x" * 100)
                sent += 100
                await asyncio.sleep(0)
        except ConnectionError:
            pass
        return response

    async with serving(handler) as url:
        assert len((await download(f"{url}/10")).content) == 1000
        assert await reason_of(download(f"{url}/11")) is OutboundReason.TOO_LARGE
        sent = 0
        endless = download(f"{url}/10000000")
        assert await reason_of(endless) is OutboundReason.TOO_LARGE
    assert sent < 10_000_000


async def test_a_length_that_is_too_large_is_refused_before_the_body() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 5000000\r\n\r\n"
    async with listener(head) as server:
        assert await reason_of(download(f"http://127.0.0.1:{server.port}/")) is OutboundReason.TOO_LARGE


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate, gzip", "zstd"])
async def test_a_compressed_body_is_refused(encoding: str) -> None:
    body = gzip.compress(b"x" * 500)

    async with listener(http_answer("200 OK", f"Content-Encoding: {encoding}", body=body)) as server:
        assert await reason_of(download(f"http://127.0.0.1:{server.port}/")) is OutboundReason.ENCODED_BODY


@pytest.mark.parametrize("status", [201, 204, 206, 304, 401, 404, 500, 503])
async def test_only_200_is_a_download(status: int) -> None:
    async def handler(request: web.Request) -> web.Response:
        return web.Response(status=status)

    async with serving(handler) as url:
        with pytest.raises(OutboundError, match=f"HTTP {status}") as failure:
            await download(url)
    assert (failure.value.reason, failure.value.status) == (OutboundReason.BAD_STATUS, status)


async def redirecting(request: web.Request) -> web.Response:
    left = int(request.path[1:])
    if left == 0:
        return web.Response(body=b"arrived")
    return web.Response(status=(301, 302, 303, 307, 308)[left % 5], headers={"Location": f"./{left - 1}"})


async def test_three_redirects_are_followed_and_the_fourth_is_not() -> None:
    async with serving(redirecting) as url:
        assert (await download(f"{url}/3")).content == b"arrived"
        assert await reason_of(download(f"{url}/4")) is OutboundReason.TOO_MANY_REDIRECTS


async def test_no_redirect_is_followed_where_none_is_allowed() -> None:
    async with serving(redirecting) as url:
        http = GuardedHttp(TRUSTING)
        assert (
            await http.download(f"{url}/0", max_bytes=9, accept="*/*", max_redirects=0)
        ).content == b"arrived"
        with pytest.raises(OutboundError, match="more than 0 times"):
            await http.download(f"{url}/1", max_bytes=9, accept="*/*", max_redirects=0)
        await http.close()


@pytest.mark.parametrize("location", ["", "http://[oops/", "https://user:pw@example.com/"])
async def test_a_redirect_to_nowhere_is_an_error(location: str) -> None:
    headers = [f"Location: {location}"] if location else []
    async with listener(http_answer("302 Found", *headers)) as server:
        reason = await reason_of(download(f"http://127.0.0.1:{server.port}/"))
    assert reason in (OutboundReason.BROKEN_ANSWER, OutboundReason.URL_REFUSED)


async def test_a_name_that_was_allowed_and_then_leads_elsewhere_is_refused() -> None:
    """DNS that answers one address for the first hop and another for the second."""
    policy = NetworkPolicy(allow_hosts=HostRules.parse(["127.0.0.2"]))
    dns = ScriptedDns({"rebind.example": [["127.0.0.2"], ["127.0.0.1"]]})
    async with listener(b"") as inside:
        target = f"http://rebind.example:{inside.port}/second"
        answer = http_answer("302 Found", f"Location: {target}")
        async with listener(answer) as first:
            http = GuardedHttp(policy, resolver=dns)
            call = http.download(f"http://rebind.example:{first.port}/", max_bytes=9, accept="*/*")
            assert await reason_of(call) is OutboundReason.ADDRESS_REFUSED
        assert (first.connections, inside.connections) == (1, 0)
    assert dns.asked == ["rebind.example", "rebind.example"]


async def test_the_address_that_was_judged_is_the_one_that_is_connected_to() -> None:
    """One lookup a hop: there is no second answer that could differ."""
    policy = NetworkPolicy(allow_hosts=HostRules.parse(["127.0.0.2"]))
    dns = ScriptedDns({"once.example": [["127.0.0.2"], ["10.0.0.1"]]})
    async with listener(http_answer("200 OK", body=b"ok")) as server:
        http = GuardedHttp(policy, resolver=dns)
        answer = await http.download(f"http://once.example:{server.port}/", max_bytes=9, accept="*/*")
    assert answer.content == b"ok"
    assert dns.asked == ["once.example"]


async def test_of_several_addresses_only_the_allowed_ones_are_tried() -> None:
    policy = NetworkPolicy(allow_hosts=HostRules.parse(["127.0.0.2"]))
    dns = ScriptedDns(
        {"mixed.example": [["10.0.0.1", "127.0.0.2", "169.254.169.254", "fe80::1%eth0", "bogus"]]}
    )
    answers = await PublicOnlyLookup(dns, policy).resolve("mixed.example", 443)
    assert [answer["host"] for answer in answers] == ["127.0.0.2"]


async def test_at_most_eight_addresses_of_a_name_are_tried() -> None:
    dns = ScriptedDns({"many.example": [[f"8.8.8.{number}" for number in range(1, 30)]]})
    assert len(await PublicOnlyLookup(dns, NetworkPolicy()).resolve("many.example.", 443)) == 8


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "bogus"]
)
def test_a_socket_is_not_even_made_for_an_address_that_is_not_allowed(address: str) -> None:
    guard = SocketGuard(NetworkPolicy(), "literal.example")
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with pytest.raises(PermissionError):
        guard.open_socket((family, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (address, 80)))
    assert guard.refusal is not None
    assert guard.refusal.reason is OutboundReason.ADDRESS_REFUSED
    assert address not in str(guard.refusal)
    assert address in guard.refusal.detail


def test_a_socket_is_made_for_a_public_address() -> None:
    guard = SocketGuard(NetworkPolicy(), "public.example")
    guard.open_socket((socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("8.8.8.8", 80))).close()
    assert guard.refusal is None


async def test_where_we_listen_everywhere_no_address_of_this_machine_is_reached() -> None:
    """Only the socket guard knows which addresses are this machine's."""
    own = own_address()
    async with listener(http_answer("200 OK", body=b"ok")) as server:
        listed = HostRules.parse([own])
        open_policy = NetworkPolicy(allow_private=True, allow_hosts=listed)
        closed_policy = NetworkPolicy(
            allow_private=True, allow_hosts=listed, own_addresses=frozenset({("0.0.0.0", server.port)})
        )
        url = f"http://{own}:{server.port}/"
        http = GuardedHttp(open_policy)
        assert (await http.download(url, max_bytes=9, accept="*/*")).content == b"ok"
        reason = await reason_of(GuardedHttp(closed_policy).download(url, max_bytes=9, accept="*/*"))
    is_loopback = own.startswith("127.")
    assert reason is (OutboundReason.URL_REFUSED if is_loopback else OutboundReason.ADDRESS_REFUSED)
    assert server.connections == 1


def own_address() -> str:
    """An address of this machine that is not loopback, if it has one; no packet is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("8.8.8.8", 53))
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])


async def test_silence_before_the_answer_ends_the_call() -> None:
    async def handler(request: web.Request) -> web.Response:
        await asyncio.sleep(5)
        return web.Response()

    async with serving(handler) as url:
        with pytest.raises(OutboundError, match=r"timeout: 0\.2 s without a byte") as failure:
            await download(url, timeouts=SHORT)
    assert failure.value.reason is OutboundReason.TIMED_OUT


async def test_a_slow_drip_ends_at_the_total_time_although_it_is_never_silent() -> None:
    async def handler(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(100):
            await response.write(b"x")
            await asyncio.sleep(0.05)
        return response

    loop = asyncio.get_running_loop()
    async with serving(handler) as url:
        started = loop.time()
        with pytest.raises(OutboundError, match=r"timeout: no complete answer within 0\.6 s"):
            await download(url, timeouts=SHORT)
    assert 0.55 < loop.time() - started < 2


async def test_the_total_time_covers_all_redirects_together() -> None:
    async def handler(request: web.Request) -> web.Response:
        await asyncio.sleep(0.15)
        return await redirecting(request)

    async with serving(handler) as url:
        patient = OutboundTimeouts(idle_s=1, total_s=5)
        assert (await download(f"{url}/3", timeouts=patient)).content == b"arrived"
        hurried = OutboundTimeouts(idle_s=1, total_s=0.4)
        assert await reason_of(download(f"{url}/3", timeouts=hurried)) is OutboundReason.TIMED_OUT


async def test_a_name_server_that_never_answers_ends_the_call() -> None:
    class SilentDns(ScriptedDns):
        async def resolve(
            self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
        ) -> list:
            await asyncio.sleep(5)
            return []

    http = GuardedHttp(NetworkPolicy(), timeouts=SHORT, resolver=SilentDns({}))
    call = http.download("https://slow.example/", max_bytes=9, accept="*/*")
    assert await reason_of(call) is OutboundReason.TIMED_OUT


async def test_a_closed_port_is_a_failed_connection() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/secret?token=1"
        with pytest.raises(OutboundError, match="no connection to http://127") as failure:
            await download(url)
    assert failure.value.reason is OutboundReason.CONNECT_FAILED
    assert "secret" not in f"{failure.value} {failure.value.detail}"


async def test_the_certificate_is_checked_against_the_name_and_not_the_address(tmp_path: Path) -> None:
    serve_tls, trust = tls_contexts("secure.example", tmp_path)
    policy = NetworkPolicy(allow_hosts=HostRules.parse(["127.0.0.0/8"]))
    dns = ScriptedDns({"secure.example": [["127.0.0.2"]], "other.example": [["127.0.0.2"]]})
    async with listener(http_answer("200 OK", body=b"safe"), tls=serve_tls) as server:
        trusting = GuardedHttp(policy, resolver=dns, ssl_context=trust)
        right = f"https://secure.example:{server.port}/"
        assert (await trusting.download(right, max_bytes=9, accept="*/*")).content == b"safe"
        wrong = trusting.download(f"https://other.example:{server.port}/", max_bytes=9, accept="*/*")
        assert await reason_of(wrong) is OutboundReason.TLS_FAILED
        ordinary = GuardedHttp(policy, resolver=dns)
        call = ordinary.download(right, max_bytes=9, accept="*/*")
        assert await reason_of(call) is OutboundReason.TLS_FAILED


async def test_a_redirect_from_https_to_http_is_refused_and_the_other_way_is_followed(tmp_path: Path) -> None:
    serve_tls, trust = tls_contexts("secure.example", tmp_path)
    dns = ScriptedDns({"secure.example": [["127.0.0.1"]]})
    http = GuardedHttp(TRUSTING, resolver=dns, ssl_context=trust)
    async with listener(http_answer("200 OK", body=b"plain")) as plain:
        down = http_answer("302 Found", f"Location: http://secure.example:{plain.port}/")
        async with listener(down, tls=serve_tls) as secure:
            call = http.download(f"https://secure.example:{secure.port}/", max_bytes=9, accept="*/*")
            assert await reason_of(call) is OutboundReason.URL_REFUSED
        assert plain.connections == 0
    async with listener(http_answer("200 OK", body=b"safe"), tls=serve_tls) as secure:
        up = http_answer("302 Found", f"Location: https://secure.example:{secure.port}/")
        async with listener(up) as plain:
            answer = await http.download(f"http://secure.example:{plain.port}/", max_bytes=9, accept="*/*")
    assert (answer.content, answer.origin) == (b"safe", f"https://secure.example:{secure.port}")


async def test_a_server_that_speaks_no_tls_is_a_tls_failure() -> None:
    async with listener(http_answer("200 OK")) as server:
        call = download(f"https://127.0.0.1:{server.port}/")
        assert await reason_of(call) is OutboundReason.TLS_FAILED


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"not http at all\r\n\r\n",
        b"HTTP/9.9 x y\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"a" * 9000 + b"\r\n\r\n",
    ],
)
async def test_an_answer_that_is_not_http_or_breaks_off_is_a_broken_answer(answer: bytes) -> None:
    async with listener(answer) as server:
        with pytest.raises(OutboundError) as failure:
            await download(f"http://127.0.0.1:{server.port}/secret")
    assert failure.value.reason is OutboundReason.BROKEN_ANSWER
    assert "secret" not in f"{failure.value} {failure.value.detail}"


async def test_the_system_lookup_resolves_and_closes() -> None:
    lookup = SystemNameLookup()
    answers = await lookup.resolve("localhost", 80, socket.AF_UNSPEC)
    await lookup.close()
    assert {answer["host"] for answer in answers} & {"127.0.0.1", "::1"}
    assert all(answer["port"] == 80 for answer in answers)

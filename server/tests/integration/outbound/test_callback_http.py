import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from aiohttp.abc import ResolveResult
from tests.standins import callback_receiver as answers
from tests.standins.callback_receiver import CallbackReceiver, callback_receiver
from tests.standins.outbound_net import ScriptedDns, http_answer, listener
from tests.standins.owed_callbacks import make_http

from cavendish.domain.network_policy import HostRules, NetworkPolicy
from cavendish.domain.outbound_errors import OutboundError, OutboundReason


@pytest.fixture
async def receiver() -> AsyncIterator[CallbackReceiver]:
    async with callback_receiver() as receiver:
        yield receiver


def remember_peer(seen: list[object]) -> answers.Answer:
    async def answer(request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
        seen.append(request.transport.get_extra_info("peername"))
        return web.Response(text="ok")

    return answer


async def test_one_connection_serves_one_call_after_the_other(receiver: CallbackReceiver) -> None:
    http, peers = make_http(), list[object]()
    url = receiver.on("/hook", remember_peer(peers))
    for _ in range(3):
        assert (await http.post(url, b"{}", {})).status_code == 200
    await http.close()
    assert len(peers) == 3
    assert len(set(peers)) == 1


async def test_a_kept_connection_that_broke_is_replaced_without_failing_the_call(
    receiver: CallbackReceiver,
) -> None:
    http = make_http()
    url = receiver.on("/hook", answers.status(200), answers.reset(), answers.status(201))
    assert (await http.post(url, b"{}", {})).status_code == 200
    assert (await http.post(url, b"{}", {})).status_code == 201
    await http.close()
    assert len(receiver.received) == 3


async def test_a_fresh_connection_that_breaks_fails_the_call_and_the_body_went_out_once(
    receiver: CallbackReceiver,
) -> None:
    http = make_http()
    with pytest.raises(OutboundError, match="broke the connection off") as failure:
        await http.post(receiver.on("/hook", answers.reset()), b"{}", {})
    await http.close()
    assert failure.value.reason is OutboundReason.BROKEN_ANSWER
    assert len(receiver.received) == 1


async def test_the_status_stands_though_the_body_never_ends(receiver: CallbackReceiver) -> None:
    http = make_http()
    answer = await http.post(receiver.on("/hook", answers.ok_then_drip()), b"{}", {})
    await http.close()
    assert (answer.status_code, answer.excerpt) == (200, b"")


@pytest.mark.parametrize("size", [1023, 1024, 1025, 1_000_000])
async def test_of_an_answer_at_most_a_kilobyte_is_kept(receiver: CallbackReceiver, size: int) -> None:
    http = make_http()
    answer = await http.post(receiver.on("/hook", answers.body(b"x" * size)), b"{}", {})
    assert answer.excerpt == b"x" * min(size, 1024)
    assert (await http.post(receiver.url + "/other", b"{}", {})).excerpt == b"ok"
    await http.close()


async def test_a_redirect_is_an_answer_and_is_not_followed(receiver: CallbackReceiver) -> None:
    http = make_http()
    answer = await http.post(receiver.on("/hook", answers.status(307, Location="/next")), b"{}", {})
    await http.close()
    assert answer.status_code == 307
    assert receiver.at("/next") == []


async def test_plain_http_needs_the_operators_leave() -> None:
    http = make_http(policy=NetworkPolicy())
    with pytest.raises(OutboundError, match="plain http") as refusal:
        await http.post("http://hooks.example.com/x", b"{}", {})
    await http.close()
    assert refusal.value.is_refusal


async def test_every_new_connection_is_judged_again_so_a_name_that_turns_private_is_refused() -> None:
    async with listener(http_answer("200 OK", body=b"ok")) as server:
        # The name is trusted for plain http only at first: the second lookup gives a metadata address.
        dns = ScriptedDns({"hooks.example.com": [["127.0.0.1"], ["169.254.169.254"]]})
        policy = NetworkPolicy(allow_hosts=HostRules.parse(["hooks.example.com"]))
        http = make_http(policy=policy, resolver=dns)
        url = f"http://hooks.example.com:{server.port}/x"
        assert (await http.post(url, b"{}", {})).status_code == 200
        with pytest.raises(OutboundError) as refusal:
            await http.post(url, b"{}", {})
        await http.close()
    assert refusal.value.reason is OutboundReason.ADDRESS_REFUSED
    assert server.connections == 1
    assert dns.asked == ["hooks.example.com", "hooks.example.com"]


async def test_calls_that_wait_for_the_same_name_share_one_look_up() -> None:
    class SlowDns(ScriptedDns):
        async def resolve(self, *args: Any, **options: Any) -> list[ResolveResult]:
            answer = await super().resolve(*args, **options)
            await asyncio.sleep(0.05)
            return answer

    dns = SlowDns({"hooks.example.com": [["127.0.0.1"]]})
    policy = NetworkPolicy(allow_hosts=HostRules.parse(["hooks.example.com"]))
    async with callback_receiver() as receiver:
        http = make_http(policy=policy, resolver=dns)
        url = receiver.url.replace("127.0.0.1", "hooks.example.com") + "/hook"
        await asyncio.gather(*(http.post(url, b"{}", {}) for _ in range(20)))
        await http.close()
        assert len(receiver.received) == 20
    assert len(dns.asked) == 1


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "localhost"])
async def test_our_own_machine_is_never_connected_to(host: str) -> None:
    async with listener(http_answer("200 OK")) as server:
        http = make_http(policy=NetworkPolicy())
        with pytest.raises(OutboundError) as refusal:
            await http.post(f"https://{host}:{server.port}/x", b"{}", {})
        await http.close()
    assert refusal.value.is_refusal
    assert server.connections == 0


async def test_a_name_that_leads_to_a_private_address_is_refused_by_the_connection() -> None:
    async with listener(http_answer("200 OK")) as server:
        http = make_http(policy=NetworkPolicy(), resolver=ScriptedDns({"evil.example.com": [["127.0.0.1"]]}))
        with pytest.raises(OutboundError) as refusal:
            await http.post(f"https://evil.example.com:{server.port}/x", b"{}", {})
        await http.close()
    assert refusal.value.reason is OutboundReason.ADDRESS_REFUSED
    assert server.connections == 0


async def test_a_server_without_tls_fails_the_call_in_words_without_the_path() -> None:
    async with listener(http_answer("200 OK")) as server:
        http = make_http(policy=NetworkPolicy(allow_private=True))
        with pytest.raises(OutboundError) as failure:
            await http.post(f"https://127.0.0.1:{server.port}/secret-path", b"{}", {})
        await http.close()
    assert failure.value.reason is OutboundReason.TLS_FAILED
    assert "secret-path" not in str(failure.value)


async def test_a_closed_port_fails_the_call() -> None:
    async with listener(b"") as server:
        port = server.port
    http = make_http()
    with pytest.raises(OutboundError, match="no connection to") as failure:
        await http.post(f"http://127.0.0.1:{port}/x", b"{}", {})
    await http.close()
    assert failure.value.reason is OutboundReason.CONNECT_FAILED


async def test_an_answer_that_is_not_http_fails_the_call() -> None:
    async with listener(b"SSH-2.0-OpenSSH_9.6\r\n") as server:
        http = make_http()
        with pytest.raises(OutboundError) as failure:
            await http.post(f"http://127.0.0.1:{server.port}/x", b"{}", {})
        await http.close()
    assert failure.value.reason is OutboundReason.BROKEN_ANSWER


async def test_idle_origins_are_closed_when_there_are_too_many_and_busy_ones_are_not(
    receiver: CallbackReceiver,
) -> None:
    http = make_http(limit_s=60)
    release = asyncio.Event()

    async def wait(_: web.Request) -> web.StreamResponse:
        await release.wait()
        return web.Response(text="at last")

    busy = asyncio.create_task(http.post(receiver.on("/busy", wait), b"{}", {}))
    while not receiver.received:
        await asyncio.sleep(0)
    async with listener(b"") as closed:
        port = closed.port
    for number in range(510):
        with pytest.raises(OutboundError):
            await http.post(f"http://127.1.{number // 250}.{number % 250 + 1}:{port}/", b"", {})
    assert len(http._channels) <= 501
    release.set()
    assert (await busy).excerpt == b"at last"
    await http.close()

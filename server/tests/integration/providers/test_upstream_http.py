"""Connections to providers: phases, limits, and downloads of results."""

import asyncio
import contextlib
import random
import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.standins.sample_pictures import noisy_png, picture
from tests.standins.tls_certificate import AUTHORITY_FILE, tls_contexts

from cavendish.adapters.upstream.deadline import Deadline
from cavendish.adapters.upstream.result_download import ResultDownloads
from cavendish.adapters.upstream.upstream_failures import AnswerLostError, UnreachableError
from cavendish.adapters.upstream.upstream_http import MAX_ANSWER_BYTES, UpstreamHttp
from cavendish.domain.answer_room import AnswerRoom
from cavendish.domain.errors import FailureKind, ProviderError


class OneReply:
    """A socket server that gives every request the same bytes, after a pause.

    It closes a connection after so many requests; where it `swallows_next`, when it has read one more.
    """

    def __init__(
        self,
        reply: bytes,
        *,
        pause_s: float = 0.0,
        requests_per_connection: int = 1000,
        swallows_next: bool = False,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.connections = 0
        self.requests = 0
        self._reply, self._pause_s = reply, pause_s
        self._per_connection, self._swallows_next = requests_per_connection, swallows_next
        self._tls = tls
        self._open = 0
        self._closed = asyncio.Condition()
        self._serving: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    async def __aenter__(self) -> "OneReply":
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0, ssl=self._tls)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *exc: object) -> None:
        self._server.close()
        for serving, writer in self._serving.items():
            serving.cancel()
            writer.transport.abort()  # one that was just accepted has nobody yet who would close it
        if self._serving:
            await asyncio.wait(self._serving)

    async def closed(self) -> None:
        """Wait until no connection is open."""
        async with self._closed:
            await self._closed.wait_for(lambda: not self._open)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        serving = asyncio.create_task(self._serve(reader, writer))
        self._serving[serving] = writer
        serving.add_done_callback(self._serving.pop)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self._open += 1
        try:
            for _ in range(self._per_connection):
                await self._read_request(reader)
                await asyncio.sleep(self._pause_s)
                writer.write(self._reply)
                await writer.drain()
            if self._swallows_next:
                await self._read_request(reader)
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass  # the client or the test is through with it
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()
            async with self._closed:
                self._open -= 1
                self._closed.notify_all()

    async def _read_request(self, reader: asyncio.StreamReader) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        self.requests += 1
        await reader.readexactly(int(head.partition(b"content-length:")[2].partition(b"\r\n")[0] or 0))


@pytest.fixture
async def http() -> AsyncIterator[UpstreamHttp]:
    made = UpstreamHttp("p", connect_s=0.5)
    yield made
    await made.close()


def ok(body: bytes, *headers: str) -> bytes:
    head = "".join(f"{line}\r\n" for line in (f"Content-Length: {len(body)}", *headers))
    return b"HTTP/1.1 200 OK\r\n" + head.encode() + b"\r\n" + body


async def test_calls_that_follow_each_other_share_a_connection(http: UpstreamHttp) -> None:
    async with OneReply(ok(b"{}")) as server:
        for _ in range(3):
            await http.get(server.url, deadline=Deadline(5), headers={})
        assert server.connections == 1
        for _ in range(3):
            await http.post_json(server.url, {}, deadline=Deadline(5), headers={})
        assert server.connections == 2


async def test_a_connection_that_the_upstream_has_closed_is_not_used_again(http: UpstreamHttp) -> None:
    async with OneReply(ok(b"{}"), requests_per_connection=1) as server:
        for _ in range(20):
            await http.post_json(server.url, {}, deadline=Deadline(5), headers={})
            await server.closed()
        assert server.requests == server.connections == 20


async def test_a_cancellation_is_heeded_that_comes_together_with_an_answer(http: UpstreamHttp) -> None:
    async def ask_for_ever(url: str) -> None:
        while True:
            with contextlib.suppress(ProviderError):  # a connection given up by the one before
                await http.get(url, deadline=Deadline(5), headers={})

    chance = random.Random(7)
    async with OneReply(ok(b"{}")) as server:
        for _ in range(1000):
            asking = asyncio.create_task(ask_for_ever(server.url))
            await asyncio.sleep(chance.uniform(0.0005, 0.003))
            asking.cancel()
            done, _ = await asyncio.wait({asking}, timeout=1)
            while not asking.done():
                asking.cancel()
                await asyncio.wait({asking}, timeout=0.05)
            assert done
            assert asking.cancelled(), repr(asking.exception())


async def test_a_post_lost_on_a_used_connection_is_not_sent_again(http: UpstreamHttp) -> None:
    async with OneReply(ok(b"{}"), requests_per_connection=1, swallows_next=True) as server:
        await http.post_json(server.url, {}, deadline=Deadline(5), headers={})
        with pytest.raises(AnswerLostError, match="broke off"):
            await http.post_json(server.url, {}, deadline=Deadline(5), headers={})
        assert server.requests == 2
        assert server.connections == 1


async def test_a_post_whose_answer_is_lost_is_not_sent_again(http: UpstreamHttp) -> None:
    async with OneReply(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{") as server:
        with pytest.raises(AnswerLostError, match="timeout"):
            await http.post_json(server.url, {}, deadline=Deadline(0.3), headers={})
        assert server.requests == 1


@pytest.mark.parametrize(("limit_s", "is_lost"), [(5.0, False), (0.1, True)])
async def test_a_call_s_own_limit_is_kept_below_the_deadline(
    http: UpstreamHttp, limit_s: float, is_lost: bool
) -> None:
    async with OneReply(ok(b"{}"), pause_s=0.3) as server:
        call = http.send("POST", server.url, deadline=Deadline(20), limit_s=limit_s)
        if is_lost:
            with pytest.raises(AnswerLostError):
                await call
        else:
            assert (await call).status == 200


async def test_a_name_that_does_not_exist_means_nothing_was_sent(http: UpstreamHttp) -> None:
    with pytest.raises(UnreachableError) as caught:
        await http.get("http://nowhere.invalid/x", deadline=Deadline(5), headers={})
    assert caught.value.is_retryable_here


@pytest.mark.parametrize("url", ["localhost/v1", "ftp://x.example/v1", "http://", ""])
async def test_a_base_url_that_is_none_alarms_the_operator(http: UpstreamHttp, url: str) -> None:
    with pytest.raises(ProviderError) as caught:
        await http.get(url, deadline=Deadline(2), headers={})
    assert caught.value.kind is FailureKind.MISCONFIGURED


async def test_a_handshake_that_stalls_is_no_connection(http: UpstreamHttp) -> None:
    async with OneReply(b"") as server:
        url = server.url.replace("http:", "https:")
        with pytest.raises(UnreachableError) as caught:
            await http.post_json(url, {}, deadline=Deadline(20), headers={})
        assert caught.value.is_retryable_here
        assert server.requests == 0


@pytest.mark.parametrize("is_trusted", [True, False])
async def test_tls_trusts_what_the_system_trusts(
    is_trusted: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tls, _ = tls_contexts("localhost", tmp_path)
    if is_trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / AUTHORITY_FILE))
    http = UpstreamHttp("p")
    async with OneReply(ok(b"{}"), tls=tls) as server:
        url = server.url.replace("http://127.0.0.1", "https://localhost")
        call = http.post_json(url, {}, deadline=Deadline(5), headers={})
        if is_trusted:
            assert (await call).status == 200
        else:
            with pytest.raises(UnreachableError):
                await call
            assert server.requests == 0
    await http.close()


async def test_a_key_that_no_header_can_carry_alarms_the_operator(http: UpstreamHttp) -> None:
    async with OneReply(ok(b"{}")) as server:
        with pytest.raises(ProviderError, match="its key") as caught:
            await http.get(server.url, deadline=Deadline(2), headers={"x-key": "a\nb"})
        assert caught.value.kind is FailureKind.MISCONFIGURED
        assert server.connections == 0


async def test_a_passed_deadline_fails_at_once(http: UpstreamHttp) -> None:
    async with OneReply(ok(b"{}"), pause_s=1) as server:
        with pytest.raises(ProviderError):
            await http.get(server.url, deadline=Deadline(0), headers={})


@pytest.mark.parametrize("extra", [0, 1])
async def test_an_answer_may_have_forty_megabytes_and_not_a_byte_more(http: UpstreamHttp, extra: int) -> None:
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {MAX_ANSWER_BYTES + extra}\r\n\r\n".encode()
    async with OneReply(head + b"x" * (MAX_ANSWER_BYTES + extra)) as server:
        call = http.get(server.url, deadline=Deadline(20), headers={})
        if extra:
            with pytest.raises(ProviderError, match="40 MB") as caught:
                await call
            assert caught.value.kind is FailureKind.TRANSIENT
        else:
            assert len((await call).body) == MAX_ANSWER_BYTES


async def test_an_answer_that_says_its_length_twice_is_read(http: UpstreamHttp) -> None:
    async with OneReply(b"HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\n{}") as server:
        assert (await http.post_json(server.url, {}, deadline=Deadline(5), headers={})).body == b"{}"


async def test_something_that_is_no_http_is_a_lost_answer(http: UpstreamHttp) -> None:
    async with OneReply(b"SSH-2.0-OpenSSH_9.6\r\n") as server:
        with pytest.raises(AnswerLostError):
            await http.get(server.url, deadline=Deadline(2), headers={})


async def test_a_result_is_downloaded_from_the_operator_s_own_host_only() -> None:
    async with OneReply(ok(picture(), "Content-Type: image/png")) as server:
        trusting = ResultDownloads.open("p", {}, base_url=server.url)
        assert await trusting.fetch(server.url, deadline=Deadline(5)) == picture()
        strict = ResultDownloads.open("p", {})
        with pytest.raises(ProviderError, match="cannot be fetched") as caught:
            await strict.fetch(server.url, deadline=Deadline(5))
        assert caught.value.kind is FailureKind.UNAVAILABLE
        assert server.requests == 1
        await trusting.close()
        await strict.close()


async def test_a_result_that_comes_too_slowly_ends_with_the_deadline() -> None:
    async with OneReply(ok(noisy_png(64)), pause_s=5) as server:
        downloads = ResultDownloads.open("p", {}, base_url=server.url)
        with pytest.raises(ProviderError, match="timeout"):
            await downloads.fetch(server.url, deadline=Deadline(0.3))
        await downloads.close()


async def test_a_result_over_the_limit_is_not_fetched_again() -> None:
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {MAX_ANSWER_BYTES + 1}\r\n\r\n".encode()
    async with OneReply(head) as server:
        downloads = ResultDownloads.open("p", {}, base_url=server.url)
        with pytest.raises(ProviderError, match="larger"):
            await downloads.fetch(server.url, deadline=Deadline(5))
        assert server.requests == 1
        await downloads.close()


@pytest.mark.parametrize("rule", ["CAVENDISH_DENY_HOSTS", "CAVENDISH_LISTENS_ON"])
async def test_a_result_link_obeys_the_operators_lists_and_never_leads_to_the_server_itself(
    rule: str,
) -> None:
    async with OneReply(ok(picture(), "Content-Type: image/png")) as server:
        port = server.url.rpartition(":")[2]
        value = {"CAVENDISH_DENY_HOSTS": "127.0.0.0/8", "CAVENDISH_LISTENS_ON": f"127.0.0.1 {port}"}[rule]
        environ = {"CAVENDISH_ALLOW_PRIVATE_NETWORK": "1"}
        for base_url in (None, server.url):
            downloads = ResultDownloads.open("p", {**environ, rule: value}, base_url=base_url)
            with pytest.raises(ProviderError, match="cannot be fetched"):
                await downloads.fetch(server.url, deadline=Deadline(5))
            await downloads.close()
        assert server.connections == 0
        allowed = ResultDownloads.open("p", {"CAVENDISH_ALLOW_HOSTS": "127.0.0.1"})
        assert await allowed.fetch(server.url, deadline=Deadline(5)) == picture()
        await allowed.close()


async def test_large_answers_wait_in_the_network_until_there_is_room_for_them(http: UpstreamHttp) -> None:
    answer = ok(b"x" * 1_000_000)
    room = AnswerRoom(2_500_000)
    may_leave = asyncio.Event()
    read = []

    async def call(url: str) -> None:
        with room.visit():
            read.append(len((await http.send("POST", url, deadline=Deadline(20))).body))
            await may_leave.wait()

    async with OneReply(answer) as server:
        calls = [asyncio.create_task(call(server.url)) for _ in range(5)]
        while len(read) < 2 or server.requests < 5:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)  # nothing shows from outside that the others wait
        assert read == [1_000_000] * 2
        may_leave.set()
        await asyncio.gather(*calls)
    assert read == [1_000_000] * 5
    assert room.free_bytes == 2_500_000


async def test_small_answers_need_no_room(http: UpstreamHttp) -> None:
    room = AnswerRoom(10)
    async with OneReply(ok(b"x" * 64 * 1024)) as server:
        with room.visit():
            await http.send("POST", server.url, deadline=Deadline(20))
            assert room.free_bytes == 10
    async with OneReply(ok(b"x" * (64 * 1024 + 1))) as server:
        with room.visit():
            await http.send("POST", server.url, deadline=Deadline(20))
            assert room.free_bytes == 0

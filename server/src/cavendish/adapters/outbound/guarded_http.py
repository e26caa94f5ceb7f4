"""HTTP to addresses that callers name, without letting them reach what only we can reach."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin

import aiohttp
import yarl
from aiohttp.abc import AbstractResolver

from cavendish.adapters.outbound.name_lookup import PublicOnlyLookup, SocketGuard, SystemNameLookup
from cavendish.domain.network_policy import NetworkPolicy
from cavendish.domain.outbound_errors import OutboundError, OutboundReason
from cavendish.domain.user_url import UserUrl, UserUrlError, check_user_url

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_EXCERPT_S: Final = 0.5
_CHUNK_BYTES: Final = 64 * 1024
_MAX_HEADER_BYTES: Final = 8190


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboundTimeouts:
    """How long one call may take, in seconds; `total_s` covers every redirect and the last byte."""

    connect_s: float = 10.0
    """Name lookup, TCP and TLS of one hop."""
    idle_s: float = 15.0
    """The longest silence while headers or body are awaited."""
    total_s: float = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A body that arrived whole. `declared_type` is what the server said, not what the bytes are."""

    content: bytes
    declared_type: str
    origin: str
    """Scheme and host that the bytes came from, after redirects."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a server answered to a POST; `excerpt` is the start of its body, for the operator."""

    status: int
    excerpt: bytes
    retry_after: str | None


class GuardedHttp:
    """Calls addresses that callers name. Every address is judged right before each connection is opened.

    No cookies, proxies, credentials or kept-alive connections; nothing is shared between two calls. Each hop
    has a connector of its own (16 us), bound to the rules for that hop's host.
    """

    def __init__(
        self,
        policy: NetworkPolicy,
        *,
        timeouts: OutboundTimeouts | None = None,
        resolver: AbstractResolver | None = None,
        ssl_context: ssl.SSLContext | None = None,
        user_agent: str = "Cavendish",
    ) -> None:
        self.policy = policy
        self._timeouts = timeouts or OutboundTimeouts()
        self._resolver = resolver or SystemNameLookup()
        self._ssl_context = ssl_context
        self._user_agent = user_agent

    async def close(self) -> None:
        """Give the lookup threads back. Calls in flight may fail."""
        await self._resolver.close()

    async def download(self, url: str, *, max_bytes: int, accept: str, max_redirects: int = 3) -> Download:
        """Fetch a body of at most `max_bytes` over at most `max_redirects`; OutboundError on any failure.

        Only an unencoded 200 counts: a compressed body is refused, so no small answer unpacks into a big one.
        """
        headers = {"Accept": accept, "Accept-Encoding": "identity"}
        async with self._within_total_time():
            hop = self._checked(url)
            for hops_left in range(max_redirects, -1, -1):
                async with self._call("GET", hop, headers) as answer:
                    if answer.status not in _REDIRECTS:
                        content = await _read_body(answer, max_bytes)
                        return Download(content=content, declared_type=answer.content_type, origin=hop.origin)
                    if hops_left:
                        hop = self._next_hop(hop, answer.headers.get("Location", ""))
            raise OutboundError(
                OutboundReason.TOO_MANY_REDIRECTS,
                f"the server redirected more than {max_redirects} times; give the final address",
            )

    async def post(
        self, url: str, body: bytes, *, headers: Mapping[str, str], max_excerpt_bytes: int = 1024
    ) -> Reply:
        """Send a body once and give back whatever status comes; OutboundError if none came.

        A redirect is an answer like any other and is not followed.
        """
        async with (
            self._within_total_time(),
            self._call("POST", self._checked(url), headers, body) as answer,
        ):
            excerpt = await _read_excerpt(answer, max_excerpt_bytes)
            return Reply(status=answer.status, excerpt=excerpt, retry_after=answer.headers.get("Retry-After"))

    def _checked(self, url: str) -> UserUrl:
        try:
            return check_user_url(url, self.policy)
        except UserUrlError as error:
            raise OutboundError(OutboundReason.URL_REFUSED, str(error)) from error

    def _next_hop(self, hop: UserUrl, location: str) -> UserUrl:
        try:
            target = urljoin(hop.url, location)
        except ValueError as error:
            raise OutboundError(
                OutboundReason.BROKEN_ANSWER, "the server redirected to an invalid address"
            ) from error
        if not location:
            raise OutboundError(OutboundReason.BROKEN_ANSWER, "the server redirected without an address")
        try:
            next_hop = check_user_url(target, self.policy)
        except UserUrlError as error:
            raise OutboundError(
                OutboundReason.URL_REFUSED,
                f"the server redirected to an address that is not allowed: {error}",
            ) from error
        if hop.scheme == "https" and next_hop.scheme == "http":
            raise OutboundError(
                OutboundReason.URL_REFUSED,
                "the server redirected from https to plain http; use an https address",
            )
        return next_hop

    @asynccontextmanager
    async def _within_total_time(self) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(self._timeouts.total_s):
                yield
        except TimeoutError as error:
            raise OutboundError(
                OutboundReason.TIMED_OUT, f"timeout: no complete answer within {self._timeouts.total_s:g} s"
            ) from error

    @asynccontextmanager
    async def _call(
        self, method: str, hop: UserUrl, headers: Mapping[str, str], body: bytes | None = None
    ) -> AsyncIterator[aiohttp.ClientResponse]:
        guard = SocketGuard(self.policy, hop.host)
        try:
            async with (
                self._session(guard) as session,
                session.request(
                    method,
                    yarl.URL(hop.url, encoded=True),
                    headers={"User-Agent": self._user_agent, **headers},
                    data=body,
                    allow_redirects=False,
                ) as answer,
            ):
                yield answer
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            raise guard.refusal or _as_outbound_error(error, hop, self._timeouts) from error

    def _session(self, guard: SocketGuard) -> aiohttp.ClientSession:
        connector = aiohttp.TCPConnector(
            resolver=PublicOnlyLookup(self._resolver, self.policy),
            socket_factory=guard.open_socket,
            use_dns_cache=False,
            force_close=True,
            ssl=self._ssl_context or True,
        )
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
            max_line_size=_MAX_HEADER_BYTES,
            max_field_size=_MAX_HEADER_BYTES,
            timeout=aiohttp.ClientTimeout(
                total=None, connect=self._timeouts.connect_s, sock_read=self._timeouts.idle_s
            ),
        )


async def _read_body(answer: aiohttp.ClientResponse, max_bytes: int) -> bytes:
    if answer.status != 200:
        raise OutboundError(
            OutboundReason.BAD_STATUS, f"the server answered HTTP {answer.status}", status=answer.status
        )
    if answer.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
        raise OutboundError(
            OutboundReason.ENCODED_BODY, "the server compressed its answer although it was asked not to"
        )
    if (answer.content_length or 0) > max_bytes:
        raise _too_large(max_bytes)
    body = bytearray()
    async for chunk in answer.content.iter_chunked(_CHUNK_BYTES):
        body += chunk
        if len(body) > max_bytes:
            raise _too_large(max_bytes)
    return bytes(body)


def _too_large(max_bytes: int) -> OutboundError:
    return OutboundError(OutboundReason.TOO_LARGE, f"the answer is larger than {max_bytes} bytes")


async def _read_excerpt(answer: aiohttp.ClientResponse, max_bytes: int) -> bytes:
    """The start of a body. One that breaks off or dawdles still answered: its status stands."""
    body = bytearray()
    with suppress(aiohttp.ClientError, TimeoutError):
        async with asyncio.timeout(_EXCERPT_S):
            while len(body) < max_bytes and (chunk := await answer.content.read(max_bytes - len(body))):
                body += chunk
    return bytes(body)


def _as_outbound_error(error: Exception, hop: UserUrl, timeouts: OutboundTimeouts) -> OutboundError:
    """What went wrong, in our words. Other errors may quote the whole address: left out."""
    detail = type(error).__name__
    if isinstance(error, OSError):
        detail += f": {error}"
    reason, message = OutboundReason.BROKEN_ANSWER, f"{hop.origin} did not answer in valid HTTP"
    match error:
        case aiohttp.SocketTimeoutError():
            reason, message = OutboundReason.TIMED_OUT, f"timeout: {timeouts.idle_s:g} s without a byte"
        case TimeoutError():
            reason = OutboundReason.TIMED_OUT
            message = f"timeout: no connection to {hop.origin} within {timeouts.connect_s:g} s"
        case aiohttp.ClientConnectorSSLError() | aiohttp.ClientConnectorCertificateError() | ssl.SSLError():
            reason, message = OutboundReason.TLS_FAILED, f"{hop.origin} has no valid TLS certificate"
        case aiohttp.ClientConnectorError():
            reason, message = OutboundReason.CONNECT_FAILED, f"no connection to {hop.origin}"
        case aiohttp.ClientConnectionError() | aiohttp.ClientPayloadError() | OSError():
            message = f"{hop.origin} broke the connection off"
        case _:
            pass
    return OutboundError(reason, message, detail=detail)

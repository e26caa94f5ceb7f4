"""POSTs to receivers of callbacks, over guarded connections that are kept alive while there is work."""

import asyncio
import ssl
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Final

import aiohttp
import yarl
from aiohttp.abc import AbstractResolver

from cavendish.adapters.outbound.name_lookup import PublicOnlyLookup, SocketGuard, SystemNameLookup
from cavendish.domain.delivery import MAX_EXCERPT_BYTES, ReceiverAnswer
from cavendish.domain.network_policy import NetworkPolicy
from cavendish.domain.outbound_errors import OutboundError, OutboundReason
from cavendish.domain.user_url import UserUrl, UserUrlError, check_user_url

CALLBACK_LIMIT_S: Final = 30.0
_KEEP_ALIVE_S: Final = 5.0
_EXCERPT_LIMIT_S: Final = 1.0
_STALE_RETRIES: Final = 3
_MAX_HEADER_BYTES: Final = 8190
_KEPT_ORIGINS: Final = 500


@dataclass(slots=True)
class _Channel:
    """The connections to one origin; each was judged by `guard` when it was opened."""

    session: aiohttp.ClientSession
    guard: SocketGuard
    in_flight: int = 0


class CallbackHttp:
    """Sends bodies to addresses that callers name. The address is judged before every connection is opened.

    Connections are shared only by calls to the same scheme, host and port, and closed after 5 s without
    work. No cookies, proxies, credentials or redirects.
    """

    def __init__(
        self,
        policy: NetworkPolicy,
        *,
        limit_s: float = CALLBACK_LIMIT_S,
        resolver: AbstractResolver | None = None,
        ssl_context: ssl.SSLContext | None = None,
        user_agent: str = "Cavendish",
    ) -> None:
        self._policy = policy.for_callbacks()
        self._limit_s = limit_s
        self._resolver = resolver or SystemNameLookup()
        self._ssl_context = ssl_context
        self._user_agent = user_agent
        self._channels: OrderedDict[str, _Channel] = OrderedDict()

    async def close(self) -> None:
        """Close every connection. Calls in flight fail."""
        for channel in self._channels.values():
            await channel.session.close()
        self._channels.clear()
        await self._resolver.close()

    async def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> ReceiverAnswer:
        """Send a body and give back whatever status comes, a redirect's too; OutboundError if none came.

        A body goes out twice only where a kept connection broke before an answer began.
        """
        try:
            target = check_user_url(url, self._policy)
        except UserUrlError as error:
            raise OutboundError(OutboundReason.URL_REFUSED, str(error)) from error
        channel = self._channel(target)
        channel.in_flight += 1
        try:
            await self._close_idle()
            async with asyncio.timeout(self._limit_s):
                return await self._post_until_fresh(channel, target, body, headers)
        except TimeoutError as error:
            raise OutboundError(
                OutboundReason.TIMED_OUT, f"timeout: no answer within {self._limit_s:g} s"
            ) from error
        finally:
            channel.in_flight -= 1

    async def _post_until_fresh(
        self, channel: _Channel, target: UserUrl, body: bytes, headers: Mapping[str, str]
    ) -> ReceiverAnswer:
        tries_left = _STALE_RETRIES
        while True:
            trace = _Reuse()
            try:
                return await self._post_once(channel, target, body, headers, trace)
            except (aiohttp.ClientError, OSError, ValueError) as error:
                # The receiver may close a kept connection in the moment we use it: no fault of its own.
                if not (trace.is_reused and tries_left and isinstance(error, aiohttp.ClientConnectionError)):
                    raise _as_outbound_error(error, target, channel.guard) from error
            tries_left -= 1

    async def _post_once(
        self, channel: _Channel, target: UserUrl, body: bytes, headers: Mapping[str, str], trace: "_Reuse"
    ) -> ReceiverAnswer:
        async with channel.session.post(
            yarl.URL(target.url, encoded=True),
            headers={"User-Agent": self._user_agent, "Accept-Encoding": "identity", **headers},
            data=body,
            allow_redirects=False,
            trace_request_ctx=trace,
        ) as answer:
            return ReceiverAnswer(status_code=answer.status, excerpt=await _read_excerpt(answer))

    def _channel(self, target: UserUrl) -> _Channel:
        channel = self._channels.get(target.origin)
        if channel is None:
            channel = self._channels[target.origin] = self._open_channel(target.host)
        self._channels.move_to_end(target.origin)
        return channel

    def _open_channel(self, host: str) -> _Channel:
        guard = SocketGuard(self._policy, host)
        connector = aiohttp.TCPConnector(
            limit=0,
            resolver=PublicOnlyLookup(self._resolver, self._policy),
            socket_factory=guard.open_socket,
            # Calls that look the name up at the same time share one look-up, and so one thread; nothing is
            # remembered beyond it.
            use_dns_cache=True,
            ttl_dns_cache=0,
            keepalive_timeout=_KEEP_ALIVE_S,
            ssl=self._ssl_context or True,
        )
        session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
            max_line_size=_MAX_HEADER_BYTES,
            max_field_size=_MAX_HEADER_BYTES,
            timeout=aiohttp.ClientTimeout(total=None),
            trace_configs=[_reuse_tracing()],
        )
        return _Channel(session=session, guard=guard)

    async def _close_idle(self) -> None:
        excess = len(self._channels) - _KEPT_ORIGINS
        if excess > 0:
            idle = [channel for channel in self._channels.items() if not channel[1].in_flight][:excess]
            for origin, _ in idle:
                del self._channels[origin]
            for _, channel in idle:
                await channel.session.close()


@dataclass(slots=True)
class _Reuse:
    """Whether a call went over a connection that had carried another one before."""

    is_reused: bool = False


def _reuse_tracing() -> aiohttp.TraceConfig:
    async def note(_session: object, context: SimpleNamespace, _params: object) -> None:
        context.trace_request_ctx.is_reused = True

    tracing = aiohttp.TraceConfig()
    tracing.on_connection_reuseconn.append(note)
    return tracing


async def _read_excerpt(answer: aiohttp.ClientResponse) -> bytes:
    """The start of a body. The status stands, however the body goes on."""
    body = bytearray()
    try:
        async with asyncio.timeout(_EXCERPT_LIMIT_S):
            while len(body) < MAX_EXCERPT_BYTES and (
                chunk := await answer.content.read(MAX_EXCERPT_BYTES - len(body))
            ):
                body += chunk
    except (aiohttp.ClientError, TimeoutError):
        return bytes(body)
    return bytes(body)


def _as_outbound_error(error: Exception, target: UserUrl, guard: SocketGuard) -> OutboundError:
    """What went wrong, in words fit for the caller: other errors may quote the whole address."""
    refused = isinstance(error, aiohttp.ClientConnectorError) and isinstance(error.os_error, PermissionError)
    if refused and guard.refusal is not None:
        return guard.refusal
    reason, message = OutboundReason.BROKEN_ANSWER, f"{target.origin} did not answer in valid HTTP"
    match error:
        case aiohttp.ClientConnectorSSLError() | aiohttp.ClientConnectorCertificateError() | ssl.SSLError():
            reason, message = OutboundReason.TLS_FAILED, f"{target.origin} has no valid TLS certificate"
        case aiohttp.ClientConnectorError():
            reason, message = OutboundReason.CONNECT_FAILED, f"no connection to {target.origin}"
        case aiohttp.ClientConnectionError() | aiohttp.ClientPayloadError() | OSError():
            message = f"{target.origin} broke the connection off"
        case _:
            pass
    return OutboundError(reason, message, detail=type(error).__name__)

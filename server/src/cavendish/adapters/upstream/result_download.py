"""Fetches the picture that an upstream's answer links to."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Final, Self
from urllib.parse import urlsplit

from cavendish.adapters.outbound.guarded_http import GuardedHttp, OutboundTimeouts
from cavendish.adapters.upstream.deadline import Deadline
from cavendish.adapters.upstream.picture_bytes import read_data_url, require_picture
from cavendish.adapters.upstream.upstream_failures import unavailable
from cavendish.adapters.upstream.upstream_http import CONNECT_S, MAX_ANSWER_BYTES
from cavendish.domain.answer_room import make_room
from cavendish.domain.network_settings import read_network_policy
from cavendish.domain.outbound_errors import OutboundError, OutboundReason

_TRIES: Final = 3
_PAUSE_S: Final = 0.25
_TIMEOUTS: Final = OutboundTimeouts(connect_s=CONNECT_S, idle_s=15.0, total_s=60.0)
_POINTLESS: Final = frozenset({OutboundReason.TOO_LARGE, OutboundReason.ENCODED_BODY})
_ACCEPT: Final = "image/png,image/jpeg,image/webp;q=0.9,*/*;q=0.1"


class ResultDownloads:
    """Downloads behind the guard for callers' addresses: an upstream is not trusted with our network."""

    def __init__(self, provider: str, guarded: GuardedHttp) -> None:
        self._provider = provider
        self._guarded = guarded

    @classmethod
    def open(cls, provider: str, environ: Mapping[str, str], *, base_url: str | None = None) -> Self:
        """By the installation's rules; a base URL that the operator set may hand out links to itself."""
        policy = read_network_policy(environ)
        if host := urlsplit(base_url or "").hostname:
            policy = replace(policy, allow_hosts=policy.allow_hosts.with_host(host))
        return cls(provider, GuardedHttp(policy, timeouts=_TIMEOUTS))

    async def close(self) -> None:
        await self._guarded.close()

    async def fetch(self, url: str, *, deadline: Deadline) -> bytes:
        """The picture at `url` (https or data:), whole. Three tries; UNAVAILABLE when it cannot be had."""
        if url.startswith("data:"):
            return require_picture(self._provider, read_data_url(self._provider, url))
        for left in range(_TRIES - 1, -1, -1):
            try:
                async with asyncio.timeout(deadline.left_s):
                    await make_room()
                    found = await self._guarded.download(url, max_bytes=MAX_ANSWER_BYTES, accept=_ACCEPT)
                return require_picture(self._provider, found.content)
            except OutboundError as error:
                if not left or error.is_refusal or error.reason in _POINTLESS:
                    raise unavailable(self._provider, f"the result cannot be fetched: {error}") from error
            except TimeoutError as error:
                raise unavailable(self._provider, "timeout: the result did not arrive in time") from error
            await asyncio.sleep(min(_PAUSE_S * (_TRIES - left), deadline.left_s))
        raise AssertionError("unreachable: the last try returns or raises")

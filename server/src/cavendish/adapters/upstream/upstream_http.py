"""HTTP to the fixed hosts of providers: time limits per phase, capped answers, nothing sent twice."""

import asyncio
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

import aiohttp
import msgspec

from cavendish.adapters.upstream.base64_field import read_field
from cavendish.adapters.upstream.deadline import Deadline
from cavendish.adapters.upstream.upstream_failures import (
    AnswerLostError,
    UnreachableError,
    misconfigured,
    wrong_answer,
)
from cavendish.domain.answer_room import USUAL_BYTES, make_room
from cavendish.domain.correlation import outgoing_headers
from cavendish.domain.errors import FailureKind, ProviderError

MAX_ANSWER_BYTES: Final = 40 * 1024 * 1024
CONNECT_S: Final = 10.0
QUICK_CALL_S: Final = 30.0
"""Longest wait for calls that do no work: status, cancel, upload."""
_CHUNK_BYTES: Final = 256 * 1024
_SMALL_BYTES: Final = 64 * 1024
"""Answers without a picture; of others as much is read before there is room for them."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer that arrived whole, whatever its status."""

    provider: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body[:4096].decode("utf-8", "replace")

    def read(self, kind: type[T]) -> T:
        """The JSON body as `kind`; a ProviderError that may be retried when it is anything else."""
        try:
            return _decode(self.body, kind)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            looks = "HTML" if self.body.lstrip()[:1] == b"<" else f"{len(self.body)} bytes"
            raise wrong_answer(
                self.provider, f"HTTP {self.status} with an unreadable body ({looks}): {_where(error)}"
            ) from error

    def find(self, kind: type[T]) -> T | None:
        """The JSON body as `kind`, or None."""
        try:
            return _decode(self.body, kind)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None


def _decode(body: bytes, kind: type[T]) -> T:
    return msgspec.json.decode(body, type=kind, strict=False, dec_hook=read_field)


def _where(error: Exception) -> str:
    """The place of a decode error; msgspec's own words may quote a value only as its kind."""
    return str(error)[:160]


class UpstreamHttp:
    """One provider's HTTP; make it inside the event loop, close it once.

    Only GETs share kept-alive connections. A paid POST gets a fresh one, for on a stale one it could be lost
    without a trace of whether it arrived; and under uvloop a pooled TLS connection keeps about 600 KB after
    the large bodies that POSTs have.
    """

    def __init__(self, provider: str, *, connect_s: float = CONNECT_S) -> None:
        self.provider = provider
        self._connect_s = connect_s
        self._pooled = _open_session(force_close=False)
        self._fresh = _open_session(force_close=True)

    async def close(self) -> None:
        await self._pooled.close()
        await self._fresh.close()

    async def get(self, url: str, *, deadline: Deadline, headers: Mapping[str, str]) -> Answer:
        """Ask something that costs nothing; at most QUICK_CALL_S."""
        return await self.send("GET", url, deadline=deadline, headers=headers, limit_s=QUICK_CALL_S)

    async def post_json(
        self,
        url: str,
        body: object,
        *,
        deadline: Deadline,
        headers: Mapping[str, str],
        limit_s: float | None = None,
    ) -> Answer:
        """Send a msgspec value as JSON; `bytes` fields become base64."""
        return await self.send(
            "POST",
            url,
            deadline=deadline,
            headers={"Content-Type": "application/json", **headers},
            data=msgspec.json.encode(body),
            limit_s=limit_s,
        )

    async def send(
        self,
        method: str,
        url: str,
        *,
        deadline: Deadline,
        headers: Mapping[str, str] | None = None,
        data: bytes | Callable[[], aiohttp.FormData] | None = None,
        limit_s: float | None = None,
    ) -> Answer:
        """Send one request once and read its whole answer.

        UnreachableError when no connection came about, AnswerLostError when one did and broke or fell silent.
        """
        left_s = deadline.left_s if limit_s is None else min(limit_s, deadline.left_s)
        timeout = aiohttp.ClientTimeout(total=left_s or 0.001, connect=min(self._connect_s, left_s or 0.001))
        session = self._pooled if method == "GET" else self._fresh
        try:
            async with session.request(
                method,
                url,
                headers={**outgoing_headers(), **(headers or {})},
                data=_body(data),
                allow_redirects=False,
                timeout=timeout,
            ) as answer:
                body = await self._read(answer)
                return Answer(provider=self.provider, status=answer.status, headers=answer.headers, body=body)
        except (aiohttp.InvalidURL, aiohttp.NonHttpUrlClientError) as error:
            raise misconfigured(self.provider, "its base URL is no http address") from error
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise UnreachableError(
                self.provider,
                FailureKind.UNAVAILABLE,
                f"no connection ({type(error).__name__})",
                is_retryable_here=True,
            ) from error
        except TimeoutError as error:
            raise AnswerLostError(
                self.provider, FailureKind.UNAVAILABLE, f"timeout: no whole answer within {left_s:.3g} s"
            ) from error
        except (aiohttp.ClientError, OSError, asyncio.IncompleteReadError) as error:
            raise AnswerLostError(
                self.provider, FailureKind.UNAVAILABLE, f"the connection broke off ({type(error).__name__})"
            ) from error

    async def _read(self, answer: aiohttp.ClientResponse) -> bytes:
        chunks: list[bytes] = []
        size_bytes = 0
        if (answer.content_length or 0) <= MAX_ANSWER_BYTES:
            if (length := answer.content_length or USUAL_BYTES) > _SMALL_BYTES:
                await make_room(length)
            async for chunk in answer.content.iter_any():
                chunks.append(chunk)
                size_bytes += len(chunk)
                if size_bytes > MAX_ANSWER_BYTES:
                    break
            else:
                # Joined once: a buffer that grows copies a large answer twice.
                return b"".join(chunks)
        raise ProviderError(
            self.provider,
            FailureKind.TRANSIENT,
            f"HTTP {answer.status} with more than {MAX_ANSWER_BYTES // 1024**2} MB",
        )


def _body(
    data: bytes | Callable[[], aiohttp.FormData] | None,
) -> bytes | io.BytesIO | aiohttp.FormData | None:
    """A large body as a file, which aiohttp sends in pieces; a small one as it is, which costs less."""
    if isinstance(data, bytes):
        return data if len(data) <= _CHUNK_BYTES else io.BytesIO(data)
    return data() if data else None


def _open_session(*, force_close: bool) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=0, force_close=force_close),
        cookie_jar=aiohttp.DummyCookieJar(),
        headers={"User-Agent": "Cavendish"},
        timeout=aiohttp.ClientTimeout(total=None),
        # What waits for room waits in the network.
        read_bufsize=_SMALL_BYTES,
    )

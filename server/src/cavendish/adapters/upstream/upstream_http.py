"""HTTP to the fixed hosts of providers: time limits per phase, capped answers, nothing sent twice."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, TypeAlias, TypeVar

import msgspec
from pyreqwest.client import Client, ClientBuilder
from pyreqwest.exceptions import (
    BuilderError,
    ClientClosedError,
    DetailedPyreqwestError,
    PyreqwestError,
    RequestTimeoutError,
)
from pyreqwest.multipart import FormBuilder, PartBuilder
from pyreqwest.response import Response

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
_ASKING_IDLE_S: Final = 60.0
_PAID_IDLE_S: Final = 2.0
"""Web servers close idle connections after 5 s and more: in this time none does as we send."""
_MAX_IDLE_PER_HOST: Final = 16
"""After a large answer, hyper keeps 0.4 MB of buffer with each (measured 2026-11-30)."""
_NO_ADDRESS: Final = "its base URL is no http address"
_NO_CONNECTION: Final = "client error (Connect)"
"""What hyper, the HTTP client below, says of a request for which it got no connection."""
_CHUNK_BYTES: Final = 256 * 1024
_SMALL_BYTES: Final = 64 * 1024
"""Answers without a picture; of others as much is read before there is room for them."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePart:
    """A file of a multipart form."""

    name: str
    """Of its field."""
    content: bytes
    media_type: str
    filename: str


Form: TypeAlias = Sequence[FilePart | tuple[str, str]]
"""A multipart form: files, and names with their values."""


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


class _CancellationWatch:
    """Raises the cancellation that pyreqwest lost: one that comes together with what it waited for.

    Of 2,385 tasks that asked again and again and were cancelled at any time, 39 went on (pyreqwest 0.15.1,
    measured 2026-11-29).
    """

    def __init__(self) -> None:
        self._task = asyncio.current_task()
        self._before = self._requests()

    def check(self) -> None:
        if self._requests() > self._before:
            raise asyncio.CancelledError

    def _requests(self) -> int:
        return 0 if self._task is None else self._task.cancelling()


class UpstreamHttp:
    """One provider's HTTP; make it inside the event loop, close it once.

    Connections are kept alive, those of POSTs for two seconds only: on a stale one a paid request could be
    lost without a trace of whether it arrived. None is sent twice, not even then.
    """

    def __init__(self, provider: str, *, connect_s: float = CONNECT_S) -> None:
        self.provider = provider
        self._asking = _open_client(connect_s=connect_s, idle_s=_ASKING_IDLE_S)
        self._paying = _open_client(connect_s=connect_s, idle_s=_PAID_IDLE_S)

    async def close(self) -> None:
        await self._asking.close()
        await self._paying.close()

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
        data: bytes | Form | None = None,
        limit_s: float | None = None,
    ) -> Answer:
        """Send one request once and read its whole answer.

        UnreachableError when no connection came about, AnswerLostError when one did and broke or fell silent.
        """
        left_s = deadline.left_s if limit_s is None else min(limit_s, deadline.left_s)
        client = self._asking if method == "GET" else self._paying
        try:
            request = client.request(method, url).timeout(timedelta(seconds=max(left_s, 0.001)))
        except ValueError as error:
            raise misconfigured(self.provider, _NO_ADDRESS) from error
        try:
            request = request.headers({**outgoing_headers(), **(headers or {})})
        except ValueError as error:
            raise misconfigured(self.provider, "its key has characters that no header may have") from error
        if isinstance(data, bytes):
            request = request.body_bytes(data)
        elif data is not None:
            request = request.multipart(_multipart(data))
        stop = _CancellationWatch()
        try:
            # What waits for room waits in the network: nothing is read ahead.
            async with request.streamed_read_buffer_limit(0).build_streamed() as answer:
                stop.check()
                body = await self._read(answer, stop)
        except ClientClosedError:
            raise  # a fault of ours, not the provider's
        except PyreqwestError as error:
            stop.check()
            raise self._failure(error, left_s) from error
        stop.check()
        return Answer(provider=self.provider, status=answer.status, headers=answer.headers, body=body)

    def _failure(self, error: PyreqwestError, left_s: float) -> ProviderError:
        if isinstance(error, BuilderError):
            return misconfigured(self.provider, _NO_ADDRESS)
        kind = FailureKind.UNAVAILABLE
        if _is_before_the_connection(error):
            what = f"no connection ({type(error).__name__})"
            return UnreachableError(self.provider, kind, what, is_retryable_here=True)
        if isinstance(error, RequestTimeoutError):
            return AnswerLostError(self.provider, kind, f"timeout: no whole answer within {left_s:.3g} s")
        return AnswerLostError(self.provider, kind, f"the connection broke off ({type(error).__name__})")

    async def _read(self, answer: Response, stop: _CancellationWatch) -> bytes:
        length = _declared_bytes(answer)
        if length <= MAX_ANSWER_BYTES:
            if length > _SMALL_BYTES:
                await make_room(length)
            chunks = []
            size_bytes = 0
            while (chunk := await answer.body_reader.read(_CHUNK_BYTES)) is not None:
                stop.check()
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


def _declared_bytes(answer: Response) -> int:
    """The answer's length as it says; hyper has seen that it is a number, or the same one several times."""
    length = answer.get_header("content-length")
    return USUAL_BYTES if length is None else int(length.rpartition(",")[2])


def _is_before_the_connection(error: PyreqwestError) -> bool:
    """Whether nothing was sent.

    The error's class does not tell: it is a ConnectError, or a ConnectTimeoutError, also where a connection
    ends or falls silent before the answer's head.
    """
    causes = (error.details["causes"] or ()) if isinstance(error, DetailedPyreqwestError) else ()
    return any(cause["message"] == _NO_CONNECTION for cause in causes)


def _multipart(form: Form) -> FormBuilder:
    builder = FormBuilder()
    for part in form:
        if isinstance(part, FilePart):
            content = PartBuilder.from_bytes(part.content).mime(part.media_type).file_name(part.filename)
            builder = builder.part(part.name, content)
        else:
            builder = builder.text(*part)
    return builder


def _open_client(*, connect_s: float, idle_s: float) -> Client:
    return (
        ClientBuilder()
        # One connection a call: with HTTP/2, all calls would be lost with the one that they share.
        .http1_only()
        .no_proxy()
        .follow_redirects(enable=False)
        .error_for_status(enable=False)
        .user_agent("Cavendish")
        .connect_timeout(timedelta(seconds=connect_s))
        .pool_idle_timeout(timedelta(seconds=idle_s))
        .pool_max_idle_per_host(_MAX_IDLE_PER_HOST)
        .build()
    )

"""Checks that a callback is from the service, after the Standard Webhooks specification.

Source: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
(checked 2026-11-23).
"""

import base64
import binascii
import hashlib
import hmac
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from cavendish_client.errors import MalformedAnswerError, WebhookVerificationError
from cavendish_client.http_exchange import Answer, envelope_data
from cavendish_client.task import Task
from cavendish_client.task_wire import read_task

TOLERANCE_S: Final = 300
"""How far the sender's clock, or a slow network, may be off."""
_PREFIX: Final = "whsec_"
_ID: Final = "webhook-id"
_TIMESTAMP: Final = "webhook-timestamp"
_SIGNATURE: Final = "webhook-signature"
_LONGEST_TIMESTAMP: Final = 12


class FastApiRequest(Protocol):
    """What FastAPI and Starlette hand to a view."""

    @property
    def headers(self) -> Mapping[str, str]: ...

    def body(self) -> Awaitable[bytes]: ...


class FlaskHeaders(Protocol):
    """Flask's headers look names up in any case."""

    def get(self, key: str, /) -> str | None: ...


class FlaskRequest(Protocol):
    """Flask's `request`."""

    @property
    def headers(self) -> FlaskHeaders: ...

    def get_data(self) -> bytes: ...


class DjangoRequest(Protocol):
    """Django's `HttpRequest`."""

    @property
    def headers(self) -> Mapping[str, str]: ...

    @property
    def body(self) -> bytes: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookEvent:
    """A task that ended. A repeated delivery has the same `id`: handle each id once."""

    id: str
    timestamp_s: int
    task: Task


class WebhookVerifier:
    """Knows a key's signing secret; several while secrets are being changed."""

    def __init__(
        self,
        *secrets: str,
        tolerance_s: int = TOLERANCE_S,
        now_s: Callable[[], float] = time.time,  # noqa: TID251  the injected clock's default
    ) -> None:
        """Each secret is `whsec_…` as the service shows it. Raises ValueError, which does not repeat it."""
        if not secrets:
            raise ValueError("give the signing secret of the API key: whsec_…")
        self._secrets = [_read_secret(secret) for secret in secrets]
        self._tolerance_s = tolerance_s
        self._now_s = now_s

    def verify(self, body: bytes, headers: Mapping[str, str]) -> WebhookEvent:
        """The event. Raises WebhookVerificationError. `body` is the bytes as received, not parsed again."""
        lower = {name.lower(): value for name, value in headers.items()}
        return self._verify(body, [lower.get(name) for name in (_ID, _TIMESTAMP, _SIGNATURE)])

    async def verify_fastapi(self, request: FastApiRequest) -> WebhookEvent:
        """The event of a FastAPI or Starlette request."""
        return self.verify(await request.body(), request.headers)

    def verify_flask(self, request: FlaskRequest) -> WebhookEvent:
        """The event of a Flask request."""
        found = [request.headers.get(name) for name in (_ID, _TIMESTAMP, _SIGNATURE)]
        return self._verify(request.get_data(), found)

    def verify_django(self, request: DjangoRequest) -> WebhookEvent:
        """The event of a Django request; the view needs `@csrf_exempt`."""
        return self.verify(request.body, request.headers)

    def _verify(self, body: bytes, values: Sequence[str | None]) -> WebhookEvent:
        message_id, timestamp, signatures = values
        if not message_id or not timestamp or not signatures:
            raise WebhookVerificationError(f"The headers {_ID}, {_TIMESTAMP} and {_SIGNATURE} must be there")
        timestamp_s = self._fresh(timestamp)
        signed = f"{message_id}.{timestamp}.".encode() + body
        if not self._is_signed(signed, signatures):
            raise WebhookVerificationError("No signature fits: another secret, or a changed body")
        # The envelope is the one that statusTask gives with a 200.
        try:
            data = envelope_data(Answer(status=200, headers={}, body=body))
            return WebhookEvent(id=message_id, timestamp_s=timestamp_s, task=read_task(data))
        except MalformedAnswerError as error:
            raise WebhookVerificationError(f"The signed body is no task: {error}") from error

    def _fresh(self, timestamp: str) -> int:
        if not (timestamp.isascii() and timestamp.isdigit()) or len(timestamp) > _LONGEST_TIMESTAMP:
            raise WebhookVerificationError(f"{_TIMESTAMP} must be Unix seconds")
        timestamp_s = int(timestamp)
        if abs(self._now_s() - timestamp_s) > self._tolerance_s:
            raise WebhookVerificationError(
                f"{_TIMESTAMP} is more than {self._tolerance_s} s off: an old callback sent again, or a "
                "clock that is wrong"
            )
        return timestamp_s

    def _is_signed(self, signed: bytes, signatures: str) -> bool:
        given = [part.removeprefix("v1,") for part in signatures.split() if part.startswith("v1,")]
        expected = [base64.b64encode(hmac.digest(secret, signed, hashlib.sha256)) for secret in self._secrets]
        return any(hmac.compare_digest(ours, theirs.encode()) for ours in expected for theirs in given)


def _read_secret(text: str) -> bytes:
    try:
        secret = base64.b64decode(text.strip().removeprefix(_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        secret = b""
    if not secret:
        raise ValueError(
            "the webhook secret is malformed: give whsec_ and its base64, as the service shows it"
        )
    return secret

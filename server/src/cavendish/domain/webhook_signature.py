"""Signatures that let a receiver check that a callback is ours, after the Standard Webhooks specification.

Source: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
(checked 2026-11-23).
"""

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from typing import Final, NewType

from cavendish.domain.errors import SetupError

WebhookSecret = NewType("WebhookSecret", bytes)
"""24 to 64 bytes that the key's holder and we know."""

OVERLAP_MS: Final = 24 * 3600 * 1000
"""After a rotation the secret before it signs for a day more."""
MAX_SIGNING_SECRETS: Final = 5
"""Signatures a callback may carry, so that rotating without end cannot swell its headers."""
_PREFIX: Final = "whsec_"
_NEW_SECRET_BYTES: Final = 32
_SECRET_BYTES: Final = range(24, 65)


def new_webhook_secret() -> WebhookSecret:
    """A fresh secret of 256 random bits."""
    return WebhookSecret(secrets.token_bytes(_NEW_SECRET_BYTES))


def show_webhook_secret(secret: WebhookSecret) -> str:
    """The secret as its holder gets it: `whsec_` and base64."""
    return _PREFIX + base64.b64encode(secret).decode()


def read_webhook_secret(text: str) -> WebhookSecret:
    """The secret that `whsec_…` spells. Raises SetupError, which does not repeat it."""
    try:
        secret = base64.b64decode(text.strip().removeprefix(_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        secret = b""
    if len(secret) not in _SECRET_BYTES:
        raise SetupError(
            "The webhook secret is malformed: give whsec_ and the base64 of 24 to 64 bytes, "
            'such as "whsec_$(openssl rand -base64 32)"'
        )
    return WebhookSecret(secret)


def sign_callback(
    body: bytes, *, message_id: str, timestamp_s: int, signing: Sequence[WebhookSecret]
) -> dict[str, str]:
    """The three headers of a signed callback, with one signature for each secret."""
    signed = f"{message_id}.{timestamp_s}.".encode() + body
    signatures = (
        base64.b64encode(hmac.digest(secret, signed, hashlib.sha256)).decode() for secret in signing
    )
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp_s),
        "webhook-signature": " ".join(f"v1,{signature}" for signature in signatures),
    }

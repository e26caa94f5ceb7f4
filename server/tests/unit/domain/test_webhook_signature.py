import base64
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook, WebhookVerificationError

from cavendish.domain.errors import SetupError
from cavendish.domain.webhook_signature import (
    WebhookSecret,
    new_webhook_secret,
    read_webhook_secret,
    show_webhook_secret,
    sign_callback,
)

NOW_S = int(datetime.now(UTC).timestamp())


@given(st.text(max_size=300))
def test_our_signature_is_the_one_of_the_reference_library(text: str) -> None:
    secret = new_webhook_secret()
    headers = sign_callback(text.encode(), message_id="dlv_1", timestamp_s=NOW_S, signing=[secret])
    library = Webhook(show_webhook_secret(secret)).sign("dlv_1", datetime.fromtimestamp(NOW_S, UTC), text)
    assert headers["webhook-signature"] == library


def test_during_a_rotation_both_secrets_verify() -> None:
    new, old = new_webhook_secret(), new_webhook_secret()
    # The library takes nothing older than five minutes, and a long test run imported this file before that.
    now_s = int(datetime.now(UTC).timestamp())
    headers = sign_callback(b'{"code":200}', message_id="dlv_1", timestamp_s=now_s, signing=[new, old])
    for secret in (new, old):
        assert Webhook(show_webhook_secret(secret)).verify(b'{"code":200}', headers) == {"code": 200}


def test_another_secret_or_another_body_does_not_verify() -> None:
    secret, now_s = new_webhook_secret(), int(datetime.now(UTC).timestamp())
    headers = sign_callback(b'{"code":200}', message_id="dlv_1", timestamp_s=now_s, signing=[secret])
    with pytest.raises(WebhookVerificationError):
        Webhook(show_webhook_secret(new_webhook_secret())).verify(b'{"code":200}', headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(show_webhook_secret(secret)).verify(b'{"code":500}', headers)


def test_a_secret_is_read_back_as_it_was_shown() -> None:
    secret = new_webhook_secret()
    shown = show_webhook_secret(secret)
    assert shown.startswith("whsec_")
    assert read_webhook_secret(f" {shown}\n") == secret


@pytest.mark.parametrize(("size", "is_fine"), [(23, False), (24, True), (64, True), (65, False)])
def test_a_secret_has_24_to_64_bytes(size: int, is_fine: bool) -> None:
    text = "whsec_" + base64.b64encode(b"s" * size).decode()
    if is_fine:
        assert read_webhook_secret(text) == WebhookSecret(b"s" * size)
    else:
        with pytest.raises(SetupError, match="24 to 64 bytes"):
            read_webhook_secret(text)


def test_what_is_no_base64_is_refused_without_being_repeated() -> None:
    with pytest.raises(SetupError) as refusal:
        read_webhook_secret("whsec_hunter2!hunter2!hunter2!hunter2!")
    assert "hunter2" not in str(refusal.value)

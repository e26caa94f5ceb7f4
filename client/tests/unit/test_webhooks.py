"""Signed by the specification's own library, checked by ours, in the requests of real frameworks."""

import json
from datetime import UTC, datetime

import django
import flask
import pytest
from django.conf import settings as django_settings
from django.test import RequestFactory
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks.webhooks import Webhook

from cavendish_client.errors import WebhookVerificationError
from cavendish_client.task import TaskState
from cavendish_client.webhooks import WebhookVerifier

SECRET = "whsec_a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s="
OTHER_SECRET = "whsec_eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHg="
NOW = 1_800_000_000
TASK = {"taskId": "task_1", "state": "failed", "createTime": 1, "failCode": "CANCELLED", "failMsg": "é"}
BODY = json.dumps({"code": 200, "message": "success", "data": TASK}, ensure_ascii=False).encode()


def signed(body: bytes = BODY, *, secret: str = SECRET, at: int = NOW) -> dict[str, str]:
    signature = Webhook(secret).sign("msg_1", datetime.fromtimestamp(at, UTC), body.decode())
    return {"webhook-id": "msg_1", "webhook-timestamp": str(at), "webhook-signature": signature}


def verifier(*secrets: str) -> WebhookVerifier:
    return WebhookVerifier(*(secrets or (SECRET,)), now_s=lambda: NOW)


def test_what_the_service_signed_is_read() -> None:
    event = verifier().verify(BODY, signed())
    assert (event.id, event.timestamp_s, event.task.id) == ("msg_1", NOW, "task_1")
    assert event.task.state is TaskState.FAILED
    assert event.task.fail_message == "é"


def test_names_of_headers_may_be_written_in_any_case() -> None:
    verifier().verify(BODY, {name.title(): value for name, value in signed().items()})


def test_either_secret_is_good_while_they_are_changed() -> None:
    both = verifier(OTHER_SECRET, SECRET)
    both.verify(BODY, signed())
    both.verify(BODY, signed(secret=OTHER_SECRET))


def test_either_signature_is_good_while_they_are_changed() -> None:
    headers = signed()
    headers["webhook-signature"] = (
        f"v1a,xyz v1,é {signed(secret=OTHER_SECRET)['webhook-signature']} " + (headers["webhook-signature"])
    )
    verifier().verify(BODY, headers)


def test_another_secret_is_refused() -> None:
    with pytest.raises(WebhookVerificationError, match="No signature"):
        verifier(OTHER_SECRET).verify(BODY, signed())


@given(position=st.integers(0, len(BODY) - 1), byte=st.integers(0, 255))
def test_any_changed_byte_is_noticed(position: int, byte: int) -> None:
    changed = bytearray(BODY)
    changed[position] = byte
    if changed != BODY:
        with pytest.raises(WebhookVerificationError):
            verifier().verify(bytes(changed), signed())


@pytest.mark.parametrize("name", ["webhook-id", "webhook-timestamp", "webhook-signature"])
def test_every_header_must_be_there(name) -> None:
    headers = signed()
    del headers[name]
    with pytest.raises(WebhookVerificationError, match="must be there"):
        verifier().verify(BODY, headers)


@pytest.mark.parametrize(("age_s", "is_good"), [(300, True), (301, False), (-300, True), (-301, False)])
def test_five_minutes_of_age_are_tolerated(age_s, is_good) -> None:
    headers = signed(at=NOW - age_s)
    if is_good:
        verifier().verify(BODY, headers)
    else:
        with pytest.raises(WebhookVerificationError, match="300 s off"):
            verifier().verify(BODY, headers)


@pytest.mark.parametrize("timestamp", ["", "now", "-1", "1e9", "١", "9" * 13])
def test_a_timestamp_is_plain_seconds(timestamp) -> None:
    with pytest.raises(WebhookVerificationError):
        verifier().verify(BODY, {**signed(), "webhook-timestamp": timestamp})


def test_a_signed_body_that_is_no_task_is_refused() -> None:
    with pytest.raises(WebhookVerificationError, match="no task"):
        verifier().verify(b"{}", signed(b"{}"))


@pytest.mark.parametrize("secrets", [(), ("",), ("whsec_",), ("whsec_?",)])
def test_a_malformed_secret_is_refused_and_not_repeated(secrets) -> None:
    with pytest.raises(ValueError, match=r"whsec_"):
        WebhookVerifier(*secrets)


def test_fastapi_requests_are_read() -> None:
    app = FastAPI()
    seen = []

    @app.post("/hook")
    async def hook(request: Request) -> str:
        seen.append((await verifier().verify_fastapi(request)).task.id)
        return "ok"

    with TestClient(app) as client:
        assert client.post("/hook", content=BODY, headers=signed()).status_code == 200
    assert seen == ["task_1"]


def test_flask_requests_are_read() -> None:
    app = flask.Flask("hook")

    @app.post("/hook")
    def hook() -> str:
        return verifier().verify_flask(flask.request).task.id

    assert app.test_client().post("/hook", data=BODY, headers=signed()).text == "task_1"


def test_django_requests_are_read() -> None:
    if not django_settings.configured:
        django_settings.configure()
        django.setup()
    headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in signed().items()}
    request = RequestFactory().post("/hook", BODY, content_type="application/json", **headers)
    assert verifier().verify_django(request).task.id == "task_1"

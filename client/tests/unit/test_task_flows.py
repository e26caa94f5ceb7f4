import json
from urllib.parse import parse_qs, urlsplit

import pytest

from cavendish_client import errors
from cavendish_client.errors import (
    ConnectionFailedError,
    ExpiredError,
    MalformedAnswerError,
    NotFoundError,
    SubmitUncertainError,
    TaskFailedError,
    UnsupportedByServiceError,
    WaitTimeoutError,
)
from cavendish_client.http_exchange import Answer
from cavendish_client.service_address import ServiceAddress
from cavendish_client.task import Task, TaskState
from cavendish_client.task_flows import MAX_INLINE_CHARS, TaskFlows
from cavendish_client.task_request import TaskRequest

PNG = b"\x89PNG\r\n\x1a\n" + b"rest"
FOX = TaskRequest(prompt="a red fox")
LOST = ConnectionFailedError("lost", may_have_arrived=True)
PICTURE = Answer(status=200, headers={}, body=PNG)
FRESH = Task(id="task_1", state=TaskState.PENDING, model="nano-banana")


@pytest.fixture
def flows(stage) -> TaskFlows:
    return TaskFlows(ServiceAddress("http://service.example", "key"), monotonic=stage.monotonic)


@pytest.fixture
def other_service(answer) -> Answer:
    return answer(404, message="Not found")


@pytest.fixture
def created(answer) -> Answer:
    return answer(data={"taskId": "task_1"})


def body_of(call) -> dict:
    return json.loads(call.body)


def test_a_submit_says_what_was_asked_and_nothing_else(stage, flows, created) -> None:
    task = stage.play(flows.submit(TaskRequest(prompt="é", aspect_ratio="16:9", provider="value")), [created])
    assert task == FRESH
    (call,) = stage.calls
    assert (call.method, call.url) == ("POST", "http://service.example/api/v1/generateTask/nano-banana")
    assert call.headers["Authorization"] == "Bearer key"
    assert len(call.headers["Idempotency-Key"]) == 36
    assert body_of(call) == {
        "request_type": "async",
        "provider": "value",
        "input": {"mode": "text-to-image", "prompt": "é", "aspect_ratio": "16:9"},
    }


def test_pictures_make_it_an_edit_and_a_callback_url_a_callback(stage, flows, created) -> None:
    request = TaskRequest(
        prompt="x", images=["https://e.example/a.png"], callback_url="https://e.example/hook"
    )
    stage.play(flows.submit(request), [created])
    body = body_of(stage.calls[0])
    assert (body["input"]["mode"], body["input"]["image_urls"]) == (
        "image-to-image",
        ["https://e.example/a.png"],
    )
    assert (body["request_type"], body["callback_url"]) == ("callback", "https://e.example/hook")


def test_a_lost_submit_is_sent_again_to_cavendish_under_the_same_key(
    stage, flows, created, cavendish_root
) -> None:
    assert stage.play(flows.submit(FOX), [LOST, cavendish_root, created]).id == "task_1"
    first, _, second = stage.calls
    assert first == second


def test_a_lost_submit_is_never_sent_again_to_another_service(stage, flows, other_service) -> None:
    with pytest.raises(SubmitUncertainError) as caught:
        stage.play(flows.submit(FOX), [LOST, other_service])
    assert caught.value.idempotency_key == stage.calls[0].headers["Idempotency-Key"]


@pytest.mark.parametrize("status", [502, 504])
def test_a_submit_whose_answer_a_proxy_lost_is_uncertain_too(
    stage, flows, answer, other_service, status
) -> None:
    with pytest.raises(SubmitUncertainError):
        stage.play(flows.submit(FOX), [answer(status), other_service])


def test_a_refused_submit_is_certain(stage, flows, answer) -> None:
    with pytest.raises(errors.BalanceUsedUpError):
        stage.play(flows.submit(FOX), [answer(402, message="no money")])


def test_other_services_are_polled_after_ten_seconds_and_then_every_three(
    stage, flows, other_service, state_answer
) -> None:
    replies = [other_service, *[state_answer("processing")] * 3, state_answer("success")]
    task = stage.play(flows.wait(FRESH, timeout_s=60), replies)
    assert task.state is TaskState.SUCCESS
    assert stage.pauses == [10.0, 3.0, 3.0, 3.0]
    assert all("wait" not in call.url for call in stage.calls)


def test_a_task_known_by_its_id_is_polled_at_once(stage, flows, other_service, state_answer) -> None:
    stage.play(flows.wait("task_1", timeout_s=60), [other_service, state_answer("success")])
    assert stage.pauses == []


def test_cavendish_is_asked_to_hold_the_answer(stage, flows, cavendish_root, state_answer) -> None:
    stage.call_s = 20
    stage.play(
        flows.wait(FRESH, timeout_s=60), [cavendish_root, state_answer("processing"), state_answer("success")]
    )
    assert stage.pauses == []
    waits = [parse_qs(urlsplit(call.url).query)["wait"] for call in stage.calls[1:]]
    assert waits == [["25.0"], ["20.0"]]
    assert stage.calls[1].timeout_s == 55.0


def test_a_server_that_answers_long_polls_at_once_is_not_hammered(
    stage, flows, cavendish_root, state_answer
) -> None:
    replies = [cavendish_root, *[state_answer("pending")] * 3, state_answer("success")]
    stage.play(flows.wait(FRESH, timeout_s=60), replies)
    assert stage.pauses == [1.0, 1.0, 1.0]


def test_the_service_is_asked_only_once_what_it_is(stage, flows, cavendish_root, state_answer) -> None:
    stage.play(flows.wait(FRESH, timeout_s=60), [cavendish_root, state_answer("success")])
    stage.play(flows.wait(FRESH, timeout_s=60), [state_answer("success")])


def test_waiting_ends_in_time_and_names_the_task(stage, flows, other_service, state_answer) -> None:
    with pytest.raises(WaitTimeoutError) as caught:
        stage.play(flows.wait(FRESH, timeout_s=12), [other_service, *[state_answer("processing")] * 2])
    assert caught.value.task.state is TaskState.PROCESSING
    assert stage.pauses == [10.0, 2.0]


def test_each_new_state_is_told_once(stage, flows, cavendish_root, state_answer) -> None:
    told: list[str] = []
    replies = [cavendish_root, *[state_answer(s) for s in ("pending", "processing", "processing", "failed")]]
    stage.play(flows.wait(FRESH, timeout_s=60, on_change=lambda task: told.append(task.state)), replies)
    assert told == ["processing", "failed"]


def test_generate_downloads_without_the_key(stage, flows, created, cavendish_root, state_answer) -> None:
    image = stage.play(
        flows.generate(FOX, timeout_s=60), [created, cavendish_root, state_answer("success"), PICTURE]
    )
    assert image.data == PNG
    assert stage.calls[-1].url == "http://files.example/a.png"
    assert "Authorization" not in stage.calls[-1].headers


def test_an_error_after_the_submit_names_the_task(stage, flows, created, cavendish_root, answer) -> None:
    with pytest.raises(NotFoundError) as caught:
        stage.play(flows.generate(FOX, timeout_s=60), [created, cavendish_root, answer(404, message="gone")])
    assert caught.value.task == FRESH


def test_what_is_no_picture_is_refused(stage, flows, state_answer) -> None:
    task = stage.play(flows.status("task_1"), [state_answer("success")])
    with pytest.raises(MalformedAnswerError, match="no picture"):
        stage.play(flows.download(task), [Answer(status=200, headers={}, body=b"<html>")])


def test_an_old_link_has_an_error_of_its_own(stage, flows, state_answer, answer) -> None:
    task = stage.play(flows.status("task_1"), [state_answer("success")])
    with pytest.raises(ExpiredError):
        stage.play(flows.download(task), [answer(410, message="expired")])


@pytest.mark.parametrize(
    ("fail_code", "kind"),
    [
        ("CONTENT_VIOLATION", errors.ContentViolationError),
        ("INVALID_IMAGE_URL", errors.InvalidImageUrlError),
        ("IMAGE_TOO_LARGE", errors.ImageTooLargeError),
        ("UNSUPPORTED_FORMAT", errors.UnsupportedFormatError),
        ("PROCESSING_TIMEOUT", errors.ProcessingTimeoutError),
        ("MODEL_UNAVAILABLE", errors.ModelUnavailableError),
        ("GENERATION_FAILED", errors.GenerationFailedError),
        ("CANCELLED", errors.TaskCancelledError),
        ("SOMETHING_NEW", TaskFailedError),
    ],
)
def test_every_fail_code_has_its_error(stage, flows, state_answer, fail_code, kind) -> None:
    task = stage.play(flows.status("task_1"), [state_answer("failed", failCode=fail_code, failMsg="why")])
    with pytest.raises(TaskFailedError, match=f"{fail_code}: why") as caught:
        stage.play(flows.download(task), [])
    assert type(caught.value) is kind
    assert caught.value.task is task


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, errors.InvalidRequestError),
        (401, errors.AuthenticationError),
        (402, errors.BalanceUsedUpError),
        (403, errors.PermissionDeniedError),
        (404, errors.NotFoundError),
        (409, errors.ConflictError),
        (410, errors.ExpiredError),
        (413, errors.BodyTooLargeError),
        (415, errors.ApiError),
        (429, errors.RateLimitedError),
        (500, errors.ServerFailedError),
        (503, errors.ServiceUnavailableError),
        (599, errors.ServerFailedError),
        (302, errors.ApiError),
    ],
)
def test_every_http_status_has_its_error(status, kind) -> None:
    assert errors.error_class_of(status) is kind


def test_extensions_are_refused_before_they_are_asked_of_another_service(stage, flows, other_service) -> None:
    with pytest.raises(UnsupportedByServiceError):
        stage.play(flows.cancel("task_1"), [other_service])
    with pytest.raises(UnsupportedByServiceError):
        stage.play(flows.page(cursor=None, limit=5, state=None, model=None), [])


@pytest.mark.parametrize("body", [b"<html>", b"[]", b'{"code":500}', b'{"code":"200"}', b"\xff"])
def test_an_answer_that_is_no_envelope_is_told_apart(stage, flows, body) -> None:
    with pytest.raises(MalformedAnswerError, match="base URL"):
        stage.play(flows.status("task_1"), [Answer(status=200, headers={}, body=body)])


@pytest.mark.parametrize("data", [None, [], {"taskId": "t"}, {"taskId": "t", "state": "SUCCESS"}])
def test_a_task_that_cannot_be_read_is_told_apart(stage, flows, answer, data) -> None:
    with pytest.raises(MalformedAnswerError):
        stage.play(flows.status("task_1"), [answer(data=data)])


def test_ids_and_models_are_quoted(stage, flows, state_answer) -> None:
    stage.play(flows.status("a&b=c", model="../x"), [state_answer("success")])
    assert stage.calls[0].url == "http://service.example/api/v1/statusTask/..%2Fx?taskId=a%26b%3Dc"


@pytest.mark.parametrize(("data", "balance"), [(None, None), (12.5, 12.5), (0, 0)])
def test_the_balance_is_a_bare_number(stage, flows, answer, data, balance) -> None:
    assert stage.play(flows.balance(), [answer(data=data)]) == balance


@pytest.mark.parametrize(
    "url", ["", "service.example", "ftp://service.example", "http://", "http://e.example/?a=1"]
)
def test_a_base_url_that_is_none_is_refused(url) -> None:
    with pytest.raises(ValueError, match="base_url"):
        ServiceAddress(url, "key")


@pytest.mark.parametrize("url", ["http://e.example", "http://e.example/", "http://e.example/api/v1/"])
def test_a_base_url_may_be_written_in_several_ways(url) -> None:
    assert ServiceAddress(url, "key").base_url == "http://e.example"


@pytest.mark.parametrize("key", ["", "a b", "a\n", "é"])
def test_a_key_that_no_header_takes_is_refused_and_not_shown(key) -> None:
    with pytest.raises(ValueError, match="api_key"):
        ServiceAddress("http://e.example", key)
    assert "secret" not in repr(ServiceAddress("http://e.example", "secret"))


def test_local_pictures_travel_in_the_submit_while_they_fit(stage, flows, created) -> None:
    stage.play(flows.submit(TaskRequest(prompt="x", images=[PNG])), [created])
    (url,) = body_of(stage.calls[0])["input"]["image_urls"]
    assert url.startswith("data:image/png;base64,")


def test_too_many_for_one_submit_are_uploaded_to_cavendish_first(
    stage, flows, created, cavendish_root, answer
) -> None:
    heavy = PNG.ljust(10_000_000, b"\0")
    uploaded = [answer(data={"url": f"http://service.example/files/{number}"}) for number in range(4)]
    request = TaskRequest(prompt="x", images=[heavy, "https://e.example/a.png", heavy, heavy, heavy])
    stage.play(flows.submit(request), [cavendish_root, *uploaded, created])
    assert stage.calls[1].body == heavy
    assert stage.calls[1].headers["Content-Type"] == "image/png"
    urls = body_of(stage.calls[-1])["input"]["image_urls"]
    assert urls[:3] == [
        "http://service.example/files/0",
        "https://e.example/a.png",
        "http://service.example/files/1",
    ]


def test_too_many_for_one_submit_still_go_inline_to_another_service(
    stage, flows, created, other_service
) -> None:
    heavy = PNG.ljust(10_000_000, b"\0")
    stage.play(flows.submit(TaskRequest(prompt="x", images=[heavy] * 4)), [other_service, created])
    assert len(stage.calls[-1].body) > 4 * 13_000_000


@pytest.mark.parametrize(("extra", "is_uploaded"), [(0, False), (2, True)])
def test_the_ceiling_of_inline_pictures_is_exact(
    stage, flows, created, cavendish_root, answer, extra, is_uploaded
) -> None:
    head = "data:image/png;base64,AA"
    url = head.ljust(MAX_INLINE_CHARS + extra, "A")
    replies = [cavendish_root, answer(data={"url": "http://u"}), created] if is_uploaded else [created]
    stage.play(flows.submit(TaskRequest(prompt="x", images=[url])), replies)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cavendish_client.errors import (
    ConnectionFailedError,
    InvalidRequestError,
    RateLimitedError,
    ServerFailedError,
    ServiceUnavailableError,
)
from cavendish_client.http_exchange import Answer, Call
from cavendish_client.patient_calls import PatientCalls, RetryPolicy

CALL = Call(method="GET", url="http://service.example/")
LOST = ConnectionFailedError("lost", may_have_arrived=True)
REFUSED = ConnectionFailedError("refused", may_have_arrived=False)


def calls_on(stage, policy=None) -> PatientCalls:
    return PatientCalls(policy or RetryPolicy(), monotonic=stage.monotonic, jitter=lambda: 0.0)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("may_repeat", [True, False])
def test_a_refusal_for_now_is_repeated_after_the_advised_time(stage, answer, status, may_repeat) -> None:
    result = stage.play(
        calls_on(stage).send(CALL, may_repeat=may_repeat), [answer(status, retry_after="7"), answer()]
    )
    assert isinstance(result, Answer)
    assert stage.pauses == [7.0]


def test_without_advice_the_delays_grow(stage, answer) -> None:
    stage.play(calls_on(stage).send(CALL, may_repeat=True), [*[answer(503)] * 4, answer()])
    assert stage.pauses == [0.25, 0.5, 1.0, 2.0]


def test_patience_bounds_the_whole_call(stage, answer) -> None:
    policy = RetryPolicy(patience_s=10)
    with pytest.raises(RateLimitedError) as caught:
        stage.play(calls_on(stage, policy).send(CALL, may_repeat=True), [answer(429, retry_after="4")] * 3)
    assert stage.pauses == [4.0, 4.0]
    assert caught.value.retry_after_s == 4.0


def test_advice_that_is_longer_than_the_patience_is_not_waited_for(stage, answer) -> None:
    policy = RetryPolicy(patience_s=10)
    with pytest.raises(ServiceUnavailableError):
        stage.play(calls_on(stage, policy).send(CALL, may_repeat=True), [answer(503, retry_after="11")])
    assert stage.pauses == []


def test_no_patience_repeats_nothing(stage, answer) -> None:
    with pytest.raises(RateLimitedError):
        stage.play(calls_on(stage, RetryPolicy(patience_s=0)).send(CALL, may_repeat=True), [answer(429)])


@pytest.mark.parametrize("status", [502, 504])
def test_an_answer_lost_behind_a_proxy_is_asked_for_again_where_that_is_harmless(
    stage, answer, status
) -> None:
    calls = calls_on(stage)
    stage.play(calls.send(CALL, may_repeat=True), [answer(status), answer()])
    with pytest.raises(ServerFailedError):
        stage.play(calls.send(CALL, may_repeat=False), [answer(status)])


def test_a_lost_connection_is_repeated_only_where_that_is_harmless(stage, answer) -> None:
    calls = calls_on(stage)
    stage.play(calls.send(CALL, may_repeat=False), [answer()])
    stage.play(calls.send(CALL, may_repeat=True), [LOST, answer()])
    stage.play(calls.send(CALL, may_repeat=False), [REFUSED, answer()])
    with pytest.raises(ConnectionFailedError):
        stage.play(calls.send(CALL, may_repeat=False), [LOST])


def test_a_service_that_never_answered_gets_little_patience(stage) -> None:
    with pytest.raises(ConnectionFailedError):
        stage.play(calls_on(stage).send(CALL, may_repeat=True), [REFUSED] * 4)
    assert sum(stage.pauses) <= RetryPolicy().first_contact_s


def test_a_service_that_answered_before_gets_all_patience(stage, answer) -> None:
    calls = calls_on(stage)
    stage.play(calls.send(CALL, may_repeat=True), [answer()])
    stage.play(calls.send(CALL, may_repeat=True), [*[REFUSED] * 8, answer()])
    assert sum(stage.pauses) > RetryPolicy().first_contact_s


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 409, 413, 500])
def test_other_refusals_are_final(stage, answer, status) -> None:
    with pytest.raises(Exception, match="no") as caught:
        stage.play(calls_on(stage).send(CALL, may_repeat=True), [answer(status, message="no")])
    assert caught.value.status == status


def test_a_refusal_tells_its_detail_and_request(stage, answer) -> None:
    refused = answer(400, {"error": "input.prompt is missing"}, "Invalid request", x_request_id="r1")
    with pytest.raises(InvalidRequestError, match="Invalid request") as caught:
        stage.play(calls_on(stage).send(CALL, may_repeat=True), [refused])
    assert (caught.value.detail, caught.value.request_id) == ("input.prompt is missing", "r1")


@given(repetitions=st.integers(0, 10_000), jitter=st.floats(0, 1))
def test_every_delay_is_positive_and_bounded(repetitions: int, jitter: float) -> None:
    policy = RetryPolicy()
    assert 0 < policy.delay_s(repetitions, advised_s=None, jitter=jitter) <= policy.longest_delay_s

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cavendish.domain.delivery import (
    DEFAULT_RETRY_DELAYS_S,
    DeliveryAttempt,
    DeliveryJob,
    find_delivery_id,
    new_delivery_id,
    next_delay_s,
    read_delivery_job,
    read_retry_delays,
)
from cavendish.domain.errors import SetupError


@given(failures=st.integers(1, 3), jitter=st.floats(0, 1))
def test_a_retry_is_never_early_and_at_most_a_fifth_late(failures: int, jitter: float) -> None:
    stated = (30, 120, 600)[failures - 1]
    delay = next_delay_s(failures, DEFAULT_RETRY_DELAYS_S, jitter=jitter)
    assert delay is not None
    assert stated <= delay <= stated * 1.2


def test_after_the_last_delay_there_is_no_retry() -> None:
    assert next_delay_s(3, DEFAULT_RETRY_DELAYS_S, jitter=0) == 600
    assert next_delay_s(4, DEFAULT_RETRY_DELAYS_S, jitter=0) is None


def test_retry_delays_are_read_from_text() -> None:
    assert read_retry_delays("1, 2.5 600") == (1, 2.5, 600)
    assert read_retry_delays(" ") == (30, 120, 600)


@pytest.mark.parametrize("text", ["0", "-1", "30,x", "nan", "inf", "604801", "1," * 21])
def test_what_is_no_list_of_delays_is_refused_with_the_variable_named(text: str) -> None:
    with pytest.raises(SetupError, match="CAVENDISH_WEBHOOK_RETRY_DELAYS"):
        read_retry_delays(text)


def test_the_longest_delay_and_the_longest_list_are_accepted() -> None:
    assert read_retry_delays("604800") == (604800,)
    assert len(read_retry_delays("1," * 20)) == 20


@pytest.mark.parametrize(
    ("code", "is_success"), [(199, False), (200, True), (204, True), (299, True), (300, False), (302, False)]
)
def test_success_is_any_2xx_and_nothing_else(code: int, is_success: bool) -> None:
    attempt = DeliveryAttempt(number=1, started_at_ms=0, duration_ms=0, status_code=code)
    assert attempt.is_success is is_success


def test_an_attempt_without_an_answer_is_no_success() -> None:
    assert not DeliveryAttempt(number=1, started_at_ms=0, duration_ms=0, error="timeout").is_success


def test_a_job_is_read_back_as_it_was_written() -> None:
    job = DeliveryJob(delivery_id=new_delivery_id(5), attempt=3, turned_away=2)
    assert read_delivery_job(job.encode()) == job


@given(st.binary(max_size=80))
def test_a_payload_of_another_form_is_no_job(payload: bytes) -> None:
    assert read_delivery_job(payload) is None


def test_ids_sort_by_time_and_have_one_form() -> None:
    early, late = new_delivery_id(1_000), new_delivery_id(1_001)
    assert early < late
    assert find_delivery_id(early) == early
    assert find_delivery_id(early.upper()) is None
    assert find_delivery_id(f"{early}\n") is None
    assert find_delivery_id("task_" + early[4:]) is None

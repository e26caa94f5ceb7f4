"""A route's breaker, from its first failure to its way back."""

import random
from collections import deque
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from cavendish.domain.circuit_breaker import (
    BreakerPolicy,
    BreakerState,
    CallWindow,
    Opening,
    OpeningCause,
    Trouble,
    cause_of,
    open_route,
)
from cavendish.domain.errors import FailureKind

POLICY = BreakerPolicy()
FAILING = Trouble(cause=OpeningCause.FAILING, reason="500")
WRONG_KEY = Trouble(cause=OpeningCause.MISCONFIGURED, reason="401")


def throttled(seconds: float | None) -> Trouble:
    return Trouble(cause=OpeningCause.THROTTLED, reason="429", retry_after_s=seconds)


def window(*outcomes: bool, every_ms: int = 10) -> tuple[CallWindow, int]:
    calls, now_ms = CallWindow(), 1_000_000
    for is_good in outcomes:
        now_ms += every_ms
        calls.note(now_ms, is_good=is_good)
    return calls, now_ms


def test_four_failures_in_a_row_are_borne_and_the_fifth_is_not() -> None:
    calls, now_ms = window(*[False] * 4)
    assert calls.why_open(now_ms) is None
    calls.note(now_ms, is_good=False)
    assert calls.why_open(now_ms) == "5 calls in a row failed"


def test_a_success_breaks_the_row() -> None:
    calls, now_ms = window(*[False] * 4, True, *[False] * 4)
    assert calls.why_open(now_ms) is None


def test_half_of_ten_calls_failing_is_too_much_and_less_is_not() -> None:
    calls, now_ms = window(*[False, True] * 4, True)
    assert calls.why_open(now_ms) is None
    calls.note(now_ms, is_good=False)
    assert calls.why_open(now_ms) == "5 of the last 10 calls failed"
    calls, now_ms = window(*[False, True] * 4, True, True)
    assert calls.why_open(now_ms) is None


def test_quick_failures_of_a_burst_are_weighed_against_the_calls_still_in_flight() -> None:
    calls, now_ms = window(*[False] * 12)
    assert calls.why_open(now_ms, in_flight=13) is None
    assert calls.why_open(now_ms, in_flight=12) is not None
    calls, now_ms = window(*[False, True] * 10)
    assert calls.why_open(now_ms, in_flight=1) is None
    assert calls.why_open(now_ms, in_flight=0) is not None


def opens_within_twenty_seconds(failing_share: float, chance: random.Random) -> bool:
    """25 calls a second; a failure shows at once and a picture after two seconds."""
    calls, pictures_at_ms = CallWindow(POLICY), deque[int]()
    for now_ms in range(0, 20_000, 40):
        while pictures_at_ms and pictures_at_ms[0] <= now_ms:
            calls.note(pictures_at_ms.popleft(), is_good=True)
        if chance.random() >= failing_share:
            pictures_at_ms.append(now_ms + 2_000)
            continue
        calls.note(now_ms, is_good=False)
        if calls.why_open(now_ms, in_flight=len(pictures_at_ms)):
            return True
    return False


@pytest.mark.parametrize(("failing_share", "least", "most"), [(0.2, 0, 8), (0.3, 0, 25), (1.0, 100, 100)])
def test_chance_alone_does_not_condemn_a_route_whose_failures_come_quicker_than_its_pictures(
    failing_share: float, least: int, most: int
) -> None:
    opened = sum(opens_within_twenty_seconds(failing_share, random.Random(seed)) for seed in range(100))
    assert least <= opened <= most


def test_calls_older_than_the_window_are_forgotten() -> None:
    calls, now_ms = window(*[False, True] * 10)
    assert calls.why_open(now_ms) is not None
    assert calls.why_open(now_ms + POLICY.window_ms + 5_000) is None


def test_a_cleared_window_begins_anew() -> None:
    calls, now_ms = window(*[False] * 5)
    calls.clear()
    assert calls.why_open(now_ms) is None


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 20_000)), max_size=60))
def test_a_window_never_opens_on_good_calls_alone_and_always_on_a_long_row(
    steps: list[tuple[bool, int]],
) -> None:
    calls, now_ms, row = CallWindow(), 1, 0
    for is_good, later_ms in steps:
        now_ms += later_ms
        calls.note(now_ms, is_good=is_good)
        row = 0 if is_good else row + 1
        if row >= POLICY.failed_in_a_row:
            assert calls.why_open(now_ms) is not None
    if all(is_good for is_good, _ in steps):
        assert calls.why_open(now_ms) is None


def test_an_opening_ends_to_the_millisecond() -> None:
    opening = open_route(None, FAILING, 1_000)
    assert opening.state(1_000 + POLICY.cooldown_ms - 1) is BreakerState.OPEN
    assert opening.state(1_000 + POLICY.cooldown_ms) is BreakerState.HALF_OPEN


@pytest.mark.parametrize(("asked_s", "rest_ms"), [(7.0, 7_000), (0.0, 0), (None, POLICY.pause_ms)])
def test_a_throttled_route_rests_for_the_time_asked_for_and_is_good_again(
    asked_s: float | None, rest_ms: int
) -> None:
    opening = open_route(None, throttled(asked_s), 500)
    assert opening.retry_at_ms == 500 + rest_ms
    assert opening.state(500 + rest_ms) is BreakerState.CLOSED


def test_no_upstream_can_send_a_route_away_for_ever() -> None:
    assert open_route(None, throttled(1e9), 0).retry_at_ms == POLICY.longest_pause_ms


def test_a_failed_probe_doubles_the_rest_up_to_a_bound() -> None:
    opening, now_ms = open_route(None, FAILING, 0), 0
    rests = []
    for _ in range(8):
        now_ms = opening.retry_at_ms
        opening = open_route(opening.with_probe(now_ms, lease_ms=1), FAILING, now_ms)
        rests.append(opening.cooldown_ms // 1000)
    assert rests == [30, 60, 120, 240, 300, 300, 300, 300]
    assert opening.probes_out == 0


def test_a_late_failure_of_a_call_from_before_changes_nothing() -> None:
    opening = open_route(None, FAILING, 0)
    assert open_route(opening, FAILING, 10) == opening


def test_the_graver_cause_stands_and_a_lesser_one_does_not_hide_it() -> None:
    failing = open_route(None, FAILING, 0)
    down = open_route(failing, WRONG_KEY, 10)
    assert (down.cause, down.reason, down.since_ms) == (OpeningCause.MISCONFIGURED, "401", 0)
    assert open_route(down, FAILING, 20).cause is OpeningCause.MISCONFIGURED
    paused = open_route(down, throttled(3600), 20)
    assert (paused.cause, paused.retry_at_ms) == (OpeningCause.MISCONFIGURED, 20 + 3_600_000)


def test_after_a_throttled_rest_trouble_begins_at_the_first_rest_again() -> None:
    rested = open_route(None, throttled(1.0), 0)
    assert open_route(rested, FAILING, 1_000) == open_route(None, FAILING, 1_000)


def test_probes_are_limited_until_their_lease_is_over() -> None:
    opening = open_route(None, FAILING, 0).with_probe(100, lease_ms=50).with_probe(100, lease_ms=50)
    assert not opening.can_probe(149)
    assert opening.can_probe(150)
    assert opening.with_probe(150, lease_ms=50).probes_out == 1
    assert opening.without_probe().can_probe(149)


def test_two_good_probes_close_it() -> None:
    opening = open_route(None, FAILING, 0).with_probe(1, lease_ms=9)
    once = opening.after_good_probe()
    assert once is not None
    assert (once.successes, once.probes_out) == (1, 0)
    assert once.after_good_probe() is None


def test_a_reload_ends_the_rest() -> None:
    opening = open_route(None, WRONG_KEY, 0)
    assert opening.ready_to_probe(5).state(5) is BreakerState.HALF_OPEN
    long_over = replace(opening, retry_at_ms=1)
    assert long_over.ready_to_probe(5).retry_at_ms == 1


def test_another_clock_tells_the_same_story() -> None:
    opening = open_route(None, FAILING, 0).with_probe(5, lease_ms=10)
    moved = opening.shifted(1_000)
    for at_ms in (0, 14, 15, opening.retry_at_ms - 1, opening.retry_at_ms):
        assert moved.state(at_ms + 1_000) is opening.state(at_ms)
        assert moved.can_probe(at_ms + 1_000) is opening.can_probe(at_ms)


def test_only_what_the_route_is_to_blame_for_is_held_against_it() -> None:
    assert {kind: cause_of(kind) for kind in FailureKind} == {
        FailureKind.TRANSIENT: OpeningCause.FAILING,
        FailureKind.UNAVAILABLE: OpeningCause.FAILING,
        FailureKind.THROTTLED: OpeningCause.THROTTLED,
        FailureKind.MISCONFIGURED: OpeningCause.MISCONFIGURED,
        FailureKind.REJECTED: OpeningCause.FAILING,
        FailureKind.CONTENT_REFUSED: None,
        FailureKind.BAD_INPUT_IMAGE: None,
        FailureKind.INPUT_TOO_LARGE: None,
    }


class BreakerLife(RuleBasedStateMachine):
    """Any order of trouble, probes and time: never too many probes, and never shut for ever."""

    def __init__(self) -> None:
        super().__init__()
        self.now_ms = 1_000
        self.opening: Opening | None = None

    @rule(later_ms=st.integers(0, 400_000))
    def time_passes(self, later_ms: int) -> None:
        self.now_ms += later_ms

    @rule(trouble=st.sampled_from([FAILING, WRONG_KEY, throttled(3), throttled(None), throttled(1e12)]))
    def trouble_comes(self, trouble: Trouble) -> None:
        before = self.opening
        self.opening = open_route(before, trouble, self.now_ms)
        if before is not None and before.state(self.now_ms) is BreakerState.OPEN:
            assert self.opening.retry_at_ms >= before.retry_at_ms
        if trouble.retry_after_s != 0:
            assert self.opening.state(self.now_ms) is BreakerState.OPEN

    @precondition(lambda self: self.opening is not None)
    @rule()
    def a_probe_goes_out(self) -> None:
        assert self.opening is not None
        if self.opening.can_probe(self.now_ms):
            self.opening = self.opening.with_probe(self.now_ms, lease_ms=130_000)

    @precondition(lambda self: self.opening is not None and self.opening.probes_out)
    @rule(is_called_off=st.booleans())
    def a_probe_comes_back_unharmed(self, is_called_off: bool) -> None:
        assert self.opening is not None
        self.opening = self.opening.without_probe() if is_called_off else self.opening.after_good_probe()

    @invariant()
    def no_more_probes_than_allowed(self) -> None:
        if self.opening is not None:
            assert 0 <= self.opening.probes_out <= POLICY.max_probes

    @invariant()
    def its_rest_has_an_end(self) -> None:
        if self.opening is not None:
            assert self.opening.retry_at_ms - self.now_ms <= POLICY.longest_pause_ms
            far_ms = self.now_ms + POLICY.longest_pause_ms
            assert self.opening.state(far_ms) is not BreakerState.OPEN
            assert self.opening.can_probe(far_ms)


TestBreakerLife = BreakerLife.TestCase
TestBreakerLife.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)

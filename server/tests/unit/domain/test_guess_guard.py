from cavendish.domain.guess_guard import MAX_DELAY_S, GuessGuard


def fail(guard: GuessGuard, times: int, *, address: str = "1.2.3.4", now_ms: int = 0) -> None:
    for _ in range(times):
        guard.note_failure(address, now_ms)


def test_the_first_twenty_failures_cost_no_time() -> None:
    guard = GuessGuard()
    fail(guard, 20)
    assert guard.delay_s("1.2.3.4", 0) == 0
    fail(guard, 1)
    assert guard.delay_s("1.2.3.4", 0) > 0


def test_delays_grow_up_to_a_limit() -> None:
    guard = GuessGuard()
    fail(guard, 25)
    short = guard.delay_s("1.2.3.4", 0)
    fail(guard, 500)
    assert short < guard.delay_s("1.2.3.4", 0) == MAX_DELAY_S


def test_one_address_does_not_slow_another() -> None:
    guard = GuessGuard()
    fail(guard, 500)
    assert guard.delay_s("5.6.7.8", 0) == 0


def test_failures_are_forgiven_with_time() -> None:
    guard = GuessGuard()
    fail(guard, 22)
    assert guard.delay_s("1.2.3.4", 0) > 0
    assert guard.delay_s("1.2.3.4", 4_000) == 0


def test_memory_stays_bounded_however_many_addresses_come() -> None:
    guard = GuessGuard()
    for number in range(25_000):
        guard.note_failure(f"address-{number}", 0)
    assert len(guard._failures) <= 10_000


def test_room_for_new_addresses_is_made_of_those_forgiven_first() -> None:
    guard = GuessGuard()
    fail(guard, 25, now_ms=0)
    for number in range(9_999):
        guard.note_failure(f"address-{number}", 0)
    guard.note_failure("one more", 4_000)
    assert guard.delay_s("1.2.3.4", 4_000) > 0
    assert len(guard._failures) == 2

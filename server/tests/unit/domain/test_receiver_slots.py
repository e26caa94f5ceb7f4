import asyncio

import pytest

from cavendish.domain.ids import ApiKeyId
from cavendish.domain.receiver_slots import ReceiverSlots

KEY = ApiKeyId(1)
OTHER = ApiKeyId(2)


async def test_a_host_gets_its_slots_and_not_one_more() -> None:
    slots = ReceiverSlots(per_receiver=2, patience_s=0)
    assert [await slots.take("slow", KEY) for _ in range(3)] == [True, True, False]


async def test_a_full_host_leaves_the_others_alone() -> None:
    slots = ReceiverSlots(per_receiver=1, patience_s=0)
    assert await slots.take("slow", KEY)
    assert not await slots.take("slow", KEY)
    assert await slots.take("fast", KEY)


async def test_a_slot_given_back_can_be_taken_again() -> None:
    slots = ReceiverSlots(per_receiver=1, patience_s=0)
    assert await slots.take("host", KEY)
    slots.give_back("host", KEY, answer_s=0.01)
    assert await slots.take("host", KEY)


async def test_who_waits_gets_the_next_free_slot_in_order_of_arrival() -> None:
    slots = ReceiverSlots(per_receiver=1, patience_s=5)
    await slots.take("host", KEY)
    first, second = asyncio.create_task(slots.take("host", KEY)), asyncio.create_task(slots.take("host", KEY))
    await asyncio.sleep(0)
    slots.give_back("host", KEY, answer_s=0.01)
    assert await first
    assert not second.done()
    slots.give_back("host", KEY, answer_s=0.01)
    assert await second


async def test_patience_ends_and_the_next_caller_is_turned_away_at_once() -> None:
    slots = ReceiverSlots(per_receiver=1, patience_s=0.3)
    await slots.take("host", KEY)
    assert not await slots.take("host", KEY)
    assert await asyncio.wait_for(slots.take("host", KEY), 0.1) is False


async def test_hundreds_whose_patience_ends_at_once_do_not_make_a_host_slow_for_good() -> None:
    slots = ReceiverSlots(per_receiver=1, patience_s=0.05)
    for _ in range(40):
        assert await slots.take("host", KEY)
        slots.give_back("host", KEY, answer_s=0.0001)
    assert await slots.take("host", KEY)
    assert not any(await asyncio.gather(*(slots.take("host", KEY) for _ in range(300))))
    slots.give_back("host", KEY, answer_s=0.0001)
    assert await slots.take("host", KEY)
    waiting = asyncio.create_task(slots.take("host", KEY))
    await asyncio.sleep(0)
    assert not waiting.done()
    slots.give_back("host", KEY, answer_s=0.0001)
    assert await waiting


async def test_many_may_wait_for_a_fast_host_and_none_for_a_slow_one() -> None:
    slots = ReceiverSlots(per_receiver=1, patience_s=1)
    for host, answer_s in (("fast", 0.0001), ("slow", 20.0)):
        for _ in range(40):
            assert await slots.take(host, KEY)
            slots.give_back(host, KEY, answer_s=answer_s)
        assert await slots.take(host, KEY)
    assert await asyncio.wait_for(slots.take("slow", KEY), 0.1) is False
    waiting = [asyncio.create_task(slots.take("fast", KEY)) for _ in range(50)]
    await asyncio.sleep(0)
    assert not any(task.done() for task in waiting)
    for _ in waiting:
        slots.give_back("fast", KEY, answer_s=0.0001)
        await asyncio.sleep(0)
    assert all(await asyncio.gather(*waiting))


async def test_a_slow_host_keeps_a_quarter_of_its_slots() -> None:
    slots = ReceiverSlots(per_receiver=8, patience_s=0)
    for _ in range(30):
        await slots.take("slow", KEY)
        slots.give_back("slow", KEY, answer_s=30)
    assert [await slots.take("slow", KEY) for _ in range(3)] == [True, True, False]


async def test_one_key_cannot_take_the_whole_worker() -> None:
    slots = ReceiverSlots(per_receiver=5, total=4, patience_s=0)
    assert [await slots.take(f"host{n}", KEY) for n in range(4)] == [True, True, False, False]
    assert await slots.take("host9", OTHER)


@pytest.mark.parametrize("greedy_keys", [1, 2, 5, 20, 100])
async def test_however_many_keys_take_all_they_get_one_more_finds_as_many(greedy_keys: int) -> None:
    slots = ReceiverSlots(patience_s=0)
    taken = dict.fromkeys(range(1, greedy_keys + 1), 0)
    for number in range(500 // greedy_keys + 5):
        for key in taken:
            taken[key] += await slots.take(f"dead{number}.{key}.example", ApiKeyId(key))
    share = 500 // (greedy_keys + 1)
    assert all(share - 1 <= count <= share + 1 for count in taken.values())
    newcomer = ApiKeyId(greedy_keys + 1)
    assert [await slots.take(f"h{n}", newcomer) for n in range(share // 2)] == [True] * (share // 2)


@pytest.mark.parametrize("greedy_keys", [1, 2, 5, 20])
async def test_at_a_host_that_many_share_no_key_stands_in_anothers_way(greedy_keys: int) -> None:
    slots = ReceiverSlots(patience_s=0)
    for _ in range(60):
        for key in range(greedy_keys):
            await slots.take("hooks.example", ApiKeyId(100 + key))
    assert await slots.take("hooks.example", KEY)


async def test_a_host_has_a_limit_over_all_keys() -> None:
    slots = ReceiverSlots(per_host=3, patience_s=0)
    assert [await slots.take("host", ApiKeyId(n)) for n in range(4)] == [True, True, True, False]
    assert await slots.take("elsewhere", ApiKeyId(3))
    slots.give_back("host", ApiKeyId(0), answer_s=0.1)
    assert await slots.take("host", ApiKeyId(3))


async def test_a_key_that_waits_long_for_its_answers_does_not_slow_another_ones() -> None:
    slots = ReceiverSlots(per_receiver=8, patience_s=0)
    for _ in range(30):
        await slots.take("shared", KEY)
        slots.give_back("shared", KEY, answer_s=30)
    assert [await slots.take("shared", KEY) for _ in range(3)] == [True, True, False]
    assert [await slots.take("shared", OTHER) for _ in range(9)] == [True] * 8 + [False]


async def test_the_worker_has_a_limit_over_all_keys_and_hosts() -> None:
    slots = ReceiverSlots(total=2, patience_s=0)
    assert await slots.take("a", KEY)
    assert await slots.take("b", OTHER)
    assert not await slots.take("c", ApiKeyId(3))
    slots.give_back("a", KEY, answer_s=0.1)
    assert await slots.take("c", ApiKeyId(3))


async def test_a_waiter_that_finds_no_room_when_its_turn_comes_is_turned_away() -> None:
    slots = ReceiverSlots(per_receiver=1, total=4, patience_s=5)
    await slots.take("host", KEY)
    waiter = asyncio.create_task(slots.take("host", KEY))
    await asyncio.sleep(0)
    assert await slots.take("elsewhere", KEY)
    assert [await slots.take("a", OTHER), await slots.take("b", ApiKeyId(3))] == [True, True]
    slots.give_back("host", KEY, answer_s=0.1)
    assert await waiter is False
    assert await slots.take("host", ApiKeyId(4))


async def test_a_cancelled_waiter_leaves_no_trace() -> None:
    slots = ReceiverSlots(per_receiver=1, patience_s=5)
    await slots.take("host", KEY)
    waiter = asyncio.create_task(slots.take("host", KEY))
    await asyncio.sleep(0)
    waiter.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiter
    slots.give_back("host", KEY, answer_s=0.1)
    assert await slots.take("host", KEY)


async def test_a_waiter_cancelled_as_its_turn_came_gives_the_slot_back() -> None:
    slots = ReceiverSlots(per_receiver=1, patience_s=5)
    await slots.take("host", KEY)
    waiter = asyncio.create_task(slots.take("host", KEY))
    await asyncio.sleep(0)
    slots.give_back("host", KEY, answer_s=0.1)
    waiter.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiter
    assert await slots.take("host", KEY)


async def test_hosts_without_work_are_forgotten_and_those_with_work_are_not() -> None:
    slots = ReceiverSlots(per_receiver=1, patience_s=0)
    await slots.take("busy", KEY)
    for number in range(10_050):
        await slots.take(f"h{number}", KEY)
        slots.give_back(f"h{number}", KEY, answer_s=0.01)
    assert len(slots._receivers) == 10_000
    assert not await slots.take("busy", KEY)


async def test_hosts_that_all_have_work_are_all_remembered_and_few_are_looked_at() -> None:
    slots = ReceiverSlots(per_receiver=1, total=100_000, patience_s=0)
    for number in range(10_005):
        assert await slots.take(f"h{number}", ApiKeyId(number))
    assert len(slots._receivers) == 10_005
    assert not await slots.take("h0", ApiKeyId(0))


async def test_a_slot_granted_as_patience_ends_is_not_lost() -> None:
    slots = ReceiverSlots(per_receiver=1, patience_s=0.2)
    for _ in range(40):
        await slots.take("host", KEY)
        slots.give_back("host", KEY, answer_s=0.0001)
    await slots.take("host", KEY)
    loop = asyncio.get_running_loop()
    waiter = asyncio.create_task(slots.take("host", KEY))
    await asyncio.sleep(0)
    # Both timers are due when the loop comes back to them: first the slot is granted, then patience ends.
    loop.call_later(0.15, lambda: slots.give_back("host", KEY, answer_s=0.0001))
    blocked_until = loop.time() + 0.25
    while loop.time() < blocked_until:
        pass
    assert await waiter
    slots.give_back("host", KEY, answer_s=0.0001)
    assert await slots.take("host", KEY)


async def test_the_slot_of_a_waiter_that_was_just_cancelled_goes_to_the_next() -> None:
    slots = ReceiverSlots(per_receiver=1, patience_s=5)
    await slots.take("host", KEY)
    gone, next_one = (
        asyncio.create_task(slots.take("host", KEY)),
        asyncio.create_task(slots.take("host", KEY)),
    )
    await asyncio.sleep(0)
    gone.cancel()
    slots.give_back("host", KEY, answer_s=0.1)
    assert await next_one

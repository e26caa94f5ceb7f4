"""Slots of routes are never given twice, never lost, and go to who came first."""

import asyncio
import random

import pytest

from cavendish.ports.route_slots import RouteSlots


async def test_a_route_takes_as_many_calls_as_it_may_and_not_one_more() -> None:
    slots = RouteSlots()
    assert [slots.try_take("a", 2) for _ in range(3)] == [True, True, False]
    slots.give_back("a")
    assert slots.try_take("a", 2)


async def test_who_waits_is_served_in_the_order_of_arrival_by_the_route_that_is_free() -> None:
    slots = RouteSlots()
    assert slots.try_take("a", 1)
    assert slots.try_take("b", 1)
    first = asyncio.create_task(slots.wait({"a": 1}, timeout_s=None))
    second = asyncio.create_task(slots.wait({"a": 1, "b": 1}, timeout_s=None))
    await asyncio.sleep(0)
    slots.give_back("b")
    assert await second == "b"
    slots.give_back("a")
    assert await first == "a"
    assert (slots.in_use("a"), slots.in_use("b")) == (1, 1)


async def test_nobody_overtakes_who_waits() -> None:
    slots = RouteSlots()
    slots.try_take("a", 1)
    waiting = asyncio.create_task(slots.wait({"a": 1}, timeout_s=None))
    await asyncio.sleep(0)
    slots.give_back("a")
    assert not slots.try_take("a", 1)
    assert await waiting == "a"


async def test_a_waiter_whose_time_is_up_leaves_no_slot_behind() -> None:
    slots = RouteSlots()
    slots.try_take("a", 1)
    assert await slots.wait({"a": 1}, timeout_s=0.01) is None
    slots.give_back("a")
    assert slots.in_use("a") == 0


async def test_a_slot_given_to_one_who_is_cancelled_goes_to_the_next() -> None:
    slots = RouteSlots()
    slots.try_take("a", 1)
    gone = asyncio.create_task(slots.wait({"a": 1}, timeout_s=None))
    next_one = asyncio.create_task(slots.wait({"a": 1}, timeout_s=None))
    await asyncio.sleep(0)
    slots.give_back("a")
    gone.cancel()
    with pytest.raises(asyncio.CancelledError):
        await gone
    assert await asyncio.wait_for(next_one, 1) == "a"
    assert slots.in_use("a") == 1


async def test_all_who_wait_choose_anew_when_circumstances_change_and_a_free_slot_is_taken() -> None:
    slots = RouteSlots()
    slots.try_take("a", 1)
    waiting = [asyncio.create_task(slots.wait({"a": 1}, timeout_s=None)) for _ in range(3)]
    await asyncio.sleep(0)
    slots.choose_anew()
    assert [await one for one in waiting] == [None] * 3
    # A reload raised the limit: the first to come back gets the new slot.
    assert slots.try_take("a", 2)
    assert await slots.wait({"a": 3}, timeout_s=None) == "a"


async def test_slots_survive_any_order_of_waiting_leaving_and_cancelling() -> None:
    slots, chance, limits = RouteSlots(), random.Random(5), {"a": 3, "b": 2}
    most = {"a": 0, "b": 0}

    async def call() -> None:
        wanted = {name: limits[name] for name in chance.choice([("a",), ("b",), ("a", "b")])}
        name = next((name for name in wanted if slots.try_take(name, wanted[name])), None)
        while name is None:
            name = await slots.wait(wanted, timeout_s=chance.choice([None, 0.001]))
        most[name] = max(most[name], slots.in_use(name))
        try:
            await asyncio.sleep(chance.random() / 500)
        finally:
            slots.give_back(name)

    calls = [asyncio.create_task(call()) for _ in range(300)]
    for one in chance.sample(calls, 60):
        await asyncio.sleep(0)
        one.cancel()
    results = await asyncio.wait_for(asyncio.gather(*calls, return_exceptions=True), 20)
    assert {type(result) for result in results} <= {type(None), asyncio.CancelledError}
    assert most == limits
    assert (slots.in_use("a"), slots.in_use("b")) == (0, 0)

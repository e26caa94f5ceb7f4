import asyncio

import pytest

from cavendish.domain.answer_room import USUAL_BYTES, AnswerRoom, leave_room, make_room


async def settle() -> None:
    """Let everything run that can."""
    for _ in range(10):
        await asyncio.sleep(0)


async def test_what_fits_goes_in_at_once_and_no_byte_more() -> None:
    room = AnswerRoom(10)
    assert await room.take(6) == 6
    assert await room.take(4) == 4
    waiting = asyncio.ensure_future(room.take(1))
    await settle()
    assert not waiting.done()
    room.give_back(4)
    assert await waiting == 1
    assert room.free_bytes == 3


async def test_whoever_came_first_goes_first_even_if_a_smaller_one_would_fit() -> None:
    room = AnswerRoom(10)
    await room.take(8)
    large, small = asyncio.ensure_future(room.take(5)), asyncio.ensure_future(room.take(1))
    await settle()
    assert not small.done()
    room.give_back(8)
    assert await asyncio.gather(large, small) == [5, 1]


async def test_an_answer_larger_than_the_room_gets_all_of_it() -> None:
    room = AnswerRoom(10)
    taken = await room.take(1000)
    assert (taken, room.free_bytes) == (10, 0)


async def test_nobody_waits_once_none_has_left_for_as_long_as_patience_lasts() -> None:
    room = AnswerRoom(10, patience_s=0.01)
    await room.take(10)
    assert await room.take(4) == 4
    assert room.free_bytes == -4
    room.give_back(10)
    assert await room.take(6) == 6


async def test_patience_begins_anew_with_each_that_leaves() -> None:
    room = AnswerRoom(10, patience_s=0.2)
    await room.take(10)
    waiting = asyncio.ensure_future(room.take(10))
    for _ in range(9):
        await asyncio.sleep(0.05)
        room.give_back(1)
    assert not waiting.done()
    room.give_back(1)
    assert await waiting == 10
    assert room.free_bytes == 0


async def test_nobody_waits_longer_than_the_longest_time_whoever_leaves() -> None:
    room = AnswerRoom(1_000, patience_s=5, longest_s=0.1)
    await room.take(1_000)
    waiting = asyncio.ensure_future(room.take(1_000))
    for _ in range(100):
        await asyncio.sleep(0.01)
        room.give_back(1)
        if waiting.done():
            break
    assert await waiting == 1_000
    assert room.free_bytes < 0


async def test_whoever_gives_up_waiting_holds_nothing() -> None:
    room = AnswerRoom(10)
    await room.take(10)
    first, second = asyncio.ensure_future(room.take(10)), asyncio.ensure_future(room.take(10))
    await settle()
    first.cancel()
    await settle()
    room.give_back(10)
    assert await second == 10


async def test_whoever_is_cancelled_just_as_its_turn_comes_gives_it_on() -> None:
    room = AnswerRoom(10)
    await room.take(10)
    first, second = asyncio.ensure_future(room.take(10)), asyncio.ensure_future(room.take(10))
    await settle()
    room.give_back(10)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    assert await second == 10


async def test_a_visit_holds_one_answer_and_gives_it_back_at_its_end() -> None:
    room = AnswerRoom(10)
    with room.visit():
        await make_room(3)
        await make_room(4)
        assert room.free_bytes == 6
        leave_room()
        assert room.free_bytes == 10
        await asyncio.create_task(make_room(5))
        assert room.free_bytes == 5
    assert room.free_bytes == 10


async def test_without_a_visit_there_is_always_room() -> None:
    for _ in range(100):
        await make_room(USUAL_BYTES)
    leave_room()

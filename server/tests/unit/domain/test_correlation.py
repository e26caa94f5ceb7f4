import asyncio

from cavendish.domain.correlation import Work, current_work, outgoing_headers, working_on


def test_a_call_to_others_carries_the_request_and_the_trace() -> None:
    assert outgoing_headers() == {}
    with working_on(request_id="req-1", traceparent="00-aa-bb-01"):
        assert outgoing_headers() == {"X-Request-Id": "req-1", "traceparent": "00-aa-bb-01"}
    assert current_work() == Work()


async def test_tasks_at_the_same_time_do_not_mix_their_work_up() -> None:
    async def one(name: str) -> str | None:
        with working_on(task_id=name):
            await asyncio.sleep(0)
            with working_on(route=f"route of {name}"):
                await asyncio.sleep(0)
                assert current_work().route == f"route of {name}"
            return current_work().task_id

    assert await asyncio.gather(one("a"), one("b")) == ["a", "b"]


def test_a_log_line_names_what_is_known_and_the_trace_by_its_id() -> None:
    work = Work(
        request_id="req-1", key=7, traceparent="00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    )
    assert work.named() == {"request_id": "req-1", "key": 7, "trace_id": "0af7651916cd43dd8448eb211c80319c"}

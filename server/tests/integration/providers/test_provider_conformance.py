"""Every provider does the same with the same event; docs/providers-table.md is made from these tests."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from tests.standins.provider_calls import PROMPT, Checkpoints, make_call
from tests.standins.provider_catalog import CASES, ProviderCase
from tests.standins.sample_pictures import decodes, reference
from tests.standins.upstream_server import KEY, Scenario, StandIn, silence

from cavendish.domain.errors import FailureKind, ProviderError
from cavendish.ports.provider import ImageProvider


def every(applies: Callable[[ProviderCase], bool] = lambda case: True) -> pytest.MarkDecorator:
    """One test for each provider that it applies to."""
    return pytest.mark.parametrize(
        "case", [pytest.param(case, id=case.name) for case in CASES if applies(case)]
    )


def plays(scenario: Scenario) -> Callable[[ProviderCase], bool]:
    return lambda case: scenario in case.stand_in().scenarios()


def every_with(*scenarios: Scenario) -> pytest.MarkDecorator:
    """One test for each provider and each scenario that its protocol has a form for."""
    return pytest.mark.parametrize(
        ("case", "scenario"),
        [
            pytest.param(case, scenario, id=f"{case.name}-{scenario}")
            for case in CASES
            for scenario in scenarios
            if scenario in case.stand_in().scenarios()
        ],
    )


@contextlib.asynccontextmanager
async def running(case: ProviderCase) -> AsyncIterator[tuple[ImageProvider, Any]]:
    async with case.stand_in() as upstream:
        provider = case.plugin.build(case.environ(upstream))
        try:
            yield provider, upstream
        finally:
            await provider.close()


async def fail(case: ProviderCase, scenario: Scenario, **call: Any) -> tuple[ProviderError, StandIn]:
    """Play a scenario and give back the error it ended in; it names neither key nor prompt."""
    async with running(case) as (provider, upstream):
        upstream.play(scenario)
        with pytest.raises(ProviderError) as caught:
            await provider.generate(make_call(case.route(), **call))
        text = f"{caught.value} {caught.value.__cause__}"
        assert KEY not in text
        assert PROMPT not in text
        return caught.value, upstream


@pytest.mark.column("text")
@every()
async def test_words_become_a_whole_picture_for_one_submit(case: ProviderCase) -> None:
    async with running(case) as (provider, upstream):
        made = await provider.generate(make_call(case.route()))
        assert decodes(made.content)
        assert upstream.submits == 1


@pytest.mark.column("one reference")
@every()
async def test_one_reference_reaches_the_upstream_unchanged(case: ProviderCase) -> None:
    async with running(case) as (provider, upstream):
        made = await provider.generate(make_call(case.route(), references=(reference(),)))
        assert decodes(made.content)
        assert upstream.references == [reference().content]
        assert upstream.submits == 1


@pytest.mark.column("most references")
@every(lambda case: case.most_references > 1)
async def test_the_most_references_arrive_in_their_order(case: ProviderCase) -> None:
    references = tuple(reference(number) for number in range(case.most_references))
    async with running(case) as (provider, upstream):
        await provider.generate(make_call(case.route(), references=references))
        assert upstream.references == [item.content for item in references]


@pytest.mark.column("content refusal")
@every(plays(Scenario.REFUSED))
async def test_a_content_refusal_is_final(case: ProviderCase) -> None:
    error, _ = await fail(case, Scenario.REFUSED)
    assert error.kind is FailureKind.CONTENT_REFUSED
    assert not error.is_retryable_here


@pytest.mark.column("bad reference")
@every(plays(Scenario.BAD_REFERENCE))
async def test_a_reference_that_the_upstream_cannot_read(case: ProviderCase) -> None:
    error, _ = await fail(case, Scenario.BAD_REFERENCE, references=(reference(),))
    assert error.kind is case.bad_reference
    assert not error.is_retryable_here


@pytest.mark.column("throttled")
@every(plays(Scenario.THROTTLED))
async def test_throttling_carries_the_wait_that_the_upstream_asks_for(case: ProviderCase) -> None:
    error, upstream = await fail(case, Scenario.THROTTLED)
    assert error.kind is FailureKind.THROTTLED
    assert error.retry_after_s == case.retry_after_s
    assert error.is_retryable_here is (case.retry_after_s is not None and case.retry_after_s <= 10)
    assert upstream.submits == 1


@pytest.mark.column("5xx")
@every_with(Scenario.SERVER_ERROR, Scenario.OVERLOADED)
async def test_a_server_error_is_reported_once_and_not_repeated(
    case: ProviderCase, scenario: Scenario
) -> None:
    error, upstream = await fail(case, scenario)
    assert error.kind in (FailureKind.TRANSIENT, FailureKind.UNAVAILABLE)
    assert error.is_retryable_here
    assert upstream.submits == 1


@pytest.mark.column("time-out")
@every(plays(Scenario.SILENT))
async def test_a_silent_upstream_is_left_in_time_and_not_asked_again(case: ProviderCase) -> None:
    loop = asyncio.get_running_loop()
    begun = loop.time()
    error, upstream = await fail(case, Scenario.SILENT, timeout_s=0.4)
    assert error.kind is FailureKind.UNAVAILABLE
    assert loop.time() - begun < 3
    assert upstream.submits == 1


@pytest.mark.column("time-out")
@every()
async def test_nobody_listening_is_a_failure_before_anything_was_sent(case: ProviderCase) -> None:
    async with case.stand_in() as upstream:
        environ = case.environ(upstream)
    provider = case.plugin.build(environ)
    with pytest.raises(ProviderError) as caught:
        await provider.generate(make_call(case.route()))
    await provider.close()
    assert caught.value.kind is FailureKind.UNAVAILABLE
    assert caught.value.is_retryable_here


@pytest.mark.column("garbage")
@every_with(
    Scenario.CUT_OFF,
    Scenario.HTML,
    Scenario.NOT_JSON,
    Scenario.NO_PICTURE,
    Scenario.BROKEN_PICTURE,
    Scenario.HUGE,
)
async def test_garbage_is_never_a_picture(case: ProviderCase, scenario: Scenario) -> None:
    error, upstream = await fail(case, scenario)
    assert error.kind in (FailureKind.TRANSIENT, FailureKind.UNAVAILABLE)
    assert upstream.submits == 1


@pytest.mark.column("bad link")
@every_with(Scenario.LINK_GONE, Scenario.LINK_PRIVATE)
async def test_a_result_that_cannot_be_fetched_leads_to_the_next_route(
    case: ProviderCase, scenario: Scenario
) -> None:
    error, upstream = await fail(case, scenario)
    assert error.kind is FailureKind.UNAVAILABLE
    assert upstream.submits == 1


@pytest.mark.column("operator's fault")
@every_with(Scenario.NO_MONEY, Scenario.MODEL_GONE)
async def test_no_money_or_no_model_alarms_the_operator(case: ProviderCase, scenario: Scenario) -> None:
    error, _ = await fail(case, scenario)
    assert error.kind is FailureKind.MISCONFIGURED


@pytest.mark.column("operator's fault")
@every(lambda case: KEY in case.environ(case.stand_in()).values())
async def test_a_wrong_key_alarms_the_operator_and_is_not_shown(case: ProviderCase) -> None:
    wrong = "wrong-key-fedcba9876543210"
    async with case.stand_in() as upstream:
        environ = {name: wrong if value == KEY else value for name, value in case.environ(upstream).items()}
        provider = case.plugin.build(environ)
        with pytest.raises(ProviderError) as caught:
            await provider.generate(make_call(case.route()))
        await provider.close()
    assert caught.value.kind is FailureKind.MISCONFIGURED
    assert wrong not in str(caught.value)


@pytest.mark.column("cancel")
@every(lambda case: case.can_cancel)
async def test_a_cancelled_job_stops_upstream(case: ProviderCase) -> None:
    async with running(case) as (provider, upstream):
        upstream.play(Scenario.NEVER_DONE)
        checkpoint = Checkpoints()
        call = make_call(case.route(), checkpoint=checkpoint, timeout_s=10)
        generating = asyncio.create_task(provider.generate(call))
        while not upstream.is_running(checkpoint.ids):
            await asyncio.sleep(0.01)
        await provider.cancel(route=case.route(), upstream_job_id=checkpoint.ids[0])
        with pytest.raises(ProviderError) as caught:
            await generating
        assert upstream.cancelled == checkpoint.ids
        assert caught.value.kind is FailureKind.UNAVAILABLE


@pytest.mark.column("cancel")
@every(lambda case: case.can_cancel)
async def test_cancelling_what_is_unknown_or_over_is_no_error(case: ProviderCase) -> None:
    async with running(case) as (provider, upstream):
        checkpoint = Checkpoints()
        await provider.generate(make_call(case.route(), checkpoint=checkpoint))
        for job_id in [*checkpoint.ids, "00000000-0000-4000-8000-000000000000"]:
            await provider.cancel(route=case.route(), upstream_job_id=job_id)
        assert upstream.submits == 1


@pytest.mark.column("cancel")
@every(lambda case: case.can_cancel)
async def test_a_job_that_never_ends_is_cancelled_when_its_time_is_up(case: ProviderCase) -> None:
    async with running(case) as (provider, upstream):
        upstream.play(Scenario.NEVER_DONE)
        checkpoint = Checkpoints()
        with pytest.raises(ProviderError) as caught:
            await provider.generate(make_call(case.route(), checkpoint=checkpoint, timeout_s=1.0))
        assert caught.value.kind is FailureKind.UNAVAILABLE
        assert upstream.cancelled == checkpoint.ids


@pytest.mark.column("resume after kill")
@every(lambda case: case.plugin.has_jobs)
async def test_a_killed_worker_s_job_is_resumed_and_not_paid_again(case: ProviderCase) -> None:
    async with case.stand_in() as upstream:
        checkpoint = Checkpoints()
        first = case.plugin.build(case.environ(upstream))
        route = case.route()
        generating = asyncio.create_task(first.generate(make_call(route, checkpoint=checkpoint)))
        while not checkpoint.ids:
            await asyncio.sleep(0.001)
        generating.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await generating
        await first.close()
        second = case.plugin.build(case.environ(upstream))
        made = await second.generate(make_call(route, upstream_job_id=checkpoint.ids[0]))
        await second.close()
        assert decodes(made.content)
        assert upstream.submits == 1
        assert len(checkpoint.ids) == 1


@pytest.mark.column("resume after kill")
@every(plays(Scenario.VANISHED))
async def test_a_job_that_vanished_is_given_up_after_its_grace(case: ProviderCase) -> None:
    error, upstream = await fail(case, Scenario.VANISHED)
    assert error.kind in (FailureKind.UNAVAILABLE, FailureKind.TRANSIENT)
    assert upstream.submits == 1


@every()
async def test_a_worker_that_stops_while_waiting_is_let_go_at_once(case: ProviderCase) -> None:
    async with running(case) as (provider, upstream):
        upstream.play(silence)
        generating = asyncio.create_task(provider.generate(make_call(case.route(), timeout_s=30)))
        while not upstream.submits:
            await asyncio.sleep(0.005)
        generating.cancel()
        with pytest.raises(asyncio.CancelledError):
            await generating

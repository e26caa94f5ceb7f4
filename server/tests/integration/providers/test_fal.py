"""What fal's answers mean, and that the stand-in speaks as fal does."""

from collections.abc import AsyncIterator

import fal_client
import pytest
from tests.standins.fal_upstream import FalUpstream, model_error, request_error
from tests.standins.provider_calls import Checkpoints, make_call, make_route
from tests.standins.sample_pictures import picture, reference
from tests.standins.upstream_server import KEY, Reply, Scenario, canned, cut_off, html_page

from cavendish.adapters.providers import fal
from cavendish.domain.errors import FailureKind, ProviderError
from cavendish.ports.provider import ImageProvider

TRANSIENT, UNAVAILABLE = FailureKind.TRANSIENT, FailureKind.UNAVAILABLE
MISCONFIGURED, REFUSED = FailureKind.MISCONFIGURED, FailureKind.CONTENT_REFUSED
ROUTE = make_route("fal", "fal-ai/nano-banana")


@pytest.fixture
async def upstream() -> AsyncIterator[FalUpstream]:
    async with FalUpstream() as server:
        yield server


@pytest.fixture
async def provider(upstream: FalUpstream) -> AsyncIterator[ImageProvider]:
    built = fal.PLUGIN.build({"FAL_KEY": KEY, "CAVENDISH_FAL_BASE_URL": upstream.url})
    yield built
    await built.close()


async def test_references_go_to_the_edit_endpoint_and_questions_to_the_app(
    provider: ImageProvider, upstream: FalUpstream
) -> None:
    await provider.generate(make_call(ROUTE, references=(reference(),)))
    paths = [seen.path for seen in upstream.seen]
    assert paths[0] == "/fal-ai/nano-banana/edit"
    assert all(path.startswith("/fal-ai/nano-banana/requests/") for path in paths[1:-1])


async def test_the_job_s_id_is_stored_before_the_first_question(
    provider: ImageProvider, upstream: FalUpstream
) -> None:
    class Spy(Checkpoints):
        async def __call__(self, job_id: str) -> None:
            await super().__call__(job_id)
            assert len(upstream.seen) == 1

    spy = Spy()
    await provider.generate(make_call(ROUTE, checkpoint=spy))
    assert spy.ids == list(upstream.jobs)


@pytest.mark.parametrize(
    ("result", "kind", "retry"),
    [
        (model_error("no_media_generated", "unsafe content"), REFUSED, True),
        (model_error("no_media_generated", "nothing came"), TRANSIENT, True),
        (model_error("file_download_error"), TRANSIENT, False),
        (model_error("unsupported_image_format"), TRANSIENT, False),
        (model_error("image_too_small"), FailureKind.BAD_INPUT_IMAGE, False),
        (model_error("file_too_large"), FailureKind.INPUT_TOO_LARGE, False),
        (model_error("value_error"), FailureKind.REJECTED, False),
        (model_error("one_of"), FailureKind.REJECTED, False),
        (model_error("generation_timeout"), UNAVAILABLE, False),
        (model_error("internal_server_error", status=500), TRANSIENT, True),
        (model_error("downstream_service_error"), TRANSIENT, True),
        (request_error(504, "request_timeout"), UNAVAILABLE, False),
        (request_error(504, "startup_timeout"), UNAVAILABLE, False),
        (request_error(503, "runner_disconnected"), UNAVAILABLE, True),
        (request_error(502, "runner_incomplete_response"), TRANSIENT, True),
        (request_error(500, "runner_server_error"), TRANSIENT, True),
        (request_error(400, "bad_request"), FailureKind.REJECTED, False),
        (canned(200, {"images": []}), TRANSIENT, True),
        (canned(200, {"images": [{"url": "data:image/png;base64,AAAA"}]}), TRANSIENT, True),
        (canned(200, {"images": [{"url": "ftp://x/y"}]}), UNAVAILABLE, False),
    ],
)
async def test_each_failed_result_has_its_meaning(
    provider: ImageProvider, upstream: FalUpstream, result: Reply, kind: FailureKind, retry: bool
) -> None:
    upstream.result = result
    with pytest.raises(ProviderError) as caught:
        await provider.generate(make_call(ROUTE))
    assert (caught.value.kind, caught.value.is_retryable_here) == (kind, retry)
    assert upstream.submits == 1


async def test_trouble_while_asking_is_ridden_out(provider: ImageProvider, upstream: FalUpstream) -> None:
    upstream.asking_script = [html_page(502), cut_off, canned(429, {"detail": "slow down"}), canned(404, {})]
    made = await provider.generate(make_call(ROUTE))
    assert made.content == picture()
    assert upstream.submits == 1


async def test_a_key_that_stops_working_while_waiting_ends_the_waiting(
    provider: ImageProvider, upstream: FalUpstream
) -> None:
    upstream.asking_script = [canned(401, {"detail": "key revoked"})]
    with pytest.raises(ProviderError) as caught:
        await provider.generate(make_call(ROUTE))
    assert caught.value.kind is MISCONFIGURED


@pytest.fixture
async def sdk(
    upstream: FalUpstream, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[fal_client.AsyncClient]:
    """fal's own client; https is hard-wired into its addresses."""
    monkeypatch.setattr(fal_client.client, "QUEUE_URL_FORMAT", f"{upstream.url}/")
    client = fal_client.AsyncClient(key=KEY)
    yield client
    await (await client._client).aclose()


async def test_the_official_sdk_runs_a_job_on_the_stand_in(
    upstream: FalUpstream, sdk: fal_client.AsyncClient
) -> None:
    upstream.polls_before_done = 2
    handle = await sdk.submit("fal-ai/nano-banana", arguments={"prompt": "a fox"})
    states = [type(event).__name__ async for event in handle.iter_events(interval=0.01)]
    assert states == ["Queued", "InProgress", "Completed"]
    assert (await handle.get())["images"][0]["url"] == upstream.link("picture")


async def test_the_official_sdk_cancels_and_reads_errors(
    upstream: FalUpstream, sdk: fal_client.AsyncClient
) -> None:
    upstream.play(Scenario.NEVER_DONE, Scenario.REFUSED)
    arguments = {"prompt": "x", "image_urls": ["data:,QQ=="]}
    handle = await sdk.submit("fal-ai/nano-banana/edit", arguments=arguments)
    await handle.cancel()
    assert upstream.cancelled == [handle.request_id]
    handle = await sdk.submit("fal-ai/nano-banana", arguments={"prompt": "a fox"})
    with pytest.raises(fal_client.FalClientHTTPError, match="content could not be processed") as caught:
        await handle.get()
    assert caught.value.status_code == 422


async def test_resolution_and_tolerance_are_passed_on(provider: ImageProvider, upstream: FalUpstream) -> None:
    route = make_route("fal", "fal-ai/nano-banana-pro", safety_tolerance=2)
    await provider.generate(make_call(route, resolution="4K"))
    sent = upstream.last_json("nano-banana-pro")
    assert (sent["resolution"], sent["safety_tolerance"]) == ("4K", "2")


async def test_an_unreadable_status_is_asked_for_again(
    provider: ImageProvider, upstream: FalUpstream
) -> None:
    upstream.asking_script = [canned(200, text="{", content_type="application/json")]
    assert (await provider.generate(make_call(ROUTE))).content == picture()

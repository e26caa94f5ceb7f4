"""What Replicate's answers mean, and that the stand-in speaks as Replicate does."""

import io
from collections.abc import AsyncIterator
from typing import Any

import pytest
import replicate as sdk_module
from replicate.exceptions import ModelError, ReplicateError
from tests.standins.provider_calls import make_call, make_route
from tests.standins.replicate_upstream import ReplicateUpstream, problem
from tests.standins.sample_pictures import noisy_png, picture, reference
from tests.standins.upstream_server import KEY, Scenario, cut_off, html_page

from cavendish.adapters.providers import replicate
from cavendish.domain.errors import FailureKind, ProviderError
from cavendish.domain.generation import OutputFormat, ReferenceImage
from cavendish.ports.provider import ImageProvider

TRANSIENT, UNAVAILABLE = FailureKind.TRANSIENT, FailureKind.UNAVAILABLE
REFUSED = FailureKind.CONTENT_REFUSED
ROUTE = make_route("replicate", "google/nano-banana")


@pytest.fixture
async def upstream() -> AsyncIterator[ReplicateUpstream]:
    async with ReplicateUpstream() as server:
        yield server


@pytest.fixture
async def provider(upstream: ReplicateUpstream) -> AsyncIterator[ImageProvider]:
    built = replicate.PLUGIN.build({"REPLICATE_API_TOKEN": KEY, "CAVENDISH_REPLICATE_BASE_URL": upstream.url})
    yield built
    await built.close()


async def test_a_large_reference_is_uploaded_and_a_small_one_sent_along(
    provider: ImageProvider, upstream: ReplicateUpstream
) -> None:
    large = ReferenceImage(content=noisy_png(320), media_type="image/png", width=320, height=320)
    assert len(large.content) > 256 * 1024
    await provider.generate(make_call(ROUTE, references=(large, reference())))
    assert upstream.references == [large.content, reference().content]
    assert list(upstream.files.values()) == [large.content]


async def test_jpeg_is_called_jpg_and_an_overdue_prediction_ends_itself(
    provider: ImageProvider, upstream: ReplicateUpstream
) -> None:
    await provider.generate(make_call(ROUTE, output_format=OutputFormat.JPEG, timeout_s=90))
    assert upstream.last_json("predictions")["input"]["output_format"] == "jpg"
    assert upstream.seen[0].headers["cancel-after"] == "90s"


async def test_a_list_of_outputs_gives_its_first(
    provider: ImageProvider, upstream: ReplicateUpstream
) -> None:
    upstream.end = {"output": [upstream.link("picture"), upstream.link("gone")]}
    assert (await provider.generate(make_call(ROUTE))).content == picture()


@pytest.mark.parametrize(
    ("end", "kind", "retry"),
    [
        ({"status": "failed", "error": "NSFW content detected. Try again."}, REFUSED, False),
        ({"status": "failed", "error": "unavailable due to high demand (E003)"}, UNAVAILABLE, False),
        ({"status": "failed", "error": "temporarily unavailable (E004)"}, TRANSIENT, True),
        ({"status": "failed", "error": "Prediction failed: E1001 out of memory"}, TRANSIENT, True),
        ({"status": "failed", "error": "Invalid input (E006)"}, UNAVAILABLE, False),
        ({"status": "failed", "error": "Quota exceeded at the back end"}, UNAVAILABLE, False),
        ({"status": "failed", "error": None}, UNAVAILABLE, False),
        ({"status": "canceled"}, UNAVAILABLE, False),
        ({"status": "aborted"}, UNAVAILABLE, False),
        ({"output": None, "data_removed": True}, UNAVAILABLE, False),
        ({"output": []}, UNAVAILABLE, False),
    ],
)
async def test_each_end_of_a_prediction_has_its_meaning(
    provider: ImageProvider,
    upstream: ReplicateUpstream,
    end: dict[str, Any],
    kind: FailureKind,
    retry: bool,
) -> None:
    upstream.end = end
    with pytest.raises(ProviderError) as caught:
        await provider.generate(make_call(ROUTE))
    assert (caught.value.kind, caught.value.is_retryable_here) == (kind, retry)


async def test_a_long_throttling_is_not_waited_for_here(
    provider: ImageProvider, upstream: ReplicateUpstream
) -> None:
    upstream.play(problem(429, "", "Request was throttled. Your rate limit resets in ~30s."))
    with pytest.raises(ProviderError) as caught:
        await provider.generate(make_call(ROUTE))
    assert (caught.value.retry_after_s, caught.value.is_retryable_here) == (30.0, False)


async def test_trouble_while_asking_is_ridden_out(
    provider: ImageProvider, upstream: ReplicateUpstream
) -> None:
    upstream.asking_script = [html_page(502), cut_off, problem(500, "", ""), problem(404, "", "")]
    assert (await provider.generate(make_call(ROUTE))).content == picture()
    assert upstream.submits == 1


def sdk(upstream: ReplicateUpstream) -> sdk_module.Client:
    return sdk_module.Client(api_token=KEY, base_url=upstream.url)


async def close(client: sdk_module.Client) -> None:
    await client._async_client.aclose()


async def test_the_official_sdk_runs_a_prediction_on_the_stand_in(upstream: ReplicateUpstream) -> None:
    client = sdk(upstream)
    client.poll_interval = 0.01
    made = await client.models.predictions.async_create(
        "google/nano-banana", {"prompt": "a fox", "image_input": [f"data:image/png;base64,{'QUJD'}"]}
    )
    assert upstream.references == [b"ABC"]
    await made.async_wait()
    await close(client)
    assert (made.status, made.output) == ("succeeded", upstream.link("picture"))


async def test_the_official_sdk_uploads_cancels_and_reads_errors(upstream: ReplicateUpstream) -> None:
    client = sdk(upstream)
    file = await client.files.async_create(io.BytesIO(b"content"), filename="a.png", content_type="image/png")
    assert upstream.files[file.id] == b"content"
    upstream.play(Scenario.NEVER_DONE)
    job = await client.models.predictions.async_create("google/nano-banana", {"prompt": "a fox"})
    assert (await client.predictions.async_cancel(job.id)).status == "canceled"
    upstream.play(Scenario.NO_MONEY)
    with pytest.raises(ReplicateError) as caught:
        await client.models.predictions.async_create("google/nano-banana", {"prompt": "a fox"})
    assert caught.value.status == 402
    upstream.play(Scenario.REFUSED)
    with pytest.raises(ModelError, match="E005"):
        await client.async_run("google/nano-banana", {"prompt": "a fox"}, wait=False)
    await close(client)


async def test_resolution_and_safety_level_are_passed_on(
    provider: ImageProvider, upstream: ReplicateUpstream
) -> None:
    route = make_route("replicate", "google/nano-banana-pro", safety_filter_level="block_only_high")
    await provider.generate(make_call(route, resolution="4K"))
    sent = upstream.last_json("predictions")["input"]
    assert (sent["resolution"], sent["safety_filter_level"]) == ("4K", "block_only_high")


async def test_a_refused_upload_stops_before_anything_is_paid(upstream: ReplicateUpstream) -> None:
    built = replicate.PLUGIN.build(
        {"REPLICATE_API_TOKEN": "wrong", "CAVENDISH_REPLICATE_BASE_URL": upstream.url}
    )
    large = ReferenceImage(content=noisy_png(320), media_type="image/png", width=320, height=320)
    with pytest.raises(ProviderError) as caught:
        await built.generate(make_call(ROUTE, references=(large,)))
    await built.close()
    assert caught.value.kind is FailureKind.MISCONFIGURED
    assert upstream.submits == 0

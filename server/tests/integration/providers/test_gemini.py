"""What Google's answers mean, and that the stand-in speaks as Google does."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from google import genai
from google.genai import errors, types
from tests.standins.gemini_upstream import (
    GeminiUpstream,
    blocked,
    finished,
    google_error,
    image_part,
    in_a_list,
    quota_exceeded,
)
from tests.standins.provider_calls import make_call, make_route
from tests.standins.sample_pictures import decodes, noisy_png, picture, reference
from tests.standins.upstream_server import KEY, Reply, canned

from cavendish.adapters.providers import gemini
from cavendish.domain.errors import FailureKind, ProviderError
from cavendish.domain.generation import OutputFormat
from cavendish.ports.provider import ImageProvider

TRANSIENT, MISCONFIGURED = FailureKind.TRANSIENT, FailureKind.MISCONFIGURED
REFUSED, UNAVAILABLE = FailureKind.CONTENT_REFUSED, FailureKind.UNAVAILABLE


@pytest.fixture
async def upstream() -> AsyncIterator[GeminiUpstream]:
    async with GeminiUpstream() as server:
        yield server


@pytest.fixture
async def provider(upstream: GeminiUpstream) -> AsyncIterator[ImageProvider]:
    made = gemini.PLUGIN.build({"GEMINI_API_KEY": KEY, "CAVENDISH_GEMINI_BASE_URL": upstream.url})
    yield made
    await made.close()


def route(**options: object):
    return make_route("gemini", "gemini-2.5-flash-image", **options)


async def failure(provider: ImageProvider, upstream: GeminiUpstream, reply: Reply) -> ProviderError:
    upstream.play(reply)
    with pytest.raises(ProviderError) as caught:
        await provider.generate(make_call(route()))
    return caught.value


async def test_the_request_has_words_first_and_no_field_that_only_vertex_knows(
    provider: ImageProvider, upstream: GeminiUpstream
) -> None:
    await provider.generate(
        make_call(route(), references=(reference(1), reference(2, "jpeg")), output_format=OutputFormat.JPEG)
    )
    body = upstream.last_json("generateContent")
    parts = body["contents"][0]["parts"]
    assert [list(part) for part in parts] == [["text"], ["inlineData"], ["inlineData"]]
    assert body["generationConfig"] == {
        "responseModalities": ["IMAGE"],
        "imageConfig": {"aspectRatio": "16:9"},
    }
    assert upstream.seen[-1].headers["x-goog-api-key"] == KEY
    assert KEY not in str(upstream.seen[-1].query)


async def test_resolution_becomes_the_image_size(provider: ImageProvider, upstream: GeminiUpstream) -> None:
    await provider.generate(make_call(route(), resolution="2K"))
    assert upstream.last_json("generateContent")["generationConfig"]["imageConfig"]["imageSize"] == "2K"


async def test_the_cost_is_counted_from_the_image_tokens(provider: ImageProvider) -> None:
    made = await provider.generate(make_call(route(image_usd_per_mtok=30, input_usd_per_mtok=0.3)))
    assert made.cost_microusd == round(1290 * 30 + 8 * 0.3)
    assert (await provider.generate(make_call(route()))).cost_microusd is None


async def test_drafts_of_a_thinking_model_are_not_taken(
    provider: ImageProvider, upstream: GeminiUpstream
) -> None:
    draft, final = picture(color=(1, 2, 3)), picture(color=(9, 9, 9))
    upstream.play(finished("STOP", image_part(draft, thought=True), {"text": "done"}, image_part(final)))
    assert (await provider.generate(make_call(route()))).content == final


async def test_a_jpeg_answer_is_a_picture_too(provider: ImageProvider, upstream: GeminiUpstream) -> None:
    upstream.play(finished("STOP", image_part(picture("jpeg"), media_type="image/jpeg")))
    assert (await provider.generate(make_call(route()))).content == picture("jpeg")


async def test_a_picture_of_ten_megabytes_arrives_whole(
    provider: ImageProvider, upstream: GeminiUpstream
) -> None:
    upstream.picture = noisy_png(1860)
    assert len(upstream.picture) > 10_000_000
    assert decodes((await provider.generate(make_call(route()))).content)


@pytest.mark.parametrize(
    ("reply", "kind", "retry"),
    [
        (blocked("PROHIBITED_CONTENT"), REFUSED, False),
        (blocked("OTHER"), REFUSED, False),
        (finished("SAFETY"), REFUSED, False),
        (finished("PROHIBITED_CONTENT"), REFUSED, False),
        (finished("IMAGE_PROHIBITED_CONTENT"), REFUSED, False),
        (finished("SPII"), REFUSED, False),
        (finished("RECITATION"), REFUSED, False),
        (finished("IMAGE_RECITATION"), REFUSED, False),
        (finished("NO_IMAGE"), TRANSIENT, True),
        (finished("IMAGE_OTHER"), TRANSIENT, True),
        (finished("MAX_TOKENS"), TRANSIENT, True),
        (finished("A_REASON_OF_NEXT_YEAR"), TRANSIENT, True),
        (finished("STOP"), TRANSIENT, True),
        (
            canned(200, {"candidates": [{"finishReason": "STOP", "content": {"role": "model"}}]}),
            TRANSIENT,
            True,
        ),
        (canned(200, {}), TRANSIENT, True),
        (canned(200, {"candidates": []}), TRANSIENT, True),
        (finished("PUP_LIMITED_DISABLED"), MISCONFIGURED, False),
        (google_error(400, "INVALID_ARGUMENT", "Invalid value"), FailureKind.REJECTED, False),
        (google_error(400, "FAILED_PRECONDITION", "User location is not supported"), MISCONFIGURED, False),
        (google_error(403, "PERMISSION_DENIED", "API_KEY_SERVICE_BLOCKED"), MISCONFIGURED, False),
        (google_error(404, "NOT_FOUND", "no longer available to new users"), MISCONFIGURED, False),
        (google_error(499, "CANCELLED", "The operation was cancelled."), TRANSIENT, True),
        (google_error(504, "DEADLINE_EXCEEDED", "Deadline expired"), UNAVAILABLE, False),
        (
            in_a_list({"error": {"code": 503, "status": "UNAVAILABLE", "message": "x"}}, 503),
            UNAVAILABLE,
            True,
        ),
        (canned(503, text="<html>Service Unavailable</html>"), UNAVAILABLE, True),
        (canned(302, None, headers={"Location": "https://elsewhere.example"}), MISCONFIGURED, False),
        (
            finished("STOP", {"inlineData": {"mimeType": "image/png", "data": "aGVsbG8*"}}),
            TRANSIENT,
            True,
        ),
    ],
)
async def test_each_signal_of_google_has_its_meaning(
    provider: ImageProvider, upstream: GeminiUpstream, reply: Reply, kind: FailureKind, retry: bool
) -> None:
    error = await failure(provider, upstream, reply)
    assert (error.kind, error.is_retryable_here) == (kind, retry)


@pytest.mark.parametrize(
    ("reply", "wait_s"),
    [
        (quota_exceeded(delay="34.07s"), 34.07),
        (quota_exceeded(delay="900ms"), 0.9),
        (google_error(429, "RESOURCE_EXHAUSTED", "x", headers={"Retry-After": "4"}), 4.0),
        (google_error(429, "RESOURCE_EXHAUSTED", "Please retry in 12.5s."), 12.5),
        (
            google_error(
                429,
                "RESOURCE_EXHAUSTED",
                "x",
                headers={
                    "Date": "Mon, 23 Nov 2020 10:00:00 GMT",
                    "Retry-After": "Mon, 23 Nov 2020 10:00:08 GMT",
                },
            ),
            8.0,
        ),
        (google_error(429, "RESOURCE_EXHAUSTED", "x"), None),
        (canned(429, text="<html>Too many</html>"), None),
    ],
)
async def test_the_wait_is_read_wherever_google_puts_it(
    provider: ImageProvider, upstream: GeminiUpstream, reply: Reply, wait_s: float | None
) -> None:
    error = await failure(provider, upstream, reply)
    assert (error.kind, error.retry_after_s) == (FailureKind.THROTTLED, wait_s)
    assert error.is_retryable_here is (wait_s is not None and wait_s <= 10)


@pytest.mark.parametrize(("wait", "here"), [("10", True), ("11", False)])
async def test_an_overloaded_google_is_waited_for_as_long_as_it_asks(
    provider: ImageProvider, upstream: GeminiUpstream, wait: str, here: bool
) -> None:
    reply = google_error(503, "UNAVAILABLE", "overloaded", headers={"Retry-After": wait})
    error = await failure(provider, upstream, reply)
    assert (error.kind, error.retry_after_s, error.is_retryable_here) == (UNAVAILABLE, float(wait), here)


async def test_a_daily_quota_waits_for_the_next_day(
    provider: ImageProvider, upstream: GeminiUpstream
) -> None:
    error = await failure(provider, upstream, quota_exceeded(quota_id="GenerateRequestsPerDayPerProject"))
    assert error.retry_after_s is not None
    assert 0 < error.retry_after_s <= 24 * 3600
    assert "daily" in str(error)


async def test_a_message_that_repeats_the_prompt_is_not_passed_on(
    provider: ImageProvider, upstream: GeminiUpstream
) -> None:
    said = "I cannot draw a marmalade cat asleep on a warm stone today"
    error = await failure(provider, upstream, finished("STOP", {"text": said}))
    assert "marmalade" not in str(error)


async def test_too_large_a_request_is_sent_again_once_with_smaller_references(
    provider: ImageProvider, upstream: GeminiUpstream
) -> None:
    big = noisy_png(700)
    item = reference()
    large = type(item)(content=big, media_type="image/png", width=700, height=700)
    upstream.play(canned(413, text="Request Entity Too Large"))
    await provider.generate(make_call(route(), references=(large,)))
    assert upstream.submits == 2
    assert len(upstream.references[0]) < 1024 * 1024 < len(big)


async def test_too_large_a_request_that_cannot_shrink_is_not_repeated(
    provider: ImageProvider, upstream: GeminiUpstream
) -> None:
    upstream.play(canned(413, text="Request Entity Too Large"))
    with pytest.raises(ProviderError) as caught:
        await provider.generate(make_call(route(), references=(reference(),)))
    assert caught.value.kind is FailureKind.INPUT_TOO_LARGE
    assert upstream.submits == 1


async def ask_by_sdk(
    upstream: GeminiUpstream, *contents: object, key: str = KEY, **config: object
) -> types.GenerateContentResponse:
    """Google's own client, as a user of it would call."""

    def ask() -> types.GenerateContentResponse:
        sdk = genai.Client(api_key=key, http_options=types.HttpOptions(base_url=upstream.url))
        try:
            return sdk.models.generate_content(
                model="gemini-2.5-flash-image",
                contents=list(contents) or ["a fox"],
                config=types.GenerateContentConfig(**config),
            )
        finally:
            sdk.close()

    return await asyncio.to_thread(ask)


async def test_the_official_sdk_gets_a_picture_from_the_stand_in(upstream: GeminiUpstream) -> None:
    answer = await ask_by_sdk(
        upstream,
        "a fox",
        types.Part.from_bytes(data=reference().content, mime_type="image/png"),
        response_modalities=["IMAGE"],
        image_config=types.ImageConfig(aspect_ratio="16:9"),
    )
    assert upstream.references == [reference().content]
    assert answer.usage_metadata.candidates_tokens_details[0].modality == types.MediaModality.IMAGE
    assert decodes(answer.candidates[0].content.parts[1].inline_data.data)


@pytest.mark.parametrize(
    ("reply", "code", "status"),
    [
        (quota_exceeded(delay="7s"), 429, "RESOURCE_EXHAUSTED"),
        (google_error(404, "NOT_FOUND", "gone"), 404, "NOT_FOUND"),
        (google_error(503, "UNAVAILABLE", "busy"), 503, "UNAVAILABLE"),
        (in_a_list({"error": {"code": 500, "status": "INTERNAL", "message": "x"}}, 500), 500, "INTERNAL"),
    ],
)
async def test_the_official_sdk_reads_the_stand_in_s_errors(
    upstream: GeminiUpstream, reply: Reply, code: int, status: str
) -> None:
    upstream.play(reply)
    with pytest.raises(errors.APIError) as caught:
        await ask_by_sdk(upstream)
    assert (caught.value.code, caught.value.status) == (code, status)


async def test_the_official_sdk_is_told_of_a_wrong_key_and_of_refusals(upstream: GeminiUpstream) -> None:
    with pytest.raises(errors.ClientError) as caught:
        await ask_by_sdk(upstream, key="wrong")
    assert caught.value.code == 400
    assert "API_KEY_INVALID" in str(caught.value.details)
    upstream.play(blocked("PROHIBITED_CONTENT"), finished("IMAGE_SAFETY"))
    assert (await ask_by_sdk(upstream)).prompt_feedback.block_reason == types.BlockedReason.PROHIBITED_CONTENT
    assert (await ask_by_sdk(upstream)).candidates[0].finish_reason == types.FinishReason.IMAGE_SAFETY

"""What OpenRouter's answers mean, on both of its endpoints, and that an SDK reads the stand-in."""

from collections.abc import AsyncIterator

import openai
import pytest
from tests.standins.openrouter_upstream import OpenRouterUpstream, router_error, said
from tests.standins.provider_calls import make_call, make_route
from tests.standins.sample_pictures import decodes, picture, reference
from tests.standins.upstream_server import KEY, Reply, canned, half

from cavendish.adapters.providers import openrouter
from cavendish.domain.errors import FailureKind, ProviderError
from cavendish.ports.provider import ImageProvider

TRANSIENT, UNAVAILABLE = FailureKind.TRANSIENT, FailureKind.UNAVAILABLE
MISCONFIGURED, REFUSED = FailureKind.MISCONFIGURED, FailureKind.CONTENT_REFUSED
MODEL = "google/gemini-2.5-flash-image"
IMAGES, CHAT = make_route("openrouter", MODEL), make_route("openrouter", MODEL, api="chat")


@pytest.fixture
async def upstream() -> AsyncIterator[OpenRouterUpstream]:
    async with OpenRouterUpstream() as server:
        yield server


@pytest.fixture
async def provider(upstream: OpenRouterUpstream) -> AsyncIterator[ImageProvider]:
    built = openrouter.PLUGIN.build(
        {"OPENROUTER_API_KEY": KEY, "CAVENDISH_OPENROUTER_BASE_URL": f"{upstream.url}/api/v1"}
    )
    yield built
    await built.close()


@pytest.mark.parametrize("route", [IMAGES, CHAT], ids=["images", "chat"])
async def test_both_endpoints_give_a_picture_and_its_real_charge(
    provider: ImageProvider, upstream: OpenRouterUpstream, route: object
) -> None:
    made = await provider.generate(make_call(route, references=(reference(1), reference(2))))
    assert decodes(made.content)
    assert made.cost_microusd == 38_700
    assert upstream.references == [reference(1).content, reference(2).content]


@pytest.mark.parametrize(
    ("reply", "kind", "retry"),
    [
        (
            router_error(403, "Flagged", reasons=["violence"], flagged_input="x", provider_name="G"),
            REFUSED,
            False,
        ),
        (router_error(403, "Key limit exceeded"), MISCONFIGURED, False),
        (router_error(400, "Gemini could not generate an image (IMAGE_OTHER)"), TRANSIENT, True),
        (router_error(400, "Gemini could not generate an image (IMAGE_RECITATION)"), REFUSED, False),
        (router_error(400, "size conflicts with aspect_ratio"), FailureKind.REJECTED, False),
        (router_error(400, "Blocked by PROHIBITED_CONTENT", status=200), REFUSED, False),
        (router_error(402, "Insufficient credits", status=200), MISCONFIGURED, False),
        (router_error(408, "Timed out"), UNAVAILABLE, False),
        (router_error(524, "Edge timed out"), UNAVAILABLE, False),
        (router_error(529, "Overloaded"), UNAVAILABLE, True),
        (router_error(429, "Slow down", status=200), FailureKind.THROTTLED, False),
        (canned(200, {"error": {"code": "server_error", "message": "x"}}), TRANSIENT, True),
        (canned(200, {}), TRANSIENT, True),
    ],
)
async def test_each_signal_of_the_images_endpoint_has_its_meaning(
    provider: ImageProvider, upstream: OpenRouterUpstream, reply: Reply, kind: FailureKind, retry: bool
) -> None:
    upstream.play(reply)
    with pytest.raises(ProviderError) as caught:
        await provider.generate(make_call(IMAGES))
    assert (caught.value.kind, caught.value.is_retryable_here) == (kind, retry)


@pytest.mark.parametrize(
    ("reply", "kind", "retry"),
    [
        (said(None, finish="content_filter"), REFUSED, False),
        (said(None, native="IMAGE_SAFETY"), REFUSED, False),
        (said(None), TRANSIENT, True),
        (said(half(picture())), TRANSIENT, True),
        (said(None, finish="error", error={"code": 502, "message": "x"}), TRANSIENT, True),
        (canned(200, {"choices": []}), TRANSIENT, True),
    ],
)
async def test_each_signal_of_the_chat_endpoint_has_its_meaning(
    provider: ImageProvider, upstream: OpenRouterUpstream, reply: Reply, kind: FailureKind, retry: bool
) -> None:
    upstream.play(reply)
    with pytest.raises(ProviderError) as caught:
        await provider.generate(make_call(CHAT))
    assert (caught.value.kind, caught.value.is_retryable_here) == (kind, retry)


async def test_too_large_a_request_is_not_repeated_when_nothing_can_shrink(
    provider: ImageProvider, upstream: OpenRouterUpstream
) -> None:
    upstream.play(router_error(413, "Payload too large"))
    with pytest.raises(ProviderError) as caught:
        await provider.generate(make_call(IMAGES, references=(reference(),)))
    assert (caught.value.kind, upstream.submits) == (FailureKind.INPUT_TOO_LARGE, 1)


async def test_the_openai_sdk_reads_the_stand_in_s_chat(upstream: OpenRouterUpstream) -> None:
    async with openai.AsyncOpenAI(api_key=KEY, base_url=f"{upstream.url}/api/v1", max_retries=0) as sdk:
        answer = await sdk.chat.completions.create(
            model=MODEL,
            messages=[{"role": "user", "content": [{"type": "text", "text": "a fox"}]}],
            extra_body={"modalities": ["image", "text"]},
        )
        assert answer.choices[0].finish_reason == "stop"
        assert answer.choices[0].message.images[0]["image_url"]["url"].startswith("data:image/png;base64,")
        upstream.play(router_error(429, "Rate limit exceeded"))
        with pytest.raises(openai.RateLimitError):
            await sdk.chat.completions.create(model=MODEL, messages=[{"role": "user", "content": "a fox"}])


async def test_resolution_quality_and_the_choice_of_providers_are_passed_on(
    provider: ImageProvider, upstream: OpenRouterUpstream
) -> None:
    route = make_route("openrouter", MODEL, quality="high", only="google-vertex google-ai-studio")
    await provider.generate(make_call(route, resolution="2K"))
    sent = upstream.last_json("images")
    assert (sent["resolution"], sent["quality"]) == ("2K", "high")
    assert sent["provider"] == {"only": ["google-vertex", "google-ai-studio"]}
    chat = make_route("openrouter", MODEL, api="chat")
    await provider.generate(make_call(chat, resolution="2K"))
    assert upstream.last_json("chat")["image_config"] == {"aspect_ratio": "16:9", "image_size": "2K"}

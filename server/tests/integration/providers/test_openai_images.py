"""OpenAI's Images API and its relatives, and that the stand-in speaks as OpenAI does."""

from collections.abc import AsyncIterator

import openai
import pytest
from tests.standins.openai_upstream import OpenAIUpstream, openai_error
from tests.standins.provider_calls import make_call, make_route
from tests.standins.sample_pictures import decodes, picture, reference
from tests.standins.upstream_server import KEY, Reply, Scenario, canned

from cavendish.adapters.providers import openai_images
from cavendish.domain.errors import FailureKind, ProviderError
from cavendish.ports.provider import ImageProvider


@pytest.fixture
async def upstream() -> AsyncIterator[OpenAIUpstream]:
    async with OpenAIUpstream() as server:
        yield server


@pytest.fixture
async def provider(upstream: OpenAIUpstream) -> AsyncIterator[ImageProvider]:
    built = openai_images.PLUGIN.build(
        {"OPENAI_API_KEY": KEY, "CAVENDISH_OPENAI_IMAGES_BASE_URL": f"{upstream.url}/v1"}
    )
    yield built
    await built.close()


def route(**options: object):
    return make_route("openai_images", "gpt-image-2", **options)


async def test_the_ratio_becomes_exact_pixels(provider: ImageProvider, upstream: OpenAIUpstream) -> None:
    await provider.generate(make_call(route(), aspect_ratio="21:9"))
    assert upstream.fields["size"] == "1536x672"
    await provider.generate(make_call(route(), aspect_ratio="4:5", resolution="2K"))
    assert upstream.fields["size"] == "1792x2304"


async def test_a_model_with_few_sizes_gets_the_closest(
    provider: ImageProvider, upstream: OpenAIUpstream
) -> None:
    old = route(sizes="1024x1024 1536x1024 1024x1536")
    await provider.generate(make_call(old, aspect_ratio="9:16"))
    assert upstream.fields["size"] == "1024x1536"
    await provider.generate(make_call(old, aspect_ratio="5:4"))
    assert upstream.fields["size"] in ("1024x1024", "1536x1024")


async def test_one_reference_is_image_and_several_are_image_list(
    provider: ImageProvider, upstream: OpenAIUpstream
) -> None:
    await provider.generate(make_call(route(), references=(reference(),)))
    assert upstream.file_fields == ["image"]
    await provider.generate(make_call(route(), references=(reference(), reference(1, "webp"))))
    assert upstream.file_fields == ["image[]", "image[]"]
    assert upstream.fields["model"] == "gpt-image-2"


async def test_the_cost_is_counted_from_tokens(provider: ImageProvider) -> None:
    made = await provider.generate(make_call(route(output_usd_per_mtok=30, input_usd_per_mtok=5)))
    assert made.cost_microusd == 1000 * 30 + 50 * 5


async def test_a_result_link_is_downloaded(provider: ImageProvider, upstream: OpenAIUpstream) -> None:
    upstream.play(canned(200, {"data": [{"url": upstream.link("picture")}]}))
    assert (await provider.generate(make_call(route()))).content == picture()


@pytest.mark.parametrize(
    ("reply", "kind", "retry"),
    [
        (openai_error(400, "content_policy_violation", "no"), FailureKind.CONTENT_REFUSED, False),
        (openai_error(400, "content_filter", "no"), FailureKind.CONTENT_REFUSED, False),
        (openai_error(400, "billing_hard_limit_reached", "no"), FailureKind.MISCONFIGURED, False),
        (openai_error(400, "unknown_parameter", "no"), FailureKind.REJECTED, False),
        (openai_error(403, None, "organisation must be verified"), FailureKind.MISCONFIGURED, False),
        (canned(400, {"detail": "Failed to process image source: x"}), FailureKind.TRANSIENT, False),
        (canned(422, {"detail": [{"loc": ["body"], "msg": "x"}]}), FailureKind.REJECTED, False),
        (canned(500, {"detail": "engine died"}), FailureKind.TRANSIENT, True),
        (canned(200, {"data": [{"b64_json": ""}]}), FailureKind.TRANSIENT, True),
        (canned(200, {"data": [{"b64_json": "iVBOR!!!"}]}), FailureKind.TRANSIENT, True),
    ],
)
async def test_each_signal_has_its_meaning(
    provider: ImageProvider, upstream: OpenAIUpstream, reply: Reply, kind: FailureKind, retry: bool
) -> None:
    upstream.play(reply)
    with pytest.raises(ProviderError) as caught:
        await provider.generate(make_call(route(), references=(reference(),)))
    assert (caught.value.kind, caught.value.is_retryable_here) == (kind, retry)


async def test_an_own_server_gets_its_dialect_and_never_openai_s_key() -> None:
    async with OpenAIUpstream(dialect="sglang") as server:
        built = openai_images.PLUGIN.build({"OPENAI_API_KEY": KEY})
        own = route(base_url=f"{server.url}/v1", response_format="b64_json", send_model=False)
        made = await built.generate(make_call(own, references=(reference(),)))
        assert decodes(made.content)
        assert "authorization" not in server.seen[-1].headers
        assert "model" not in server.fields
        await built.close()


async def test_a_route_with_its_own_server_needs_only_the_key_it_names() -> None:
    why = openai_images.PLUGIN.why_not_live
    assert why(route(), {}) == "OPENAI_API_KEY not set"
    assert why(route(), {"OPENAI_API_KEY": "x"}) is None
    assert why(route(base_url="http://gpu/v1"), {}) is None
    assert why(route(base_url="http://gpu/v1", api_key_env="GPU_KEY"), {}) == "GPU_KEY not set"
    assert why(route(base_url="http://gpu/v1", api_key_env="GPU_KEY"), {"GPU_KEY": "x"}) is None


async def test_the_official_sdk_gets_pictures_from_the_stand_in(upstream: OpenAIUpstream) -> None:
    async with openai.AsyncOpenAI(api_key=KEY, base_url=f"{upstream.url}/v1", max_retries=0) as sdk:
        made = await sdk.images.generate(model="gpt-image-2", prompt="a fox", size="1024x1024")
        assert made.data[0].b64_json
        assert made.usage.output_tokens == 1000
        await sdk.images.edit(
            model="gpt-image-2", prompt="a fox", image=("a.png", reference().content, "image/png")
        )
        assert (upstream.references, upstream.file_fields) == ([reference().content], ["image"])
        files = [(f"{n}.png", reference(n).content, "image/png") for n in range(2)]
        await sdk.images.edit(model="gpt-image-2", prompt="a fox", image=files)
        assert upstream.file_fields == ["image[]", "image[]"]


@pytest.mark.parametrize(
    ("scenario", "kind"),
    [
        (Scenario.REFUSED, openai.BadRequestError),
        (Scenario.THROTTLED, openai.RateLimitError),
        (Scenario.MODEL_GONE, openai.NotFoundError),
        (Scenario.SERVER_ERROR, openai.InternalServerError),
    ],
)
async def test_the_official_sdk_reads_the_stand_in_s_errors(
    upstream: OpenAIUpstream, scenario: Scenario, kind: type[openai.APIStatusError]
) -> None:
    upstream.play(scenario)
    async with openai.AsyncOpenAI(api_key=KEY, base_url=f"{upstream.url}/v1", max_retries=0) as sdk:
        with pytest.raises(kind) as caught:
            await sdk.images.generate(model="gpt-image-2", prompt="a fox")
        assert caught.value.request_id == "req_1"
        if scenario is Scenario.REFUSED:
            assert caught.value.code == "moderation_blocked"

"""What APIXO's answers mean, and what it is told."""

from collections.abc import AsyncIterator

import pytest
from tests.standins.apixo_upstream import ApixoUpstream, enveloped
from tests.standins.provider_calls import Checkpoints, make_call, make_route
from tests.standins.sample_pictures import picture, reference
from tests.standins.upstream_server import KEY, Reply, Scenario, canned, cut_off, html_page

from cavendish.adapters.providers import apixo
from cavendish.domain.errors import FailureKind, ProviderError, SetupError
from cavendish.ports.provider import ImageProvider

TRANSIENT, UNAVAILABLE = FailureKind.TRANSIENT, FailureKind.UNAVAILABLE
MISCONFIGURED, REFUSED = FailureKind.MISCONFIGURED, FailureKind.CONTENT_REFUSED
ROUTE = make_route("apixo", "nano-banana", strategy="value")


@pytest.fixture
async def upstream() -> AsyncIterator[ApixoUpstream]:
    async with ApixoUpstream() as server:
        yield server


def build(upstream: ApixoUpstream) -> ImageProvider:
    return apixo.PLUGIN.build({"APIXO_API_KEY": KEY, "CAVENDISH_APIXO_BASE_URL": upstream.url})


@pytest.fixture
async def provider(upstream: ApixoUpstream) -> AsyncIterator[ImageProvider]:
    built = build(upstream)
    yield built
    await built.close()


async def test_public_addresses_are_passed_on_and_uploads_travel_as_data(
    provider: ImageProvider, upstream: ApixoUpstream
) -> None:
    urls = ("https://pictures.example/a.png", "cavendish-upload:uploads/b")
    await provider.generate(make_call(ROUTE, references=(reference(), reference(1)), image_urls=urls))
    assert upstream.last_body is not None
    assert upstream.last_body["input"]["image_urls"][0] == urls[0]
    assert upstream.references[1] == reference(1).content
    assert (upstream.last_body["provider"], upstream.last_body["source"]) == ("value", "cavendish")


async def test_its_own_address_is_refused_as_an_upstream() -> None:
    with pytest.raises(SetupError, match="circle"):
        apixo.PLUGIN.build(
            {
                "APIXO_API_KEY": KEY,
                "CAVENDISH_APIXO_BASE_URL": "https://me.example/api/v1",
                "CAVENDISH_PUBLIC_URL": "https://me.example",
            }
        )


@pytest.mark.parametrize(
    ("reply", "kind", "retry"),
    [
        (enveloped(400, "Invalid request"), FailureKind.REJECTED, False),
        (enveloped(403, "Content violates policy"), REFUSED, False),
        (enveloped(403, "API key lacks permission"), MISCONFIGURED, False),
        (enveloped(500, "x", status=200), TRANSIENT, True),
        (enveloped(200, "success", {}), TRANSIENT, True),
        (canned(200, {"unexpected": True}), TRANSIENT, True),
    ],
)
async def test_each_answer_to_a_submit_has_its_meaning(
    provider: ImageProvider, upstream: ApixoUpstream, reply: Reply, kind: FailureKind, retry: bool
) -> None:
    upstream.play(reply)
    with pytest.raises(ProviderError) as caught:
        await provider.generate(make_call(ROUTE))
    assert (caught.value.kind, caught.value.is_retryable_here) == (kind, retry)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("NSFW_DETECTED", REFUSED),
        ("InputImageSensitiveContentDetected", REFUSED),
        ("ProhibitedContentDetected", REFUSED),
        ("PROMPT_TOO_LONG", MISCONFIGURED),
        ("PromptLengthExceeded", MISCONFIGURED),
        ("IMAGE_TOO_LARGE", FailureKind.INPUT_TOO_LARGE),
        ("IMAGE_DOWNLOAD_FAILED", FailureKind.BAD_INPUT_IMAGE),
        ("UNSUPPORTED_FORMAT", FailureKind.BAD_INPUT_IMAGE),
        ("PROCESSING_TIMEOUT", UNAVAILABLE),
        ("MODEL_UNAVAILABLE", UNAVAILABLE),
        ("INSUFFICIENT_CREDITS", MISCONFIGURED),
        ("SomethingNew", UNAVAILABLE),
    ],
)
async def test_each_fail_code_has_its_meaning(
    provider: ImageProvider, upstream: ApixoUpstream, code: str, kind: FailureKind
) -> None:
    upstream.failure = (code, "words")
    with pytest.raises(ProviderError) as caught:
        await provider.generate(make_call(ROUTE, references=(reference(),)))
    assert caught.value.kind is kind


async def test_trouble_while_asking_is_ridden_out(provider: ImageProvider, upstream: ApixoUpstream) -> None:
    upstream.asking_script = [html_page(502), cut_off, enveloped(503, "x"), enveloped(404, "Task not found")]
    assert (await provider.generate(make_call(ROUTE))).content == picture()
    assert upstream.submits == 1


async def test_an_upstream_of_our_own_kind_is_told_to_cancel(
    provider: ImageProvider, upstream: ApixoUpstream
) -> None:
    upstream.play(Scenario.NEVER_DONE)
    checkpoint = Checkpoints()
    ours = make_route("apixo", "nano-banana", can_cancel=True)
    with pytest.raises(ProviderError):
        await provider.generate(make_call(ours, checkpoint=checkpoint, timeout_s=0.3))
    assert upstream.cancelled == checkpoint.ids


@pytest.mark.parametrize("result", ["no json", '{"resultUrls": []}', ""])
async def test_a_success_without_a_readable_result_is_no_picture(
    provider: ImageProvider, upstream: ApixoUpstream, result: str
) -> None:
    data = {"taskId": "t", "state": "success", "resultJson": result}
    upstream.asking_script = [canned(200, {"no": "envelope"}), enveloped(200, "success", data)]
    with pytest.raises(ProviderError) as caught:
        await provider.generate(make_call(ROUTE))
    assert (caught.value.kind, caught.value.is_retryable_here) == (TRANSIENT, True)


async def test_resolution_is_passed_on(provider: ImageProvider, upstream: ApixoUpstream) -> None:
    await provider.generate(make_call(ROUTE, resolution="2K"))
    assert upstream.last_body is not None
    assert upstream.last_body["input"]["resolution"] == "2K"

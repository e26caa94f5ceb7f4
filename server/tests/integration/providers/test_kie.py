"""What kie.ai's answers mean."""

from collections.abc import AsyncIterator

import pytest
from tests.standins.kie_upstream import KieUpstream, enveloped
from tests.standins.provider_calls import make_call, make_route
from tests.standins.sample_pictures import picture, reference
from tests.standins.upstream_server import KEY, Reply, canned, cut_off, html_page

from cavendish.adapters.providers import kie
from cavendish.domain.errors import FailureKind, ProviderError
from cavendish.domain.generation import OutputFormat
from cavendish.ports.provider import ImageProvider

TRANSIENT, UNAVAILABLE = FailureKind.TRANSIENT, FailureKind.UNAVAILABLE
MISCONFIGURED, REFUSED = FailureKind.MISCONFIGURED, FailureKind.CONTENT_REFUSED
ROUTE = make_route("kie", "google/nano-banana", edit_model="google/nano-banana-edit")


@pytest.fixture
async def upstream() -> AsyncIterator[KieUpstream]:
    async with KieUpstream() as server:
        yield server


@pytest.fixture
async def provider(upstream: KieUpstream) -> AsyncIterator[ImageProvider]:
    built = kie.PLUGIN.build({"KIE_API_KEY": KEY, "CAVENDISH_KIE_BASE_URL": upstream.url})
    yield built
    await built.close()


async def test_references_are_uploaded_and_go_to_the_edit_model(
    provider: ImageProvider, upstream: KieUpstream
) -> None:
    await provider.generate(make_call(ROUTE, references=(reference(), reference(1, "jpeg"))))
    assert upstream.last_model == "google/nano-banana-edit"
    assert upstream.last_input["image_urls"] == list(upstream.files)
    assert "image_size" not in upstream.last_input


async def test_newer_models_name_their_fields_otherwise(
    provider: ImageProvider, upstream: KieUpstream
) -> None:
    route = make_route("kie", "nano-banana-pro", reference_field="image_input")
    await provider.generate(
        make_call(route, references=(reference(),), resolution="2K", output_format=OutputFormat.JPEG)
    )
    assert set(upstream.last_input) == {
        "prompt", "aspect_ratio", "output_format", "image_input", "resolution",
    }  # fmt: skip
    assert upstream.last_model == "nano-banana-pro"


@pytest.mark.parametrize(
    ("reply", "kind", "retry"),
    [
        (enveloped(408, "Upstream silent"), UNAVAILABLE, False),
        (enveloped(422, "prompt is required"), FailureKind.REJECTED, False),
        (enveloped(433, "Sub-key limit"), MISCONFIGURED, False),
        (enveloped(455, "Service maintenance"), UNAVAILABLE, False),
        (enveloped(501, "Generation failed"), UNAVAILABLE, False),
        (enveloped(501, "flagged as sensitive"), REFUSED, False),
        (enveloped(505, "Feature disabled"), MISCONFIGURED, False),
        (enveloped(401, "no access", status=401), MISCONFIGURED, False),
        (canned(200, {"code": 200, "msg": "success", "data": {}}), TRANSIENT, True),
        (canned(200, {"code": 200, "msg": "success", "data": None}), TRANSIENT, True),
    ],
)
async def test_each_code_of_a_create_has_its_meaning(
    provider: ImageProvider, upstream: KieUpstream, reply: Reply, kind: FailureKind, retry: bool
) -> None:
    upstream.play(reply)
    with pytest.raises(ProviderError) as caught:
        await provider.generate(make_call(ROUTE))
    assert (caught.value.kind, caught.value.is_retryable_here) == (kind, retry)


@pytest.mark.parametrize(
    ("failure", "kind"),
    [
        (("500", "internal error"), UNAVAILABLE),
        (("501", "timeout"), UNAVAILABLE),
        (("422", "NSFW content detected"), REFUSED),
        (("400", "The prompt is prohibited"), REFUSED),
        (("400", "blocked by moderation"), REFUSED),
        (("400", "image size exceeds the limit"), TRANSIENT),
        (("500", ""), UNAVAILABLE),
    ],
)
async def test_a_failed_task_is_read_by_its_words(
    provider: ImageProvider, upstream: KieUpstream, failure: tuple[str, str], kind: FailureKind
) -> None:
    upstream.failure = failure
    with pytest.raises(ProviderError) as caught:
        await provider.generate(make_call(ROUTE))
    assert caught.value.kind is kind


async def test_a_record_that_is_not_there_yet_is_waited_for(
    provider: ImageProvider, upstream: KieUpstream
) -> None:
    null = enveloped(422, "recordInfo is null")
    upstream.asking_script = [null, null, html_page(502), cut_off, enveloped(500, "x")]
    route = make_route("kie", "google/nano-banana", vanish_grace_s=5)
    assert (await provider.generate(make_call(route))).content == picture()
    assert upstream.submits == 1


async def test_a_throttled_question_waits_as_long_as_it_is_told(
    provider: ImageProvider, upstream: KieUpstream
) -> None:
    upstream.asking_script = [enveloped(429, "too often")]
    with pytest.raises(ProviderError, match="in time"):
        await provider.generate(make_call(ROUTE, timeout_s=0.5))
    assert len([seen for seen in upstream.seen if "recordInfo" in seen.path]) == 1


@pytest.mark.parametrize(
    ("record", "retry"),
    [
        ({"state": "success", "resultJson": "no json"}, True),
        ({"state": "success", "resultJson": '{"resultUrls": []}'}, True),
        ({"state": "success"}, True),
    ],
)
async def test_a_success_without_a_readable_result_is_no_picture(
    provider: ImageProvider, upstream: KieUpstream, record: dict[str, str], retry: bool
) -> None:
    upstream.asking_script = [canned(200, {"no": "envelope"}), enveloped(200, "success", record)]
    with pytest.raises(ProviderError) as caught:
        await provider.generate(make_call(ROUTE))
    assert (caught.value.kind, caught.value.is_retryable_here) == (TRANSIENT, retry)


async def test_an_upload_without_an_address_stops_before_anything_is_paid(
    provider: ImageProvider, upstream: KieUpstream
) -> None:
    upstream.upload_reply = {"success": True, "code": 200, "msg": "ok", "data": {}}
    with pytest.raises(ProviderError):
        await provider.generate(make_call(ROUTE, references=(reference(),)))
    assert upstream.submits == 0

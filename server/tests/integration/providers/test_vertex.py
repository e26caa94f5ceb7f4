"""Tokens of Google Cloud, what Vertex AI is told, and that the stand-in speaks as it does."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from google import genai
from google.genai import types
from google.oauth2 import service_account
from tests.standins.gemini_upstream import google_error
from tests.standins.provider_calls import make_call, make_route
from tests.standins.sample_pictures import decodes, noisy_png, reference
from tests.standins.upstream_server import canned
from tests.standins.vertex_upstream import PROJECT, VertexUpstream

from cavendish.adapters.providers import vertex
from cavendish.adapters.upstream.google_tokens import GoogleTokens, find_grant
from cavendish.adapters.upstream.upstream_http import UpstreamHttp
from cavendish.domain.clock import SystemClock
from cavendish.domain.errors import FailureKind, ProviderError, SetupError
from cavendish.domain.generation import OutputFormat, ReferenceImage

MODEL = "gemini-2.5-flash-image"
ROUTE = make_route("vertex", MODEL)


@pytest.fixture
async def upstream() -> AsyncIterator[VertexUpstream]:
    async with VertexUpstream() as server:
        yield server


@pytest.fixture
async def provider(upstream: VertexUpstream) -> AsyncIterator[vertex.VertexProvider]:
    built = vertex.build(upstream.environ())
    yield built
    await built.close()


class ToldClock:
    def __init__(self, now_ms: int) -> None:
        self.now = now_ms

    def now_ms(self) -> int:
        return self.now


async def test_one_token_serves_many_calls_at_once(
    provider: vertex.VertexProvider, upstream: VertexUpstream
) -> None:
    made = await asyncio.gather(*(provider.generate(make_call(ROUTE)) for _ in range(5)))
    assert all(decodes(item.content) for item in made)
    assert upstream.grants == ["jwt-bearer"]


async def test_a_refused_token_is_replaced_once(
    provider: vertex.VertexProvider, upstream: VertexUpstream
) -> None:
    await provider.generate(make_call(ROUTE))
    upstream.tokens.append("revoked all others")
    assert decodes((await provider.generate(make_call(ROUTE))).content)
    assert upstream.grants == ["jwt-bearer"] * 2


async def test_a_token_that_is_refused_twice_alarms_the_operator(
    provider: vertex.VertexProvider, upstream: VertexUpstream
) -> None:
    unwelcome = google_error(401, "UNAUTHENTICATED", "no")
    upstream.play(unwelcome, unwelcome)
    with pytest.raises(ProviderError) as caught:
        await provider.generate(make_call(ROUTE))
    assert caught.value.kind is FailureKind.MISCONFIGURED
    assert upstream.submits == 2


@pytest.mark.parametrize("left_s", [301, 299])
async def test_a_token_is_renewed_five_minutes_before_its_end(upstream: VertexUpstream, left_s: int) -> None:
    clock, http = ToldClock(1_800_000_000_000), UpstreamHttp("vertex")
    tokens = GoogleTokens(find_grant(upstream.environ()), http, clock)
    first = await tokens.token()
    clock.now += (3599 - left_s) * 1000
    assert (await tokens.token() == first) is (left_s > 300)
    await http.close()


@pytest.mark.parametrize("skew_s", [-86_400, 7200])
async def test_a_wrong_clock_of_ours_is_corrected_by_theirs(upstream: VertexUpstream, skew_s: int) -> None:
    upstream.now_s = SystemClock().now_ms() / 1000
    clock, http = ToldClock(round((upstream.now_s + skew_s) * 1000)), UpstreamHttp("vertex")
    assert await GoogleTokens(find_grant(upstream.environ()), http, clock).token()
    assert upstream.grants == ["jwt-bearer"] * 2
    await http.close()


async def test_a_revoked_key_alarms_the_operator_and_a_broken_token_server_does_not(
    provider: vertex.VertexProvider, upstream: VertexUpstream
) -> None:
    for reply, kind in [
        (canned(401, {"error": "invalid_client"}), FailureKind.MISCONFIGURED),
        (canned(500, {}), FailureKind.TRANSIENT),
    ]:
        upstream.token_reply = reply
        with pytest.raises(ProviderError) as caught:
            await provider.generate(make_call(ROUTE))
        assert caught.value.kind is kind
    assert upstream.submits == 0


async def test_users_and_the_metadata_server_grant_tokens_too(
    upstream: VertexUpstream, tmp_path: Path
) -> None:
    user = {
        "type": "authorized_user",
        "client_id": "c",
        "client_secret": "s",
        "refresh_token": "refresh-1",
        "token_uri": f"{upstream.url}/token",
    }
    folder = upstream.key_file(user).parent
    (folder / "key.json").rename(folder / "application_default_credentials.json")
    shared = {"GOOGLE_CLOUD_PROJECT": PROJECT, "CAVENDISH_VERTEX_BASE_URL": upstream.url}
    for environ in (
        shared | {"CAVENDISH_VERTEX_AUTH": "gcloud", "CLOUDSDK_CONFIG": str(folder)},
        shared | {"CAVENDISH_VERTEX_AUTH": "metadata", "GCE_METADATA_HOST": f"127.0.0.1:{upstream.port}"},
    ):
        built = vertex.build(environ)
        assert decodes((await built.generate(make_call(ROUTE))).content)
        await built.close()
    assert upstream.grants == ["refresh_token", "metadata"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('{"type": "external_account"}', "external_account"),
        ('{"type": "service_account", "private_key": "no key"}', "no readable private key"),
        ("not json", "no key file"),
    ],
)
def test_a_key_file_that_makes_no_sense_is_named(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "key.json"
    path.write_text(content)
    with pytest.raises(SetupError, match=says) as caught:
        find_grant({"GOOGLE_APPLICATION_CREDENTIALS": str(path)})
    assert str(path) in str(caught.value)
    with pytest.raises(SetupError, match="cannot be read"):
        find_grant({"GOOGLE_APPLICATION_CREDENTIALS": str(tmp_path / "none")})


def test_it_is_live_with_a_project_and_some_credentials() -> None:
    why = vertex.PLUGIN.why_not_live
    assert why(ROUTE, {}) == "GOOGLE_CLOUD_PROJECT not set"
    assert why(ROUTE, {"GOOGLE_CLOUD_PROJECT": "p"}) is not None
    assert why(ROUTE, {"GOOGLE_CLOUD_PROJECT": "p", "CAVENDISH_VERTEX_AUTH": "metadata"}) is None
    assert why(ROUTE, {"GOOGLE_CLOUD_PROJECT": "p", "GOOGLE_APPLICATION_CREDENTIALS": "f"}) is None


async def test_the_location_is_in_the_path_and_the_format_is_asked_only_where_told(
    provider: vertex.VertexProvider, upstream: VertexUpstream
) -> None:
    await provider.generate(make_call(ROUTE, output_format=OutputFormat.JPEG))
    assert "/locations/global/" in upstream.seen[-1].path
    assert "imageOutputOptions" not in str(upstream.last_json("generateContent"))
    eu = make_route("vertex", MODEL, location="europe-west1", choose_format=True)
    await provider.generate(make_call(eu, output_format=OutputFormat.JPEG))
    assert "/locations/europe-west1/" in upstream.seen[-1].path
    config = upstream.last_json("generateContent")["generationConfig"]["imageConfig"]
    assert config["imageOutputOptions"] == {"mimeType": "image/jpeg"}


@pytest.mark.parametrize(
    ("location", "host"),
    [
        ("global", "https://aiplatform.googleapis.com"),
        ("eu", "https://aiplatform.eu.rep.googleapis.com"),
        ("us-central1", "https://us-central1-aiplatform.googleapis.com"),
    ],
)
def test_each_location_has_its_host(location: str, host: str) -> None:
    assert vertex._host(location) == host


async def test_a_reference_over_seven_megabytes_is_made_smaller_first(
    provider: vertex.VertexProvider, upstream: VertexUpstream
) -> None:
    big = ReferenceImage(content=noisy_png(1600), media_type="image/png", width=1600, height=1600)
    assert len(big.content) > 7_000_000
    await provider.generate(make_call(ROUTE, references=(big, reference())))
    assert len(upstream.references[0]) < 7_000_000
    assert decodes(upstream.references[0])
    assert upstream.references[1] == reference().content
    assert upstream.submits == 1


async def test_the_official_sdk_works_against_the_stand_in(upstream: VertexUpstream) -> None:
    credentials = service_account.Credentials.from_service_account_info(
        upstream.service_account(), scopes=["https://www.googleapis.com/auth/cloud-platform"]
    )

    def ask() -> types.GenerateContentResponse:
        sdk = genai.Client(
            vertexai=True,
            project=PROJECT,
            location="global",
            credentials=credentials,
            http_options=types.HttpOptions(base_url=upstream.url),
        )
        try:
            return sdk.models.generate_content(
                model=MODEL,
                contents=[
                    "a fox",
                    types.Part.from_bytes(data=reference().content, mime_type="image/png"),
                ],
                config=types.GenerateContentConfig(
                    response_modalities=["IMAGE"],
                    image_config=types.ImageConfig(aspect_ratio="16:9", output_mime_type="image/png"),
                ),
            )
        finally:
            sdk.close()

    answer = await asyncio.to_thread(ask)
    assert upstream.grants == ["jwt-bearer"]
    assert upstream.references == [reference().content]
    assert decodes(answer.candidates[0].content.parts[1].inline_data.data)

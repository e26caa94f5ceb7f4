"""The official google-genai client against the Gemini-compatible paths; tasks are ended by hand."""

import base64
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from google import genai
from google.genai import errors, types
from tests.api_fixtures import PICTURE, new_key
from tests.integration.api.asgi_client import Client
from tests.integration.dialects.conftest import asked
from tests.standins.sample_pictures import picture
from tests.whole_minute import early_in_a_minute

from cavendish.bootstrap import ApiServices
from cavendish.entrypoints.api.front import Front

pytestmark = [
    pytest.mark.integration,
    pytest.mark.asyncio(loop_scope="module"),
    # The SDK derives from a class of aiohttp's that does not want it.
    pytest.mark.filterwarnings("ignore:Inheritance class AiohttpClientSession:DeprecationWarning"),
]
PATH = "/v1beta/models/nano-banana:generateContent"


@pytest_asyncio.fixture(loop_scope="module", params=[None, "v1beta"])
async def sdk(
    base_url: str, secret: str, request: pytest.FixtureRequest
) -> AsyncIterator[genai.client.AsyncClient]:
    """With the API version that it chooses itself, and with the one it chose before."""
    options = types.HttpOptions(base_url=base_url, api_version=request.param)
    client = genai.Client(api_key=secret, http_options=options)
    yield client.aio
    await client.aio.aclose()
    client.close()


def config(**image: Any) -> types.GenerateContentConfig:
    return types.GenerateContentConfig(
        response_modalities=["IMAGE"], image_config=types.ImageConfig(**image) if image else None
    )


def picture_part(kind: str = "png") -> types.Part:
    return types.Part.from_bytes(data=picture(kind), mime_type=f"image/{kind}")


def bodies(**config: Any) -> dict[str, Any]:
    return {"contents": [{"parts": [{"text": "a fox"}]}], "generationConfig": config}


def with_blob(mime_type: str, data: str) -> dict[str, Any]:
    blob = {"mimeType": mime_type, "data": data}
    return {"contents": [{"parts": [{"text": "x"}, {"inlineData": blob}]}]}


async def test_words_become_a_picture(sdk: genai.client.AsyncClient, services: ApiServices) -> None:
    answer = await sdk.models.generate_content(
        model="gemini-2.5-flash-image", contents="a red fox", config=config(aspect_ratio="16:9")
    )
    [task] = await asked(services)
    assert (task["prompt"], task["aspect_ratio"], task["mode"]) == ("a red fox", "16:9", "text-to-image")
    [candidate] = answer.candidates or []
    assert candidate.finish_reason is types.FinishReason.STOP
    [part] = answer.parts or []
    assert part.inline_data is not None
    assert (part.inline_data.data, part.inline_data.mime_type) == (PICTURE, "image/png")
    assert (answer.response_id, answer.model_version) == (task["id"], "nano-banana")


async def test_pictures_beside_the_words_are_references(
    sdk: genai.client.AsyncClient, services: ApiServices
) -> None:
    linked = types.Part.from_uri(file_uri="https://example.com/a.png", mime_type="image/png")
    await sdk.models.generate_content(
        model="nano-banana-2",
        contents=["make it snow", picture_part("png"), picture_part("jpeg"), linked, "a lot"],
        config=types.GenerateContentConfig(
            system_instruction="as a woodcut",
            candidate_count=2,
            image_config=types.ImageConfig(image_size="2K"),
        ),
    )
    tasks = await asked(services)
    assert len(tasks) == 2
    for task in tasks:
        assert task["prompt"] == "as a woodcut\nmake it snow\na lot"
        assert (task["model"], task["resolution"], task["aspect_ratio"]) == ("nano-banana-2", "2K", "auto")
        stored = [f"cavendish-upload:uploads/{task['id']}/{number}" for number in (0, 1)]
        assert task["image_urls"] == [*stored, "https://example.com/a.png"]


async def test_a_conversation_edits_its_latest_picture(
    sdk: genai.client.AsyncClient, services: ApiServices
) -> None:
    def model_said(*parts: types.Part) -> types.Content:
        return types.Content(role="model", parts=list(parts))

    await sdk.models.generate_content(
        model="nano-banana",
        contents=[
            types.UserContent("a fox"),
            model_said(types.Part.from_text(text="Here it is"), picture_part()),
            types.UserContent("make it blue"),
        ],
    )
    [task] = await asked(services)
    assert (task["prompt"], task["mode"], len(task["image_urls"])) == ("make it blue", "image-to-image", 1)


async def test_a_stream_is_one_event_with_the_whole_answer(sdk: genai.client.AsyncClient) -> None:
    stream = await sdk.models.generate_content_stream(model="nano-banana", contents="a fox")
    chunks = [chunk async for chunk in stream]
    assert len(chunks) == 1
    assert (chunks[0].parts or [])[0].inline_data.data == PICTURE  # type: ignore[union-attr]
    with pytest.raises(errors.ClientError):
        await anext(await sdk.models.generate_content_stream(model="imagen", contents="a fox"))


async def test_refused_words_are_prompt_feedback(sdk: genai.client.AsyncClient) -> None:
    prompt = "CONTENT_VIOLATION: The request was refused: it breaks the content policy (safety)"
    answer = await sdk.models.generate_content(model="nano-banana", contents=prompt)
    assert answer.candidates is None
    assert answer.prompt_feedback is not None
    assert answer.prompt_feedback.block_reason is types.BlockedReason.PROHIBITED_CONTENT


async def test_a_withheld_picture_is_a_finish_reason(sdk: genai.client.AsyncClient) -> None:
    prompt = "CONTENT_VIOLATION: The picture was withheld: it breaks the content policy (safety)"
    answer = await sdk.models.generate_content(model="nano-banana", contents=prompt)
    [candidate] = answer.candidates or []
    assert candidate.finish_reason is types.FinishReason.IMAGE_SAFETY
    assert (answer.prompt_feedback, candidate.content) == (None, None)


@pytest.mark.parametrize(
    ("prompt", "code", "status"),
    [
        ("INVALID_IMAGE_URL: failed to download", 400, "INVALID_ARGUMENT"),
        ("CANCELLED: by its owner", 409, "ABORTED"),
        ("GENERATION_FAILED: no picture", 500, "INTERNAL"),
        ("MODEL_UNAVAILABLE: unavailable", 503, "UNAVAILABLE"),
        ("PROCESSING_TIMEOUT: timeout", 504, "DEADLINE_EXCEEDED"),
    ],
)
async def test_a_failed_task_is_googles_error(
    sdk: genai.client.AsyncClient, prompt: str, code: int, status: str
) -> None:
    with pytest.raises(errors.APIError) as caught:
        await sdk.models.generate_content(model="nano-banana", contents=prompt)
    assert (caught.value.code, caught.value.status, caught.value.message) == (code, status, prompt)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "contents"),
        ({"contents": []}, "contents"),
        ({"contents": [{"parts": [{"text": " "}]}]}, "contents.parts.text"),
        ({"contents": [{"parts": [{"text": "x" * 5001}]}]}, "contents.parts.text"),
        (bodies(candidateCount=0), "generationConfig.candidateCount"),
        (bodies(candidateCount=9), "generationConfig.candidateCount"),
        (bodies(responseModalities=["TEXT"]), "generationConfig.responseModalities"),
        (bodies(imageConfig={"aspectRatio": "7:5"}), "generationConfig.imageConfig.aspectRatio"),
        (
            bodies(imageConfig={"outputMimeType": "image/webp"}),
            "generationConfig.imageConfig.outputMimeType",
        ),
        (
            {
                "contents": [
                    {"parts": [{"text": "x"}, {"inlineData": {"mimeType": "text/plain", "data": ""}}]}
                ]
            },
            "contents.parts.inlineData.mimeType",
        ),
        (
            {
                "contents": [
                    {"parts": [{"text": "x"}, {"inlineData": {"mimeType": "image/png", "data": "é"}}]}
                ]
            },
            "contents.parts.inlineData.data",
        ),
        (
            {
                "contents": [
                    {"parts": [{"text": "x"}, {"inlineData": {"mimeType": "image/png", "data": "AA"}}]}
                ]
            },
            "contents.parts.inlineData[0]",
        ),
    ],
)
async def test_a_bad_field_is_named(
    app: Front, secret: str, services: ApiServices, body: dict[str, Any], field: str
) -> None:
    reply = await Client(app, secret).call("POST", PATH, body=body, headers={"x-goog-api-key": secret})
    error = reply.json["error"]
    assert (reply.status, error["code"], error["status"]) == (400, 400, "INVALID_ARGUMENT")
    assert error["details"][0]["fieldViolations"][0]["field"] == field
    assert await asked(services) == []


async def test_both_alphabets_of_base64_are_read(app: Front, secret: str, services: ApiServices) -> None:
    for encode in (base64.b64encode, base64.urlsafe_b64encode):
        blob = {"mime_type": "image/png", "data": encode(picture("png", (61, 47))).decode().rstrip("=")}
        body = {"contents": [{"parts": [{"text": "x"}, {"inline_data": blob}]}]}
        reply = await Client(app, secret).call("POST", PATH, body=body, headers={"x-goog-api-key": secret})
        assert reply.status == 200, reply.body
        [given] = [part["inlineData"] for part in reply.json["candidates"][0]["content"]["parts"]]
        assert base64.b64decode(given["data"]) == PICTURE
    assert len(await asked(services)) == 2


async def test_the_key_may_come_three_ways(app: Front, services: ApiServices) -> None:
    secret = await new_key(services)
    client = Client(app, secret)
    for target, headers in (
        ("/v1beta/models", {"x-goog-api-key": secret}),
        (f"/v1beta/models?pageSize=5&key={secret}", {}),
        ("/v1beta/models", {"Authorization": f"Bearer {secret}"}),
    ):
        assert (await client.get(target, headers=headers)).status == 200
    listed = (await client.get("/v1/models", headers={"x-goog-api-key": secret})).json
    assert "models" in listed, "Google's newer clients ask so"
    for target in ("/v1beta/models", "/v1beta/models?key=cav_wrong", "/v1beta/nothing?key="):
        reply = await client.get(target)
        assert (reply.status, reply.json["error"]["status"]) == (401, "UNAUTHENTICATED")
    # Only there: our own paths, and OpenAI's, take no key from the address.
    for target in (f"/api/v1/tasks?key={secret}", f"/v1/models?key={secret}"):
        assert (await client.get(target, key=None)).status == 401


async def test_what_stops_a_request_early_has_googles_shape(app: Front, services: ApiServices) -> None:
    secret = await new_key(services, balance_microusd=0, requests_per_minute=4)
    client, key = Client(app, secret), {"x-goog-api-key": secret}
    await early_in_a_minute()
    for method, target, status, name in (
        ("POST", PATH, 429, "RESOURCE_EXHAUSTED"),
        ("PUT", "/v1beta/models", 405, "UNIMPLEMENTED"),
        ("GET", "/v1beta/nothing", 404, "NOT_FOUND"),
        ("POST", PATH.replace("nano-banana", "imagen"), 404, "NOT_FOUND"),
        ("POST", PATH, 429, "RESOURCE_EXHAUSTED"),
    ):
        reply = await client.call(method, target, headers=key, body=bodies() if method == "POST" else None)
        error = reply.json["error"]
        assert (reply.status, error["code"], error["status"]) == (status, status, name)
    assert "4 a minute" in error["message"]
    assert error["details"][0]["retryDelay"] == reply.headers["retry-after"] + "s"


async def test_models_are_listed_and_read(sdk: genai.client.AsyncClient) -> None:
    names = [model.name async for model in await sdk.models.list()]
    assert names == ["models/nano-banana", "models/nano-banana-2", "models/nano-banana-pro"]
    model = await sdk.models.get(model="gemini-3-pro-image-preview")
    assert (model.name, model.display_name) == ("models/nano-banana-pro", "Nano Banana Pro")
    with pytest.raises(errors.ClientError) as caught:
        await sdk.models.get(model="imagen")
    assert caught.value.code == 404


async def test_a_stream_without_events_is_a_list_of_one_answer(app: Front, secret: str) -> None:
    client, key = Client(app, secret), {"x-goog-api-key": secret}
    stream = PATH.replace("generateContent", "streamGenerateContent")
    whole = await client.call("POST", stream, body=bodies(), headers=key)
    (answer,) = whole.json
    data = answer["candidates"][0]["content"]["parts"][0]["inlineData"]["data"]
    assert base64.b64decode(data) == PICTURE
    assert "x-task-id" in whole.headers
    failed = {"contents": [{"parts": [{"text": "GENERATION_FAILED: no picture"}]}]}
    refused = await client.call("POST", stream, body=failed, headers=key)
    assert refused.status >= 500
    assert refused.json["error"]["code"] == refused.status

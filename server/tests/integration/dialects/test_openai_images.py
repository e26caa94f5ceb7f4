"""The official OpenAI client against the OpenAI-compatible paths; tasks are ended by hand."""

import asyncio
import base64
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import openai
import pytest
from tests.api_fixtures import PICTURE, PUBLIC_URL, new_key
from tests.integration.api.asgi_client import STATUS, Client
from tests.integration.dialects.conftest import asked, serving
from tests.standins.hand_worker import LEFT_WAITING
from tests.standins.sample_pictures import picture
from tests.whole_minute import early_in_a_minute

from cavendish.bootstrap import ApiServices
from cavendish.entrypoints.api.asgi import create_app
from cavendish.entrypoints.api.front import Front
from cavendish.services.watch_tasks import WatchTasks

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="module")]
Connect = Callable[..., openai.AsyncOpenAI]


@pytest.fixture
def sdk(connect: Connect, secret: str) -> openai.AsyncOpenAI:
    return connect(secret)


async def test_a_picture_comes_as_a_link(sdk: openai.AsyncOpenAI, services: ApiServices) -> None:
    raw = await sdk.images.with_raw_response.generate(prompt="a red fox", model="nano-banana")
    answer = raw.parse()
    [task] = await asked(services)
    assert answer.data is not None
    assert [image.url for image in answer.data] == [f"{PUBLIC_URL}/results/{task['asset_token']}.png"]
    assert answer.data[0].b64_json is None
    assert answer.created == task["completed_at_ms"] // 1000
    assert answer.output_format == "png"
    assert raw.headers["x-task-id"] == task["id"]
    assert int(raw.headers["ratelimit-remaining"]) < int(raw.headers["ratelimit-limit"])


async def test_a_picture_comes_as_base64_when_asked(sdk: openai.AsyncOpenAI) -> None:
    for fields in ({"model": "nano-banana", "response_format": "b64_json"}, {"model": "gpt-image-1"}):
        answer = await sdk.images.generate(prompt="a red fox", output_format="jpeg", **fields)  # type: ignore[call-overload]
        assert base64.b64decode(answer.data[0].b64_json) == PICTURE
        assert (answer.data[0].url, answer.output_format) == (None, "jpeg")


@pytest.mark.parametrize(
    ("fields", "ratio", "resolution", "model"),
    [
        ({}, "auto", None, "nano-banana"),
        ({"size": "auto", "model": "dall-e-3"}, "auto", None, "nano-banana"),
        ({"size": "1024x1024", "model": "gpt-image-2"}, "1:1", None, "nano-banana"),
        ({"size": "1536x1024"}, "3:2", None, "nano-banana"),
        ({"size": "1024x1792"}, "9:16", None, "nano-banana"),
        ({"size": "256x256", "model": "nano-banana-2"}, "1:1", "1K", "nano-banana-2"),
        ({"size": "2048x2048", "model": "nano-banana-2"}, "1:1", "2K", "nano-banana-2"),
        ({"size": "3840x2160", "model": "nano-banana-pro"}, "16:9", "4K", "nano-banana-pro"),
        ({"size": "4096x512", "model": "nano-banana-2"}, "8:1", "2K", "nano-banana-2"),
        ({"extra_body": {"aspect_ratio": "21:9", "provider": "value"}}, "21:9", None, "nano-banana"),
    ],
)
async def test_size_and_model_are_read_as_ours(
    sdk: openai.AsyncOpenAI, services: ApiServices, fields: dict[str, Any],
    ratio: str, resolution: str | None, model: str,
) -> None:  # fmt: skip
    await sdk.images.generate(
        prompt="a fox", quality="high", style="vivid", user="u", background="opaque", **fields
    )
    [task] = await asked(services)
    assert (task["aspect_ratio"], task["resolution"], task["model"]) == (ratio, resolution, model)


@pytest.mark.parametrize("count", [1, 10])
async def test_n_pictures_are_n_tasks(sdk: openai.AsyncOpenAI, services: ApiServices, count: int) -> None:
    answer = await sdk.images.generate(prompt="a fox", n=count)
    assert len({image.url for image in answer.data or ()}) == count == len(await asked(services))


async def test_over_the_cap_none_of_n_is_made(services: ApiServices, connect: Connect) -> None:
    secret = await new_key(services, max_live_tasks=2)
    client = connect(secret, max_retries=0)
    with pytest.raises(openai.RateLimitError) as caught:
        await client.images.generate(prompt=LEFT_WAITING, n=3)
    assert (caught.value.code, caught.value.type) == ("rate_limit_exceeded", "requests")
    assert "2 pending or processing" in caught.value.message
    assert int(caught.value.response.headers["retry-after"]) >= 1
    assert await asked(services) == []


@pytest.mark.parametrize("files", [1, 3])
async def test_an_edit_takes_one_picture_or_several(
    sdk: openai.AsyncOpenAI, services: ApiServices, files: int
) -> None:
    pictures = [picture("PNG"), ("b.jpg", picture("JPEG")), picture("WEBP")][:files]
    answer = await sdk.images.edit(
        image=pictures if files > 1 else pictures[0],  # type: ignore[arg-type]
        prompt="make it snow ✳", n=2, size="1024x1536", output_format="jpeg",
    )  # fmt: skip
    assert len(answer.data or ()) == 2
    for task in await asked(services):
        assert (task["mode"], task["prompt"]) == ("image-to-image", "make it snow ✳")
        assert (task["aspect_ratio"], task["output_format"]) == ("2:3", "jpeg")
        stored = [f"cavendish-upload:uploads/{task['id']}/{number}" for number in range(files)]
        assert task["image_urls"] == stored


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({"prompt": " "}, "prompt"),
        ({"prompt": "x" * 5001}, "prompt"),
        ({"n": 0}, "n"),
        ({"n": 11}, "n"),
        ({"size": "big"}, "size"),
        ({"size": "0x10"}, "size"),
        ({"output_format": "webp"}, "output_format"),
        ({"response_format": "gif"}, "response_format"),
        ({"stream": True}, "stream"),
        ({"extra_body": {"aspect_ratio": "7:5"}}, "aspect_ratio"),
        ({"extra_body": {"provider": "x"}}, "provider"),
        ({"extra_headers": {"Idempotency-Key": "with space"}}, "Idempotency-Key"),
    ],
)
async def test_a_bad_field_is_named(sdk: openai.AsyncOpenAI, fields: dict[str, Any], param: str) -> None:
    with pytest.raises(openai.BadRequestError) as caught:
        await sdk.images.generate(**{"prompt": "a fox", **fields})
    assert (caught.value.param, caught.value.code) == (param, "invalid_value")
    assert param in caught.value.message
    assert "input." not in caught.value.message


async def test_a_bad_edit_is_refused(sdk: openai.AsyncOpenAI, services: ApiServices) -> None:
    photo = picture()
    for fields, param in (
        ({"image": [photo] * 6}, "image"),
        ({"image": [photo, b"nothing like it"]}, "image[1]"),
        ({"image": photo + bytes(10 * 1024 * 1024)}, "image[0]"),
        ({"image": photo, "mask": photo}, "mask"),
        ({"image": []}, "image"),
        ({"image": photo, "n": 11}, "n"),
    ):
        with pytest.raises(openai.BadRequestError) as caught:
            await sdk.images.edit(**{"prompt": "make it snow", **fields})  # type: ignore[arg-type]
        assert caught.value.param == param, caught.value
    assert await asked(services) == []


@pytest.mark.parametrize(
    ("prompt", "kind", "code"),
    [
        ("CONTENT_VIOLATION: content policy", openai.BadRequestError, "content_policy_violation"),
        ("INVALID_IMAGE_URL: failed to download", openai.BadRequestError, "invalid_image"),
        ("PROCESSING_TIMEOUT: timeout", openai.InternalServerError, "timeout"),
        ("MODEL_UNAVAILABLE: unavailable", openai.InternalServerError, "model_unavailable"),
        ("GENERATION_FAILED: no picture", openai.InternalServerError, "generation_failed"),
        ("CANCELLED: by its owner", openai.ConflictError, "cancelled"),
    ],
)
async def test_a_failed_task_is_an_error_that_is_not_retried(
    sdk: openai.AsyncOpenAI, services: ApiServices, prompt: str, kind: type[openai.APIStatusError], code: str
) -> None:
    with pytest.raises(kind) as caught:
        await sdk.images.generate(prompt=prompt)
    assert (caught.value.code, caught.value.body["message"]) == (code, prompt)  # type: ignore[index]
    assert [task["id"] for task in await asked(services)] == [caught.value.response.headers["x-task-id"]]


async def test_gpt_models_call_a_violation_moderation_blocked(sdk: openai.AsyncOpenAI) -> None:
    with pytest.raises(openai.BadRequestError) as caught:
        await sdk.images.generate(prompt="CONTENT_VIOLATION: content policy", model="gpt-image-1")
    assert (caught.value.code, caught.value.type) == ("moderation_blocked", "image_generation_user_error")


async def test_a_wait_that_is_over_names_the_task_which_goes_on(
    services: ApiServices, app: Front, secret: str, connect: Connect
) -> None:
    impatient = replace(services, settings=replace(services.settings, sync_wait_s=0.2))
    async with serving(create_app(impatient)) as url:
        client = connect(secret, url=url)
        with pytest.raises(openai.InternalServerError) as caught:
            await client.images.generate(prompt=LEFT_WAITING)
    [task] = await asked(services)
    assert caught.value.status_code == 504
    assert caught.value.code == "timeout"
    assert f"{STATUS}?taskId={task['id']}" in caught.value.message
    assert caught.value.response.headers["x-task-id"] == task["id"]
    assert (await Client(app, secret).status(task["id"])).json["data"]["state"] == "pending"


async def test_a_client_that_hangs_up_leaves_its_task(sdk: openai.AsyncOpenAI, services: ApiServices) -> None:
    calling = asyncio.create_task(sdk.images.generate(prompt=LEFT_WAITING))
    async with asyncio.timeout(20):
        while not services.watch_tasks.waiting:
            await asyncio.sleep(0.01)
        calling.cancel()
        while services.watch_tasks.waiting:
            await asyncio.sleep(0.01)
    assert [task["state"] for task in await asked(services)] == ["pending"]


async def test_a_repeat_under_the_same_key_is_not_paid_twice(
    sdk: openai.AsyncOpenAI, services: ApiServices
) -> None:
    once: Any = {"extra_headers": {"Idempotency-Key": "order-17"}}
    first = await sdk.images.generate(prompt="a fox", n=3, **once)
    again = await sdk.images.generate(prompt="a fox", n=3, **once)
    assert [image.url for image in first.data or ()] == [image.url for image in again.data or ()]
    assert len(await asked(services)) == 3
    with pytest.raises(openai.ConflictError) as caught:
        await sdk.images.generate(prompt="another fox", **once)
    assert caught.value.code == "idempotency_conflict"
    # A form has another boundary each time it is sent, and is the same form all the same.
    edit: Any = {"image": picture("PNG"), "extra_headers": {"Idempotency-Key": "order-18"}}
    edits = [await sdk.images.edit(prompt="make it snow", **edit) for _ in range(2)]
    assert edits[0].data == edits[1].data
    assert len(await asked(services)) == 4


async def test_so_many_repeats_may_wait_beside_the_first_call_and_no_more(
    services: ApiServices, secret: str, connect: Connect
) -> None:
    watch = WatchTasks(most_waiting=3)
    once: Any = {"n": 2, "extra_headers": {"Idempotency-Key": "order-19"}}
    async with serving(create_app(replace(services, watch_tasks=watch))) as url:
        images = connect(secret, url=url, max_retries=0).images
        calling = []
        for waiters in (2, 4):
            calling.append(asyncio.create_task(images.generate(prompt=LEFT_WAITING, **once)))
            while watch.waiting < waiters:
                await asyncio.sleep(0.01)
        with pytest.raises(openai.RateLimitError, match="repeated calls that wait") as caught:
            await images.generate(prompt=LEFT_WAITING, **once)
        assert caught.value.response.headers["retry-after"] == "5"
        async with asyncio.timeout(10):
            while watch.waiting > 4:  # none of the refused call waits on
                await asyncio.sleep(0.01)
            for call in calling:
                call.cancel()
            while watch.waiting:
                await asyncio.sleep(0.01)


async def test_a_used_up_balance_is_insufficient_quota(services: ApiServices, connect: Connect) -> None:
    secret = await new_key(services, balance_microusd=100_000)
    client = connect(secret)
    with pytest.raises(openai.RateLimitError) as caught:
        await client.images.generate(prompt="three cost $0.12", n=3)
    assert (caught.value.code, caught.value.type) == ("insufficient_quota", "insufficient_quota")
    assert len((await client.images.generate(prompt="two cost $0.08", n=2)).data or ()) == 2


async def test_models_are_those_that_the_key_may_use(
    sdk: openai.AsyncOpenAI, services: ApiServices, connect: Connect
) -> None:
    listed = [model.id async for model in sdk.models.list()]
    assert listed == ["nano-banana", "nano-banana-2", "nano-banana-pro"]
    assert (await sdk.models.retrieve("nano-banana-2")).owned_by == "cavendish"
    with pytest.raises(openai.NotFoundError) as caught:
        await sdk.models.retrieve("gpt-9")
    assert caught.value.code == "model_not_found"
    secret = await new_key(services, allowed_models=("nano-banana",))
    narrow = connect(secret)
    assert [model.id async for model in narrow.models.list()] == ["nano-banana"]
    with pytest.raises(openai.PermissionDeniedError):
        await narrow.images.generate(prompt="a fox", model="nano-banana-pro")
    with pytest.raises(openai.NotFoundError):
        await narrow.images.generate(prompt="a fox", model="midjourney")


async def test_what_stops_a_request_early_has_openais_shape(
    services: ApiServices, app: Front, connect: Connect
) -> None:
    stranger = connect("cav_wrong")
    with pytest.raises(openai.AuthenticationError) as caught:
        await stranger.images.generate(prompt="a fox")
    assert caught.value.code == "invalid_api_key"
    secret = await new_key(services, requests_per_minute=4)
    client, path = Client(app, secret), "/v1/images/generations"
    key = {"Authorization": f"Bearer {secret}"}
    too_large = {**key, "Content-Length": str(41 * 1024 * 1024)}
    await early_in_a_minute()
    for headers, method, target, status, code in (
        (too_large, "POST", path, 413, "body_too_large"),
        ({**key, "Content-Type": "text/plain"}, "POST", path, 415, "not_json"),
        (key, "GET", path, 405, "unknown_url"),
        (key, "GET", "/v1/nothing", 404, "unknown_url"),
        (key, "GET", "/v1/models", 429, "rate_limit_exceeded"),
        ({**key, "X-Many": "x" * 40_000}, "GET", "/v1/models", 431, "unknown_url"),
    ):
        reply = await client.call(method, target, headers=headers, body=b"{}" if method == "POST" else None)
        assert (reply.status, reply.json["error"]["code"]) == (status, code)
        assert set(reply.json["error"]) == {"message", "type", "param", "code"}


async def test_a_page_may_call_with_what_openais_client_sends(client_app: Client) -> None:
    headers = {
        "Origin": "https://app.example.com",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type,x-stainless-lang",
    }
    reply = await client_app.call("OPTIONS", "/v1/images/generations", headers=headers)
    assert reply.status == 204
    assert "x-stainless-lang" in reply.headers["access-control-allow-headers"].lower()
    metrics = (await client_app.get("/metrics")).body.decode()
    assert 'route="preflight"' in metrics


@pytest.fixture
def client_app(app: Front, secret: str) -> Client:
    return Client(app, secret)


async def test_a_field_of_a_form_that_is_no_text_is_named(app: Front, secret: str) -> None:
    form = (
        b'--x\r\nContent-Disposition: form-data; name="image"; filename="a.png"\r\n\r\n%b\r\n'
        b'--x\r\nContent-Disposition: form-data; name="prompt"\r\n\r\n\xff\xfe\r\n--x--\r\n'
    ) % picture()
    headers = {"Authorization": f"Bearer {secret}", "Content-Type": "multipart/form-data; boundary=x"}
    reply = await Client(app, secret).call("POST", "/v1/images/edits", body=form, headers=headers)
    assert reply.status == 400
    assert (reply.json["error"]["param"], reply.json["error"]["code"]) == ("prompt", "invalid_value")
    assert "UTF-8" in reply.json["error"]["message"]

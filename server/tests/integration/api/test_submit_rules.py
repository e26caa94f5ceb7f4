"""Every rule of the POST body, on both sides of its limit."""

from typing import Any

import pytest
from tests.api_fixtures import new_key
from tests.integration.api.asgi_client import SUBMIT, Client

from cavendish.bootstrap import ApiServices
from cavendish.domain.routing import Strategy

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="module")]
PICTURE = "https://example.com/a.png"
COMBINED = "e\u0301"
FOX = "\U0001f98a"


def text(**fields: Any) -> dict[str, Any]:
    return {"input": {"prompt": "a red fox", **fields}}


def edit(*urls: object, **fields: Any) -> dict[str, Any]:
    return {"input": {"mode": "image-to-image", "prompt": "make it blue", "image_urls": list(urls), **fields}}


ACCEPTED = {
    "the least": {"input": {"prompt": "x"}},
    "everything": {
        "request_type": "async",
        "callback_url": None,
        "provider": "official",
        "source": "my tag",
        "input": {
            "mode": "text-to-image",
            "prompt": "x",
            "image_urls": [],
            "aspect_ratio": "21:9",
            "output_format": "jpeg",
        },
    },
    "nulls": {
        "request_type": None,
        "callback_url": None,
        "provider": None,
        "source": None,
        "input": {
            "mode": None, "prompt": "x", "image_urls": None, "aspect_ratio": None, "output_format": None,
            "resolution": None,
        },
    },
    "unknown fields": {
        "webhook": "x",
        "metadata": {"a": [1]},
        "input": {"prompt": "x", "quality": 7, "negative_prompt": "y", "num_images": 4, "resolution": 12},
    },
    "callback": {"request_type": "callback", "callback_url": "https://example.com/hook", **text()},
    "a callback address that async does not use": {"callback_url": "https://example.com/hook", **text()},
    "jpg": text(output_format="jpg"),
    "auto ratio": text(aspect_ratio="auto"),
    "one reference": edit(PICTURE),
    "five references": edit(*[PICTURE] * 5),
    "5000 letters": text(prompt="a" * 5000),
    "5000 letters and space around": text(prompt=" \n" + "a" * 5000 + "\t "),
    "5000 foxes": text(prompt=FOX * 5000),
    "2500 combined letters": text(prompt=COMBINED * 2500),
    "a tag of 200 letters": {"source": "s" * 200, **text()},
    "right-to-left and control characters": text(prompt="\u202eab\x01c\x7f\u2028"),
}  # fmt: skip


@pytest.mark.parametrize("body", ACCEPTED.values(), ids=ACCEPTED)
async def test_it_is_accepted(shared_client: Client, body: dict[str, Any]) -> None:
    reply = await shared_client.submit(body)
    assert reply.status == 200, reply.body
    assert reply.json["code"] == 200
    assert reply.json["message"] == "success"
    assert reply.json["data"]["taskId"].startswith("task_")


REFUSED: dict[str, tuple[object, str, str]] = {
    "no input": ({}, "input", "Missing required field: input"),
    "null input": ({"input": None}, "input", "Missing required field: input"),
    "input a list": ({"input": []}, "input", "must be an object"),
    "input a string": ({"input": "a fox"}, "input", "must be an object"),
    "no prompt": ({"input": {}}, "input.prompt", "Missing required field: input.prompt"),
    "null prompt": (text(prompt=None), "input.prompt", "Missing required field: input.prompt"),
    "prompt a number": (text(prompt=7), "input.prompt", "must be a string, not a number"),
    "prompt a list": (text(prompt=["a"]), "input.prompt", "must be a string, not a list"),
    "prompt true": (text(prompt=True), "input.prompt", "must be a string, not true or false"),
    "empty prompt": (text(prompt=""), "input.prompt", "must not be empty"),
    "blank prompt": (text(prompt=" \n\t\u3000"), "input.prompt", "must not be empty"),
    "5001 letters": (text(prompt="a" * 5001), "input.prompt", "at most 5000 characters"),
    "5001 foxes": (text(prompt=FOX * 5001), "input.prompt", "has 5001"),
    "2501 combined letters": (text(prompt=COMBINED * 2501), "input.prompt", "has 5002"),
    "NUL in the prompt": (text(prompt="a\0b"), "input.prompt", "U+0000"),
    "unknown mode": (text(mode="inpaint"), "input.mode", "'text-to-image' or 'image-to-image'"),
    "mode a number": (text(mode=1), "input.mode", "must be one of"),
    "unknown ratio": (text(aspect_ratio="7:3"), "input.aspect_ratio", "'16:9'"),
    "ratio of another model": (text(aspect_ratio="1:8"), "input.aspect_ratio", "must be one of"),
    "ratio a number": (text(aspect_ratio=1.5), "input.aspect_ratio", "must be one of"),
    "unknown format": (text(output_format="webp"), "input.output_format", "'png'"),
    "format in capitals": (text(output_format="PNG"), "input.output_format", "'png'"),
    "pictures for text-to-image": (text(image_urls=[PICTURE]), "input.image_urls", "set input.mode"),
    "no pictures to edit": (edit(), "input.image_urls", "Missing required field: input.image_urls"),
    "pictures absent": (
        {"input": {"mode": "image-to-image", "prompt": "x"}},
        "input.image_urls",
        "Missing required field: input.image_urls",
    ),
    "six pictures": (edit(*[PICTURE] * 6), "input.image_urls", "at most 5 entries, and has 6"),
    "pictures a string": (text(image_urls=PICTURE), "input.image_urls", "must be a list of strings"),
    "a picture that is a number": (edit(PICTURE, PICTURE, 3), "input.image_urls[2]", "must be a string"),
    "a picture that is null": (edit(None), "input.image_urls[0]", "must be a string, not null"),
    "a picture that is no address": (edit(PICTURE, "cat.png"), "input.image_urls[1]", "must be absolute"),
    "a picture of ftp": (edit("ftp://example.com/a.png"), "input.image_urls[0]", "not supported"),
    "our own upload name": (edit("cavendish-upload:x"), "input.image_urls[0]", "cannot be used"),
    "a picture in a private network": (edit("https://10.0.0.1/a.png"), "input.image_urls[0]", "10.0.0.1"),
    "a picture at the metadata address": (
        edit("http://169.254.169.254/latest"), "input.image_urls[0]", "169.254.169.254",
    ),
    "a picture with NUL": (edit("https://example.com/\0"), "input.image_urls[0]", "control character"),
    "a data URL that is no picture": (edit("data:text/plain;base64,aGk="), "input.image_urls[0]", "cannot"),
    "a data URL of junk": (edit("data:image/png;base64,!!!"), "input.image_urls[0]", "cannot be used"),
    "unknown request type": ({"request_type": "sync", **text()}, "request_type", "'async' or 'callback'"),
    "request type a list": ({"request_type": [], **text()}, "request_type", "must be one of"),
    "callback without address": (
        {"request_type": "callback", **text()}, "callback_url", "Missing required field: callback_url",
    ),
    "callback to null": (
        {"request_type": "callback", "callback_url": None, **text()}, "callback_url", "Missing required",
    ),
    "callback by plain http": (
        {"request_type": "callback", "callback_url": "http://example.com/", **text()},
        "callback_url",
        "use https",
    ),
    "callback to this machine": (
        {"request_type": "callback", "callback_url": "https://localhost/x", **text()},
        "callback_url",
        "private network",
    ),
    "callback to no address": (
        {"request_type": "callback", "callback_url": "", **text()}, "callback_url", "must be absolute",
    ),
    "a bad callback address that async would not use": (
        {"callback_url": "nonsense", **text()}, "callback_url", "must be absolute",
    ),
    "callback a number": ({"callback_url": 5, **text()}, "callback_url", "must be a string"),
    "unknown provider": ({"provider": "cheap", **text()}, "provider", "'auto', 'value' or 'official'"),
    "a tag of 201 letters": ({"source": "s" * 201, **text()}, "source", "at most 200"),
    "a tag with NUL": ({"source": "\0", **text()}, "source", "U+0000"),
    "a tag that is an object": ({"source": {}, **text()}, "source", "must be a string, not an object"),
    "a list": ([], "", "must be a JSON object"),
    "a string": ("hello", "", "must be a JSON object"),
    "a number": (b"1", "", "must be a JSON object"),
    "null": (b"null", "", "must be a JSON object"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "field", "cure"), REFUSED.values(), ids=REFUSED)
async def test_it_is_refused_with_the_field_and_the_cure(
    shared_client: Client, body: object, field: str, cure: str
) -> None:
    reply = await shared_client.submit(body)
    assert reply.status == 400, reply.body
    assert reply.json["code"] == 400
    assert reply.json["message"].startswith("Invalid request: ")
    assert field in reply.json["message"]
    assert field in reply.error
    assert cure in reply.error or cure in reply.json["message"]
    assert "ratelimit-remaining" in reply.headers


async def test_the_other_models_have_limits_of_their_own(shared_client: Client) -> None:
    path = "/api/v1/generateTask/nano-banana-2"
    long_prompt = text(prompt="a" * 20_000, resolution="4k", aspect_ratio="1:8")
    assert (await shared_client.submit(long_prompt, path=path)).status == 200
    assert (await shared_client.submit(text(prompt="a" * 20_001), path=path)).status == 400
    assert (await shared_client.submit(edit(*[PICTURE] * 14), path=path)).status == 200
    assert (await shared_client.submit(edit(*[PICTURE] * 15), path=path)).status == 400
    refused = await shared_client.submit(text(resolution="8K"), path=path)
    assert refused.status == 400
    assert "input.resolution" in refused.error


async def test_what_was_asked_is_stored_trimmed_and_with_defaults(
    shared_client: Client, shared_services: ApiServices
) -> None:
    task_id = await shared_client.submit_prompt("  a red fox\n", source="tag")
    row = await shared_services.pool.fetchrow("SELECT * FROM tasks WHERE id = $1", task_id)
    assert row is not None
    assert (row["prompt"], row["mode"], row["source"]) == ("a red fox", "text-to-image", "tag")
    assert (row["aspect_ratio"], row["output_format"], row["strategy"]) == ("1:1", "png", "auto")
    assert row["callback_url"] is None


async def test_a_callback_address_is_stored_only_for_callbacks(
    shared_client: Client, shared_services: ApiServices
) -> None:
    url = "https://example.com/hook?x=1"
    ids = [
        await shared_client.submit_prompt(callback_url=url),
        await shared_client.submit_prompt(request_type="callback", callback_url=url),
    ]
    stored = [
        await shared_services.pool.fetchval("SELECT callback_url FROM tasks WHERE id = $1", task)
        for task in ids
    ]
    assert stored == [None, url]


async def test_the_strategy_set_on_the_key_is_the_default(
    shared_client: Client, shared_services: ApiServices
) -> None:
    secret = await new_key(shared_services, default_strategy=Strategy.OFFICIAL)
    for asked, stored in ((None, "official"), ("value", "value")):
        reply = await shared_client.submit({"provider": asked, **text()}, key=secret)
        task_id = reply.json["data"]["taskId"]
        strategy = await shared_services.pool.fetchval("SELECT strategy FROM tasks WHERE id = $1", task_id)
        assert strategy == stored


@pytest.mark.parametrize(
    "content_type",
    [None, "application/json", "application/json; charset=utf-8", 'Application/JSON;charset="UTF-8"', ""],
)
async def test_json_or_no_content_type_is_taken(shared_client: Client, content_type: str | None) -> None:
    headers = {} if content_type is None else {"Content-Type": content_type}
    assert (await shared_client.submit(text(), headers=headers)).status == 200


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "json", ";",
     "application/json; charset=utf-16"],
)  # fmt: skip
async def test_another_content_type_is_415(shared_client: Client, content_type: str) -> None:
    reply = await shared_client.submit(text(), headers={"Content-Type": content_type})
    assert reply.status == 415
    assert reply.json["code"] == 415
    assert "application/json" in reply.json["message"]


async def test_an_unknown_model_is_404_and_the_models_are_listed(shared_client: Client) -> None:
    for method, path in (("POST", "/api/v1/generateTask/dall-e"), ("GET", "/api/v1/statusTask/dall-e")):
        reply = await shared_client.call(method, path, body=text() if method == "POST" else None)
        assert reply.status == 404
        assert "Unknown model 'dall-e'" in reply.json["message"]
        assert "nano-banana" in reply.json["message"]


async def test_a_data_url_is_taken_and_its_bytes_are_kept(
    shared_client: Client, shared_services: ApiServices
) -> None:
    one_pixel = (
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
        "awAAAABJRU5ErkJggg=="
    )
    reply = await shared_client.submit(edit(one_pixel, PICTURE))
    assert reply.status == 200, reply.body
    urls = await shared_services.pool.fetchval(
        "SELECT image_urls FROM tasks WHERE id = $1", reply.json["data"]["taskId"]
    )
    assert urls[0].startswith("cavendish-upload:")
    assert urls[1] == PICTURE
    assert await shared_services.store.size_bytes(urls[0].removeprefix("cavendish-upload:"))
    detail = await shared_client.get(f"/api/v1/tasks/{reply.json['data']['taskId']}")
    assert detail.json["data"]["input"]["image_urls"] == ["uploaded", PICTURE]


async def test_the_trailing_slash_and_unknown_query_are_harmless(shared_client: Client) -> None:
    reply = await shared_client.submit(text(), path=f"{SUBMIT}/?utm=1")
    assert reply.status == 200
    task_id = reply.json["data"]["taskId"]
    headers = {"Content-Type": "application/json"}
    reply = await shared_client.get(
        f"/api/v1/statusTask/nano-banana/?x=%00&taskId={task_id}&x=2", headers=headers
    )
    assert reply.json["data"]["taskId"] == task_id

"""References sent ahead of their task."""

import re
from io import BytesIO

import pytest
from PIL import Image
from tests.api_fixtures import PUBLIC_URL, MovableClock, new_key, succeed
from tests.integration.api.asgi_client import Client

from cavendish.bootstrap import ApiServices
from cavendish.domain.task import RESULT_LIFETIME_MS, asset_key
from cavendish.entrypoints.api.bodies.upload_body import MAX_UPLOAD_BYTES
from cavendish.entrypoints.api.front import Front
from cavendish.services.tidy_up import TidyUp

pytestmark = pytest.mark.integration
FILES = "/api/v1/files"
DAY_MS = 24 * 3600 * 1000


@pytest.fixture
def environment(environment: dict[str, str]) -> dict[str, str]:
    return {**environment, "CAVENDISH_MAX_BODY_MB": "30"}


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    out = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "somebody's garden"
    Image.new("RGB", size, "teal").save(out, kind, exif=exif)
    return out.getvalue()


def form(*files: bytes, field: bytes = b"") -> tuple[bytes, dict[str, str]]:
    parts = [b'Content-Disposition: form-data; name="note"\r\n\r\n' + field] if field else []
    parts += [
        b'Content-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n'
        + file
        for file in files
    ]
    body = b"".join(b"--xXx\r\n" + part + b"\r\n" for part in parts) + b"--xXx--\r\n"
    return body, {"Content-Type": 'multipart/form-data; boundary="xXx"'}


async def upload(client: Client, content: bytes | None = None) -> str:
    reply = await client.call("POST", FILES, body=content or picture(), headers={"Content-Type": "image/png"})
    assert reply.status == 200, reply.body
    return reply.json["data"]["url"]


def edit_of(*urls: str) -> dict[str, object]:
    return {"input": {"mode": "image-to-image", "prompt": "make it snow", "image_urls": list(urls)}}


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
async def test_an_upload_is_kept_without_its_metadata(client: Client, kind: str) -> None:
    content = picture(kind)
    reply = await client.call("POST", FILES, body=content)
    url, extension = reply.json["data"]["url"], {"JPEG": "jpg"}.get(kind, kind.lower())
    assert re.fullmatch(rf"{PUBLIC_URL}/files/[0-9a-f]{{32}}\.{extension}", url)
    assert "ratelimit-remaining" in reply.headers
    got = await client.get(url.removeprefix(PUBLIC_URL), key=None)
    assert (got.status, got.headers["content-type"]) == (200, f"image/{kind.lower()}")
    assert got.headers["x-content-type-options"] == "nosniff"
    assert b"somebody's garden" in content
    assert b"somebody's garden" not in got.body
    assert Image.open(BytesIO(got.body)).size == (40, 30)


async def test_a_form_may_carry_the_picture_and_other_fields(client: Client) -> None:
    body, headers = form(picture(), field=b"hello")
    assert (await client.call("POST", FILES, body=body, headers=headers)).status == 200


async def test_a_form_of_two_pictures_of_none_or_torn_off_is_refused(client: Client) -> None:
    for files, field in (((picture(), picture()), b""), ((), b"x")):
        body, headers = form(*files, field=field)
        reply = await client.call("POST", FILES, body=body, headers=headers)
        assert reply.status == 400
        assert "file" in reply.error
    body, headers = form(picture())
    assert (await client.call("POST", FILES, body=body[:-9], headers=headers)).status == 400
    reply = await client.call("POST", FILES, body=body, headers={"Content-Type": "multipart/form-data"})
    assert "boundary" in reply.error


@pytest.mark.parametrize(
    ("content", "status", "words"),
    [
        (b"", 400, "file"),
        (b"GIF89a" + bytes(100), 400, "unsupported format"),
        (b"%PDF-1.7 " + bytes(100), 400, "unsupported format"),
        (picture()[:60], 400, "cannot be used"),
        (bytes(MAX_UPLOAD_BYTES), 400, "unsupported format"),
        (bytes(MAX_UPLOAD_BYTES + 1), 413, "10 MB"),
        (bytes(MAX_UPLOAD_BYTES + 70_000), 413, "10 MB"),
    ],
)
async def test_what_is_no_usable_picture_is_refused(
    client: Client, services: ApiServices, content: bytes, status: int, words: str
) -> None:
    reply = await client.call("POST", FILES, body=content)
    assert (reply.status, words in reply.json["message"]) == (status, True), reply.body
    assert await services.pool.fetchval("SELECT count(*) FROM uploads") == 0


async def test_an_upload_needs_a_key_and_counts_as_a_request(client: Client, services: ApiServices) -> None:
    assert (await client.call("POST", FILES, body=picture(), key=None)).status == 401
    few = Client(client.app, await new_key(services, requests_per_minute=1))
    await upload(few)
    assert (await few.call("POST", FILES, body=picture())).status == 429


async def test_a_task_reads_its_own_keys_upload_from_storage(client: Client, services: ApiServices) -> None:
    url = await upload(client)
    for spelling in (url, url.replace("pictures.example.com", "PICTURES.example.com:443"), f"{url}?x=1#y"):
        assert (await client.submit(edit_of(spelling))).status == 200
    stored = await services.pool.fetch("SELECT image_urls FROM tasks")
    assert len(stored) == 3
    for (urls,) in stored:
        assert urls[0].startswith("cavendish-upload:uploads/files/")
        assert await services.store.size_bytes(urls[0].removeprefix("cavendish-upload:"))


async def test_another_keys_upload_is_refused_like_one_that_never_was(
    client: Client, services: ApiServices, app: Front
) -> None:
    url = await upload(client)
    stranger = Client(app, await new_key(services))
    refused = await stranger.submit(edit_of(url))
    never = await stranger.submit(edit_of(f"{PUBLIC_URL}/files/{'0' * 32}.png"))
    assert refused.status == 400
    assert refused.body == never.body
    assert refused.error.startswith("input.image_urls[0]")


async def test_a_task_reads_a_results_link_from_storage_whoever_holds_it(
    client: Client, services: ApiServices, app: Front, clock: MovableClock
) -> None:
    status = await succeed(services, await client.submit_prompt(), content=picture())
    url = f"{PUBLIC_URL}/results/{status.asset_name}"
    stranger = Client(app, await new_key(services))
    for caller in (client, stranger):
        assert (await caller.submit(edit_of(url.replace("pictures.", "PICTURES.")))).status == 200
    stored = await services.pool.fetch("SELECT image_urls FROM tasks WHERE mode = 'image-to-image'")
    assert [urls for (urls,) in stored] == [[f"cavendish-upload:{asset_key(status.asset_name)}"]] * 2
    clock.offset_ms = RESULT_LIFETIME_MS - 60_000
    assert (await client.submit(edit_of(url))).status == 200
    clock.offset_ms = RESULT_LIFETIME_MS + 60_000
    expired = await client.submit(edit_of(url))
    assert (expired.status, expired.error) == (
        400,
        "input.image_urls[0] has expired: results are kept for 15 days",
    )


@pytest.mark.parametrize("name", ["0" * 32 + ".png", "../uploads/files/x.png", "%2e%2e/x", ""])
async def test_a_result_that_never_was_is_refused_at_once(client: Client, name: str) -> None:
    reply = await client.submit(edit_of(f"{PUBLIC_URL}/results/{name}"))
    assert (reply.status, reply.error) == (400, "input.image_urls[0] is no picture of this server")


@pytest.mark.parametrize(
    "url", ["cavendish-upload:results/00/x.png", "cavendish-upload:uploads/task_1/0", "file:///etc/passwd"]
)
async def test_nobody_names_our_storage_directly(client: Client, url: str) -> None:
    reply = await client.submit(edit_of(url))
    assert reply.status == 400
    assert "input.image_urls[0]" in reply.error


async def test_a_day_later_an_upload_is_gone(
    client: Client, services: ApiServices, clock: MovableClock
) -> None:
    url = await upload(client)
    path = url.removeprefix(PUBLIC_URL)
    tidy_up = TidyUp(services.pool, services.store, clock, retention_days=90)
    clock.offset_ms = DAY_MS - 60_000
    assert await tidy_up.expire_uploads() == 0
    assert (await client.get(path)).status == 200
    clock.offset_ms = DAY_MS + 60_000
    assert (await client.get(path)).status == 404
    assert (await client.submit(edit_of(url))).status == 400
    assert await tidy_up.expire_uploads() == 0, "accepted tasks may still need it for a while"
    clock.offset_ms = DAY_MS + 3_700_000
    assert await tidy_up.expire_uploads() == 1
    assert await services.store.list_keys("uploads/files") == []
    assert await services.pool.fetchval("SELECT count(*) FROM uploads") == 0


async def test_a_key_may_have_so_many_files_and_no_more(
    client: Client, services: ApiServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cavendish.services.keep_uploads.MAX_LIVE_UPLOADS", 2)
    await upload(client)
    await upload(client)
    reply = await client.call("POST", FILES, body=picture())
    assert (reply.status, reply.headers["retry-after"]) == (429, "3600")
    assert "at once" in reply.json["message"]

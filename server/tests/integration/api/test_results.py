"""The pictures' own address: no key, HEAD, ranges, caching, expiry."""

import json

import pytest
from tests.api_fixtures import PICTURE, PUBLIC_URL, MovableClock, succeed
from tests.integration.api.asgi_client import Client

from cavendish.bootstrap import ApiServices
from cavendish.domain.task import RESULT_LIFETIME_MS, asset_key

pytestmark = pytest.mark.integration


@pytest.fixture
async def path(client: Client, services: ApiServices) -> str:
    task_id = await client.submit_prompt()
    await succeed(services, task_id)
    data = (await client.status(task_id)).json["data"]
    url: str = json.loads(data["resultJson"])["resultUrls"][0]
    assert url.startswith(f"{PUBLIC_URL}/results/")
    return url.removeprefix(PUBLIC_URL)


async def test_the_picture_comes_whole_without_a_key(client: Client, path: str) -> None:
    reply = await client.get(path)
    assert reply.status == 200
    assert reply.body == PICTURE
    assert reply.headers["content-type"] == "image/png"
    assert reply.headers["content-length"] == str(len(PICTURE))
    assert reply.headers["accept-ranges"] == "bytes"
    assert reply.headers["access-control-allow-origin"] == "*"
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["content-disposition"].startswith('inline; filename="')
    assert path.endswith(".png")
    assert not any(word in path.lower() for word in (".mp4", ".mov", ".webm", ".mkv", ".avi", ".gif"))


async def test_a_jpeg_says_so(client: Client, services: ApiServices) -> None:
    reply = await client.submit({"input": {"prompt": "x", "output_format": "jpg"}})
    status = await succeed(services, reply.json["data"]["taskId"])
    assert status.asset_name.endswith(".jpg")
    assert (await client.get(f"/results/{status.asset_name}")).headers["content-type"] == "image/jpeg"
    wrong = status.asset_name.replace(".jpg", ".png")
    assert (await client.get(f"/results/{wrong}")).status == 404


async def test_head_says_the_same_without_the_bytes(client: Client, path: str) -> None:
    get, head = await client.get(path), await client.call("HEAD", path)
    assert head.body == b""
    assert head.status == 200
    drop = {"x-request-id"}
    assert {k: v for k, v in head.headers.items() if k not in drop} == {
        k: v for k, v in get.headers.items() if k not in drop
    }


SIZE = len(PICTURE)
RANGES = {
    "bytes=0-0": (0, 1),
    "bytes=0-99": (0, 100),
    "bytes=100-": (100, SIZE),
    "bytes=-10": (SIZE - 10, SIZE),
    f"bytes=-{SIZE * 2}": (0, SIZE),
    f"bytes={SIZE - 1}-": (SIZE - 1, SIZE),
    f"bytes=5-{SIZE * 9}": (5, SIZE),
    "Bytes = 1 - 2": (1, 3),
}


@pytest.mark.parametrize(("header", "span"), RANGES.items(), ids=RANGES)
async def test_a_range_gives_just_these_bytes(
    client: Client, path: str, header: str, span: tuple[int, int]
) -> None:
    reply = await client.get(path, headers={"Range": header})
    assert reply.status == 206
    assert reply.body == PICTURE[span[0] : span[1]]
    assert reply.headers["content-range"] == f"bytes {span[0]}-{span[1] - 1}/{SIZE}"
    assert reply.headers["content-length"] == str(span[1] - span[0])


@pytest.mark.parametrize(
    "header", ["bytes=0-1,5-6", "bytes=9-5", "bytes=-", "items=0-1", "bytes=a-b", "", "0-1"]
)
async def test_what_is_not_one_range_gives_everything(client: Client, path: str, header: str) -> None:
    reply = await client.get(path, headers={"Range": header})
    assert reply.status == 200
    assert reply.body == PICTURE


@pytest.mark.parametrize("header", [f"bytes={SIZE}-", f"bytes={SIZE + 5}-{SIZE + 9}", "bytes=-0"])
async def test_a_range_behind_the_end_is_416(client: Client, path: str, header: str) -> None:
    reply = await client.get(path, headers={"Range": header})
    assert reply.status == 416
    assert reply.json["code"] == 416
    assert reply.headers["content-range"] == f"bytes */{SIZE}"


async def test_caches_may_keep_it_until_it_expires(client: Client, path: str, clock: MovableClock) -> None:
    first = await client.get(path)
    etag = first.headers["etag"]
    lifetime_s = int(first.headers["cache-control"].partition("max-age=")[2].partition(",")[0])
    assert RESULT_LIFETIME_MS // 1000 - 60 < lifetime_s <= RESULT_LIFETIME_MS // 1000
    assert "immutable" in first.headers["cache-control"]
    for known in (etag, f'"x", W/{etag}', "*"):
        reply = await client.get(path, headers={"If-None-Match": known})
        assert (reply.status, reply.body) == (304, b"")
    assert (await client.get(path, headers={"If-None-Match": '"other"'})).status == 200
    same = {"Range": "bytes=0-1", "If-Range": etag}
    other = {"Range": "bytes=0-1", "If-Range": '"other"'}
    assert (await client.get(path, headers=same)).status == 206
    assert (await client.get(path, headers=other)).status == 200
    clock.offset_ms = RESULT_LIFETIME_MS - 60_000
    later = await client.get(path)
    assert int(later.headers["cache-control"].partition("max-age=")[2].partition(",")[0]) <= 60


async def test_after_fifteen_days_it_is_410(client: Client, path: str, clock: MovableClock) -> None:
    clock.offset_ms = RESULT_LIFETIME_MS + 1
    for method in ("GET", "HEAD"):
        reply = await client.call(method, path)
        assert reply.status == 410
        assert reply.headers["access-control-allow-origin"] == "*"
    assert (await client.get(path)).json["code"] == 410
    assert "15 days" in (await client.get(path)).json["message"]


async def test_what_never_was_is_404(client: Client, services: ApiServices) -> None:
    pending = await client.submit_prompt()
    token = await services.pool.fetchval("SELECT asset_token FROM tasks WHERE id = $1", pending)
    names = ["x", "x.png", "0" * 32 + ".png", "0" * 32, f"{token}.png", "..%2f..%2fetc%2fpasswd", "a" * 5000]
    for name in names:
        reply = await client.get(f"/results/{name}")
        assert reply.status == 404, name
        assert reply.json["code"] == 404


async def test_a_picture_that_storage_lost_is_404(client: Client, services: ApiServices, path: str) -> None:
    await services.store.delete([asset_key(path.rpartition("/")[2])])
    assert (await client.get(path)).status == 404

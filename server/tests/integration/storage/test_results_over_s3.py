"""Pictures in a bucket: the links stay ours, 200 without a redirect, and expiry empties the bucket."""

import json

import pytest
from tests.api_fixtures import PICTURE, PUBLIC_URL, MovableClock, succeed
from tests.integration.api.asgi_client import Client
from tests.integration.api.test_file_uploads import upload
from tests.s3_server import S3Server

from cavendish.bootstrap import ApiServices
from cavendish.domain.task import RESULT_LIFETIME_MS
from cavendish.services.tidy_up import TidyUp

pytestmark = pytest.mark.integration
DAY_MS = 24 * 3600 * 1000


@pytest.fixture
def environment(s3_server: S3Server) -> dict[str, str]:
    return s3_server.environ(
        CAVENDISH_STORAGE_URL=f"s3://{s3_server.make_bucket()}/cavendish", CAVENDISH_PUBLIC_URL=PUBLIC_URL
    )


async def finished(client: Client, services: ApiServices) -> str:
    task_id = await client.submit_prompt()
    await succeed(services, task_id)
    (url,) = json.loads((await client.status(task_id)).json["data"]["resultJson"])["resultUrls"]
    return str(url).removeprefix(PUBLIC_URL)


async def test_a_link_answers_200_with_the_picture_and_its_headers(
    client: Client, services: ApiServices
) -> None:
    path = await finished(client, services)
    whole = await client.get(path)
    assert (whole.status, whole.body) == (200, PICTURE)
    assert "location" not in whole.headers
    assert whole.headers["content-length"] == str(len(PICTURE))
    assert "immutable" in whole.headers["cache-control"]
    head = await client.call("HEAD", path)
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(PICTURE))


async def test_ranges_and_etags_work_as_they_do_on_a_disk(client: Client, services: ApiServices) -> None:
    path = await finished(client, services)
    etag = (await client.get(path)).headers["etag"]
    unchanged = await client.get(path, headers={"If-None-Match": etag})
    assert (unchanged.status, unchanged.body) == (304, b"")
    part = await client.get(path, headers={"Range": "bytes=-10"})
    assert (part.status, part.body) == (206, PICTURE[-10:])
    assert part.headers["content-range"] == f"bytes {len(PICTURE) - 10}-{len(PICTURE) - 1}/{len(PICTURE)}"
    behind = await client.get(path, headers={"Range": f"bytes={len(PICTURE)}-"})
    assert behind.status == 416
    other_version = await client.get(path, headers={"Range": "bytes=0-9", "If-Range": '"older"'})
    assert (other_version.status, other_version.body) == (200, PICTURE)


async def test_15_days_later_the_bucket_is_empty(
    client: Client, services: ApiServices, clock: MovableClock
) -> None:
    path = await finished(client, services)
    tidy_up = TidyUp(services.pool, services.store, clock, retention_days=90)
    assert await tidy_up.expire_results() == 0
    clock.offset_ms = RESULT_LIFETIME_MS + 1
    assert (await client.get(path)).status == 410
    assert await tidy_up.expire_results() == 1
    assert await services.store.list_keys("results") == []


async def test_an_upload_lives_in_the_bucket_for_its_day(
    client: Client, services: ApiServices, clock: MovableClock
) -> None:
    url = await upload(client)
    assert (await client.get(url.removeprefix(PUBLIC_URL))).status == 200
    (key,) = await services.store.list_keys("uploads/files")
    clock.offset_ms = 3 * DAY_MS
    assert await TidyUp(services.pool, services.store, clock, retention_days=90).expire_uploads() == 1
    assert await services.store.size_bytes(key) is None

"""What callers hear while the storage refuses us."""

import base64

import pytest
from tests.api_fixtures import PUBLIC_URL, start
from tests.integration.api.asgi_client import Client
from tests.integration.api.test_file_uploads import FILES
from tests.s3_server import S3Server
from tests.standins.sample_pictures import picture

from cavendish.bootstrap import ApiServices
from cavendish.database.task_endings import end_in_success
from cavendish.database.task_rows import GoodEnd
from cavendish.domain.ids import TaskId

pytestmark = pytest.mark.integration


@pytest.fixture
def environment(s3_server: S3Server) -> dict[str, str]:
    return s3_server.environ(
        CAVENDISH_STORAGE_URL=f"s3://{s3_server.make_bucket()}/cavendish",
        CAVENDISH_PUBLIC_URL=PUBLIC_URL,
        AWS_SECRET_ACCESS_KEY="of another server",
    )


async def test_a_file_that_cannot_be_stored_leaves_no_row(client: Client, services: ApiServices) -> None:
    reply = await client.call("POST", FILES, body=picture(), headers={"Content-Type": "image/png"})
    assert reply.status == 503
    assert "cannot be stored or read now" in reply.json["message"]
    assert await services.pool.fetchval("SELECT count(*) FROM uploads") == 0


async def test_a_task_whose_pictures_cannot_be_stored_is_not_taken(
    client: Client, services: ApiServices
) -> None:
    inline = "data:image/png;base64," + base64.b64encode(picture()).decode()
    body = {"input": {"mode": "image-to-image", "prompt": "make it snow", "image_urls": [inline]}}
    reply = await client.submit(body)
    assert reply.status == 503
    assert "cannot be stored now" in reply.json["message"]
    assert await services.pool.fetchval("SELECT count(*) FROM tasks") == 0


async def test_a_picture_that_cannot_be_read_may_come_back(client: Client, services: ApiServices) -> None:
    task_id = await client.submit_prompt()
    await start(services, task_id)
    end = GoodEnd(
        task_id=TaskId(task_id), attempt_id=None, cost_microusd=0, asset_size_bytes=9, owes_callback=True
    )
    (status,) = await end_in_success(services.pool, [end])
    assert status is not None
    for method in ("GET", "HEAD"):
        reply = await client.call(method, f"/results/{status.asset_name}")
        assert reply.status == 503
        assert int(reply.headers["retry-after"]) >= 1

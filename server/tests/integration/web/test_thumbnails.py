import io

import pytest
from PIL import Image
from tests.api_fixtures import MovableClock, succeed
from tests.integration.api.asgi_client import Client

from cavendish.bootstrap import ApiServices
from cavendish.domain.task import RESULT_LIFETIME_MS

pytestmark = pytest.mark.integration


def picture(width: int, height: int) -> bytes:
    buffer = io.BytesIO()
    Image.radial_gradient("L").resize((width, height)).convert("RGB").save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("size", "small"), [((1344, 768), (784, 448)), ((448, 600), (448, 600)), ((300, 200), (300, 200))]
)
async def test_a_thumbnail_keeps_the_shape_and_never_grows(
    client: Client, services: ApiServices, size: tuple[int, int], small: tuple[int, int]
) -> None:
    status = await succeed(services, await client.submit_prompt(), picture(*size))
    for _ in range(2):
        reply = await client.get(f"/thumbnails/{status.asset_name}")
        assert (reply.status, reply.headers["content-type"]) == (200, "image/webp")
        assert Image.open(io.BytesIO(reply.body)).size == small
        assert len(reply.body) < 60_000


async def test_a_list_gets_smaller_ones_and_no_other_side_is_made(
    client: Client, services: ApiServices
) -> None:
    status = await succeed(services, await client.submit_prompt(), picture(1344, 768))
    link = f"/thumbnails/{status.asset_name}"
    reply = await client.get(f"{link}?side=96")
    assert Image.open(io.BytesIO(reply.body)).size == (168, 96)
    assert len(reply.body) < 5_000
    assert Image.open(io.BytesIO((await client.get(link)).body)).size == (784, 448)
    for side in ("95", "97", "4000", "wide"):
        assert (await client.get(f"{link}?side={side}")).status == 400


async def test_a_thumbnail_expires_with_its_picture(
    client: Client, services: ApiServices, clock: MovableClock
) -> None:
    status = await succeed(services, await client.submit_prompt(), picture(64, 64))
    assert (await client.get(f"/thumbnails/{status.asset_name}")).status == 200
    clock.offset_ms = RESULT_LIFETIME_MS
    assert (await client.get(f"/thumbnails/{status.asset_name}")).status == 410


async def test_no_picture_has_no_thumbnail(client: Client, services: ApiServices) -> None:
    assert (await client.get(f"/thumbnails/{'0' * 32}.png")).status == 404
    broken = await succeed(services, await client.submit_prompt())
    assert (await client.get(f"/thumbnails/{broken.asset_name}")).status == 503

"""References over real connections, and out of the address itself."""

import asyncio
import base64
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from tests.standins.odd_pictures import SECRET, corners, encode, padded_png, png_header_only, tagged

from cavendish.adapters.outbound.guarded_http import GuardedHttp, OutboundTimeouts
from cavendish.adapters.references.reference_fetcher import ReferenceFetcher
from cavendish.domain.errors import FailCode
from cavendish.domain.network_policy import NetworkPolicy
from cavendish.domain.reference_errors import ReferenceImageError

LIMIT = 10 * 1024 * 1024


@contextmanager
def fetching(**choices: int) -> Iterator[ReferenceFetcher]:
    timeouts = OutboundTimeouts(connect_s=0.5, idle_s=0.3, total_s=3.0)
    fetcher = ReferenceFetcher(GuardedHttp(NetworkPolicy(allow_private=True), timeouts=timeouts), **choices)
    yield fetcher
    fetcher.close()


@pytest.fixture
async def pictures() -> AsyncIterator[str]:
    """A server of pictures good and bad; the path says which."""
    bodies = {
        "good.png": tagged("PNG"),
        "good.jpg": tagged("JPEG", orientation=6),
        "good.webp": tagged("WEBP"),
        "exact.png": padded_png(LIMIT),
        "large.png": padded_png(LIMIT + 1),
        "page.png": b"<!doctype html><title>Log in</title>",
        "cut.png": encode(corners(), "PNG")[:-30],
        "bomb.png": png_header_only(30_000, 30_000),
        "animation.gif": encode(corners(), "GIF"),
        "empty.png": b"",
    }

    async def serve(request: web.Request) -> web.StreamResponse:
        name = request.path[1:]
        if name == "slow.png":
            await asyncio.sleep(2)
        if name not in bodies:
            raise web.HTTPNotFound
        if "chunked" not in request.query:
            return web.Response(body=bodies[name], content_type="text/plain")
        response = web.StreamResponse()
        await response.prepare(request)
        try:
            await response.write(bodies[name])
        except ConnectionError:
            return response
        return response

    app = web.Application()
    app.router.add_get("/{name}", serve)
    async with TestServer(app) as server:
        yield str(server.make_url("/"))


@pytest.mark.parametrize(
    ("name", "media_type", "size"),
    [
        ("good.png", "image/png", (60, 40)),
        ("good.jpg", "image/jpeg", (40, 60)),
        ("good.webp", "image/webp", (60, 40)),
        ("good.webp?chunked=1", "image/webp", (60, 40)),
        ("exact.png", "image/png", (60, 40)),
        ("exact.png?chunked=1", "image/png", (60, 40)),
    ],
)
async def test_a_good_picture_arrives_clean_whatever_its_header_says(
    pictures: str, name: str, media_type: str, size: tuple[int, int]
) -> None:
    with fetching() as fetcher:
        reference = await fetcher.fetch(pictures + name)
    assert reference.media_type == media_type
    assert (reference.width, reference.height) == size
    assert SECRET not in reference.content


@pytest.mark.parametrize(
    ("name", "code", "message"),
    [
        ("missing.png", FailCode.INVALID_IMAGE_URL, "failed to download: the server answered HTTP 404"),
        ("slow.png", FailCode.INVALID_IMAGE_URL, "failed to download: timeout"),
        ("large.png", FailCode.IMAGE_TOO_LARGE, "the picture is larger than 10 MB"),
        ("large.png?chunked=1", FailCode.IMAGE_TOO_LARGE, "the picture is larger than 10 MB"),
        (
            "bomb.png",
            FailCode.IMAGE_TOO_LARGE,
            "the picture has 30000 x 30000 pixels; at most 40,000,000 pixels",
        ),
        ("page.png", FailCode.UNSUPPORTED_FORMAT, "unsupported format: a web page"),
        ("animation.gif", FailCode.UNSUPPORTED_FORMAT, "unsupported format: GIF"),
        ("empty.png", FailCode.UNSUPPORTED_FORMAT, "unsupported format: an empty file"),
        ("cut.png", FailCode.INVALID_IMAGE_URL, "failed to download a usable picture"),
    ],
)
async def test_every_failure_has_its_code_its_place_and_its_words(
    pictures: str, name: str, code: FailCode, message: str
) -> None:
    with fetching() as fetcher, pytest.raises(ReferenceImageError) as failure:
        await fetcher.fetch(pictures + name, index=4)
    assert failure.value.fail_code is code
    assert failure.value.index == 4
    assert str(failure.value).startswith(f"input.image_urls[4]: {message}")
    assert "?" not in str(failure.value)


async def test_a_data_url_is_a_picture_like_any_other() -> None:
    url = "data:image/png;base64," + base64.b64encode(tagged("JPEG", orientation=6)).decode()
    broken = "data:image/png;base64,####"
    with fetching() as fetcher:
        reference = await fetcher.fetch(url)
        with pytest.raises(ReferenceImageError, match="not valid base64"):
            await fetcher.fetch(broken)
    assert (reference.media_type, reference.width, reference.height) == ("image/jpeg", 40, 60)


async def test_all_references_come_in_order(pictures: str) -> None:
    with fetching() as fetcher:
        references = await fetcher.fetch_all(
            [pictures + name for name in ("good.webp", "good.jpg", "good.png")]
        )
    assert [reference.media_type for reference in references] == ["image/webp", "image/jpeg", "image/png"]


async def test_the_first_bad_reference_is_the_one_that_is_named(pictures: str) -> None:
    names = ["good.png", "slow.png", "missing.png", "good.png", "page.png"]
    with fetching() as fetcher, pytest.raises(ReferenceImageError, match=r"image_urls\[1\].*timeout"):
        await fetcher.fetch_all([pictures + name for name in names])


async def test_the_limits_are_the_constructors(pictures: str) -> None:
    with fetching(max_bytes=100) as fetcher, pytest.raises(ReferenceImageError, match="larger than"):
        await fetcher.fetch(pictures + "good.png")
    with (
        fetching(max_pixels=2399) as fetcher,
        pytest.raises(ReferenceImageError, match="at most 2,399 pixels"),
    ):
        await fetcher.fetch(pictures + "good.png")
    with fetching(max_pixels=2400) as fetcher:
        assert (await fetcher.fetch(pictures + "good.png")).width == 60


async def test_uploaded_bytes_pass_the_same_checks() -> None:
    with fetching() as fetcher:
        assert SECRET not in (await fetcher.clean(tagged("PNG"))).content
        with pytest.raises(ReferenceImageError, match="unsupported format"):
            await fetcher.clean(b"GIF89a")

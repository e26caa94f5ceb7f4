"""The port's promises, kept over the S3 protocol by a real server."""

import asyncio
from pathlib import Path

import pytest
from tests.s3_server import S3Server

from cavendish.adapters.storage.object_store import ObjectAssetStore
from cavendish.adapters.storage.store_address import open_asset_store
from cavendish.domain.errors import SetupError, StorageError
from cavendish.entrypoints.cli.serve_command import prepare
from cavendish.ports.asset_store import StoredObject
from cavendish.settings import load_settings

pytestmark = pytest.mark.integration
KEY = "results/5d/41.png"
PICTURE = bytes(range(256)) * 40
LARGE = bytes(range(251)) * 60_000
"""Over the 5 MB from which a picture is sent in parts."""


@pytest.fixture
def store(s3_server: S3Server) -> ObjectAssetStore:
    return open_asset_store(f"s3://{s3_server.make_bucket()}/some/prefix", s3_server.environ())


async def read(stored: StoredObject | None) -> bytes:
    assert stored is not None
    return b"".join([chunk async for chunk in stored.chunks])


async def test_what_was_put_is_read_back_until_it_is_deleted(store: ObjectAssetStore) -> None:
    await store.put(KEY, PICTURE, media_type="image/png")
    assert await store.size_bytes(KEY) == len(PICTURE)
    assert await read(await store.open(KEY)) == PICTURE
    assert await store.list_keys("results") == [KEY]
    await store.delete([KEY, "results/never/was.png"])
    assert await store.size_bytes(KEY) is None
    assert await store.open(KEY) is None
    assert await store.list_keys("results") == []


async def test_what_a_key_holds_already_stays(store: ObjectAssetStore) -> None:
    assert await store.put(KEY, b"first", media_type="image/png")
    assert not await store.put(KEY, b"second", media_type="image/png")
    assert await read(await store.open(KEY)) == b"first"
    await store.delete([KEY])
    assert await store.put(KEY, b"third", media_type="image/png")


async def test_of_many_that_store_under_one_key_at_once_one_does(store: ObjectAssetStore) -> None:
    contents = [bytes([number]) * 100_000 for number in range(16)]
    done = await asyncio.gather(*(store.put(KEY, content, media_type="image/png") for content in contents))
    assert done.count(True) == 1
    assert await read(await store.open(KEY)) == contents[done.index(True)]


@pytest.mark.parametrize(
    ("start", "end", "span"),
    [(0, 1, (0, 1)), (5, 300, (5, 300)), (100, None, (100, 10_240)), (-10, None, (10_230, 10_240))],
)
async def test_a_range_is_just_these_bytes(
    store: ObjectAssetStore, start: int, end: int | None, span: tuple[int, int]
) -> None:
    await store.put(KEY, PICTURE, media_type="image/png")
    stored = await store.open(KEY, start=start, end=end)
    assert stored is not None
    assert (stored.start, stored.end, stored.size_bytes) == (*span, len(PICTURE))
    assert await read(stored) == PICTURE[span[0] : span[1]]


async def test_a_large_object_comes_in_chunks(store: ObjectAssetStore) -> None:
    await store.put(KEY, LARGE, media_type="image/png")
    stored = await store.open(KEY)
    assert stored is not None
    sizes, read_so_far = [], bytearray()
    async for chunk in stored.chunks:
        sizes.append(len(chunk))
        read_so_far += chunk
    assert bytes(read_so_far) == LARGE
    assert len(sizes) > 10
    assert max(sizes) < 2**21, "nobody waits for, or holds, the whole object"


async def test_hundreds_are_deleted_with_one_request(store: ObjectAssetStore) -> None:
    keys = [f"results/{number:03}.png" for number in range(120)]
    for key in keys:
        await store.put(key, b"x", media_type="image/png")
    await store.delete(keys)
    assert await store.list_keys("results") == []


async def test_a_working_store_proves_usable_and_is_left_clean(store: ObjectAssetStore) -> None:
    await store.prove_usable()
    assert await store.list_keys("doctor") == []


async def test_a_wrong_secret_is_named_with_its_cure(s3_server: S3Server) -> None:
    wrong = s3_server.environ(AWS_SECRET_ACCESS_KEY="of another server")
    store = open_asset_store(f"s3://{s3_server.make_bucket()}", wrong)
    with pytest.raises(
        SetupError, match=r"refuses its credentials: .*SignatureDoesNotMatch.*Check the access"
    ):
        await store.prove_usable()
    with pytest.raises(StorageError, match=r"cannot write results/5d/41\.png: .*403") as caught:
        await store.put(KEY, PICTURE, media_type="image/png")
    assert "\n" not in str(caught.value)


async def test_a_missing_bucket_is_named_with_its_cure(s3_server: S3Server) -> None:
    store = open_asset_store("s3://nobody-made-this", s3_server.environ())
    with pytest.raises(SetupError, match=r"no such bucket: NoSuchBucket .*Create it"):
        await store.prove_usable()


async def test_a_store_that_is_away_may_come_back(s3_server: S3Server) -> None:
    store = open_asset_store("s3://any", s3_server.environ(AWS_ENDPOINT_URL="http://127.0.0.1:9"))
    with pytest.raises(StorageError, match=r"the storage does not work: .*127\.0\.0\.1:9"):
        await store.prove_usable()


async def test_http_must_be_allowed_in_words(s3_server: S3Server) -> None:
    store = open_asset_store("s3://any", s3_server.environ(AWS_ALLOW_HTTP="0"))
    with pytest.raises(StorageError):
        await store.prove_usable()


async def test_serve_does_not_start_on_a_bucket_that_is_not_there(
    s3_server: S3Server, database_url: str, tmp_path: Path
) -> None:
    settings = load_settings(
        s3_server.environ(CAVENDISH_STORAGE_URL="s3://nobody-made-this"), is_root=False, home=tmp_path
    )
    with pytest.raises(SetupError, match="no such bucket"):
        await prepare(settings, database_url)


async def test_whatever_is_refused_names_what_it_was_about(s3_server: S3Server) -> None:
    wrong = s3_server.environ(AWS_SECRET_ACCESS_KEY="of another server")
    store = open_asset_store(f"s3://{s3_server.make_bucket()}", wrong)
    for call, what in (
        (store.open(KEY), f"cannot read {KEY}"),
        (store.open(KEY, start=0, end=1), f"cannot read {KEY}"),
        (store.size_bytes(KEY), f"cannot read {KEY}"),
        (store.delete([KEY, "results/b.png"]), "cannot delete 2 objects"),
        (store.list_keys("results"), "cannot list results"),
    ):
        with pytest.raises(StorageError, match=rf"^{what}: .*403"):
            await call

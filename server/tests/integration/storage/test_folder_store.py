"""Pictures in a folder of this machine."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import obstore
import pytest
from obstore.exceptions import GenericError

from cavendish.adapters.storage.object_store import ObjectAssetStore
from cavendish.adapters.storage.store_address import open_asset_store
from cavendish.domain.errors import StorageError

KEY = "results/2026/11/29/token.png"


@pytest.fixture
def store(tmp_path: Path) -> ObjectAssetStore:
    return open_asset_store(tmp_path.as_uri(), {})


@pytest.fixture
async def hard_links_refused(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """As on a disk that has none; such a disk cannot be made here without root."""
    whole = obstore.put_async

    async def put(*arguments: Any, **more: Any) -> Any:
        if more.get("mode") == "create":
            raise GenericError("Operation not permitted (os error 1)")
        return await whole(*arguments, **more)

    monkeypatch.setattr(obstore, "put_async", put)
    return


async def read(store: ObjectAssetStore) -> bytes:
    stored = await store.open(KEY)
    assert stored is not None
    return b"".join([bytes(chunk) async for chunk in stored.chunks])


@pytest.mark.parametrize("size_bytes", [1, 256 * 1024, 256 * 1024 + 1])
@pytest.mark.parametrize("start", [None, 0, -1])
async def test_small_and_large_pictures_come_whole_and_in_part(
    store: ObjectAssetStore, size_bytes: int, start: int | None
) -> None:
    content = bytes(number % 251 for number in range(size_bytes))
    await store.put(KEY, content, media_type="image/png")
    stored = await store.open(KEY, start=start)
    assert stored is not None
    assert b"".join([chunk async for chunk in stored.chunks]) == (content[start:] if start else content)


async def test_what_a_key_holds_already_stays(store: ObjectAssetStore, tmp_path: Path) -> None:
    assert await store.put(KEY, b"first", media_type="image/png")
    assert not await store.put(KEY, b"second", media_type="image/png")
    assert await read(store) == b"first"
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["token.png"]


async def test_of_many_that_store_under_one_key_at_once_one_does(store: ObjectAssetStore) -> None:
    contents = [bytes([number]) * 100_000 for number in range(16)]
    done = await asyncio.gather(*(store.put(KEY, content, media_type="image/png") for content in contents))
    assert done.count(True) == 1
    assert await read(store) == contents[done.index(True)]


@pytest.mark.usefixtures("hard_links_refused")
async def test_a_disk_without_hard_links_stores_all_the_same(store: ObjectAssetStore, tmp_path: Path) -> None:
    assert await store.put(KEY, b"first", media_type="image/png")
    assert await store.put(KEY, b"second", media_type="image/png")
    assert await read(store) == b"second"
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["token.png"]


async def test_a_full_disk_is_no_reason_to_replace(store: ObjectAssetStore, tmp_path: Path) -> None:
    await store.put(KEY, b"first", media_type="image/png")
    in_the_way = tmp_path / "results/2026/11/30"
    in_the_way.write_bytes(b"a file where a folder should be")
    with pytest.raises(StorageError):
        await store.put("results/2026/11/30/token.png", b"other", media_type="image/png")
    assert not await store.put(KEY, b"second", media_type="image/png")


PIECES = bytes(number % 251 for number in range(3 * 256 * 1024 + 7))


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (None, None, PIECES),
        (5, None, PIECES[5:]),
        (5, 300_000, PIECES[5:300_000]),
        (-300_000, None, PIECES[-300_000:]),
        (-10_000_000, None, PIECES),
        (5, 10_000_000, PIECES[5:]),
        (len(PIECES) - 1, None, PIECES[-1:]),
        (len(PIECES), None, b""),
    ],
)
async def test_any_part_of_a_large_picture_can_be_read(
    store: ObjectAssetStore, start: int | None, end: int | None, expected: bytes
) -> None:
    await store.put(KEY, PIECES, media_type="image/png")
    stored = await store.open(KEY, start=start, end=end)
    assert stored is not None
    assert stored.size_bytes == len(PIECES)
    assert stored.end - stored.start == len(expected)
    pieces = [piece async for piece in stored.chunks]
    assert b"".join(pieces) == expected
    assert max(map(len, pieces)) <= 256 * 1024


async def test_a_picture_that_is_deleted_while_it_is_read_is_read_to_its_end(store: ObjectAssetStore) -> None:
    await store.put(KEY, PIECES, media_type="image/png")
    stored = await store.open(KEY)
    assert stored is not None
    pieces = [await anext(stored.chunks) for _ in range(2)]
    await store.delete([KEY])
    pieces += [piece async for piece in stored.chunks]
    assert b"".join(pieces) == PIECES
    assert await store.open(KEY) is None


async def test_a_picture_that_became_shorter_breaks_off(store: ObjectAssetStore, tmp_path: Path) -> None:
    await store.put(KEY, PIECES, media_type="image/png")
    stored = await store.open(KEY)
    assert stored is not None
    (tmp_path / KEY).write_bytes(b"short")
    with pytest.raises(StorageError, match="broke off"):
        [piece async for piece in stored.chunks]


async def test_nobody_reads_outside_the_folder(store: ObjectAssetStore, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"x")
    inner = open_asset_store((tmp_path / "inner").as_uri(), {})
    for key in ("../secret", "a/../../secret", "/secret", "a//b"):
        with pytest.raises(StorageError, match="no name of a picture"):
            await inner.open(key)


async def test_a_folder_in_the_place_of_a_picture_is_an_error_and_none_at_all_is_none(
    store: ObjectAssetStore, tmp_path: Path
) -> None:
    (tmp_path / KEY).mkdir(parents=True)
    with pytest.raises(StorageError, match="cannot read"):
        await store.open(KEY)
    assert await store.open("results/2026/11/29/other.png") is None

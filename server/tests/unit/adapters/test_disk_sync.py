"""Files are on the disk before anybody hears of them."""

import asyncio
import errno
import os
from pathlib import Path

import pytest

from cavendish.adapters.storage.disk_sync import DiskSync
from cavendish.adapters.storage.store_address import open_asset_store
from cavendish.domain.errors import StorageError

KEY = "results/2026/11/29/token.png"


class Disk:
    """Writes down what is brought to it; fails for what it is told to."""

    def __init__(self) -> None:
        self.synced: list[Path] = []
        self.failures: dict[str, int] = {}

    def fsync(self, descriptor: int) -> None:
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        if path.name in self.failures:
            raise OSError(self.failures[path.name], os.strerror(self.failures[path.name]))
        self.synced.append(path)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    disk = Disk()
    monkeypatch.setattr(os, "fsync", disk.fsync)
    return disk


async def put(folder: Path, key: str = KEY) -> bool:
    return await open_asset_store(folder.as_uri(), {}, syncs=True).put(
        key, b"picture", media_type="image/png"
    )


async def test_a_picture_and_the_folders_that_lead_to_it_are_on_the_disk(disk: Disk, tmp_path: Path) -> None:
    assert await put(tmp_path)
    file = tmp_path / KEY
    assert disk.synced[0] == file
    assert set(disk.synced) == {file, *file.parents[:5]}
    assert tmp_path in disk.synced


async def test_without_that_wish_the_system_does_it_in_its_own_time(disk: Disk, tmp_path: Path) -> None:
    assert await open_asset_store(tmp_path.as_uri(), {}).put(KEY, b"picture", media_type="image/png")
    assert not disk.synced


async def test_what_another_process_wrote_is_brought_there_too(disk: Disk, tmp_path: Path) -> None:
    await put(tmp_path)
    disk.synced.clear()
    assert not await put(tmp_path)
    assert tmp_path / KEY in disk.synced


@pytest.mark.parametrize("broken", ["token.png", "results"])
async def test_a_disk_that_fails_is_a_storage_error(disk: Disk, tmp_path: Path, broken: str) -> None:
    disk.failures[broken] = errno.EIO
    with pytest.raises(
        StorageError, match=r"results/2026/11/29/token\.png to the disk: .*Input/output error"
    ):
        await put(tmp_path)


async def test_a_file_system_without_such_a_call_for_folders_will_do(disk: Disk, tmp_path: Path) -> None:
    disk.failures["results"] = errno.EINVAL
    assert await put(tmp_path)


async def test_many_at_once_each_hear_of_their_own_file(disk: Disk, tmp_path: Path) -> None:
    for number in range(200):
        (tmp_path / f"{number}").write_bytes(b"x")
    disk.failures["7"] = errno.EIO
    sync = DiskSync(tmp_path)
    results = await asyncio.gather(*(sync(str(number)) for number in range(200)), return_exceptions=True)
    assert [number for number, result in enumerate(results) if result is not None] == [7]
    assert len({path for path in disk.synced if path != tmp_path}) == 199


async def test_one_that_is_gone_meanwhile_is_no_error(disk: Disk, tmp_path: Path) -> None:
    await DiskSync(tmp_path)("results/gone.png")
    assert disk.synced == [tmp_path]

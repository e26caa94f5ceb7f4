"""Where a server's Unix socket lives: in the data folder, or, if its path is too long, in /tmp."""

import re
import shutil
import stat
import tempfile
from pathlib import Path
from typing import Final

from cavendish.database.embedded.server_account import ServerAccount

SOCKET_NAME: Final = ".s.PGSQL.5432"
_MAX_PATH_BYTES: Final = 103
"""sun_path holds 104 bytes with its NUL on macOS, 108 on Linux. Source: unix(4), unix(7)."""
_PLAIN: Final = re.compile(r"[\w/.+@-]+")
"""PostgreSQL reads its socket folder as a list, where commas, quotes and blanks have a meaning."""
_RECORD: Final = "socket_folder"
_SHORT_ROOT: Final = Path("/tmp")  # noqa: S108 — mkdtemp makes the folder in it private and unguessable
_SHORT_PREFIX: Final = "cavendish-"


def find_socket_folder(folder: Path) -> Path:
    """The folder that a server of `folder` listens in, whether one runs or not."""
    record = folder / _RECORD
    try:
        return Path(record.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return folder / "socket"


def make_socket_folder(folder: Path, account: ServerAccount) -> Path:
    """An empty folder that only `account` (and root) can enter. Call it only while no server runs."""
    remove_socket_folder(folder)
    inside = folder / "socket"
    path = str(inside / SOCKET_NAME)
    if len(path.encode()) <= _MAX_PATH_BYTES and _PLAIN.fullmatch(path):
        inside.mkdir(mode=0o700)
        account.give(inside)
        return inside
    short = Path(tempfile.mkdtemp(prefix=_SHORT_PREFIX, dir=_SHORT_ROOT))
    account.give(short)
    unfinished = folder / f"{_RECORD}.new"
    unfinished.write_text(str(short), encoding="utf-8")
    unfinished.rename(folder / _RECORD)
    return short


def remove_socket_folder(folder: Path) -> None:
    """Leave nothing behind, outside the data folder either. Call it only while no server runs."""
    socket_folder = find_socket_folder(folder)
    if _is_ours(socket_folder, folder):
        shutil.rmtree(socket_folder)
    (folder / _RECORD).unlink(missing_ok=True)


def _is_ours(socket_folder: Path, folder: Path) -> bool:
    """A private folder under a name we give: the record alone is not trusted with a removal."""
    try:
        found = socket_folder.lstat()
    except FileNotFoundError:
        return False
    is_named_by_us = socket_folder == folder / "socket" or (
        socket_folder.parent == _SHORT_ROOT and socket_folder.name.startswith(_SHORT_PREFIX)
    )
    return is_named_by_us and stat.S_ISDIR(found.st_mode) and stat.S_IMODE(found.st_mode) == 0o700

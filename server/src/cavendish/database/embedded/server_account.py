"""Which system account PostgreSQL runs under: it refuses to run as root."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self, TypedDict

from cavendish.domain.errors import SetupError

_ENVIRONMENT: Final = {"LC_ALL": "C", "TZ": "UTC", "PATH": "/usr/local/bin:/usr/bin:/bin"}
"""All a PostgreSQL program gets to see: a stray PGPORT or PGDATA of the user would change its ways."""
_FIRST_CLOSED: Final = 'for folder; do test -x "$folder" || { echo "$folder"; break; }; done'


class SpawnOptions(TypedDict, total=False):
    """The part of subprocess' arguments that every program of ours is started with."""

    cwd: str
    env: dict[str, str]
    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerAccount:
    """`is_other` says that we are root and step down to it."""

    uid: int
    gid: int
    is_other: bool

    @classmethod
    def for_folders(cls, folders: Sequence[Path]) -> Self:
        """Ourselves; as root the owner of the first folder that is not root's, else `nobody`."""
        if os.geteuid() != 0:
            return cls(uid=os.geteuid(), gid=os.getegid(), is_other=False)
        for folder in folders:
            if folder.exists() and (owner := folder.stat()).st_uid != 0:
                return cls(uid=owner.st_uid, gid=owner.st_gid, is_other=True)
        try:
            nobody = pwd.getpwnam("nobody")
        except KeyError as error:
            raise SetupError(
                "PostgreSQL cannot run as root and there is no account `nobody` to run it under: "
                "start Cavendish as an ordinary user, or set CAVENDISH_DATABASE_URL"
            ) from error
        return cls(uid=nobody.pw_uid, gid=nobody.pw_gid, is_other=True)

    @property
    def name(self) -> str:
        """What the system calls it; SetupError when it has no name there, for PostgreSQL insists on one."""
        try:
            return pwd.getpwuid(self.uid).pw_name
        except KeyError as error:
            raise SetupError(
                f"PostgreSQL cannot run as user {self.uid}, who has no account on this system: start "
                "Cavendish as a user of /etc/passwd, or set CAVENDISH_DATABASE_URL"
            ) from error

    def spawn_options(self) -> SpawnOptions:
        options = SpawnOptions(cwd="/", env=dict(_ENVIRONMENT))
        if self.is_other:
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        return options

    def give(self, folder: Path) -> None:
        """Make the account the owner of `folder`."""
        if self.is_other:
            os.chown(folder, self.uid, self.gid, follow_symlinks=False)

    def require_access(self, folder: Path) -> None:
        """Raise SetupError, naming the cure, when the account cannot enter `folder`."""
        if not self.is_other:
            return
        path = [str(part) for part in (*reversed(folder.parents), folder)]
        command = ["/bin/sh", "-c", _FIRST_CLOSED, "sh", *path]
        try:
            done = subprocess.run(command, check=True, capture_output=True, text=True, **self.spawn_options())
        except PermissionError as error:
            raise SetupError(
                f"PostgreSQL cannot run as root, and this root may not become user {self.uid}: start "
                "Cavendish as an ordinary user, or set CAVENDISH_DATABASE_URL"
            ) from error
        if closed := done.stdout.strip():
            raise SetupError(
                f"PostgreSQL, which as root we run as user {self.uid}, cannot enter {closed}: choose "
                "a data folder that it can reach with --data or CAVENDISH_DATA (such as /var/lib/cavendish), "
                "start Cavendish as an ordinary user, or set CAVENDISH_DATABASE_URL"
            )

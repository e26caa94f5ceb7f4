"""Under which account PostgreSQL is started."""

import os
from pathlib import Path

import pytest

from cavendish.database.embedded.server_account import ServerAccount
from cavendish.domain.errors import SetupError


def test_a_user_without_an_account_is_told_the_cure() -> None:
    with pytest.raises(SetupError, match=r"cannot run as user 4294900000, who has no account .*/etc/passwd"):
        _ = ServerAccount(uid=4294900000, gid=4294900000, is_other=False).name


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give folders away")
def test_root_steps_down_to_the_owner_of_the_first_folder_that_is_not_its_own(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    ours.mkdir()
    theirs.mkdir()
    os.chown(theirs, 1234, 2345)
    account = ServerAccount.for_folders([tmp_path / "missing", ours, theirs])
    assert (account.uid, account.gid, account.is_other) == (1234, 2345, True)
    assert account.spawn_options()["user"] == 1234

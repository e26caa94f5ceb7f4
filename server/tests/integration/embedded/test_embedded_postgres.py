"""One PostgreSQL per data folder, whatever happens to the processes that use it."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest
from tests.integration.embedded.server_processes import cluster_of, main_pid, query, server_pids

from cavendish.database.embedded import EmbeddedPostgres
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


def test_two_folders_have_servers_of_different_names() -> None:
    assert cluster_name(Path("/a/cluster")) != cluster_name(Path("/b/cluster"))
    assert len(cluster_name(Path("/" + "x" * 4000))) <= 63

"""The server of a data folder: its processes, and what it answers."""

from pathlib import Path

import asyncpg

from cavendish.database.embedded import EmbeddedPostgres
from cavendish.database.embedded.server_process import postmaster_pid, stray_processes


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

"""A data folder in which a server may be started."""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.integration.embedded.server_processes import server_pids

from cavendish.database.embedded.file_lock import is_held_exclusively
from cavendish.database.embedded.polling import wait_until


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

"""The supervisor, with processes that do nothing."""

import asyncio
import sys
from typing import Any

import pytest
from structlog.testing import capture_logs

from cavendish.entrypoints.cli.supervisor import ChildSpec, Supervisor

SLEEPER = ChildSpec(
    name="sleeper", arguments=(sys.executable, "-c", "import time; time.sleep(60)"), environ={}
)


async def test_a_process_that_starts_while_all_shall_stop_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    supervisor = Supervisor([SLEEPER], drain_s=10)
    spawn = asyncio.create_subprocess_exec

    async def spawn_while_stopping(*arguments: Any, **options: Any) -> asyncio.subprocess.Process:
        process = await spawn(*arguments, **options)
        supervisor.stop()
        await asyncio.sleep(0.05)
        return process

    monkeypatch.setattr(asyncio, "create_subprocess_exec", spawn_while_stopping)
    with capture_logs() as logs:
        await asyncio.wait_for(supervisor.run(), 30)
    assert not logs, "nothing had to be killed"

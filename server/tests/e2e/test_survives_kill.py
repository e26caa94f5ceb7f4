import os
import signal
import time
from pathlib import Path

import pytest
from tests.e2e.cavendish_process import CavendishProcess
from tests.e2e.kill_drill import run_round


@pytest.mark.e2e
@pytest.mark.alone
@pytest.mark.timeout(300)
def test_no_task_is_lost_or_made_twice_when_everything_is_killed() -> None:
    with CavendishProcess.running() as server:
        report = run_round(server, tasks=12, within_s=200)
    assert report.in_flight_at_kill > 0
    assert report.succeeded == report.submitted == report.result_files == 12


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.mark.e2e
@pytest.mark.timeout(120)
def test_a_killed_api_process_leaves_nobody_at_its_port() -> None:
    with CavendishProcess.running() as server:
        of_the_api = [
            pid
            for pid in server.process_ids()
            if b"cavendish-server: api" in Path(f"/proc/{pid}/cmdline").read_bytes()
        ]
        main = next(pid for pid in of_the_api if set(_children(pid)) & set(of_the_api))
        workers = _children(main)
        os.kill(main, signal.SIGKILL)
        while any(Path(f"/proc/{pid}").exists() for pid in workers):
            time.sleep(0.05)

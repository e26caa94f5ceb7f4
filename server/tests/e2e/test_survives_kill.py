import pytest
from tests.e2e.cavendish_process import CavendishProcess
from tests.e2e.kill_drill import run_round


@pytest.mark.e2e
@pytest.mark.timeout(300)
def test_no_task_is_lost_or_made_twice_when_everything_is_killed() -> None:
    with CavendishProcess.running() as server:
        report = run_round(server, tasks=12, within_s=200)
    assert report.in_flight_at_kill > 0
    assert report.succeeded == report.submitted == report.result_files == 12

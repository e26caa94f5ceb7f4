import pytest
from tests.e2e.callback_drill import run_drill


@pytest.mark.e2e
@pytest.mark.alone
@pytest.mark.timeout(300)
async def test_no_callback_is_lost_wrongly_signed_or_early_though_everything_is_killed() -> None:
    report = await run_drill(tasks=60, kills=2, within_s=200)
    assert report.is_good, report
    assert report.kills == 2
    assert report.read_at_once > 0
    assert report.states == {"success": 45, "failed": 15}

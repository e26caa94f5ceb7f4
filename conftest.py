"""For all three packages' tests: in CI nothing may be skipped, and e2e tests have their folders."""

import os
import signal
from pathlib import Path

import pytest

# Shells start what they run in the background with Ctrl-C ignored, and so would be the programs under test.
signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).parent
WHOLE_SERVERS = [ROOT / folder for folder in ("server/tests/e2e", "server/tests/browser", "client/tests/e2e")]
"""Where scripts/run_tests.sh looks for e2e tests."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The e2e files that may take longest come first, lest one process ends with them alone."""
    patience_s: dict[Path, float] = {}
    for item in items:
        is_e2e = item.get_closest_marker("e2e") is not None
        if is_e2e and not any(item.path.is_relative_to(folder) for folder in WHOLE_SERVERS):
            raise pytest.UsageError(f"{item.nodeid} is e2e: scripts/run_tests.sh would not find it here")
        if item.get_closest_marker("alone") and not is_e2e:
            raise pytest.UsageError(f"{item.nodeid} runs alone, which only e2e tests do")
        limit = item.get_closest_marker("timeout")
        if is_e2e and limit is not None:
            patience_s[item.path] = max(patience_s.get(item.path, 0), float(limit.args[0]))
    items.sort(key=lambda item: -patience_s.get(item.path, 0))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    if os.environ.get("CI") == "true" and skipped:
        terminalreporter.write_line(f"CI=true allows no skipped tests, and {len(skipped)} were", red=True)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    is_controller = not hasattr(session.config, "workerinput")
    if is_controller and os.environ.get("CI") == "true" and reporter and reporter.stats.get("skipped"):
        session.exitstatus = exitstatus or pytest.ExitCode.TESTS_FAILED

"""Tracebacks in the log tell where it happened, not what was in the variables."""

import subprocess
import sys

import pytest

PROGRAM = """
import structlog
from cavendish.entrypoints.process_logging import configure_logging

def crash(prompt):
    raise RuntimeError("a bug")

configure_logging({"CAVENDISH_LOG_FORMAT": "%s"})
try:
    crash("an aard" + "vark")
except RuntimeError:
    structlog.get_logger().exception("request crashed")
"""


@pytest.mark.integration
@pytest.mark.parametrize("log_format", ["json", "console"])
def test_a_traceback_shows_no_local_variables(log_format: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM % log_format], capture_output=True, text=True, check=True
    )
    assert "request crashed" in done.stderr
    assert "RuntimeError: a bug" in done.stderr
    assert "aardvark" not in done.stderr

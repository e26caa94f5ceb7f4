import json
import logging
import subprocess
import sys

import pytest

from cavendish.domain.errors import SetupError
from cavendish.entrypoints.process_logging import read_log_settings


@pytest.mark.parametrize(("is_terminal", "shape"), [(True, "console"), (False, "json")])
def test_a_terminal_gets_lines_for_people_and_a_pipe_gets_json(is_terminal: bool, shape: str) -> None:
    settings = read_log_settings({}, is_terminal=is_terminal)
    assert settings.is_console is (shape == "console")
    assert settings.level == logging.INFO


@pytest.mark.parametrize(("shape", "is_console"), [("console", True), ("JSON", False)])
def test_the_setting_overrules_the_terminal(shape: str, is_console: bool) -> None:
    settings = read_log_settings({"CAVENDISH_LOG_FORMAT": shape}, is_terminal=not is_console)
    assert settings.is_console is is_console


@pytest.mark.parametrize(
    ("name", "value"), [("CAVENDISH_LOG_LEVEL", "loud"), ("CAVENDISH_LOG_FORMAT", "xml")]
)
def test_a_setting_that_makes_no_sense_is_named_with_its_choices(name: str, value: str) -> None:
    with pytest.raises(SetupError, match=f"{name}='{value}' must be"):
        read_log_settings({name: value}, is_terminal=False)


LIBRARY = """
import logging
from cavendish.entrypoints.process_logging import configure_logging

configure_logging({})
try:
    raise ConnectionRefusedError("nobody listens")
except OSError:
    for name in ("asyncpg.pool", "elsewhere"):
        logging.getLogger(name).warning("no %s", "floor", exc_info=True)
"""


def test_what_libraries_log_looks_like_our_own_and_a_lost_database_has_no_traceback() -> None:
    run = subprocess.run(
        [sys.executable, "-c", LIBRARY], capture_output=True, text=True, timeout=60, check=True
    )
    pool, elsewhere = (json.loads(line) for line in run.stderr.splitlines())
    assert (pool["event"], pool["level"], pool["logger"]) == ("no floor", "warning", "asyncpg.pool")
    assert pool["reason"] == "nobody listens"
    assert "exception" not in pool
    assert "Traceback" in elsewhere["exception"]

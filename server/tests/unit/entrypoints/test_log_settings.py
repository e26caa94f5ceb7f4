import logging

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

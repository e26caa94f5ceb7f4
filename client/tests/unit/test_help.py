"""`--help` teaches: every option says what it does, no word is lost, every command shows itself in use."""

import re
import shlex
from collections.abc import Iterator

import pytest
import typer
from typer.testing import CliRunner

from cavendish_client.commands.examples import EXAMPLES
from cavendish_client.commands.main import app


def commands(command, path: str = "") -> Iterator[tuple[str, object]]:
    """Every command that does something, with the words that call it."""
    children = getattr(command, "commands", {})
    if not children:
        yield path, command
    for name, child in children.items():
        yield from commands(child, f"{path} {name}".strip())


COMMANDS = dict(commands(typer.main.get_command(app)))


@pytest.mark.parametrize("path", COMMANDS)
def test_nothing_that_help_says_is_lost_on_the_way(path) -> None:
    shown = CliRunner(env={"COLUMNS": "300", "TERMINAL_WIDTH": "300"}).invoke(app, [*path.split(), "--help"])
    text = re.sub(r"[\s│]+", " ", shown.output)
    for parameter in COMMANDS[path].params:
        said = getattr(parameter, "help", None)
        assert said, f"{path}: {parameter.name} says nothing"
        assert re.sub(r"\s+", " ", said) in text, f"{path}: {said!r} is not shown whole"
    for line in EXAMPLES[path]:
        assert line in text


@pytest.mark.parametrize(("path", "line"), [(path, line) for path in EXAMPLES for line in EXAMPLES[path]])
def test_an_example_is_a_call_of_its_command(path, line) -> None:
    words = shlex.split(line.rpartition("| ")[2])
    assert words[: 1 + len(path.split())] == ["cavendish", *path.split()]
    COMMANDS[path].make_context(path, words[1 + len(path.split()) :], resilient_parsing=True)
    options = {name for each in COMMANDS[path].params for name in (*each.opts, *each.secondary_opts)}
    assert {word for word in words if re.match(r"--?[a-z]", word)} <= options


def test_there_is_an_example_of_every_command() -> None:
    assert set(EXAMPLES) == set(COMMANDS)

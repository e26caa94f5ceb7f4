"""Whoever is told to end ends, also at the moment when it comes into being."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from cavendish.entrypoints.parent_bond import child_bound_to

WITHIN_S = 20
FORK = """
import os, signal, time
from cavendish.entrypoints.parent_bond import forks_can_be_ended

heard = []
signal.signal(signal.SIGTERM, lambda *_: heard.append(True))
{hook}
pid = os.fork()
if pid == 0:
    time.sleep(1)
    os._exit(0)
os.kill(pid, signal.SIGTERM)
_, status = os.waitpid(pid, 0)
os.kill(os.getpid(), signal.SIGTERM)
print(os.waitstatus_to_exitcode(status), heard)
"""


@pytest.fixture
def deaf() -> Iterator[None]:
    """This process hears SIGTERM, and goes on."""
    before = signal.signal(signal.SIGTERM, lambda *_: None)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.mark.parametrize(
    ("hook", "code"), [("forks_can_be_ended()", -signal.SIGTERM), ("", 0)], ids=["ended", "without: lives on"]
)
def test_a_fork_that_is_told_to_end_at_once_does_so(hook: str, code: int) -> None:
    run = subprocess.run(
        [sys.executable, "-c", FORK.format(hook=hook)],
        capture_output=True, text=True, timeout=WITHIN_S, check=True,
    )  # fmt: skip
    assert run.stdout.split() == [str(int(code)), "[True]"], "and its parent still hears what is meant for it"


@pytest.mark.usefixtures("deaf")
def test_a_child_whose_parent_is_gone_does_not_begin() -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    child = subprocess.Popen(["sleep", str(WITHIN_S * 2)], preexec_fn=child_bound_to(gone.pid))  # noqa: PLW1509  as in production
    assert child.wait(WITHIN_S) == -signal.SIGTERM


def test_a_child_of_a_living_parent_begins() -> None:
    child = subprocess.Popen(["true"], preexec_fn=child_bound_to(os.getpid()))  # noqa: PLW1509  as in production
    assert child.wait(WITHIN_S) == 0

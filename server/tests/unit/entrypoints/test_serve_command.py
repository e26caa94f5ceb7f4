"""What `serve` runs can be forked, and has what it needs from its first moment."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

WITHIN_S = 60
THREADS = """
from pathlib import Path
from cavendish.entrypoints.cli import serve_command
from cavendish.entrypoints.cli.serve_command import Role

{load}
print(len(list(Path("/proc/self/task").iterdir())))
"""
LOAD = "for module in serve_command._MODULES[Role.ALL]: serve_command._entrypoint(module)"
START = """
import os
from cavendish.entrypoints.launch.main import main

print(*(os.environ.get(name) for name in ("MALLOC_ARENA_MAX", "MALLOC_TRIM_THRESHOLD_")), flush=True)
main()
"""


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="the system does not show threads")
@pytest.mark.parametrize(
    ("load", "threads"),
    [
        (LOAD, 1),
        ("import threading; threading.Thread(target=threading.Event().wait, daemon=True).start()", 2),
    ],
    ids=["all that is imported", "a thread is seen"],
)
def test_what_children_run_starts_no_thread_when_it_is_imported(load: str, threads: int) -> None:
    run = subprocess.run(
        [sys.executable, "-c", THREADS.format(load=load)],
        capture_output=True, text=True, timeout=WITHIN_S, check=True,
    )  # fmt: skip
    assert int(run.stdout) == threads


@pytest.mark.skipif(sys.platform != "linux", reason="other systems start as they are")
def test_the_program_starts_once_more_with_its_own_settings_and_the_operators() -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("MALLOC_")}
    run = subprocess.run(
        [sys.executable, "-c", START, "--help"],
        env={**environ, "MALLOC_TRIM_THRESHOLD_": "4711"},
        capture_output=True, text=True, timeout=WITHIN_S, check=True,
    )  # fmt: skip
    assert run.stdout.splitlines()[:2] == ["None 4711", "2 4711"]
    assert "serve" in run.stdout

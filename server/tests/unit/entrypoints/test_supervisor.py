"""The supervisor, with processes that do nothing."""

import json
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

WITHIN_S = 30
PROGRAM = """
import fcntl, os, signal, sys, threading, time
from pathlib import Path
from cavendish.entrypoints.cli import supervisor as module
from cavendish.entrypoints.cli.supervisor import ChildSpec, Supervisor

parent = os.getpid()
folder = Path(sys.argv[1])

def note(name):
    with (folder / name).open("a") as file:
        file.write(f"{os.getpid()}\\n")

def sleep():
    note("begun")
    time.sleep(60)

"""


def supervise(folder: Path, program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM + textwrap.dedent(program), folder],
        capture_output=True, text=True, timeout=WITHIN_S, check=True,
    )  # fmt: skip


def events(run: subprocess.CompletedProcess[str]) -> list[str]:
    return [line for line in run.stdout.splitlines() if "process" in line]


def test_a_process_that_is_told_to_end_as_it_starts_does(tmp_path: Path) -> None:
    program = """
        begin = module.fork
        def fork_as_all_shall_stop(run):
            pid = begin(run)
            os.kill(parent, signal.SIGTERM)
            return pid
        module.fork = fork_as_all_shall_stop
        Supervisor([ChildSpec(name="sleeper", run=sleep)], drain_s=20).run()
    """
    begun_s = json.loads(
        supervise(
            tmp_path, f"began = time.monotonic()\n{textwrap.dedent(program)}\nprint(time.monotonic() - began)"
        ).stdout
    )
    assert begun_s < 10, "nothing had to be killed"


def test_one_that_ended_comes_back_and_says_so(tmp_path: Path) -> None:
    run = supervise(
        tmp_path,
        """
        def end():
            note("begun")
            if len((folder / "begun").read_text().splitlines()) == 2:
                os.kill(parent, signal.SIGTERM)
                time.sleep(60)
            sys.exit(3)
        Supervisor([ChildSpec(name="brief", run=end)]).run()
        """,
    )
    pids = (tmp_path / "begun").read_text().split()
    assert len(set(pids)) == 2
    assert ["brief" in line and "code=3" in line for line in events(run)] == [True]


def test_one_that_cannot_be_started_is_tried_again(tmp_path: Path) -> None:
    run = supervise(
        tmp_path,
        """
        begin = module.fork
        def fork_at_the_second_try(run):
            module.fork = begin
            raise BlockingIOError(11, "Resource temporarily unavailable")
        module.fork = fork_at_the_second_try
        def live():
            note("begun")
            os.kill(parent, signal.SIGTERM)
            time.sleep(60)
        Supervisor([ChildSpec(name="late", run=live)]).run()
        """,
    )
    assert len((tmp_path / "begun").read_text().split()) == 1
    assert ["could not be started" in line and "unavailable" in line for line in events(run)] == [True]


def test_one_that_does_not_drain_in_time_is_killed(tmp_path: Path) -> None:
    run = supervise(
        tmp_path,
        """
        def hang():
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            os.kill(parent, signal.SIGINT)
            time.sleep(60)
        Supervisor([ChildSpec(name="deaf", run=hang)], drain_s=0.5).run()
        """,
    )
    assert "did not stop in time" in "".join(events(run))


def test_a_reload_reaches_those_that_can_and_ends_nobody(tmp_path: Path) -> None:
    supervise(
        tmp_path,
        """
        def reload():
            def again(*_):
                note("reloaded")
                os.kill(parent, signal.SIGTERM)
            signal.signal(signal.SIGHUP, again)
            while not (folder / "begun").exists():
                time.sleep(0.01)
            os.kill(parent, signal.SIGHUP)
            time.sleep(60)
            time.sleep(60)
        Supervisor([ChildSpec(name="a", run=sleep), ChildSpec(name="b", run=reload, reloads=True)]).run()
        """,
    )
    begun = (tmp_path / "begun").read_text().split()
    reloaded = (tmp_path / "reloaded").read_text().split()
    assert len(begun) == len(reloaded) == 1, "SIGHUP ended nobody"


def test_a_child_holds_none_of_its_parents_locks(tmp_path: Path) -> None:
    run = supervise(
        tmp_path,
        """
        held = (folder / "lock").open("w")
        fcntl.flock(held, fcntl.LOCK_EX)
        def is_free():
            with (folder / "lock").open() as other:
                try:
                    fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    return False
            return True
        def close_and_look():
            held.close()
            deadline = time.monotonic() + 20
            while not is_free() and time.monotonic() < deadline:
                time.sleep(0.01)  # our parent may not have closed its own yet
            print("free" if is_free() else "held", flush=True)
            os.kill(parent, signal.SIGTERM)
        begin = module.fork
        def fork_then_look(run):
            pid = begin(run)
            timer = os.fork()
            if timer == 0:
                while not (folder / "begun").exists():
                    time.sleep(0.01)
                close_and_look()
                os._exit(0)
            held.close()
            return pid
        module.fork = fork_then_look
        Supervisor([ChildSpec(name="sleeper", run=sleep)]).run()
        """,
    )
    assert "free" in run.stdout


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="the system shows no command lines")
def test_each_is_listed_by_its_name(tmp_path: Path) -> None:
    run = supervise(
        tmp_path,
        """
        def tell():
            print(Path("/proc/self/cmdline").read_text(), os.getsid(0) == os.getpid(), flush=True)
            os.kill(parent, signal.SIGTERM)
            time.sleep(60)
        Supervisor([ChildSpec(name="worker-7", run=tell)]).run()
        """,
    )
    assert "cavendish-server: worker-7" in run.stdout
    assert "True" in run.stdout, "Ctrl-C at a terminal is for the supervisor alone"

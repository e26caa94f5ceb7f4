"""Keeps the figures of a run in `benchmarks/results/`, of which `benchmarks.results_page` makes a page.

`python -m benchmarks.record NAME MODULE [ARGUMENT …]` runs a measurement that only prints, and keeps what it
printed: `python -m benchmarks.record overhead routing overhead`.
"""

import json
import os
import platform
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.working_folder import new_file_us

RESULTS = Path(__file__).parent / "results"


def record(name: str, figures: dict[str, Any]) -> None:
    """Write `figures`, JSON, with the machine and the commit they were taken on; the last run counts."""
    _keep(name, {"taken": taken_on(), "figures": figures})


def main() -> None:
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    name, module, *arguments = sys.argv[1:]
    taken = taken_on()
    command = [sys.executable, "-m", f"benchmarks.{module}", *arguments]
    lines = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            lines.append(line)
    if process.returncode:
        sys.exit(process.returncode)
    _keep(name, {"taken": taken, "printed": "".join(lines).strip()})


def _keep(name: str, content: dict[str, Any]) -> None:
    RESULTS.mkdir(exist_ok=True)
    text = json.dumps(content, indent=2, ensure_ascii=False)
    (RESULTS / f"{name}.json").write_text(text + "\n")


def taken_on() -> dict[str, str]:
    """When, at which commit, and on what kind of machine."""
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    memory_kb = int(Path("/proc/meminfo").read_text().split(maxsplit=2)[1])
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        capture_output=True,
        text=True,
        check=False,
        cwd=RESULTS.parent,
    ).stdout.strip()
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "commit": commit,
        "machine": f"{model}, {len(os.sched_getaffinity(0))} cores, {memory_kb / 2**20:.0f} GB",
        "load before": f"{os.getloadavg()[0]:.1f}",
        "Python": f"{platform.python_version()} ({_builder()})",
        "Python loop": f"{_loop_ms():.0f} ms",
        "new file": f"{new_file_us():.0f} µs",
    }


def _builder() -> str:
    """A distribution's own Python is built with its profile; one built by hand often is not, and slower."""
    return "the distribution's" if sys.base_prefix == "/usr" else "built apart"


def _loop_ms() -> float:
    """A loop that is always the same, best of three: virtual machines are half as fast from hour to hour."""
    best_s = float("inf")
    for _ in range(3):
        begun_s = time.perf_counter()
        kept: dict[int, tuple[int, str]] = {}
        for number in range(300_000):
            kept[number & 255] = (number, str(number & 15))
        best_s = min(best_s, time.perf_counter() - begun_s)
    return best_s * 1000


if __name__ == "__main__":
    main()

"""Drives a server with wrk and reads its figures."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

CONNECTIONS = 64


@dataclass(frozen=True, kw_only=True)
class Load:
    """What one run of wrk measured."""

    per_second: float
    p50_ms: float
    p99_ms: float
    errors: int
    server_cpu_us: float = 0.0
    """CPU time of the server's processes a request, without PostgreSQL's."""


def require_wrk() -> None:
    """Install wrk where we may, else say how."""
    if shutil.which("wrk") is None and os.geteuid() == 0 and shutil.which("apt-get"):
        print("installing wrk", file=sys.stderr)
        subprocess.run(["apt-get", "install", "-qy", "wrk"], stdout=subprocess.DEVNULL, check=False)
    if shutil.which("wrk") is None:
        sys.exit("The benchmarks drive the server with wrk: install it (Debian, Ubuntu: apt-get install wrk)")


def drive(url: str, *, server_pid: int, seconds: float, lua: str = "", core: int | None = None) -> Load:
    """Load `url` for `seconds` over 64 kept-alive connections; `lua` is wrk's request script."""
    cpu_before_s = _cpu_seconds(server_pid)
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, "load.lua")
        script.write_text(lua)
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds:g}s", "--latency", "--timeout", "10s"]
        command += ["-s", str(script)] if lua else []
        if core is not None and shutil.which("taskset"):
            command = ["taskset", "-c", str(core), *command]
        text = subprocess.run([*command, url], capture_output=True, text=True, check=True).stdout
    load = _parse(text)
    requests = re.search(r"(\d+) requests in", text)
    used_s = _cpu_seconds(server_pid) - cpu_before_s
    return replace(load, server_cpu_us=used_s * 1e6 / max(1, int(requests[1]) if requests else 1))


def _cpu_seconds(pid: int) -> float:
    """CPU time that a process and its living children have used so far (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    own_s = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return own_s + sum(_cpu_seconds(int(child)) for child in children)


def _parse(text: str) -> Load:
    def number(pattern: str) -> float:
        match = re.search(pattern, text)
        return float(match[1]) if match else 0.0

    def millis(percent: str) -> float:
        match = re.search(rf"{percent}%\s+([\d.]+)(us|ms|s)", text)
        return float(match[1]) * {"us": 0.001, "ms": 1, "s": 1000}[match[2]] if match else 0.0

    errors = number(r"Non-2xx or 3xx responses: (\d+)")
    if sockets := re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", text):
        errors += sum(int(count) for count in sockets.groups())
    return Load(
        per_second=number(r"Requests/sec:\s+([\d.]+)"),
        p50_ms=millis("50"),
        p99_ms=millis("99"),
        errors=int(errors),
    )

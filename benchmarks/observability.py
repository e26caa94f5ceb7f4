"""What logs, metrics and traces cost: requests a second with them, as a share of without, in the same run.

`python -m benchmarks.observability`. Status reads of a finished task are the cheapest request there is, so
that watching weighs most there. Variants take turns, and the median of the rounds' shares counts: a machine
that others share is now fast and now slow, for seconds at a time. On a busy one trust the share by CPU time.
"""

import argparse
import asyncio
import contextlib
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from benchmarks.hot_requests import Run, seed, status_run, submit_run, take_turns
from benchmarks.http_load import Load, require_wrk
from benchmarks.served_app import CAVENDISH, serving
from benchmarks.working_folder import working_folder
from cavendish.database.embedded import EmbeddedPostgres

VARIANTS = {
    "neither logs nor metrics": ("benchmarks.unobserved_app:app", {}),
    "logs and metrics": (CAVENDISH, {}),
    "and 1 % of requests traced": (CAVENDISH, {"CAVENDISH_TRACE_SAMPLE": "0.01"}),
}
AIMS = {"logs and metrics": 0.85, "and 1 % of requests traced": 0.8}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=1, help="length of one run of wrk")
    parser.add_argument("--rounds", type=int, default=15, help="runs of each")
    arguments = parser.parse_args()
    require_wrk()
    with working_folder("observability") as folder, EmbeddedPostgres.start(folder) as postgres:
        loads = _measure(postgres.dsn, folder, arguments.seconds, arguments.rounds)
    table = Table("measured", "a second", "server CPU µs", "errors", "of neither", "by CPU time", "aim")
    for kind in ("status", "submit"):
        bare = loads[f"{kind}: neither logs nor metrics"]
        for variant in VARIANTS:
            rounds = loads[f"{kind}: {variant}"]
            faster = median(
                one.per_second / plain.per_second for one, plain in zip(rounds, bare, strict=True)
            )
            cheaper = median(
                plain.server_cpu_us / one.server_cpu_us for one, plain in zip(rounds, bare, strict=True)
            )
            table.add_row(
                f"{kind}: {variant}",
                f"{median(load.per_second for load in rounds):,.0f}",
                f"{median(load.server_cpu_us for load in rounds):.0f}",
                str(sum(load.errors for load in rounds)),
                f"{faster:.2f}",
                f"{cheaper:.2f}",
                f"≥ {AIMS[variant]}" if variant in AIMS else "",
            )
    Console().print(table)


def _measure(dsn: str, folder: Path, seconds: float, rounds: int) -> dict[str, list[Load]]:
    keys = asyncio.run(seed(dsn))
    figures = folder / "figures"
    figures.mkdir()
    runs: dict[str, Run] = {}
    with contextlib.ExitStack() as apps:
        environ = {"CAVENDISH_METRICS_DIR": str(figures)}
        apps_of = {
            variant: apps.enter_context(serving(target, dsn, folder, **environ, **settings))
            for variant, (target, settings) in VARIANTS.items()
        }
        runs |= {f"status: {name}": status_run(app, keys, "finished") for name, app in apps_of.items()}
        runs |= {f"submit: {name}": submit_run(app, keys) for name, app in apps_of.items()}
        return take_turns(runs, seconds=seconds, rounds=rounds)


if __name__ == "__main__":
    main()

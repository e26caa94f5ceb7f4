"""What logs, metrics and traces cost: requests a second with them, as a share of without, in the same run.

`python -m benchmarks.observability`. Status reads of a finished task are the cheapest request there is, so
that watching weighs most there. Variants take turns; the best run of each counts. On a busy machine only the
share by CPU time means something.
"""

import argparse
import asyncio
import contextlib
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.hot_requests import Run, best_of_turns, seed, status_run, submit_run
from benchmarks.http_load import Load, require_wrk
from benchmarks.served_app import CAVENDISH, serving
from cavendish.database.embedded import EmbeddedPostgres

VARIANTS = {
    "neither logs nor metrics": ("benchmarks.unobserved_app:app", {}),
    "logs and metrics": (CAVENDISH, {}),
    "and 1 % of requests traced": (CAVENDISH, {"CAVENDISH_TRACE_SAMPLE": "0.01"}),
}
AIMS = {"logs and metrics": 0.85, "and 1 % of requests traced": 0.8}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=2, help="length of one run of wrk")
    parser.add_argument("--rounds", type=int, default=7, help="runs of each; the best one counts")
    parser.add_argument("--data", default="/var/tmp", help="folder for the temporary database")
    arguments = parser.parse_args()
    require_wrk()
    with tempfile.TemporaryDirectory(dir=arguments.data) as name:
        folder = Path(name)
        folder.chmod(0o755)
        with EmbeddedPostgres.start(folder) as postgres:
            best = _measure(postgres.dsn, folder, arguments.seconds, arguments.rounds)
    table = Table("measured", "a second", "server CPU µs", "errors", "of neither", "by CPU time", "aim")
    for kind in ("status", "submit"):
        bare = best[f"{kind}: neither logs nor metrics"]
        for variant in VARIANTS:
            load = best[f"{kind}: {variant}"]
            aim = f"≥ {AIMS[variant]}" if variant in AIMS else ""
            table.add_row(
                f"{kind}: {variant}",
                f"{load.per_second:,.0f}",
                f"{load.server_cpu_us:.0f}",
                str(load.errors),
                f"{load.per_second / bare.per_second:.2f}",
                f"{bare.server_cpu_us / load.server_cpu_us:.2f}",
                aim,
            )
    Console().print(table)


def _measure(dsn: str, folder: Path, seconds: float, rounds: int) -> dict[str, Load]:
    keys = asyncio.run(seed(dsn))
    figures = folder / "figures"
    figures.mkdir()
    runs: dict[str, Run] = {}
    with contextlib.ExitStack() as apps:
        for variant, (target, settings) in VARIANTS.items():
            environ = {"CAVENDISH_METRICS_DIR": str(figures), **settings}
            app = apps.enter_context(serving(target, dsn, folder, **environ))
            runs[f"status: {variant}"] = status_run(app, keys, "finished")
            runs[f"submit: {variant}"] = submit_run(app, keys)
        return best_of_turns(runs, seconds=seconds, rounds=rounds)


if __name__ == "__main__":
    main()

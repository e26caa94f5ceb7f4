"""`make bench`: the hot paths as ratios to a bare ASGI app on the same server, in the same run.

Absolute figures say something about the machine; the ratios say something about Cavendish.
"""

import argparse
import asyncio
import contextlib
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.hot_requests import best_of_turns, seed, status_run, submit_run
from benchmarks.http_load import Load, require_wrk
from benchmarks.record import record
from benchmarks.served_app import CAVENDISH, serving
from benchmarks.working_folder import working_folder
from cavendish.database.embedded import EmbeddedPostgres

_BARE = "benchmarks.bare_asgi:app"
_CEILINGS = {
    "status, finished": ("bare GET", 0.6),
    "status, waiting": ("bare GET", 0.45),
    "durable submit": ("bare POST", 0.3),
}
"""What each is measured against, and the share of it that we aim at."""


def main() -> None:
    arguments = _arguments()
    require_wrk()
    with working_folder("suite") as folder, EmbeddedPostgres.start(folder) as postgres:
        best = _measure(postgres.dsn, folder, arguments.seconds, arguments.rounds)
    rows = [(load_name, load, *_ratio(load_name, best)) for load_name, load in best.items()]
    table = Table(
        "measured", "a second", "p50 ms", "p99 ms", "errors", "server CPU µs", "of the bare ASGI app", "aim"
    )
    for load_name, load, ratio, aim in rows:
        table.add_row(
            load_name,
            f"{load.per_second:,.0f}",
            f"{load.p50_ms:.2f}",
            f"{load.p99_ms:.2f}",
            str(load.errors),
            f"{load.server_cpu_us:.0f}",
            f"{ratio:.2f}" if ratio else "",
            f"≥ {aim}" if aim else "",
        )
    Console().print(table)
    record("suite", {load_name: _figures(load, ratio, aim) for load_name, load, ratio, aim in rows})


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=3, help="length of one run of wrk")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each; the best one counts")
    return parser.parse_args()


def _measure(dsn: str, folder: Path, seconds: float, rounds: int) -> dict[str, Load]:
    keys = asyncio.run(seed(dsn))
    with contextlib.ExitStack() as apps:
        bare = apps.enter_context(serving(_BARE, dsn, folder))
        ours = apps.enter_context(serving(CAVENDISH, dsn, folder))
        runs = {
            # The ceiling gets the very same requests, for making them costs the load generator, too.
            "bare GET": status_run(bare, keys, "finished"),
            "bare POST": submit_run(bare, keys),
            "status, finished": status_run(ours, keys, "finished"),
            "status, waiting": status_run(ours, keys, "waiting"),
            "durable submit": submit_run(ours, keys),
        }
        best = best_of_turns(runs, seconds=seconds, rounds=rounds)
    return {name: best[name] for name in runs}


def _ratio(name: str, best: dict[str, Load]) -> tuple[float, float]:
    if name not in _CEILINGS:
        return 0.0, 0.0
    ceiling, aim = _CEILINGS[name]
    return best[name].per_second / best[ceiling].per_second, aim


def _figures(load: Load, ratio: float, aim: float) -> dict[str, object]:
    return {
        "a second": round(load.per_second),
        "p99 ms": round(load.p99_ms, 2),
        "server CPU µs": round(load.server_cpu_us),
        "of the bare ASGI app": round(ratio, 2) if ratio else "",
        "aim": aim or "",
    }


if __name__ == "__main__":
    main()

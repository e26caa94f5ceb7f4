"""What logs, metrics and traces cost: requests a second with them, as a share of without, in the same run.

`python -m benchmarks.observability`. Status reads of a finished task are the cheapest request there is, so
that watching weighs most there. Variants take turns; the best run of each counts. On a busy machine only the
share by CPU time means something.
"""

import argparse
import asyncio
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.http_load import Load, drive, require_wrk
from benchmarks.suite import LOAD_CORE, _keep_best, _seed, _serving, _status_lua, _submit_lua
from cavendish.database.embedded import EmbeddedPostgres

_APP = "cavendish.entrypoints.api.main:app"
VARIANTS = {
    "neither logs nor metrics": ("benchmarks.unobserved_app:app", {}),
    "logs and metrics": (_APP, {}),
    "and 1 % of requests traced": (_APP, {"CAVENDISH_TRACE_SAMPLE": "0.01"}),
}
AIMS = {"logs and metrics": 0.85, "and 1 % of requests traced": 0.8}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=4, help="length of one run of wrk")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each; the best one counts")
    parser.add_argument("--data", default="/var/tmp", help="folder for the temporary database")
    arguments = parser.parse_args()
    require_wrk()
    best: dict[str, Load] = {}
    with tempfile.TemporaryDirectory(dir=arguments.data) as name:
        folder = Path(name)
        folder.chmod(0o755)
        with EmbeddedPostgres.start(folder) as postgres:
            keys = asyncio.run(_seed(postgres.dsn))
            for _ in range(arguments.rounds):
                for variant, (app, settings) in VARIANTS.items():
                    figures = folder / "figures"
                    figures.mkdir(exist_ok=True)
                    environ = {"CAVENDISH_METRICS_DIR": str(figures)}
                    with _serving([app], postgres.dsn, folder, **environ, **settings) as (base, pid):
                        for kind, url, lua in (
                            ("status", base, _status_lua(keys, "task_" + "d" * 24)),
                            ("submit", f"{base}/api/v1/generateTask/nano-banana", _submit_lua(keys)),
                        ):
                            load = drive(
                                url, server_pid=pid, seconds=arguments.seconds, lua=lua, core=LOAD_CORE
                            )
                            _keep_best(best, f"{kind}: {variant}", load)
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


if __name__ == "__main__":
    main()

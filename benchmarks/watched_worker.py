"""The worker process as it is, with one more timer in its event loop that notes how late it is woken."""

import asyncio
import json
import os
import time
from pathlib import Path

import uvloop

from cavendish.entrypoints.process_logging import configure_logging
from cavendish.entrypoints.worker.main import run_worker

EVERY_S = 0.01


async def _watch(path: Path) -> None:
    loop = asyncio.get_running_loop()
    seen: list[str] = []
    with path.open("w") as file:
        while True:
            begun = loop.time()
            await asyncio.sleep(EVERY_S)
            seen.append(json.dumps([time.monotonic(), max(0.0, loop.time() - begun - EVERY_S)]))
            if len(seen) >= 100:
                file.write("\n".join(seen) + "\n")
                file.flush()
                seen.clear()


async def _run() -> None:
    watch = asyncio.create_task(_watch(Path(os.environ["CAVENDISH_BENCH_LAG"])))
    try:
        await run_worker()
    finally:
        watch.cancel()


if __name__ == "__main__":
    configure_logging(os.environ)
    uvloop.run(_run())

"""`python -m benchmarks.chaos`: kills and faults under load, then a report; exit code 0 when all held."""

import argparse
import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import aiohttp
import asyncpg

from benchmarks.chaos.callers import Callers
from benchmarks.chaos.faults import FAULTS, Kill, kill_one
from benchmarks.chaos.invariants import LIVE_CAP, REQUESTS_PER_MINUTE, Findings, check
from benchmarks.chaos.machine_room import faketime_library
from benchmarks.chaos.stage import PRICE_MICROUSD, Stage, stage
from cavendish.database.connection_pool import open_pool
from cavendish.database.migrate import migrate
from cavendish.domain.api_key import NewApiKey
from cavendish.services.manage_keys import ManageKeys

_SHARES = {"plain": 0.8, "prepaid": 0.2}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100, help="kills")
    parser.add_argument("--tasks", type=int, default=2000)
    parser.add_argument("--gap", type=float, default=2.5, help="seconds between kills, on average")
    parser.add_argument("--minutes", type=float, default=60, help="no new kill or fault after that")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--no-faults", action="store_true", help="kills only")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(
        dir="/var/tmp", prefix="cavendish-chaos-", ignore_cleanup_errors=True
    ) as name:
        Path(name).chmod(0o711)
        sys.exit(asyncio.run(_run(Path(name), arguments)))


async def _run(folder: Path, arguments: argparse.Namespace) -> int:
    print(f"seed {arguments.seed}", flush=True)
    chance = random.Random(arguments.seed)
    clock = None if arguments.no_faults else faketime_library()
    async with (
        stage(folder, chance, clock) as it,
        aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=300), timeout=aiohttp.ClientTimeout(total=15)
        ) as session,
    ):
        callers = Callers(
            session=session, chance=chance, bases=[api.base for api in it.apis],
            secrets=await _keys(it.postgres.dsn, arguments.tasks), callback_url=it.receiver.url,
        )  # fmt: skip
        it.receiver.read_state = callers.state_now
        await _until_ready(it, session)
        over = asyncio.Event()
        load = asyncio.create_task(_load(callers, arguments, over))
        limited = asyncio.create_task(_limited_load(callers, over))
        kills, done = await _torment(it, callers, arguments, chance)
        over.set()
        telling = asyncio.create_task(_tell_what_is_left(callers, arguments.tasks))
        await asyncio.gather(load, limited)
        stuck = await _settle(it)
        telling.cancel()
        found = await check(it, callers)
        found.expect("nothing is stuck", not stuck, stuck)
        recoveries = await _recoveries(it.postgres.dsn, kills)
        strays = await it.stop_serving()
        found.expect("no process is left", not strays, str(strays))
        _report(it, callers, found, kills, done, recoveries)
        if found.broken:
            for log in sorted(folder.glob("*.log")):
                print(f"--- {log.name}\n{log.read_text(errors='replace')[-1500:]}")
        return 1 if found.broken else 0


async def _keys(dsn: str, tasks: int) -> dict[str, str]:
    await migrate(dsn)
    pool = await open_pool(dsn, max_size=1)
    try:
        keys = ManageKeys(pool)
        plenty = 1_000_000
        affordable = round(tasks * _SHARES["prepaid"] * 0.8) * PRICE_MICROUSD
        news = (
            NewApiKey(name="plain", requests_per_minute=plenty, max_live_tasks=plenty),
            NewApiKey(name="prepaid", requests_per_minute=plenty, max_live_tasks=plenty,
                      balance_microusd=affordable),
            NewApiKey(name="limited", requests_per_minute=REQUESTS_PER_MINUTE, max_live_tasks=LIVE_CAP),
        )  # fmt: skip
        return {new.name: (await keys.create(new))[1] for new in news}
    finally:
        await pool.close()


async def _until_ready(it: Stage, session: aiohttp.ClientSession) -> None:
    async with asyncio.timeout(120):
        for api in it.apis:
            while True:
                try:
                    async with session.get(f"{api.base}/health/ready") as answer:
                        if answer.status == 200:
                            break
                except (aiohttp.ClientError, OSError):
                    pass
                await asyncio.sleep(0.2)


async def _load(callers: Callers, arguments: argparse.Namespace, over: asyncio.Event) -> None:
    """Tasks evenly over the time that kills and faults will take, and the rest at once after it."""
    faults_s = 0 if arguments.no_faults else 150
    expected_s = min(arguments.minutes * 60, arguments.rounds * arguments.gap + faults_s)
    running = []

    async def one(number: int) -> None:
        entry = await callers.submit(number, "plain" if number % 5 else "prepaid")
        if entry is not None:
            await callers.follow(entry)

    for number in range(arguments.tasks):
        running.append(asyncio.create_task(one(number)))
        await asyncio.sleep(0.01 if over.is_set() else 0.9 * expected_s / arguments.tasks)
    await asyncio.gather(*running)


async def _limited_load(callers: Callers, over: asyncio.Event) -> None:
    async def one(lane: int) -> None:
        number = 0
        while not over.is_set():
            entry = await callers.submit(lane * 100_000 + number, "limited")
            number += 1
            if entry is not None:
                await callers.follow(entry)

    await asyncio.gather(*(one(lane) for lane in range(LIVE_CAP * 2)))


async def _torment(
    it: Stage, callers: Callers, arguments: argparse.Namespace, chance: random.Random
) -> tuple[list[Kill], dict[str, str]]:
    turns = ["kill"] * arguments.rounds + ([] if arguments.no_faults else list(FAULTS))
    chance.shuffle(turns)
    kills: list[Kill] = []
    done: dict[str, str] = {}
    begun = time.monotonic()
    for number, turn in enumerate(turns, start=1):
        if time.monotonic() - begun > arguments.minutes * 60:
            break
        await asyncio.sleep(chance.uniform(0.4, 1.6) * arguments.gap)
        if turn == "kill":
            kills.append(await kill_one(it, chance))
            text = kills[-1].victim
        else:
            text = done[turn] = await FAULTS[turn](it, chance)
        print(f"{number:4}/{len(turns)} {time.monotonic() - begun:5.0f} s  {turn}: {text}; "
              f"{_so_far(callers)}", flush=True)  # fmt: skip
    return kills, done


async def _tell_what_is_left(callers: Callers, tasks: int) -> None:
    """Until it is cancelled: kills and faults are over, and thousands of tasks may still be to come."""
    begun = time.monotonic()
    while True:
        await asyncio.sleep(10)
        print(f"the rest of {tasks} {time.monotonic() - begun:5.0f} s  {_so_far(callers)}", flush=True)


def _so_far(callers: Callers) -> str:
    ended = sum(entry.last.get("state") in ("success", "failed") for entry in callers.accepted.values())
    return f"{len(callers.accepted)} accepted, {ended} ended"


async def _settle(it: Stage, within_s: float = 240) -> str:
    """Wait until nothing is under way; what still is then."""
    left = "never asked"
    for _ in range(int(within_s)):
        try:
            connection = await asyncpg.connect(it.postgres.dsn, timeout=5)
            row = await connection.fetchrow(
                "SELECT (SELECT count(*) FROM tasks WHERE completed_at_ms IS NULL) AS tasks,"
                " (SELECT count(*) FROM deliveries WHERE state = 'pending') AS deliveries,"
                " (SELECT count(*) FROM pgqueuer"
                "  WHERE entrypoint IN ('run_task', 'deliver_callback')) AS jobs"
            )
            await connection.close()
        except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            left = str(error)
        else:
            assert row is not None  # a SELECT of subqueries always has its one row
            left = "" if not any(row.values()) else str(dict(row))
            if not left:
                return ""
        await asyncio.sleep(1)
    return left


async def _recoveries(dsn: str, kills: list[Kill]) -> tuple[list[float], list[float]]:
    """After each kill: seconds to the next end of a task, and to the end of all that were live then."""
    connection = await asyncpg.connect(dsn)
    rows = await connection.fetch(
        "SELECT created_at_ms AS begun, completed_at_ms AS ended FROM tasks WHERE completed_at_ms IS NOT NULL"
    )
    await connection.close()
    nexts, alls = [], []
    for kill in kills:
        after = [row["ended"] for row in rows if row["ended"] > kill.at_ms]
        live = [row["ended"] for row in rows if row["begun"] <= kill.at_ms < row["ended"]]
        nexts += [(min(after) - kill.at_ms) / 1000] if after else []
        alls += [(max(live) - kill.at_ms) / 1000] if live else []
    return nexts, alls


def _report(
    it: Stage, callers: Callers, found: Findings, kills: list[Kill], done: dict[str, str],
    recoveries: tuple[list[float], list[float]],
) -> None:  # fmt: skip
    entries = callers.accepted.values()
    states = Counter(entry.last.get("failCode") or entry.last.get("state", "?") for entry in entries)
    submits = it.upstream.submits
    print(f"\n{len(entries)} tasks accepted: {dict(states)}")
    print(f"{len(kills)} kills: {dict(Counter(kill.victim for kill in kills))}")
    for name, text in done.items():
        print(f"fault: {name}: {text}")
    for what, values in zip(("next task ended", "all live tasks ended"), recoveries, strict=True):
        if values:
            print(f"after a kill, {what}: p50 {statistics.median(values):.1f} s, at most {max(values):.1f} s")
    print(f"one key's most: {found.most['live tasks']} of {LIVE_CAP} live tasks, "
          f"{found.most['requests a minute']} of {REQUESTS_PER_MINUTE} requests a minute")  # fmt: skip
    print(f"clients' answers: {dict(callers.answers)}")
    print(f"upstream: {sum(submits.values())} calls, at most {max(submits.values())} for one task, "
          f"failures {dict(it.upstream.failures)}")  # fmt: skip
    print(f"receiver: {len(it.receiver.posts)} posts, {sum(it.receiver.acknowledged.values())} acknowledged, "
          f"failures {dict(it.receiver.failures)}\n")  # fmt: skip
    broken = Counter(invariant for invariant, _ in found.broken)
    print(f"{'invariant':38} {'checked':>8} {'broken':>7}")
    for invariant in sorted(found.checked.keys() | broken.keys()):
        print(f"{invariant:38} {found.checked[invariant]:8} {broken[invariant]:7}")
    for invariant, what in found.broken[:30]:
        print(f"BROKEN {invariant}: {what}")


if __name__ == "__main__":
    main()

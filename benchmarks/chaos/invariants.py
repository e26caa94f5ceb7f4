"""What must hold after any fault: read from the database, the storage and the clients' diary."""

import asyncio
import hashlib
import io
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

import asyncpg
from PIL import Image

from benchmarks.chaos.callers import RANKS, Callers, Entry
from benchmarks.chaos.stage import PRICE_MICROUSD, Stage
from benchmarks.chaos.unreliable_upstream import colour_of

LIVE_CAP = 8
REQUESTS_PER_MINUTE = 120
_UNMADE = (
    "SELECT id, ARRAY (SELECT concat_ws(' ', route, outcome, reason) FROM attempts a WHERE a.task_id = t.id"
    " ORDER BY a.id) AS calls FROM tasks t WHERE state = 'success' AND NOT EXISTS "
    "(SELECT FROM attempts a WHERE a.task_id = t.id AND a.outcome = 'succeeded')"
)
_JPEG_SLACK = 12


@dataclass
class Findings:
    """Checks made and broken, by invariant."""

    checked: Counter[str] = field(default_factory=Counter)
    broken: list[tuple[str, str]] = field(default_factory=list)
    most: Counter[str] = field(default_factory=Counter)
    """How near a limit came."""

    def expect(self, invariant: str, holds: bool, what: str) -> None:  # noqa: FBT001 - reads as a sentence
        self.checked[invariant] += 1
        if not holds:
            self.broken.append((invariant, what))


async def check(stage: Stage, callers: Callers) -> Findings:
    """Everything but stray processes and stuck work; the installation still serves."""
    found = Findings()
    found.checked["no state went back"] = sum(entry.reads for entry in callers.accepted.values())
    gate = asyncio.Semaphore(20)

    async def look(entry: Entry) -> None:
        async with gate:
            await _check_task(found, callers, entry)

    await asyncio.gather(*(look(entry) for entry in callers.accepted.values()))
    connection = await asyncpg.connect(stage.postgres.dsn)
    try:
        tasks = {row["id"]: row for row in await connection.fetch("SELECT * FROM tasks")}
        await _check_rows(found, connection, callers, tasks)
        await _check_callbacks(found, connection, stage, callers)
        await _check_money(found, connection)
        await _check_upstream(found, connection, stage)
    finally:
        await connection.close()
    _check_live_cap(found, tasks, callers)
    _check_rate(found, stage, callers)
    # Last, for the reads above are the clients' as well.
    found.broken += callers.broken
    return found


async def _check_task(found: Findings, callers: Callers, entry: Entry) -> None:
    for _ in range(20):
        reads = entry.reads
        await callers.read(entry)
        if entry.reads > reads:
            break
        await asyncio.sleep(1)
    state = entry.last.get("state", "never read")
    found.expect("every accepted task ended", RANKS.get(state, 0) == 2, f"{entry.task_id} is {state}")
    if state != "success":
        return
    content = await callers.picture(entry)
    found.expect(
        "success means the right picture", _is_right(entry, content), f"{entry.task_id} {entry.prompt}"
    )
    if entry.digest:
        same = hashlib.sha256(content).hexdigest() == entry.digest
        found.expect("a picture never changes", same, entry.task_id)


def _is_right(entry: Entry, content: bytes) -> bool:
    try:
        picture = Image.open(io.BytesIO(content))
        picture.load()
    except (OSError, SyntaxError):
        return False
    width, height = picture.size
    is_ratio = abs(width / height / entry.ratio_number - 1) <= max(0.02, 1 / min(width, height))
    centre = picture.convert("RGB").getpixel((width // 2, height // 2))
    assert isinstance(centre, tuple)
    slack = _JPEG_SLACK if entry.output_format == "jpeg" else 0
    is_colour = all(abs(a - b) <= slack for a, b in zip(centre, colour_of(entry.prompt), strict=True))
    return is_ratio and is_colour and picture.format == entry.output_format.upper()


async def _check_rows(found: Findings, connection: Any, callers: Callers, tasks: dict[str, Any]) -> None:
    for task_id in callers.accepted:
        found.expect("every accepted task exists", task_id in tasks, f"{task_id} is not in the database")
    for task_id in tasks:
        found.expect("one task a submit", task_id in callers.accepted, f"{task_id} was told to nobody")
    jobs = await connection.fetchval("SELECT count(*) FROM pgqueuer WHERE entrypoint IN "
                                     "('run_task', 'deliver_callback')")  # fmt: skip
    found.expect("no job is left", jobs == 0, f"{jobs} jobs")
    for row in await connection.fetch(_UNMADE):
        found.broken.append(("a success has its call on record", f"{row['id']}: {row['calls']}"))
    found.checked["a success has its call on record"] = sum(t["state"] == "success" for t in tasks.values())
    open_attempts = await connection.fetchval("SELECT count(*) FROM attempts WHERE outcome = 'running'")
    found.expect("no attempt is left open", open_attempts == 0, f"{open_attempts} attempts")


async def _check_callbacks(found: Findings, connection: Any, stage: Stage, callers: Callers) -> None:
    for entry in callers.accepted.values():
        if entry.wants_callback:
            count = stage.receiver.acknowledged[entry.task_id]
            found.expect("every callback acknowledged", count >= 1, f"{entry.task_id}: {count}")
    states = dict(await connection.fetch("SELECT state, count(*) FROM deliveries GROUP BY state"))
    found.expect("no delivery is left", set(states) <= {"delivered"}, str(states))
    secrets = defaultdict(list)
    for row in await connection.fetch("SELECT api_key_id, secret FROM webhook_secrets"):
        secrets[row["api_key_id"]].append(row["secret"])
    every = [secret for each in secrets.values() for secret in each]
    for post in stage.receiver.posts:
        found.expect("callbacks are signed", post.is_signed_by(every), post.task_id)
        is_told = post.readable in (post.state, "unknown")
        found.expect("never called before it is readable", is_told, f"{post.task_id}: {post.readable}")


async def _check_money(found: Findings, connection: Any) -> None:
    for row in await connection.fetch(
        "SELECT k.id, k.balance_microusd AS remaining, "
        " (SELECT count(*) FROM tasks t WHERE t.api_key_id = k.id AND t.state = 'success') AS successes, "
        " coalesce(sum(amount_microusd) FILTER (WHERE kind = 'topup'), 0) AS topups, "
        " coalesce(sum(amount_microusd) FILTER (WHERE kind = 'hold'), 0) AS holds, "
        " coalesce(sum(amount_microusd) FILTER (WHERE kind = 'release'), 0) AS releases, "
        " coalesce(sum(amount_microusd) FILTER (WHERE kind = 'charge'), 0) AS charges "
        "FROM api_keys k JOIN ledger_entries l ON l.api_key_id = k.id GROUP BY k.id"
    ):
        money = dict(row)
        found.expect("money is exact", row["topups"] == row["remaining"] + row["charges"], str(money))
        found.expect("money is exact", row["holds"] == row["charges"] + row["releases"], str(money))
        found.expect("money is exact", row["charges"] == row["successes"] * PRICE_MICROUSD, str(money))


async def _check_upstream(found: Findings, connection: Any, stage: Stage) -> None:
    rows = await connection.fetch(
        "SELECT t.prompt, count(a.id) AS attempts, count(*) FILTER (WHERE a.is_repeat) AS repeats "
        "FROM tasks t LEFT JOIN attempts a ON a.task_id = t.id GROUP BY t.id"
    )
    for row in rows:
        submits = stage.upstream.submits[row["prompt"]]
        what = f"{row['prompt']}: {submits} submits, {row['attempts']} attempts"
        found.expect("every upstream call is on record", submits <= row["attempts"], what)
        found.expect("upstream calls are bounded", submits <= 8, what)


def _check_live_cap(found: Findings, tasks: dict[str, Any], callers: Callers) -> None:
    events = []
    for task_id, row in tasks.items():
        entry = callers.accepted.get(task_id)
        if entry is not None and entry.key == "limited" and row["completed_at_ms"] is not None:
            events += [(row["created_at_ms"], 1), (row["completed_at_ms"], -1)]
    live = 0
    for at, change in sorted(events):
        live += change
        found.most["live tasks"] = max(found.most["live tasks"], live)
        found.expect("live tasks within their limit", live <= LIVE_CAP, f"{live} at {at}")


def _check_rate(found: Findings, stage: Stage, callers: Callers) -> None:
    """Calls that surely fell into one minute and were let through: refused is what is one too many, and what
    comes while there is no database to count it in. A crash of PostgreSQL forgets the count (ADR 0004).
    """
    served: Counter[int] = Counter()
    for sent, answered, status in callers.limited:
        if int(sent // 60) == int(answered // 60) and status not in (429, 503):
            served[int(sent // 60)] += 1
    for minute, count in served.items():
        crashes = sum(at_ms // 60_000 == minute for at_ms in stage.postgres.crashes_at_ms)
        limit = REQUESTS_PER_MINUTE * (crashes + 1)
        if not crashes:
            found.most["requests a minute"] = max(found.most["requests a minute"], count)
        found.expect("requests within their limit", count <= limit, f"{count} of {limit}")

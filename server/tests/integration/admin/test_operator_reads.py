import asyncio
import inspect
import re
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from tests.api_fixtures import PUBLIC_URL, fail, new_key, start, succeed
from tests.integration.admin.operator import Operator
from tests.integration.api.asgi_client import Client

from cavendish.bootstrap import ApiServices
from cavendish.database.attempt_rows import NewAttempt, Outcome, close_attempt, open_attempts
from cavendish.database.moderation_rows import insert_decision
from cavendish.domain.errors import FailCode, FailureKind
from cavendish.domain.ids import TaskId
from cavendish.domain.moderation import Finding, Stage
from cavendish.settings import Settings

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="module")]


async def _attempt(services: ApiServices, task_id: str, route: str, **outcome: Any) -> None:
    (attempt_id,) = await open_attempts(
        services.pool, [NewAttempt(task_id=TaskId(task_id), route=route, provider="stand-in")]
    )
    await close_attempt(services.pool, attempt_id, **outcome)


async def _tenant(client: Client, services: ApiServices, name: str) -> tuple[int, Client]:
    secret = await new_key(services)
    key_id = await services.pool.fetchval(
        "UPDATE api_keys SET name = $1 WHERE id = (SELECT max(id) FROM api_keys) RETURNING id", name
    )
    return key_id, Client(client.app, secret)


@pytest_asyncio.fixture(loop_scope="module")
async def tenants(admin_client: Client, admin_services: ApiServices) -> dict[str, Any]:
    """Two keys: one with a picture and a failure, the other with a task that waits and one under way."""
    first, one = await _tenant(admin_client, admin_services, "first")
    second, other = await _tenant(admin_client, admin_services, "second")
    made = await one.submit_prompt("A Red fox in the snow", provider="value")
    failed = await one.submit_prompt("something nobody may draw")
    waits = await other.submit_prompt("a blue whale", aspect_ratio="16:9")
    runs = await other.submit_prompt("100% of a_red_kite")
    await _attempt(
        admin_services, made, "dear", outcome=Outcome.FAILED, failure_kind=FailureKind.THROTTLED,
        reason="429 from the upstream",
    )  # fmt: skip
    await _attempt(admin_services, made, "cheap", outcome=Outcome.SUCCEEDED, cost_microusd=20_000)
    await succeed(admin_services, made)
    await insert_decision(
        admin_services.pool, task_id=TaskId(failed), stage=Stage.REQUEST, check="rules",
        finding=Finding(category="violence", reason="rule 7", score=0.9),
    )  # fmt: skip
    await fail(admin_services, failed)
    await start(admin_services, runs)
    return {"first": first, "second": second, "made": made, "failed": failed, "waits": waits, "runs": runs}


async def _found(operator: Operator, tenants: dict[str, Any], query: str) -> set[str]:
    """Which of the tenants' tasks a query finds, by their names here."""
    page = await operator.get(f"/tasks?limit=200&{query}")
    names = {tenants[name]: name for name in ("made", "failed", "waits", "runs")}
    return {names[task["taskId"]] for task in page["tasks"] if task["taskId"] in names}


async def test_every_filter_finds_its_tasks_over_all_keys(
    operator: Operator, tenants: dict[str, Any], admin_services: ApiServices
) -> None:
    first, second = tenants["first"], tenants["second"]
    begun = int(tenants["made"][5:17], 16)
    cases = {
        "": {"made", "failed", "waits", "runs"},
        "state=success": {"made"},
        "state=failed": {"failed"},
        "state=pending": {"waits"},
        "state=processing": {"runs"},
        f"key={first}": {"made", "failed"},
        f"key={second}": {"waits", "runs"},
        f"key={first}&state=pending": set(),
        "model=nano-banana": {"made", "failed", "waits", "runs"},
        "model=nano-banana-pro": set(),
        "failCode=CONTENT_VIOLATION": {"failed"},
        "failCode=PROCESSING_TIMEOUT": set(),
        "route=cheap": {"made"},
        "route=dear": {"made"},
        "route=che": set(),
        "prompt=RED": {"made", "runs"},
        "prompt=%25+of+a_": {"runs"},
        "prompt=nobody%20may": {"failed"},
        f"from={begun}": {"made", "failed", "waits", "runs"},
        f"to={begun}": set(),
        f"from={admin_services.clock.now_ms() + 60_000}": set(),
    }
    for query, expected in cases.items():
        assert await _found(operator, tenants, query) == expected, query


async def test_pages_follow_each_other_without_gap_or_repeat(
    operator: Operator, tenants: dict[str, Any]
) -> None:
    whole = [task["taskId"] for task in (await operator.get("/tasks?limit=200"))["tasks"]]
    assert whole == sorted(whole, reverse=True)
    seen: list[str] = []
    cursor = ""
    while True:
        page = await operator.get(f"/tasks?limit=3{cursor}")
        seen += [task["taskId"] for task in page["tasks"]]
        if page["nextCursor"] is None:
            break
        cursor = f"&cursor={page['nextCursor']}"
    assert seen == whole


@pytest.mark.parametrize(
    "query",
    [
        "state=done", "key=0", "key=x", "limit=0", "limit=201", "failCode=NOPE", "cursor=x", "from=-1",
        "prompt=", "prompt=%00", "route=", "model=a%20b", f"prompt={'x' * 201}",
    ],
)  # fmt: skip
async def test_a_filter_that_makes_no_sense_is_named(operator: Operator, query: str) -> None:
    reply = await operator.call("GET", f"/tasks?{query}")
    assert reply.status == 400
    assert query.partition("=")[0] in reply.error


async def test_a_task_is_shown_with_its_attempts_and_its_picture(
    operator: Operator, tenants: dict[str, Any]
) -> None:
    task = await operator.get(f"/tasks/{tenants['made']}")
    assert task["keyName"] == "first"
    assert task["input"]["prompt"] == "A Red fox in the snow"
    assert [(a["route"], a["outcome"], a["reason"]) for a in task["attempts"]] == [
        ("dear", "failed", "429 from the upstream"),
        ("cheap", "succeeded", None),
    ]
    assert task["pictureUrl"].startswith(f"{PUBLIC_URL}/results/")
    reply = await operator.client.call("GET", task["pictureUrl"].removeprefix(PUBLIC_URL), key=None)
    assert (reply.status, reply.headers["content-type"]) == (200, "image/png")


async def test_a_refused_task_says_which_rule_it_broke(operator: Operator, tenants: dict[str, Any]) -> None:
    task = await operator.get(f"/tasks/{tenants['failed']}")
    assert (task["failCode"], task["pictureUrl"]) == ("CONTENT_VIOLATION", None)
    assert [(one["check"], one["reason"]) for one in task["moderation"]] == [("rules", "rule 7")]
    refusals = await operator.get(f"/moderation?taskId={tenants['failed']}")
    assert refusals == task["moderation"]
    assert tenants["failed"] in {one["taskId"] for one in await operator.get("/moderation")}
    assert await operator.get("/moderation?taskId=nonsense") == []


@pytest.mark.parametrize("task_id", ["nonsense", "task_" + "0" * 32])
async def test_a_task_that_is_not_there_is_not_found(operator: Operator, task_id: str) -> None:
    assert (await operator.call("GET", f"/tasks/{task_id}")).status == 404


async def test_the_overview_counts_each_key_and_model_apart(
    operator: Operator, tenants: dict[str, Any]
) -> None:
    first = await operator.get(f"/overview?key={tenants['first']}")
    totals = first["totals"]
    assert (totals["succeeded"], totals["failed"], totals["pending"], totals["processing"]) == (1, 1, 0, 0)
    assert totals["costUsd"] == pytest.approx(0.02)
    assert totals["p50Seconds"] <= totals["p95Seconds"]
    assert sum(part["succeeded"] for part in first["endings"]) == 1
    assert [(part["failCode"], part["tasks"]) for part in first["failures"]] == [("CONTENT_VIOLATION", 1)]
    spent = {part["route"]: (part["calls"], part["costUsd"]) for part in first["spending"]}
    assert spent == {"dear": (1, 0.0), "cheap": (1, pytest.approx(0.02))}
    second = (await operator.get(f"/overview?key={tenants['second']}"))["totals"]
    assert (second["succeeded"], second["pending"], second["processing"]) == (0, 1, 1)
    assert second["p50Seconds"] is None
    none = await operator.get(f"/overview?key={tenants['first']}&model=nano-banana-pro")
    assert (none["totals"]["succeeded"], none["endings"], none["spending"]) == (0, [], [])


async def test_days_begin_at_the_readers_midnight(operator: Operator, tenants: dict[str, Any]) -> None:
    day_ms = 86_400_000
    for offset in (-720, 0, 330, 840):
        overview = await operator.get(f"/overview?hours=720&utcOffset={offset}&key={tenants['first']}")
        assert overview["spanMs"] == day_ms
        starts = [part["startTime"] for part in (*overview["endings"], *overview["spending"])]
        assert starts
        assert all((at + offset * 60_000) % day_ms == 0 for at in starts)
        assert all(at <= overview["toTime"] for at in starts)


@pytest.mark.parametrize("query", ["hours=0", "hours=2161", "utcOffset=841", "to=-1", "key=0"])
async def test_an_overview_of_no_range_is_refused(operator: Operator, query: str) -> None:
    assert (await operator.call("GET", f"/overview?{query}")).status == 400


async def test_an_overview_may_end_in_the_past(operator: Operator, tenants: dict[str, Any]) -> None:
    begun = int(tenants["made"][5:17], 16)
    before = await operator.get(f"/overview?to={begun - 1}&key={tenants['first']}")
    assert before["totals"]["succeeded"] == 0


async def test_settings_are_shown_without_their_secrets(operator: Operator) -> None:
    reply = await operator.call("GET", "/settings")
    for secret in ("sesame", "an-admin-token"):
        assert secret not in reply.body.decode()
    data = await operator.get("/settings")
    values = {s["name"]: (s["value"], s["isSecret"]) for group in data["groups"] for s in group["settings"]}
    assert values["CAVENDISH_ADMIN_TOKEN"] == ("set", True)
    assert values["GEMINI_API_KEY"] == ("set", True)
    assert values["FAL_KEY"] == (None, True)
    assert values["CAVENDISH_PUBLIC_URL"] == (PUBLIC_URL, False)
    assert values["CAVENDISH_DATABASE_URL"] == ("postgresql://…@db.example.com/cavendish?…", False)
    read = set(re.findall(r'"(CAVENDISH_\w+)"', Path(inspect.getfile(Settings)).read_text()))
    assert len(read) > 20
    own = {f"CAVENDISH_{name}" for name in ("LISTENS_ON", "METRICS_DIR", "WORKER_NUMBER")}
    assert read - set(values) <= own
    assert not own & set(values)


async def test_the_feed_tells_of_tasks_and_keys(
    operator: Operator, admin_client: Client, admin_services: ApiServices
) -> None:
    changes = admin_services.follow_changes.changes()
    coming = asyncio.ensure_future(anext(changes))
    await asyncio.sleep(0)
    async with asyncio.timeout(30):
        while not admin_services.notifications.is_connected:
            await asyncio.sleep(0.05)
        task_id = await admin_client.submit_prompt("a fox")
        await start(admin_services, task_id)
        await operator.post("/keys", {"name": "new"})
        seen: dict[str, set[str]] = {}
        while "keys" not in seen or task_id not in seen.get("tasks", set()):
            for topic, names in (await coming).items():
                seen.setdefault(topic.value, set()).update(names)
            coming = asyncio.ensure_future(anext(changes))
    coming.cancel()
    await asyncio.gather(coming, return_exceptions=True)
    await changes.aclose()


async def test_a_failed_task_is_found_by_its_code_beside_others(
    operator: Operator, admin_client: Client, admin_services: ApiServices
) -> None:
    task_id = await admin_client.submit_prompt("slow")
    await fail(admin_services, task_id, code=FailCode.PROCESSING_TIMEOUT, message="timeout")
    page = await operator.get("/tasks?failCode=PROCESSING_TIMEOUT")
    assert [task["taskId"] for task in page["tasks"]] == [task_id]

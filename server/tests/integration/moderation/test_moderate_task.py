"""Tasks whose content is refused: real database, real worker services, a stand-in provider."""

from pathlib import Path

import pytest
from structlog.testing import capture_logs
from tests.integration.routing.worker_on_standins import ends, environ, ledger, route, submit, worker
from tests.standins.fal_upstream import FalUpstream
from tests.standins.openai_moderation import OpenAIModerationUpstream
from tests.standins.sample_pictures import picture
from tests.standins.upstream_server import KEY, Scenario

from cavendish.database.connection_pool import Pool
from cavendish.database.moderation_rows import insert_decision, list_decisions
from cavendish.domain.errors import SetupError
from cavendish.domain.generation import Mode
from cavendish.domain.moderation import Finding, Stage

pytestmark = pytest.mark.integration

ROUTES = [route("cheap", "fal", "value", price_usd=0.01)]
REFUSED = "a swastika flag, signed by MARKER"


def asking(endpoint: OpenAIModerationUpstream, fal: FalUpstream, when: str) -> dict[str, str]:
    return environ(fal=fal) | {
        "OPENAI_API_KEY": KEY,
        "CAVENDISH_MODERATION_OPENAI": when,
        "CAVENDISH_MODERATION_OPENAI_BASE_URL": f"{endpoint.url}/v1",
    }


def stored(folder: Path) -> list[Path]:
    return [path for path in (folder / "storage").rglob("*") if path.is_file()]


async def fail_message(pool: Pool, task_id: str) -> str:
    return str(await pool.fetchval("SELECT fail_msg FROM tasks WHERE id = $1", task_id))


async def test_a_refused_prompt_never_reaches_a_provider(
    database_url: str, pool: Pool, tmp_path: Path
) -> None:
    async with FalUpstream() as fal, worker(database_url, tmp_path, ROUTES, environ(fal=fal)) as services:
        (task_id,) = await submit(pool, prompt=REFUSED)
        with capture_logs() as logs:
            await services.run_task(task_id)
        assert fal.seen == []
    assert await ends(pool, [task_id]) == ["CONTENT_VIOLATION"]
    assert await ledger(pool, task_id) == []
    message = await fail_message(pool, task_id)
    assert "content policy" in message
    assert "safety" in message
    assert "swastika" not in message
    (decision,) = await list_decisions(pool)
    assert (decision.task_id, decision.stage, decision.check) == (task_id, Stage.REQUEST, "rules")
    assert decision.finding == Finding(category="hate_symbols", reason="rule swastikas")
    assert "MARKER" not in f"{logs} {decision}"


async def test_a_harmless_prompt_is_drawn(database_url: str, pool: Pool, tmp_path: Path) -> None:
    async with FalUpstream() as fal, worker(database_url, tmp_path, ROUTES, environ(fal=fal)) as services:
        (task_id,) = await submit(pool, prompt="breast cancer leaflet")
        await services.run_task(task_id)
    assert await ends(pool, [task_id]) == ["success"]
    assert await list_decisions(pool) == []


async def test_rules_can_be_turned_off(database_url: str, pool: Pool, tmp_path: Path) -> None:
    async with FalUpstream() as fal:
        env = {**environ(fal=fal), "CAVENDISH_MODERATION_RULES": "off"}
        async with worker(database_url, tmp_path, ROUTES, env) as services:
            (task_id,) = await submit(pool, prompt=REFUSED)
            await services.run_task(task_id)
    assert await ends(pool, [task_id]) == ["success"]


async def test_an_operator_s_own_policy_takes_the_place_of_ours(
    database_url: str, pool: Pool, tmp_path: Path
) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text(
        'words.fruit = ["mango*"]\n[[rules]]\nname = "no-mangoes"\ncategory = "fruit"\nall = ["fruit"]\n'
    )
    async with FalUpstream() as fal:
        env = {**environ(fal=fal), "CAVENDISH_MODERATION_RULES": str(policy)}
        async with worker(database_url, tmp_path, ROUTES, env) as services:
            tasks = [*await submit(pool, prompt=REFUSED), *await submit(pool, prompt="two mangoes")]
            for task_id in tasks:
                await services.run_task(task_id)
    assert await ends(pool, tasks) == ["success", "CONTENT_VIOLATION"]


async def test_a_broken_policy_stops_the_worker_s_start(database_url: str, tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text("words = 7")
    env = {**environ(), "CAVENDISH_MODERATION_RULES": str(policy)}
    with pytest.raises(SetupError, match=r"policy\.toml"):
        async with worker(database_url, tmp_path, ROUTES, env):
            pass


async def test_a_refused_result_is_paid_but_not_stored(database_url: str, pool: Pool, tmp_path: Path) -> None:
    async with (
        FalUpstream() as fal,
        OpenAIModerationUpstream(flag_pictures="sexual") as endpoint,
        worker(database_url, tmp_path, ROUTES, asking(endpoint, fal, "all")) as services,
    ):
        (task_id,) = await submit(pool)
        await services.run_task(task_id)
    assert await ends(pool, [task_id]) == ["CONTENT_VIOLATION"]
    assert await ledger(pool, task_id) == [("cheap", "succeeded", None)]
    assert await pool.fetchval("SELECT cost_microusd FROM attempts WHERE task_id = $1", task_id) == 10_000
    assert stored(tmp_path) == []
    message = await fail_message(pool, task_id)
    assert "withheld" in message
    assert "content policy" in message
    (decision,) = await list_decisions(pool, task_id=task_id)
    assert (decision.stage, decision.check, decision.finding.score) == (Stage.RESULT, "openai", 0.97)


async def test_a_refused_reference_picture_never_reaches_a_provider(
    database_url: str, pool: Pool, tmp_path: Path
) -> None:
    upload = tmp_path / "storage" / "uploads" / "one.png"
    upload.parent.mkdir(parents=True)
    upload.write_bytes(picture())
    async with FalUpstream() as fal, OpenAIModerationUpstream(flag_pictures="sexual/minors") as endpoint:
        async with worker(database_url, tmp_path, ROUTES, asking(endpoint, fal, "on")) as services:
            (task_id,) = await submit(
                pool, mode=Mode.IMAGE_TO_IMAGE, image_urls=("cavendish-upload:uploads/one.png",)
            )
            await services.run_task(task_id)
        assert fal.seen == []
    assert await ends(pool, [task_id]) == ["CONTENT_VIOLATION"]
    (decision,) = await list_decisions(pool)
    assert decision.finding.reason == "sexual/minors in reference 0"


@pytest.mark.parametrize(("on_error", "end"), [("allow", "success"), ("refuse", "MODEL_UNAVAILABLE")])
async def test_an_endpoint_that_is_down_lets_pass_or_stops_as_the_operator_says(
    database_url: str, pool: Pool, tmp_path: Path, on_error: str, end: str
) -> None:
    async with FalUpstream() as fal, OpenAIModerationUpstream() as endpoint:
        endpoint.play(Scenario.SERVER_ERROR)
        env = asking(endpoint, fal, "on") | {"CAVENDISH_MODERATION_OPENAI_ON_ERROR": on_error}
        async with worker(database_url, tmp_path, ROUTES, env) as services:
            (task_id,) = await submit(pool)
            await services.run_task(task_id)
    assert await ends(pool, [task_id]) == [end]
    assert await list_decisions(pool) == []


async def test_a_refusal_is_kept_once_and_listed_newest_first(pool: Pool) -> None:
    first, second = await submit(pool, 2)
    finding = Finding(category="graphic_gore", reason="rule gore-terms")
    for task_id in (first, second, first):
        await insert_decision(pool, task_id=task_id, stage=Stage.REQUEST, check="rules", finding=finding)
    assert {decision.task_id for decision in await list_decisions(pool)} == {first, second}
    assert len(await list_decisions(pool)) == 2
    assert len(await list_decisions(pool, limit=1)) == 1

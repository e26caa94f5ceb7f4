"""A worker's services on a real database, its routes leading to stand-in upstreams."""

import contextlib
from collections.abc import AsyncIterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from tests.standins.upstream_server import KEY, StandIn

from cavendish.bootstrap import WorkerServices, open_worker_services
from cavendish.database.connection_pool import Pool
from cavendish.domain.api_key import NewApiKey
from cavendish.domain.generation import GenerationRequest, Mode
from cavendish.domain.ids import TaskId, new_asset_token, new_task_id
from cavendish.domain.routing import Strategy
from cavendish.entrypoints.api.answers.status_envelope import render_status_envelope
from cavendish.services.manage_keys import ManageKeys
from cavendish.settings import load_settings

QUICK = "poll_first_s = 0.01\npoll_longest_s = 0.05\nvanish_grace_s = 0.2\n"


def route(name: str, provider: str, tier: str, **fields: object) -> str:
    """A row of a route file."""
    rows = {"name": name, "model": "nano-banana", "provider": provider, "tier": tier, **fields}
    if provider == "gemini":
        rows.setdefault("upstream_model", "gemini-2.5-flash-image")
    if provider == "fal":
        rows.setdefault("upstream_model", "fal-ai/nano-banana")
    if provider == "replicate":
        rows.setdefault("upstream_model", "google/nano-banana")
    return "[[routes]]\n" + "".join(f"{key} = {_toml(value)}\n" for key, value in rows.items()) + QUICK


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)


def environ(**upstreams: StandIn) -> dict[str, str]:
    """What leads providers to their stand-ins."""
    names = {"gemini": "GEMINI_API_KEY", "fal": "FAL_KEY", "replicate": "REPLICATE_API_TOKEN"}
    found: dict[str, str] = {}
    for provider, upstream in upstreams.items():
        found[names[provider]] = KEY
        found[f"CAVENDISH_{provider.upper()}_BASE_URL"] = upstream.url
    return found


@contextlib.asynccontextmanager
async def worker(
    database_url: str, folder: Path, routes: Sequence[str], env: Mapping[str, str], **more: str
) -> AsyncIterator[WorkerServices]:
    """A worker's services, as `cavendish-server serve` makes them."""
    file = folder / "routes.toml"
    file.write_text("".join(routes))
    variables = {"CAVENDISH_DATA": str(folder), "CAVENDISH_ROUTES": str(file), **env, **more}
    settings = load_settings(variables, is_root=False, home=folder)
    services = await open_worker_services(
        settings,
        dsn=database_url,
        render_status=partial(render_status_envelope, public_url=settings.public_url),
    )
    try:
        yield services
    finally:
        await services.close()


async def submit(
    pool: Pool, count: int = 1, *, strategy: Strategy = Strategy.AUTO, **request: Any
) -> list[TaskId]:
    """Stored tasks, without jobs: the test runs them itself."""
    key_id, _ = await ManageKeys(pool).create(NewApiKey(name="routing", max_live_tasks=10_000))
    asked = GenerationRequest(
        **{"mode": Mode.TEXT_TO_IMAGE, "prompt": "a fox", "aspect_ratio": "4:3"} | request
    )
    task_ids = [new_task_id(1_000) for _ in range(count)]
    await pool.executemany(
        "INSERT INTO tasks (id, api_key_id, model, mode, prompt, image_urls, aspect_ratio, output_format,"
        " resolution, strategy, asset_token) VALUES ($1, $2, 'nano-banana', $3, $4, $5, $6, $7, $8, $9, $10)",
        [
            (
                task_id,
                key_id,
                asked.mode.value,
                asked.prompt,
                list(asked.image_urls),
                asked.aspect_ratio,
                asked.output_format.value,
                asked.resolution,
                strategy.value,
                new_asset_token(),
            )
            for task_id in task_ids
        ],
    )
    return task_ids


async def ends(pool: Pool, task_ids: Sequence[TaskId]) -> list[str]:
    """How tasks ended: `success`, or the fail code."""
    rows = await pool.fetch(
        "SELECT id, coalesce(fail_code, state) AS how FROM tasks WHERE id = ANY ($1)", task_ids
    )
    how = {row["id"]: row["how"] for row in rows}
    return [how[task_id] for task_id in task_ids]


async def ledger(pool: Pool, task_id: TaskId) -> list[tuple[str, str, str | None]]:
    """A task's attempts: route, outcome, kind of failure."""
    rows = await pool.fetch(
        "SELECT route, outcome, failure_kind FROM attempts WHERE task_id = $1 ORDER BY id", task_id
    )
    return [(row["route"], row["outcome"], row["failure_kind"]) for row in rows]

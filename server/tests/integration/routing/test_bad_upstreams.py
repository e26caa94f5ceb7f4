"""What a bad upstream does to a task: the next route makes its picture, and the cause is on record."""

import asyncio
import io
from pathlib import Path

import pytest
from PIL import Image
from tests.integration.routing.worker_on_standins import ends, environ, ledger, route, submit, worker
from tests.standins.fal_upstream import FalUpstream
from tests.standins.gemini_upstream import GeminiUpstream
from tests.standins.sample_pictures import picture
from tests.standins.upstream_server import Scenario

from cavendish.database.connection_pool import Pool

pytestmark = pytest.mark.integration
BAD_JOBS = [
    Scenario.SILENT,
    Scenario.CUT_OFF,
    Scenario.HTML,
    Scenario.NOT_JSON,
    Scenario.NO_PICTURE,
    Scenario.BROKEN_PICTURE,
    Scenario.HUGE,
    Scenario.LINK_GONE,
    Scenario.LINK_PRIVATE,
    Scenario.VANISHED,
    Scenario.NEVER_DONE,
]
BAD_ANSWERS = [one for one in BAD_JOBS if one not in (Scenario.VANISHED, Scenario.NEVER_DONE)]
WITHIN_S = 20.0


@pytest.mark.parametrize(
    ("bad", "scenario"), [("fal", one) for one in BAD_JOBS] + [("gemini", one) for one in BAD_ANSWERS]
)
async def test_the_next_route_makes_the_picture_and_the_cause_is_on_record(
    database_url: str, pool: Pool, tmp_path: Path, bad: str, scenario: Scenario
) -> None:
    good = {"fal": "gemini", "gemini": "fal"}[bad]
    rows = [
        route("bad", bad, "value", timeout_s=2),
        route("good", good, "official"),
    ]
    (task_id,) = await submit(pool)
    async with FalUpstream() as fal, GeminiUpstream() as gemini:
        (fal if bad == "fal" else gemini).play(scenario, scenario)
        async with worker(database_url, tmp_path, rows, environ(fal=fal, gemini=gemini)) as services:
            await asyncio.wait_for(services.run_task(task_id), WITHIN_S)
    assert await ends(pool, [task_id]) == ["success"]
    *failed, made = await ledger(pool, task_id)
    assert made == ("good", "succeeded", None)
    assert {one[:2] for one in failed} == {("bad", "failed")}
    reasons = await pool.fetch("SELECT reason FROM attempts WHERE route = 'bad'")
    assert all(row["reason"].startswith(f"{bad}: ") for row in reasons)


async def test_a_picture_of_another_shape_and_format_becomes_what_was_asked(
    database_url: str, pool: Pool, tmp_path: Path
) -> None:
    (task_id,) = await submit(pool, aspect_ratio="4:3")
    sent = io.BytesIO()
    Image.open(io.BytesIO(picture())).convert("RGB").resize((1344, 768)).save(sent, "JPEG")
    async with GeminiUpstream() as gemini:
        gemini.picture = sent.getvalue()
        rows = [route("maker", "gemini", "official")]
        async with worker(database_url, tmp_path, rows, environ(gemini=gemini)) as services:
            await services.run_task(task_id)
    assert await ends(pool, [task_id]) == ["success"]
    (stored,) = [file for file in (tmp_path / "storage" / "results").rglob("*") if file.is_file()]
    with Image.open(stored) as made:
        assert made.format == "PNG"
        assert made.width / made.height == pytest.approx(4 / 3, rel=0.02)


async def test_whole_files_whose_pixels_cannot_be_read_are_no_pictures(
    database_url: str, pool: Pool, tmp_path: Path
) -> None:
    (task_id,) = await submit(pool)
    content = bytearray(picture())
    at = content.index(b"IDAT") + 12
    content[at : at + 64] = bytes(64)
    async with FalUpstream() as fal, GeminiUpstream() as gemini:
        gemini.picture = bytes(content)
        rows = [route("bad", "gemini", "value"), route("good", "fal", "official")]
        async with worker(database_url, tmp_path, rows, environ(fal=fal, gemini=gemini)) as services:
            await services.run_task(task_id)
    assert await ends(pool, [task_id]) == ["success"]
    assert (await ledger(pool, task_id))[-1] == ("good", "succeeded", None)
    assert (await ledger(pool, task_id))[0] == ("bad", "failed", "transient")

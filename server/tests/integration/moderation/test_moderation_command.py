"""`cavendish-server moderation …` on a real database."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, STDOUT
from dataclasses import dataclass

import pytest
from tests.integration.routing.worker_on_standins import submit

from cavendish.database.connection_pool import Pool
from cavendish.database.moderation_rows import insert_decision
from cavendish.domain.moderation import Finding, Stage

pytestmark = pytest.mark.integration


@dataclass(frozen=True)
class Ended:
    exit_code: int | None
    output: str


async def command(*words: str, **environ: str) -> Ended:
    """A process of its own: the command sets up logging for the whole process it runs in."""
    env = {**os.environ, "COLUMNS": "200", "OPENAI_API_KEY": "", "CAVENDISH_MODERATION_RULES": ""} | environ
    run = "from cavendish.entrypoints.cli.main import main; main()"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", run, "moderation", *words, env=env, stdout=PIPE, stderr=STDOUT
    )
    output, _ = await process.communicate()
    return Ended(process.returncode, output.decode())


async def test_refusals_are_listed_without_their_prompts(database_url: str, pool: Pool) -> None:
    mine, other = await submit(pool, 2, prompt="SECRETWORD")
    await insert_decision(
        pool,
        task_id=mine,
        stage=Stage.RESULT,
        check="opennsfw",
        finding=Finding(category="explicit_sexual", reason="nudity in the result", score=0.913),
    )
    await insert_decision(
        pool,
        task_id=other,
        stage=Stage.REQUEST,
        check="rules",
        finding=Finding(category="hate_symbols", reason="rule swastikas"),
    )
    everything = await command("list", CAVENDISH_DATABASE_URL=database_url)
    assert everything.exit_code == 0
    assert mine in everything.output
    assert "nudity in the result" in everything.output
    assert "0.91" in everything.output
    assert "SECRETWORD" not in everything.output
    of_one = await command("list", "--task", other, CAVENDISH_DATABASE_URL=database_url)
    assert "rule swastikas" in of_one.output
    assert mine not in of_one.output


async def test_the_checks_are_shown_with_what_keeps_them_off() -> None:
    shown = await command(CAVENDISH_MODERATION_RULES="off")
    assert "CAVENDISH_MODERATION_RULES is off" in shown.output
    assert "OPENAI_API_KEY not set" in shown.output


async def test_a_prompt_can_be_tried_out() -> None:
    refused = await command("test", "a SWASTIKA flag")
    assert refused.exit_code == 1
    assert "rule swastikas, because of: swastika" in refused.output
    passed = await command("test", "breast cancer leaflet")
    assert (passed.exit_code, passed.output) == (0, "passes\n")

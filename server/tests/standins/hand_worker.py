"""Ends tasks as a worker would, without drawing: what becomes of one, its prompt says."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

from tests.api_fixtures import PICTURE, fail, succeed

from cavendish.bootstrap import ApiServices
from cavendish.domain.errors import FailCode
from cavendish.domain.generation import OutputFormat
from cavendish.domain.task import asset_key

LEFT_WAITING = "leave me waiting"


@dataclass(frozen=True, slots=True)
class HandWorker:
    """A prompt that is a fail code fails so, one that asks to be left waiting is, any other succeeds."""

    services: ApiServices

    async def _run(self) -> None:
        while True:
            rows = await self.services.pool.fetch(
                "SELECT id, prompt, asset_token, output_format FROM tasks "
                "WHERE state = 'pending' AND prompt <> $1 ORDER BY id",
                LEFT_WAITING,
            )
            for row in rows:
                code = row["prompt"].partition(":")[0]
                if code in FailCode.__members__:
                    await fail(self.services, row["id"], FailCode(code), row["prompt"])
                else:
                    await self._succeed(row["id"], row["asset_token"], OutputFormat(row["output_format"]))
            await asyncio.sleep(0.02)

    async def _succeed(self, task_id: str, token: str, kind: OutputFormat) -> None:
        """As the worker does: the picture is stored before its task reads as ended."""
        key = asset_key(f"{token}.{kind.extension}")
        await self.services.store.put(key, PICTURE, media_type=kind.media_type)
        await succeed(self.services, task_id)

    @classmethod
    @contextlib.asynccontextmanager
    async def working(cls, services: ApiServices) -> AsyncIterator[None]:
        running = asyncio.create_task(cls(services)._run())
        yield
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running

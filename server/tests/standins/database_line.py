"""A line to the database that is cut and mended: what a process sees of a PostgreSQL that is started anew."""

import asyncio
import contextlib
import shutil
import tempfile
from pathlib import Path
from typing import Self
from urllib.parse import parse_qsl, urlsplit


class DatabaseLine:
    """Passes everything on to the database of `database_url` while it is not cut."""

    def __init__(self, database_url: str) -> None:
        parts = urlsplit(database_url)
        where = dict(parse_qsl(parts.query))
        self._name = f".s.PGSQL.{where.get('port', '5432')}"
        self._far_end = f"{where['host']}/{self._name}"
        self._folder = Path(tempfile.mkdtemp(prefix="line-"))
        self.dsn = f"postgresql://cavendish@{parts.path}?host={self._folder}"
        self._server: asyncio.Server | None = None
        self._carrying = set[asyncio.Task[None]]()

    async def __aenter__(self) -> Self:
        await self.mend()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.cut()
        shutil.rmtree(self._folder)

    async def mend(self) -> None:
        """Let connections be made again."""
        self._server = await asyncio.start_unix_server(self._serve, self._folder / self._name)

    async def cut(self) -> None:
        """Break every connection, and refuse new ones."""
        if self._server is not None:
            self._server.close()
        (self._folder / self._name).unlink(missing_ok=True)
        carrying = list(self._carrying)
        for task in carrying:
            task.cancel()
        await asyncio.gather(*carrying, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._carry(reader, writer))
        self._carrying.add(task)
        task.add_done_callback(self._carrying.discard)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        back, forth = await asyncio.open_unix_connection(self._far_end)
        try:
            ways = [asyncio.create_task(_pass_on(reader, forth)), asyncio.create_task(_pass_on(back, writer))]
            try:
                await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for way in ways:
                    way.cancel()
        finally:
            forth.transport.abort()
            writer.transport.abort()


async def _pass_on(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError):
        while piece := await source.read(65536):
            target.write(piece)
            await target.drain()

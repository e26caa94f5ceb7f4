"""The offline illustrator as a provider: pictures are drawn in processes of its own, one a CPU core.

Drawing takes seconds of pure CPU, so it never runs on the event loop; a process that hangs or dies takes
one picture with it, not the worker, and each is replaced after a while to give its memory back.
"""

import asyncio
import contextlib
import hashlib
import importlib
import os
import struct
import sys
from collections.abc import Mapping
from typing import Any, Final

import msgspec

from cavendish.domain.aspect_ratio import AspectRatio
from cavendish.domain.errors import FailureKind, ProviderError
from cavendish.domain.generation import OutputFormat
from cavendish.domain.routing import Route
from cavendish.ports.provider import GeneratedImage, ProviderCall, ProviderPlugin

NAME: Final = "illustrator"
_PICTURES_PER_PROCESS: Final = 50
_CHILD: Final = (sys.executable, "-m", "cavendish_illustrator.drawing_process")
_ONE_THREAD: Final = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONUNBUFFERED": "1"}


class _Answer(msgspec.Struct):
    parts: list[int]
    report: dict[str, Any] | None = None
    error: str | None = None


class _DrawingProcess:
    """One child process; draws one picture at a time."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.drawn = 0

    @classmethod
    async def start(cls, environ: Mapping[str, str]) -> "_DrawingProcess":
        return cls(
            await asyncio.create_subprocess_exec(
                *_CHILD,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                env={**environ, **_ONE_THREAD},
                limit=2**20,
            )
        )

    async def draw(self, request: dict[str, Any], references: list[bytes]) -> tuple[_Answer, bytes]:
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise ProviderError(NAME, FailureKind.TRANSIENT, "its process has no pipes")
        head = msgspec.json.encode({**request, "parts": [len(part) for part in references]})
        stdin.writelines([struct.pack(">I", len(head)), head, *references])
        await stdin.drain()
        (length,) = struct.unpack(">I", await stdout.readexactly(4))
        answer = msgspec.json.decode(await stdout.readexactly(length), type=_Answer)
        picture = b"".join([await stdout.readexactly(part) for part in answer.parts])
        self.drawn += 1
        return answer, picture

    async def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()


class IllustratorProvider:
    """Keeps idle processes ready; makes new ones as calls need them, bounded by the route's concurrency."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._idle: list[_DrawingProcess] = []

    async def generate(self, call: ProviderCall) -> GeneratedImage:
        width, height = AspectRatio(call.request.aspect_ratio).pixels
        request = {
            "prompt": call.request.prompt,
            "size": [width, height],
            "seed": _seed(call.task_id),
            "format": "jpeg" if call.request.output_format is OutputFormat.JPEG else "png",
        }
        process = self._idle.pop() if self._idle else await _DrawingProcess.start(self._environ)
        try:
            async with asyncio.timeout(call.timeout_s):
                answer, picture = await process.draw(request, [ref.content for ref in call.references])
        except (asyncio.IncompleteReadError, ConnectionError, TimeoutError) as error:
            await process.kill()
            raise ProviderError(
                NAME, FailureKind.TRANSIENT, f"its process broke: {error!r}", is_retryable_here=True
            ) from error
        except BaseException:
            # Cancelled half-way: what the process would answer next belongs to nobody.
            await process.kill()
            raise
        await self._put_back(process)
        if answer.error is not None:
            raise ProviderError(NAME, FailureKind.TRANSIENT, answer.error)
        return GeneratedImage(content=picture, cost_microusd=0, details={"illustrator": answer.report})

    async def _put_back(self, process: _DrawingProcess) -> None:
        if process.drawn >= _PICTURES_PER_PROCESS:
            await process.kill()
        else:
            self._idle.append(process)

    async def cancel(self, *, route: Route, upstream_job_id: str) -> None:
        """Nothing to tell: cancelling the call ends its process."""

    async def close(self) -> None:
        while self._idle:
            await self._idle.pop().kill()


def _seed(task_id: str) -> int:
    """The same task draws the same picture, should a worker die and another begin again."""
    return int.from_bytes(hashlib.sha256(task_id.encode()).digest()[:4])


def default_concurrency() -> int:
    """One process a core that this machine lets us use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def suggest_ratio(prompt: str) -> str:
    """What the words suggest: a portrait is tall, a skyline wide."""
    # Imported late: an API-only installation has no illustrator, and a worker without auto needs no lexicon.
    understanding = importlib.import_module("cavendish_illustrator.understanding")
    return str(understanding.suggest_aspect_ratio(prompt))


PLUGIN = ProviderPlugin(
    name=NAME,
    build=IllustratorProvider,
    is_local=True,
    packages=("cavendish_illustrator",),
    default_concurrency=default_concurrency,
    suggest_ratio=suggest_ratio,
)

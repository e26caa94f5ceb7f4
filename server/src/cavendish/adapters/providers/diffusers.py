"""Provider `diffusers`: a diffusion model inside the worker, on its GPU where it has one.

CAVENDISH_DIFFUSERS_MODELS is the folder with the weights, one folder for each model; nothing is downloaded.
`upstream_model` names one, or is `auto`. Options of a route: `device`, `dtype`, `offload` (true keeps on the
GPU only what works), `steps`.
"""

import asyncio
import secrets
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from cavendish.adapters.upstream.diffusion_engine import (
    DiffusionEngine,
    Drawing,
    DrawingStoppedError,
    Placement,
)
from cavendish.adapters.upstream.picture_bytes import require_picture
from cavendish.adapters.upstream.picture_sizes import exact_size
from cavendish.adapters.upstream.redaction import quote_upstream
from cavendish.adapters.upstream.upstream_failures import misconfigured, unavailable, wrong_answer
from cavendish.domain.errors import ProviderError
from cavendish.domain.routing import Route
from cavendish.ports.provider import GeneratedImage, ProviderCall, ProviderPlugin

_NAME: Final = "diffusers"
_SEED_BITS: Final = 48


class DiffusersProvider:
    def __init__(self, engine: DiffusionEngine) -> None:
        self._engine = engine
        # One thread: a GPU draws one picture at a time, and loading must not happen twice.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=_NAME)

    async def generate(self, call: ProviderCall) -> GeneratedImage:
        stopped = threading.Event()
        drawing = asyncio.get_running_loop().run_in_executor(self._thread, self._draw, call, stopped)
        try:
            async with asyncio.timeout(call.timeout_s):
                content = await asyncio.shield(drawing)
        except TimeoutError as error:
            raise unavailable(_NAME, f"timeout: no picture within {call.timeout_s:g} s") from error
        finally:
            stopped.set()
            drawing.add_done_callback(_forget)
        return GeneratedImage(content=require_picture(_NAME, content), cost_microusd=0)

    def _draw(self, call: ProviderCall, stopped: threading.Event) -> bytes:
        options, request = call.route.options, call.request
        width, height = exact_size(request.aspect_ratio)
        try:
            model = self._engine.find_model(call.route.upstream_model, is_edit=bool(call.references))
            drawing = Drawing(
                prompt=request.prompt,
                width=width,
                height=height,
                seed=secrets.randbits(_SEED_BITS),
                references=tuple(item.content for item in call.references),
                arguments={"num_inference_steps": int(options["steps"])} if "steps" in options else {},
            )
            placement = Placement(
                device=str(options.get("device", "")),
                dtype=str(options.get("dtype", "")),
                is_offloaded=bool(options.get("offload", False)),
            )
            return self._engine.draw(model, drawing, placement, stopped)
        except DrawingStoppedError as error:
            raise unavailable(_NAME, "stopped: nobody waits for the picture any more") from error
        except (LookupError, ImportError, OSError, AttributeError, TypeError) as error:
            raise misconfigured(_NAME, _words(error, call)) from error
        except (RuntimeError, ValueError) as error:
            raise self._failed(error, call) from error

    def _failed(self, error: Exception, call: ProviderCall) -> ProviderError:
        if "out of memory" in str(error).casefold():
            self._engine.unload()
            return unavailable(_NAME, "out of memory")
        return wrong_answer(_NAME, _words(error, call))

    async def cancel(self, *, route: Route, upstream_job_id: str) -> None:
        """Nothing to cancel: a picture stops when its caller does."""

    async def close(self) -> None:
        await asyncio.to_thread(self._thread.shutdown, cancel_futures=True)


def _forget(drawing: "asyncio.Future[bytes]") -> None:
    """Take the outcome of a drawing that nobody waits for, so that it is not reported as lost."""
    if not drawing.cancelled():
        drawing.exception()


def _words(error: Exception, call: ProviderCall) -> str:
    return f"{type(error).__name__}: {quote_upstream(str(error), prompt=call.request.prompt)}"


def build(environ: Mapping[str, str]) -> DiffusersProvider:
    return DiffusersProvider(DiffusionEngine(Path(environ["CAVENDISH_DIFFUSERS_MODELS"]).expanduser()))


PLUGIN = ProviderPlugin(
    name=_NAME,
    build=build,
    credentials=("CAVENDISH_DIFFUSERS_MODELS",),
    packages=("torch", "diffusers"),
    default_concurrency=lambda: 1,
)

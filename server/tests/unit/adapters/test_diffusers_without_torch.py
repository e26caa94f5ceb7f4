"""What the diffusers provider does where torch is not installed, as in these tests."""

import asyncio
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.standins.provider_calls import PROMPT, make_call, make_route
from tests.standins.sample_pictures import picture, reference

from cavendish.adapters.providers import diffusers
from cavendish.adapters.upstream.diffusion_engine import (
    DiffusionEngine,
    DiffusionModel,
    Drawing,
    DrawingStoppedError,
    Placement,
)
from cavendish.domain.errors import FailureKind, ProviderError


def test_looking_at_the_plugin_imports_no_torch() -> None:
    assert diffusers.PLUGIN.packages == ("torch", "diffusers")
    assert "torch" not in sys.modules


def test_it_is_not_live_without_a_folder_of_weights() -> None:
    route = make_route("diffusers", "auto")
    assert diffusers.PLUGIN.why_not_live(route, {}) == "CAVENDISH_DIFFUSERS_MODELS not set"


@pytest.mark.parametrize(
    ("there", "is_edit", "taken"),
    [
        (("FLUX.2-klein-4B", "Z-Image-Turbo", "Qwen-Image-Edit-2511"), False, "FLUX.2-klein-4B"),
        (("FLUX.2-klein-4B", "Z-Image-Turbo", "Qwen-Image-Edit-2511"), True, "FLUX.2-klein-4B"),
        (("Z-Image-Turbo", "Qwen-Image-Edit-2511"), False, "Z-Image-Turbo"),
        (("Z-Image-Turbo", "Qwen-Image-Edit-2511"), True, "Qwen-Image-Edit-2511"),
    ],
)
def test_auto_takes_the_first_model_that_is_there_and_able(
    tmp_path: Path, there: tuple[str, ...], is_edit: bool, taken: str
) -> None:
    for name in there:
        (tmp_path / name).mkdir()
    assert DiffusionEngine(tmp_path).find_model("auto", is_edit=is_edit).name == taken


@pytest.mark.parametrize(
    ("name", "is_edit"),
    [("auto", False), ("auto", True), ("Z-Image-Turbo", True), ("Qwen-Image-Edit-2511", False), ("x", False)],
)
async def test_a_model_that_cannot_do_it_alarms_the_operator(
    tmp_path: Path, name: str, is_edit: bool
) -> None:
    provider = diffusers.PLUGIN.build({"CAVENDISH_DIFFUSERS_MODELS": str(tmp_path)})
    references = (reference(),) if is_edit else ()
    with pytest.raises(ProviderError) as caught:
        await provider.generate(make_call(make_route("diffusers", name), references=references))
    await provider.close()
    assert caught.value.kind is FailureKind.MISCONFIGURED
    assert PROMPT not in str(caught.value)


async def test_missing_packages_alarm_the_operator(tmp_path: Path) -> None:
    (tmp_path / "Z-Image-Turbo").mkdir()
    provider = diffusers.PLUGIN.build({"CAVENDISH_DIFFUSERS_MODELS": str(tmp_path)})
    with pytest.raises(ProviderError, match="torch") as caught:
        await provider.generate(make_call(make_route("diffusers", "auto")))
    await provider.close()
    assert caught.value.kind is FailureKind.MISCONFIGURED


class EngineOf(DiffusionEngine):
    """An engine whose drawing is `act`, given the event that asks it to stop."""

    def __init__(self, act: Callable[[threading.Event], bytes]) -> None:
        super().__init__(Path())
        self._act = act
        self.unloads = 0

    def draw(
        self, model: DiffusionModel, drawing: Drawing, placement: Placement, stopped: threading.Event
    ) -> bytes:
        return self._act(stopped)

    def unload(self) -> None:
        self.unloads += 1


def until_stopped(stopped: threading.Event) -> bytes:
    assert stopped.wait(10)
    raise DrawingStoppedError


ROUTE = make_route("diffusers", "Z-Image-Turbo")


async def test_a_drawing_that_takes_too_long_is_told_to_stop() -> None:
    provider = diffusers.DiffusersProvider(EngineOf(until_stopped))
    with pytest.raises(ProviderError, match="timeout") as caught:
        await provider.generate(make_call(ROUTE, timeout_s=0.05))
    await provider.close()
    assert caught.value.kind is FailureKind.UNAVAILABLE


async def test_a_cancelled_drawing_is_told_to_stop_and_frees_its_thread() -> None:
    provider = diffusers.DiffusersProvider(EngineOf(until_stopped))
    drawing = asyncio.create_task(provider.generate(make_call(ROUTE)))
    await asyncio.sleep(0.02)
    drawing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await drawing
    async with asyncio.timeout(5):
        await provider.close()


@pytest.mark.parametrize(
    ("error", "kind", "unloads"),
    [
        (RuntimeError("CUDA out of memory. Tried to allocate 2 GiB"), FailureKind.UNAVAILABLE, 1),
        (RuntimeError("CUDA error: illegal address"), FailureKind.TRANSIENT, 0),
        (ValueError("shape mismatch"), FailureKind.TRANSIENT, 0),
        (OSError("no file named model_index.json"), FailureKind.MISCONFIGURED, 0),
    ],
)
async def test_each_error_of_torch_has_its_meaning(error: Exception, kind: FailureKind, unloads: int) -> None:
    def fail(stopped: threading.Event) -> bytes:
        raise error

    engine = EngineOf(fail)
    provider = diffusers.DiffusersProvider(engine)
    with pytest.raises(ProviderError) as caught:
        await provider.generate(make_call(ROUTE))
    await provider.close()
    assert (caught.value.kind, engine.unloads) == (kind, unloads)


async def test_a_picture_costs_nothing() -> None:
    provider = diffusers.DiffusersProvider(EngineOf(lambda stopped: picture()))
    made = await provider.generate(make_call(ROUTE))
    await provider.cancel(route=ROUTE, upstream_job_id="none")
    await provider.close()
    assert (made.content, made.cost_microusd) == (picture(), 0)

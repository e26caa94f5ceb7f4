"""The diffusers provider with real, tiny, random pipelines: `make test-diffusers`, not `make test`."""

import asyncio
import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PIL import Image
from tests.diffusers_pipelines import tiny_models
from tests.standins.provider_calls import make_call, make_route
from tests.standins.sample_pictures import reference

from cavendish.adapters.providers import diffusers
from cavendish.domain.errors import FailureKind, ProviderError
from cavendish.ports.provider import ImageProvider

AUTO = make_route("diffusers", "auto", steps=2)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    models = tmp_path_factory.mktemp("models")
    tiny_models.save_flux(models / "FLUX.2-klein-4B")
    tiny_models.save_z_image(models / "Z-Image-Turbo")
    tiny_models.save_qwen_edit(models / "Qwen-Image-Edit-2511")
    return models


@pytest.fixture
async def provider(folder: Path) -> AsyncIterator[ImageProvider]:
    built = diffusers.PLUGIN.build({"CAVENDISH_DIFFUSERS_MODELS": str(folder)})
    yield built
    await built.close()


def size_of(content: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(content)) as image:
        image.load()
        assert image.format == "PNG"
        return image.size


async def test_words_become_a_picture_of_the_asked_ratio(provider: ImageProvider) -> None:
    made = await provider.generate(make_call(AUTO, aspect_ratio="9:16", timeout_s=100))
    assert size_of(made.content) == (768, 1344)
    assert made.cost_microusd == 0


async def test_references_are_edited(provider: ImageProvider) -> None:
    call = make_call(AUTO, references=(reference(), reference(1, "jpeg")), aspect_ratio="1:1", timeout_s=100)
    assert size_of((await provider.generate(call)).content) == (1024, 1024)


async def test_z_image_draws_words_and_does_not_edit(provider: ImageProvider) -> None:
    route = make_route("diffusers", "Z-Image-Turbo", steps=2)
    made = await provider.generate(make_call(route, aspect_ratio="16:9", timeout_s=100))
    assert size_of(made.content) == (1344, 768)
    with pytest.raises(ProviderError, match="cannot edit references") as caught:
        await provider.generate(make_call(route, references=(reference(),), timeout_s=100))
    assert caught.value.kind is FailureKind.MISCONFIGURED


async def test_qwen_edits_references_and_does_not_draw_words(provider: ImageProvider) -> None:
    route = make_route("diffusers", "Qwen-Image-Edit-2511", steps=1)
    call = make_call(route, references=(reference(), reference(1)), aspect_ratio="1:1", timeout_s=200)
    assert size_of((await provider.generate(call)).content) == (1024, 1024)
    with pytest.raises(ProviderError, match="cannot draw from words") as caught:
        await provider.generate(make_call(route, timeout_s=100))
    assert caught.value.kind is FailureKind.MISCONFIGURED


async def test_a_picture_that_takes_too_long_is_stopped_at_its_next_step(provider: ImageProvider) -> None:
    endless = make_route("diffusers", "auto", steps=5000)
    with pytest.raises(ProviderError, match="timeout") as caught:
        await provider.generate(make_call(endless, timeout_s=3))
    assert caught.value.kind is FailureKind.UNAVAILABLE
    async with asyncio.timeout(60):
        assert await provider.generate(make_call(AUTO, aspect_ratio="1:1", timeout_s=60))


async def test_a_cancelled_task_frees_the_thread(provider: ImageProvider) -> None:
    endless = make_route("diffusers", "auto", steps=5000)
    drawing = asyncio.create_task(provider.generate(make_call(endless, timeout_s=100)))
    await asyncio.sleep(1)
    drawing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await drawing
    async with asyncio.timeout(60):
        assert await provider.generate(make_call(AUTO, aspect_ratio="1:1", timeout_s=60))


async def test_a_machine_without_the_asked_device_alarms_or_fails_over(provider: ImageProvider) -> None:
    route = make_route("diffusers", "auto", steps=1, device="meta:9", dtype="float99")
    with pytest.raises(ProviderError) as caught:
        await provider.generate(make_call(route, timeout_s=100))
    assert caught.value.kind is FailureKind.MISCONFIGURED

"""What the diffusers provider does where torch is not installed, as in these tests."""

import importlib.util
import sys
from pathlib import Path

import pytest
from tests.standins.provider_calls import PROMPT, make_call, make_route
from tests.standins.sample_pictures import reference

from cavendish.adapters.providers import diffusers
from cavendish.adapters.upstream.diffusion_engine import DiffusionEngine
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


@pytest.mark.skipif(importlib.util.find_spec("torch") is not None, reason="torch is installed here")
async def test_missing_packages_alarm_the_operator(tmp_path: Path) -> None:
    (tmp_path / "Z-Image-Turbo").mkdir()
    provider = diffusers.PLUGIN.build({"CAVENDISH_DIFFUSERS_MODELS": str(tmp_path)})
    with pytest.raises(ProviderError, match="torch") as caught:
        await provider.generate(make_call(make_route("diffusers", "auto")))
    await provider.close()
    assert caught.value.kind is FailureKind.MISCONFIGURED

"""How the engine loads and calls a pipeline; `make test-diffusers` does the same with the real library."""

import io
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image
from tests.standins import sample_pictures

from cavendish.adapters.upstream.diffusion_engine import (
    KNOWN_MODELS,
    DiffusionEngine,
    Drawing,
    DrawingStoppedError,
    Placement,
)

FLUX, Z_IMAGE, QWEN = KNOWN_MODELS
STUB = Path(sample_pictures.__file__).parent / "torch_stub"
WORDS = Drawing(prompt="a fox", width=1024, height=1030, seed=7)


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[ModuleType, ModuleType]]:
    """The stub's torch and diffusers, in the place of the real ones."""
    for name in ("torch", "diffusers"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.syspath_prepend(str(STUB))
    import diffusers  # noqa: PLC0415 - from the stub
    import torch  # noqa: PLC0415 - from the stub

    yield torch, diffusers
    for name in ("torch", "diffusers"):
        sys.modules.pop(name, None)


@pytest.fixture
def engine(tmp_path: Path) -> DiffusionEngine:
    for model in KNOWN_MODELS:
        (tmp_path / model.name).mkdir()
    return DiffusionEngine(tmp_path)


def draw(engine: DiffusionEngine, model=FLUX, drawing=WORDS, placement=None) -> bytes:
    return engine.draw(model, drawing, placement or Placement(), threading.Event())


def test_a_pipeline_is_loaded_once_and_called_as_its_model_wants(library, engine: DiffusionEngine) -> None:
    _, diffusers = library
    for _ in range(2):
        with Image.open(io.BytesIO(draw(engine))) as image:
            assert (image.format, image.size) == ("PNG", (1024, 1024))
    (pipeline,) = diffusers.loaded
    assert (pipeline.name, pipeline.dtype, pipeline.placed) == ("FLUX.2-klein-4B", "float32", "cpu")
    call = pipeline.calls[0]
    assert (call["num_inference_steps"], call["guidance_scale"], call["prompt"]) == (4, 1.0, "a fox")
    assert (call["generator"].seed, "image" in call) == (7, False)


def test_another_model_takes_the_place_of_the_first(library, engine: DiffusionEngine) -> None:
    torch, diffusers = library
    torch.cuda.is_there = True
    draw(engine)
    draw(engine, Z_IMAGE)
    draw(engine, Z_IMAGE, placement=Placement(dtype="float32", is_offloaded=True))
    assert [(item.name, item.dtype, item.placed) for item in diffusers.loaded] == [
        ("FLUX.2-klein-4B", "bfloat16", "cuda"),
        ("Z-Image-Turbo", "bfloat16", "cuda"),
        ("Z-Image-Turbo", "float32", "offloaded"),
    ]
    assert torch.emptied == ["cuda", "cuda"]


def test_references_are_decoded_and_never_smaller_than_the_model_takes(
    library, engine: DiffusionEngine
) -> None:
    _, diffusers = library
    sizes = [(40, 30), (64, 64), (300, 63), (500, 400)]
    pictures = tuple(sample_pictures.picture("png", size) for size in sizes)
    draw(engine, QWEN, Drawing(prompt="x", width=512, height=512, seed=1, references=pictures))
    call = diffusers.loaded[0].calls[0]
    assert [image.size for image in call["image"]] == [(85, 64), (64, 64), (305, 64), (500, 400)]
    assert (call["negative_prompt"], call["true_cfg_scale"]) == (" ", 4.0)


def test_a_stopped_drawing_ends_before_it_begins_or_at_its_next_step(
    library, engine: DiffusionEngine
) -> None:
    _, diffusers = library
    stopped = threading.Event()
    stopped.set()
    with pytest.raises(DrawingStoppedError):
        engine.draw(FLUX, WORDS, Placement(), stopped)
    assert not diffusers.loaded
    stopped.clear()

    class StopsAtTheSecondStep(diffusers.Flux2KleinPipeline):
        def __call__(self, **arguments):
            inner = arguments["callback_on_step_end"]

            def after(pipeline, step, timestep, tensors):
                if step == 1:
                    stopped.set()
                return inner(pipeline, step, timestep, tensors)

            return super().__call__(**arguments | {"callback_on_step_end": after})

    diffusers.Flux2KleinPipeline = StopsAtTheSecondStep
    with pytest.raises(DrawingStoppedError):
        engine.draw(FLUX, WORDS, Placement(), stopped)


def test_missing_weights_are_named(library, tmp_path: Path) -> None:
    with pytest.raises(LookupError, match=r"put the weights of Z-Image-Turbo there"):
        draw(DiffusionEngine(tmp_path), Z_IMAGE)

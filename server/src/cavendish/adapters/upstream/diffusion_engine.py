"""Runs diffusion pipelines of the `diffusers` library, one at a time, in a thread of their own.

torch and diffusers are imported when the first picture is asked for, never before.
Source: diffusers 0.42.1, the pipelines' `__call__` (checked 2026-11-23).
"""

import importlib
import io
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Protocol

from PIL import Image

from cavendish.domain.errors import CavendishError

_SIDE_DIVISOR: Final = 16
"""Every pipeline here wants sides that are multiples of this."""
_LEAST_SIDE: Final = 64
"""FLUX.2 refuses smaller references."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffusionModel:
    """How one model is loaded and called. `can_draw` from words alone, `can_edit` references."""

    name: str
    """The folder that its weights lie in."""
    pipeline: str
    """Its class in `diffusers`."""
    can_draw: bool
    can_edit: bool
    arguments: Mapping[str, str | int | float] = field(default_factory=dict)


KNOWN_MODELS: Final = (
    DiffusionModel(
        name="FLUX.2-klein-4B",
        pipeline="Flux2KleinPipeline",
        can_draw=True,
        can_edit=True,
        arguments={"num_inference_steps": 4, "guidance_scale": 1.0},
    ),
    DiffusionModel(
        name="Z-Image-Turbo",
        pipeline="ZImagePipeline",
        can_draw=True,
        can_edit=False,
        arguments={"num_inference_steps": 9, "guidance_scale": 0.0},
    ),
    DiffusionModel(
        name="Qwen-Image-Edit-2511",
        pipeline="QwenImageEditPlusPipeline",
        can_draw=False,
        can_edit=True,
        # Guidance is off, with a mere warning, unless a negative prompt is given.
        arguments={"num_inference_steps": 40, "true_cfg_scale": 4.0, "negative_prompt": " "},
    ),
)
"""All three under Apache-2.0; the first that can do what is asked and lies in the folder is taken."""


class DrawingStoppedError(CavendishError):
    """Nobody waits for this picture any more."""


class _Output(Protocol):
    images: Sequence[Image.Image]


class Pipeline(Protocol):
    """A loaded pipeline, as much of it as is used."""

    def __call__(self, **arguments: object) -> _Output: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """One picture to make. `seed` decides it, together with the rest."""

    prompt: str
    width: int
    height: int
    seed: int
    references: tuple[bytes, ...] = ()
    arguments: Mapping[str, str | int | float | bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where and how a model runs; None and empty choose by the machine."""

    device: str = ""
    dtype: str = ""
    is_offloaded: bool = False


class DiffusionEngine:
    """Holds one loaded pipeline; call it from one thread only."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._loaded: tuple[str, Placement, Pipeline] | None = None

    def find_model(self, name: str, *, is_edit: bool) -> DiffusionModel:
        """The named model, or for `auto` the first that is there and can do it. LookupError: none."""
        able = [model for model in KNOWN_MODELS if (model.can_edit if is_edit else model.can_draw)]
        if name == "auto":
            able = [model for model in able if (self._folder / model.name).is_dir()]
        else:
            able = [model for model in able if model.name == name]
        if not able:
            task = "edit references" if is_edit else "draw from words"
            raise LookupError(f"{name} cannot {task} with what lies in {self._folder}")
        return able[0]

    def draw(
        self, model: DiffusionModel, drawing: Drawing, placement: Placement, stopped: threading.Event
    ) -> bytes:
        """A PNG. DrawingStoppedError at the next step once `stopped` is set; errors of torch as they are."""
        if stopped.is_set():
            raise DrawingStoppedError
        pipeline, device = self._pipeline(model, placement)
        torch = importlib.import_module("torch")
        arguments: dict[str, object] = {
            **model.arguments,
            **drawing.arguments,
            "prompt": drawing.prompt,
            "width": drawing.width - drawing.width % _SIDE_DIVISOR,
            "height": drawing.height - drawing.height % _SIDE_DIVISOR,
            "generator": torch.Generator(device).manual_seed(drawing.seed),
            "callback_on_step_end": _stopper(stopped),
        }
        if drawing.references:
            arguments["image"] = [_reference(item) for item in drawing.references]
        with torch.inference_mode():
            picture = pipeline(**arguments).images[0]
        out = io.BytesIO()
        picture.save(out, "PNG")
        return out.getvalue()

    def unload(self) -> None:
        """Give the memory back."""
        if self._loaded is not None:
            self._loaded = None
            torch = importlib.import_module("torch")
            if torch.cuda.is_available():
                torch.cuda.empty_cache()

    def _pipeline(self, model: DiffusionModel, placement: Placement) -> tuple[Pipeline, str]:
        torch = importlib.import_module("torch")
        device = placement.device or _best_device(torch)
        if self._loaded is not None and self._loaded[:2] == (model.name, placement):
            return self._loaded[2], device
        self.unload()
        path = self._folder / model.name
        if not path.is_dir():
            raise LookupError(f"{path} is missing: put the weights of {model.name} there")
        kind = getattr(importlib.import_module("diffusers"), model.pipeline)
        dtype = getattr(torch, placement.dtype or ("float32" if device == "cpu" else "bfloat16"))
        pipeline: Any = kind.from_pretrained(path, dtype=dtype, local_files_only=True)
        if placement.is_offloaded:
            pipeline.enable_model_cpu_offload()
        else:
            pipeline.to(device)
        pipeline.set_progress_bar_config(disable=True)
        self._loaded = (model.name, placement, pipeline)
        return pipeline, device


def _reference(content: bytes) -> Image.Image:
    with Image.open(io.BytesIO(content)) as opened:
        picture = opened.convert("RGB")
    if (shorter := min(picture.size)) < _LEAST_SIDE:
        width, height = (round(side * _LEAST_SIDE / shorter) for side in picture.size)
        return picture.resize((width, height), Image.Resampling.LANCZOS)
    return picture


def _best_device(torch: Any) -> str:  # noqa: ANN401 - a module that may not be installed
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def _stopper(stopped: threading.Event) -> Callable[..., dict[str, object]]:
    def after_step(
        pipeline: object, step: int, timestep: object, tensors: dict[str, object]
    ) -> dict[str, object]:
        del pipeline, step, timestep
        if stopped.is_set():
            raise DrawingStoppedError
        return tensors

    return after_step

"""Pipelines that remember how they were loaded and called, and paint one colour."""

from types import SimpleNamespace
from typing import Any

from PIL import Image

loaded: list["_Pipeline"] = []


class _Pipeline:
    def __init__(self, path: Any, dtype: str) -> None:
        self.name, self.dtype = path.name, dtype
        self.placed = ""
        self.calls: list[dict[str, Any]] = []

    @classmethod
    def from_pretrained(cls, path: Any, *, dtype: str, local_files_only: bool) -> "_Pipeline":
        assert local_files_only
        loaded.append(cls(path, dtype))
        return loaded[-1]

    def to(self, device: str) -> None:
        self.placed = device

    def enable_model_cpu_offload(self) -> None:
        self.placed = "offloaded"

    def set_progress_bar_config(self, *, disable: bool) -> None:
        assert disable

    def __call__(self, **arguments: Any) -> SimpleNamespace:
        self.calls.append(arguments)
        for step in range(arguments["num_inference_steps"]):
            arguments["callback_on_step_end"](self, step, None, {})
        return SimpleNamespace(images=[Image.new("RGB", (arguments["width"], arguments["height"]))])


class Flux2KleinPipeline(_Pipeline): ...


class ZImagePipeline(_Pipeline): ...


class QwenImageEditPlusPipeline(_Pipeline): ...

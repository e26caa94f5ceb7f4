"""What is asked for, and the body that asks for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, TypedDict

from cavendish_client.references import Reference

AspectRatio: TypeAlias = Literal[
    "1:1", "3:2", "2:3", "4:3", "3:4", "5:4", "4:5", "16:9", "9:16", "21:9", "auto",
    "1:4", "4:1", "1:8", "8:1",
]  # fmt: skip
"""The last four: `nano-banana-2` only."""
OutputFormat: TypeAlias = Literal["png", "jpeg"]
Strategy: TypeAlias = Literal["auto", "value", "official"]
Resolution: TypeAlias = Literal["1K", "2K", "4K"]


class TaskOptions(TypedDict, total=False):
    """What may be said of any picture; what is left out is the service's own choice.

    `provider` is the routing strategy; `source` a tag kept with the task; `callback_url` where the ended task
    is reported; `idempotency_key` makes a Cavendish server answer the same submit with the same task.
    """

    model: str
    aspect_ratio: AspectRatio
    output_format: OutputFormat
    resolution: Resolution
    provider: Strategy
    source: str
    callback_url: str
    idempotency_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRequest:
    """One picture to be made; with `images` they are edited. A batch is many of these."""

    prompt: str
    images: Sequence[Reference] = ()
    model: str | None = None
    aspect_ratio: AspectRatio | None = None
    output_format: OutputFormat | None = None
    resolution: Resolution | None = None
    provider: Strategy | None = None
    source: str | None = None
    callback_url: str | None = None
    idempotency_key: str | None = None


def task_body(request: TaskRequest, image_urls: Sequence[str]) -> dict[str, Any]:
    """The JSON of a submit; `image_urls` stand for the request's images."""
    asked: dict[str, Any] = {
        "mode": "image-to-image" if image_urls else "text-to-image",
        "prompt": request.prompt,
        "image_urls": list(image_urls) or None,
        "aspect_ratio": request.aspect_ratio,
        "output_format": request.output_format,
        "resolution": request.resolution,
    }
    body: dict[str, Any] = {
        "request_type": "callback" if request.callback_url else "async",
        "callback_url": request.callback_url,
        "provider": request.provider,
        "source": request.source,
        "input": _present(asked),
    }
    return _present(body)


def _present(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}

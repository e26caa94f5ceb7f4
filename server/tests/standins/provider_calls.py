"""Makes the calls that a worker would make."""

from dataclasses import dataclass, field
from typing import Any

from cavendish.domain.generation import GenerationRequest, Mode, OutputFormat, ReferenceImage
from cavendish.domain.ids import TaskId
from cavendish.domain.routing import Route, Tier
from cavendish.ports.provider import ProviderCall

PROMPT = "a marmalade cat asleep on a warm stone windowsill at dusk"
FAST = {"poll_first_s": 0.01, "poll_longest_s": 0.03, "vanish_grace_s": 0.1}
"""Route options that make polling quick."""


@dataclass
class Checkpoints:
    """Collects the job ids that a provider hands over."""

    ids: list[str] = field(default_factory=list)

    async def __call__(self, job_id: str) -> None:
        self.ids.append(job_id)


def make_route(provider: str, upstream_model: str, **options: Any) -> Route:
    return Route(
        name=f"{provider}-route",
        model="nano-banana",
        provider=provider,
        upstream_model=upstream_model,
        tier=Tier.VALUE,
        price_microusd=39_000,
        options=FAST | options,
    )


def make_call(
    route: Route,
    *,
    references: tuple[ReferenceImage, ...] = (),
    image_urls: tuple[str, ...] | None = None,
    timeout_s: float = 5.0,
    upstream_job_id: str | None = None,
    checkpoint: Checkpoints | None = None,
    output_format: OutputFormat = OutputFormat.PNG,
    aspect_ratio: str = "16:9",
    resolution: str | None = None,
    prompt: str = PROMPT,
) -> ProviderCall:
    urls = tuple(f"https://pictures.example/{n}.png" for n in range(len(references)))
    return ProviderCall(
        task_id=TaskId("task_" + "0" * 32),
        route=route,
        request=GenerationRequest(
            mode=Mode.IMAGE_TO_IMAGE if references else Mode.TEXT_TO_IMAGE,
            prompt=prompt,
            aspect_ratio=aspect_ratio,
            output_format=output_format,
            image_urls=urls if image_urls is None else image_urls,
            resolution=resolution,
        ),
        references=references,
        timeout_s=timeout_s,
        upstream_job_id=upstream_job_id,
        checkpoint=checkpoint or Checkpoints(),
    )

"""Every provider with its stand-in: what the conformance suite runs over."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.standins.apixo_upstream import ApixoUpstream
from tests.standins.comfyui_upstream import CHECKPOINT, ComfyUIUpstream
from tests.standins.fal_upstream import FalUpstream
from tests.standins.gemini_upstream import GeminiUpstream
from tests.standins.kie_upstream import KieUpstream
from tests.standins.openai_upstream import OpenAIUpstream
from tests.standins.openrouter_upstream import OpenRouterUpstream
from tests.standins.provider_calls import make_route
from tests.standins.replicate_upstream import ReplicateUpstream
from tests.standins.upstream_server import KEY, StandIn
from tests.standins.vertex_upstream import VertexUpstream

from cavendish.adapters.providers import (
    apixo,
    comfyui,
    fal,
    gemini,
    kie,
    openai_images,
    openrouter,
    replicate,
    vertex,
)
from cavendish.domain.errors import FailureKind
from cavendish.domain.routing import Route
from cavendish.ports.provider import ProviderPlugin


@dataclass(frozen=True)
class ProviderCase:
    plugin: ProviderPlugin
    stand_in: Callable[[], StandIn]
    upstream_model: str
    environ: Callable[[StandIn], dict[str, str]]
    options: Mapping[str, Any] = field(default_factory=dict)
    most_references: int = 5
    bad_reference: FailureKind = FailureKind.TRANSIENT
    can_cancel: bool = False
    retry_after_s: float | None = 7.0

    @property
    def name(self) -> str:
        return self.plugin.name

    def route(self) -> Route:
        return make_route(self.name, self.upstream_model, **self.options)


CASES = [
    ProviderCase(
        plugin=gemini.PLUGIN,
        stand_in=GeminiUpstream,
        upstream_model="gemini-2.5-flash-image",
        environ=lambda upstream: {"GEMINI_API_KEY": KEY, "CAVENDISH_GEMINI_BASE_URL": upstream.url},
        most_references=14,
    ),
    ProviderCase(
        plugin=openai_images.PLUGIN,
        stand_in=OpenAIUpstream,
        upstream_model="gpt-image-2",
        environ=lambda upstream: {
            "OPENAI_API_KEY": KEY,
            "CAVENDISH_OPENAI_IMAGES_BASE_URL": f"{upstream.url}/v1",
        },
        most_references=16,
    ),
    ProviderCase(
        plugin=fal.PLUGIN,
        stand_in=FalUpstream,
        upstream_model="fal-ai/nano-banana",
        environ=lambda upstream: {"FAL_KEY": KEY, "CAVENDISH_FAL_BASE_URL": upstream.url},
        can_cancel=True,
    ),
    ProviderCase(
        plugin=replicate.PLUGIN,
        stand_in=ReplicateUpstream,
        upstream_model="google/nano-banana",
        environ=lambda upstream: {
            "REPLICATE_API_TOKEN": KEY,
            "CAVENDISH_REPLICATE_BASE_URL": upstream.url,
        },
        can_cancel=True,
    ),
    ProviderCase(
        plugin=openrouter.PLUGIN,
        stand_in=OpenRouterUpstream,
        upstream_model="google/gemini-2.5-flash-image",
        environ=lambda upstream: {
            "OPENROUTER_API_KEY": KEY,
            "CAVENDISH_OPENROUTER_BASE_URL": f"{upstream.url}/api/v1",
        },
    ),
    ProviderCase(
        plugin=kie.PLUGIN,
        stand_in=KieUpstream,
        upstream_model="google/nano-banana",
        environ=lambda upstream: {"KIE_API_KEY": KEY, "CAVENDISH_KIE_BASE_URL": upstream.url},
        options={"edit_model": "google/nano-banana-edit"},
        retry_after_s=10.0,
    ),
    ProviderCase(
        plugin=apixo.PLUGIN,
        stand_in=ApixoUpstream,
        upstream_model="nano-banana",
        environ=lambda upstream: {"APIXO_API_KEY": KEY, "CAVENDISH_APIXO_BASE_URL": upstream.url},
        options={"references": "data"},
    ),
    ProviderCase(
        plugin=vertex.PLUGIN,
        stand_in=VertexUpstream,
        upstream_model="gemini-2.5-flash-image",
        environ=VertexUpstream.environ,
        most_references=3,
        retry_after_s=None,
    ),
    ProviderCase(
        plugin=comfyui.PLUGIN,
        stand_in=ComfyUIUpstream,
        upstream_model=CHECKPOINT,
        environ=lambda upstream: {"CAVENDISH_COMFYUI_BASE_URL": upstream.url},
        most_references=1,
        can_cancel=True,
    ),
]

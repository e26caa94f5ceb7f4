"""GET /: the playground, which makes pictures in a browser through the same task API as everybody."""

from typing import Any, Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from cavendish.domain.generation import AUTO_RATIO
from cavendish.entrypoints.api.request_context import services_of
from cavendish.entrypoints.web.page_rendering import render_page
from cavendish.entrypoints.web.ratio_shapes import draw_shape
from cavendish.ports.model import ModelPlugin

PLUGIN = APIRouter(include_in_schema=False)
MODULES: Final = (
    "api", "code_dialog", "code_samples", "composer", "facts", "gallery", "lightbox", "references", "session",
    "stage", "tasks",
)  # fmt: skip
"""What `main.js` imports: the page names them, so that a browser asks for all at once."""


@PLUGIN.get("/")
async def playground(request: Request) -> Response:
    models = list(services_of(request).models.values())
    ratios = dict.fromkeys(ratio for model in models for ratio in model.aspect_ratios)
    return render_page(
        request,
        "playground.html.j2",
        part="playground",
        models=models,
        modules=MODULES,
        shapes=[draw_shape(ratio) for ratio in (AUTO_RATIO, *ratios)],
        catalogue={
            "publicUrl": services_of(request).settings.public_url,
            "models": {model.slug: _limits(model) for model in models},
        },
    )


def _limits(model: ModelPlugin) -> dict[str, Any]:
    return {
        "title": model.title,
        "maxPromptChars": model.max_prompt_chars,
        "maxReferences": model.max_references,
        "ratios": [AUTO_RATIO, *model.aspect_ratios],
        "resolutions": list(model.resolutions),
    }

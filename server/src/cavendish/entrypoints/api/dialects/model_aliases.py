"""Other APIs' model names, read as ours, so that existing programs need not be changed."""

from typing import Final

DEFAULT_MODEL: Final = "nano-banana"
_OPENAI_FAMILIES: Final = ("dall-e-", "gpt-image-", "chatgpt-image-")
_GPT_FAMILIES: Final = _OPENAI_FAMILIES[1:]
_GEMINI_MODELS: Final = {
    "gemini-2.5-flash-image": "nano-banana",
    "gemini-3.1-flash-image": "nano-banana-2",
    "gemini-nano-banana-2.1": "nano-banana-2",
    "gemini-3-pro-image": "nano-banana-pro",
}
"""Source: Google's names of the models behind ours, as in our route file (checked 2026-11-23)."""


GEMINI_NAMES: Final = (*_GEMINI_MODELS, *(f"{name}-preview" for name in _GEMINI_MODELS))
"""What `gemini_model` knows."""


def openai_model(name: str | None) -> str:
    """OpenAI's picture models, and no name at all, mean our default; any other name stays."""
    if not name or name.startswith(_OPENAI_FAMILIES):
        return DEFAULT_MODEL
    return name


def is_gpt_image(name: str | None) -> bool:
    """GPT picture models answer base64 unless asked otherwise, and have error codes of their own."""
    return bool(name) and str(name).startswith(_GPT_FAMILIES)


def gemini_model(name: str) -> str:
    """Google's name of a model that we offer is that model; any other name stays."""
    return _GEMINI_MODELS.get(name.removesuffix("-preview"), name)

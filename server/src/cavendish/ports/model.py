"""What a public model file registers: the limits of its task API, from which checks and schemas are made."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelPlugin:
    """A public model, as a module constant named PLUGIN."""

    slug: str
    """Its name in URLs."""
    title: str
    description: str
    max_prompt_chars: int
    """Unicode code points, after trimming."""
    max_references: int
    aspect_ratios: tuple[str, ...]
    """Without `auto`, which every model has."""
    resolutions: tuple[str, ...] = ()
    """Empty for a model that makes one size."""

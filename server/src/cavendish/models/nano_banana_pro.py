"""Public model `nano-banana-pro`. Source: the public service's model documentation (checked 2026-11-23)."""

from cavendish.ports.model import ModelPlugin

PLUGIN = ModelPlugin(
    slug="nano-banana-pro",
    title="Nano Banana Pro",
    description="Makes detailed pictures with legible text, or edits up to eight references; 1K to 4K.",
    max_prompt_chars=20_000,
    max_references=8,
    aspect_ratios=("1:1", "3:2", "2:3", "4:3", "3:4", "5:4", "4:5", "16:9", "9:16", "21:9"),
    resolutions=("1K", "2K", "4K"),
)

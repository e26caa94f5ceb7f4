"""Public model `nano-banana`. Source: the public service's model documentation (checked 2026-11-23)."""

from cavendish.ports.model import ModelPlugin

PLUGIN = ModelPlugin(
    slug="nano-banana",
    title="Nano Banana",
    description="Makes a picture from words, or edits up to five reference pictures by instruction.",
    max_prompt_chars=5000,
    max_references=5,
    aspect_ratios=("1:1", "3:2", "2:3", "4:3", "3:4", "5:4", "4:5", "16:9", "9:16", "21:9"),
)

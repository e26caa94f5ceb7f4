"""Public model `nano-banana-2`. Source: the public service's model documentation (checked 2026-11-23)."""

from cavendish.ports.model import ModelPlugin

PLUGIN = ModelPlugin(
    slug="nano-banana-2",
    title="Nano Banana 2",
    description="Makes a picture from words, or edits up to fourteen reference pictures, in 1K, 2K or 4K.",
    max_prompt_chars=20_000,
    max_references=14,
    aspect_ratios=(
        "1:1", "3:2", "2:3", "4:3", "3:4", "5:4", "4:5", "16:9", "9:16", "21:9", "1:4", "4:1", "1:8", "8:1",
    ),
    resolutions=("1K", "2K", "4K"),
)  # fmt: skip

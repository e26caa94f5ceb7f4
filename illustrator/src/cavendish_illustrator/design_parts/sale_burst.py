"""A starburst with a reduction on it, as shop windows have it."""

import numpy as np

from cavendish_illustrator.painting.color import ColorLike, Field, mix, rgb
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.typesetting.lettering import TextBox, text_mask

_POINTS = 18


def paint_burst(
    image: Field, text: str, center: tuple[float, float], radius: float, colors: tuple[ColorLike, ColorLike]
) -> None:
    """Paint the star and write the text on it, in place; `colors` are the star's and the letters'."""
    height, width = image.shape[:2]
    layer = VectorLayer(0, 0, width, height)
    angles = np.arange(2 * _POINTS) * np.pi / _POINTS + 0.09
    reach = np.where(np.arange(2 * _POINTS) % 2 == 0, 1.0, 0.86) * radius
    outline = np.stack([center[0] + reach * np.cos(angles), center[1] + reach * np.sin(angles)], 1)
    layer.polygon(outline + radius * 0.04, "#000000")
    image[:] = mix(image, rgb("#000000"), layer.pixels[..., 3:].astype(np.float32) / 255 * 0.25)
    layer = VectorLayer(0, 0, width, height)
    layer.polygon(outline, colors[0])
    layer.ring(*center, radius * 0.78, colors[1], max(1.0, radius * 0.025))
    cover = layer.pixels.astype(np.float32) / 255
    image[:] = image * (1 - cover[..., 3:]) + cover[..., :3]
    box = TextBox(center=center, width=radius * 1.26, height=radius * 0.92)
    mask = text_mask((width, height), text, "bebas-neue", box)
    image[:] = mix(image, rgb(colors[1]), mask[..., None])

"""Tells skin from cloth by its tones."""

from cavendish_illustrator.color import Field, smoothstep
from cavendish_illustrator.pixel_ops import to_hsv


def skin_cover(image: Field) -> Field:
    """Soft cover of skin tones. Source: hue and saturation range of Kovac et al., EUROCON 2003, in HSV."""
    hsv = to_hsv(image)
    hue, saturation, value = hsv[..., 0], hsv[..., 1], hsv[..., 2]
    warm = smoothstep(42, 34, hue) + smoothstep(345, 352, hue)
    return (
        warm
        * smoothstep(0.1, 0.18, saturation)
        * smoothstep(0.68, 0.56, saturation)
        * smoothstep(0.3, 0.42, value)
    )

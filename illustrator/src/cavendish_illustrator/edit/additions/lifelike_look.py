"""Makes a drawn animal look like one that was photographed: fur instead of even areas and hard edges."""

from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.artwork.svg_figure import find_figure
from cavendish_illustrator.edit.finding.cutting_out import scaled
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.painting.color import Field, clamp, luminance, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur

_HAIR: Final = 0.012
"""Length of a hair, in the animal's height."""
_DEEP: Final = 0.22
"""How much lighter and darker single hairs are."""
_TONED: Final = 0.35
"""How far the animal's mean tone goes to that of its surroundings."""


def lifelike_drawing(concept: str, height: float) -> Field | None:
    """Pixels of the shaded drawing of an animal that is meant for photographs, or None if there is none."""
    figure = find_figure(f"lifelike-{concept}")
    return None if figure is None else clamp(figure.pixels(max(24.0, height)))


def furred(rgba: Field, picture: WorkingPicture) -> Field:
    """Hairs along the body and over its outline, in the photograph's sharpness and light."""
    height = rgba.shape[0]
    rng = picture.rng(109)
    length = max(2.0, _HAIR * height)
    pad = round(2 * length)
    wide = np.pad(rgba, ((pad, pad), (pad, pad), (0, 0)))
    shape = wide.shape[:2]
    across = noise(shape, (0.22 * length + 1, length), rng, 3) - 0.5
    down = noise(shape, (0.22 * length + 1, 0.8 * length), rng, 3) - 0.5
    # Eyes and whiskers keep their lines: only the outline is drawn out into hairs.
    near = blur(wide[..., 3], 1.2 * length)
    rim = length * (0.12 + 1.1 * smoothstep(0.97, 0.7, near)) * smoothstep(0.08, 0.3, near)
    ys, xs = np.mgrid[: shape[0], : shape[1]].astype(np.float32)
    premultiplied = np.concatenate([wide[..., :3] * wide[..., 3:], wide[..., 3:]], -1)
    moved = cv2.remap(
        np.ascontiguousarray(premultiplied, np.float32),
        xs + 0.8 * rim * across,
        ys + 1.2 * rim * down,
        interpolation=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT,
    )
    soft = blur(np.asarray(moved, np.float32), 1.1 * picture.unit)
    color = soft[..., :3] / np.maximum(soft[..., 3:], 1e-3)
    hairs = noise(shape, (0.12 * length + 1, 1.4 * length), rng, 2) - 0.5
    tone = luminance(color)
    depth = 1 + 2 * _DEEP * hairs * np.clip(1.3 - tone, 0.35, 1)
    return clamp(np.concatenate([color * depth[..., None], soft[..., 3:]], -1))


def in_light_of(rgba: Field, picture: WorkingPicture) -> Field:
    """Bring the animal's tone nearer to that of the photograph it comes into."""
    alpha = rgba[..., 3]
    own = float((luminance(rgba[..., :3]) * alpha).sum() / max(float(alpha.sum()), 1e-6))
    around = float(luminance(picture.rgb).mean())
    gain = float(np.clip((own + _TONED * (around - own)) / max(own, 0.05), 0.7, 1.3))
    return np.concatenate([clamp(rgba[..., :3] * gain), rgba[..., 3:]], -1)


def as_photographed(concept: str, height: float, picture: WorkingPicture) -> Field | None:
    """The animal at about this height as one would have photographed it there, or None."""
    drawn = lifelike_drawing(concept, height)
    if drawn is None:
        return None
    width = round(height * drawn.shape[1] / drawn.shape[0])
    return in_light_of(furred(scaled(drawn, width, round(height)), picture), picture)

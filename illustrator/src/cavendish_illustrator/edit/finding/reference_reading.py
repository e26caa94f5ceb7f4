"""Reference pictures of every kind, read into bounded float32 RGB."""

import io
from dataclasses import dataclass
from typing import Final

import numpy as np
from PIL import Image, ImageCms

from cavendish_illustrator.painting.color import Field, clamp

SMALLEST_SIDE: Final = 24
"""Thinner pictures are stretched to this, so that every filter has something to work on."""
_ORIENTATION_TAG: Final = 0x0112
_UPRIGHT: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_DEEP_MODES: Final = frozenset({"I", "F", "I;16", "I;16B", "I;16L", "I;16N"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReference:
    """Pixels over white, and the picture's own transparency where it has some that matters."""

    rgb: Field
    own_alpha: Field | None


def _deep_to_eight_bit(image: Image.Image) -> Image.Image:
    """Bring 16-bit, 32-bit and float greys into 8 bits by the range their values show."""
    values = np.nan_to_num(np.asarray(image, np.float64), nan=0.0, posinf=0.0, neginf=0.0)
    low, high = min(0.0, float(values.min())), float(values.max())
    if image.mode.startswith("I;16"):
        low, high = 0.0, 65535.0
    else:
        high = next((top for top in (1.0, 255.0, 65535.0) if high <= top), high)
        if image.mode == "I" and high < 255:
            high = 255.0
    return Image.fromarray(np.uint8((values - low) / max(high - low, 1e-9) * 255))


def _in_srgb(image: Image.Image) -> Image.Image:
    """Translate wide-gamut RGB photographs; a broken profile is ignored as browsers do."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode != "RGB":
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError):
        return image
    return converted or image


def _eight_bit(image: Image.Image) -> Image.Image:
    """Turn any mode into RGB or RGBA."""
    if image.mode in _DEEP_MODES:
        image = _deep_to_eight_bit(image)
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        # Pillow has no direct way from the premultiplied and palette modes to RGBA except through these.
        between = {"La": "LA", "RGBa": "RGBA", "PA": "RGBA"}.get(image.mode)
        image = image.convert(between) if between else image
        return image.convert("RGBA")
    return _in_srgb(image if image.mode == "RGB" else image.convert("RGB"))


def _bounded(image: Image.Image, longest: int) -> Image.Image:
    factor = max(image.size) // longest
    if factor > 1:
        # Greater steps would leave nothing of the short side of a picture like 10,000 x 1.
        across, down = (min(factor, side) for side in image.size)
        image = image.reduce((across, down))
    scale = min(1.0, longest / max(image.size))
    width, height = (max(SMALLEST_SIDE, round(side * scale)) for side in image.size)
    if (width, height) == image.size:
        return image
    return image.resize((width, height), Image.Resampling.LANCZOS)


def read_reference(image: Image.Image, longest: int) -> ReadReference:
    """Read the shown frame upright, its long side at most `longest`; the caller's picture stays as it is."""
    orientation = int(image.getexif().get(_ORIENTATION_TAG, 1) or 1)
    plain = _bounded(_eight_bit(image), longest)
    if orientation in _UPRIGHT:
        plain = plain.transpose(_UPRIGHT[orientation])
    pixels = np.asarray(plain, np.float32) / 255
    if pixels.shape[2] == 3:
        return ReadReference(rgb=np.ascontiguousarray(pixels), own_alpha=None)
    alpha = np.ascontiguousarray(pixels[..., 3])
    flat = clamp(pixels[..., :3] * alpha[..., None] + (1 - alpha[..., None]))
    share = float((alpha > 0.5).mean())
    return ReadReference(rgb=flat, own_alpha=alpha if 0.005 < share < 0.985 else None)

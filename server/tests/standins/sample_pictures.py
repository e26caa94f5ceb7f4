"""Small real pictures for stand-ins and their tests."""

import functools
import io

from PIL import Image

from cavendish.domain.generation import ReferenceImage


@functools.cache
def picture(
    kind: str = "png", size: tuple[int, int] = (64, 48), color: tuple[int, int, int] = (200, 40, 90)
) -> bytes:
    """A picture of two colours, so that a decoder has something to do."""
    image = Image.new("RGB", size, color)
    image.paste((20, 90, 160), (0, 0, size[0] // 2, size[1] // 2))
    out = io.BytesIO()
    image.save(out, kind.upper())
    return out.getvalue()


def reference(number: int = 0, kind: str = "png") -> ReferenceImage:
    """A distinct reference for each number."""
    content = picture(kind, (40 + number, 30), (10 * number % 250, 80, 120))
    return ReferenceImage(content=content, media_type=f"image/{kind}", width=40 + number, height=30)


def noisy_png(side: int) -> bytes:
    """A PNG that hardly compresses: about three bytes a pixel."""
    out = io.BytesIO()
    Image.effect_noise((side, side), 90).convert("RGB").save(out, "PNG", compress_level=0)
    return out.getvalue()


def decodes(content: bytes) -> bool:
    """Whether a decoder reads every pixel."""
    with Image.open(io.BytesIO(content)) as image:
        image.load()
        return image.width > 0

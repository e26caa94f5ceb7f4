"""An information graphic of one thing: it stands large in the middle, numbered notes around it."""

import re
from typing import Final

import numpy as np

from cavendish_illustrator.artwork.sprites import lay_over
from cavendish_illustrator.design_parts.step_cards import Look
from cavendish_illustrator.painting.color import Field, clamp, mix, rgb
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.staging.emblem_parts import blend_rgba, fit_within
from cavendish_illustrator.typesetting.lettering import TextBox, text_mask
from cavendish_illustrator.typesetting.text_lines import LineFace, write_line

_FEWEST, _MOST, _USUAL = 2, 6, 4
_COUNTED: Final = re.compile(
    r"\b([2-9])[\s-]+(?:step|schritt|krok|paso|étape|etape|passo|passi|passag|stap|кро|part|teile|częśc|parte|label|fact"
    r"|tip|tipp|porad|consej|conseil|consigl|dica|порад|rad)",
    re.IGNORECASE,
)


def draw_callouts(spec: PictureSpec, size: tuple[int, int], cutout: Field, look: Look) -> Field:
    """Draw the title, the thing, and as many numbered notes as were asked for."""
    width, height = size
    ink, paper, paints = look
    image = np.zeros((height, width, 4), np.float32)
    blend_rgba(image, rgb(paper), np.ones((height, width), np.float32))
    title = spec.lettering[0] if spec.lettering else ""
    top = height * (0.2 if title else 0.04)
    labels = list(spec.lettering[1:])
    count = int(np.clip(len(labels) or _count(spec.prompt), _FEWEST, _MOST))
    layer = VectorLayer(0, 0, width, height)
    layer.rect(0, 0, width, height * (0.165 if title else 0.012), ink)
    center = (width / 2, (top + height) / 2)
    radius = min(width * 0.24, (height - top) * 0.36)
    layer.circle(*center, radius * 1.16, mix(paints[0], paper, 0.8))
    boxes = _boxes((width, height), top, count)
    for k, (left, upper, right, lower) in enumerate(boxes):
        color = paints[k % len(paints)]
        inner = right if right < width / 2 else left
        layer.line(
            (inner, (upper + lower) / 2),
            _toward(center, (inner, (upper + lower) / 2), radius * 0.86),
            color,
            3,
        )
        layer.rect(left, upper, right, lower, "#ffffff")
        layer.rect(left, upper, right, upper + (lower - upper) * 0.06, color)
        if k >= len(labels):
            _bars(layer, (left, upper, right, lower), mix(ink, "#ffffff", 0.7))
        layer.circle(left + (lower - upper) * 0.3, (upper + lower) / 2, (lower - upper) * 0.2, color)
    cover = layer.pixels.astype(np.float32) / 255
    blend_rgba(image, cover[..., :3] / np.maximum(cover[..., 3:], 1e-3), cover[..., 3])
    piece = fit_within(cutout, radius * 1.8, radius * 1.8)
    lay_over(image, piece, round(center[0] - piece.shape[1] / 2), round(center[1] - piece.shape[0] / 2))
    _write(image, title, labels, boxes, (ink, paper))
    return clamp(image[..., :3])


def _count(prompt: str) -> int:
    found = _COUNTED.search(prompt)
    return int(found.group(1)) if found else _USUAL


def _boxes(size: tuple[int, int], top: float, count: int) -> list[tuple[float, float, float, float]]:
    """The notes left and right of the middle, the first ones on the left."""
    width, height = size
    wide, room = width * 0.25, height - top
    on_left = (count + 1) // 2
    boxes = []
    for k in range(count):
        row, rows = (k, on_left) if k < on_left else (k - on_left, count - on_left)
        tall = min(room * 0.22, room / rows * 0.7)
        middle = top + room * (row + 0.5) / rows
        left = width * 0.025 if k < on_left else width * 0.975 - wide
        boxes.append((left, middle - tall / 2, left + wide, middle + tall / 2))
    return boxes


def _toward(center: tuple[float, float], start: tuple[float, float], away: float) -> tuple[float, float]:
    x, y = start[0] - center[0], start[1] - center[1]
    share = away / max(1.0, float(np.hypot(x, y)))
    return center[0] + x * share, center[1] + y * share


def _bars(layer: VectorLayer, box: tuple[float, float, float, float], color: Field) -> None:
    """Bars stand for words nobody told us."""
    left, upper, right, lower = box
    tall = lower - upper
    for k, share in enumerate((1.0, 0.85, 0.6)):
        y = upper + tall * (0.34 + 0.2 * k)
        start = left + tall * 0.62
        layer.rect(
            start, y - tall * 0.04, start + (right - tall * 0.12 - start) * share, y + tall * 0.04, color
        )


def _write(
    image: Field,
    title: str,
    labels: list[str],
    boxes: list[tuple[float, float, float, float]],
    colors: tuple[str, str],
) -> None:
    height, width = image.shape[:2]
    if title:
        place = TextBox(center=(width / 2, height * 0.083), width=width * 0.88, height=height * 0.095)
        blend_rgba(image, rgb(colors[1]), text_mask((width, height), title, "oswald-bold", place))
    for k, (left, upper, right, lower) in enumerate(boxes):
        tall = lower - upper
        face = LineFace(font="nunito-bold", pixels=max(6, int(tall * 0.24)))
        write_line(image, str(k + 1), (left + tall * 0.3, (upper + lower) / 2), face, "#ffffff", "middle")
        if k < len(labels):
            start = left + tall * 0.56
            box = TextBox(
                center=((start + right) / 2, (upper + lower) / 2), width=right - start - 4, height=tall * 0.5
            )
            blend_rgba(image, rgb("#2a2f3a"), text_mask((width, height), labels[k], "nunito-bold", box))

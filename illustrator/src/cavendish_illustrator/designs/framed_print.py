"""Tarot cards and postage stamps: a scene in its window, the frame around it, and what is written on that."""

from dataclasses import replace
from typing import Final, NamedTuple

import numpy as np

from cavendish_illustrator.design_parts.design_registry import Design
from cavendish_illustrator.painting.color import Field, clamp, hex_code, mix, rgb, shade
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import Kind, PictureSpec, Style
from cavendish_illustrator.staging.emblem_parts import blend_rgba
from cavendish_illustrator.staging.scene_drawing import Drawing, draw_scene
from cavendish_illustrator.typesetting.lettering import TextBox, text_mask

_CARD_SHAPE: Final = 0.6
_STAMP_SHAPES: Final = (0.8, 1.25)
_TEETH_SHARE: Final = 0.03
"""How far apart the holes of a stamp's edge are, in parts of its longer side."""
_GROUNDS: Final = ("#2b2346", "#1d3340", "#3d1f30", "#1f3529")
_DESKS: Final = ("#c9b79c", "#aebfc6", "#c7b3b0", "#b5bfa6")
_PAPER, _GOLD, _INK = "#f6ecd6", "#b98a3a", "#3a2a22"
_SMALLEST: Final = 64


class _Box(NamedTuple):
    left: int
    top: int
    right: int
    bottom: int

    @property
    def size(self) -> tuple[int, int]:
        return max(_SMALLEST, self.right - self.left), max(_SMALLEST, self.bottom - self.top)

    def inside(self, across: float, above: float, below: float) -> "_Box":
        """The box without margins in parts of its width, above and below in parts of its height."""
        wide, tall = self.right - self.left, self.bottom - self.top
        return _Box(
            round(self.left + wide * across),
            round(self.top + tall * above),
            round(self.right - wide * across),
            round(self.bottom - tall * below),
        )


def draw_framed_print(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Draw the card or the stamp on a plain ground."""
    draw = _draw_tarot if spec.kind is Kind.TAROT_CARD else _draw_stamp
    return draw(spec, size, seed)


def _centred(size: tuple[int, int], shape: float, share: float) -> _Box:
    """The largest box of a shape, width by height, in the middle of the picture."""
    tall = min(size[1] * share, size[0] * share / shape)
    wide = tall * shape
    left, top = round((size[0] - wide) / 2), round((size[1] - tall) / 2)
    return _Box(left, top, left + round(wide), top + round(tall))


def _ground(size: tuple[int, int], color: str) -> Field:
    """A ground that is a little lighter in its middle."""
    width, height = size
    image = np.ones((height, width, 4), np.float32)
    x = np.linspace(-1, 1, width, dtype=np.float32)[None]
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    image[..., :3] = clamp(rgb(color) * (1.1 - 0.2 * np.hypot(x, y))[..., None])
    return image


def _cover(layer: VectorLayer) -> Field:
    return layer.pixels[..., 3].astype(np.float32) / 255


def _rounded(size: tuple[int, int], box: _Box, radius: float) -> Field:
    """Where a box with round corners is."""
    layer = VectorLayer(0, 0, *size)
    left, top, right, bottom = box
    layer.rect(left + radius, top, right - radius, bottom, "#ffffff")
    layer.rect(left, top + radius, right, bottom - radius, "#ffffff")
    for x in (left + radius, right - radius):
        for y in (top + radius, bottom - radius):
            layer.circle(x, y, radius, "#ffffff")
    return _cover(layer)


def _cast(image: Field, cover: Field) -> None:
    """The shadow of what lies on the ground."""
    drop = min(image.shape[:2]) * 0.012
    fallen = blur(np.roll(cover, round(drop), 0), drop * 1.6)
    image[..., :3] *= 1 - 0.45 * fallen[..., None]


def _set_picture(image: Field, spec: PictureSpec, window: _Box, seed: int) -> Drawing:
    """Draw the scene in its window; nothing is written on it."""
    scene = replace(spec, kind=Kind.SCENE, texts=(), text_places=(), title="", lines=(), is_transparent=False)
    drawing = draw_scene(scene, window.size, seed)
    height, width = drawing.image.shape[:2]
    rows, columns = slice(window.top, window.top + height), slice(window.left, window.left + width)
    image[rows, columns, :3] = drawing.image[..., :3]
    return drawing


def _write(image: Field, text: str, box: _Box, color: str, font: str) -> None:
    if not text:
        return
    center = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    room = TextBox(center=center, width=box.right - box.left, height=box.bottom - box.top)
    blend_rgba(image, color, text_mask((image.shape[1], image.shape[0]), text, font, room))


def _frame(image: Field, box: _Box, color: str, line: float) -> None:
    layer = VectorLayer(0, 0, image.shape[1], image.shape[0])
    layer.frame(*box, color, line)
    blend_rgba(image, color, _cover(layer))


def _draw_tarot(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Cream paper with golden lines and stars in its corners, the numeral above and the name below."""
    image = _ground(size, spec.ground or _GROUNDS[seed % len(_GROUNDS)])
    card = _centred(size, max(_CARD_SHAPE, min(0.72, size[0] / size[1])), 0.95)
    cover = _rounded(size, card, card.size[0] * 0.05)
    _cast(image, cover)
    blend_rgba(image, _PAPER, cover)
    numeral = spec.lines[0] if spec.lines else ""
    name = spec.texts[0] if spec.texts else ""
    above, below = (0.105 if numeral else 0.05), (0.125 if name else 0.05)
    window = card.inside(0.075, above, below)
    framed = replace(spec, style=spec.style or Style.ART_NOUVEAU)
    drawing = _set_picture(image, framed, window, seed)
    line = max(1.0, card.size[0] * 0.006)
    _frame(image, card.inside(0.035, 0.021, 0.021), _GOLD, line)
    _frame(image, window, _INK, line * 1.4)
    _stars(
        image,
        card.inside(0.075, 0.06, 0.066),
        card.size[0] * 0.022,
        has_top=bool(numeral),
        has_foot=bool(name),
    )
    across = 0.2
    _write(image, numeral, card.inside(across, 0.037, 1 - 0.09), _INK, "playfair-display-bold")
    _write(image, name.upper(), card.inside(0.16, 1 - 0.11, 0.036), _INK, "playfair-display-bold")
    return replace(drawing, image=clamp(image[..., :3]))


def _stars(image: Field, box: _Box, radius: float, *, has_top: bool, has_foot: bool) -> None:
    """A star of eight rays at both ends of each line of words."""
    layer = VectorLayer(0, 0, image.shape[1], image.shape[0])
    rows = [row for row, is_there in ((box.top, has_top), (box.bottom, has_foot)) if is_there]
    for y in rows:
        for x in (box.left + radius, box.right - radius):
            angles = np.linspace(0, 2 * np.pi, 17)[:-1]
            reach = np.where(np.arange(16) % 2 == 0, radius, radius * 0.36)
            points = [(x + r * np.cos(a), y + r * np.sin(a)) for r, a in zip(reach, angles, strict=True)]
            layer.polygon(points, _GOLD)
    blend_rgba(image, _GOLD, _cover(layer))


def _draw_stamp(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """White paper with a toothed edge, the picture in it and the words under that."""
    image = _ground(size, spec.ground or _DESKS[seed % len(_DESKS)])
    stamp = _centred(size, _STAMP_SHAPES[1] if size[0] > size[1] * 1.1 else _STAMP_SHAPES[0], 0.88)
    cover = _toothed(size, stamp)
    _cast(image, cover)
    blend_rgba(image, "#fdfbf5", cover)
    words = " · ".join(spec.texts) if "text" not in spec.excluded else ""
    window = stamp.inside(0.085, 0.07, 0.2 if words else 0.07)
    drawing = _set_picture(image, spec, window, seed)
    tone = hex_code(shade(mix(drawing.image[..., :3].mean((0, 1)), "#24304a", 0.6), 0.7))
    _frame(image, window, tone, max(1.0, stamp.size[0] * 0.005))
    _write(image, words, stamp.inside(0.1, 1 - 0.175, 0.065), tone, "playfair-display-bold")
    return replace(drawing, image=clamp(image[..., :3]))


def _toothed(size: tuple[int, int], box: _Box) -> Field:
    """Where the paper of a stamp is: a box with half holes all along its edge."""
    paper, holes = VectorLayer(0, 0, *size), VectorLayer(0, 0, *size)
    paper.rect(*box, "#ffffff")
    wide, tall = box.size
    step = max(wide, tall) * _TEETH_SHARE
    for length, start, is_across in ((wide, box.left, True), (tall, box.top, False)):
        count = round(length / step)
        for k in range(count + 1):
            at = start + length * k / count
            ends = (box.top, box.bottom) if is_across else (box.left, box.right)
            for end in ends:
                x, y = (at, end) if is_across else (end, at)
                holes.circle(x, y, step * 0.3, "#ffffff")
    return _cover(paper) * (1 - _cover(holes))


DESIGN = Design(kinds=(Kind.TAROT_CARD, Kind.STAMP), draw=draw_framed_print)

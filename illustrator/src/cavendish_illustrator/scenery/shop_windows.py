"""What a shop shows behind its glass, and the mark of its trade on the wall."""

from typing import Final

from cavendish_illustrator.artwork.sprites import Finish
from cavendish_illustrator.figures.hands.props import put
from cavendish_illustrator.painting.canvas import Box, Canvas
from cavendish_illustrator.understanding.place_words.shops import Shop

_ON_BOARD: Final = Finish(relight=0.1, tint=0.35, shadow=False, rim=False, focus=0.5)
_BOARDS: Final = ((0.36, 0.22, 6), (0.66, 0.24, 5))
"""For each board how far down it is, how tall what stands on it is, and how many there are."""
_GROUND: Final = (0.97, 0.27, 4)
_CROSS: Final = "#2fd07a"


def show_goods(canvas: Canvas, window: tuple[int, int, int, int], shop: Shop) -> None:
    """Set the shop's goods on two boards and on the floor of its window."""
    left, top, right, bottom = window
    width, height = right - left, bottom - top
    layer = canvas.layer(Box(left, top, width, height))
    for share, _, _ in _BOARDS:
        y = top + height * share
        layer.rect(left + width * 0.04, y, right - width * 0.04, y + max(2, 7 * canvas.unit), "#6b3d22")
    layer.rect(left, top + height * 0.95, right, bottom, "#8a5230")
    canvas.lay(layer, is_lit=False)
    for row, (share, tall, most) in enumerate((*_BOARDS, _GROUND)):
        for place in range(most):
            goods = shop.goods[(place + row) % len(shop.goods)]
            x = left + width * (0.08 + 0.84 * (place + 0.5) / most)
            size = min(height * tall, width * 0.78 / most)
            put(canvas, goods, (x, top + height * share), size, _ON_BOARD)


def hang_cross(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A pharmacy's green cross of light, with its middle at a point."""
    arm = size * 0.17
    back = canvas.layer()
    back.rect(x - size * 0.6, y - size * 0.6, x + size * 0.6, y + size * 0.6, "#10241c")
    canvas.lay(back, is_lit=False)
    layer = canvas.layer()
    for reach, thick in ((size * 0.5, arm), (size * 0.34, arm * 0.45)):
        tone = _CROSS if thick == arm else "#d8ffe8"
        layer.rect(x - reach, y - thick, x + reach, y + thick, tone)
        layer.rect(x - thick, y - reach, x + thick, y + reach, tone)
    canvas.shine(layer, 1.0)

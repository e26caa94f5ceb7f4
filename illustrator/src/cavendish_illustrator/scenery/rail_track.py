"""The track under a train, from one edge of the picture to the other."""

from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.painting.canvas import Box, Canvas

_ON_RAILS = frozenset({"locomotive", "train", "railway-car", "train_side"})
_SLEEPERS = 26


def lay_track(canvas: Canvas, placed: Placed) -> None:
    """Lay sleepers and rails where the wheels of a train that stands on ground are; nothing for others."""
    if placed.cast.subject.concept not in _ON_RAILS or not placed.finish.shadow:
        return
    y, deep = placed.feet_y, max(6.0, placed.height * 0.09)
    layer = canvas.layer(Box(0, int(y - deep), canvas.width, int(deep * 2.4)))
    layer.rect(0, y - deep * 0.42, canvas.width, y + deep * 0.9, "#a39a8e")
    step = canvas.width / _SLEEPERS
    for number in range(-1, _SLEEPERS + 1):
        x = (number + 0.3) * step
        layer.polygon(
            [
                (x + deep * 0.35, y - deep * 0.3),
                (x + deep * 0.35 + step * 0.34, y - deep * 0.3),
                (x + step * 0.4, y + deep * 0.76),
                (x, y + deep * 0.76),
            ],
            "#5d4330",
        )
    for share, tone in ((-0.14, "#7d858e"), (0.44, "#8f979f")):
        top = y + deep * share
        layer.rect(0, top, canvas.width, top + deep * 0.16, tone)
        layer.rect(0, top + deep * 0.16, canvas.width, top + deep * 0.26, "#3f454c")
    canvas.lay(layer)

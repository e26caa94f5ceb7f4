"""What is worn on a face: glasses, beards, masks, monocles, eyepatches."""

from dataclasses import replace

from cavendish_illustrator.artwork.svg_figure import Figure, find_figure, nest
from cavendish_illustrator.figures.bodies.dyeing import dyed

EYEWEAR = frozenset({"glasses", "sunglasses", "goggles", "diving-mask"})
FACEWEAR = {
    "mustache": ("mustache", 0.56, 0.24),
    "beard-worn": ("beard-worn", 0.92, 0.2),
    "smoking-pipe": ("smoking-pipe", 0.5, 0.34),
    "mask": ("mask", 0.86, 0.0),
    "monocle": ("monocle", 0.36, 0.0),
    "eyepatch": ("eyepatch", 0.9, 0.0),
}
"""What is on a face: its drawing, its width and how far below the eyes its upper edge is, in head widths."""


def with_eyewear(figure: Figure, accessory: str) -> Figure:
    """The figure with glasses before its eyes; unchanged where it has none."""
    glasses = find_figure(accessory)
    if glasses is None or "eyes" not in figure.anchors:
        return figure
    width = figure.head_width * 0.86
    height = width / glasses.aspect
    x, y = figure.anchors["eyes"]
    return replace(figure, markup=figure.markup + nest(glasses, x - width / 2, y - height / 2, height))


def on_face(figure: Figure, name: str, color: str | None) -> Figure:
    """The figure with a beard, a mask or an eyepatch on; unchanged where it has no eyes."""
    drawing, wide, low = FACEWEAR[name]
    thing = find_figure(drawing)
    if thing is None or "eyes" not in figure.anchors:
        return figure
    thing = dyed(thing, color) if color else thing
    width = figure.head_width * wide
    height = width / thing.aspect
    x, y = figure.anchors["eyes"]
    side = {"smoking-pipe": width * 0.5, "monocle": width * 0.58}.get(name, 0.0)
    rise = {"mask": 0.5, "monocle": 0.36, "eyepatch": 0.5}.get(name)
    top = y - height * rise if rise is not None else y + figure.head_width * low
    return replace(figure, markup=figure.markup + nest(thing, x - width / 2 + side, top, height))

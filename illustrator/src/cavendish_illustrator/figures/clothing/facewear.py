"""What is worn on a face: glasses, beards, masks, monocles, eyepatches."""

from dataclasses import replace

from cavendish_illustrator.artwork.svg_figure import Figure, find_figure, nest
from cavendish_illustrator.figures.bodies.dyeing import dyed
from cavendish_illustrator.painting.color import hex_code, shade

EYEWEAR = frozenset({"glasses", "sunglasses", "goggles", "diving-mask", "heart-glasses"})
_GOLD = "#e0b83a"
FACEWEAR = {
    "mustache": ("mustache", 0.56, 0.24),
    "beard-worn": ("beard-worn", 0.92, 0.2),
    "smoking-pipe": ("smoking-pipe", 0.5, 0.34),
    "mask": ("mask", 0.86, 0.0),
    "monocle": ("monocle", 0.36, 0.0),
    "eyepatch": ("eyepatch", 0.9, 0.0),
    "earrings": ("earrings", 0.8, 0.15),
}
"""What is on a face: its drawing, its width and how far below the eyes its upper edge is, in head widths."""


def glasses_on(name: str) -> str:
    """The drawing of eyewear on a face: one sees the eyes through glasses."""
    return "round-glasses" if name == "glasses" else name


def with_eyewear(figure: Figure, accessory: str) -> Figure:
    """The figure with glasses before its eyes; unchanged where it has none."""
    glasses = find_figure(glasses_on(accessory))
    if glasses is None or "eyes" not in figure.anchors:
        return figure
    width = figure.head_width * 0.86
    height = width / glasses.aspect
    x, y = figure.anchors["eyes"]
    return replace(
        figure,
        markup=figure.markup + nest(glasses, x - width / 2, y - height / 2, height, turn=figure.head_tilt),
    )


def on_face(figure: Figure, name: str, color: str | None) -> Figure:
    """The figure with a beard, a mask or an eyepatch on; unchanged where it has no eyes."""
    drawing, wide, low = FACEWEAR[name]
    if name == "earrings" and "eyes" in figure.anchors:
        return _with_earrings(figure, color or _GOLD)
    thing = find_figure(drawing)
    if thing is None or "eyes" not in figure.anchors:
        return figure
    thing = dyed(thing, color) if color else thing
    width = figure.head_width * wide
    height = width / thing.aspect
    x, y = figure.anchors["eyes"]
    side = width * 0.5 if name == "smoking-pipe" else 0.0
    if name == "monocle":
        x, y = figure.anchors.get("eye", (x + width * 0.42, y))
    rise = {"mask": 0.5, "monocle": 0.36, "eyepatch": 0.5}.get(name)
    top = y - height * rise if rise is not None else y + figure.head_width * low
    drawn = nest(thing, x - width / 2 + side, top, height)
    return replace(figure, markup=figure.markup + _tilted(drawn, figure))


def _tilted(markup: str, figure: Figure) -> str:
    """What is on a face leans with it."""
    x, y = figure.anchors["eyes"]
    return (
        f'<g transform="rotate({figure.head_tilt:g} {x:g} {y:g})">{markup}</g>'
        if figure.head_tilt
        else markup
    )


def _with_earrings(figure: Figure, color: str) -> Figure:
    """A ring and a drop below each ear, before the hair."""
    (x, y), unit = figure.anchors["eyes"], figure.head_width
    _, wide, low = FACEWEAR["earrings"]
    dark, top, size = hex_code(shade(color, 0.7)), y + unit * low, unit * 0.045
    drawn = "".join(
        f'<circle cx="{x + side * unit * wide / 2:.1f}" cy="{top + size:.1f}" r="{size:.1f}" fill="none" '
        f'stroke="{color}" stroke-width="{size * 0.7:.1f}"/>'
        f'<ellipse cx="{x + side * unit * wide / 2:.1f}" cy="{top + size * 3.2:.1f}" rx="{size:.1f}" '
        f'ry="{size * 1.4:.1f}" fill="{color}" stroke="{dark}" stroke-width="{size * 0.3:.1f}"/>'
        for side in (-1, 1)
    )
    return replace(figure, markup=figure.markup + _tilted(drawn, figure))

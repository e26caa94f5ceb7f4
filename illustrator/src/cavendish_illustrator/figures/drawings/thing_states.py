"""What has become of a thing: stacked, cut, bitten, melting, steaming, tied up, overgrown."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from cavendish_illustrator.artwork.sprites import dominant_color
from cavendish_illustrator.artwork.svg_figure import Figure, find_figure, nest
from cavendish_illustrator.figures.bodies.dyeing import main_hue_dyed
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.drawing_names import find_alias
from cavendish_illustrator.painting.color import Field, hex_code

STACKED: Final = "stacked"
PAIRED: Final = "paired"
HANGING, LEANING, CURLED = "hanging", "leaning", "curled_around"
"""States that tell where something is; its drawing stays the same."""
_FEWEST, _MOST = 3, 9
_SOLID: Final = 0.5
_FLAT_FROM: Final = 1.15
"""What is so much wider than tall lies on one another; other things are piled in rows."""
_LAYERS: Final = {"pancakes": "pancake-single", "macarons": "macaron-single", "soap-bar": "soap-plain"}
"""One of what is drawn as several."""
_TOPS: Final = {"pancakes": "pancake-top"}
_OVERLAPS: Final = {"pancakes": 0.66, "macarons": 0.1, "soap-bar": 0.32, "cookie": 0.62, "doughnut": 0.5}
"""How much of its height the next one hides."""
_ALREADY: Final = frozenset({"books", "towel-stack", "log-pile", "gold-pile", "toast-slices", "coin"})
_SWEETS: Final = ("#f2a8c4", "#a0d8c0", "#f6e0a0", "#c8b0e8", "#f2b48a", "#a8d4f0", "#d8e8a0")
_HALVES: Final = {
    "red-apple": "apple-half",
    "green-apple": "apple-half",
    "egg": "egg-half",
    "lemon": "lemon-slice",
    "tangerine": "orange-slice",
}
"""Drawings of what something looks like inside."""
_OPEN_ANYWAY: Final = frozenset(
    {
        "avocado", "pomegranate", "fig-fruit", "papaya", "dragon-fruit", "grapefruit", "kiwi-fruit",
        "watermelon", "orange-slice", "lemon-slice", "coconut", "cheese-wedge", "brownie",
    }
)  # fmt: skip
_DRAWN: Final = frozenset({("cracked", "robot")})
"""What has a drawing of its own in its state."""
_LEAVES: Final = (
    *((0.02, 0.18, -30), (0.2, 0.02, 10), (0.46, 0.1, 30), (0.72, 0.0, -12), (0.9, 0.2, 24)),
    *((0.08, 0.46, 20), (0.34, 0.36, -24), (0.6, 0.44, 12), (0.86, 0.56, -30), (0.5, 0.26, -14)),
    *((0.22, 0.56, 16), (0.5, 0.56, -20), (0.74, 0.32, 22), (0.3, 0.86, -26), (0.56, 0.92, 10)),
    *((0.16, 0.74, -8), (0.42, 0.68, 28), (0.68, 0.78, -18), (0.92, 0.84, 16), (0.02, 0.9, 12)),
)


def stack_of(cast: Cast) -> Figure | None:
    """The things of a stack in one figure, the lowest first; None where it is no stack."""
    concept, count = cast.subject.concept, cast.subject.count
    name = _LAYERS.get(concept, find_alias(concept))
    layer = find_figure(name)
    if cast.subject.state != STACKED or layer is None or concept in _ALREADY:
        return None
    is_motley = cast.subject.mood == "colorful" or (concept == "macarons" and cast.subject.color is None)
    tones = _SWEETS if is_motley else (cast.subject.color,)
    number = min(_MOST, max(_FEWEST if count < 2 else count, 2))
    layers = [_toned(layer, tones[k % len(tones)]) for k in range(number)]
    if concept in _TOPS:
        layers[-1] = find_figure(_TOPS[concept]) or layers[-1]
    if layer.aspect >= _FLAT_FROM:
        return _on_one_another(layers, _OVERLAPS.get(concept, 0.24))
    return _piled(layers)


def _toned(figure: Figure, color: str | None) -> Figure:
    return figure if color is None else main_hue_dyed(figure, color)


def _on_one_another(layers: list[Figure], overlap: float) -> Figure:
    wide = 240.0
    markup, top = "", 0.0
    for number, layer in enumerate(layers):
        tall = wide / layer.aspect
        top -= tall if not number else tall - overlap * (wide / layers[0].aspect)
        shift = (0.0, 7.0, -6.0, 4.0, -8.0)[number % 5]
        markup += nest(layer, shift, top, tall)
    return Figure(markup=markup, left=-10, top=top, width=wide + 20, height=-top)


def _piled(layers: list[Figure]) -> Figure:
    """Rows that get shorter: three, two, one."""
    tall, wide = 100.0, 100.0 * layers[0].aspect
    base = next(n for n in range(1, len(layers) + 1) if n * (n + 1) // 2 >= len(layers))
    rest, row, markup = list(layers), 0, ""
    while rest:
        number = min(len(rest), base - row)
        for k in range(number):
            markup += nest(
                rest.pop(), (row / 2 + k) * wide * 0.9, -(row + 1) * tall * 0.82 - tall * 0.18, tall
            )
        row += 1
    height = row * tall * 0.82 + tall * 0.18
    return Figure(markup=markup, top=-height, width=wide * (0.9 * base + 0.1), height=height)


_STEAMS_ANYWAY: Final = frozenset({"locomotive"})
_FLAMES: Final = ("#ffe265", "#fff176", "#ff9616", "#ffa726", "#fffde7", "#f8a63a", "#fbe48a")
"""Colours only a flame and its glow have in the drawings of candles."""
_SHAPE: Final = re.compile(r"<(?:path|ellipse|circle)\b[^>]*>")
_GRADIENT: Final = re.compile(r'<(\w+Gradient) id="([^"]+)".*?</\1>', re.DOTALL)


def partly_lit(figure: Figure, number: int) -> Figure:
    """The drawing with only its first flames burning; one candle by itself burns unless none does."""
    warm = {name for _, name in _gradients(figure.markup) if name}
    shapes = [m for m in _SHAPE.finditer(figure.markup) if _is_flame(m.group(), warm)]
    each = 2 if any("<ellipse" in m.group() for m in shapes) else max(1, len(shapes))
    gone = shapes[number * each :]
    markup = figure.markup
    for match in reversed(gone):
        markup = markup[: match.start()] + markup[match.end() :]
    return replace(figure, markup=markup)


def _gradients(markup: str) -> list[tuple[str, str]]:
    return [
        (m.group(1), m.group(2) if any(code in m.group() for code in _FLAMES) else "")
        for m in _GRADIENT.finditer(markup)
    ]


def _is_flame(shape: str, warm: set[str]) -> bool:
    return any(f'fill="{code}"' in shape for code in _FLAMES) or any(
        f"url(#{name})" in shape for name in warm
    )


def in_state(figure: Figure, cast: Cast) -> Figure:
    """The figure as its state makes it look; states without a drawing leave it as it is."""
    state, concept = cast.subject.state, cast.subject.concept
    if state == "halved":
        return _halved(figure, concept)
    if state == "tied":
        return _tied(figure, concept)
    if state == "steaming" and concept in _STEAMS_ANYWAY:
        return figure
    change = None if (state, concept) in _DRAWN else _CHANGES.get(state or "")
    return figure if change is None else change(figure)


def _halved(figure: Figure, concept: str) -> Figure:
    whole = find_figure(_HALVES.get(concept, ""))
    if whole is not None:
        return whole
    if concept in _OPEN_ANYWAY:
        return figure
    cut = figure.left + figure.width * 0.56
    box = f'x="{figure.left:g}" y="{figure.top:g}" width="{figure.width * 0.56:g}" height="{figure.height:g}"'
    face = (
        f'<ellipse cx="{cut:g}" cy="{figure.top + figure.height * 0.52:g}" rx="{figure.width * 0.1:g}" '
        f'ry="{figure.height * 0.4:g}" fill="#fbeccb" stroke="#e2c890" '
        f'stroke-width="{figure.width * 0.014:g}"/>'
    )
    markup = (
        f'<clipPath id="half"><rect {box}/></clipPath><g clip-path="url(#half)">{figure.markup}</g>{face}'
    )
    return replace(figure, markup=markup, width=figure.width * 0.67)


def _bitten(figure: Figure) -> Figure:
    size = min(figure.width, figure.height)
    x, y = figure.left + figure.width * 0.98, figure.top + figure.height * 0.3
    holes = "".join(
        f'<circle cx="{x + dx * size:g}" cy="{y + dy * size:g}" r="{size * 0.13:g}" fill="#000"/>'
        for dx, dy in ((-0.06, -0.2), (-0.16, -0.03), (-0.1, 0.15), (0.04, -0.03))
    )
    box = f'x="{figure.left:g}" y="{figure.top:g}" width="{figure.width:g}" height="{figure.height:g}"'
    mask = f'<mask id="bite" maskUnits="userSpaceOnUse" {box}><rect {box} fill="#fff"/>{holes}</mask>'
    return replace(figure, markup=f'{mask}<g mask="url(#bite)">{figure.markup}</g>')


def _melting(figure: Figure) -> Figure:
    """A puddle of its own colour under it, and drops on the way down."""
    color = hex_code(dominant_color(figure.pixels(96), (0.0, 0.7)))
    middle, foot = figure.left + figure.width / 2, figure.top + figure.height
    wide, unit = figure.width * 0.72, min(figure.width, figure.height)
    puddle = f'<ellipse cx="{middle:g}" cy="{foot:g}" rx="{wide:g}" ry="{unit * 0.1:g}" fill="{color}"/>'
    puddle += (
        f'<ellipse cx="{middle + wide * 0.62:g}" cy="{foot + unit * 0.05:g}" rx="{wide * 0.34:g}" '
        f'ry="{unit * 0.055:g}" fill="{color}"/>'
    )
    drops = "".join(
        f'<path d="M{figure.left + figure.width * x:g} {figure.top + figure.height * y:g}'
        f"q{unit * 0.06:g} {unit * 0.14:g} 0 {unit * 0.19:g}"
        f"q{-unit * 0.06:g} {-unit * 0.05:g} 0 {-unit * 0.19:g}z"
        f'" fill="{color}" stroke="#ffffff" stroke-opacity=".45" stroke-width="{unit * 0.012:g}"/>'
        for x, y in ((0.28, 0.52), (0.5, 0.62), (0.7, 0.5))
    )
    return replace(
        figure,
        markup=puddle + figure.markup + drops,
        left=middle - wide * 1.05,
        width=wide * 2.1,
        height=figure.height + unit * 0.11,
    )


def _steaming(figure: Figure) -> Figure:
    unit = min(figure.width, figure.height * 1.6)
    wisps = ""
    for x, tall in ((0.3, 0.36), (0.5, 0.5), (0.7, 0.38)):
        at = figure.left + figure.width * x
        wisps += (
            f'<path d="M{at:g} {figure.top + figure.height * 0.06:g}'
            f"q{unit * 0.09:g} {-unit * tall * 0.25:g} 0 {-unit * tall * 0.5:g}"
            f't0 {-unit * tall * 0.5:g}" stroke="#ffffff" stroke-opacity=".72" fill="none" '
            f'stroke-width="{unit * 0.05:g}" stroke-linecap="round"/>'
        )
    rise = unit * 0.5
    return replace(
        figure,
        markup=figure.markup + wisps,
        top=figure.top - rise,
        height=figure.height + rise,
        body_height=figure.body_height or figure.height,
    )


def _splashing(figure: Figure) -> Figure:
    """Water that leaps up around its foot, with drops in the air."""
    middle, foot = figure.left + figure.width / 2, figure.top + figure.height
    half, unit = figure.width * 0.72, min(figure.width, figure.height)
    spikes = ((-1.0, 0.44), (-0.72, 0.2), (-0.5, 0.5), (-0.2, 0.16), (0.1, 0.32), (0.42, 0.14), (0.62, 0.54))
    rim = "".join(
        f"L{middle + half * x:g} {foot - unit * y:g}L{middle + half * (x + 0.14):g} {foot - unit * 0.1:g}"
        for x, y in (*spikes, (0.86, 0.36))
    )
    crown = f"M{middle - half:g} {foot:g}{rim}L{middle + half:g} {foot:g}Q{middle:g} {foot + unit * 0.2:g} "
    crown += f"{middle - half:g} {foot:g}z"
    drops = "".join(
        f'<circle cx="{middle + half * x:g}" cy="{foot - unit * y:g}" r="{unit * r:g}" fill="#d8f0fc" '
        f'stroke="#6eb4dc" stroke-width="{unit * 0.01:g}"/>'
        for x, y, r in (
            *((-1.1, 0.62, 0.04), (-0.8, 0.78, 0.03), (-0.4, 0.7, 0.025), (0.72, 0.74, 0.04)),
            *((1.04, 0.56, 0.03), (0.9, 0.92, 0.022), (-1.2, 0.3, 0.03), (1.2, 0.28, 0.035)),
        )
    )
    water = (
        f'<path d="{crown}" fill="#9fd4f0" fill-opacity=".82" stroke="#e8f8ff" '
        f'stroke-width="{unit * 0.02:g}" stroke-linejoin="round"/>'
    )
    return replace(
        figure,
        markup=figure.markup + water + drops,
        left=middle - half * 1.28,
        width=half * 2.56,
        height=figure.height + unit * 0.1,
    )


def _cracked(figure: Figure) -> Figure:
    unit = min(figure.width, figure.height)
    x, y = figure.left + figure.width * 0.62, figure.top + figure.height * 0.16
    steps = ((0.0, 0.0), (-0.05, 0.12), (0.06, 0.2), (-0.02, 0.32), (0.07, 0.42), (0.02, 0.54))
    line = "L".join(f"{x + dx * unit:g} {y + dy * unit:g}" for dx, dy in steps)
    side = f"M{x + 0.06 * unit:g} {y + 0.2 * unit:g}l{unit * 0.12:g} {unit * 0.06:g}"
    pen = f'fill="none" stroke-linejoin="round" stroke-width="{unit * 0.022:g}"'
    markup = f'<path d="M{line}{side}" stroke="#2a1c16" {pen}/>'
    return replace(figure, markup=figure.markup + markup)


def _tied(figure: Figure, concept: str) -> Figure:
    """A ribbon about its middle, with a bow."""
    bow = find_figure("bow-ribbon")
    if bow is None or concept in {"wrapped-gift", "bouquet", "bow-ribbon"}:
        return figure
    y = figure.top + figure.height * 0.55
    tall = min(figure.width * 0.4 / bow.aspect, figure.height * 0.32)
    band = (
        f'<rect x="{figure.left + figure.width * 0.06:g}" y="{y - tall * 0.14:g}" '
        f'width="{figure.width * 0.88:g}" height="{tall * 0.28:g}" rx="{tall * 0.1:g}" fill="#c8283a"/>'
    )
    tied = nest(bow, figure.left + figure.width / 2 - tall * bow.aspect / 2, y - tall * 0.5, tall)
    return replace(figure, markup=figure.markup + band + tied)


def _overgrown(figure: Figure) -> Figure:
    spray = find_figure("ivy-cluster")
    if spray is None:
        return figure
    size = min(figure.width, figure.height) * 0.26
    ink = figure.pixels(64)[..., 3]
    leaves = "".join(
        nest(
            spray,
            figure.left + figure.width * x - size * spray.aspect / 2,
            figure.top + figure.height * y - size * 0.3,
            size,
            turn=turn,
        )
        for x, y, turn in _LEAVES
        if _is_inked(ink, x, y)
    )
    pad = size * 0.5
    return replace(
        figure,
        markup=figure.markup + leaves,
        left=figure.left - pad,
        top=figure.top - pad,
        width=figure.width + 2 * pad,
        height=figure.height + pad * 1.6,
    )


def _is_inked(ink: Field, x: float, y: float) -> bool:
    """Whether the drawing has something near a place of its box, which is given in parts of it."""
    rows, columns = ink.shape
    row, column, reach = round(y * (rows - 1)), round(x * (columns - 1)), max(2, rows // 10)
    near = ink[max(0, row - reach) : row + reach + 1, max(0, column - reach) : column + reach + 1]
    return bool(near.max() > _SOLID)


def _widened(figure: Figure, share: float) -> Figure:
    """The drawing so many times as wide, about its middle."""
    middle = figure.left + figure.width / 2
    turn = f"translate({middle * (1 - share):g} 0) scale({share:g} 1)"
    anchors = {name: (middle + (x - middle) * share, y) for name, (x, y) in figure.anchors.items()}
    return replace(
        figure,
        markup=f'<g transform="{turn}">{figure.markup}</g>',
        left=middle - figure.width * share / 2,
        width=figure.width * share,
        anchors=anchors,
    )


_ASIDE, _ASIDE_TALL, _BACK = 0.34, 0.62, 0.13
"""How far the second of a pair is aside, in parts of the width of a low and a tall one, and how far back."""


def _paired(figure: Figure) -> Figure:
    """Two of it, the farther one behind and a little aside."""
    aside = figure.width * (_ASIDE if figure.aspect > 1 else _ASIDE_TALL)
    back = figure.height * _BACK
    farther = nest(figure, figure.left + aside, figure.top - back, figure.height)
    return replace(
        figure,
        markup=farther + figure.markup,
        top=figure.top - back,
        width=figure.width + aside,
        height=figure.height + back,
    )


_BUILDS: Final = {"stout": 1.42, "gaunt": 0.74}
"""How wide somebody is who is fat or skinny."""


_CHANGES: Final[dict[str, Callable[[Figure], Figure]]] = {
    "bitten": _bitten,
    "melting": _melting,
    "steaming": _steaming,
    "splashing": _splashing,
    "cracked": _cracked,
    "overgrown": _overgrown,
    PAIRED: _paired,
    **{name: partial(_widened, share=share) for name, share in _BUILDS.items()},
}

"""Figures put together from several drawings: dragons, unicorns, balloons."""

from dataclasses import replace

from cavendish_illustrator.artwork.svg_figure import Figure, find_icon_figure, nest, vector_figure
from cavendish_illustrator.figures.bodies.dyeing import recolored_parts

_BALLOONS = (
    ("#e0483e", "#fbe3b5"),
    ("#2f7fc4", "#f6c945"),
    ("#4fa85a", "#fff2d8"),
    ("#8a55b8", "#f7a6c4"),
    ("#f08a2e", "#5a3a8a"),
)


def hot_air_balloon(variant: int) -> Figure:
    """Return a striped balloon in one of five colourings."""
    first, second = _BALLOONS[variant % len(_BALLOONS)]
    return vector_figure("hot-air-balloon", {"#e0483e": first, "#fbe3b5": second})


_MOUTH, _FLAME = (92.0, 132.0), 84.0
"""Where the dragon's mouth is, and how high the fire from it."""


def winged_dragon(*, is_breathing_fire: bool = False) -> Figure:
    """Return the pack's dragon with a pair of wings behind it, and fire before its mouth where asked for."""
    body, wing = find_icon_figure("dragon"), vector_figure("dragon-wing")
    if body is None:
        raise KeyError("No such drawing: dragon")
    size = 240.0
    left = 180 - size * body.aspect / 2
    markup = nest(wing, 0, 28, 150) + nest(wing, 182, 16, 150, flip=True) + nest(body, left, 60, size)
    left_edge = 0.0
    if is_breathing_fire:
        fire = vector_figure("fire-breath")
        markup += nest(fire, _MOUTH[0] - _FLAME * fire.aspect, _MOUTH[1] - _FLAME / 2, _FLAME, turn=-12)
        left_edge = min(0.0, _MOUTH[0] - _FLAME * fire.aspect - 6)
    return Figure(
        markup=markup,
        left=left_edge,
        width=372 - left_edge,
        height=300,
        anchors={"seat": (180, 150), "head_top": (130, 60), "eyes": (128, 112), "neck": (140, 172)},
        head_width=110,
    )


_UNICORN_TONES = (
    (0.0, 0.28, "#3a2c48"),
    (0.28, 0.52, "#ef8fc0"),
    (0.52, 0.66, "#d9d2ea"),
    (0.66, 0.93, "#fbf7ff"),
)
_HORN = (
    '<path d="M11 17 2-9l15 21z" fill="#f6c945"/>'
    '<path d="M7.500 4l6 3M5 -2l4.500 3M10 10l6 2" stroke="#c9922e" stroke-width="1.500"/>'
)


def whole_unicorn() -> Figure:
    """Return the pack's horse in white with a pink mane and a horn; its own unicorn is a head."""
    horse = find_icon_figure("horse")
    if horse is None:
        raise KeyError("No such drawing: horse")
    white = recolored_parts(horse, _UNICORN_TONES)
    return replace(white, markup=_HORN + white.markup, top=-10, height=white.height + white.top + 10)


_HEN_TONES = {
    "#01ab46": "#b98a5e",
    "#089e42": "#ac7d52",
    "#1a7a37": "#9a6c45",
    "#2f502a": "#7d5536",
    "#73df86": "#d9b48c",
    "#fff": "#8f6643",
    "#84574e": "#9c7350",
    "#b79277": "#c9a67c",
    "#b0b0b1": "#b08a66",
    "#5e6367": "#6f5138",
    "#ffbf18": "#e69a2a",
}


def brown_duck() -> Figure:
    """Return the pack's drake in the brown of a mother duck."""
    drake = find_icon_figure("duck")
    if drake is None:
        raise KeyError("No such drawing: duck")
    markup = drake.markup
    for old, new in _HEN_TONES.items():
        markup = markup.replace(f'"{old}"', f'"{new}"')
    return replace(drake, markup=markup)

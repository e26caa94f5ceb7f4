"""Figures put together from several drawings: dragons, riders, balloons."""

from dataclasses import replace

from cavendish_illustrator.figures.dyeing import main_hue_dyed, recolored_parts
from cavendish_illustrator.figures.people import Look, person, role_names
from cavendish_illustrator.svg_figure import Figure, find_figure, find_icon_figure, nest, vector_figure

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


def winged_dragon() -> Figure:
    """Return the pack's dragon with a pair of wings behind it."""
    body, wing = find_icon_figure("dragon"), vector_figure("dragon-wing")
    if body is None:
        raise KeyError("No such drawing: dragon")
    size = 240.0
    left = 180 - size * body.aspect / 2
    markup = nest(wing, 0, 28, 150) + nest(wing, 182, 16, 150, flip=True) + nest(body, left, 60, size)
    return Figure(
        markup=markup,
        width=372,
        height=300,
        anchors={"seat": (180, 150), "head_top": (130, 60), "eyes": (128, 112), "neck": (140, 172)},
        head_width=110,
    )


_UNICORN_TONES = (
    (0.0, 0.28, "#5a4a6a"),
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


SADDLES = {
    "horse": (0.50, 0.40),
    "camel": (0.5, 0.22),
    "elephant": (0.55, 0.16),
    "bicycle": (0.62, 0.2),
    "motorcycle": (0.48, 0.3),
    "motor-scooter": (0.5, 0.4),
    "skateboard": (0.5, 0.35),
    "dragon": (0.5, 0.42),
    "broom": (0.5, 0.5),
    "unicorn": (0.5, 0.46),
}
_RIDER_SCALES = {"bicycle": 1.7, "broom": 1.5, "motor-scooter": 1.5, "motorcycle": 1.3}
"""People are taller against these than against a horse."""


def _mount(name: str) -> Figure:
    if name == "dragon":
        return winged_dragon()
    if name == "unicorn":
        return whole_unicorn()
    figure = find_figure(name)
    if figure is None:
        raise KeyError(f"No such drawing: {name}")
    return figure


def _rider(mount_name: str, name: str, variant: int) -> tuple[Figure, float]:
    """Return a seated figure and its height on a mount 300 high."""
    if name == "astronaut":
        return vector_figure("astronaut-riding"), 190.0
    if name in role_names():
        rider = person(Look(role=name, pose="riding", variant=variant))
        return rider, 232.0 * _RIDER_SCALES.get(mount_name, 1.0)
    figure = find_figure(name)
    return (figure or vector_figure("robot")), 140.0


def rider_on(
    mount_name: str, rider: Figure | None, rider_name: str, variant: int, color: str | None = None
) -> Figure:
    """Seat a rider on a mount; `rider` overrides the figure drawn for `rider_name`."""
    mount = main_hue_dyed(_mount(mount_name), color) if color else _mount(mount_name)
    seated, tall = (rider, 150.0) if rider is not None else _rider(mount_name, rider_name, variant)
    height = 300.0
    width = height * mount.aspect
    at_x, at_y = SADDLES.get(mount_name, (0.5, 0.34))
    foot = 0.72 if rider_name == "astronaut" else 0.62 if rider_name in role_names() else 0.86
    x = width * at_x - tall * seated.aspect / 2 + (6 if rider_name == "astronaut" else 0)
    y = height * at_y + 18 - tall * foot
    return Figure(
        markup=nest(mount, 0, 0, height) + nest(seated, x, y, tall),
        width=max(width, x + tall * seated.aspect) + 10,
        height=height - min(0.0, y) + 4,
        top=min(0.0, y) - 4,
        left=min(0.0, x),
    )

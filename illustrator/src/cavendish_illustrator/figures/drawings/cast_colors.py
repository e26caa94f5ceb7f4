"""Pixels of a figure in the colour or material the prompt asks for."""

from collections.abc import Sequence

import numpy as np

from cavendish_illustrator.artwork.svg_figure import Figure
from cavendish_illustrator.figures.animals.fur import hair_length, with_coat
from cavendish_illustrator.figures.clothing.roles import role_names
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.dewdrops import with_dewdrops
from cavendish_illustrator.figures.hands.crockery import lends_color
from cavendish_illustrator.painting.color import Field, brightest, clamp, hsv, rgb
from cavendish_illustrator.painting.material_looks import as_material, has_look
from cavendish_illustrator.painting.pattern_looks import as_patterned
from cavendish_illustrator.painting.pixel_ops import to_hsv, to_rgb
from cavendish_illustrator.picture_spec import Subject
from cavendish_illustrator.vocabulary.concept_classes import is_animate

_DARKEST_WHITE = 0.34
_BLACK, _TINGED = 0.2, 0.3
"""So dark a colour with so little in it is black, which nobody wants to see blue."""
_PALE = 0.12
"""Below this saturation a colour is white or grey, which soles, eyes and highlights have anyway."""


def recolor(rgba: Field, color: str) -> Field:
    """Give a figure's main hue another colour, leaving eyes, leaves and trim."""
    result = rgba.copy()
    field_hsv = to_hsv(clamp(rgba[..., :3]))
    hue, saturation, value = hsv(color)
    saturation = 0.0 if value < _BLACK and saturation < _TINGED else saturation
    near = main_area(rgba)
    field_hsv[..., 0] = hue
    field_hsv[..., 1] = (
        clamp(field_hsv[..., 1] * 0.4 + saturation * 0.6) if saturation > 0.12 else field_hsv[..., 1] * 0.06
    )
    bright = field_hsv[..., 2]
    field_hsv[..., 2] = (
        clamp(bright * (0.1 + 1.05 * value if value < 0.3 else 0.32 + 0.75 * value))
        if value < 0.8
        else value * (_DARKEST_WHITE + (1 - _DARKEST_WHITE) * clamp(bright / _brightest(bright, near)))
        if saturation <= _PALE
        else np.maximum(bright, value * (0.4 + 0.6 * clamp(bright / _common(bright, near))))
    )
    painted = to_rgb(field_hsv)
    result[..., :3] += (painted - result[..., :3]) * near[..., None]
    return clamp(result)


def main_area(rgba: Field) -> Field:
    """Where a drawing has its main hue, 0..1; of a grey one where it is not dark."""
    field = to_hsv(clamp(rgba[..., :3]))
    inside = (rgba[..., 3] > 0.5) & (field[..., 1] > 0.22)
    if inside.sum() < 0.12 * (rgba[..., 3] > 0.5).sum():
        return np.asarray((rgba[..., 3] > 0.05) * clamp((field[..., 2] - 0.25) * 4), np.float32)
    main = np.histogram(field[..., 0][inside], 36, (0, 360))[0].argmax() * 10 + 5
    away = np.abs(field[..., 0] - main)
    return np.asarray(
        np.exp(-((np.minimum(away, 360 - away) / 42) ** 4)) * clamp(field[..., 1] * 5), np.float32
    )


def _brightest(bright: Field, near: Field) -> float:
    """How bright the light parts of what is recoloured are: what is white keeps its folds."""
    values = bright[near > 0.5]
    return max(0.05, float(np.percentile(values, 90))) if values.size else 1.0


def _common(bright: Field, near: Field) -> float:
    """How bright what is recoloured mostly is."""
    values = bright[near > 0.5]
    return max(0.05, float(np.median(values))) if values.size else 1.0


_MATERIALS = {
    "gold": "#e0b030",
    "golden": "#e0b030",
    "silver": "#c4ccd4",
    "bronze": "#a8703a",
    "copper": "#b8673a",
    "stone": "#8f8c86",
    "marble": "#e8e4dc",
    "wood": "#9a6a3c",
    "ice": "#bfe4f4",
    "glass": "#cfe8f0",
    "metal": "#9aa8b4",
    "chocolate": "#5f3a22",
    "paper": "#f4eee0",
}


_OF_ITS_OWN_COLOR = frozenset({"wool", "rust"})
"""Materials that keep the colours of a drawing, so that it is dyed before."""
_BALLOONS = ("#e0453c", "#f7b733", "#4fb0e0", "#7cc66a", "#a56fd8", "#ef6f9a")
_MOTLEY = frozenset({"balloon", "crayon", "pencil"})
"""Several of them are of several colours."""
OWN_COLORS = {"black-cat": "#2b2b31", "black-bird": "#2b2b31"}
_COATS = {
    "cat": ("#e08a3c", "#8f8c8a", "#d8b98c", "#6f5a48", "#d9a066", "#b8b4b0", "#c47838"),
    "cat-face": ("#e08a3c", "#8f8c8a", "#d8b98c"),
    "lion": ("#cb9648",),
    "lioness": ("#c89a5a",),
    "lion-cub": ("#cb9d58",),
}
"""Coats the seed chooses from, where the drawing has a colour no such animal has."""
_RUST = "#c8602a"
_REDDISH = frozenset(
    {"fox", "chipmunk", "squirrel", "panda", "deer", "orangutan", "cat", "dog", "cow", "horse"}
)
"""Called red, they are russet."""


def _animal_color(cast: Cast) -> str | None:
    name, color = cast.subject.concept, cast.subject.color
    if color is None:
        coats = _COATS.get(name)
        return coats[cast.variant % len(coats)] if coats and not cast.subject.material else None
    hue, saturation, _ = hsv(color)
    is_red = saturation > 0.6 and (hue < 14 or hue > 346)
    return _RUST if is_red and name in _REDDISH else color


def color_of(cast: Cast) -> str | None:
    """The colour a figure is painted over with; people's goes into their clothes."""
    name = cast.subject.concept
    if lends_color(name):
        return None
    if name in role_names() and cast.subject.material is None:
        return None
    is_motley = cast.is_one_of_many and (name in _MOTLEY or cast.subject.mood == "colorful")
    color = _animal_color(cast) or (_BALLOONS[cast.variant % 6] if is_motley else None)
    return color or OWN_COLORS.get(name) or _MATERIALS.get(cast.subject.material or "")


_ALIKE = 0.5
_OTHER_TOPS = ("#8a7460", "#4f5b68")
"""A pullover against which every scarf is seen: brown, or slate where the scarf is brown."""


def apart_from(top: str, worn: Sequence[Subject]) -> str:
    """The colour of a pullover, or another one where a scarf in that colour would not be seen on it."""
    colors = [rgb(thing.color) for thing in worn if thing.color is not None]

    def is_alike(tone: str) -> bool:
        return any(float(np.abs(rgb(tone) - color).sum()) < _ALIKE for color in colors)

    return next((tone for tone in (top, *_OTHER_TOPS) if not is_alike(tone)), top)


_UNDYED = frozenset({None, "stout", "gaunt", "paired", "hanging", "leaning", "curled_around"})
"""States that leave a figure's colours as they are."""


def is_clothed(cast: Cast) -> bool:
    """Whether clothes, its state, what it holds or sits on are part of the drawing: coloured before."""
    has_things = bool(cast.worn or cast.held) and is_animate(cast.subject.concept)
    is_dressed = cast.subject.role is not None or has_things
    return is_dressed or cast.underfoot is not None or cast.subject.state not in _UNDYED


_FINER = 1.3
"""How much larger than it is shown a figure is rasterised."""


def cast_pixels(cast: Cast, figure: Figure, height: float) -> Field:
    """Rasterise a figure to about a height, in the colour or material the prompt asks for."""
    rgba = _colored(cast, figure.pixels(height * _FINER))
    if cast.subject.state == "dewy":
        rgba = with_dewdrops(rgba)
    pattern = cast.subject.pattern
    is_plain = cast.scheme is None and cast.content is None and cast.subject.concept not in role_names()
    is_painted = lends_color(cast.subject.concept)
    if pattern is None or not is_plain or is_painted:
        return rgba
    return as_patterned(rgba, main_area(rgba) * rgba[..., 3], pattern, cast.subject.pattern_color)


def _colored(cast: Cast, rgba: Field) -> Field:
    """The pixels in the colour or material that was asked for."""
    material = cast.subject.material
    if material is not None and has_look(material) and cast.scheme is None and cast.content is None:
        color = cast.subject.color
        is_dyed = material in _OF_ITS_OWN_COLOR and color is not None
        return as_material(recolor(rgba, color) if is_dyed and color else rgba, material, color)
    if cast.content is not None or cast.scheme is not None or is_clothed(cast):
        return rgba
    color = color_of(cast)
    if color is None or _has_color_already(rgba, color):
        return rgba
    return _dyed_but_flames(rgba, color) if cast.subject.concept in _CANDLES else recolor(rgba, color)


_CANDLES = frozenset({"candle", "candlestick", "candelabra-three", "menorah", "scented-candle", "candle-jar"})


def _dyed_but_flames(rgba: Field, color: str) -> Field:
    """A red candle burns as any other."""
    tones = to_hsv(clamp(rgba[..., :3]))
    burns = (tones[..., 0] > 18) & (tones[..., 0] < 66) & (tones[..., 1] > 0.3) & (tones[..., 2] > 0.75)
    body = rgba.copy()
    body[..., 3] *= ~burns
    dyed = recolor(body, color)
    dyed[burns] = rgba[burns]
    return dyed


def coated_pixels(cast: Cast, figure: Figure, height: float) -> Field:
    """As `cast_pixels`, with hair and plumage on animals: for pictures that are painted or photographed."""
    rgba = cast_pixels(cast, figure, height)
    if cast.subject.material is not None:
        return rgba
    members = (cast, *cast.company)
    long = max(hair_length(member.subject.concept) for member in members)
    return with_coat(rgba, figure, height * _FINER, long if cast.scheme is None else long * 0.5)


def _has_color_already(rgba: Field, color: str) -> bool:
    opaque = rgba[rgba[..., 3] > 0.6][:, :3]
    if not len(opaque):
        return True
    distance = brightest(np.abs(opaque - rgb(color)))
    return bool((distance < 0.16).mean() > (0.45 if hsv(color)[1] > _PALE else 0.62))

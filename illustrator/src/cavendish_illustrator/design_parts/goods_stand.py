"""How goods of a product shot stand: in a row, as a pair of shoes, or in the air above their shadow."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.artwork.sprites import Finish, Sprite, place_sprite
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import Field
from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.vocabulary.tokens import tokenise

MOST_GOODS: Final = 5
_SHOES: Final = frozenset(
    {
        "sneaker", "mans-shoe", "running-shoe", "hiking-boot", "high-heeled-shoe", "ballet-shoes",
        "womans-boot",
        "boot", "rain-boots", "womans-sandal", "thong-sandal", "flat-shoe", "roller-skate",
    }
)  # fmt: skip
_ALONE: Final = (
    "single",
    "one",
    "pojedyncz",
    "jeden",
    "einzeln",
    "solo",
    "seul",
    "singol",
    "enkele",
    "один",
    "jedna",
)
_AFLOAT: Final = (
    "floating", "floats", "levitat", "hovering", "lewituj", "unosz", "unosi", "schweb", "flotan", "flotand",
    "levita", "flotte", "lévit", "fluttua", "sospes", "flutua", "zwevend", "zweven", "ширя", "левіт", "вися",
    "vznas", "levituj", "suspendid",
)  # fmt: skip
_TILT: Final = 14.0
_SHADE: Final = 0.3


def is_afloat(spec: PictureSpec) -> bool:
    """Whether the goods are to hang in the air."""
    return any(token.plain.startswith(_AFLOAT) for token in tokenise(spec.prompt))


def _is_pair(spec: PictureSpec) -> bool:
    words = {token.plain for token in tokenise(spec.prompt)}
    return spec.subjects[0].concept in _SHOES and not any(word.startswith(_ALONE) for word in words)


def set_goods(
    canvas: Canvas, spec: PictureSpec, pixels: Field, stand: tuple[float, float], finish: Finish
) -> None:
    """Set the goods in the middle with their feet at a row and so tall."""
    if is_afloat(spec):
        _set_afloat(canvas, pixels, stand, finish, is_pair=_is_pair(spec))
    elif _is_pair(spec):
        _set_pair(canvas, pixels, stand, finish)
    else:
        _set_row(canvas, pixels, stand, min(spec.subjects[0].count, MOST_GOODS), finish)


def _set_row(canvas: Canvas, pixels: Field, stand: tuple[float, float], count: int, finish: Finish) -> None:
    """Several beside one another, each second one a little nearer."""
    feet, tall = stand
    wide = tall * pixels.shape[1] / pixels.shape[0]
    share = min(1.0, canvas.width * 0.8 / (wide * (1 + 0.8 * (count - 1))))
    for k in sorted(range(count), key=lambda one: one % 2):
        x = canvas.width / 2 + (k - (count - 1) / 2) * wide * share * 0.8
        low = feet + (canvas.height * 0.02 if k % 2 else 0.0)
        place_sprite(canvas, Sprite(pixels), (x, low), tall * share, finish)


def _set_pair(canvas: Canvas, pixels: Field, stand: tuple[float, float], finish: Finish) -> None:
    """The second shoe behind the first, a little to the side."""
    feet, tall = stand
    wide = tall * pixels.shape[1] / pixels.shape[0]
    for x, low, share in ((0.14, -0.2, 0.86), (-0.07, 0.0, 0.94)):
        place_sprite(
            canvas, Sprite(pixels), (canvas.width / 2 + x * wide, feet + low * tall), tall * share, finish
        )


def _set_afloat(
    canvas: Canvas, pixels: Field, stand: tuple[float, float], finish: Finish, *, is_pair: bool
) -> None:
    """Tilted in the air; the shadow lies small and soft far below."""
    feet, tall = stand
    tall *= 0.86
    wide = tall * pixels.shape[1] / pixels.shape[0]
    spot = canvas.spot(canvas.width / 2, feet + canvas.height * 0.06, (wide * 0.42, canvas.height * 0.03))
    canvas.img *= (1 - _SHADE * spot)[..., None]
    hung = replace(finish, shadow=False, reflect=0.0)
    above = feet - canvas.height * 0.13
    places = (
        ((0.2, -0.3, 0.8, -_TILT * 0.4), (-0.12, 0.06, 0.86, _TILT))
        if is_pair
        else ((0, 0, 1.0, _TILT * 0.7),)
    )
    for x, low, share, turn in places:
        at = (canvas.width / 2 + x * wide, above + low * tall)
        place_sprite(canvas, Sprite(pixels), at, tall * share, replace(hung, rotate_deg=turn))

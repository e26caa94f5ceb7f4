"""Portrait busts: a drawn head and shoulders with modelled skin, eyes and hair."""

from dataclasses import dataclass, replace
from typing import Final

from cavendish_illustrator.artwork.svg_figure import Figure, find_figure, nest
from cavendish_illustrator.figures.bodies import faces
from cavendish_illustrator.figures.bodies.beards import draw_beard
from cavendish_illustrator.figures.bodies.dyeing import dyed
from cavendish_illustrator.figures.bodies.faces import Features, draw_face
from cavendish_illustrator.figures.bodies.hair import (
    Hair,
    draw_hair,
    hair_styles,
    is_cloth,
    style_on,
    usual_style,
)
from cavendish_illustrator.figures.clothing.worn_by_role import hat_place
from cavendish_illustrator.figures.people.bust_clothes import apron_on, neck_of, shoulders_of
from cavendish_illustrator.figures.people.bust_faces import Countenance, grown_face
from cavendish_illustrator.figures.people.bust_hair import BUST_HAIR
from cavendish_illustrator.painting.color import hex_code, shade

_SKINS: Final = ("#f6d3b8", "#eabf9a", "#cf9a70", "#a36b45", "#6f4a35")
_HAIRS: Final = ("#3a2a20", "#6b4226", "#1f1b1c", "#b98a46", "#8a3f22", "#4a3428", "#d9b36a")
_IRISES: Final = ("#4a6f8f", "#5f7f4a", "#6b4526", "#3f2c20")
_DARK_IRISES: Final = ("#4a2e1c", "#5a3820", "#38241a")
_CLOTHS: Final = ("#b8452c", "#2f7080", "#c98f2e", "#6a3a7a")
_HEAD_LEFT, _HEAD_TOP, _HEAD_SCALE = 63.6, 36.8, 0.96
_ON_BUST: Final = f"translate({_HEAD_LEFT} {_HEAD_TOP}) scale({_HEAD_SCALE})"
"""From the box of a drawn head to a bust's."""
_FOREHEAD: Final = 22.0
"""How much more of it a bust's head has than that box."""
_BRIMMED: Final = frozenset(
    {
        "top-hat", "wizard-hat", "witch-hat", "straw-hat", "sombrero", "cowboy-hat", "bowler-hat",
        "bucket-hat", "felt-hat", "rain-hat", "fire-helmet", "tricorn",
    }
)  # fmt: skip
"""Hats under whose brim the hair is pressed down."""
_OVER_BRIM: Final = 12.0
_GREY: Final = "#b9b8b6"
_DARK: Final = 3
"""From which skin on eyes are brown."""
WIDTH, HEIGHT = 300.0, 372.0

_MOODS: Final = {
    "happy": "laugh",
    "sad": "sad",
    "grumpy": "cross",
    "surprised": "surprised",
    "tired": "weary",
    "scary": "cross",
    "winking": "wink",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitter:
    """Who sits for the portrait. `kind` is a key of the hair styles; colours are `#rrggbb`."""

    kind: str
    variant: int
    top: str
    hair: str | None = None
    hair_style: str | None = None
    """One of `hair_styles`, where it was named."""
    eyes: str | None = None
    """`#rrggbb`, where it was told."""
    skin: int | None = None
    tone: str | None = None
    """The colour of a skin that is none of people's."""
    """0 to 4, from light to dark; None leaves it to `variant`."""
    mood: str | None = None
    is_bearded: bool = False
    beard: str | None = None
    """`#rrggbb` of the beard, where it is not the hair's colour."""
    beard_kind: str = "full"
    """One of `beard_kinds`."""
    has_freckles: bool = False
    garment: str = ""
    """What the shoulders are in, as `shoulders_of` knows it."""
    pattern: str | None = None
    """One of `weave_names`, and the `#rrggbb` it has."""
    ink: str | None = None
    apron: str | None = None
    """`#rrggbb` of an apron over the clothes."""


def sitter_kinds() -> frozenset[str]:
    return frozenset(BUST_HAIR)


def bust(sitter: Sitter) -> Figure:
    """Draw head and shoulders; anchors name where hats, glasses and scarves go."""
    is_old, is_child = sitter.kind.startswith("old"), sitter.kind in ("girl", "boy")
    number = (sitter.variant * 2 + 1) % 5 if sitter.skin is None else sitter.skin
    skin = sitter.tone or _SKINS[number]
    choices = BUST_HAIR[sitter.kind]
    hair = sitter.hair or (_GREY if is_old else _HAIRS[sitter.variant % len(_HAIRS)])
    if sitter.hair is None and not is_old and number >= 3:
        hair = _HAIRS[(0, 2)[sitter.variant % 2]]
    shown = _named_hair(sitter, hair) or _usual_hair(choices[sitter.variant % len(choices)], hair)
    parts = [
        _tones(skin, hair, sitter.top),
        shown.back,
        neck_of(skin, is_strong=sitter.kind == "man", is_old=is_old),
        shoulders_of(
            sitter.top,
            garment=sitter.garment,
            is_broad=sitter.kind in ("man", "old-man"),
            pattern=sitter.pattern,
            ink=sitter.ink,
        ),
        apron_on(sitter.apron) if sitter.apron else "",
        _child_face(sitter, skin, hair) if is_child else _grown_face(sitter, skin, hair),
        _on_head(draw_beard(sitter.beard_kind, sitter.beard or hair)) if sitter.is_bearded else "",
        shown.front,
    ]
    return Figure(
        markup="".join(parts),
        width=WIDTH,
        height=HEIGHT,
        head_width=152.0,
        anchors={"head_top": (150, 70), "eyes": (150, 146), "neck": (150, 232), "hand": (226, 330)},
    )


def with_hat(figure: Figure, name: str, color: str | None) -> Figure:
    """A bust in a hat, which lies on the forehead as on the head of whoever stands in a scene."""
    hat = find_figure(name)
    if hat is None:
        return figure
    hat = dyed(hat, color) if color else hat
    wide = faces.WIDTH * _HEAD_SCALE
    x, y = figure.anchors["head_top"][0], _HEAD_TOP + _FOREHEAD
    left, upper, height = hat_place(name, hat.aspect, (x, y), wide)
    right, top = left + height * hat.aspect, min(figure.top, upper - 2)
    start = min(figure.left, left - 2)
    worn = figure.markup
    if name in _BRIMMED:
        low = f'<rect x="-60" y="{upper + height - _OVER_BRIM:.1f}" width="420" height="600"/>'
        worn = f'<clipPath id="under-hat">{low}</clipPath><g clip-path="url(#under-hat)">{worn}</g>'
    return replace(
        figure,
        markup=worn + nest(hat, left, upper, height),
        left=start,
        top=top,
        width=max(figure.left + figure.width, right + 2) - start,
        height=figure.top + figure.height - top,
    )


def _on_head(markup: str) -> str:
    return f'<g transform="{_ON_BUST}">{markup}</g>'


def _grown_face(sitter: Sitter, skin: str, hair: str) -> str:
    is_dark = skin in _SKINS[_DARK:]
    irises = _DARK_IRISES if is_dark else _IRISES
    iris = sitter.eyes or irises[sitter.variant % len(irises)]
    return grown_face(Countenance(sitter.kind, skin, iris, hair, sitter.mood, sitter.has_freckles))


def _child_face(sitter: Sitter, skin: str, hair: str) -> str:
    """A round face with large eyes, as children have them in a scene, too."""
    mood = _MOODS.get(sitter.mood or "", "smile")
    face = Features(
        sitter.kind,
        skin,
        sitter.variant,
        mood,
        brow=hex_code(shade(hair, 0.75)),
        is_dark=skin in _SKINS[_DARK:],
        has_freckles=sitter.has_freckles,
        eyes=sitter.eyes,
    )
    return f'<g transform="{_ON_BUST}">{draw_face(face)}</g>'


def _usual_hair(shapes: tuple[str, str], color: str) -> Hair:
    back, front = shapes
    return Hair(
        f'<path d="{back}" fill="url(#hb)"/>',
        f'<path d="{front}" fill="url(#hf)"/>{_strands(front, color)}',
    )


def _named_hair(sitter: Sitter, color: str) -> Hair | None:
    """Hair as it was asked for, in the place of a bust's head; None where nothing was said."""
    named = sitter.hair_style
    if named not in hair_styles():
        if sitter.kind not in ("girl", "boy"):
            return None
        named = usual_style(sitter.kind, sitter.variant)
    style = style_on(sitter.kind, named)
    cloth = sitter.hair or _CLOTHS[sitter.variant % len(_CLOTHS)]
    back, front = draw_hair(style, cloth if is_cloth(style) else color)
    return Hair(*(f'<g transform="{_ON_BUST}">{part}</g>' for part in (back, front)))


def _tones(skin: str, hair: str, top: str) -> str:
    def stops(*rows: tuple[float, str]) -> str:
        return "".join(f'<stop offset="{at:g}" stop-color="{color}"/>' for at, color in rows)

    def toned(color: str, factor: float) -> str:
        return hex_code(shade(color, factor))

    return (
        f'<radialGradient id="sk" cx=".4" cy=".36" '
        f'r=".75">{stops((0, toned(skin, 1.06)), (0.6, skin), (1, toned(skin, 0.76)))}'
        f'</radialGradient><linearGradient id="hb" x1="0" y1="0" x2="0" y2="1">'
        f"{stops((0, toned(hair, 0.85)), (1, toned(hair, 0.55)))}</linearGradient>"
        f'<linearGradient id="hf" x1="0" y1="0" x2="1" '
        f'y2="1">{stops((0, toned(hair, 1.25)), (0.5, hair), (1, toned(hair, 0.7)))}'
        f'</linearGradient><linearGradient id="tp" x1="0" y1="0" x2="1" y2="1">'
        f"{stops((0, toned(top, 1.1)), (0.6, top), (1, toned(top, 0.62)))}</linearGradient>"
    )


def _strands(front: str, hair: str) -> str:
    light = hex_code(shade(hair, 1.45))
    return (
        f'<clipPath id="fr"><path d="{front}"/></clipPath><g clip-path="url(#fr)" stroke="{light}" '
        f'fill="none" '
        'stroke-width="2.500" opacity=".5"><path d="M132 40Q98 70 92 140M142 36Q108 70 100 110M160 '
        "36Q196 60 206 130"
        'M170 38Q210 70 214 140M150 36Q178 70 196 100"/></g>'
    )

"""Portrait busts: a drawn head and shoulders with modelled skin, eyes and hair."""

from dataclasses import dataclass, replace
from typing import Final

from cavendish_illustrator.artwork.svg_figure import Figure, find_figure, nest
from cavendish_illustrator.figures.bodies import faces
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
from cavendish_illustrator.painting.color import hex_code, shade

_SKINS: Final = ("#f6d3b8", "#eabf9a", "#cf9a70", "#a36b45", "#6f4a35")
_HAIRS: Final = ("#3a2a20", "#6b4226", "#1f1b1c", "#b98a46", "#8a3f22", "#4a3428", "#d9b36a")
_IRISES: Final = ("#4a6f8f", "#5f7f4a", "#6b4526", "#3f2c20")
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
WIDTH, HEIGHT = 300.0, 372.0

_LONG_BACK: Final = (
    "M150 22C78 20 66 84 68 146 70 210 54 262 62 318L238 318C246 262 230 210 232 146 234 84 222 20 150 22z"
)
_BOB_BACK: Final = (
    "M150 24C82 22 70 84 70 140 70 190 64 222 76 238L224 238C236 222 230 190 230 140 230 84 218 22 150 24z"
)
_BUN_BACK: Final = "M150 2a34 30 0 1 1-.1 0zM150 30C88 28 76 84 80 150L220 150C224 84 212 28 150 30z"
_SHORT_BACK: Final = "M150 34C94 32 84 80 88 138L212 138C216 80 206 32 150 34z"
_SIDE_PART: Final = (
    "M124 40C92 52 78 98 84 158 92 130 104 104 128 84 158 98 196 96 208 156 222 92 204 48 166 36 "
    "150 30 136 34 124 40z"
)
_FRINGE: Final = (
    "M150 32C96 32 80 84 86 150 92 124 98 112 104 104 132 112 170 112 196 104 204 114 210 126 214 "
    "150 220 84 204 32 150 32z"
)
_SWEPT: Final = (
    "M118 46C92 58 82 92 88 132 96 108 104 96 116 88 146 98 184 86 196 82 206 96 208 112 212 132 "
    "218 84 204 40 160 34 142 32 128 38 118 46z"
)
_BALDING: Final = (
    "M92 138C84 110 88 88 98 74 94 100 98 120 100 140zM208 138C216 110 212 88 202 74 206 100 202 120 200 140z"
)
_MOODS: Final = {"happy": "laugh", "sad": "sad", "grumpy": "cross", "surprised": "surprised"}
_LAUGH: Final = (
    '<path d="M122 190q28 8 56 0q-3 30-28 30t-28-30z" fill="#7a1f24"/>'
    '<path d="M126 192.500q24 6 48 0l-3 9q-21 5-42 0z" fill="#fff"/>'
    '<ellipse cx="150" cy="214" rx="13" ry="5.500" fill="#e0747a"/>'
)
_STYLES: Final = {
    "woman": ((_LONG_BACK, _SIDE_PART), (_BOB_BACK, _FRINGE), (_BUN_BACK, _SIDE_PART), (_LONG_BACK, _FRINGE)),
    "man": ((_SHORT_BACK, _SWEPT), (_SHORT_BACK, _FRINGE)),
    "old-man": ((_SHORT_BACK, _BALDING),),
    "old-woman": ((_BUN_BACK, _SIDE_PART),),
    "girl": ((_LONG_BACK, _FRINGE), (_BOB_BACK, _SIDE_PART)),
    "boy": ((_SHORT_BACK, _SWEPT), (_SHORT_BACK, _FRINGE)),
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
    skin: int | None = None
    tone: str | None = None
    """The colour of a skin that is none of people's."""
    """0 to 4, from light to dark; None leaves it to `variant`."""
    mood: str | None = None
    is_bearded: bool = False
    beard: str | None = None
    """`#rrggbb` of the beard, where it is not the hair's colour."""
    is_coat: bool = False
    apron: str | None = None
    """`#rrggbb` of an apron over the clothes."""


def sitter_kinds() -> frozenset[str]:
    return frozenset(_STYLES)


def bust(sitter: Sitter) -> Figure:
    """Draw head and shoulders; anchors name where hats, glasses and scarves go."""
    is_old, is_child = sitter.kind.startswith("old"), sitter.kind in ("girl", "boy")
    number = (sitter.variant * 2 + 1) % 5 if sitter.skin is None else sitter.skin
    skin = sitter.tone or _SKINS[number]
    choices = _STYLES[sitter.kind]
    hair = sitter.hair or (_GREY if is_old else _HAIRS[sitter.variant % len(_HAIRS)])
    if sitter.hair is None and not is_old and number >= 3:
        hair = _HAIRS[(0, 2)[sitter.variant % 2]]
    shown = _named_hair(sitter, hair) or _usual_hair(choices[sitter.variant % len(choices)], hair)
    parts = [
        _tones(skin, hair, sitter.top),
        shown.back,
        _shoulders(sitter),
        _apron(sitter.apron) if sitter.apron else "",
        _neck(skin),
        _child_face(sitter, skin, hair) if is_child else _grown_face(sitter, skin),
        _age(skin) if is_old else "",
        _beard(sitter.beard or hair) if sitter.is_bearded else "",
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


def _grown_face(sitter: Sitter, skin: str) -> str:
    return _face(skin) + _eyes(sitter, skin) + _nose_and_mouth(sitter, skin)


def _child_face(sitter: Sitter, skin: str, hair: str) -> str:
    """A round face with large eyes, as children have them in a scene, too."""
    mood = _MOODS.get(sitter.mood or "", "smile")
    face = Features(sitter.kind, skin, sitter.variant, mood, brow=hex_code(shade(hair, 0.75)))
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


def _shoulders(sitter: Sitter) -> str:
    body = '<path d="M12 374C14 300 62 268 118 254L182 254C238 268 286 300 288 374z" fill="url(#tp)"/>'
    dark = hex_code(shade(sitter.top, 0.68))
    light = hex_code(shade(sitter.top, 1.16))
    folds = (
        f'<path d="M52 374Q58 330 76 306M248 374Q242 330 224 306" stroke="{dark}" stroke-width="4" '
        f'fill="none" opacity=".7"/>'
    )
    if not sitter.is_coat:
        return (
            body
            + folds
            + f'<path d="M112 256Q150 296 188 256" stroke="{dark}" stroke-width="9" fill="none"/>'
        )
    lapels = (
        f'<path d="M118 252L96 286 132 344 150 374 104 262zM182 252L204 286 168 344 150 374 196 262z" '
        f'fill="{dark}"/>'
        f'<path d="M116 252L92 280 120 312 150 372 150 330zM184 252L208 280 180 312 150 372 150 330z" '
        f'fill="{light}"/>'
    )
    shirt = '<path d="M120 254L150 340 180 254z" fill="#f3ede2"/>'
    return body + folds + shirt + lapels


def _apron(color: str) -> str:
    dark = hex_code(shade(color, 0.78))
    return (
        f'<path d="M100 262L88 322M200 262L212 322" stroke="{dark}" stroke-width="13" fill="none"/>'
        f'<path d="M80 312Q150 330 220 312L236 374L64 374z" fill="{color}"/>'
        f'<path d="M80 312Q150 330 220 312" stroke="{dark}" stroke-width="5" fill="none"/>'
    )


def _neck(skin: str) -> str:
    dark = hex_code(shade(skin, 0.72))
    return (
        f'<path d="M124 200v50q26 34 52 0v-50z" fill="{hex_code(shade(skin, 0.9))}"/>'
        f'<path d="M124 208q26 34 52 0v18q-26 26-52 0z" fill="{dark}" opacity=".55"/>'
    )


def _face(skin: str) -> str:
    dark = hex_code(shade(skin, 0.82))
    ears = (
        f'<ellipse cx="88" cy="152" rx="11" ry="18" fill="{dark}"/><ellipse cx="212" cy="152" rx="11" '
        f'ry="18" fill="{dark}"/>'
    )
    shape = (
        '<path d="M150 56C108 56 88 90 90 140 92 188 122 226 150 228 178 226 208 188 210 140 212 90 192 '
        '56 150 56z" fill="url(#sk)"/>'
    )
    blush = (
        '<ellipse cx="112" cy="178" rx="17" ry="11" fill="#e0604f" opacity=".22"/>'
        '<ellipse cx="188" cy="178" rx="17" ry="11" fill="#e0604f" opacity=".22"/>'
    )
    return ears + shape + blush + _modelling(dark)


def _modelling(dark: str) -> str:
    """Shade below the hair and along the cheek away from the light, and light on forehead and cheekbone."""
    return (
        f'<path d="M90 140C92 92 108 58 150 56 192 58 208 92 210 140 206 112 190 92 150 90 110 92 94 112 90 '
        f'140z" fill="{dark}" opacity=".4"/>'
        f'<path d="M210 140C208 188 178 226 150 228 176 212 192 184 195 142 196 112 194 92 186 76 206 90 211 '
        f'116 210 140z" fill="{dark}" opacity=".55"/>'
        f'<ellipse cx="150" cy="217" rx="17" ry="4" fill="{dark}" opacity=".45"/>'
        '<ellipse cx="132" cy="108" rx="26" ry="12" fill="#fff" opacity=".1"/>'
        '<ellipse cx="114" cy="168" rx="15" ry="7" fill="#fff" opacity=".12"/>'
    )


def _eyes(sitter: Sitter, skin: str) -> str:
    iris = _IRISES[sitter.variant % len(_IRISES)]
    is_woman = sitter.kind in ("woman", "girl", "old-woman")
    brow, lid = hex_code(shade(skin, 0.36)), hex_code(shade(skin, 0.6))
    markup = ""
    for x, side in ((122, -1), (178, 1)):
        markup += (
            f'<path d="M{x - 17} 149Q{x} 133 {x + 17} 149 {x} 160 {x - 17} 149z" fill="#fbf8f2"/>'
            f'<circle cx="{x}" cy="147.500" r="8.200" fill="{iris}"/><circle cx="{x}" cy="147.500" '
            f'r="4.200" fill="#17120f"/>'
            f'<circle cx="{x + 3}" cy="144.500" r="2.200" fill="#fff"/>'
            f'<path d="M{x - 15} 138Q{x} 127 {x + 15} 137" stroke="{lid}" stroke-width="2.200" fill="none" '
            'opacity=".6"/>'
            f'<path d="M{x - 18} 149Q{x} 131 {x + 18} 148" stroke="#2a1c16" '
            f'stroke-width="{4 if is_woman else 3}" '
            f'fill="none" stroke-linecap="round"/>'
            f'<path d="M{x - 19} 126Q{x + side * 4} {116 if is_woman else 120} {x + 19} 127" stroke="{brow}" '
            f'stroke-width="{4 if is_woman else 6.5}" fill="none" stroke-linecap="round"/>'
        )
        if is_woman:
            edge = x + side * 18
            lash = f"M{edge} 147l{side * 5} -5"
            markup += f'<path d="{lash}" stroke="#2a1c16" stroke-width="3" stroke-linecap="round"/>'
    return markup


def _nose_and_mouth(sitter: Sitter, skin: str) -> str:
    dark = hex_code(shade(skin, 0.68))
    is_woman = sitter.kind in ("woman", "girl", "old-woman")
    lip = "#b8404a" if is_woman else hex_code(shade(skin, 0.7))
    nose = (
        f'<path d="M154 144q8 24 6 32-9 8-20 1" stroke="{dark}" stroke-width="3" fill="none" '
        f'stroke-linecap="round"/>'
        f'<path d="M154 144q8 24 6 32-6 5-12 4Q154 166 154 144z" fill="{dark}" opacity=".3"/>'
        f'<ellipse cx="146" cy="164" rx="4" ry="11" fill="#fff" opacity=".18"/>'
    )
    if sitter.mood == "happy":
        return nose + _LAUGH
    if sitter.mood == "surprised":
        return nose + '<ellipse cx="150" cy="202" rx="11" ry="15" fill="#7a1f24"/>'
    if sitter.mood in ("sad", "grumpy"):
        return nose + (
            f'<path d="M128 206q22-20 44 0-11-4-22-3-11-1-22 3z" fill="{lip}"/>'
            '<path d="M130 205q20-12 40 0" stroke="#5a2320" stroke-width="2.200" fill="none"/>'
        )
    mouth = (
        f'<path d="M125 193q12-4 18-3 7-3 14 0 6-1 18 3-12 20-25 20t-25-20z" fill="{lip}"/>'
        '<path d="M123 192q27 17 54 0" stroke="#5a2320" stroke-width="2.400" fill="none" '
        'stroke-linecap="round"/><path d="M138 207q12 4 24 0" stroke="#fff" stroke-width="3" opacity=".3" '
        'fill="none"/>'
        f'<path d="M119 188q3 4 1 9M181 188q-3 4-1 9" stroke="{dark}" stroke-width="2" fill="none" '
        'opacity=".6"/>'
    )
    return nose + mouth


def _age(skin: str) -> str:
    dark = hex_code(shade(skin, 0.7))
    lines = (
        "M112 96q38-10 76 0M116 106q34-8 68 0M104 164q12 6 24 2M172 166q12 4 24-2M118 186q-4 12 2 "
        "20M182 186q4 12-2 20"
    )
    return (
        f'<path d="{lines}" stroke="{dark}" stroke-width="2.400" fill="none" opacity=".7" '
        f'stroke-linecap="round"/>'
    )


def _beard(hair: str) -> str:
    dark = hex_code(shade(hair, 0.8))
    return (
        f'<path d="M92 158C94 216 122 250 150 252 178 250 206 216 208 158 204 186 190 190 172 188 160 '
        f"182 140 182 128 188 110 190 "
        f'96 186 92 158zM122 191Q150 230 178 191Q150 183 122 191z" fill="{hair}" fill-rule="evenodd"/>'
        f'<path d="M116 189Q132 176 150 182Q168 176 184 189Q166 184 150 189Q134 184 116 189z" fill="{dark}"/>'
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

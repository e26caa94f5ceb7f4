"""What is below the head on a bust: the neck, shoulders in their clothes, an apron."""

from collections.abc import Callable, Mapping
from typing import Final

from cavendish_illustrator.figures.clothing.weaves import weave, woven
from cavendish_illustrator.painting.color import hex_code, shade

_BROAD: Final = "M2 374C4 314 40 276 112 252Q150 316 188 252C252 270 292 300 298 374Z"
_NARROW: Final = "M22 374C26 320 62 280 118 256Q150 304 182 256C232 276 270 310 278 374Z"


def neck_of(skin: str, *, is_strong: bool, is_old: bool) -> str:
    """A neck that turns away from the light below the jaw; an old one shows its cords."""
    dark, side = hex_code(shade(skin, 0.62)), hex_code(shade(skin, 0.86))
    half = 31 if is_strong else 26
    left, right = 150 - half, 150 + half
    cords = (
        f'<path d="M138 236Q142 256 146 270M162 236Q158 256 154 270" stroke="{dark}" stroke-width="3" '
        'fill="none" opacity=".5"/>'
        if is_old
        else f'<path d="M{left + 12} 240Q140 262 147 274M{right - 12} 240Q160 262 153 274" stroke="{dark}" '
        'stroke-width="2.500" fill="none" opacity=".35"/>'
    )
    return (
        f'<path d="M{left} 196C{left} 234 {left - 4} 248 {left - 22} 262L150 300 {right + 22} 262'
        f'C{right + 4} 248 {right} 234 {right} 196Z" fill="{side}"/>'
        f'<path d="M{left} 204Q150 252 {right} 204C{right} 232 {right - 2} 240 {right + 4} 252'
        f'Q150 262 {left + 4} 232Z" fill="{dark}" opacity=".5"/>{cords}'
    )


def shoulders_of(top: str, *, garment: str, is_broad: bool, pattern: str | None, ink: str | None) -> str:
    """Shoulders in a round-necked top with its seams and folds, or in what was named for them.

    `garment` is a cut as a whole figure has it, `hoodie`, `tie`, or empty.
    """
    dark, light, deep = (hex_code(shade(top, k)) for k in (0.66, 1.18, 0.5))
    body = f'<path d="{_BROAD if is_broad else _NARROW}" fill="url(#tp)"/>'
    if pattern is not None:
        body = weave(pattern, top, ink, 1.9) + woven(body, ("url(#tp)",))
    folds = (
        f'<path d="M62 374Q66 338 84 310M238 374Q236 340 222 316M104 286Q92 300 74 308M200 288Q214 300 '
        '230 308" '
        f'stroke="{deep}" stroke-width="4" fill="none" opacity=".4" stroke-linecap="round"/>'
        f'<path d="M116 374Q126 340 120 312M190 374Q184 344 190 318" stroke="{light}" stroke-width="5" '
        'fill="none" opacity=".35" stroke-linecap="round"/>'
    )
    if garment in _COLLARS:
        return body + folds + _COLLARS[garment](top)
    side, low = (112, 316) if is_broad else (118, 304)
    y = 252 if is_broad else 256
    return (
        body
        + folds
        + f'<path d="M{side} {y}Q150 {low} {300 - side} {y}L{300 - side + 7} {y + 5}Q150 {low + 20} '
        f'{side - 7} {y + 5}Z" fill="{dark}"/>'
    )


def _lapels(top: str) -> str:
    dark, light, edge = (hex_code(shade(top, k)) for k in (0.72, 1.12, 0.5))
    return (
        '<path d="M112 252L150 372 188 252Q150 316 112 252z" fill="#f5f0e6"/>'
        '<path d="M112 250L122 246 150 286 132 304zM188 250L178 246 150 286 168 304z" fill="#fffdf8"/>'
        '<path d="M132 304L150 286 168 304" stroke="#c9c1b2" stroke-width="2" fill="none"/>'
        f'<path d="M108 252L82 284 96 296 88 306 148 374 128 300zM192 252L218 284 204 296 212 306 152 374 '
        '172 300z" '
        f'fill="{light}" stroke="{edge}" stroke-width="2.500" stroke-linejoin="round"/>'
        f'<path d="M96 296L118 308M204 296L182 308" stroke="{dark}" stroke-width="2.500"/>'
    )


def _lapels_and_tie(top: str) -> str:
    tie = (
        '<path d="M142 288L158 288 155 300 164 346 150 366 136 346 145 300z" fill="#8a2b33"/>'
        '<path d="M145 300h10" stroke="#5f1a20" stroke-width="2.500"/>'
    )
    return _lapels(top) + tie


def _hood(top: str) -> str:
    """A hood that lies about the neck, and its two strings."""
    light, dark = hex_code(shade(top, 1.14)), hex_code(shade(top, 0.6))
    return (
        f'<path d="M92 258Q96 232 120 236Q150 300 180 236Q204 232 208 258Q212 300 150 326Q88 300 92 258Z" '
        f'fill="{light}" stroke="{dark}" stroke-width="2.500"/>'
        f'<path d="M114 254Q150 318 186 254Q176 300 150 308Q124 300 114 254Z" fill="{dark}"/>'
        '<path d="M128 308Q124 330 128 354M172 308Q176 330 172 354" stroke="#f6f1e6" stroke-width="5" '
        'stroke-linecap="round" fill="none"/>'
    )


def _crossed(top: str) -> str:
    """A kimono's collar, the left side over the right, with a white one under it."""
    dark, light = hex_code(shade(top, 0.6)), hex_code(shade(top, 1.3))
    return (
        '<path d="M110 250L160 322 190 250Q180 274 150 278Q120 274 110 250Z" fill="#f8f4ec"/>'
        f'<path d="M192 246L208 254Q176 318 124 374H96Q160 318 192 246Z" fill="{light}" stroke="{dark}" '
        'stroke-width="2.500"/>'
        f'<path d="M108 246L92 254Q120 314 178 374H206Q138 312 108 246Z" fill="{light}" stroke="{dark}" '
        'stroke-width="2.500"/>'
    )


def _low_neck(top: str) -> str:
    """What a dress or a gown leaves free, edged."""
    dark = hex_code(shade(top, 0.66))
    return (
        '<path d="M112 248Q116 320 150 330Q184 320 188 248Q150 262 112 248Z" fill="url(#sk)"/>'
        f'<path d="M110 248Q114 322 150 332Q186 322 190 248" stroke="{dark}" stroke-width="6" fill="none" '
        'stroke-linecap="round"/>'
    )


def _shirt(top: str) -> str:
    """A collar in two points over a row of buttons."""
    light, dark = hex_code(shade(top, 1.16)), hex_code(shade(top, 0.6))
    buttons = "".join(f'<circle cx="150" cy="{y}" r="4" fill="#f6f1e6"/>' for y in (322, 346, 370))
    return (
        f'<path d="M150 300V374" stroke="{dark}" stroke-width="3"/>{buttons}'
        f'<path d="M110 246L150 296 124 326 96 262zM190 246L150 296 176 326 204 262z" fill="{light}" '
        f'stroke="{dark}" stroke-width="2.500" stroke-linejoin="round"/>'
    )


def _high_collar(top: str) -> str:
    """The rolled, ribbed neck of a sweater."""
    light, dark = hex_code(shade(top, 1.1)), hex_code(shade(top, 0.62))
    ribs = "".join(f"M{x} 246Q{x + (x - 150) * 0.06:.1f} 264 {x} 280" for x in range(116, 190, 9))
    return (
        f'<path d="M108 244Q150 268 192 244Q200 262 194 282Q150 306 106 282Q100 262 108 244Z" fill="{light}" '
        f'stroke="{dark}" stroke-width="2.500"/><path d="{ribs}" stroke="{dark}" stroke-width="2" '
        'fill="none" opacity=".6"/>'
    )


_COLLARS: Final[Mapping[str, Callable[[str], str]]] = {
    "coat": _lapels,
    "suit": _lapels,
    "tie": _lapels_and_tie,
    "hoodie": _hood,
    "robe": _crossed,
    "dress": _low_neck,
    "gown": _low_neck,
    "shirt": _shirt,
    "sweater": _high_collar,
}


def bust_cut(concept: str, cut: str, *, is_man: bool) -> str:
    """How the shoulders of somebody are dressed who wears that garment of this cut."""
    if concept == "suit" and is_man:
        return "tie"
    return concept if concept in _COLLARS else cut


def apron_on(color: str) -> str:
    """An apron of a colour over the clothes."""
    dark = hex_code(shade(color, 0.78))
    return (
        f'<path d="M100 262L88 322M200 262L212 322" stroke="{dark}" stroke-width="13" fill="none"/>'
        f'<path d="M80 312Q150 330 220 312L236 374L64 374z" fill="{color}"/>'
        f'<path d="M80 312Q150 330 220 312" stroke="{dark}" stroke-width="5" fill="none"/>'
    )

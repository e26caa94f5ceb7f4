"""What is below the head on a bust: the neck, shoulders in their clothes, an apron."""

from typing import Final

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


def shoulders_of(top: str, *, is_coat: bool, is_broad: bool) -> str:
    """Shoulders in a round-necked top with its seams and folds, or in a coat over a shirt."""
    dark, light, deep = (hex_code(shade(top, k)) for k in (0.66, 1.18, 0.5))
    body = f'<path d="{_BROAD if is_broad else _NARROW}" fill="url(#tp)"/>'
    folds = (
        f'<path d="M62 374Q66 338 84 310M238 374Q236 340 222 316M104 286Q92 300 74 308M200 288Q214 300 '
        '230 308" '
        f'stroke="{deep}" stroke-width="4" fill="none" opacity=".4" stroke-linecap="round"/>'
        f'<path d="M116 374Q126 340 120 312M190 374Q184 344 190 318" stroke="{light}" stroke-width="5" '
        'fill="none" opacity=".35" stroke-linecap="round"/>'
    )
    if is_coat:
        return body + folds + _lapels(top)
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


def apron_on(color: str) -> str:
    """An apron of a colour over the clothes."""
    dark = hex_code(shade(color, 0.78))
    return (
        f'<path d="M100 262L88 322M200 262L212 322" stroke="{dark}" stroke-width="13" fill="none"/>'
        f'<path d="M80 312Q150 330 220 312L236 374L64 374z" fill="{color}"/>'
        f'<path d="M80 312Q150 330 220 312" stroke="{dark}" stroke-width="5" fill="none"/>'
    )

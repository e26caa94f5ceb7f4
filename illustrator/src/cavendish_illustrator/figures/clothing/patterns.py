"""What plain clothes have on them: a shirt's buttons, a hood, dungarees, a cardigan."""

from collections.abc import Callable, Mapping
from typing import Final

from cavendish_illustrator.figures.bodies.body_frame import Frame
from cavendish_illustrator.painting.color import hex_code, shade

Colors = Mapping[str, str]
DENIM: Final = "#4a6a9a"
"""The cloth of dungarees nobody said more of."""
_WHITE = "#fbf8f0"


def _neckline(frame: Frame, colors: Colors) -> str:
    y = frame.neck_y + 6
    return (
        f'<path d="M86 {y:g}Q100 {y + 14:g} 114 {y:g}" stroke="{colors["shade"]}" stroke-width="5" '
        'fill="none" stroke-linecap="round"/>'
    )


def _plain(frame: Frame, colors: Colors, _shape: str) -> str:
    return _neckline(frame, colors)


def _collar(frame: Frame, color: str) -> str:
    y = frame.neck_y + 3
    return (
        f'<path d="M100 {y + 14:g}L86 {y - 2:g}L80 {y + 10:g}L92 {y + 22:g}ZM100 {y + 14:g}L114 {y - 2:g}'
        f'L120 {y + 10:g}L108 {y + 22:g}Z" fill="{color}"/>'
    )


def _shirt(frame: Frame, colors: Colors, _shape: str) -> str:
    """A collar, a row of buttons and a breast pocket."""
    neck, hip = frame.neck_y, frame.hip_y
    light = hex_code(shade(colors["top"], 1.28))
    buttons = "".join(
        f'<circle cx="100" cy="{neck + 28 + k * 13:g}" r="2.200" fill="{_WHITE}"/>' for k in range(4)
    )
    return (
        f'<path d="M100 {neck + 16:g}V{hip + 6:g}" stroke="{colors["shade"]}" stroke-width="2"/>{buttons}'
        f'<path d="M109 {neck + 34:g}h13v11q-6.500 5-13 0z" fill="none" stroke="{colors["shade"]}" '
        f'stroke-width="2"/>{_collar(frame, light)}'
    )


def _hoodie(frame: Frame, colors: Colors, _shape: str) -> str:
    """A hood that lies about the neck, its two strings and the pocket before the belly."""
    neck, hip = frame.neck_y, frame.hip_y
    return (
        f'<path d="M78 {neck + 8:g}Q100 {neck - 8:g} 122 {neck + 8:g}Q124 {neck + 26:g} 100 {neck + 28:g}'
        f'Q76 {neck + 26:g} 78 {neck + 8:g}ZM88 {neck + 8:g}Q100 {neck + 20:g} 112 {neck + 8:g}Z" '
        f'fill="{hex_code(shade(colors["top"], 1.14))}" fill-rule="evenodd"/>'
        f'<path d="M92 {neck + 24:g}v16M108 {neck + 24:g}v16" stroke="{_WHITE}" stroke-width="2.200" '
        'stroke-linecap="round"/>'
        f'<path d="M84 {hip - 26:g}H116L122 {hip - 4:g}H78Z" fill="{colors["shade"]}" opacity=".6"/>'
    )


def _slicker(frame: Frame, colors: Colors, _shape: str) -> str:
    """A hood about the neck, a flap down the front with press studs, and two pockets."""
    neck, hip, half = frame.neck_y, frame.hip_y, frame.half * 0.62
    light, dark = hex_code(shade(colors["top"], 1.12)), hex_code(shade(colors["top"], 0.62))
    studs = "".join(
        f'<circle cx="100" cy="{neck + 36 + k * 16:g}" r="2.800" fill="{dark}"/>' for k in range(4)
    )
    pockets = "".join(
        f'<path d="M{100 + side * half - 9:g} {hip - 18:g}h18v5h-18z" fill="{dark}" opacity=".6"/>'
        for side in (-1, 1)
    )
    return (
        f'<path d="M76 {neck + 10:g}Q100 {neck - 10:g} 124 {neck + 10:g}Q127 {neck + 28:g} 100 {neck + 30:g}'
        f'Q73 {neck + 28:g} 76 {neck + 10:g}ZM88 {neck + 8:g}Q100 {neck + 18:g} 112 {neck + 8:g}Z" '
        f'fill="{light}" stroke="{dark}" stroke-width="1.600" fill-rule="evenodd"/>'
        f'<path d="M94 {neck + 29:g}V{hip + 8:g}M106 {neck + 29:g}V{hip + 8:g}" stroke="{dark}" '
        f'stroke-width="1.600"/>{studs}{pockets}'
    )


def _cardigan(frame: Frame, colors: Colors, _shape: str) -> str:
    """Open over something white."""
    neck, hip = frame.neck_y, frame.hip_y
    return (
        f'<path d="M88 {neck + 4:g}Q100 {neck + 12:g} 112 {neck + 4:g}L108 {hip + 8:g}H92Z" fill="{_WHITE}"/>'
        f'<path d="M88 {neck + 3:g}L92 {hip + 8:g}M112 {neck + 3:g}L108 {hip + 8:g}" '
        f'stroke="{colors["shade"]}" stroke-width="4" stroke-linecap="round"/>'
    )


def _dungarees(frame: Frame, colors: Colors, _shape: str) -> str:
    """A bib of the trousers' cloth with two straps and a pocket, over a shirt."""
    cloth = colors["bottom"]
    neck, hip, half = frame.neck_y, frame.hip_y, frame.half * 0.62
    bib = neck + (hip - neck) * 0.42
    dark = hex_code(shade(cloth, 0.74))
    side = frame.half * 0.92
    return (
        f'<path d="M{100 - half:g} {bib:g}L{100 - half - 4:g} {neck + 12:g}M{100 + half:g} {bib:g}'
        f'L{100 + half + 4:g} {neck + 12:g}" stroke="{cloth}" stroke-width="8"/>'
        f'<path d="M{100 - half:g} {bib:g}H{100 + half:g}L{100 + side:g} {hip - 14:g}V{hip + 10:g}'
        f'Q100 {hip + 16:g} {100 - side:g} {hip + 10:g}V{hip - 14:g}Z" fill="{cloth}"/>'
        f'<path d="M90 {bib + 10:g}h20v10q-10 7-20 0z" fill="none" stroke="{dark}" stroke-width="2.400"/>'
        f'<circle cx="{100 - half + 4:g}" cy="{bib + 5:g}" r="3" fill="#f0c95a"/>'
        f'<circle cx="{100 + half - 4:g}" cy="{bib + 5:g}" r="3" fill="#f0c95a"/>{_neckline(frame, colors)}'
    )


_DRAWN: Mapping[str, Callable[[Frame, Colors, str], str]] = {
    "": _plain,
    "shirt": _shirt,
    "hoodie": _hoodie,
    "slicker": _slicker,
    "cardigan": _cardigan,
    "dungarees": _dungarees,
}


COAT_FRONTS: Final = frozenset({"slicker", "hoodie"})
"""What a coat may have in front instead of lapels."""


def pattern_markup(name: str, frame: Frame, colors: Colors, shape: str) -> str:
    """What is on the upper part of the clothes, whose outline is the path `shape`."""
    return _DRAWN[name](frame, colors, shape)


def pattern_names() -> frozenset[str]:
    return frozenset(_DRAWN)

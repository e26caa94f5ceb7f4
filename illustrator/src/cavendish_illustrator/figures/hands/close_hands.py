"""Two hands seen from near, with what they hold or work on between them."""

from typing import Final

from cavendish_illustrator.artwork.svg_figure import Figure, nest
from cavendish_illustrator.painting.color import hex_code, shade

HANDS: Final = {"hands": (2, ""), "old-hands": (1, "old"), "small-hands": (0, "")}
"""The concepts of hands, with how dark their skin is and whether they are wrinkled."""
_SKINS: Final = ("#fadcbc", "#e8bf98", "#c48f66", "#9b643d", "#6b4835")
_WIDTH, _HEIGHT = 420.0, 330.0
_THING: Final = 196.0
_FLOOR: Final = 240.0
_FLAT: Final = 0.62
"""What is wider than high is shown so high, in parts of the usual."""


def close_hands(concept: str, thing: Figure | None, *, skin: int | None, sleeve: str, variant: int) -> Figure:
    """Forearms from below in sleeves, cupped hands, and the thing standing in them."""
    usual, look = HANDS[concept]
    tone = _SKINS[skin if skin is not None else (usual + variant) % 4]
    dark = hex_code(shade(tone, 0.72))
    shown = _between(thing) if thing is not None else ""
    left = _palm(tone, dark) + (_wrinkles(dark) if look == "old" else "")
    markup = f"{_both(_arm(tone, dark, sleeve))}{shown}{_both(left)}{_both(_thumb(tone, dark))}"
    return Figure(markup=markup, left=0.0, top=-10.0, width=_WIDTH, height=_HEIGHT + 10)


def _both(left: str) -> str:
    return f'{left}<g transform="translate({_WIDTH:g} 0) scale(-1 1)">{left}</g>'


def _between(thing: Figure) -> str:
    tall = _THING if thing.aspect < 1.2 else _THING * _FLAT
    tall = min(tall, 300.0 / thing.aspect)
    return nest(thing, _WIDTH / 2 - tall * thing.aspect / 2, _FLOOR - tall, tall)


def _arm(tone: str, dark: str, sleeve: str) -> str:
    return (
        f'<path d="M10 350L112 250" stroke="{dark}" stroke-width="88" stroke-linecap="round"/>'
        f'<path d="M10 350L112 250" stroke="{tone}" stroke-width="80" stroke-linecap="round"/>'
        f'<path d="M-20 380L46 314" stroke="{sleeve}" stroke-width="112" stroke-linecap="butt"/>'
        f'<path d="M6 354L46 314" stroke="{hex_code(shade(sleeve, 0.8))}" stroke-width="114"/>'
        f'<path d="M-20 380L36 324" stroke="{sleeve}" stroke-width="112"/>'
    )


def _palm(tone: str, dark: str) -> str:
    """The back of a hand and four fingers that reach below the thing to the middle."""
    fingers = ""
    for k in range(4):
        y, tip = 216 + 20 * k, 204 - 7 * k
        path = f"M118 {y - 4}Q164 {y + 12} {tip} {y + 8}"
        fingers += (
            f'<path d="{path}" stroke="{dark}" stroke-width="28" stroke-linecap="round" fill="none"/>'
            f'<path d="{path}" stroke="{tone}" stroke-width="23" stroke-linecap="round" fill="none"/>'
            f'<ellipse cx="{tip + 2}" cy="{y + 7}" rx="7" ry="5.5" fill="{hex_code(shade(tone, 1.16))}"/>'
        )
    palm = f'<ellipse cx="112" cy="240" rx="54" ry="50" fill="{tone}" transform="rotate(-20 112 240)"/>'
    edge = f'<path d="M70 214Q86 188 124 192" stroke="{dark}" stroke-width="4" fill="none"/>'
    return fingers + palm + edge


def _thumb(tone: str, dark: str) -> str:
    path = "M96 214Q98 172 132 150"
    return (
        f'<path d="{path}" stroke="{dark}" stroke-width="33" stroke-linecap="round" fill="none"/>'
        f'<path d="{path}" stroke="{tone}" stroke-width="28" stroke-linecap="round" fill="none"/>'
        f'<ellipse cx="134" cy="149" rx="8" ry="10" fill="{hex_code(shade(tone, 1.16))}" '
        'transform="rotate(40 134 149)"/>'
    )


def _wrinkles(dark: str) -> str:
    lines = "".join(
        f'<path d="M{128 + 8 * k} {212 + 20 * k}q6 8 0 16M{146 + 6 * k} {214 + 20 * k}q5 7 0 14" '
        f'stroke="{dark}" stroke-width="2.5" fill="none"/>'
        for k in range(4)
    )
    veins = (
        f'<path d="M84 236Q104 226 122 232M80 254Q102 246 124 252" stroke="{dark}" stroke-width="2.5" '
        'fill="none"/>'
    )
    return lines + veins

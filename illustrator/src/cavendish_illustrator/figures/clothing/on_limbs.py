"""What is worn on hands and feet by those without joints: boots, shoes, socks, mittens."""

from dataclasses import replace
from typing import Final, NamedTuple

from cavendish_illustrator.artwork.svg_figure import Figure, Point
from cavendish_illustrator.painting.color import hex_code, shade

SOCKS, GLOVES, MITTENS = "socks", "gloves", "mittens-pair"
_SIDES: Final = (("left_", -1), ("", 1))


class _Make(NamedTuple):
    """A kind of footwear: its usual colour, how high it is in parts of the shin, its sole, its laces."""

    color: str
    high: float = 1.0
    sole: str = ""
    has_laces: bool = False


_MAKES: Final = {
    "rain-boots": _Make("#f2b81e"),
    "hiking-boot": _Make("#7a4a26", 0.72, "#3a2a20", has_laces=True),
    "boot": _Make("#6a3f22", 1.0, "#2c1c12"),
    "womans-boot": _Make("#7a3f2a", 1.0, "#2c1c12"),
    "mans-shoe": _Make("#3a2a22", 0.4, "#1c1410"),
    "running-shoe": _Make("#d8453a", 0.4, "#f6f3ec", has_laces=True),
    "sneaker": _Make("#d8453a", 0.46, "#f6f3ec", has_laces=True),
    "ballet-shoes": _Make("#f0a8bc", 0.36),
    "high-heeled-shoe": _Make("#c8283c", 0.36, "#8a1a28"),
    SOCKS: _Make("#f4efe6", 0.92),
}
FOOTWEAR: Final = frozenset(_MAKES)
HANDWEAR: Final = frozenset({GLOVES, MITTENS})
_GLOVE: Final = "#c8383c"


def usual_color(name: str) -> str:
    """Of shoes, socks and gloves of which no colour was told."""
    return _MAKES[name].color if name in _MAKES else _GLOVE


def can_be_shod(figure: Figure) -> bool:
    """Whether it is known where the figure's feet are."""
    return "instep" in figure.anchors


def on_limbs(figure: Figure, name: str, color: str | None, pattern: str | None = None) -> Figure:
    """The figure with one on each foot or hand; unchanged where those are unknown."""
    return gloved(figure, color) if name in HANDWEAR else shod(figure, name, color, pattern)


def shod(figure: Figure, name: str, color: str | None, pattern: str | None = None) -> Figure:
    """The figure with one on every foot; unchanged where its feet are unknown."""
    if not can_be_shod(figure):
        return figure
    make, tone = _MAKES[name], color or _MAKES[name].color
    half = figure.anchors["instep"][0] - figure.anchors["foot"][0]
    drawn = ""
    for side, _ in _SIDES:
        toes = figure.anchors.get(f"{side}toes")
        drawn += _toe_cap(toes, half, tone, make) if toes else ""
    for side, way in _SIDES:
        foot, shin = figure.anchors[f"{side}foot"], figure.anchors[f"{side}shin"]
        tall = (foot[1] - shin[1]) * make.high
        is_banded = name == SOCKS and pattern in ("stripes", None)
        shape = (
            _sock(half, tall, tone, is_banded=is_banded) if name == SOCKS else _boot(half, tall, tone, make)
        )
        drawn += f'<g transform="translate({foot[0]:.1f} {foot[1]:.1f}) scale({way} 1)">{shape}</g>'
    bottom = figure.anchors["foot"][1] + half * 0.2
    height = max(figure.height, bottom - figure.top)
    return replace(figure, markup=figure.markup + drawn, height=height)


def _toe_cap(at: Point, half: float, tone: str, make: _Make) -> str:
    """What is seen of a boot on a hind foot."""
    dark = make.sole or hex_code(shade(tone, 0.66))
    x, y = at
    return (
        f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{half * 2.1:.1f}" ry="{half * 1.25:.1f}" fill="{tone}"/>'
        f'<path d="M{x - half * 2:.1f} {y + half * 0.5:.1f}Q{x:.1f} {y + half * 2:.1f} {x + half * 2:.1f} '
        f'{y + half * 0.5:.1f}" stroke="{dark}" stroke-width="{half * 0.34:.1f}" fill="none"/>'
    )


def _boot(half: float, tall: float, tone: str, make: _Make) -> str:
    """One of a pair from its middle above the ground, its toe to the right."""
    dark, light = hex_code(shade(tone, 0.68)), hex_code(shade(tone, 1.3))
    toe, sole = half * 1.75, half * 0.3
    upper = (
        f'<path d="M{-half:.1f} {-tall:.1f}H{half:.1f}V{-half * 1.15:.1f}Q{toe:.1f} {-half * 1.2:.1f} '
        f'{toe:.1f} {-sole * 0.4:.1f}V0H{-half * 1.08:.1f}Z" fill="{tone}" stroke="{dark}" '
        f'stroke-width="{half * 0.1:.1f}"/>'
    )
    ground = (
        f'<rect x="{-half * 1.12:.1f}" y="{-sole:.1f}" width="{half * 1.12 + toe * 1.03:.1f}" '
        f'height="{sole * 1.3:.1f}" rx="{sole * 0.5:.1f}" fill="{make.sole or dark}"/>'
    )
    cuff = (
        f'<rect x="{-half * 1.1:.1f}" y="{-tall:.1f}" width="{half * 2.2:.1f}" height="{half * 0.42:.1f}" '
        f'rx="{half * 0.16:.1f}" fill="{dark}"/>'
    )
    if make.has_laces:
        rows = max(2, round((tall - half) / (half * 0.5)))
        laces = "".join(
            f"M{half * 0.2:.1f} {-tall + half * (0.5 + 0.42 * k):.1f}l{half * 0.7:.1f} {half * 0.24:.1f}"
            for k in range(rows)
        )
        return (
            upper
            + f'<path d="{laces}" stroke="#f4ead6" stroke-width="{half * 0.15:.1f}" fill="none"/>'
            + ground
        )
    gleam = (
        f'<path d="M{-half * 0.5:.1f} {-tall + half * 0.8:.1f}V{-half * 0.9:.1f}" stroke="{light}" '
        f'stroke-width="{half * 0.24:.1f}" stroke-linecap="round" opacity=".8"/>'
    )
    return upper + (cuff if tall > half * 1.6 else "") + gleam + ground


def _sock(half: float, tall: float, tone: str, *, is_banded: bool) -> str:
    """A sock from its middle above the ground, its toe to the right."""
    dark, toe = hex_code(shade(tone, 0.72)), half * 1.55
    shape = (
        f"M{-half * 0.95:.1f} {-tall:.1f}H{half * 0.95:.1f}V{-half * 1.1:.1f}Q{toe:.1f} {-half * 1.1:.1f} "
        f"{toe:.1f} {-half * 0.3:.1f}Q{toe:.1f} 0 {half:.1f} 0H{-half:.1f}Z"
    )
    ink = "#d8453a" if tone == _MAKES[SOCKS].color else "#fbf8f0"
    bands = "".join(
        f'<path d="M{-half:.1f} {-tall + half * (0.75 + 0.8 * k):.1f}h{half * 1.95:.1f}v{half * 0.38:.1f}'
        f'h{-half * 1.95:.1f}z" fill="{ink}"/>'
        for k in range(max(1, round((tall - half) / (half * 0.8))))
    )
    return (
        f'<path d="{shape}" fill="{tone}" stroke="{dark}" stroke-width="{half * 0.1:.1f}"/>'
        + (bands if is_banded else "")
        + f'<path d="M{half * 1.02:.1f} {-half * 1.08:.1f}Q{toe:.1f} {-half * 1.05:.1f} {toe:.1f} '
        f'{-half * 0.3:.1f}Q{toe:.1f} 0 {half:.1f} 0Z" fill="{ink}"/>'
    )


def gloved(figure: Figure, color: str | None) -> Figure:
    """The figure with a mitten on every hand; unchanged where its hands are unknown."""
    if "paw" not in figure.anchors:
        return figure
    tone = color or _GLOVE
    half = 16.0 * (figure.head_width / 172.0 if figure.head_width else 1.0)
    half = (
        max(half, (figure.anchors["instep"][0] - figure.anchors["foot"][0]) * 1.08)
        if can_be_shod(figure)
        else half
    )
    drawn = "".join(_mitten(figure.anchors[f"{side}paw"], half, way, tone) for side, way in _SIDES)
    return replace(figure, markup=figure.markup + drawn)


def _mitten(at: Point, half: float, way: int, tone: str) -> str:
    """A mitten that hangs, its thumb inward, with a pale knitted cuff."""
    dark = hex_code(shade(tone, 0.68))
    return (
        f'<g transform="translate({at[0]:.1f} {at[1]:.1f}) scale({way * half / 16:.3f} {half / 16:.3f})">'
        f'<ellipse cx="-15" cy="0" rx="6" ry="10" transform="rotate(24 -15 0)" fill="{tone}" stroke="{dark}" '
        f'stroke-width="1.600"/><path d="M-14-14H14Q18 6 11 15Q0 22-11 15Q-18 6-14-14Z" fill="{tone}" '
        f'stroke="{dark}" stroke-width="1.600"/><rect x="-16" y="-21" width="32" height="11" rx="4" '
        'fill="#fbf4e8"/><path d="M-9-20v9M-2-20v9M5-20v9M12-20v9" stroke="#d8ccb4" stroke-width="2"/></g>'
    )

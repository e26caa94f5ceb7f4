"""What tells a calling by its clothes: badges, belts, epaulettes, bright bands, a sailor's collar, a sash."""

from collections.abc import Callable, Mapping
from typing import Final

from cavendish_illustrator.figures.bodies.body_frame import Frame
from cavendish_illustrator.figures.bodies.limbs import along
from cavendish_illustrator.painting.color import hex_code, shade

Colors = Mapping[str, str]
_GOLD, _BLACK, _WHITE, _REFLECTING = "#e0b840", "#22242a", "#f8f6f0", "#e6ecef"


def _inside(shape: str, markup: str) -> str:
    return f'<clipPath id="uniform"><path d="{shape}"/></clipPath><g clip-path="url(#uniform)">{markup}</g>'


def _belt(frame: Frame, color: str, buckle: str = _GOLD, *, tall: float = 10.0) -> str:
    y, wide = frame.hip_y - 10, frame.half * 1.2
    return (
        f'<rect x="{100 - wide:g}" y="{y:g}" width="{2 * wide:g}" height="{tall:g}" fill="{color}"/>'
        f'<rect x="93" y="{y - 1:g}" width="14" height="{tall + 2:g}" rx="2" fill="none" stroke="{buckle}" '
        'stroke-width="3"/>'
    )


def _buttons(frame: Frame, color: str, *, across: tuple[float, ...] = (100.0,), count: int = 4) -> str:
    top, step = frame.neck_y + 30, (frame.hip_y - frame.neck_y - 44) / max(1, count - 1)
    return "".join(
        f'<circle cx="{x:g}" cy="{top + k * step:.1f}" r="2.600" fill="{color}"/>'
        for x in across
        for k in range(count)
    )


def _collar(frame: Frame, color: str, tie: str = "") -> str:
    """A shirt's collar, and a tie where there is one."""
    y = frame.neck_y + 2
    drawn = (
        f'<path d="M96 {y + 14:g}L100 {y + 10:g} 104 {y + 14:g} 102 {y + 20:g} 107 {y + 52:g} 100 {y + 60:g} '
        f'93 {y + 52:g} 98 {y + 20:g}Z" fill="{tie}"/>'
        if tie
        else ""
    )
    return drawn + (
        f'<path d="M100 {y + 14:g}L87 {y - 2:g} 80 {y + 9:g} 91 {y + 22:g}ZM100 {y + 14:g}L113 {y - 2:g} '
        f'120 {y + 9:g} 109 {y + 22:g}Z" fill="{color}" stroke="#00000030" stroke-width="1.500"/>'
    )


def _epaulettes(frame: Frame, color: str) -> str:
    return "".join(
        f'<rect x="{x - 11:.1f}" y="{y - 12:.1f}" width="22" height="7" rx="3" fill="{color}" '
        f'transform="rotate({turn} {x:.1f} {y:.1f})"/>'
        for (x, y), turn in zip(frame.shoulders, (-12, 12), strict=True)
    )


def _pockets(frame: Frame, color: str) -> str:
    y, far = frame.neck_y + 36, frame.half * 0.46
    return "".join(
        f'<path d="M{100 + side * far - 8:.1f} {y:g}h16v14q-8 5-16 0z" fill="none" stroke="{color}" '
        f'stroke-width="2"/><path d="M{100 + side * far - 9:.1f} {y:g}h18v5h-18z" fill="{color}"/>'
        for side in (-1, 1)
    )


def _police(frame: Frame, colors: Colors, shape: str) -> str:
    dark = colors["shade"]
    x, y = 100 + frame.half * 0.48, frame.neck_y + 27
    badge = f"M{x:.1f} {y - 7:.1f}l3 4 5 1-3 4 1 6-6-3-6 3 1-6-3-4 5-1z"
    body = _pockets(frame, dark) + _buttons(frame, _GOLD) + _belt(frame, _BLACK, "#c8ccd2", tall=12)
    return (
        _inside(shape, body)
        + _collar(frame, hex_code(shade(colors["top"], 1.25)), _BLACK)
        + _epaulettes(frame, dark)
        + f'<path d="{badge}" fill="{_GOLD}" stroke="#8a6a1a" stroke-width="1"/>'
    )


def _firefighter(frame: Frame, colors: Colors, shape: str) -> str:
    """A turnout coat: bright bands with silver in them, clasps, and a band on each sleeve."""
    low = frame.hip_y
    bands = "".join(
        f'<rect x="40" y="{y:g}" width="120" height="13" fill="#e8d83a"/>'
        f'<rect x="40" y="{y + 4:g}" width="120" height="5" fill="{_REFLECTING}"/>'
        for y in (frame.neck_y + 42, low - 14)
    )
    front = f'<path d="M100 {frame.neck_y + 8:g}V{low + 10:g}" stroke="{_BLACK}" stroke-width="3"/>'
    clasps = "".join(
        f'<rect x="92" y="{frame.neck_y + y:g}" width="16" height="5" rx="2" fill="#c8ccd2"/>'
        for y in (26, 64)
    )
    return _inside(shape, bands + front) + clasps + _collar(frame, hex_code(shade(colors["top"], 1.5)))


def _soldier(frame: Frame, colors: Colors, shape: str) -> str:
    """Camouflage, pockets and a webbing belt."""
    tones = (hex_code(shade(colors["top"], 0.62)), hex_code(shade(colors["top"], 1.35)))
    spots = "".join(
        f'<ellipse cx="{62 + (k * 29) % 78}" cy="{frame.neck_y + 14 + (k * 17) % 92:g}" rx="{9 + k % 4}" '
        f'ry="{5 + k % 3}" transform="rotate({k * 31 % 70 - 35} {62 + (k * 29) % 78} '
        f'{frame.neck_y + 14 + (k * 17) % 92:g})" fill="{tones[k % 2]}"/>'
        for k in range(16)
    )
    body = spots + _pockets(frame, tones[0]) + _belt(frame, "#3a3f2a", "#9aa080")
    return _inside(shape, body) + _collar(frame, tones[1])


def _overalls(frame: Frame, colors: Colors, shape: str) -> str:
    """A boiler suit: a zip, two pockets with a pen, smears of oil and a rag at the belt."""
    dark = colors["shade"]
    x, y = 100 - frame.half * 0.3, frame.neck_y + 66
    body = (
        f'<path d="M100 {frame.neck_y + 12:g}V{frame.hip_y + 10:g}" stroke="#d8dce2" stroke-width="2.500"/>'
        + _pockets(frame, dark)
        + _belt(frame, dark, "#d8dce2")
        + f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="9" ry="5" fill="#1e1e22" opacity=".55"/>'
        f'<ellipse cx="{x + 22:.1f}" cy="{y - 24:.1f}" rx="6" ry="4" fill="#1e1e22" opacity=".45"/>'
    )
    rag = f'<path d="M{100 + frame.half * 0.5:.1f} {frame.hip_y - 2:g}h14l3 30-9-5-9 4z" fill="#c8432e"/>'
    return _inside(shape, body) + rag + _collar(frame, hex_code(shade(colors["top"], 1.2)))


def _bright_vest(frame: Frame, colors: Colors, shape: str) -> str:
    """A builder's vest with silver bands over a shirt."""
    neck, low = frame.neck_y, frame.hip_y
    bands = "".join(
        f"M74 {neck}V{low + 14:g}M126 {neck}V{low + 14:g}M40 {y:g}H160" for y in (neck + 58, low - 10)
    )
    return _inside(
        shape,
        f'<path d="{bands}" stroke="#e8e24a" stroke-width="13"/><path d="{bands}" '
        f'stroke="{_REFLECTING}" stroke-width="5"/><path d="M100 {neck + 10:g}V{low + 12:g}" '
        'stroke="#5a3a1a" stroke-width="2"/>',
    ) + _collar(frame, hex_code(shade(colors["top"], 0.7)))


def _sailor(frame: Frame, colors: Colors, _shape: str) -> str:
    """A wide blue collar with white lines, and a knotted scarf."""
    y, half, blue = frame.neck_y + 2, frame.half, colors["bottom"]
    wide = f"M88 {y:g}L{100 - half:.1f} {y + 8:g} {100 - half * 0.86:.1f} {y + 30:g} 100 {y + 46:g}L88 {y:g}Z"
    other = (
        f"M112 {y:g}L{100 + half:.1f} {y + 8:g} {100 + half * 0.86:.1f} {y + 30:g} 100 {y + 46:g}L112 {y:g}Z"
    )
    line = (
        f"M{100 - half * 0.72:.1f} {y + 27:g}L98 {y + 40:g}M{100 + half * 0.72:.1f} {y + 27:g}L102 {y + 40:g}"
    )
    return (
        f'<path d="{wide}{other}" fill="{blue}"/><path d="{line}" stroke="{_WHITE}" stroke-width="2"/>'
        f'<path d="M92 {y + 40:g}h16l-3 10 6 18-11-6-11 6 6-18z" fill="#c8322e"/>'
    )


def _chef(frame: Frame, _colors: Colors, shape: str) -> str:
    """A jacket with two rows of buttons, a red kerchief at the neck and a long apron."""
    y, half, low = frame.neck_y, frame.half, frame.hip_y
    edge = 'stroke="#c8c6c0" stroke-width="2" fill="none"'
    fold = f'<path d="M112 {y + 10:g}Q122 {y + 40:g} 118 {low:g}" {edge}/>'
    apron = (
        f'<path d="M{100 - half:.1f} {low - 16:g}H{100 + half:.1f}L{100 + half + 7:.1f} {low + 58:g}Q100 '
        f'{low + 66:g} {100 - half - 7:.1f} {low + 58:g}Z" fill="#fbfaf6" stroke="#cfcac0" stroke-width="2"/>'
        f'<path d="M{100 - half:.1f} {low - 16:g}H{100 + half:.1f}v6H{100 - half:.1f}Z" fill="#dcd8ce"/>'
        if not frame.is_sitting
        else ""
    )
    kerchief = (
        f'<path d="M82 {y + 4:g}Q100 {y + 20:g} 118 {y + 4:g}L112 {y + 18:g} 103 {y + 20:g} 108 {y + 34:g} '
        f'100 {y + 28:g} 92 {y + 34:g} 97 {y + 20:g} 88 {y + 18:g}Z" fill="#c8322e"/>'
    )
    rows = _buttons(frame, "#5a5a60", across=(88.0, 112.0), count=3)
    return _inside(shape, fold + rows) + apron + kerchief


def _pilot(frame: Frame, colors: Colors, shape: str) -> str:
    y = frame.neck_y
    wings = f'<path d="M{100 + frame.half * 0.28:.1f} {y + 40:g}h22l-8 5h-6z" fill="{_GOLD}"/>'
    front = (
        f'<path d="M86 {y + 4:g}L100 {y + 52:g} 114 {y + 4:g}Z" fill="{_WHITE}"/>'
        f'<path d="M100 {y + 52:g}V{frame.hip_y + 8:g}" stroke="{colors["shade"]}" stroke-width="3"/>'
        f'<path d="M86 {y + 2:g}L78 {y + 22:g} 100 {y + 54:g} 122 {y + 22:g} 114 {y + 2:g}" fill="none" '
        f'stroke="{hex_code(shade(colors["top"], 1.3))}" stroke-width="6"/>'
    )
    rows = _buttons(frame, _GOLD, across=(92.0, 108.0), count=3)
    return _inside(shape, front + rows) + _collar(frame, _WHITE, _BLACK) + _epaulettes(frame, _GOLD) + wings


def _cowboy(frame: Frame, colors: Colors, shape: str) -> str:
    """A leather waistcoat over a checked shirt, a kerchief and a belt with a great buckle."""
    y, low = frame.neck_y, frame.hip_y
    lines = "".join(f"M40 {y + 14 * k:g}H160M{58 + 14 * k} {y:g}V{low + 14:g}" for k in range(8))
    vest = "".join(
        f'<path d="M{100 + s * 11} {y:g}L{100 + s * 16} {y + 40:g}L{100 + s * 9} {low - 4:g}'
        f'H{100 + s * 60}V{y:g}Z" '
        'fill="#6a4226"/>'
        for s in (-1, 1)
    )
    kerchief = f'<path d="M82 {y + 2:g}Q100 {y + 16:g} 118 {y + 2:g}L100 {y + 34:g}Z" fill="#c8322e"/>'
    check = f'<path d="{lines}" stroke="{colors["shade"]}" stroke-width="3" opacity=".7"/>'
    return _inside(shape, check + vest + _belt(frame, "#3f2818", _GOLD, tall=11)) + kerchief


def _clown(frame: Frame, _colors: Colors, shape: str) -> str:
    """Great spots, pompons and a ruff."""
    y, half = frame.neck_y, frame.half
    tones = ("#d8323e", "#2f7fd0", "#3fa85a", "#8a4ac0")
    spots = "".join(
        f'<circle cx="{66 + (k * 27) % 70}" cy="{y + 26 + (k * 19) % 76:g}" r="8" fill="{tones[k % 4]}"/>'
        for k in range(9)
    )
    buttons = "".join(
        f'<circle cx="100" cy="{y + 34 + 24 * k:g}" r="6.500" fill="#d8323e"/>' for k in range(3)
    )
    ruff = "".join(
        f'<ellipse cx="{100 + half * (k - 3) / 3:.1f}" cy="{y + 9 + 6 * (1 - abs(k - 3) / 3):.1f}" rx="9" '
        'ry="10" '
        f'fill="{(_WHITE, "#f2d0d8")[k % 2]}"/>'
        for k in range(7)
    )
    return _inside(shape, spots) + buttons + ruff


def _judge(frame: Frame, _colors: Colors, _shape: str) -> str:
    """Bands of white linen at the throat, and a red facing."""
    y = frame.neck_y
    return (
        f'<path d="M84 {y + 4:g}L92 {y + 92:g}H82L76 {y + 10:g}ZM116 {y + 4:g}L108 {y + 92:g}H118L124 '
        f'{y + 10:g}Z" fill="#a8262e"/>'
        f'<path d="M88 {y + 2:g}Q100 {y + 12:g} 112 {y + 2:g}L108 {y + 44:g} 101 {y + 40:g}V{y + 18:g}h-2'
        f"V{y + 40:g}"
        f'L92 {y + 44:g}Z" fill="{_WHITE}"/>'
    )


def _monk(frame: Frame, colors: Colors, _shape: str) -> str:
    """A hood on the shoulders and a knotted cord."""
    y, low, half = frame.neck_y, frame.hip_y - 6, frame.half
    hood = hex_code(shade(colors["top"], 0.8))
    return (
        f'<path d="M82 {y + 2:g}Q100 {y + 22:g} 118 {y + 2:g}L{100 + half:.1f} {y + 16:g}Q100 {y + 48:g} '
        f'{100 - half:.1f} {y + 16:g}Z" fill="{hood}"/>'
        f'<path d="M{100 - half * 0.9:.1f} {low:g}Q100 {low + 8:g} {100 + half * 0.9:.1f} {low:g}M94 '
        f"{low + 4:g}"
        f'Q88 {low + 30:g} 92 {low + 62:g}" stroke="#efe4c8" stroke-width="4" fill="none" '
        'stroke-linecap="round"/>'
        f'<circle cx="92" cy="{low + 62:g}" r="4" fill="#efe4c8"/>'
    )


def _pirate(frame: Frame, _colors: Colors, shape: str) -> str:
    """An open coat over a striped shirt, and a sash."""
    y, low = frame.neck_y, frame.hip_y
    stripes = "".join(
        f'<rect x="84" y="{y + 4 + 13 * k:g}" width="32" height="6" fill="#2f3f6a"/>' for k in range(8)
    )
    shirt = f'<path d="M86 {y + 2:g}H114L120 {low + 10:g}H80Z" fill="{_WHITE}"/>'
    edge = (
        f'<path d="M86 {y + 2:g}L80 {low + 10:g}M114 {y + 2:g}L120 {low + 10:g}" stroke="{_GOLD}" '
        'stroke-width="4"/>'
    )
    sash = f'<path d="M40 {low - 12:g}H160V{low + 2:g}H40Z" fill="#c8322e"/>'
    tail = f'<path d="M{100 - frame.half * 0.6:.1f} {low - 4:g}l-8 34 9-4 6 6 4-34z" fill="#a8262e"/>'
    clip = f'<clipPath id="sailcloth"><path d="M86 {y + 2:g}H114L120 {low + 10:g}H80Z"/></clipPath>'
    return _inside(shape, f'{shirt}{clip}<g clip-path="url(#sailcloth)">{stripes}</g>{edge}{sash}') + tail


def _nurse(frame: Frame, _colors: Colors, shape: str) -> str:
    y, low, half = frame.neck_y, frame.hip_y, frame.half * 0.6
    bib = (
        f'<path d="M{100 - half:.1f} {y + 34:g}H{100 + half:.1f}V{low + 10:g}H{100 - half:.1f}Z" '
        f'fill="{_WHITE}"/>'
        f'<path d="M97 {y + 44:g}h6v6h6v6h-6v6h-6v-6h-6v-6h6z" fill="#d8323e"/>'
    )
    return _inside(shape, bib) + _collar(frame, _WHITE)


def _farmer(frame: Frame, colors: Colors, shape: str) -> str:
    """A checked shirt under dungarees."""
    neck, low, half, cloth = frame.neck_y, frame.hip_y, frame.half, colors["bottom"]
    lines = "".join(f"M40 {neck + 13 * k:g}H160M{58 + 13 * k} {neck:g}V{low + 14:g}" for k in range(9))
    bib, wide = neck + (low - neck) * 0.42, half * 0.62
    check = f'<path d="{lines}" stroke="#00000044" stroke-width="4"/>'
    dark = hex_code(shade(cloth, 0.72))
    bibs = (
        f'<path d="M{100 - wide:.1f} {bib:.1f}L{100 - wide - 5:.1f} {neck + 8:g}M{100 + wide:.1f} {bib:.1f}'
        f'L{100 + wide + 5:.1f} {neck + 8:g}" stroke="{cloth}" stroke-width="9"/>'
        f'<path d="M{100 - wide:.1f} {bib:.1f}H{100 + wide:.1f}L{100 + half:.1f} {low - 14:g}'
        f"V{low + 12:g}H{100 - half:.1f}"
        f'V{low - 14:g}Z" fill="{cloth}"/><path d="M90 {bib + 10:.1f}h20v11q-10 7-20 0z" fill="none" '
        f'stroke="{dark}" stroke-width="2.400"/>'
    )
    studs = "".join(
        f'<circle cx="{100 + s * (wide - 4):.1f}" cy="{bib + 5:.1f}" r="3" fill="#f0c95a"/>' for s in (-1, 1)
    )
    return _inside(shape, check + bibs) + studs + _collar(frame, hex_code(shade(colors["top"], 1.15)))


def _santa(frame: Frame, _colors: Colors, _shape: str) -> str:
    """A coat to the thighs with fur at its hem, front and cuffs, and a broad black belt."""
    y, low, half = frame.neck_y, frame.hip_y, frame.half * 1.12
    hem = low + (18 if frame.is_sitting else 44)
    fur = "#fbf9f4"
    skirt = (
        f'<path d="M{100 - half:.1f} {low - 16:g}H{100 + half:.1f}Q{100 + half + 8:.1f} {(low + hem) / 2:g} '
        f"{100 + half + 6:.1f} {hem:g}Q100 {hem + 8:g} {100 - half - 6:.1f} {hem:g}Q{100 - half - 8:.1f} "
        f'{(low + hem) / 2:g} {100 - half:.1f} {low - 16:g}Z" fill="url(#cloth)"/>'
    )
    trim = (
        f'<path d="M{100 - half - 6:.1f} {hem:g}Q100 {hem + 8:g} {100 + half + 6:.1f} {hem:g}" '
        f'stroke="{fur}" '
        'stroke-width="14" fill="none" stroke-linecap="round"/>'
        f'<path d="M100 {y + 8:g}V{hem:g}" stroke="{fur}" stroke-width="13"/>'
    )
    belt = (
        f'<path d="M{100 - half - 1:.1f} {low - 20:g}Q100 {low - 12:g} {100 + half + 1:.1f} {low - 20:g}v16'
        f'Q100 {low + 4:g} {100 - half - 1:.1f} {low - 4:g}Z" fill="{_BLACK}"/>'
        f'<rect x="88" y="{low - 19:g}" width="24" height="21" rx="3" fill="none" stroke="{_GOLD}" '
        'stroke-width="4.500"/>'
    )
    return skirt + trim + belt


_DRAWN: Final[Mapping[str, Callable[[Frame, Colors, str], str]]] = {
    "police": _police,
    "firefighter": _firefighter,
    "soldier": _soldier,
    "overalls": _overalls,
    "bright-vest": _bright_vest,
    "sailor": _sailor,
    "chef": _chef,
    "pilot": _pilot,
    "cowboy": _cowboy,
    "clown": _clown,
    "judge": _judge,
    "monk": _monk,
    "pirate": _pirate,
    "nurse": _nurse,
    "farmer": _farmer,
    "santa": _santa,
}
_ON_SLEEVES: Final = {"firefighter": ("#e8d83a", _REFLECTING), "bright-vest": ("#e8e24a", _REFLECTING)}
_CUFFS: Final = {"santa": "#fbf9f4", "pilot": _GOLD, "police": ""}


def uniform_names() -> frozenset[str]:
    return frozenset(_DRAWN)


def uniform_markup(name: str, frame: Frame, colors: Colors, shape: str) -> str:
    """What a calling has on its clothes, over the body whose outline is the path `shape`."""
    return _DRAWN[name](frame, colors, shape)


def sleeve_marks(name: str, frame: Frame, side: int) -> str:
    """Bright bands about a sleeve, or its cuff of fur or gold, that belong to a uniform."""
    joint, end = frame.arms[side]
    drawn = ""
    if name in _ON_SLEEVES:
        near, far = along(joint, end, 0.3), along(joint, end, 0.52)
        bright, silver = _ON_SLEEVES[name]
        inner, outer = along(near, far, 0.33), along(near, far, 0.66)
        for (x, y), (u, v), color in ((near, far, bright), (inner, outer, silver)):
            drawn += f'<path d="M{x:.1f} {y:.1f}L{u:.1f} {v:.1f}" stroke="{color}" stroke-width="18"/>'
    if _CUFFS.get(name):
        (x, y), (u, v) = along(joint, end, 0.7), along(joint, end, 0.88)
        drawn += f'<path d="M{x:.1f} {y:.1f}L{u:.1f} {v:.1f}" stroke="{_CUFFS[name]}" stroke-width="19"/>'
    return drawn

"""Costumes that one knows somebody by: what is drawn on the body, over the legs and over the arms."""

from collections.abc import Callable, Mapping

from cavendish_illustrator.artwork.svg_figure import Point
from cavendish_illustrator.figures.animals.wings import shells
from cavendish_illustrator.figures.bodies.body_frame import Frame
from cavendish_illustrator.figures.clothing.court_dress import ermine, gown_front, puffed_sleeves
from cavendish_illustrator.painting.color import hex_code, shade

Colors = Mapping[str, str]
_GOLD, _LACE = "#d9a441", "#e9dcc0"


def _band(points: list[Point], color: str, width: float, cap: str = "butt") -> str:
    line = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return (
        f'<path d="M{line}" stroke="{color}" stroke-width="{width:g}" stroke-linecap="{cap}" '
        'stroke-linejoin="round" fill="none"/>'
    )


def _along(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _boots(frame: Frame, color: str, width: float, high: float) -> str:
    """Shafts from `high` (a share of the shin) down, and feet."""
    drawn = ""
    for side, (knee, foot) in enumerate(frame.legs):
        toe = 5 if side else -5
        drawn += _band([_along(knee, foot, high), foot], color, width)
        drawn += f'<ellipse cx="{foot[0] + toe:.1f}" cy="{foot[1]:.1f}" rx="16" ry="9" fill="{color}"/>'
    return drawn


def _hero_legs(frame: Frame, colors: Colors) -> str:
    """Boots, trunks over the tights, and a belt with a buckle."""
    hip, half = frame.hip_y, frame.half * 0.86
    left, right = frame.hips
    trunks = (
        f"M{100 - half:g} {hip - 8:g}H{100 + half:g}L{right[0] + 14:g} {hip + 22:g}L100 {hip + 16:g}"
        f"L{left[0] - 14:g} {hip + 22:g}Z"
    )
    return _boots(frame, colors["top"], 21, 0.3) + f'<path d="{trunks}" fill="{colors["shade"]}"/>'


def _hero_body(frame: Frame, colors: Colors) -> str:
    """An emblem on the chest and the belt."""
    y, half, hip = frame.neck_y + 34, frame.half * 0.86, frame.hip_y
    shield = f"M78 {y - 16:g}H122L128 {y - 4:g}L100 {y + 26:g}L72 {y - 4:g}Z"
    bolt = f"M106 {y - 13:g}L88 {y + 4:g}H99L93 {y + 18:g}L113 {y - 1:g}H102Z"
    return (
        f'<path d="{shield}" fill="#ffd23a" stroke="#8a1c18" stroke-width="3" stroke-linejoin="round"/>'
        f'<path d="{bolt}" fill="{colors["top"]}"/>'
        f'<path d="M{100 - half:g} {hip - 9:g}H{100 + half:g}V{hip:g}H{100 - half:g}Z" fill="#f0b92e"/>'
        f'<circle cx="100" cy="{hip - 4:g}" r="8" fill="#ffe27a" stroke="#b8801a" stroke-width="2"/>'
    )


def _hero_arms(frame: Frame, _colors: Colors) -> str:
    """Gloves to the middle of the forearm."""
    drawn = ""
    for joint, hand in frame.arms:
        drawn += _band([_along(joint, hand, 0.45), hand], "#f0b92e", 18)
        drawn += f'<circle cx="{hand[0]:.1f}" cy="{hand[1]:.1f}" r="10" fill="#f0b92e"/>'
        cuff = _along(joint, hand, 0.42)
        drawn += _band([cuff, _along(joint, hand, 0.52)], "#ffd86a", 22)
    return drawn


def _samurai_legs(frame: Frame, colors: Colors) -> str:
    """Wide pleated trousers, and the plates that hang from the waist."""
    hip, drawn = frame.hip_y, ""
    dark, light = colors["bottom"], hex_code(shade(colors["bottom"], 1.35))
    for side, (_, foot) in enumerate(frame.legs):
        out = 1 if side else -1
        outer, inner = foot[0] + out * 21, foot[0] - out * 14
        low = foot[1] - 10
        drawn += (
            f'<path d="M{100 + out * frame.half * 0.9:g} {hip - 8:g}L{outer:.1f} {low:.1f}H{inner:.1f}L100 '
            f'{hip + 14:g}V{hip - 8:g}Z" fill="{dark}"/>'
            f'<path d="M{100 + out * frame.half * 0.5:g} {hip + 8:g}L{foot[0] + out * 5:.1f} {low:.1f}" '
            f'stroke="{light}" stroke-width="2.4"/>'
        )
    for k, (left, wide) in enumerate(((-1.06, 0.66), (-0.33, 0.66), (0.4, 0.66))):
        x, tall = 100 + frame.half * left, 32 if k == 1 else 36
        drawn += _plate(x, hip - 4, frame.half * wide, tall, colors["top"])
    return drawn


def _plate(left: float, top: float, wide: float, tall: float, color: str) -> str:
    """A laced plate: lacquered boards with a cord between them."""
    rows, drawn = 3, ""
    for k in range(rows):
        y = top + tall * k / rows
        drawn += (
            f'<rect x="{left:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{tall / rows - 1.5:.1f}" rx="2" '
            f'fill="{hex_code(shade(color, 1.0 - 0.09 * k))}"/>'
            f'<path d="M{left + 2:.1f} {y + tall / rows - 1.5:.1f}h{wide - 4:.1f}" stroke="{_LACE}" '
            'stroke-width="2" stroke-dasharray="3 3"/>'
        )
    return drawn


def _samurai_body(frame: Frame, colors: Colors) -> str:
    """The laced cuirass with its crest, and a sash that holds the second sword."""
    neck, hip, half = frame.neck_y, frame.hip_y, frame.half * 0.9
    rows = "".join(
        f'<path d="M{100 - half:g} {y:g}H{100 + half:g}" stroke="{_LACE}" stroke-width="2.4" '
        'stroke-dasharray="4 4"/>'
        for y in (neck + 34, neck + 48, neck + 62)
    )
    return (
        f'<path d="M{100 - half:g} {neck + 20:g}Q100 {neck + 30:g} {100 + half:g} {neck + 20:g}" '
        f'stroke="{_GOLD}" stroke-width="5" fill="none"/>{rows}'
        f'<circle cx="100" cy="{neck + 48:g}" r="10" fill="{_GOLD}"/>'
        f'<circle cx="100" cy="{neck + 48:g}" r="5" fill="{colors["top"]}"/>'
        f'<path d="M{100 - half:g} {hip - 14:g}H{100 + half:g}V{hip - 3:g}H{100 - half:g}Z" fill="#e8dcc0"/>'
        f'<path d="M{100 - half - 26:g} {hip + 18:g}L{100 + half * 0.3:g} {hip - 14:g}" stroke="#26222a" '
        'stroke-width="7" stroke-linecap="round"/>'
        f'<path d="M{100 + half * 0.3:g} {hip - 14:g}l22 -11" stroke="#8a2f28" stroke-width="6" '
        'stroke-linecap="round"/>'
        f'<ellipse cx="{100 + half * 0.34:g}" cy="{hip - 15:g}" rx="4" ry="8" fill="{_GOLD}"/>'
    )


def _samurai_arms(frame: Frame, colors: Colors) -> str:
    """Shoulder plates and guards on the forearms."""
    drawn = ""
    for side, (joint, hand) in enumerate(frame.arms):
        x, y = frame.shoulders[side]
        drawn += _band([_along(joint, hand, 0.3), _along(joint, hand, 0.8)], "#33303a", 19)
        drawn += _plate(x - (20 if side == 0 else 8), y - 8, 28, 38, colors["top"])
    return drawn


def _leather_body(frame: Frame, colors: Colors) -> str:
    """An open leather jacket over a white shirt with a star, and a studded belt."""
    neck, hip, half = frame.neck_y, frame.hip_y, frame.half * 0.88
    star = f"M100 {neck + 36:g}l4 9 10 1-8 7 3 10-9-6-9 6 3-10-8-7 10-1z"
    seam = hex_code(shade(colors["top"], 2.2))
    belt = f"M{100 - half:g} {hip - 5:g}H{100 + half:g}V{hip + 6:g}H{100 - half:g}Z"
    studs = "".join(
        f'<circle cx="{100 - half + 6 + k * 9:g}" cy="{hip:g}" r="2.600" fill="#d8dce2"/>' for k in range(6)
    )
    return (
        f'<path d="M86 {neck + 6:g}H114L118 {hip + 4:g}H82Z" fill="#f4f2ee"/>'
        f'<path d="{star}" fill="#d2263c"/>'
        f'<path d="M86 {neck + 4:g}L72 {neck + 30:g}L84 {neck + 40:g}L80 {neck + 64:g}M114 {neck + 4:g}'
        f'L128 {neck + 30:g}L116 {neck + 40:g}L120 {neck + 64:g}" stroke="{seam}" '
        'stroke-width="3.500" fill="none" stroke-linejoin="round"/>'
        f'<path d="{belt}" fill="#17151a"/>{studs}'
    )


def _leather_legs(frame: Frame, _colors: Colors) -> str:
    return _boots(frame, "#8a1f2c", 20, 0.45)


def _leather_arms(frame: Frame, _colors: Colors) -> str:
    """Studded bands at the wrists."""
    drawn = ""
    for joint, hand in frame.arms:
        near, far = _along(joint, hand, 0.62), _along(joint, hand, 0.82)
        drawn += _band([near, far], "#c8ccd4", 18.5) + _band(
            [_along(near, far, 0.2), _along(near, far, 0.8)], "#26242a", 18.5
        )
    return drawn


Part = Callable[[Frame, Colors], str]
LEGS: Mapping[str, Part] = {"hero": _hero_legs, "samurai": _samurai_legs, "leather": _leather_legs}
BODY: Mapping[str, Part] = {
    "hero": _hero_body,
    "samurai": _samurai_body,
    "leather": _leather_body,
    "royal": ermine,
    "gown": gown_front,
    "fish-tail": shells,
}
ARMS: Mapping[str, Part] = {
    "hero": _hero_arms,
    "samurai": _samurai_arms,
    "leather": _leather_arms,
    "gown": puffed_sleeves,
}
"""By the cut of `people.toml`: what comes over the legs, over the body, and last of all over the arms."""

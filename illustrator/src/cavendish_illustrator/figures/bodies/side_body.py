"""A body that sits or stands in profile with its face turned to us, for those who ride, drive or swing."""

import math
from collections.abc import Mapping
from typing import NamedTuple

from cavendish_illustrator.artwork.svg_figure import Point
from cavendish_illustrator.painting.color import hex_code, shade

_SKIRTS = frozenset({"skirt", "dress", "gown", "robe", "royal"})
_LONG = frozenset({"gown", "robe", "royal"})
_MOST_BENT = 10
_FLAT = 0.94
"""How far a back is bent at most, in parts of its length."""
_GIRTHS = {"armour": 1.5, "space-suit": 1.62, "samurai": 1.44, "coat": 1.36, "robe": 1.36, "royal": 1.4}
"""How stout a body is in what it wears."""
_USUAL_GIRTH = 1.28


class SidePose(NamedTuple):
    """Where hip, feet and hands are, facing left; a person who stands is 300 units high."""

    hip: Point
    foot: Point
    hand: Point
    far_foot: Point
    lean: float = 0.0
    """How far the neck is before the hip."""
    far_hand: Point | None = None
    """Where the other hand is; None for beside the first."""


class SideBuild(NamedTuple):
    """Lengths of a body."""

    torso: float
    leg: float
    """Of thigh and shin each."""
    arm: float
    head: float
    girth: float = 1.0


ADULT, CHILD = SideBuild(100, 59, 52, 84), SideBuild(84, 50, 46, 110)
BEAST = SideBuild(88, 46, 46, 122, 1.24)


class SideBody(NamedTuple):
    """Markup of what is behind the mount and of what is before it.

    `{behind}`, `{head}` and `{held}` are to fill in.
    """

    far: str
    near: str
    neck: Point
    hand: Point


def _joint(start: Point, end: Point, length: float, bend: int) -> tuple[Point, Point]:
    """Middle joint and end of a limb of two equal parts that reaches for a point."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    distance = max(1.0, math.hypot(dx, dy))
    reach = min(distance, 2 * length * 0.995)
    angle = math.atan2(dy, dx)
    turn = angle + bend * math.acos(min(1.0, reach / (2 * length)))
    middle = start[0] + math.cos(turn) * length, start[1] + math.sin(turn) * length
    return middle, (start[0] + math.cos(angle) * reach, start[1] + math.sin(angle) * reach)


def _line(points: tuple[Point, ...], color: str, width: float) -> str:
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return (
        f'<path d="M{path}" stroke="{color}" stroke-width="{width:g}" stroke-linecap="round" '
        'stroke-linejoin="round" fill="none"/>'
    )


def _along(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _leg(hip: Point, foot: Point, build: SideBuild, colors: tuple[str, str], width: float) -> str:
    knee, end = _joint(hip, foot, build.leg, 1)
    shoe = f'<path d="M{end[0] + 11:.1f} {end[1] + 8:.1f}h-31q-3-14 14-15l6-4h11z" fill="{colors[1]}"/>'
    return _line((hip, knee, end), colors[0], width) + shoe


def _arm(shoulder: Point, hand: Point, build: SideBuild, sleeve: str, skin: str) -> tuple[str, Point]:
    elbow, end = _joint(shoulder, hand, build.arm, -1)
    width = 17 * build.girth
    markup = (
        _line((elbow, end), skin, width * 0.72)
        + f'<circle cx="{end[0]:.1f}" cy="{end[1]:.1f}" r="{8.6 * build.girth:.1f}" fill="{skin}"/>'
        + _line((shoulder, elbow, _along(elbow, end, 0.78)), sleeve, width)
    )
    return markup, end


def _torso(hip: Point, neck: Point, girth: float, color: str, dark: str) -> str:
    (x, y), (nx, ny) = hip, neck
    mx, my = (x + nx) / 2, (y + ny) / 2
    wide = 22 * girth
    path = (
        f"M{nx - 17 * girth:.1f} {ny + 11:.1f}Q{nx:.1f} {ny - 4:.1f} {nx + 17 * girth:.1f} {ny + 11:.1f}"
        f"Q{mx + wide * 1.22:.1f} {my:.1f} {x + wide:.1f} {y + 6:.1f}"
        f"Q{x:.1f} {y + 16:.1f} {x - wide:.1f} {y + 4:.1f}"
        f"Q{mx - wide * 1.1:.1f} {my:.1f} {nx - 17 * girth:.1f} {ny + 11:.1f}Z"
    )
    return (
        '<defs><linearGradient id="side" x1="0" x2="1">'
        f'<stop offset="0" stop-color="{color}"/><stop offset="1" stop-color="{dark}"/>'
        "</linearGradient></defs>"
        f'<path d="{path}" fill="url(#side)"/>'
    )


def _skirt(pose: SidePose, build: SideBuild, cut: str, color: str, dark: str) -> str:
    """A skirt that lies over the thigh and hangs from the knee, to the ankle where it is long."""
    knee, foot = _joint(pose.hip, pose.foot, build.leg, 1)
    hem = _along(knee, foot, 0.82 if cut in _LONG else 0.28)
    x, y = pose.hip
    back = (x + 26, _along((x, y), (x, hem[1]), 0.9)[1]) if cut in _LONG else (x + 22, y + 22)
    path = (
        f"M{x - 19:.1f} {y - 16:.1f}Q{knee[0] - 6:.1f} {knee[1] - 24:.1f} {knee[0] - 15:.1f} {knee[1]:.1f}"
        f"L{hem[0] - 20:.1f} {hem[1]:.1f}Q{(hem[0] + back[0]) / 2:.1f} {max(hem[1], back[1]) + 10:.1f} "
        f"{back[0]:.1f} {back[1]:.1f}Q{x + 28:.1f} {y:.1f} {x + 20:.1f} {y - 16:.1f}Z"
    )
    fold = (
        f'<path d="M{x + 2:.1f} {y + 4:.1f}L{_along(hem, back, 0.4)[0]:.1f} {max(hem[1], back[1]) - 2:.1f}" '
        f'stroke="{dark}" stroke-width="2.4" opacity=".6"/>'
    )
    return f'<path d="{path}" fill="{color}"/>{fold}'


def _cape(pose: SidePose, neck: Point, color: str) -> str:
    x, y = pose.hip
    return (
        f'<path d="M{neck[0] - 8:.1f} {neck[1] + 8:.1f}L{neck[0] + 16:.1f} {neck[1] + 10:.1f}'
        f"Q{x + 62:.1f} {(neck[1] + y) / 2:.1f} {x + 96:.1f} {y + 22:.1f}Q{x + 58:.1f} {y + 34:.1f} "
        f'{x + 14:.1f} {y + 26:.1f}Z" fill="{color}"/>'
    )


def dressed_build(build: SideBuild, cut: str) -> SideBuild:
    """The lengths of a body, as stout as its clothes make it."""
    return build._replace(girth=build.girth * _GIRTHS.get(cut, _USUAL_GIRTH))


def _over(cut: str, shoulder: Point, hip: Point, girth: float) -> str:
    """What armour and space suits have on them: a pauldron and plates, a panel and rings."""
    (x, y), (hx, hy) = shoulder, hip
    if cut == "armour":
        plates = "".join(
            f'<path d="M{hx - 24 * girth:.1f} {y + k:.1f}q{24 * girth:.1f} 12 {46 * girth:.1f} 2" '
            'stroke="#5f6a76" stroke-width="3" fill="none"/>'
            for k in (34, 50, 66)
        )
        return plates + (
            f'<ellipse cx="{x + 2:.1f}" cy="{y + 2:.1f}" rx="17" ry="15" fill="#d3dbe3" stroke="#5f6a76" '
            f'stroke-width="2.500"/><path d="M{x - 12:.1f} {y + 6:.1f}q14 10 28 0" stroke="#5f6a76" '
            'stroke-width="2" fill="none"/>'
        )
    if cut == "space-suit":
        middle = (y + hy) / 2
        return (
            f'<rect x="{hx - 30:.1f}" y="{middle - 8:.1f}" width="30" height="20" rx="4" fill="#3f6fd0"/>'
            f'<circle cx="{hx - 22:.1f}" cy="{middle + 2:.1f}" r="3.500" fill="#ff5a4a"/>'
            f'<circle cx="{hx - 10:.1f}" cy="{middle + 2:.1f}" r="3.500" fill="#ffd23a"/>'
        )
    return ""


def _behind_back(cut: str, shoulder: Point, hip: Point) -> str:
    """An astronaut's pack."""
    if cut != "space-suit":
        return ""
    y, (hx, hy) = shoulder[1], hip
    return (
        f'<rect x="{hx + 8:.1f}" y="{y - 4:.1f}" width="40" height="{(hy - y) * 0.9:.1f}" rx="9" '
        'fill="#aab4c2" stroke="#7c8896" stroke-width="3"/>'
    )


def side_body(pose: SidePose, build: SideBuild, cut: str, colors: Mapping[str, str]) -> SideBody:
    """Draw a dressed body facing left; colours are those of `draw_clothes`."""
    hip = pose.hip
    neck = _neck(pose, build)
    shoulder = (neck[0] + 2, neck[1] + 17)
    is_bare = cut in _SKIRTS
    limb, width = (colors["skin"], 15.0) if is_bare else (colors["bottom"], 21.0)
    width *= build.girth
    far_limb, far_sleeve = hex_code(shade(limb, 0.78)), colors["shade"]
    shoes = colors["shoes"]
    far_leg = _leg((hip[0] - 3, hip[1]), pose.far_foot, build, (far_limb, hex_code(shade(shoes, 0.8))), width)
    far_arm, _ = _arm(
        (shoulder[0] - 8, shoulder[1]),
        pose.far_hand or (pose.hand[0] - 9, pose.hand[1] - 3),
        build,
        far_sleeve,
        hex_code(shade(colors["skin"], 0.86)),
    )
    near_arm, hand = _arm(shoulder, pose.hand, build, _lit(colors["top"]), colors["skin"])
    seat = f'<circle cx="{hip[0]:.1f}" cy="{hip[1]:.1f}" r="{22 * build.girth:.1f}" fill="{limb}"/>'
    cloth = colors["bottom"] if cut == "skirt" else colors["top"]
    throat = (
        f'<path d="M{neck[0] - 9:.1f} {neck[1] - 12:.1f}h18v24h-18z" '
        f'fill="{hex_code(shade(colors["skin"], 0.85))}"/>'
    )
    near = "".join(
        (
            _cape(pose, neck, colors["cape"]) if colors["cape"] else "",
            "{behind}",
            _behind_back(cut, shoulder, hip),
            far_arm,
            "" if is_bare else seat,
            _leg(hip, pose.foot, build, (limb, shoes), width),
            _skirt(pose, build, cut, cloth, hex_code(shade(cloth, 0.74))) if is_bare else "",
            throat,
            _torso((hip[0], hip[1] - 4), neck, build.girth, colors["top"], colors["shade"]),
            _belt(hip, build.girth, colors["trim"]),
            "{head}{held}",
            near_arm,
            _over(cut, shoulder, hip, build.girth),
        )
    )
    return SideBody(far_leg, near, neck, hand)


def _neck(pose: SidePose, build: SideBuild) -> Point:
    """The back is bent as far as the arms need to reach."""
    x, y = pose.hip
    reach = 2 * build.arm
    lean = pose.lean
    for more in range(_MOST_BENT):
        lean = min(pose.lean + 6 * more, build.torso * _FLAT)
        height = math.sqrt(build.torso**2 - lean**2)
        if math.dist((x - lean + 2, y - height + 17), pose.hand) < reach:
            break
    return x - lean, y - math.sqrt(build.torso**2 - lean**2)


def _lit(color: str) -> str:
    return hex_code(shade(color, 1.1))


def _belt(hip: Point, girth: float, color: str) -> str:
    if not color:
        return ""
    half = 23 * girth
    return (
        f'<path d="M{hip[0] - half:.1f} {hip[1] - 12:.1f}h{2 * half:.1f}v9h{-2 * half:.1f}z" fill="{color}"/>'
    )

"""Limbs with soft joints, hands with a thumb, and shoes that follow the foot."""

import math
from typing import Final

from cavendish_illustrator.artwork.svg_figure import Point
from cavendish_illustrator.painting.color import hex_code, shade

_STEPS: Final = 7
_SOLE: Final = "#f2ece0"
_CORE: Final = 0.25
"""How far from its middle a limb begins to turn away from the light, in parts of half its width."""
_ROUNDED: Final = 0.62
"""From which share of a limb's upper half on it bends towards the lower one."""


def along(start: Point, end: Point, share: float) -> Point:
    """The point at this share of the way."""
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _bent(start: Point, joint: Point, end: Point) -> list[Point]:
    """Points of a line that goes round its joint in a bow."""
    before, after = along(start, joint, _ROUNDED), along(end, joint, _ROUNDED)
    bow = [
        along(along(before, joint, k / _STEPS), along(joint, after, k / _STEPS), k / _STEPS)
        for k in range(_STEPS + 1)
    ]
    return [start, *bow, end]


def limb(points: tuple[Point, Point, Point], widths: tuple[float, float], fill: str) -> str:
    """A limb from its start over its joint to its end, which narrows from the first width to the second."""
    line = _bent(*points)
    left: list[str] = []
    right: list[str] = []
    shaded: list[str] = []
    turned: list[str] = []
    for k, (x, y) in enumerate(line):
        (ax, ay), (bx, by) = line[max(0, k - 1)], line[min(len(line) - 1, k + 1)]
        length = math.hypot(bx - ax, by - ay) or 1.0
        half = (widths[0] + (widths[1] - widths[0]) * k / (len(line) - 1)) / 2
        dx, dy = -(by - ay) / length * half, (bx - ax) / length * half
        left.append(f"{x + dx:.1f} {y + dy:.1f}")
        right.append(f"{x - dx:.1f} {y - dy:.1f}")
        away = 1 if dx >= 0 else -1  # the light falls from the left
        shaded.append(f"{x + away * dx * _CORE:.1f} {y + away * dy * _CORE:.1f}")
        turned.append(f"{x + away * dx:.1f} {y + away * dy:.1f}")
    outline = "L".join(left + right[::-1])
    (x, y), (end_x, end_y) = line[0], line[-1]
    middle = line[len(line) // 2]
    return (
        f'<path d="M{outline}Z" fill="{fill}"/><circle cx="{middle[0]:.1f}" cy="{middle[1]:.1f}" '
        f'r="{sum(widths) / 4:g}" fill="{fill}"/><circle cx="{x:.1f}" cy="{y:.1f}" r="{widths[0] / 2:g}" '
        f'fill="{fill}"/><circle cx="{end_x:.1f}" cy="{end_y:.1f}" r="{widths[1] / 2:g}" fill="{fill}"/>'
        f'<path d="M{"L".join(shaded + turned[::-1])}Z" fill="#1a1030" opacity=".14"/>'
    )


def turn_of(start: Point, end: Point) -> float:
    """Degrees from hanging straight down, positive towards the right."""
    return -math.degrees(math.atan2(end[0] - start[0], end[1] - start[1]))


def hand(wrist: Point, at: Point, side: int, skin: str) -> str:
    """A hand at the end of an arm, its thumb towards the body."""
    turn = turn_of(wrist, at)
    thumb = -1 if side else 1
    dark = hex_code(shade(skin, 0.78))
    return (
        f'<g transform="translate({at[0]:.1f} {at[1]:.1f}) rotate({turn:.1f})">'
        f'<ellipse cx="{thumb * 7}" cy="-1" rx="3.600" ry="6.500" transform="rotate({-thumb * 24})" '
        f'fill="{skin}"/><path d="M-7-7Q-9 3-6 8Q0 13 6 8Q9 3 7-7Z" fill="{skin}"/>'
        f'<path d="M-2.500 10V4M2 10.500V4.500" stroke="{dark}" stroke-width="1.300" '
        'stroke-linecap="round"/></g>'
    )


def shoe(knee: Point, foot: Point, side: int, color: str) -> str:
    """A shoe whose toe points outward and that follows the shin half of the way."""
    turn = turn_of(knee, foot) * 0.6
    flip = 1 if side else -1
    light = hex_code(shade(color, 1.5))
    return (
        f'<g transform="translate({foot[0]:.1f} {foot[1]:.1f}) rotate({turn:.1f}) scale({flip} 1)">'
        f'<path d="M-10-9Q-12 4-10 6L22 6Q24-3 12-6Q7-8 6-10Z" fill="{color}"/>'
        f'<path d="M-11 4H23Q23 9 19 9H-8Q-11 9-11 4Z" fill="{_SOLE}"/>'
        f'<path d="M5-5l5 3M8-7l4 3" stroke="{light}" stroke-width="1.600" stroke-linecap="round"/></g>'
    )


def boot(knee: Point, foot: Point, side: int, color: str) -> str:
    """A boot whose shaft reaches almost to the knee, with its cuff, heel and a gleam."""
    top, end = along(knee, foot, 0.22), along(knee, foot, 0.93)
    turn = turn_of(knee, foot) * 0.6
    flip = 1 if side else -1
    dark, light = hex_code(shade(color, 0.66)), hex_code(shade(color, 1.45))
    (ax, ay), (bx, by) = along(knee, foot, 0.2), along(knee, foot, 0.3)
    return (
        limb((top, along(top, end, 0.5), end), (22.0, 17.0), color)
        + f'<path d="M{ax:.1f} {ay:.1f}L{bx:.1f} {by:.1f}" stroke="{dark}" stroke-width="25"/>'
        + f'<g transform="translate({foot[0]:.1f} {foot[1]:.1f}) rotate({turn:.1f}) scale({flip} 1)">'
        f'<path d="M-11-12Q-12 2-11 5L24 5Q26-4 14-8Q9-10 8-14Z" fill="{color}"/>'
        f'<path d="M-12 4H25Q25 9 20 9H-8Q-12 9-12 4Z" fill="{dark}"/>'
        f'<path d="M-5-26V-10M12-4q6 0 8 3" stroke="{light}" stroke-width="3" fill="none" '
        'stroke-linecap="round" opacity=".7"/></g>'
    )

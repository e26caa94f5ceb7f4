"""Clothes: what is drawn over a person's joints, as SVG with places left for head, worn and held things."""

import math
from collections.abc import Callable, Mapping

from cavendish_illustrator.artwork.svg_figure import Point
from cavendish_illustrator.figures.animals.wings import fish_tail
from cavendish_illustrator.figures.bodies.body_frame import Frame
from cavendish_illustrator.figures.bodies.limbs import along, boot, hand, limb, shoe
from cavendish_illustrator.figures.clothing.costumes import ARMS, BODY, LEGS
from cavendish_illustrator.figures.clothing.patterns import COAT_FRONTS, pattern_markup
from cavendish_illustrator.figures.clothing.uniforms import sleeve_marks, uniform_markup, uniform_names
from cavendish_illustrator.figures.clothing.weaves import Weave, in_cloth, weave_names
from cavendish_illustrator.painting.color import hex_code, shade

_BARE_LEGGED = frozenset({"skirt", "dress", "gown", "tutu", "flamenco", "sport", "swim"})
_SHORT_SLEEVED = frozenset({"sport", "t-shirt"})
_FISH_TAILED = frozenset({"fish-tail", "merman"})
_BARE_ARMED = _FISH_TAILED | {"tutu", "swim"}
_LONG_ROBES = frozenset({"robe", "royal"})
_RUFFLES = 5


def _sleeve_tone(side: int, colors: Mapping[str, str]) -> str:
    return hex_code(shade(colors["top"], 1.03)) if side else hex_code(shade(colors["top"], 0.88))


def _arm(frame: Frame, side: int, colors: Mapping[str, str], cut: str) -> str:
    joint, end = frame.arms[side]
    shoulder, wrist = frame.shoulders[side], along(joint, end, 0.84)
    if cut in _BARE_ARMED | _SHORT_SLEEVED:
        return _bare_arm(frame, side, colors, is_sleeved=cut in _SHORT_SLEEVED)
    sleeve = _sleeve_tone(side, colors)
    cuff = colors["trim"] or hex_code(shade(colors["top"], 0.72))
    near, far = along(joint, end, 0.74), along(joint, end, 0.86)
    return (
        limb((shoulder, joint, end), (12.0, 9.0), colors["skin"])
        + hand(joint, end, side, colors.get("gloves", colors["skin"]))
        + limb((shoulder, joint, wrist), (21.0, 13.5), sleeve)
        + f'<path d="M{near[0]:.1f} {near[1]:.1f}L{far[0]:.1f} {far[1]:.1f}" stroke="{cuff}" '
        'stroke-width="15"/>'
    )


def _bare_arm(frame: Frame, side: int, colors: Mapping[str, str], *, is_sleeved: bool) -> str:
    """An arm in a short sleeve, or in none."""
    (joint, end), shoulder = frame.arms[side], frame.shoulders[side]
    skin = colors["skin"] if side else hex_code(shade(colors["skin"], 0.93))
    arm = limb((shoulder, joint, end), (14.5, 9.5), skin)
    arm += hand(joint, end, side, colors.get("gloves", skin)) + _cuff(joint, end, colors)
    if not is_sleeved:
        return arm
    half, edge = along(shoulder, joint, 0.35), along(shoulder, joint, 0.68)
    return arm + limb((shoulder, half, edge), (21.0, 18.0), _sleeve_tone(side, colors))


def _cuff(joint: Point, end: Point, colors: Mapping[str, str]) -> str:
    """Of a glove on a bare arm."""
    if "gloves" not in colors:
        return ""
    near, far = along(joint, end, 0.7), along(joint, end, 0.9)
    line = f"M{near[0]:.1f} {near[1]:.1f}L{far[0]:.1f} {far[1]:.1f}"
    return f'<path d="{line}" stroke="{colors["gloves"]}" stroke-width="14"/>'


def _leg(frame: Frame, side: int, color: str, widths: tuple[float, float], colors: Mapping[str, str]) -> str:
    knee, foot = frame.legs[side]
    tone = color if side else hex_code(shade(color, 0.9))
    leg = limb((frame.hips[side], knee, foot), widths, tone)
    leg += _sock(knee, foot, widths[1], colors) if "socks" in colors else ""
    return leg + (boot if frame.has_boots else shoe)(knee, foot, side, colors["shoes"])


def _sock(knee: Point, foot: Point, width: float, colors: Mapping[str, str]) -> str:
    """A sock to below the knee, with three bands."""
    top, wide = along(knee, foot, 0.3), width + 4
    sock = limb((top, along(knee, foot, 0.6), along(knee, foot, 0.96)), (wide + 3, wide), colors["socks"])
    bands = "".join(
        f"M{x:.1f} {y:.1f}L{far[0]:.1f} {far[1]:.1f}"
        for share in (0.34, 0.52, 0.7)
        for (x, y), far in ((along(knee, foot, share), along(knee, foot, share + 0.09)),)
    )
    return sock + f'<path d="{bands}" stroke="{colors["bands"]}" stroke-width="{wide + 3:g}"/>'


def _torso_shape(frame: Frame, bottom_half: float) -> str:
    """From round shoulders over the waist to the hips."""
    half, neck, hip = frame.half, frame.neck_y, frame.hip_y + 8
    waist, waist_y = half * frame.waist, neck + (hip - neck) * 0.62
    outer, bottom = half + 7, bottom_half
    return (
        f"M90 {neck + 2:g}C{100 - half * 0.7:g} {neck + 4:g} {100 - outer:g} {neck + 6:g} "
        f"{100 - outer:g} {neck + 22:g}Q{100 - half:g} {neck + 38:g} {100 - waist:g} {waist_y:g}"
        f"Q{100 - waist:g} {hip - 10:g} {100 - bottom:g} {hip:g}Q100 {hip + 7:g} {100 + bottom:g} {hip:g}"
        f"Q{100 + waist:g} {hip - 10:g} {100 + waist:g} {waist_y:g}"
        f"Q{100 + half:g} {neck + 38:g} {100 + outer:g} {neck + 22:g}"
        f"C{100 + outer:g} {neck + 6:g} {100 + half * 0.7:g} {neck + 4:g} 110 {neck + 2:g}"
        f"Q100 {neck + 12:g} 90 {neck + 2:g}Z"
    )


def _flare(frame: Frame, hem_y: float, hem_half: float, fill: str) -> str:
    """A skirt from the waist to a hem."""
    waist_y, half = frame.hip_y - 14, frame.half * min(0.78, frame.waist + 0.08)
    return (
        f'<path d="M{100 - half:g} {waist_y:g}L{100 + half:g} {waist_y:g}'
        f"Q{100 + hem_half * 0.8:g} {(waist_y + hem_y) / 2:g} {100 + hem_half:g} {hem_y:g}"
        f"Q100 {hem_y + 9:g} {100 - hem_half:g} {hem_y:g}"
        f'Q{100 - hem_half * 0.8:g} {(waist_y + hem_y) / 2:g} {100 - half:g} {waist_y:g}Z" fill="{fill}"/>'
    )


def _folds(frame: Frame, hem_y: float, hem_half: float, color: str) -> str:
    top = frame.hip_y + 8
    lines = "".join(
        f"M{100 + k * 9:g} {top:g}L{100 + k * hem_half * 0.55:g} {hem_y - 3:g}" for k in (-1, 0, 1)
    )
    return f'<path d="{lines}" stroke="{color}" stroke-width="2.4" opacity=".6" fill="none"/>'


def _suit_details(frame: Frame) -> str:
    neck, hip = frame.neck_y, frame.hip_y
    buttons = "".join(
        f'<circle cx="100" cy="{neck + 54 + k * 14:g}" r="2.6" fill="#00000066"/>' for k in range(2)
    )
    return (
        f'<path d="M85 {neck + 3:g}L100 {neck + 46:g}L115 {neck + 3:g}Z" fill="#fdfdfb"/>'
        f'<path d="M96 {neck + 8:g}h8l-2 7 4 17L100 {neck + 42:g} 94 {neck + 32:g}l4-17Z" fill="#8a2b33"/>'
        f'<path d="M85 {neck + 2:g}L79 {neck + 18:g}l6 3-4 5L100 {neck + 48:g}L119 {neck + 26:g}l-4-5 6-3'
        f'L115 {neck + 2:g}" fill="none" stroke="#00000055" stroke-width="2.400" stroke-linejoin="round"/>'
        f'<path d="M100 {neck + 46:g}V{hip + 8:g}" stroke="#00000055" stroke-width="2"/>{buttons}'
    )


def _tulle(frame: Frame, color: str) -> str:
    """A stiff skirt of layers that stands out from the hips, its edge in points of tulle."""
    drawn = ""
    for low, wide, tall, tone in ((14.0, 2.35, 26.0, 0.8), (8.0, 2.55, 22.0, 0.9), (0.0, 2.3, 17.0, 1.0)):
        half, y = frame.half * wide, frame.hip_y + low
        points = 16
        edge = "".join(
            f"Q{100 + half * math.cos(math.pi * (k + 0.5) / points) * 1.07:.1f} "
            f"{y + tall * math.sin(math.pi * (k + 0.5) / points) * 1.2:.1f} "
            f"{100 + half * math.cos(math.pi * (k + 1) / points):.1f} "
            f"{y + tall * math.sin(math.pi * (k + 1) / points):.1f}"
            for k in range(points)
        )
        fill, line = hex_code(shade(color, tone)), hex_code(shade(color, tone * 0.8))
        top = y - tall * 0.7
        drawn += (
            f'<path d="M{100 + half:.1f} {y:.1f}{edge}Q{100 - half * 0.6:.1f} {top:.1f} 100 {top:.1f}'
            f'Q{100 + half * 0.6:.1f} {top:.1f} {100 + half:.1f} {y:.1f}Z" fill="{fill}"/>'
        )
        folds = "".join(
            f"M{100 + half * 0.3 * math.cos(a):.1f} {y - 6 + tall * 0.2 * math.sin(a):.1f}"
            f"L{100 + half * 0.9 * math.cos(a):.1f} {y + tall * 0.85 * math.sin(a):.1f}"
            for a in (math.pi * k / 9 for k in range(1, 9))
        )
        drawn += f'<path d="{folds}" stroke="{line}" stroke-width="2"/>'
    return drawn


def _ruffles(frame: Frame, color: str) -> str:
    """A long skirt, close at the hips and then in widening flounces, each edged in a darker tone."""
    top, foot, half = frame.hip_y - 16, 290.0, frame.half
    shapes = ""
    for number in reversed(range(_RUFFLES)):
        upper = top + (foot - top) * (0.14 + 0.15 * number)
        lower = upper + (foot - top) * 0.27
        inner, outer = half * (0.86 + 0.3 * number), half * (1.1 + 0.42 * number)
        waves = 4 + number
        step = 2 * outer / waves
        hem = "".join(f"q{-step / 2:.1f} 15 {-step:.1f} 0" for _ in range(waves))
        sides = f"M{100 - inner:.1f} {upper:.1f}H{100 + inner:.1f}L{100 + outer:.1f} {lower:.1f}"
        tone = hex_code(shade(color, 1.08 - 0.1 * (number % 2)))
        edge = hex_code(shade(color, 0.5))
        shapes += f'<path d="{sides}{hem}Z" fill="{tone}"/>'
        line = f"M{100 + outer:.1f} {lower:.1f}{hem}"
        shapes += f'<path d="{line}" stroke="{edge}" stroke-width="4" stroke-linecap="round" fill="none"/>'
    waist = half * 0.78
    return shapes + (
        f'<path d="M{100 - waist:g} {top:g}H{100 + waist:g}Q{100 + half:g} {top + 20:g} {100 + half:g} '
        f"{top + 38:g}Q100 {top + 52:g} {100 - half:g} {top + 38:g}Q{100 - half:g} {top + 20:g} "
        f'{100 - waist:g} {top:g}Z" fill="url(#cloth)"/>'
    )


def _armour_details(frame: Frame) -> str:
    neck, hip = frame.neck_y, frame.hip_y
    plates = "".join(
        f'<path d="M{100 - frame.half * 0.86:g} {y:g}Q100 {y + 8:g} {100 + frame.half * 0.86:g} {y:g}" '
        'stroke="#00000044" stroke-width="3" fill="none"/>'
        for y in (neck + 46, neck + 62)
    )
    pads = "".join(
        f'<ellipse cx="{x:g}" cy="{y:g}" rx="15" ry="11" fill="#c9d2da" stroke="#00000033" stroke-width="2"/>'
        for x, y in frame.shoulders
    )
    half = frame.half * 0.9
    belt = f'<path d="M{100 - half:g} {hip - 2:g}h{half * 2:g}v9h-{half * 2:g}z" fill="#6b4428"/>'
    return plates + pads + belt


def _cape(frame: Frame, color: str) -> str:
    if not color:
        return ""
    neck, foot = frame.neck_y, frame.hip_y + 84
    return (
        f'<path d="M{100 - frame.half:g} {neck + 8:g}L{100 + frame.half:g} {neck + 8:g}'
        f"Q{100 + 60} {foot - 60:g} {100 + 66} {foot:g}Q100 {foot + 12:g} {100 - 66} {foot:g}"
        f'Q{100 - 60} {foot - 60:g} {100 - frame.half:g} {neck + 8:g}Z" fill="{color}"/>'
    )


def _shorts(frame: Frame, color: str) -> str:
    """Legs of cloth to above the knees."""
    drawn = ""
    for side, (knee, _) in enumerate(frame.legs):
        hip = frame.hips[side]
        middle, end = along(hip, knee, 0.4), along(hip, knee, 0.78)
        drawn += limb((hip, middle, end), (27.0, 25.0), color if side else hex_code(shade(color, 0.9)))
    return drawn


def _coat(frame: Frame, colors: Mapping[str, str]) -> str:
    """The skirts of a coat to above the knees, open in front; none where somebody sits on them."""
    if frame.is_sitting:
        return ""
    hem, half = frame.hip_y + (300 - frame.hip_y) * 0.4, frame.half
    return _flare(frame, hem, half * 1.12, "url(#cloth)") + (
        f'<path d="M100 {frame.hip_y - 14:g}L98 {hem + 5:g}" stroke="{colors["shade"]}" stroke-width="3"/>'
    )


def _over_legs(frame: Frame, cut: str, colors: Mapping[str, str]) -> str:
    """What hangs from the waist."""
    if frame.is_sitting:
        long_hem, knee_hem = min(296.0, frame.hip_y + 26), frame.hip_y + 22
    else:
        long_hem, knee_hem = 288.0, frame.hip_y + (300 - frame.hip_y) * 0.48
    hem, half, spread = {
        "robe": (long_hem, 1.3, 30.0),
        "royal": (long_hem, 1.6, 34.0),
        "gown": (long_hem, 2.1, 60.0),
    }.get(cut, (knee_hem, 1.55, 40.0))
    fill = colors["bottom"] if cut == "skirt" else "url(#cloth)"
    lap = _lap(frame, colors) if frame.is_seated and cut in _LONG_ROBES else ""
    return _flare(frame, hem, frame.half * half, fill) + _folds(frame, hem, spread, colors["shade"]) + lap


def _lap(frame: Frame, colors: Mapping[str, str]) -> str:
    """Thighs that come towards us under a robe, the knees in the light and the cloth hanging from them."""
    light, dark = hex_code(shade(colors["top"], 1.16)), colors["shade"]
    drawn = ""
    for side, (knee, foot) in enumerate(frame.legs):
        x = 100 + (1 if side else -1) * frame.half * 0.62
        y = frame.hip_y + (knee[1] - frame.hip_y) * 0.5
        drawn += (
            f'<path d="M{x - 17:.1f} {y:.1f}L{x - 20:.1f} {foot[1] - 10:.1f}H{x + 20:.1f}L{x + 17:.1f} '
            f'{y:.1f}Z" '
            f'fill="{dark}" opacity=".55"/>'
            f'<path d="M{x - 17:.1f} {frame.hip_y - 12:.1f}Q{x - 21:.1f} {y + 10:.1f} {x - 15:.1f} '
            f"{y + 20:.1f}"
            f"Q{x:.1f} {y + 30:.1f} {x + 15:.1f} {y + 20:.1f}Q{x + 21:.1f} {y + 10:.1f} {x + 17:.1f} "
            f'{frame.hip_y - 12:.1f}Z" fill="{light}"/>'
        )
    return drawn


_LOWER: Mapping[str, Callable[[Frame, Mapping[str, str]], str]] = {
    "swim": lambda frame, colors: _shorts(frame, colors["top"]),
    "sport": lambda frame, colors: _shorts(frame, colors["bottom"]),
    "flamenco": lambda frame, colors: _ruffles(frame, colors["top"]),
    "tutu": lambda frame, colors: _tulle(frame, colors["bottom"]),
    "coat": _coat,
    **LEGS,
}


def _lower(frame: Frame, cut: str, colors: Mapping[str, str]) -> str:
    """Legs and what covers them, or a tail."""
    if cut in _FISH_TAILED:
        return fish_tail(frame, colors["bottom"])
    bare = cut in _BARE_LEGGED
    color, widths = (colors["skin"], (16.0, 11.0)) if bare else (colors["bottom"], (25.0, 16.0))
    color = colors["shade"] if cut in _LONG_ROBES else color
    colors = {**colors, "shoes": colors["skin"]} if cut == "swim" else colors
    legs = "".join(_leg(frame, side, color, widths, colors) for side in (0, 1))
    if cut in (*_LONG_ROBES, "gown", "skirt", "dress"):
        return legs + _over_legs(frame, cut, colors)
    return legs + (_LOWER[cut](frame, colors) if cut in _LOWER else "")


def _on_chest(frame: Frame, cut: str, colors: Mapping[str, str], pattern: str, shape: str) -> str:
    if pattern in uniform_names():
        return uniform_markup(pattern, frame, colors, shape)
    details = {"suit": _suit_details, "coat": _suit_details, "armour": _armour_details}
    if cut in details and pattern not in COAT_FRONTS:
        return details[cut](frame)
    return BODY[cut](frame, colors) if cut in BODY else pattern_markup(pattern, frame, colors, shape)


def draw_clothes(frame: Frame, cut: str, colors: Mapping[str, str], pattern: str = "") -> str:
    """The dressed body as `_clothes` draws it, with a pattern of the cloth all over what is of it."""
    if pattern not in weave_names():
        return _clothes(frame, cut, colors, pattern)
    top, legs = colors["top"], colors["bottom"]
    paints = (top, colors["shade"], "url(#cloth)", *(_sleeve_tone(side, colors) for side in (0, 1)))
    if cut == "skirt":
        paints = (legs,)
    elif legs == top:
        paints = (*paints, hex_code(shade(legs, 0.9)))
    drawn = _clothes(frame, cut, colors, "")
    return in_cloth(drawn, paints, Weave(pattern, colors.get("ink")))


def _clothes(frame: Frame, cut: str, colors: Mapping[str, str], pattern: str) -> str:
    """Markup of the dressed body with `{behind}`, `{head}`, `{worn}` and `{held}` to fill in.

    `behind` is the hair down the back, `pattern` what plain clothes have on them.
    Colours: `top`, `bottom`, `skin`, `shade`, `shoes`, and `trim` and `cape` that may be empty.
    """
    tone = colors["skin"] if cut in _FISH_TAILED else colors["top"]
    gradient = (
        '<defs><linearGradient id="cloth" x1="0" x2="1">'
        f'<stop offset="0" stop-color="{hex_code(shade(tone, 1.12))}"/><stop offset="1" '
        f'stop-color="{hex_code(shade(tone, 0.74))}"/></linearGradient></defs>'
    )
    neck = (
        f'<rect x="90" y="{frame.chin_y - 10:g}" width="20" height="{24 + frame.throat:g}" '
        f'fill="{hex_code(shade(colors["skin"], 0.85))}"/>'
    )
    shape = _torso_shape(frame, frame.half * (0.78 if cut in _BARE_LEGGED else 0.88))
    trim = ""
    if colors["trim"] and cut != "royal":
        half = frame.half * 0.88
        waist = f"M{100 - half:g} {frame.hip_y - 8:g}h{half * 2:g}v9h-{half * 2:g}z"
        trim = f'<path d="{waist}" fill="{colors["trim"]}"/>'
    chin = f'<ellipse cx="100" cy="{frame.chin_y + 7:g}" rx="11" ry="6" fill="#000" opacity=".2"/>'
    upper, end = (
        (f'<g transform="rotate({frame.sway:g} 100 {frame.hip_y:g})">', "</g>") if frame.sway else ("", "")
    )
    return "".join(
        (
            gradient,
            upper,
            _cape(frame, colors["cape"]),
            "{behind}",
            _arm(frame, 0, colors, cut) + sleeve_marks(pattern, frame, 0),
            end,
            _lower(frame, cut, colors),
            upper,
            neck,
            f'<path d="{shape}" fill="url(#cloth)"/>',
            _on_chest(frame, cut, colors, pattern, shape),
            trim,
            chin,
            "{head}{worn}",
            "{held}",
            _arm(frame, 1, colors, cut),
            sleeve_marks(pattern, frame, 1),
            ARMS[cut](frame, colors) if cut in ARMS else "",
            end,
        )
    )

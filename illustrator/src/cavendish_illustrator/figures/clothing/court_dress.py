"""What kings and ladies wear: ermine down a robe, a gown's panel, sash and puffed sleeves."""

from collections.abc import Mapping

from cavendish_illustrator.figures.bodies.body_frame import Frame
from cavendish_illustrator.painting.color import hex_code, shade

Colors = Mapping[str, str]
_ERMINE, _SPOT, _GOLD = "#f6f1e4", "#2b2730", "#e0b040"
_HEM_Y = 286.0


def _spots(places: tuple[tuple[float, float], ...]) -> str:
    return "".join(
        f'<path d="M{x:.1f} {y:.1f}l2.600 6h-5.200z" fill="{_SPOT}"/>' for x, y in places if y < _HEM_Y
    )


def ermine(frame: Frame, _colors: Colors) -> str:
    """A collar of ermine, a strip of it down the front, and a chain with a medal."""
    neck, half = frame.neck_y, frame.half
    low = min(_HEM_Y, frame.hip_y + 104) if frame.is_sitting else _HEM_Y
    strip = f"M92 {neck + 20:g}H108L112 {low:g}H88Z"
    collar = (
        f"M{100 - half:g} {neck + 12:g}Q{100 - half * 0.5:g} {neck + 2:g} 89 {neck + 3:g}Q100 {neck + 13:g} "
        f"111 {neck + 3:g}Q{100 + half * 0.5:g} {neck + 2:g} {100 + half:g} {neck + 12:g}"
        f"Q{100 + half * 0.8:g} {neck + 34:g} 100 {neck + 38:g}Q{100 - half * 0.8:g} {neck + 34:g} "
        f"{100 - half:g} {neck + 12:g}Z"
    )
    on_strip = tuple((100.0 + (3, -4)[k % 2], neck + 52 + 19 * k) for k in range(12))
    on_collar = tuple(
        (100 + half * at, neck + y) for at, y in ((-0.66, 16), (-0.34, 22), (0.34, 22), (0.66, 16), (0, 20))
    )
    chain = (
        f'<path d="M{100 - half * 0.6:g} {neck + 30:g}Q100 {neck + 62:g} {100 + half * 0.6:g} {neck + 30:g}" '
        f'stroke="{_GOLD}" stroke-width="3.500" fill="none"/>'
        f'<circle cx="100" cy="{neck + 49:g}" r="7" fill="{_GOLD}"/>'
        f'<circle cx="100" cy="{neck + 49:g}" r="3" fill="#b8283a"/>'
    )
    return (
        f'<path d="{strip}" fill="{_ERMINE}"/>{_spots(on_strip)}'
        f'<path d="{collar}" fill="{_ERMINE}" stroke="#00000022" stroke-width="1.500"/>{_spots(on_collar)}'
        + chain
    )


def gown_front(frame: Frame, colors: Colors) -> str:
    """A lighter panel down the skirt, a sash and a necklace."""
    waist, neck = frame.hip_y - 14, frame.neck_y
    top, light = colors["top"], hex_code(shade(colors["top"], 1.22))
    half = frame.half * min(0.78, frame.waist + 0.08)
    skirt = "" if frame.is_sitting else _panel(waist, light, hex_code(shade(top, 0.8)))
    sash = f"M{100 - half:g} {waist - 4:g}q{half:g} 8 {2 * half:g} 0v9q{-half:g} 9 {-2 * half:g} 0Z"
    return skirt + (
        f'<path d="{sash}" fill="{light}"/><path d="M89 {neck + 4:g}Q100 {neck + 20:g} 111 {neck + 4:g}" '
        f'stroke="{_GOLD}" stroke-width="2.500" fill="none"/>'
        f'<circle cx="100" cy="{neck + 13:g}" r="3.500" fill="{_GOLD}"/>'
    )


def _panel(waist: float, color: str, rim: str) -> str:
    """The front of a skirt where the upper one opens."""
    middle, low = (waist + _HEM_Y) / 2, _HEM_Y + 4
    right, left = f"M106 {waist:g}Q122 {middle:g} 132 {low:g}", f"78 {middle:g} 94 {waist:g}"
    return (
        f'<path d="{right}Q100 {low + 5:g} 68 {low:g}Q{left}Z" fill="{color}" opacity=".75"/>'
        f'<path d="{right}M68 {low:g}Q{left}" stroke="{rim}" stroke-width="2.500" fill="none"/>'
    )


def puffed_sleeves(frame: Frame, colors: Colors) -> str:
    """A puff over each shoulder."""
    fill, dark = hex_code(shade(colors["top"], 1.1)), hex_code(shade(colors["top"], 0.8))
    return "".join(
        f'<ellipse cx="{x + (4 if side else -4):g}" cy="{y + 6:g}" rx="15" ry="16" fill="{fill}"/>'
        f'<path d="M{x - 8:g} {y + 18:g}q8 6 18 0" stroke="{dark}" stroke-width="2.200" fill="none"/>'
        for side, (x, y) in enumerate(frame.shoulders)
    )

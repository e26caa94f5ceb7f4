"""What belongs to a role and is worn: hats, aprons, glasses, an instrument on its strap."""

from cavendish_illustrator.artwork.svg_figure import Point, find_figure, nest
from cavendish_illustrator.figures.bodies.body_frame import EYES_ABOVE_NECK, Frame
from cavendish_illustrator.figures.bodies.dyeing import dyed
from cavendish_illustrator.figures.clothing.aprons import apron_in
from cavendish_illustrator.figures.clothing.clothes import hat_seats
from cavendish_illustrator.figures.clothing.facewear import glasses_on

_OVER_EYES = frozenset({"glasses", "sunglasses", "hero-mask"})


def microphone_stand(frame: Frame) -> str:
    """A microphone on a stand before the mouth of somebody whose hands play."""
    x, y = 124.0, frame.chin_y + 4
    return (
        f'<path d="M{x + 22:g} 296L{x + 14:g} {y + 30:g}L{x:g} {y + 8:g}" stroke="#3a3d46" stroke-width="4" '
        'fill="none" stroke-linecap="round" stroke-linejoin="round"/>'
        f'<path d="M{x + 4:g} 298q18-12 36 0z" fill="#2b2d35"/>'
        f'<g transform="translate({x - 3:g} {y + 3:g}) rotate(-35)"><rect x="-4" y="0" width="8" height="16" '
        'rx="3" fill="#22242a"/><circle r="8.500" fill="#aab0bb"/>'
        '<path d="M-8 0h16M0-8v16" stroke="#6b717d" stroke-width="1.500"/></g>'
    )


def apron_markup(color: str, frame: Frame, face_width: float) -> str:
    """What somebody wears at work over their clothes, from below the chin."""
    if not color:
        return ""
    apron = apron_in(color)
    height = min(face_width * 1.25, (300 - frame.neck_y) * 0.8)
    return nest(apron, 100 - height * apron.aspect / 2, frame.neck_y + face_width * 0.06, height)


def worn_markup(name: str, frame: Frame, face_width: float) -> str:
    """What a role wears on face or chest."""
    figure = find_figure(glasses_on(name)) if name else None
    if figure is None:
        return ""
    places = {
        "glasses": (face_width * 0.3, frame.chin_y - frame.head * EYES_ABOVE_NECK),
        "sunglasses": (face_width * 0.27, frame.chin_y - frame.head * EYES_ABOVE_NECK),
        "hero-mask": (face_width * 0.38, frame.chin_y - frame.head * EYES_ABOVE_NECK),
        "bow-tie": (16.0, frame.neck_y + 6),
        "halo": (face_width * 0.3, frame.chin_y - frame.head - face_width * 0.34),
        "stethoscope": (46.0, frame.neck_y + 8),
        "tusks": (face_width * 0.16, frame.chin_y - frame.head * 0.12),
        "elf-ears": (face_width * 0.36, frame.chin_y - frame.head * 0.5),
        "camera-slung": (86.0, frame.neck_y + 4),
    }
    height, y = places.get(name, (40.0, frame.neck_y + 10))
    return nest(
        figure, 100 - height * figure.aspect / 2, y - (height / 2 if name in _OVER_EYES else 0), height
    )


def hat_markup(name: str, head_top: Point, face_width: float, color: str | None) -> str:
    """Set a hat on a head; helms cover the face, headphones reach from ear to ear over it."""
    figure = find_figure(name)
    if figure is None:
        return ""
    figure = dyed(figure, color) if color else figure
    left, top, height = hat_place(name, figure.aspect, head_top, face_width)
    return nest(figure, left, top, height)


def hat_place(name: str, aspect: float, head_top: Point, face_width: float) -> tuple[float, float, float]:
    """Left, top and height of a hat: its brim lies on the forehead, whoever wears it."""
    covers = {
        "knight-helm": (1.12, 0.82),
        "ninja-hood": (1.1, 0.92),
        "headphones-worn": (1.0, 0.97),
        "kabuto": (1.62, 0.7),
        "rock-hair": (1.62, 0.72),
        "hair-bun": (1.0, 0.6),
        "beanie": (0.96, 0.5),
        "beret": (1.04, 0.54),
        "santa-hat": (1.16, 0.62),
        "military-helmet": (1.12, 0.5),
        "nemes": (1.3, 0.72),
        "earmuffs": (1.16, 0.94),
        "mohawk-hair": (0.42, 0.16),
        "turban-hat": (1.1, 0.44),
        **hat_seats(),
    }
    scale, sink = covers.get(name, (1.02, 0.26))
    if name in ("crown", "tiara"):
        scale, sink = 0.72, 0.16
    width = face_width * scale
    height = width / aspect
    below = face_width * sink if name not in covers else height * sink
    return head_top[0] - width / 2, head_top[1] - height + below, height

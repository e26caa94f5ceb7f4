"""What belongs to a role and is worn: hats, aprons, glasses, an instrument on its strap."""

from cavendish_illustrator.figures.aprons import apron_in
from cavendish_illustrator.figures.body_frame import EYES_ABOVE_NECK, Frame
from cavendish_illustrator.figures.clothes import hat_seats
from cavendish_illustrator.figures.dyeing import dyed
from cavendish_illustrator.svg_figure import Point, find_figure, nest

_OVER_EYES = frozenset({"glasses", "sunglasses", "hero-mask"})
_SLUNG_HEIGHT, _SLUNG_TURN = 152.0, 34.0


def slung_markup(name: str, frame: Frame) -> str:
    """An instrument on a strap before the hip of somebody whose hands do something else."""
    figure = find_figure(name) if name else None
    if figure is None:
        return ""
    x, y = 100.0, frame.hip_y - 4
    wide = _SLUNG_HEIGHT * figure.aspect
    strap = (
        f'<path d="M{100 + frame.half * 0.8:g} {frame.neck_y + 14:g}L{x - 40:g} {y + 14:g}" stroke="#d9b45a" '
        'stroke-width="7" stroke-linecap="round"/>'
    )
    return strap + nest(figure, x - wide / 2, y - _SLUNG_HEIGHT / 2, _SLUNG_HEIGHT, turn=_SLUNG_TURN)


def apron_markup(color: str, frame: Frame, face_width: float) -> str:
    """What somebody wears at work over their clothes, from below the chin."""
    if not color:
        return ""
    apron = apron_in(color)
    height = min(face_width * 1.25, (300 - frame.neck_y) * 0.8)
    return nest(apron, 100 - height * apron.aspect / 2, frame.neck_y + face_width * 0.06, height)


def worn_markup(name: str, frame: Frame, face_width: float) -> str:
    figure = find_figure(name) if name else None
    if figure is None:
        return ""
    places = {
        "glasses": (face_width * 0.3, frame.neck_y - frame.head * EYES_ABOVE_NECK),
        "sunglasses": (face_width * 0.27, frame.neck_y - frame.head * EYES_ABOVE_NECK),
        "hero-mask": (face_width * 0.38, frame.neck_y - frame.head * EYES_ABOVE_NECK),
        "bow-tie": (16.0, frame.neck_y + 6),
        "halo": (face_width * 0.3, frame.neck_y - frame.head - face_width * 0.34),
        "stethoscope": (46.0, frame.neck_y + 8),
        "long-beard": (face_width * 0.8, frame.neck_y - frame.head * 0.16),
        "tusks": (face_width * 0.16, frame.neck_y - frame.head * 0.12),
        "elf-ears": (face_width * 0.36, frame.neck_y - frame.head * 0.5),
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
    covers = {
        "knight-helm": (1.12, 0.82),
        "ninja-hood": (1.1, 0.92),
        "headphones-worn": (1.0, 0.97),
        "kabuto": (1.62, 0.7),
        "rock-hair": (1.62, 0.72),
        "hair-bun": (1.0, 0.6),
        "beanie": (0.96, 0.5),
        **hat_seats(),
    }
    scale, sink = covers.get(name, (1.02, 0.26))
    if name in ("crown", "tiara"):
        scale, sink = 0.72, 0.16
    width = face_width * scale
    height = width / figure.aspect
    below = face_width * sink if name not in covers else height * sink
    return nest(figure, head_top[0] - width / 2, head_top[1] - height + below, height)

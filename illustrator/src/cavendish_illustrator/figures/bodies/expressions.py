"""What animals feel, told by their eyes: lids that are closed or half closed, brows, tears, an open mouth."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from cavendish_illustrator.artwork.svg_figure import Figure
from cavendish_illustrator.figures.bodies.eye_finding import Eye, find_eyes
from cavendish_illustrator.painting.color import hex_code, luminance, mix, rgb
from cavendish_illustrator.picture_spec import Subject

_INK, _PALE, _TEAR, _MOUTH, _TONGUE = "#231a18", "#f3ece2", "#63bdf2", "#5c1f26", "#e8808a"
_DARK_COAT: Final = 0.2
_LONE_GAP: Final = 4.4
"""How far apart two eyes would be where one is seen, in its height."""
_LID: Final = 1.3
_OF_POSES: Final = {
    "sleeping": "asleep",
    "floating_back": "asleep",
    "yawning": "yawning",
    "crying": "crying",
    **dict.fromkeys(("arguing", "shaking_fist", "fighting"), "grumpy"),
}
TOLD: Final = frozenset({"grumpy", "scary", "sad", "surprised", "tired", "winking", *_OF_POSES.values()})
"""Feelings that a face must show, for which an animal turns it to us."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Face:
    """The eyes with the measure of their face and the colour of lines that are seen on it."""

    eyes: tuple[Eye, ...]
    unit: float
    """The distance of two eyes."""
    ink: str

    @property
    def middle(self) -> float:
        return sum(eye.x for eye in self.eyes) / len(self.eyes)

    @property
    def level(self) -> float:
        return sum(eye.y for eye in self.eyes) / len(self.eyes)

    def side(self, eye: Eye) -> int:
        """On which side of the nose an eye is: 1 where the nose is to its left."""
        return -1 if len(self.eyes) > 1 and eye.x < self.middle else 1


def expression_of(subject: Subject) -> str | None:
    """What a subject's face shows."""
    return _OF_POSES.get(subject.pose or "", subject.mood)


def with_expression(figure: Figure, expression: str | None) -> Figure:
    """The figure with what it feels drawn on its eyes; unchanged where none are found."""
    draw = _DRAWN.get(expression or "")
    eyes = find_eyes(figure) if draw is not None else ()
    if draw is None or not eyes:
        return figure
    tall = sum(eye.tall for eye in eyes) / len(eyes)
    unit = eyes[-1].x - eyes[0].x if len(eyes) > 1 else tall * _LONE_GAP
    is_dark = float(luminance(rgb(eyes[0].around))) < _DARK_COAT
    face = _Face(eyes=eyes, unit=unit, ink=_PALE if is_dark else _INK)
    return replace(figure, markup=figure.markup + draw(face))


def has_face_to_us(figure: Figure) -> bool:
    """Whether both eyes of a drawing are seen."""
    return len(find_eyes(figure)) > 1


def _line(path: str, ink: str, wide: float) -> str:
    return f'<path d="{path}" stroke="{ink}" stroke-width="{wide:.2f}" stroke-linecap="round" fill="none"/>'


def _oval(x: float, y: float, wide: float, tall: float, paint: str) -> str:
    return f'<ellipse cx="{x:.2f}" cy="{y:.2f}" rx="{wide:.2f}" ry="{tall:.2f}" {paint}/>'


def _stroke(face: _Face, eye: Eye) -> float:
    return max(eye.tall * 0.3, face.unit * 0.05)


def _closed(face: _Face, bend: float = 1.0) -> str:
    """Lids over the eyes, curved down as in sleep, or up as in joy where `bend` is negative."""
    drawn = ""
    for eye in face.eyes:
        wide, tall = eye.wide * _LID * eye.ball, eye.tall * _LID * eye.ball
        half = max(wide, face.unit * 0.13)
        drawn += _oval(eye.x, eye.y, wide, tall, f'fill="{eye.around}"')
        start = eye.y - tall * 0.25 * bend
        drawn += _line(
            f"M{eye.x - half:.2f} {start:.2f}q{half:.2f} {half * 0.95 * bend:.2f} {2 * half:.2f} 0",
            face.ink,
            _stroke(face, eye),
        )
    return drawn


def _half_closed(face: _Face) -> str:
    """Heavy lids over the upper part of the eyes, and shadows under them."""
    drawn = ""
    for eye in face.eyes:
        wide, tall = eye.wide * _LID * eye.ball, eye.tall * _LID * eye.ball
        lid = hex_code(mix(rgb(eye.around), rgb(face.ink), 0.12))
        drawn += (
            f'<path d="M{eye.x - wide:.2f} {eye.y + tall * 0.1:.2f}a{wide:.2f} {tall:.2f} 0 0 1 '
            f'{2 * wide:.2f} 0z" fill="{lid}"/>'
        )
        drawn += _line(
            f"M{eye.x - wide * 1.15:.2f} {eye.y + tall * 0.1:.2f}h{wide * 2.3:.2f}",
            face.ink,
            _stroke(face, eye),
        )
        low = eye.y + tall * 1.3
        drawn += _line(
            f"M{eye.x - wide * 0.8:.2f} {low:.2f}q{wide * 0.8:.2f} {tall * 0.5:.2f} {wide * 1.6:.2f} 0",
            hex_code(mix(rgb(eye.around), rgb(face.ink), 0.4)),
            _stroke(face, eye) * 0.6,
        )
    return drawn


def _brows(face: _Face, inner: float, outer: float) -> str:
    """Brows whose ends are so high over the eyes' upper rim, in units of the face."""
    drawn = ""
    for eye in face.eyes:
        side, rim = face.side(eye), eye.y - eye.tall * eye.ball
        reach = max(eye.wide * 1.2 * eye.ball, face.unit * 0.2)
        drawn += _line(
            f"M{eye.x - side * reach:.2f} {rim - inner * face.unit:.2f}"
            f"L{eye.x + side * reach:.2f} {rim - outer * face.unit:.2f}",
            face.ink,
            max(face.unit * 0.085, eye.tall * 0.42),
        )
    return drawn


def _angry(face: _Face) -> str:
    """Lids that slant to the nose under heavy brows."""
    drawn = ""
    for eye in face.eyes:
        size = 1.3 * eye.ball
        side, wide, tall = face.side(eye), eye.wide * size, eye.tall * size
        inner, outer = eye.x - side * wide, eye.x + side * wide
        drawn += (
            f'<path d="M{inner:.2f} {eye.y - tall * 0.1:.2f}L{outer:.2f} {eye.y - tall * 0.85:.2f}'
            f'V{eye.y - tall * 1.2:.2f}H{inner:.2f}z" fill="{eye.around}"/>'
        )
    return drawn + _brows(face, -0.16, 0.16)


def _tears(face: _Face, long: float) -> str:
    drawn = ""
    for eye in face.eyes:
        size = max(face.unit * 0.13, eye.tall * 0.5) * long
        x, y = eye.x + face.side(eye) * eye.wide * 0.5, eye.y + eye.tall * 0.9
        drawn += (
            f'<path d="M{x:.2f} {y:.2f}q{size:.2f} {size * 1.7:.2f} 0 {size * 2.3:.2f}'
            f'q{-size:.2f} {-size * 0.6:.2f} 0 {-size * 2.3:.2f}z" fill="{_TEAR}" stroke="#3a8fc4" '
            f'stroke-width="{size * 0.12:.2f}"/>'
        )
    return drawn


def _sad(face: _Face) -> str:
    return _brows(face, 0.32, 0.08) + _tears(face, 1.0)


def _crying(face: _Face) -> str:
    return _closed(face) + _brows(face, 0.36, 0.1) + _tears(face, 1.7)


def _wide_open(face: _Face) -> str:
    """Eyes whose white is seen all around, brows high above them."""
    drawn = ""
    for eye in face.eyes:
        size = max(eye.wide, eye.tall, face.unit * 0.13)
        white, pupil = min(size * 1.75, face.unit * 0.4), size * 0.72
        drawn += (
            f'<circle cx="{eye.x:.2f}" cy="{eye.y:.2f}" r="{white:.2f}" fill="#fff" stroke="{_INK}" '
            f'stroke-width="{size * 0.16:.2f}"/><circle cx="{eye.x:.2f}" cy="{eye.y:.2f}" r="{pupil:.2f}" '
            f'fill="{_INK}"/><circle cx="{eye.x + pupil * 0.3:.2f}" cy="{eye.y - pupil * 0.35:.2f}" '
            f'r="{pupil * 0.3:.2f}" fill="#fff"/>'
        )
    return drawn + _brows(face, 0.4, 0.3)


def _winking(face: _Face) -> str:
    """One eye shut, curved up as in joy."""
    return _closed(replace(face, eyes=face.eyes[-1:]), bend=-1.0) + _brows(face, 0.24, 0.16)


def _yawning(face: _Face) -> str:
    """Eyes shut over a mouth wide open; of one seen from the side only the eyes."""
    if len(face.eyes) < 2:
        return _closed(face)
    x, y = face.middle, face.level + face.unit * 1.02
    wide, tall = face.unit * 0.34, face.unit * 0.42
    rim = f'fill="{_MOUTH}" stroke="{_INK}" stroke-width="{face.unit * 0.04:.2f}"'
    mouth = _oval(x, y, wide, tall, rim)
    mouth += _oval(x, y + tall * 0.52, wide * 0.62, tall * 0.36, f'fill="{_TONGUE}"')
    return _closed(face) + _brows(face, 0.22, 0.14) + mouth


_DRAWN: Final[Mapping[str, Callable[[_Face], str]]] = {
    "asleep": _closed,
    "tired": _half_closed,
    "grumpy": _angry,
    "scary": _angry,
    "sad": _sad,
    "crying": _crying,
    "surprised": _wide_open,
    "yawning": _yawning,
    "winking": _winking,
}

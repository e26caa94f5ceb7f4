"""An animal curled around a cup as a mark: head on one side, body below, tail up the other."""

from dataclasses import replace
from typing import Final

import numpy as np

from cavendish_illustrator.painting.color import Field, luminance, mix, smoothstep
from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.vocabulary.concept_classes import is_animal
from cavendish_illustrator.vocabulary.tokens import tokenise

_CURLED: Final = (
    "curled", "curling", "curls", "wrapped", "coiled", "zwiniet", "owinie", "okrec", "gerollt", "eingeroll",
    "zusammengeroll", "gekringel", "enroscad", "acurruc", "enrollad", "enroul", "lové", "acciambell",
    "avvolt",
    "arrotol", "enrolad", "opgerold", "gekruld", "згорну", "скруче", "обвив", "stocen", "schoulen", "omotan",
    "ovinut", "wickelt", "gewickel", "umschling",
)  # fmt: skip
_SIDE: Final = 320
_RADIUS, _HALF, _MIDDLE = 0.365, 0.1, 0.53
"""Of the body's ring and of its thickness, and the row of its middle, in parts of the side."""
_HEAD, _SPAN = 205.0, 258.0
"""Degrees clockwise from the right at which the neck is, and from there to the tip of the tail."""
_TIP: Final = 0.8
_PALE, _MUCH = 0.85, 0.1
_SEEN: Final = 0.5


def is_curled(spec: PictureSpec) -> bool:
    """Whether an animal is said to be curled around the one other thing."""
    animals = [is_animal(one.concept) for one in spec.subjects]
    is_told = any(token.plain.startswith(_CURLED) for token in tokenise(spec.prompt))
    return len(animals) == 2 and sum(animals) == 1 and is_told


def with_head_alone(spec: PictureSpec) -> PictureSpec:
    """The mark with the animal's head where it is curled around something, for its body is drawn here."""
    if not is_curled(spec):
        return spec
    return replace(spec, subjects=tuple(replace(one, pose=None, count=1) for one in spec.subjects))


def curled_body(head: Field) -> Field:
    """The body and tail of a head, a square of straight alpha; with white in the head the tip is white."""
    ys, xs = (np.mgrid[0:_SIDE, 0:_SIDE].astype(np.float32) + 0.5) / _SIDE
    across, down = xs - 0.5, ys - _MIDDLE
    angle = np.degrees(np.arctan2(down, across))
    along = (_HEAD - np.where(angle < _HEAD - 360, angle + 360, angle)) / _SPAN
    half = _HALF * (1 - 0.3 * along) * (1 + 0.55 * smoothstep(0.62, 0.86, along))
    half = half * np.sqrt(smoothstep(1.0, 0.84, along))
    inside = half - np.abs(np.hypot(across, down) - _RADIUS)
    seen = head[..., :3][head[..., 3] > _SEEN]
    color = np.median(seen, 0).astype(np.float32)
    has_white = float((luminance(seen) > _PALE).mean()) > _MUCH
    tip = smoothstep(_TIP - 0.012, _TIP + 0.012, along) * has_white
    body = np.zeros((_SIDE, _SIDE, 4), np.float32)
    body[..., :3] = mix(color, "#ffffff", tip[..., None])
    body[..., 3] = smoothstep(-0.7 / _SIDE, 0.7 / _SIDE, inside) * (along < 1)
    return body

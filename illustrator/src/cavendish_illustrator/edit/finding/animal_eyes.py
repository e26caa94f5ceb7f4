"""Finds the two eyes of an animal that looks at the camera, by what all eyes share: dark discs in a pair.

Source of the votes: Loy, Zelinsky, "Fast Radial Symmetry", 2003.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.edit.finding.photograph import extent_of
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.painting.color import Field, luminance, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur, dilate, gradient, resize

_SIDE: Final = 256
"""Long side of the copy of the object that is searched."""
_RADII: Final = (4, 5.5, 7.5, 10, 13.5, 18)
"""Of eyes in that copy, in pixels."""
_FACE_END: Final = 0.66
"""Eyes lie above this part of the object's height."""
_CANDIDATES: Final = 8
"""Discs of each radius that are looked at."""
SURE: Final = 4.2
"""Score of a pair that is believed: eyes seen from the front have 5 and more, spots and bolts up to 3.5."""
_CLOSE, _LOW = 0.21, 0.45
"""Distance of spots in the width of what they are seen on, and depth in its height, that no eyes have."""
LIKELY: Final = 2.6
"""Score of a pair that tells better than nothing where the eyes of a close-up are."""
_ALIKE: Final = 0.16
"""Mean difference at which two discs are no pair any more."""
_OTHER_COLOUR: Final = 15.0
"""Distance in CIE Lab, lightness counting a third, at which it is no iris any more."""
_FARTHEST_RIM: Final = 1.5
"""How far an iris goes at most, in the radius of its disc around the pupil."""
_NEAREST, _FARTHEST, _STEEPEST = 3.2, 12.0, 0.5
"""Distance of two eyes in their radii, and how much their line may slope."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Eye:
    """Middle and radius of a pupil with more or less of its iris, in pixels."""

    x: float
    y: float
    radius: float
    score: float = 0.0


def _votes(tone: Field, radius: float) -> Field:
    """How many edges around each pixel look away from it at this distance."""
    along_x, along_y = gradient(blur(tone, max(0.6, radius * 0.22)))
    steep = np.hypot(along_x, along_y)
    edges = steep > max(1e-5, float(np.percentile(steep, 70)))
    rows, columns = np.nonzero(edges)
    strength = steep[edges]
    total = np.zeros(tone.shape, np.float32)
    to_x = np.rint(columns - along_x[edges] / strength * radius).astype(int)
    to_y = np.rint(rows - along_y[edges] / strength * radius).astype(int)
    inside = (to_x >= 0) & (to_x < tone.shape[1]) & (to_y >= 0) & (to_y < tone.shape[0])
    most = max(1e-5, float(np.percentile(steep, 96)))
    np.add.at(total, (to_y[inside], to_x[inside]), np.minimum(strength / most, 1)[inside])
    spread = 0.25 * radius
    # A full circle of edges weighs the same whatever its size.
    return blur(total, max(0.8, spread)) * float(np.sqrt(2 * np.pi) * spread / radius)


def _discs(tone: Field, cover: Field, radius: float) -> Iterator[Eye]:
    """The likeliest dark discs of one size, the likeliest first."""
    dark = smoothstep(0.5, 0.25, blur(tone, radius * 0.35))
    votes = np.asarray(_votes(tone, radius) * (cover > 0.5) * dark, np.float32)
    reach = int(radius)
    for _ in range(_CANDIDATES):
        y, x = (int(value) for value in np.unravel_index(int(votes.argmax()), votes.shape))
        if votes[y, x] <= 0:
            return
        yield Eye(x=float(x), y=float(y), radius=radius, score=float(votes[y, x]))
        votes[max(0, y - reach) : y + reach + 1, max(0, x - reach) : x + reach + 1] = 0


def _look(image: Field, eye: Eye) -> Field:
    side = int(eye.radius * 3) | 1
    around = cv2.getRectSubPix(np.ascontiguousarray(image, np.float32), (side, side), (eye.x, eye.y))
    return resize(np.asarray(around, np.float32), 11, 11)


def _pair_score(left: Eye, right: Eye, looks: tuple[Field, Field]) -> float:
    radius = (left.radius + right.radius) / 2
    across, down = right.x - left.x, right.y - left.y
    if across <= 0 or abs(down) > _STEEPEST * across:
        return 0.0
    if not _NEAREST * radius < np.hypot(across, down) < _FARTHEST * radius:
        return 0.0
    if max(left.radius, right.radius) > 1.5 * min(left.radius, right.radius):
        return 0.0
    apart = min(np.abs(looks[0] - looks[1]).mean(), np.abs(looks[0] - looks[1][:, ::-1]).mean())
    likeness = float(np.exp(-((float(apart) / _ALIKE) ** 2)))
    return float(np.sqrt(radius)) * min(left.score, right.score) * likeness


def _best_pair(image: Field, discs: Sequence[Eye], least: float) -> tuple[Eye, Eye] | None:
    looks = [_look(image, disc) for disc in discs]
    best, chosen = least, None
    for first, second in permutations(range(len(discs)), 2):
        score = _pair_score(discs[first], discs[second], (looks[first], looks[second]))
        if score > best:
            best, chosen = score, (discs[first], discs[second])
    return chosen


def find_animal_eyes(image: Field, matte: Field, least: float = SURE) -> tuple[Eye, Eye] | None:
    """Both eyes of the main object, the left one first, or None where no pair scores more than `least`."""
    extent = extent_of(matte)
    inside = np.s_[extent.top : extent.bottom, extent.left : extent.right]
    scale = _SIDE / max(extent.width, extent.height)
    small = (max(8, round(extent.width * scale)), max(8, round(extent.height * scale)))
    seen, cover = resize(image[inside], *small), resize(matte[inside], *small)
    cover[int(_FACE_END * small[1]) :] = 0
    tone = luminance(seen)
    discs = [disc for radius in _RADII for disc in _discs(tone, cover, radius)]
    pair = _best_pair(seen, discs, least)
    if pair is None:
        return None
    if least < SURE and are_nostrils(pair, cover):
        return None
    left, right = (
        Eye(x=one.x / scale + extent.left, y=one.y / scale + extent.top, radius=one.radius / scale)
        for one in pair
    )
    return left, right


def eyes_before_clothes(picture: WorkingPicture, least: float = SURE) -> tuple[Eye, Eye] | None:
    """The eyes of the animal a picture shows, as they were before anything was tied around its neck."""
    image, matte = picture.bare or (picture.rgb, picture.matte)
    return find_animal_eyes(image, matte, least)


def are_nostrils(pair: tuple[Eye, Eye], cover: Field) -> bool:
    """Whether two dark spots are too near each other and too low for the head around them."""
    row = int(np.clip((pair[0].y + pair[1].y) / 2, 0, cover.shape[0] - 1))
    wide = float((cover[row] > 0.5).sum())
    apart = float(np.hypot(pair[1].x - pair[0].x, pair[1].y - pair[0].y))
    return apart < _CLOSE * wide and row > _LOW * cover.shape[0]


def _iris_radius(lab: Field, distance: Field, eye: Eye) -> float:
    """Where the colours change most on the way out of the pupil's middle: the iris's outer edge."""
    steps = np.linspace(0.9, 2.1, 13) * eye.radius
    width = 0.22 * eye.radius
    changes = []
    for radius in steps:
        inner = (distance > radius - width) & (distance <= radius)
        outer = (distance > radius) & (distance <= radius + width)
        changes.append(float(np.abs(_middle(lab, inner) - _middle(lab, outer)).sum()))
    return float(steps[int(np.argmax(changes))])


def _middle(lab: Field, chosen: Field) -> Field:
    return np.median(lab[chosen], 0) if chosen.any() else np.zeros(3, np.float32)


def iris_cover(lab: Field, eye: Eye) -> Field:
    """The coloured ring of an eye: no pupil, no gleam, no lid. `lab` is the whole picture in CIE Lab."""
    ys, xs = np.ogrid[: lab.shape[0], : lab.shape[1]]
    distance = np.asarray(np.hypot(xs - eye.x, ys - eye.y), np.float32)
    radius = _iris_radius(lab, distance, eye)
    disc = smoothstep(1.04, 0.94, distance / radius)
    lightness = lab[..., 0]
    within = (distance < radius) & (lightness < 85)
    dark, light = np.percentile(lightness[within], (8, 60)) if within.any() else (0.0, 50.0)
    edge = float(dark + 0.38 * (light - dark))
    not_pupil = smoothstep(edge - 4, edge + 4, lightness)
    ring = np.asarray(disc * not_pupil, np.float32)
    whole = np.maximum(ring, _grown(lab, ring, distance / radius) * not_pupil)
    return np.asarray(whole * smoothstep(92, 78, lightness), np.float32)


def _grown(lab: Field, ring: Field, distance: Field) -> Field:
    """What goes on from the ring in its own colour: seen from the side an iris is no disc."""
    if not (ring > 0.5).any():
        return ring
    apart = (lab - np.median(lab[ring > 0.5], 0)) * np.array([0.35, 1, 1], np.float32)
    alike = smoothstep(_OTHER_COLOUR, 0.6 * _OTHER_COLOUR, np.sqrt((apart**2).sum(-1)))
    near = np.asarray(alike * smoothstep(_FARTHEST_RIM, 0.92 * _FARTHEST_RIM, distance), np.float32)
    _, labels = cv2.connectedComponents(((near > 0.4) | (ring > 0.5)).astype(np.uint8))
    kept = np.unique(labels[ring > 0.5])
    grown = np.asarray(near * np.isin(labels, kept), np.float32)
    reach = max(1, round(0.1 * float(np.sqrt((ring > 0.5).sum()))))
    return blur(1 - dilate(1 - dilate(grown, reach), reach), 0.8)

"""Looks at a planned layout before it is painted and names what a stranger would laugh at.

It knows boxes only: who stands where, how large, before whom, and how tall things are in life.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cavendish_illustrator.figures.drawings.cast import Scheme
from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.figures.drawings.real_sizes import real_height, size_factor
from cavendish_illustrator.painting.canvas import Canvas, StageKind
from cavendish_illustrator.picture_spec import PictureSpec, RelationKind
from cavendish_illustrator.staging.crowding import clusters_of
from cavendish_illustrator.staging.layout import seen_height
from cavendish_illustrator.vocabulary.concept_classes import is_animal, is_animate, is_food

MOST_SCALE: Final = 1.7
"""How much larger a thing may be drawn than others beside it, by their sizes in life."""
_LEAST_SCALE, _LEAST_FAR, _LEAST_ALOFT = 0.5, 0.3, 0.18
"""How much smaller: beside others, of houses and what stands behind, and in the sky."""
_SEATED: Final = 0.8
"""How tall somebody is in a picture of them in an armchair or a hammock, in parts of it."""
_TIED_SLACK: Final = 1.8
"""What is on, in or under another is fitted to it and may be so much farther off."""
_FAR_M: Final = 4.0
_MOST_ALOFT: Final = 1.0
"""What flies is farther off than what stands, and not much larger for it."""
FACE: Final = 0.34
"""The upper part of somebody where the face is."""
_HIDDEN, _FACE_HIDDEN = 0.55, 0.22
_SCENIC: Final = frozenset({Scheme.VEHICLE, Scheme.COIL, Scheme.IN_ARMS, Scheme.UNDERNEATH})
"""Schemes whose size says nothing of the size of their first member."""
_HELD: Final = frozenset({RelationKind.ON, RelationKind.INSIDE, RelationKind.OVER, RelationKind.HANGING})
_FITTED: Final = frozenset({*_HELD, RelationKind.UNDER})
_WANTED: Final = ((1, 0.36), (3, 0.32), (6, 0.29), (12, 0.21))
_INDOORS: Final = 1.2
"""In rooms, where furniture tells how large people are, they are so much larger at least."""
"""By how many are alive: how tall the main one is at least, in parts of the picture's height."""
_ANIMAL_SHARE: Final = 0.85
_LINE, _LINE_DEPTH = 5, 0.035
_GROUNDED: Final = frozenset({StageKind.GROUND, StageKind.SURFACE})
_DISTANT: Final = frozenset({"wide", "top", "isometric"})


class Fault(StrEnum):
    """What can be wrong with where a figure is."""

    TOO_LARGE = "too_large"
    TOO_SMALL = "too_small"
    HIDDEN = "hidden"
    UNSEEN_FACE = "unseen_face"
    LEAD_TINY = "lead_tiny"
    OFF_SUPPORT = "off_support"
    IN_LINE = "in_line"


_WEIGHTS: Final = {
    Fault.TOO_LARGE: 1.0,
    Fault.TOO_SMALL: 0.6,
    Fault.HIDDEN: 1.2,
    Fault.UNSEEN_FACE: 1.5,
    Fault.LEAD_TINY: 1.0,
    Fault.OFF_SUPPORT: 1.5,
    Fault.IN_LINE: 0.5,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault of one figure; `excess` says how far from right it is, from 0."""

    fault: Fault
    figure: int
    """Its number among the figures reviewed."""
    excess: float


def review(canvas: Canvas, spec: PictureSpec, figures: Sequence[Placed]) -> tuple[Finding, ...]:
    """All faults of a layout; none where nothing is absurd."""
    found = [*_scales(canvas, spec, figures), *_views(spec, figures)]
    found += [*_lead(canvas, spec, figures), *_supports(spec, figures), *_lines(canvas, figures)]
    return tuple(found)


def cost_of(findings: Sequence[Finding]) -> float:
    """How bad a layout is; 0 without faults."""
    return sum(_WEIGHTS[one.fault] * (0.5 + min(one.excess, 2.0)) for one in findings)


def is_alive(one: Placed) -> bool:
    return one.cast.scheme is not None or is_animate(one.cast.subject.concept)


def scale_of(canvas: Canvas, one: Placed) -> float:
    """Pixels for what is shown as one metre tall by its size in life."""
    subject = one.cast.subject
    seen = seen_height(subject.concept, one.aspect, is_shelf=canvas.stage.kind is StageKind.SURFACE)
    seated = _SEATED if one.cast.scheme is Scheme.SEAT and one.rise == 1.0 else 1.0
    return one.height * seated / one.rise / (seen * size_factor(subject))


def ties_of(spec: PictureSpec) -> set[int]:
    """The subjects that are on, in, over or under something, which fits their size and place to it."""
    return {index for r in spec.relations if r.kind in _FITTED for index in (r.subject, r.target)}


def yardstick(figures: Sequence[Placed]) -> Placed | None:
    """The figure that the sizes of all others are seen by: the tallest in life of who lives, else of all."""
    grounded = [one for one in figures if not one.is_airborne and one.cast.scheme not in _SCENIC]
    alive = [one for one in grounded if is_alive(one)]
    choice = alive or grounded
    return max(choice, key=lambda one: real_height(one.cast.subject.concept), default=None)


def is_measured(canvas: Canvas, one: Placed) -> bool:
    """Whether the size of a figure can be compared with others at all."""
    return canvas.stage.kind in _GROUNDED and one.cast.scheme not in _SCENIC and one.height > 0


def scale_bounds(spec: PictureSpec, one: Placed) -> tuple[float, float]:
    """Between which a figure's scale may lie, in parts of the yardstick's."""
    is_far = one.order < -0.5 or real_height(one.cast.subject.concept) >= _FAR_M
    least = _LEAST_ALOFT if one.is_airborne else _LEAST_FAR if is_far else _LEAST_SCALE
    most = _MOST_ALOFT if one.is_airborne else MOST_SCALE
    slack = _TIED_SLACK if one.index in ties_of(spec) else 1.0
    return least / slack, most * slack


def _scales(canvas: Canvas, spec: PictureSpec, figures: Sequence[Placed]) -> list[Finding]:
    lead = yardstick(figures)
    if lead is None or canvas.stage.kind not in _GROUNDED:
        return []
    found = []
    for number, one in enumerate(figures):
        if one is lead or not is_measured(canvas, one):
            continue
        share = scale_of(canvas, one) / scale_of(canvas, lead)
        least, most = scale_bounds(spec, one)
        if share > most * 1.01:
            found.append(Finding(fault=Fault.TOO_LARGE, figure=number, excess=share / most - 1))
        elif share < least * 0.99:
            found.append(Finding(fault=Fault.TOO_SMALL, figure=number, excess=least / share - 1))
    return found


def is_before(one: Placed, other: Placed) -> bool:
    """Whether the first is painted after the other."""
    return (one.order, one.feet_y) > (other.order, other.feet_y)


def covered(one: Placed, others: Sequence[Placed], *, part: float = 1.0) -> float:
    """How much of a figure, or of its uppermost part, the others' boxes lie over; at least."""
    top, bottom = one.feet_y - one.height, one.feet_y - one.height * (1 - part)
    left, right = one.x - one.width * 0.4, one.x + one.width * 0.4
    most = 0.0
    for other in others:
        wide = min(right, other.x + other.width * 0.42) - max(left, other.x - other.width * 0.42)
        tall = min(bottom, other.feet_y) - max(top, other.feet_y - other.height * 0.94)
        if wide > 0 and tall > 0:
            most = max(most, wide * tall / max(1.0, (right - left) * (bottom - top)))
    return most


def _views(spec: PictureSpec, figures: Sequence[Placed]) -> list[Finding]:
    hidden_by_wish = {
        (r.subject, r.target)
        for r in spec.relations
        if r.kind in (RelationKind.BEHIND, RelationKind.INSIDE, RelationKind.UNDER)
    }
    hidden_by_wish |= {(r.target, r.subject) for r in spec.relations if r.kind is RelationKind.ON}
    found = []
    for number, one in enumerate(figures):
        others = [
            other
            for other in figures
            if other is not one and is_before(other, one) and (one.index, other.index) not in hidden_by_wish
        ]
        share = covered(one, others)
        face = covered(one, others, part=FACE) if is_alive(one) else 0.0
        if face > _FACE_HIDDEN:
            found.append(Finding(fault=Fault.UNSEEN_FACE, figure=number, excess=face))
        elif share > _HIDDEN:
            found.append(Finding(fault=Fault.HIDDEN, figure=number, excess=share))
    return found


def lead_of(figures: Sequence[Placed]) -> int | None:
    """The number of the figure that the picture is about: the first that lives and stands on the ground."""
    for number, one in enumerate(figures):
        is_free = not one.is_airborne and one.cast.subject.spot is None
        is_first = one.index == min(other.index for other in figures)
        if is_free and is_first and is_alive(one) and not one.cast.subject.is_in_water:
            return number
    return None


def wanted_height(canvas: Canvas, spec: PictureSpec, figures: Sequence[Placed], lead: Placed) -> float:
    """How tall the main figure is at least, pixels; 0 where nothing is asked of it."""
    is_open = canvas.stage.kind is StageKind.GROUND and not canvas.stage.is_bounded
    if not is_open or spec.framing in _DISTANT or lead.order < -0.5:
        return 0.0
    alive = [one for one in figures if is_alive(one)]
    share = next((share for most, share in _WANTED if len(alive) <= most), 0.0)
    is_beast = is_animal(lead.cast.subject.concept)
    share *= _INDOORS if canvas.is_indoors else 1.0
    return canvas.height * share * (_ANIMAL_SHARE if is_beast else 1.0)


def _lead(canvas: Canvas, spec: PictureSpec, figures: Sequence[Placed]) -> list[Finding]:
    number = lead_of(figures)
    if number is None:
        return []
    lead = figures[number]
    wanted = wanted_height(canvas, spec, figures, lead)
    size = extent_of(spec, figures, lead)
    if size >= wanted * 0.97:
        return []
    return [Finding(fault=Fault.LEAD_TINY, figure=number, excess=wanted / max(size, 1.0) - 1)]


def extent_of(spec: PictureSpec, figures: Sequence[Placed], lead: Placed) -> float:
    """How large the main figure is seen, pixels, with what it is on, in or under."""
    cluster = next(one for one in clusters_of(spec, list(figures)) if lead in one.members)
    tall = max(p.feet_y for p in cluster.members) - min(p.feet_y - p.height for p in cluster.members)
    return max(tall, lead.width * 0.6)


def _supports(spec: PictureSpec, figures: Sequence[Placed]) -> list[Finding]:
    """Who is said to be on or in something touches it."""
    found = []
    for relation in spec.relations:
        if relation.kind not in (RelationKind.ON, RelationKind.INSIDE):
            continue
        targets = [one for one in figures if one.index == relation.target]
        for number, one in enumerate(figures):
            if one.index != relation.subject or not targets or _has_own_place(one, targets[0]):
                continue
            if not any(_touches(one, target) for target in targets):
                found.append(Finding(fault=Fault.OFF_SUPPORT, figure=number, excess=1.0))
    return found


def _lines(canvas: Canvas, figures: Sequence[Placed]) -> list[Finding]:
    """Five or more animals are not drawn up in one line."""
    feet: dict[int, list[float]] = {}
    for one in figures:
        if is_alive(one) and not one.is_airborne and canvas.stage.kind is StageKind.GROUND:
            feet.setdefault(one.index, []).append(one.feet_y)
    found = []
    for number, one in enumerate(figures):
        row = feet.pop(one.index, [])
        if len(row) >= _LINE and max(row) - min(row) < canvas.height * _LINE_DEPTH:
            found.append(Finding(fault=Fault.IN_LINE, figure=number, excess=0.0))
    return found


def _has_own_place(one: Placed, target: Placed) -> bool:
    """Whether its place is not a matter of boxes: in a scheme, in the air, or baked into what it is in."""
    is_baked = is_food(one.cast.subject.concept) and is_food(target.cast.subject.concept)
    has_scheme = one.cast.scheme is not None or target.cast.scheme is not None
    return has_scheme or one.is_airborne or is_baked


def _touches(one: Placed, target: Placed) -> bool:
    is_across = abs(one.x - target.x) < (target.width + one.width * 0.2) / 2
    slack = target.height * 0.12
    return (
        is_across
        and target.feet_y - target.height - slack <= one.feet_y <= target.feet_y + slack + one.height
    )

"""Mends a planned layout: each change is kept only where the review then finds less wrong with it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.staging.crowding import Cluster, clusters_of
from cavendish_illustrator.staging.gathering import gather
from cavendish_illustrator.staging.layout_review import (
    cost_of,
    extent_of,
    is_alive,
    is_measured,
    lead_of,
    review,
    scale_bounds,
    scale_of,
    wanted_height,
    yardstick,
)
from cavendish_illustrator.staging.stated_layout import has_stated_places

_USED: Final = 0.95
"""How much of the picture's width they may fill."""
_OVERLAP: Final = (0.1, 0.24, 0.36)
"""How much of the narrower of two neighbours the other may cover: the less, the better."""
_TALLEST: Final = 0.84
_STEPS: Final = (1.0, 0.8, 0.62)
"""How far a change goes; the first that makes the layout better is taken."""
_SMALLEST: Final = 0.045
"""What is asked for is at least so large, in parts of the picture's height."""

Mend = Callable[[Canvas, PictureSpec, list[Placed], float], None]


def mended(canvas: Canvas, spec: PictureSpec, figures: list[Placed]) -> list[Placed]:
    """The layout with as few faults as the mends can bring it to; itself where it has none."""
    best, cost = figures, cost_of(review(canvas, spec, figures))
    for mend in _MENDS:
        for step in _STEPS:
            if not cost:
                return best
            tried = [replace(one) for one in best]
            mend(canvas, spec, tried, step)
            tried.sort(key=lambda one: (one.order, one.feet_y))
            found = cost_of(review(canvas, spec, tried))
            if found < cost - 1e-6:
                best, cost = tried, found
                break
    return best


def _even_scales(canvas: Canvas, spec: PictureSpec, figures: list[Placed], step: float) -> None:
    """Bring each figure to a size that fits the others beside it."""
    lead = yardstick(figures)
    if lead is None:
        return
    for cluster in clusters_of(spec, figures):
        if lead in cluster.members:
            continue
        measured = [one for one in cluster.members if is_measured(canvas, one)]
        if not measured:
            continue
        largest = max(measured, key=lambda one: one.height)
        share = scale_of(canvas, largest) / scale_of(canvas, lead)
        least, most = scale_bounds(spec, largest)
        wanted = min(max(share, least), most)
        floor = canvas.height * _SMALLEST / max(largest.height, largest.width)
        factor = max(wanted / share, min(1.0, floor)) ** step
        if largest.is_airborne:
            _shrink_aloft(cluster, factor)
        else:
            cluster.shrink(factor, (cluster.left + cluster.right) / 2)
    for one in figures:
        if one is not lead and is_measured(canvas, one):
            _fit_alone(canvas, spec, one, lead)
    _repack(canvas, spec, figures)


def _fit_alone(canvas: Canvas, spec: PictureSpec, one: Placed, lead: Placed) -> None:
    """Shrink a figure that is still too large, on its own feet."""
    most = scale_bounds(spec, one)[1]
    share = scale_of(canvas, one) / scale_of(canvas, lead)
    if share > most:
        one.height = max(one.height * most / share, canvas.height * _SMALLEST)


def _shrink_aloft(cluster: Cluster, factor: float) -> None:
    """Scale what is in the sky about its middle."""
    for one in cluster.members:
        middle = one.feet_y - one.height / 2
        one.height *= factor
        one.feet_y = middle + one.height / 2


def _bring_near(canvas: Canvas, spec: PictureSpec, figures: list[Placed], step: float) -> None:
    """Enlarge who the picture is about, and what stands with them, until they are seen well."""
    number = lead_of(figures)
    if number is None or has_stated_places(spec):
        return
    lead = figures[number]
    wanted = wanted_height(canvas, spec, figures, lead)
    factor = max(1.0, wanted / max(extent_of(spec, figures, lead), 1.0)) ** step
    for cluster in clusters_of(spec, [one for one in figures if not one.is_airborne]):
        room = canvas.height * _TALLEST / max(1.0, *(one.height for one in cluster.members))
        wide = canvas.width * _USED / max(cluster.right - cluster.left, 1.0)
        cluster.shrink(max(1.0, min(factor, room, wide)), (cluster.left + cluster.right) / 2)
    _repack(canvas, spec, figures)


def _repack(canvas: Canvas, spec: PictureSpec, figures: Sequence[Placed]) -> None:
    """Stand the clusters side by side again, the tall ones a step behind the low ones before them."""
    if has_stated_places(spec):
        return
    clusters = clusters_of(spec, [one for one in figures if not one.is_airborne and one.order > -0.9])
    if len(clusters) < 2:
        _pull_inside(canvas, clusters)
        return
    clusters.sort(key=lambda one: one.left + one.right)
    room = canvas.width * _USED
    total = sum(one.right - one.left for one in clusters)
    narrow = sum(min(a.right - a.left, b.right - b.left) for a, b in pairwise(clusters))
    share = next((share for share in _OVERLAP if total - narrow * share <= room), _OVERLAP[-1])
    if total - narrow * share > room:
        factor = room / (total - narrow * share)
        for one in clusters:
            one.shrink(factor, (one.left + one.right) / 2)
        total, narrow = total * factor, narrow * factor
    if total <= room and all(b.left - a.right > -1 for a, b in pairwise(clusters)):
        _pull_inside(canvas, clusters)
        return
    _line_up(canvas, clusters, overlap=min(share, max(0.0, (total - room) / max(narrow, 1.0))))
    _step_back(canvas, clusters)


def _line_up(canvas: Canvas, clusters: Sequence[Cluster], *, overlap: float) -> None:
    """Give each its place from left to right, neighbours over each other by a share of the narrower."""
    laps = [overlap * min(a.right - a.left, b.right - b.left) for a, b in pairwise(clusters)]
    extent = sum(one.right - one.left for one in clusters) - sum(laps)
    gap = max(0.0, canvas.width * _USED - extent) / (len(clusters) + 1)
    gap = min(gap, canvas.width * 0.06)
    x = (canvas.width - extent - gap * (len(clusters) - 1)) / 2
    for one, lap in zip(clusters, [*laps, 0.0], strict=True):
        wide = one.right - one.left
        one.shift(x - one.left)
        x += wide - lap + gap


def _step_back(canvas: Canvas, clusters: Sequence[Cluster]) -> None:
    """Put the lower of two neighbours a step nearer, so that it hides no face."""
    step = canvas.height * 0.03
    tall = sorted(clusters, key=lambda one: -max(p.height for p in one.members))
    half = -(-len(tall) // 2)
    back, near = canvas.stage.near_y - step, canvas.stage.near_y
    for number, cluster in enumerate(tall):
        by = (back if number < half else near) - cluster.ground
        if abs(by) > canvas.height * 0.25:
            continue  # it stands on something of the place
        for one in cluster.members:
            one.feet_y += by


def _pull_inside(canvas: Canvas, clusters: Sequence[Cluster]) -> None:
    for one in clusters:
        edge = canvas.width * (1 - _USED) / 2
        one.shift(max(0.0, edge - one.left) - max(0.0, one.right - canvas.width + edge))


def _uncover(_canvas: Canvas, spec: PictureSpec, figures: list[Placed], step: float) -> None:
    """Move who is hidden out from behind, to the nearer side; lifeless things go behind the living."""
    for finding in review(_canvas, spec, figures):
        one = figures[finding.figure]
        for other in figures:
            if other is one or (other.order, other.feet_y) <= (one.order, one.feet_y):
                continue
            lap = (one.width + other.width) / 2 - abs(one.x - other.x)
            if lap <= 0 or other.is_airborne:
                continue
            if is_alive(one) and not is_alive(other) and other.height > one.height * 0.5:
                other.order, other.feet_y = one.order, min(other.feet_y, one.feet_y - 1)
                continue
            side = 1 if one.x >= other.x else -1
            one.x += side * lap * 0.5 * step
            other.x -= side * lap * 0.5 * step
    _pull_inside(_canvas, clusters_of(spec, [one for one in figures if not one.is_airborne]))


_MENDS: Final[tuple[Mend, ...]] = (_even_scales, gather, _bring_near, _uncover, _even_scales)

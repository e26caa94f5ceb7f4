"""Exchanges drawings that do not suit the piece, and leaves out what its room has by itself."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import Kind, PictureSpec, RelationKind, Season, Weather

_SEASIDE: Final = frozenset({"tropical_island", "island", "beach", "sea"})
_PAINTED: Final = (
    (frozenset({"bathroom"}), frozenset({"mirror", "bathtub", "curtain"})),
    (
        frozenset({"room", "living_room", "bedroom", "kitchen", "window_view", "hearth", "window", "office"}),
        frozenset({"curtain"}),
    ),
    (frozenset({"picnic"}), frozenset({"blanket", "picnic-blanket"})),
)
"""By its places, what a painter shows there anyway."""
_CUPBOARDS: Final = frozenset({"wardrobe", "dresser-drawers"})


def with_fitting_drawings(spec: PictureSpec) -> PictureSpec:
    """The picture with leaves that lie still, and a kitchen without islands of the sea."""
    return _leaves_lie_still(_without_painted(_kitchens_have_cupboards(spec)))


def _without_painted(spec: PictureSpec) -> PictureSpec:
    """What the place has by itself is not set before it a second time, unless more was said of it."""
    if spec.kind is not Kind.SCENE or not spec.settings:
        return spec
    painted = next((things for places, things in _PAINTED if spec.settings[0] in places), frozenset())
    tied = {r.target for r in spec.relations if r.kind is not RelationKind.ON}
    kept = [
        index
        for index, one in enumerate(spec.subjects)
        if one.concept not in painted or one.color is not None or one.spot is not None or index in tied
    ]
    return spec if len(kept) == len(spec.subjects) else spec.with_subjects(kept)


def _kitchens_have_cupboards(spec: PictureSpec) -> PictureSpec:
    """A kitchen's island is no island in the sea, and its cupboards are painted already."""
    if spec.settings[:1] != ("kitchen",):
        return spec
    settings = tuple(name for name in spec.settings if name not in _SEASIDE)
    kept = [index for index, one in enumerate(spec.subjects) if one.concept not in _CUPBOARDS]
    return replace(spec.with_subjects(kept), settings=settings)


def _leaves_lie_still(spec: PictureSpec) -> PictureSpec:
    """Leaves that nobody lets blow have no lines of wind; in autumn they are those of a maple."""
    is_scene = spec.kind in {Kind.SCENE, Kind.PORTRAIT}
    is_pattern = spec.kind is Kind.PATTERN and spec.season is not Season.AUTUMN
    if is_scene or is_pattern or spec.weather is Weather.WIND:
        return spec
    leaf = "maple-leaf" if spec.season is Season.AUTUMN else "leaf-flat"
    subjects = tuple(
        replace(one, concept=leaf) if one.concept == "leaf-fluttering-in-wind" else one
        for one in spec.subjects
    )
    return replace(spec, subjects=subjects)

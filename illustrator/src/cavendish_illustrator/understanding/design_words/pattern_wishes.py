"""What a repeating pattern asks for besides its things: colours of the whole, a plant's own leaves."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import Kind, PictureSpec

_LEAVES: Final = frozenset({"leaf-flat", "leaf-fluttering-in-wind", "leaf-spray", "leaf-pile"})
_ALL_LEAF: Final = frozenset({"monstera", "fern", "eucalyptus", "palm-tree", "maple-leaf", "ivy-cluster"})


def with_pattern_wishes(spec: PictureSpec) -> PictureSpec:
    """The pattern in all its colours: `shells, navy and white` are navy shells on white, and all of them."""
    if spec.kind is not Kind.PATTERN:
        return spec
    return _of_one_leaf(_of_all_colors(spec))


def _of_all_colors(spec: PictureSpec) -> PictureSpec:
    """The last thing's colour joins those of the whole, where those were told in one run with it."""
    colored = [index for index, one in enumerate(spec.subjects) if one.color is not None]
    if not spec.palette or spec.ground is not None or colored != [len(spec.subjects) - 1]:
        return spec
    last = spec.subjects[-1]
    if last.color is None:
        return spec
    palette = tuple(dict.fromkeys((last.color, *spec.palette)))
    return replace(spec.with_subject(colored[0], replace(last, color=None)), palette=palette)


def _of_one_leaf(spec: PictureSpec) -> PictureSpec:
    """`leaves of a monstera` are no other leaves beside it."""
    if not any(one.concept in _ALL_LEAF for one in spec.subjects):
        return spec
    return spec.with_subjects([k for k, one in enumerate(spec.subjects) if one.concept not in _LEAVES])

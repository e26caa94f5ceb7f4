"""Brings a photograph to the asked size: cropped around its main object, or carried on beyond its edges."""

from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.edit.atmosphere.relighting import add_grain
from cavendish_illustrator.edit.backgrounds.head_completion import crown_over
from cavendish_illustrator.edit.finding.colour_spill import clean_colors
from cavendish_illustrator.edit.finding.photograph import Extent, Photograph, extent_of
from cavendish_illustrator.edit.pixels.hole_filling import fill_smoothly
from cavendish_illustrator.edit.pixels.patch_completion import complete
from cavendish_illustrator.painting.color import Field, brightest, clamp, luminance, mix, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur, dilate, remap, resize
from cavendish_illustrator.understanding.instructions.edit_instruction import Place

_MARGIN: Final = 0.05
"""Room kept around the object, in parts of the photograph's long side."""
_TOUCH: Final = 0.015
_CUT: Final = 0.03
"""The same where both ends of an axis agree: a shoulder's edge runs out slanting."""
_CUT_MORE: Final = 0.16
"""Part of an object cut by the photograph that may be cut as well, to draw less beyond the edge."""
_LEAST_MARGIN: Final = 0.3
"""Part of the margin that is kept even where room is short."""
_GIVE_UP: Final = 0.14
"""Part of the width by which a close-up that fills the height may be cut for the same reason."""
_CALM, _BUSY = 0.004, 0.011
"""Unrest of tones along an edge below which it is carried on without patches, and above which with them."""
_MIRRORED: Final = 0.5
"""How far busy surroundings are mirrored, in parts of the picture's short side."""
_SHOULDERS: Final = 0.85
_FAR_BEYOND: Final = 0.16
"""Of the picture: less can be carried on even where the object is cut."""
_BAND, _RESTLESS = 0.06, 0.078
"""Depth of a band along an edge, in the short side, and its unrest of tones that patches cannot carry on."""
_BEHIND: Final = 0.82
"""Brightness of the copy behind a photograph."""
_BEYOND: Final = 0.14
"""How far a picture is carried on over a head, in its height."""
_NARROW: Final = 0.1
_DISC: Final = 0.92
"""Diameter of a disc around an object, in the diagonal of its box: corners of the box are hardly filled."""
_OVER_CUT, _UNDER_CHIN = 0.16, 0.07
"""How far a picture is carried on over a head that its edge cuts, and what it loses below, in its height."""
_STRETCHED: Final = 0.3
"""How fast the hair over a cut goes on through the hair below it: mirrored it would show an ear twice."""
_SLIVER: Final = 0.02
"""Of the short side: so little beyond the edge is stretched rather than left empty."""
_EXTENDED_SCALE: Final = 1.45
_MORE_ANYWAY: Final = 1.08
"""Growth of the area that a new ratio brings by itself and that is enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The part of the photograph's plane that becomes the picture, in its pixels; it may reach outside."""

    left: float
    top: float
    width: float
    height: float

    def reaches_outside(self, photograph: Photograph) -> bool:
        return (
            self.left < -1
            or self.top < -1
            or self.left + self.width > photograph.width + 1
            or self.top + self.height > photograph.height + 1
        )


def _is_cut_through(first: int, last: int, length: int) -> bool:
    """Whether the photograph cuts the object at both ends of this axis."""
    return first <= _CUT * length and last >= (1 - _CUT) * length


def _needed(first: int, last: int, length: int, margin: float) -> tuple[float, float]:
    """Span of one axis that has to stay visible."""
    if _is_cut_through(first, last, length):
        return length * _CUT_MORE / 2, length * (1 - _CUT_MORE / 2)
    return (
        0.0 if first <= _TOUCH * length else max(0.0, first - margin),
        float(length) if last >= (1 - _TOUCH) * length else min(float(length), last + margin),
    )


def _is_bust(extent: Extent, width: int, height: int) -> bool:
    """Whether shoulders as wide as the photograph end at its lower edge."""
    return extent.bottom >= (1 - _CUT) * height and extent.width > _SHOULDERS * width


def _with_tolerance(
    needed: tuple[float, float], kept: tuple[float, float], room: float
) -> tuple[float, float]:
    """Give margins up, but nothing of what must be kept, where that saves drawing beyond the edge."""
    give = max(0.0, needed[1] - needed[0] - room) / 2
    return min(needed[0] + give, max(needed[0], kept[0])), max(needed[1] - give, min(needed[1], kept[1]))


def _placed(span: float, needed: tuple[float, float], length: int) -> float:
    """Where a window of this span starts along one axis."""
    middle = (needed[0] + needed[1]) / 2
    if span <= length:
        return float(np.clip(middle - span / 2, 0, length - span))
    touches_first, touches_last = needed[0] <= 0, needed[1] >= length
    if touches_last and not touches_first:
        return length - span
    if touches_first and not touches_last:
        return 0.0
    return (length - span) / 2


def window_for(photograph: Photograph, size: tuple[int, int]) -> Window:
    """Greatest window of the asked ratio inside the photograph that leaves the object whole.

    Where none does, the window reaches over the photograph's edge.
    """
    ratio = size[0] / size[1]
    height, width = photograph.height, photograph.width
    extent = extent_of(photograph.matte)
    margin = _MARGIN * max(height, width)
    across = _needed(extent.left, extent.right, width, margin)
    down = _needed(extent.top, extent.bottom, height, margin)
    # A close-up, cut above and below, may lose some of its sides too; a head is never cut off.
    air = _LEAST_MARGIN * margin
    is_close = _is_cut_through(extent.top, extent.bottom, height) or _is_bust(extent, width, height)
    inset = _GIVE_UP * width / 2 if is_close else -air
    across = _with_tolerance(across, (extent.left + inset, extent.right - inset), height * ratio)
    down = _with_tolerance(down, (extent.top - air, extent.bottom + air), width / ratio)
    # The greatest inner window, grown until the object fits both ways.
    span = max(min(float(width), height * ratio), across[1] - across[0], (down[1] - down[0]) * ratio)
    return Window(
        left=_placed(span, across, width),
        top=_placed(span / ratio, down, height),
        width=span,
        height=span / ratio,
    )


def closer_window(photograph: Photograph, size: tuple[int, int], *, to_portrait: bool) -> Window:
    """Return a window close around the object, or around its upper part for a portrait."""
    extent = extent_of(photograph.matte)
    if to_portrait and extent.height > extent.width:
        extent = Extent(extent.left, extent.top, extent.right, extent.top + max(8, int(extent.height * 0.55)))
    whole = window_for(photograph, size)
    span = max(extent.width * 1.16, extent.height * 1.16 * size[0] / size[1])
    span = min(span, whole.width * 0.8)
    tall = span * size[1] / size[0]
    left = (extent.left + extent.right - span) / 2
    top = (extent.top + extent.bottom - tall) / 2 if not to_portrait else extent.top - tall * 0.08
    return Window(
        left=float(np.clip(left, 0, max(0.0, photograph.width - span))),
        top=float(np.clip(top, 0, max(0.0, photograph.height - tall))),
        width=span,
        height=tall,
    )


def disc_window(photograph: Photograph, size: tuple[int, int]) -> Window:
    """Window whose greatest disc holds the object, or the upper part of one that is upright."""
    extent = extent_of(photograph.matte)
    whole = window_for(photograph, size)
    tall = min(extent.height, round(1.2 * extent.width))
    across = _DISC * float(np.hypot(extent.width, tall)) * size[1] / min(size)
    scale = float(np.clip(across / whole.height, 0.3, 1.0))
    width, height = scale * whole.width, scale * whole.height
    left = (extent.left + extent.right - width) / 2
    top = extent.top + (tall - height) / 2
    return Window(
        left=float(np.clip(left, whole.left, max(whole.left, whole.left + whole.width - width))),
        top=float(np.clip(top, whole.top, max(whole.top, whole.top + whole.height - height))),
        width=width,
        height=height,
    )


def wider_window(photograph: Photograph, size: tuple[int, int], toward: Place | None = None) -> Window:
    """Window that shows more than the photograph holds: as much as another ratio asks, else a fixed part."""
    ratio = size[0] / size[1]
    least = max(photograph.width, photograph.height * ratio)
    grows_anyway = least * (least / ratio) > _MORE_ANYWAY * photograph.width * photograph.height
    span = least * (1.0 if grows_anyway else _EXTENDED_SCALE)
    tall = span / ratio
    extent = extent_of(photograph.matte)
    stands_at_bottom = extent.bottom >= (1 - _TOUCH) * photograph.height
    top = photograph.height - tall if stands_at_bottom else (photograph.height - tall) / 2
    if extent.top <= _TOUCH * photograph.height and not stands_at_bottom:
        top = 0.0  # a head that the photograph has cut cannot be drawn on
    left = (photograph.width - span) / 2
    touch = _TOUCH * photograph.width
    touches_left, touches_right = extent.left <= touch, extent.right >= photograph.width - touch
    if toward is Place.RIGHT or (toward is None and touches_left and not touches_right):
        left = 0.0
    elif toward is Place.LEFT or (toward is None and touches_right and not touches_left):
        left = photograph.width - span
    return Window(left=left, top=top, width=span, height=tall)


def with_air_above(
    window: Window, photograph: Photograph, room: float, *, completes_head: bool = False
) -> Window:
    """Move the window up, so that a hat or a line of text, `room` window heights tall, finds room.

    A bust may move below the photograph's upper edge: surroundings are carried on over it, and as much of the
    body leaves the picture below. A head that the edge cuts stays where it is unless it may be completed.
    """
    extent = extent_of(photograph.matte)
    is_bust = extent.bottom >= (1 - _CUT) * photograph.height
    is_whole = completes_head or extent.top > _TOUCH * photograph.height
    if completes_head and extent.top <= _TOUCH * photograph.height:
        return _with_room_over_cut_head(window)
    highest = -_BEYOND * window.height if is_bust and is_whole else 0.0
    return replace(window, top=min(window.top, max(highest, extent.top - room * window.height)))


def _with_room_over_cut_head(window: Window) -> Window:
    """A larger window that shows what lies over a head that the edge cuts, and hardly less below its chin."""
    grown = 1 + _OVER_CUT - _UNDER_CHIN
    width = window.width * grown
    return Window(
        left=window.left - (width - window.width) / 2,
        top=min(window.top, -_OVER_CUT * window.height),
        width=width,
        height=window.height * grown,
    )


def sampled(x: Field, window: Window, size: tuple[int, int], border: int) -> Field:
    """What the window shows of a photograph's pixels or matte; `border` is OpenCV's way beyond its edges."""
    scale = size[0] / window.width
    shift = 0.5 * scale - 0.5
    matrix = np.array(
        [[scale, 0, shift - window.left * scale], [0, scale, shift - window.top * scale]], np.float32
    )
    source = np.asarray(x, np.float32)
    if scale < 0.75:  # warping alone would skip pixels
        source = blur(source, 0.32 / scale)
    how = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_LINEAR
    return clamp(np.asarray(cv2.warpAffine(source, matrix, size, flags=how, borderMode=border), np.float32))


def distance_outside(photograph: Photograph, window: Window, size: tuple[int, int]) -> Field:
    """How far outside the photograph each pixel lies, in parts of the picture's short side."""
    xs = window.left + (np.arange(size[0], dtype=np.float32) + 0.5) * (window.width / size[0])
    ys = window.top + (np.arange(size[1], dtype=np.float32) + 0.5) * (window.height / size[1])
    across = np.maximum(np.maximum(-xs, xs - photograph.width), 0)[None]
    down = np.maximum(np.maximum(-ys, ys - photograph.height), 0)[:, None]
    return np.asarray(np.hypot(across, down) / min(window.width, window.height), np.float32)


def _carried_on(image: Field, matte: Field, mirrored: Field, distance: Field, seed: int) -> Field:
    """Go on beyond the edge with the background's own patches, softer the farther out."""
    side = min(distance.shape)
    outside = (distance > 0).astype(np.float32)
    completed = complete(image, outside, seed, avoid=matte)
    completed = _calm_where_the_edge_is(image, completed, outside, side, seed)
    # The first pixels outside mirror the edge exactly, which hides the seam; more of them where they show
    # nothing but surroundings, for patches of those would lie about in pieces.
    twin = smoothstep(0.0, 0.2, blur(dilate(mirrored * outside, max(2, round(0.02 * side))), 0.01 * side))
    not_over = 1 - outside.min(1, keepdims=True)
    busy = _busy(image, completed, side) * _beside(outside) * not_over
    reach = 0.035 + _MIRRORED * (1 - twin) * busy
    if float(distance[-1].max()) < _NARROW:  # so little at the sides is all mirror image
        reach = np.maximum(reach, 3 * _NARROW * _beside(outside) * not_over)
    seamless = mix(image, completed, smoothstep(0.0, 1.0, distance / reach)[..., None])
    soft, softest = blur(completed, 0.006 * side), blur(completed, 0.03 * side)
    softest = mix(softest, blur(completed, 0.12 * side), busy[..., None])
    far = 0.85 * smoothstep(0.2, 0.7, distance)
    far = np.maximum(far, busy * smoothstep(0.08, 0.4, distance))
    near = mix(seamless, soft, smoothstep(0.05, 0.4, distance)[..., None])
    return clamp(mix(near, softest, far[..., None]))


def _beside(outside: Field) -> Field:
    """1 in the columns left and right of the photograph: above and below, mirrored trees hang down."""
    return np.asarray(outside.min(0, keepdims=True) * np.ones_like(outside), np.float32)


def _busy(image: Field, completed: Field, side: int) -> Field:
    """Where patches differ from what they go on from."""
    apart = brightest(np.abs(image - completed))
    return smoothstep(0.05, 0.14, blur(apart, 0.04 * side))


def _calm_where_the_edge_is(image: Field, completed: Field, outside: Field, side: int, seed: int) -> Field:
    """Let a clear sky or a plain wall flow on: patches of it would show where they meet."""
    tone = luminance(image)
    unrest = blur(np.abs(tone - blur(tone, 0.006 * side)), 0.01 * side)
    carried = fill_smoothly(np.concatenate([image, unrest[..., None]], -1), 1 - dilate(outside, 1))
    amount = smoothstep(_BUSY, _CALM, blur(carried[..., 3], 0.02 * side)) * outside
    flow = blur(np.ascontiguousarray(carried[..., :3]), 0.03 * side)
    grainy = add_grain(flow, 0.006, np.random.default_rng((seed & 0xFFFFFFFF, 97)))
    return np.asarray(mix(completed, grainy, amount[..., None]), np.float32)


def _cannot_go_on(photograph: Photograph, window: Window) -> bool:
    """Whether the picture goes far beyond an edge that cuts the object or that leaves or a crowd reach."""
    extent = extent_of(photograph.matte)
    height, width = photograph.height, photograph.width
    tone = luminance(photograph.rgb)
    unrest = np.abs(tone - blur(tone, 0.02 * min(height, width)))
    deep = max(2, round(_BAND * min(height, width)))
    sides = (
        (-window.left / window.width, extent.left, unrest[:, :deep]),
        ((window.left + window.width - width) / window.width, width - extent.right, unrest[:, -deep:]),
        (-window.top / window.height, extent.top, unrest[:deep]),
        ((window.top + window.height - height) / window.height, height - extent.bottom, unrest[-deep:]),
    )
    return any(
        beyond > _FAR_BEYOND and (gap <= _TOUCH * max(height, width) or float(band.mean()) > _RESTLESS)
        for beyond, gap, band in sides
    )


def _before_itself(photograph: Photograph, image: Field, distance: Field) -> Field:
    """The photograph before a large copy of itself that is out of focus: nobody can draw on what is cut."""
    height, width = distance.shape
    scale = max(width / photograph.width, height / photograph.height)
    whole = resize(
        photograph.rgb,
        max(width, round(photograph.width * scale)),
        max(height, round(photograph.height * scale)),
    )
    top, left = (whole.shape[0] - height) // 2, (whole.shape[1] - width) // 2
    soft = blur(
        np.ascontiguousarray(whole[top : top + height, left : left + width]), 0.06 * min(height, width)
    )
    edge = smoothstep(0.012, 0.0, distance)[..., None]
    return clamp(mix(_BEHIND * soft, image, edge))


def frame(photograph: Photograph, window: Window, size: tuple[int, int], seed: int) -> tuple[Field, Field]:
    """Pixels and matte of the window at exactly the asked size."""
    image = sampled(photograph.rgb, window, size, cv2.BORDER_REFLECT_101)
    matte = sampled(photograph.matte, window, size, cv2.BORDER_CONSTANT)
    if not window.reaches_outside(photograph):
        return image, matte
    distance = distance_outside(photograph, window, size)
    if _cannot_go_on(photograph, window):
        return _before_itself(photograph, image, distance), matte
    # An object that the photograph has cut ends softly, so that no style draws its cut edge as an outline.
    mirrored = sampled(photograph.matte, window, size, cv2.BORDER_REFLECT_101)
    softened = np.maximum(matte, mirrored * smoothstep(0.05, 0.0, distance)) * smoothstep(0.06, 0.0, distance)
    carried = _carried_on(image, matte, mirrored, distance, seed)
    crown = crown_over(matte, round(-window.top * size[1] / window.height), seed)
    edge = round(-window.top * size[1] / window.height)
    carried = np.asarray(mix(carried, _hair_over(image, edge, crown), crown[..., None]), np.float32)
    return carried, np.maximum(softened, crown)


def _hair_over(image: Field, edge: int, crown: Field) -> Field:
    """The picture with the rows above `edge` mirrored on the brow, and toward the ears drawn out of it."""
    height, width = image.shape[:2]
    cut = np.flatnonzero(crown.any(0))
    if not len(cut):
        return image
    across = np.abs((np.arange(width, dtype=np.float32) - cut[0]) / max(1, cut[-1] - cut[0]) * 2 - 1)
    pace = 1 - (1 - _STRETCHED) * smoothstep(0.3, 0.75, across)
    rows = np.arange(height, dtype=np.float32)[:, None]
    taken = np.where(rows < edge, edge + (edge - rows) * pace[None], rows)
    xs = np.broadcast_to(np.arange(width, dtype=np.float32), taken.shape)
    return remap(image, np.ascontiguousarray(xs), np.asarray(np.clip(taken, 0, height - 1), np.float32))


def frame_alone(photograph: Photograph, window: Window, size: tuple[int, int]) -> Field:
    """RGBA of the object alone, where the photograph has it: what its edges cut, the picture's edges cut."""
    color = sampled(clean_colors(photograph.rgb, photograph.matte), window, size, cv2.BORDER_REPLICATE)
    matte = sampled(photograph.matte, window, size, cv2.BORDER_REPLICATE)
    inside = (distance_outside(photograph, window, size) < _SLIVER).astype(np.float32)
    return np.concatenate([color, (matte * inside)[..., None]], -1)


def cuts_same_edges(photograph: Photograph, window: Window) -> bool:
    """Whether the window ends where the photograph ends, up to a sliver, wherever that cuts the object."""
    extent = extent_of(photograph.matte)
    spare = _SLIVER * min(window.width, window.height)
    right, bottom = window.left + window.width, window.top + window.height
    return not (
        (window.left < -spare and extent.left <= _TOUCH * photograph.width)
        or (window.top < -spare and extent.top <= _TOUCH * photograph.height)
        or (right > photograph.width + spare and extent.right >= (1 - _TOUCH) * photograph.width)
        or (bottom > photograph.height + spare and extent.bottom >= (1 - _TOUCH) * photograph.height)
    )

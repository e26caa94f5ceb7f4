"""Anti-aliased shapes on a premultiplied RGBA layer.

OpenCV blends all four channels alike, so drawing the colour (r, g, b, 255) on an empty layer leaves exact
premultiplied pixels: no dark fringes.
"""

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from cavendish_illustrator.painting.color import ColorLike, clamp, rgb

Point = tuple[float, float]
_SHIFT = 3
_ONE = 1 << _SHIFT


def _paint(color: ColorLike) -> tuple[int, int, int, int]:
    r, g, b = (int(v) for v in clamp(rgb(color)) * 255)
    return r, g, b, 255


class VectorLayer:
    """Shapes in picture coordinates on a box of the picture."""

    def __init__(self, left: int, top: int, width: int, height: int) -> None:
        self.left, self.top, self.width, self.height = left, top, width, height
        self.pixels: npt.NDArray[np.uint8] = np.zeros((height, width, 4), np.uint8)

    def _fixed(self, points: Sequence[Point] | npt.NDArray[np.floating]) -> npt.NDArray[np.int32]:
        moved = (np.asarray(points, np.float64) - (self.left, self.top)) * _ONE
        return np.round(np.clip(moved, -200_000, 200_000)).astype(np.int32)

    def polygon(self, points: Sequence[Point] | npt.NDArray[np.floating], color: ColorLike) -> None:
        cv2.fillPoly(self.pixels, [self._fixed(points)], _paint(color), cv2.LINE_AA, _SHIFT)

    def rect(self, left: float, top: float, right: float, bottom: float, color: ColorLike) -> None:
        """Fill an axis-parallel box, its edges on whole pixels."""
        rows = slice(max(0, round(top) - self.top), max(0, round(bottom) - self.top))
        columns = slice(max(0, round(left) - self.left), max(0, round(right) - self.left))
        self.pixels[rows, columns] = _paint(color)

    def frame(
        self, left: float, top: float, right: float, bottom: float, color: ColorLike, width: float = 2
    ) -> None:
        """Draw the outline of a box."""
        self.polyline([(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], color, width)

    def line(self, start: Point, end: Point, color: ColorLike, width: float = 1) -> None:
        self.polyline([start, end], color, width)

    def polyline(
        self, points: Sequence[Point] | npt.NDArray[np.floating], color: ColorLike, width: float = 1
    ) -> None:
        """Join points by a line with round ends."""
        thickness = max(1, round(width))
        fixed = self._fixed(points)
        cv2.polylines(
            self.pixels,
            [fixed],
            isClosed=False,
            color=_paint(color),
            thickness=thickness,
            lineType=cv2.LINE_AA,
            shift=_SHIFT,
        )

    def circle(self, x: float, y: float, radius: float, color: ColorLike) -> None:
        center = self._fixed([(x, y)])[0]
        cv2.circle(
            self.pixels,
            (int(center[0]), int(center[1])),
            max(1, round(radius * _ONE)),
            _paint(color),
            -1,
            cv2.LINE_AA,
            _SHIFT,
        )

    def ring(self, x: float, y: float, radius: float, color: ColorLike, width: float = 2) -> None:
        center = self._fixed([(x, y)])[0]
        cv2.circle(
            self.pixels,
            (int(center[0]), int(center[1])),
            max(1, round(radius * _ONE)),
            _paint(color),
            max(1, round(width)),
            cv2.LINE_AA,
            _SHIFT,
        )

    def ellipse(
        self,
        center: Point,
        axes: Point,
        color: ColorLike,
        *,
        angle: float = 0,
        arc: tuple[float, float] = (0, 360),
    ) -> None:
        """Fill an ellipse with half-axes `axes`, or its sector between two angles (degrees, clockwise)."""
        cx, cy = (int(v) for v in self._fixed([center])[0])
        half = (max(1, round(axes[0] * _ONE)), max(1, round(axes[1] * _ONE)))
        cv2.ellipse(
            self.pixels, (cx, cy), half, angle, arc[0], arc[1], _paint(color), -1, cv2.LINE_AA, _SHIFT
        )

    def arc(
        self, center: Point, axes: Point, span: tuple[float, float], color: ColorLike, width: float = 2
    ) -> None:
        """Draw part of an ellipse's outline."""
        cx, cy = (int(v) for v in self._fixed([center])[0])
        half = (max(1, round(axes[0] * _ONE)), max(1, round(axes[1] * _ONE)))
        cv2.ellipse(
            self.pixels,
            (cx, cy),
            half,
            0,
            span[0],
            span[1],
            _paint(color),
            max(1, round(width)),
            cv2.LINE_AA,
            _SHIFT,
        )

    def leaves(
        self,
        points: npt.NDArray[np.floating],
        radii: npt.NDArray[np.floating],
        colors: npt.NDArray[np.floating],
        flatness: float = 0.62,
    ) -> None:
        """Stamp many small ellipses at varied angles, in order; `points` (n, 2), `colors` (n, 3) in 0..1."""
        fixed = self._fixed(points).tolist()
        paint = (np.clip(colors, 0, 1) * 255).astype(int).tolist()
        half = np.maximum(_ONE, np.round(radii * _ONE)).astype(int).tolist()
        for index, ((x, y), radius, (r, g, b)) in enumerate(zip(fixed, half, paint, strict=True)):
            axes = (radius, max(_ONE // 2, int(radius * flatness)))
            cv2.ellipse(
                self.pixels, (x, y), axes, (index * 47) % 180, 0, 360, (r, g, b, 255), -1, cv2.LINE_AA, _SHIFT
            )

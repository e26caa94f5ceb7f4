"""The few OpenCV operations that painting needs, always float32 in and out."""

import cv2
import numpy as np
import numpy.typing as npt

from cavendish_illustrator.painting.color import Field

Mask = npt.NDArray[np.bool_]

cv2.setNumThreads(1)  # pictures are made in one process each; OpenCV's own pool only makes them fight


def blur(x: Field, sigma: float) -> Field:
    """Gaussian blur; wide ones run on a reduced copy, whose error is invisible."""
    if sigma <= 0.3:
        return x
    source = np.asarray(x, np.float32)
    if sigma <= 6:
        return np.asarray(cv2.GaussianBlur(source, (0, 0), sigma), np.float32)
    factor = max(2, int(sigma / 3))
    height, width = source.shape[:2]
    small = resize(source, max(2, width // factor), max(2, height // factor))
    smooth = np.asarray(cv2.GaussianBlur(small, (0, 0), sigma / factor), np.float32)
    # linear growth shows its grid once a gradient is taken, as sprites do of their alpha
    return resize(smooth, width, height, is_smooth=source.ndim == 2)


def direct_blur(x: Field, sigma: float) -> Field:
    """Gaussian blur at full size whatever its width: slow on pictures, exact on small masks."""
    return np.asarray(cv2.GaussianBlur(np.asarray(x, np.float32), (0, 0), max(0.3, sigma)), np.float32)


def resize(x: Field, width: int, height: int, *, is_smooth: bool = False) -> Field:
    """Resample to the given size: area when shrinking, cubic or linear when growing."""
    source = np.asarray(x, np.float32)
    if width < source.shape[1] and height < source.shape[0]:
        method = cv2.INTER_AREA
    else:
        method = cv2.INTER_CUBIC if is_smooth else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(source, (max(1, width), max(1, height)), interpolation=method), np.float32)


def remap(x: Field, map_x: Field, map_y: Field) -> Field:
    """Read `x` at fractional positions; outside, mirror it."""
    mapped = cv2.remap(
        np.asarray(x, np.float32),
        np.asarray(map_x, np.float32),
        np.asarray(map_y, np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REFLECT,
    )
    return np.asarray(mapped, np.float32)


def gradient(x: Field) -> tuple[Field, Field]:
    """Sobel derivatives along x and y."""
    source = np.asarray(x, np.float32)
    along_x = cv2.Sobel(source, cv2.CV_32F, 1, 0, ksize=3)
    along_y = cv2.Sobel(source, cv2.CV_32F, 0, 1, ksize=3)
    return np.asarray(along_x, np.float32), np.asarray(along_y, np.float32)


def box_blur(x: Field, width: int, height: int) -> Field:
    return np.asarray(cv2.blur(np.asarray(x, np.float32), (max(1, width), max(1, height))), np.float32)


def to_hsv(image: Field) -> Field:
    """RGB to hue (degrees), saturation, value."""
    return np.asarray(cv2.cvtColor(np.asarray(image, np.float32), cv2.COLOR_RGB2HSV), np.float32)


def to_rgb(image: Field) -> Field:
    """Inverse of `to_hsv`."""
    return np.asarray(cv2.cvtColor(np.asarray(image, np.float32), cv2.COLOR_HSV2RGB), np.float32)


def dilate(mask: Field, radius: int) -> Field:
    """Grow a mask by a disc."""
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))
    return np.asarray(cv2.dilate(np.asarray(mask, np.float32), disc), np.float32)


def near(mask: Mask, radius: int) -> Mask:
    """Where the mask is within so many pixels; as quick for a wide reach as for a narrow one."""
    if not mask.any():
        return np.zeros(mask.shape, np.bool_)
    away = cv2.distanceTransform((~mask).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    return np.asarray(away <= radius, np.bool_)


def rotate(x: Field, degrees: float) -> Field:
    """Turn counter-clockwise about the centre on a canvas large enough for any angle."""
    height, width = x.shape[:2]
    side = int(np.hypot(height, width)) + 4
    padded = np.zeros((side, side, *x.shape[2:]), np.float32)
    top, left = (side - height) // 2, (side - width) // 2
    padded[top : top + height, left : left + width] = x
    matrix = cv2.getRotationMatrix2D((side / 2, side / 2), degrees, 1)
    return np.asarray(cv2.warpAffine(padded, matrix, (side, side)), np.float32)


def shear_to(x: Field, width: int, height: int, slant: float, offset: tuple[float, float]) -> Field:
    """Place `x` on an empty field at `offset`, each row moved by `slant` more than the one above."""
    matrix = np.array([[1, slant, offset[0]], [0, 1, offset[1]]], np.float32)
    return np.asarray(cv2.warpAffine(np.asarray(x, np.float32), matrix, (width, height)), np.float32)

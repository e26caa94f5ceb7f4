"""Folk paper cuts: two of what was asked for, mirrored on either side of a flowering tree."""

from typing import Final

import numpy as np

from cavendish_illustrator.artwork.sprites import lay_over
from cavendish_illustrator.company.setting_choice import is_bloom
from cavendish_illustrator.painting.color import Field, Rgb, clamp, hsv, luminance, mix, rgb
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.painting.style_parts import paper, unit_of
from cavendish_illustrator.painting.vector_layer import Point, VectorLayer
from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.staging.emblem_parts import fit_within, flattened, subject_cutouts
from cavendish_illustrator.staging.scene_drawing import Drawing

_PAGE: Final = "#fbf7ec"
_PAPERS: Final = ("#d3242c", "#178447", "#f2b40c", "#1f5fae", "#e05a9c")
_BLACK: Final = "#1d1a19"
_DARK, _LIGHT = 0.2, 0.88
_FEWEST_COLORS: Final = 2


def _papers(spec: PictureSpec) -> tuple[Rgb, ...]:
    """The papers: those asked for, else red, green, yellow, blue and pink."""
    asked = [color for color in spec.palette if _LIGHT > float(luminance(rgb(color))) > 0]
    if len(asked) == 1:
        asked = [*asked, asked[0]]
    return tuple(map(rgb, asked if len(asked) >= _FEWEST_COLORS else _PAPERS))


class _Sheet:
    """Shapes on the left half; the right one is its mirror image."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.width, self.height = size
        self.layer = VectorLayer(0, 0, *size)
        self.unit = min(size)

    def petal(self, at: Point, turn: float, long: float, wide: float, color: Rgb) -> None:
        """A pointed leaf that grows from a place towards `turn` (radians, 0 is up)."""
        share = np.linspace(0, 1, 16)
        half = np.sin(share * np.pi) ** 0.8 * wide / 2
        outline = np.concatenate(
            [np.stack([half, -share * long], 1), np.stack([-half, -share * long], 1)[::-1]]
        )
        cos, sin = np.cos(turn), np.sin(turn)
        turned = outline @ np.array([[cos, sin], [-sin, cos]])
        self.layer.polygon(turned * self.unit + (at[0] * self.unit, at[1] * self.unit), color)

    def flower(self, at: Point, reach: float, colors: tuple[Rgb, ...], petals: int = 8) -> None:
        """Rings of petals of one paper on another, with a dot in the middle."""
        for number, share in enumerate((1.0, 0.72, 0.42)):
            color = colors[number % len(colors)]
            for k in range(petals):
                self.petal(
                    at, 2 * np.pi * (k + number / 2) / petals, reach * share, reach * share * 0.62, color
                )
        self.layer.circle(at[0] * self.unit, at[1] * self.unit, reach * 0.18 * self.unit, rgb(_PAGE))

    def line(self, points: list[Point], color: Rgb, wide: float) -> None:
        self.layer.polyline(np.asarray(points) * self.unit, color, wide * self.unit)

    def mirrored(self) -> Field:
        """Both halves, straight alpha."""
        pixels = self.layer.pixels.astype(np.float32) / 255
        pixels[..., :3] /= np.maximum(pixels[..., 3:], 1e-3)
        half = self.width // 2
        pixels[:, self.width - half :] = pixels[:, :half][:, ::-1]
        return pixels


def _tree(sheet: _Sheet, papers: tuple[Rgb, ...]) -> None:
    """A stem in the middle with leaves and flowers, and a wreath of them below."""
    w, h = sheet.width / sheet.unit, sheet.height / sheet.unit
    x, green = w / 2, papers[1]
    first, third = papers[0], papers[2 % len(papers)]
    fourth = papers[3 % len(papers)]
    sheet.line([(x, h * 0.9), (x, h * 0.2)], green, 0.018)
    for y, long in ((0.78, 0.14), (0.62, 0.12), (0.47, 0.1), (0.34, 0.08)):
        sheet.petal((x, h * y), -1.05, long, long * 0.42, green)
        sheet.petal((x, h * y), -1.9, long * 0.7, long * 0.3, green)
    sheet.flower((x, h * 0.17), 0.125, (first, third, green))
    sheet.line([(x, h * 0.36), (x - 0.1, h * 0.28), (x - 0.16, h * 0.2)], green, 0.012)
    sheet.flower((x - 0.18, h * 0.17), 0.085, (fourth, third, first))
    sheet.line([(x, h * 0.3), (x - 0.2, h * 0.27), (x - 0.33, h * 0.24)], green, 0.01)
    sheet.flower((x - 0.35, h * 0.23), 0.06, (first, third, green), 6)
    base = h * 0.91
    sheet.line([(x, base), (w * 0.06, base)], green, 0.018)
    for k in range(5):
        at = x - (0.06 + 0.095 * k) * w
        sheet.petal((at, base), -0.5, 0.075, 0.034, green)
        sheet.petal((at, base), 0.5, 0.075, 0.034, green)
        sheet.petal((at, base), np.pi, 0.055, 0.03, (first, third, fourth)[k % 3])
    sheet.flower((x, h * 0.91), 0.07, (first, third, green))


def _cut(cutout: Field, papers: tuple[Rgb, ...]) -> Field:
    """The drawing in a few papers: its commonest tone in the first, dark parts black, pale ones white."""
    flat = flattened(cutout, 6)
    solid = flat[..., 3] > 0.5
    codes = (np.round(flat[..., :3] * 255)).astype(int) @ np.array([65536, 256, 1])
    names, counts = np.unique(codes[solid], return_counts=True)
    order = names[np.argsort(-counts)]
    result, number = flat.copy(), 0
    for code in order:
        color = np.array([code >> 16, code >> 8 & 255, code & 255], np.float32) / 255
        light = float(luminance(color[None, None])[0, 0])
        if light < _DARK and number:
            chosen = rgb(_BLACK)
        elif light > _LIGHT and hsv(color)[1] < 0.25 and number:
            chosen = rgb(_PAGE)
        else:
            chosen = (papers[0], papers[2 % len(papers)], papers[1], papers[3 % len(papers)])[number % 4]
            number += 1
        result[codes == code, :3] = chosen
    return result


def draw_folk_cut(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Draw the first thing twice, mirrored, with a tree of flowers between; flowers are there anyway."""
    width, height = size
    papers = _papers(spec)
    kept = [k for k, one in enumerate(spec.subjects) if not is_bloom(one.concept)]
    shown = spec.with_subjects(kept[:1])
    sheet = _Sheet(size)
    _tree(sheet, papers)
    image = np.empty((height, width, 4), np.float32)
    image[:] = (*rgb(_PAGE), 1)
    layers = [sheet.mirrored()]
    names = [one.concept for one in spec.subjects if is_bloom(one.concept)]
    missing: list[str] = []
    if shown.subjects:
        cutouts, found, missing = subject_cutouts(shown, min(size) * 0.5, seed, wants_face=False)
        piece = _cut(fit_within(cutouts[0], width * 0.38, height * 0.48), papers)
        pair = np.zeros_like(image)
        top = round(height * 0.885) - piece.shape[0]
        left = round(width * 0.255 - piece.shape[1] / 2)
        lay_over(pair, piece, left, top)
        lay_over(pair, np.ascontiguousarray(piece[:, ::-1]), width - left - piece.shape[1], top)
        layers.append(pair)
        names = [*found, *names]
    unit = unit_of(image)
    step = max(1, round(4 * unit))
    for layer in layers:
        shadow = blur(np.roll(layer[..., 3], (step, step), (0, 1)), 3 * unit)[..., None]
        image[..., :3] = mix(image[..., :3], "#5a4a3a", shadow * 0.3)
        image[..., :3] = mix(image[..., :3], layer[..., :3], layer[..., 3:])
    grain = paper((height, width), np.random.default_rng(seed), unit, 0.04)[..., None]
    return Drawing(image=clamp(image[..., :3] * grain), placed=names, missing=missing)

"""Wanted posters: somebody's picture in brown ink on old paper, `WANTED` above it and the reward below."""

from typing import Final

import numpy as np

from cavendish_illustrator.design_parts.design_registry import Design
from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, rgb, smoothstep
from cavendish_illustrator.painting.noise_field import coarse_noise
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import Kind, PictureSpec
from cavendish_illustrator.staging.emblem_parts import blend_rgba, fit_within, on_canvas, subject_cutouts
from cavendish_illustrator.staging.ink_outlines import ink_lines
from cavendish_illustrator.staging.scene_drawing import Drawing
from cavendish_illustrator.typesetting.lettering import TextBox, text_mask
from cavendish_illustrator.understanding.design_words.lettered_boards import says

_INK: Final = "#3a2413"
_WANTED: Final = {
    "pl": "POSZUKIWANY",
    "de": "GESUCHT",
    "es": "SE BUSCA",
    "fr": "RECHERCHÉ",
    "it": "RICERCATO",
    "pt": "PROCURA-SE",
    "nl": "GEZOCHT",
    "uk": "РОЗШУКУЄТЬСЯ",
    "cs": "HLEDÁ SE",
}
_LONGEST_CRY: Final = 2


def draw_wanted_poster(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Draw the paper, the picture in its frame, and the words."""
    width, height = size
    side = min(size)
    image = _paper(size, seed)
    cry, rest = _words(spec)
    cutouts, names, missing = subject_cutouts(spec, side * 0.5, seed, wants_face=True)
    box = (width * 0.24, height * 0.3, width * 0.76, height * (0.74 if rest else 0.84))
    _frame(image, box, side)
    middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    if names:
        piece = fit_within(cutouts[0], (box[3] - box[1]) * 0.86, (box[2] - box[0]) * 0.86)
        layer = on_canvas(size, piece, middle)
        tone = luminance(layer[..., :3])[..., None]
        blend_rgba(image, mix(rgb("#5c3d22"), rgb("#e2c391"), clamp(tone * 1.15)), layer[..., 3])
        blend_rgba(image, _INK, ink_lines(layer, side * 0.0035))
    for text, row, tall in ((cry, 0.165, 0.19), (rest, 0.855, 0.14)):
        if text and "text" not in spec.excluded:
            place = TextBox(center=(width / 2, height * row), width=width * 0.78, height=height * tall)
            blend_rgba(image, _INK, text_mask(size, text, "playfair-display-bold", place) * 0.94)
    return Drawing(image=clamp(image[..., :3]), placed=names[:1], missing=missing)


def _words(spec: PictureSpec) -> tuple[str, str]:
    """The cry at the top and what stands below: the quoted words cut after `WANTED`, else the cry alone."""
    text = " ".join(spec.texts)
    words = text.split()
    for length in range(1, _LONGEST_CRY + 1):
        if says("wanted", " ".join(words[:length])) and words:
            return " ".join(words[:length]), " ".join(words[length:])
    return _WANTED.get(spec.language, "WANTED"), text


def _paper(size: tuple[int, int], seed: int) -> Field:
    """Yellow paper, browner and torn toward its edges, on dark boards."""
    width, height = size
    side, rng = min(size), np.random.default_rng(seed)
    cloud = coarse_noise((height, width), (side * 0.22, side * 0.22), rng, 5, 0.55)
    fine = coarse_noise((height, width), (side * 0.03, side * 0.03), rng, 3, 0.6)
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    inset = np.minimum(np.minimum(xs, width - xs), np.minimum(ys, height - ys)) / side
    edge = inset - 0.035 - 0.03 * (fine - 0.5) - 0.02 * (cloud - 0.5)
    image = np.ones((height, width, 4), np.float32)
    boards = (0.7 + 0.3 * coarse_noise((height, width), (side * 0.5, side * 0.012), rng, 3, 0.6))[..., None]
    image[..., :3] = (
        rgb("#5a3f2a") * boards * np.where((xs % (width / 4)) < side * 0.008, 0.5, 1.0)[..., None]
    )
    paper = mix("#d9b57c", "#f0dcae", clamp(cloud[..., None] * 1.2 - 0.1 + inset[..., None] * 1.2))
    paper = mix(paper, "#8a5a2c", smoothstep(0.035, 0.0, edge)[..., None] * 0.7)
    shadow = smoothstep(-0.03, 0.01, edge)
    blend_rgba(image, np.zeros(3, np.float32), np.roll(shadow, round(side * 0.012), (0, 1)) * 0.5)
    blend_rgba(image, paper, smoothstep(-0.002, 0.002, edge))
    return image


def _frame(image: Field, box: tuple[float, float, float, float], side: float) -> None:
    height, width = image.shape[:2]
    layer = VectorLayer(0, 0, width, height)
    layer.frame(*box, _INK, side * 0.008)
    gap = side * 0.016
    layer.frame(box[0] - gap, box[1] - gap, box[2] + gap, box[3] + gap, _INK, side * 0.003)
    blend_rgba(image, _INK, layer.pixels[..., 3].astype(np.float32) / 255 * 0.9)
    rows, columns = slice(round(box[1]), round(box[3])), slice(round(box[0]), round(box[2]))
    image[rows, columns, :3] = mix(image[rows, columns, :3], "#f3e2b8", 0.35)


DESIGN = Design(kinds=(Kind.WANTED,), draw=draw_wanted_poster)

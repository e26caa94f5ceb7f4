"""Menus: a title and sections with drawings and dotted lines; a menu's cover has title and drawing alone."""

from dataclasses import replace

import numpy as np

from cavendish_illustrator.artwork.sprites import lay_over
from cavendish_illustrator.design_parts.card_words import wish_for
from cavendish_illustrator.design_parts.design_registry import Design
from cavendish_illustrator.design_parts.price_list import PriceList
from cavendish_illustrator.design_parts.sample_dishes import sample_dishes
from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.painting.color import Field, Rgb, clamp, luminance, mix, rgb
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import Entry, Kind, PictureSpec, Subject
from cavendish_illustrator.staging.emblem_parts import (
    blend_rgba,
    entry_cutouts,
    fit_within,
    subject_cutouts,
    with_motifs,
)
from cavendish_illustrator.staging.scene_drawing import Drawing
from cavendish_illustrator.typesetting.lettering import TextBox, text_mask
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_food, is_in

_LOOKS = (
    ("#fbf4e4", "#4a2a1c", "#b5442e"),
    ("#1f2a2c", "#f4e6c8", "#e0a84a"),
    ("#f3f6ee", "#24402f", "#7a9a3a"),
    ("#fdf0ea", "#4a2338", "#c2587a"),
)
_CHALK = ("#25302c", "#f4f2e8", "#f2c14e")
_CHALK_WORDS = (
    "chalk", "blackboard", "kreide", "kredow", "tablic", "pizarra", "ardoise", "lavagna", "lousa", "krijt",
    "крейд", "kridov", "tabuli",
)  # fmt: skip
_COVERS = (
    "cover",
    "okladk",
    "deckblatt",
    "portada",
    "couverture",
    "copertin",
    "capa",
    "omslag",
    "обкладин",
    "oblk",
)
_FAINT = 0.62
"""Lighter colours cannot be read on paper."""
_CORNERS = 2
_LARGEST_M = 0.7
"""Things up to this height may stand beside a menu's words: an olive branch, no oven."""
_ANY_DISH = (Subject(concept="fork-and-knife-with-plate", word=""),)


def _write(image: Field, text: str, box: TextBox, color: Rgb, font: str) -> None:
    blend_rgba(image, color, text_mask((image.shape[1], image.shape[0]), text, font, box))


def _frame(image: Field, ink: Rgb, accent: Rgb) -> None:
    height, width = image.shape[:2]
    side = min(width, height)
    for inset, line, color in ((0.035, 0.006, ink), (0.05, 0.0025, accent)):
        layer = VectorLayer(0, 0, width, height)
        gap = side * inset
        layer.frame(gap, gap, width - gap, height - gap, "#ffffff", max(1.0, side * line))
        blend_rgba(image, color, layer.pixels[..., 3].astype(np.float32) / 255)


def _rows(image: Field, box: tuple[float, float, float, float], ink: Rgb, rng: np.random.Generator) -> None:
    """Draw dishes as bars, a dotted leader and a price: what is served nobody told us."""
    left, top, right, bottom = box
    layer = VectorLayer(0, 0, image.shape[1], image.shape[0])
    step = (bottom - top) / 3
    thick = max(2.0, step * 0.13)
    for k in range(3):
        y = top + step * (k + 0.5)
        end = left + (right - left) * float(rng.uniform(0.34, 0.56))
        layer.rect(left, y - thick / 2, end, y + thick / 2, "#ffffff")
        price = right - (right - left) * 0.09
        layer.rect(price, y - thick / 2, right, y + thick / 2, "#ffffff")
        for x in np.arange(end + thick * 2, price - thick, thick * 2.4):
            layer.circle(float(x), y + thick * 0.3, thick * 0.2, "#ffffff")
    blend_rgba(image, ink, layer.pixels[..., 3].astype(np.float32) / 255 * 0.62)


def draw_menu(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Draw a menu in the prompt's language, with its topic's dishes beside the sections."""
    width, height = size
    rng = np.random.default_rng(seed)
    is_chalk = any(stem in spec.prompt.lower() for stem in _CHALK_WORDS)
    paper, ink, accent = (rgb(color) for color in (_CHALK if is_chalk else _LOOKS[seed % len(_LOOKS)]))
    if spec.palette and not is_chalk:
        paper, ink = mix(spec.palette[0], "#ffffff", 0.82), clamp(rgb(spec.palette[0]) * 0.35)
        accent = rgb(spec.palette[-1])
        accent = mix(accent, ink, 0.75) if float(luminance(accent)) > _FAINT else accent
    image = np.zeros((height, width, 4), np.float32)
    blend_rgba(image, paper, np.ones((height, width), np.float32))
    _frame(image, ink, accent)
    word = wish_for("menu", spec.language)
    title = " ".join(spec.lettering) or word
    head = TextBox(center=(width / 2, height * 0.15), width=width * 0.74, height=height * 0.11)
    _write(image, title, head, ink, "playfair-display-bold")
    is_cover = any(stem in spec.prompt.lower() for stem in _COVERS)
    samples = () if is_cover else sample_dishes(spec.topic)
    if spec.entries or samples:
        if title != word:
            _write_word(image, word, accent)
        return _with_dishes(image, spec, samples, seed, (ink, accent))
    cutouts, names, missing = subject_cutouts(
        _only_food(with_motifs(spec, 4)), min(size) * 0.5, seed, wants_face=False
    )
    if is_cover:
        piece = fit_within(cutouts[0], min(size) * 0.5, width * 0.6)
        lay_over(image, piece, (width - piece.shape[1]) // 2, round(height * 0.54) - piece.shape[0] // 2)
        _write(
            image,
            word,
            TextBox(center=(width / 2, height * 0.88), width=width * 0.5, height=height * 0.05),
            accent,
            "playfair-display-bold",
        )
    else:
        if title != word:
            _write_word(image, word, accent)
        _sections(image, spec, cutouts, (ink, accent), rng)
    return Drawing(image=clamp(image[..., :3]), placed=names, missing=missing)


def _write_word(image: Field, word: str, accent: Rgb) -> None:
    """Write what the piece is under its title."""
    height, width = image.shape[:2]
    small = TextBox(center=(width / 2, height * 0.235), width=width * 0.4, height=height * 0.034)
    _write(image, word, small, accent, "playfair-display-bold")


def _with_dishes(
    image: Field, spec: PictureSpec, samples: tuple[Entry, ...], seed: int, colors: tuple[Rgb, Rgb]
) -> Drawing:
    """Write the dishes that the prompt names beside their drawings, else samples under two drawings."""
    height, width = image.shape[:2]
    side = min(width, height)
    if spec.entries:
        pictures, names, missing = entry_cutouts(spec, side * 0.2, seed)
    else:
        shown = _only_food(with_motifs(spec, _CORNERS))
        cutouts, names, missing = subject_cutouts(shown, side * 0.2, seed, wants_face=False)
        pictures = {}
        for cutout, x in zip((cutouts * _CORNERS)[:_CORNERS], (0.18, 0.82), strict=True):
            piece = fit_within(cutout, side * 0.12, width * 0.15)
            at = width * x - piece.shape[1] / 2, height * 0.252 - piece.shape[0] / 2
            lay_over(image, piece, round(at[0]), round(at[1]))
    entries = spec.entries or samples
    listed = PriceList(entries=entries, pictures=pictures, ink=colors[0], accent=colors[1])
    listed.draw(image, (width * 0.12, height * (0.27 if spec.entries else 0.31), width * 0.88, height * 0.92))
    return Drawing(image=clamp(image[..., :3]), placed=names, missing=missing)


def _only_food(spec: PictureSpec) -> PictureSpec:
    """A menu shows what is eaten and drunk, and small things; a bear in its prompt is no dish."""
    eaten = tuple(one for one in spec.subjects if _is_for_table(one.concept))
    return replace(spec, subjects=eaten or _ANY_DISH, relations=())


def _is_for_table(concept: str) -> bool:
    if is_food(concept) or is_in(concept, "vessel"):
        return True
    return not is_animate(concept) and real_height(concept) <= _LARGEST_M


def _sections(
    image: Field, spec: PictureSpec, cutouts: list[Field], colors: tuple[Rgb, Rgb], rng: np.random.Generator
) -> None:
    height, width = image.shape[:2]
    names = [name.strip() for name in wish_for("menu_sections", spec.language).split(",")]
    columns = 2 if width > height * 0.95 else 1
    rows = -(-len(names) // columns)
    wide, tall = width * 0.84 / columns, height * 0.66 / rows
    for k, name in enumerate(names):
        left = width * 0.08 + (k % columns) * wide
        top = height * 0.27 + (k // columns) * tall
        icon = fit_within(cutouts[k % len(cutouts)], tall * 0.62, wide * 0.24)
        lay_over(
            image,
            icon,
            round(left + wide * 0.14 - icon.shape[1] / 2),
            round(top + tall * 0.5 - icon.shape[0] / 2),
        )
        heading = TextBox(
            center=(left + wide * 0.6, top + tall * 0.18), width=wide * 0.56, height=tall * 0.15
        )
        _write(image, name, heading, colors[1], "playfair-display-bold")
        _rows(
            image,
            (left + wide * 0.31, top + tall * 0.3, left + wide * 0.93, top + tall * 0.88),
            colors[0],
            rng,
        )


DESIGN = Design(kinds=(Kind.MENU,), draw=draw_menu)

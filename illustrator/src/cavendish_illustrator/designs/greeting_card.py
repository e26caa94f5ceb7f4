"""Greeting cards and invitations: confetti, balloons or flowers around a hand-lettered wish."""

import tomllib
from functools import cache
from importlib import resources

import numpy as np

from cavendish_illustrator.canvas import Canvas
from cavendish_illustrator.card_scene import set_scene, wants_scene
from cavendish_illustrator.cast_colors import recolor
from cavendish_illustrator.color import Field, clamp, rgb
from cavendish_illustrator.design_registry import Design
from cavendish_illustrator.emblem_parts import outlined, subject_cutouts
from cavendish_illustrator.lettering import TextBox, text_mask
from cavendish_illustrator.picture_spec import Kind, PictureSpec, TimeOfDay
from cavendish_illustrator.pixel_ops import blur
from cavendish_illustrator.scene_drawing import Drawing
from cavendish_illustrator.skies import fill_gradient
from cavendish_illustrator.sprites import Finish, Sprite, place_sprite
from cavendish_illustrator.svg_figure import find_figure
from cavendish_illustrator.text_zones import texts_by_place

_GROUNDS = (
    ("#ffd9e6", "#fff1dc", "#d8ecff"),
    ("#d9f4e6", "#fff8dc", "#ffe3cc"),
    ("#e4dcff", "#fff0f6", "#d6f0ff"),
)
_PAINTS = ("#ef5a6f", "#f7b733", "#4fb0e0", "#7cc66a", "#a56fd8")
_THEMES = {
    "birthday": (
        "balloon",
        "wrapped-gift",
        "birthday-cake",
        ("birthday", "urodzin", "geburtstag", "cumple", "anniversaire", "party", "compleanno"),
    ),
    "love": (
        "red-heart",
        "rose",
        "bouquet",
        (
            "love",
            "valent",
            "miło",
            "walent",
            "liebe",
            "amor",
            "amour",
            "wedding",
            "ślub",
            "wesel",
            "hochzeit",
            "boda",
        ),
    ),
    "christmas": (
        "sparkles",
        "wrapped-gift",
        "christmas_tree",
        ("christmas", "xmas", "święt", "bożego", "weihnacht", "navidad", "noël", "natale"),
    ),
    "new_year": (
        "sparkles",
        "christmas-bauble",
        "christmas_tree",
        (
            *("new year", "nowy rok", "noworocz", "neujahr", "neues jahr", "año nuevo", "nouvel an"),
            *("bonne année", "capodanno", "anno nuovo", "ano novo", "nieuwjaar", "новий рік", "новорічн"),
            *("nový rok", "novoroč", "різдв", "vánoc", "kerst", "natal"),
        ),
    ),
    "plain": ("blossom", "butterfly", "bouquet", ()),
}
_MOTIFS = 3
_SEVERAL = 3
"""How many show that more than one was asked for."""
_FLAT = Finish(relight=0.4, tint=0.0, shadow=False, rim=False)


_OCCASIONS = (
    ("wedding", ("wedding", "ślub", "wesel", "hochzeit", "boda", "mariage", "matrimonio", "casamento")),
    ("birthday", _THEMES["birthday"][3]),
    ("christmas", _THEMES["christmas"][3]),
    ("love", ("valent", "walent", "san valent")),
)
_INVITING = ("invit", "zaprosz", "einlad", "uitnod", "convite", "запрош", "pozván", "partecipaz")


@cache
def _wishes() -> dict[str, dict[str, str]]:
    text = resources.files("cavendish_illustrator").joinpath("designs", "wishes.toml").read_text("utf-8")
    return tomllib.loads(text)


def wish_for(occasion: str, language: str) -> str:
    """The words of an occasion, in English where the language has none."""
    return _wishes()[occasion].get(language, _wishes()[occasion]["en"])


def _wish(spec: PictureSpec) -> str:
    """What the card says: the quoted text, else what suits the occasion in the prompt's language."""
    if spec.texts or "text" in spec.excluded:
        places = texts_by_place(spec)
        return " ".join([*places["top"], *places["middle"]])
    words = spec.prompt.lower()
    is_invitation = any(stem in words for stem in _INVITING)
    if is_invitation and spec.title:
        return spec.title
    for occasion, stems in _OCCASIONS:
        if any(stem in words for stem in stems):
            return wish_for(occasion, spec.language)
    if is_invitation:
        return wish_for("invitation", spec.language)
    return wish_for(spec.topic, spec.language) if spec.topic in _wishes() else spec.title


def _theme(spec: PictureSpec) -> tuple[str, str, str]:
    if len(spec.motifs) >= _MOTIFS:
        main, floating, small = spec.motifs[:_MOTIFS]
        return floating, small, main
    words = f"{spec.prompt} {' '.join(spec.texts)} {' '.join(spec.settings)}".lower()
    for floating, small, main, stems in _THEMES.values():
        if any(stem in words for stem in stems):
            return floating, small, main
    floating, small, main, _ = _THEMES["plain"]
    return floating, small, main


def _put(canvas: Canvas, name: str, at: tuple[float, float], height: float, color: str | None = None) -> None:
    figure = find_figure(name)
    if figure is None:
        return
    pixels = figure.pixels(height)
    turned = Finish(relight=0.4, tint=0.0, shadow=False, rim=False, rotate_deg=float(canvas.rng.normal(0, 7)))
    place_sprite(canvas, Sprite(recolor(pixels, color) if color else pixels), at, height, turned)


def _confetti(canvas: Canvas) -> None:
    rng, unit = canvas.rng, canvas.unit
    count = int(260 * unit)
    layer = canvas.layer()
    colors = np.array([rgb(c) for c in _PAINTS])[rng.integers(len(_PAINTS), size=count)]
    layer.leaves(
        rng.random((count, 2)) * (canvas.width, canvas.height), rng.uniform(3, 9, count) * unit, colors, 0.5
    )
    canvas.lay(layer, opacity=0.55)


def _lettered(image: Field, words: str, seed: int, *, is_foot: bool = False) -> Field:
    """Write the wish over the upper part, or a second line at the foot, in ink with a white border."""
    if not words:
        return image
    height, width = image.shape[:2]
    unit = float(np.sqrt(width * height)) / 1024
    middle, tall = (0.915, 0.085) if is_foot else (0.22, 0.26)
    box = TextBox(center=(width / 2, height * middle), width=width * 0.8, height=height * tall)
    wish = text_mask((width, height), words, "lobster", box)
    border = outlined(wish, 6 * unit)[..., None]
    shadow = blur(np.roll(border[..., 0], round(6 * unit), 0), 6 * unit)[..., None]
    image = image * (1 - 0.25 * shadow)
    image = image * (1 - border) + border
    ink = rgb(("#c2335a", "#2f6f8f", "#7a3fa0")[seed % 3])
    return np.asarray(image * (1 - wish[..., None]) + ink * wish[..., None], np.float32)


def _foot_text(spec: PictureSpec) -> str:
    """What stands apart at the foot: the texts asked for there, and those after the first."""
    return " · ".join(texts_by_place(spec)["bottom"]) if spec.texts and "text" not in spec.excluded else ""


def draw_card(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Draw the subjects, or what suits the occasion, under the wish."""
    canvas = Canvas(size, TimeOfDay.DAY, seed)
    sky, middle, ground = _GROUNDS[seed % len(_GROUNDS)]
    fill_gradient(canvas, ((0.0, sky), (0.55, middle), (1.0, ground)))
    _confetti(canvas)
    foot = _foot_text(spec)
    if wants_scene(spec):
        names, missing = set_scene(canvas, spec, seed, has_foot=bool(foot))
    else:
        names, missing = _decorated(canvas, spec, seed)
    image = _lettered(clamp(canvas.img), _wish(spec), seed)
    image = _lettered(image, foot, seed, is_foot=True)
    return Drawing(image=clamp(image), placed=names, missing=missing)


def _decorated(canvas: Canvas, spec: PictureSpec, seed: int) -> tuple[list[str], list[str]]:
    """Draw up to three subjects, or what suits the occasion, among what floats; return shown and missing."""
    width, height, side = canvas.width, canvas.height, min(canvas.width, canvas.height)
    floating, small, main = _theme(spec)
    for k, x in enumerate((0.11, 0.25, 0.79, 0.92, 0.69)):
        y = height * (0.58 + 0.1 * float(canvas.rng.random()) - (k % 2) * 0.14)
        color = _PAINTS[k] if floating == "balloon" else None
        _put(
            canvas,
            floating,
            (width * x, y),
            side * float(canvas.rng.uniform(0.2, 0.32)) * (1 if floating == "balloon" else 0.5),
            color,
        )
    names: list[str] = []
    missing: list[str] = []
    is_row = False
    if spec.subjects:
        cutouts, names, missing = subject_cutouts(spec, side * 0.44, seed, wants_face=False)
        is_row = len(cutouts) == 1 and spec.subjects[0].count > 1
        cutouts = cutouts * _SEVERAL if is_row else cutouts
        for k, cutout in enumerate(cutouts[:3]):
            x = width * (0.5 + (k - (min(3, len(cutouts)) - 1) / 2) * 0.26)
            place_sprite(
                canvas,
                Sprite(cutout),
                (x, height * 0.94),
                side * (0.46 if len(cutouts) == 1 else 0.36),
                _FLAT,
            )
    else:
        _put(canvas, main, (width * 0.5, height * 0.94), side * 0.44)
    for x in (0.16, 0.84) if len(names) < _MOTIFS and not is_row else ():
        _put(canvas, small, (width * x, height * 0.95), side * 0.18)
    return names, missing


DESIGN = Design(kinds=(Kind.CARD,), draw=draw_card)

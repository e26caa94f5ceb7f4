"""Greeting cards and invitations: confetti, balloons or flowers around a hand-lettered wish."""

import numpy as np

from cavendish_illustrator.canvas import Canvas
from cavendish_illustrator.card_scene import set_scene, wants_scene
from cavendish_illustrator.card_words import BIRTHDAY, card_foot, card_title
from cavendish_illustrator.cast_colors import recolor
from cavendish_illustrator.color import ColorLike, Field, clamp, hex_code, luminance, mix, rgb, shade
from cavendish_illustrator.design_registry import Design
from cavendish_illustrator.emblem_parts import outlined, subject_cutouts
from cavendish_illustrator.formal_card import draw_formal_card, is_formal
from cavendish_illustrator.lettering import TextBox, text_mask
from cavendish_illustrator.picture_spec import Kind, PictureSpec, Season, TimeOfDay, Weather
from cavendish_illustrator.pixel_ops import blur
from cavendish_illustrator.scene_drawing import Drawing
from cavendish_illustrator.skies import fill_gradient
from cavendish_illustrator.sprites import Finish, Sprite, place_sprite
from cavendish_illustrator.svg_figure import find_figure

_GROUNDS = (
    ("#ffd9e6", "#fff1dc", "#d8ecff"),
    ("#d9f4e6", "#fff8dc", "#ffe3cc"),
    ("#e4dcff", "#fff0f6", "#d6f0ff"),
)
_TOPIC_GROUNDS = {
    "christmas": ("#12304a", "#2a5a78", "#e6eff5"),
    "halloween": ("#2a1a44", "#6a3a6a", "#f0903c"),
    "new_year": ("#141a3c", "#2c3468", "#7a5aa0"),
    "valentine": ("#ffc9d6", "#ffe3e6", "#ffd2d8"),
    "easter": ("#cfe8f4", "#eef6dc", "#cfe6a8"),
}
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
_FLOATING = frozenset(
    {"star", "glowing-star", "sparkles", "snowflake", "red-heart", "balloon", "confetti-ball"}
)
"""What is asked for beside a figure to be strewn around it."""
_PARTIES = frozenset({"birthday", "party", "carnival", "new_year", "congratulations", "graduation"})
_DEEP = 0.3
"""Darker colours are for a deep ground or for letters."""
_MOTIFS = 3
_SEVERAL = 3
"""How many show that more than one was asked for."""
_FLAT = Finish(relight=0.4, tint=0.0, shadow=False, rim=False)


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


def _ground(spec: PictureSpec, seed: int) -> tuple[str, str, str]:
    """The background that was asked for, else tints of the card's colours, else one of three pastels."""
    if spec.ground is not None:
        return _codes(mix(spec.ground, "#ffffff", 0.1), spec.ground, shade(spec.ground, 0.92))
    colors = spec.palette
    if not colors:
        return _TOPIC_GROUNDS.get(spec.topic, _GROUNDS[seed % len(_GROUNDS)])
    first, last = colors[0], colors[-1]
    if float(luminance(rgb(first))) < _DEEP:
        return _codes(shade(first, 0.8), first, mix(first, last, 0.15))
    return _codes(mix(first, "#ffffff", 0.62), mix(first, "#fffaf2", 0.84), mix(last, "#ffffff", 0.7))


def _codes(sky: ColorLike, middle: ColorLike, ground: ColorLike) -> tuple[str, str, str]:
    return hex_code(sky), hex_code(middle), hex_code(ground)


def _ink(spec: PictureSpec, seed: int) -> Field:
    colors = [color for color in spec.palette if color != spec.ground]
    deep = [color for color in colors if float(luminance(rgb(color))) < _DEEP * 2]
    return clamp(rgb(deep[0]) * 0.8) if deep else rgb(("#c2335a", "#2f6f8f", "#7a3fa0")[seed % 3])


def _scatter(canvas: Canvas, spec: PictureSpec) -> None:
    """Confetti for a party, snow for a winter feast; any other card is quiet."""
    words = spec.prompt.lower()
    is_party = spec.topic in _PARTIES or any(stem in words for stem in (*BIRTHDAY, "confett", "konfett"))
    is_snowy = spec.topic == "christmas" or spec.season is Season.WINTER or spec.weather is Weather.SNOW
    if not (is_party or is_snowy):
        return
    rng, unit = canvas.rng, canvas.unit
    count = int(260 * unit)
    layer = canvas.layer()
    paints = ("#ffffff",) if is_snowy else tuple(spec.palette) or _PAINTS
    colors = np.array([rgb(c) for c in paints])[rng.integers(len(paints), size=count)]
    layer.leaves(
        rng.random((count, 2)) * (canvas.width, canvas.height), rng.uniform(3, 9, count) * unit, colors, 0.5
    )
    canvas.lay(layer, opacity=0.8 if is_snowy else 0.55)


def _lettered(image: Field, words: str, ink: Field, *, is_foot: bool = False) -> Field:
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
    return np.asarray(image * (1 - wish[..., None]) + ink * wish[..., None], np.float32)


def draw_card(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Draw the subjects, or what suits the occasion, under the wish."""
    if is_formal(spec) and not wants_scene(spec):
        return draw_formal_card(spec, size, seed)
    canvas = Canvas(size, TimeOfDay.DAY, seed)
    sky, middle, ground = _ground(spec, seed)
    fill_gradient(canvas, ((0.0, sky), (0.55, middle), (1.0, ground)))
    _scatter(canvas, spec)
    foot = card_foot(spec)
    if wants_scene(spec):
        names, missing = set_scene(canvas, spec, seed, has_foot=bool(foot))
    else:
        names, missing = _decorated(canvas, spec, seed)
    ink = _ink(spec, seed)
    image = _lettered(clamp(canvas.img), card_title(spec), ink)
    image = _lettered(image, foot, ink, is_foot=True)
    return Drawing(image=clamp(image), placed=names, missing=missing)


def _decorated(canvas: Canvas, spec: PictureSpec, seed: int) -> tuple[list[str], list[str]]:
    """Draw up to three subjects, or what suits the occasion, among what floats; return shown and missing."""
    width, height, side = canvas.width, canvas.height, min(canvas.width, canvas.height)
    floating, small, main = _theme(spec)
    floats = [index for index, one in enumerate(spec.subjects) if one.concept in _FLOATING]
    if floats and len(floats) < len(spec.subjects):
        floating = spec.subjects[floats[0]].concept
        spec = spec.with_subjects([index for index in range(len(spec.subjects)) if index not in floats])
    is_quiet = (floating, small, main) == _THEMES["plain"][:3] and bool(spec.subjects)
    for k, x in () if is_quiet else enumerate((0.11, 0.25, 0.79, 0.92, 0.69)):
        y = height * (0.58 + 0.1 * float(canvas.rng.random()) - (k % 2) * 0.14)
        paints = [color for color in spec.palette if color != spec.ground] or _PAINTS
        color = paints[k % len(paints)] if floating == "balloon" else None
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
        cutouts = cutouts * min(spec.subjects[0].count, _SEVERAL) if is_row else cutouts
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
    for x in (0.16, 0.84) if len(names) < _MOTIFS and not (is_row or is_quiet) else ():
        _put(canvas, small, (width * x, height * 0.95), side * 0.18)
    return names, missing


DESIGN = Design(kinds=(Kind.CARD,), draw=draw_card)

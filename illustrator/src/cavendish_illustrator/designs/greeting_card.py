"""Greeting cards and invitations: balloons, hearts or what suits the occasion around a hand-lettered wish."""

from collections.abc import Sequence

import numpy as np

from cavendish_illustrator.artwork.sprites import trim
from cavendish_illustrator.artwork.svg_figure import find_figure
from cavendish_illustrator.design_parts.card_front import (
    CardLook,
    card_look,
    finished,
    hang_bunting,
    paint_paper,
    set_piece,
    strew,
)
from cavendish_illustrator.design_parts.card_scene import set_scene, wants_scene
from cavendish_illustrator.design_parts.card_words import (
    BIRTHDAY,
    card_above,
    card_foot,
    card_title,
    is_invitation,
    when_and_where,
)
from cavendish_illustrator.design_parts.design_registry import Design
from cavendish_illustrator.design_parts.formal_card import draw_formal_card, is_formal
from cavendish_illustrator.design_parts.held_balloon import on_string
from cavendish_illustrator.figures.drawings.cast_colors import recolor
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import Field, clamp, rgb
from cavendish_illustrator.painting.pixel_ops import rotate
from cavendish_illustrator.picture_spec import (
    Kind,
    PictureSpec,
    RelationKind,
    Season,
    Subject,
    TimeOfDay,
    Weather,
)
from cavendish_illustrator.staging.emblem_parts import fit_within, subject_cutouts
from cavendish_illustrator.staging.scene_drawing import Drawing
from cavendish_illustrator.typesetting.lettering import TextBox, text_mask

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
            "new year", "nowy rok", "noworocz", "neujahr", "neues jahr", "año nuevo", "nouvel an",
            "bonne année", "capodanno", "anno nuovo", "ano novo", "nieuwjaar", "новий рік", "новорічн",
            "nový rok", "novoroč", "різдв", "vánoc", "kerst", "natal",
        ),
    ),
    "plain": ("blossom", "butterfly", "bouquet", ()),
}  # fmt: skip
_FLOATING = frozenset(
    {
        "star", "glowing-star", "sparkles", "snowflake", "red-heart", "balloon", "confetti-ball", "bat",
        "butterfly", "blossom", "red-paper-lantern", "firefly", "cloud", "dove", "ghost",
    }
)  # fmt: skip
"""What hangs in the air around the figures; anything else stands beside them."""
_HUNG = frozenset({"balloon", "red-paper-lantern"})
_BUNTING = "bunting"
_PARTIES = frozenset({"birthday", "party", "carnival", "new_year", "congratulations", "graduation"})
_FEASTS = ("fest", "feest", "feier", "impre", "przyję", "fiesta", "fête", "свят", "вечір", "oslav")
_MOTIFS = 3
_SEVERAL = 3
"""How many stand in a row."""
_WIDE, _GROUP_SHARE = 1.35, 0.86
"""One piece so much wider than tall is a group, and how much of the width it takes."""
_FLOAT_SPOTS = ((0.1, 0.55), (0.9, 0.51), (0.245, 0.475), (0.78, 0.6), (0.07, 0.74))
"""Where the middle of what floats is, in parts of width and height; none of it under the wish."""


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


def _is_party(spec: PictureSpec) -> bool:
    words = spec.prompt.lower()
    is_feast = is_invitation(spec) and any(stem in words for stem in _FEASTS)
    return (
        is_feast
        or spec.topic in _PARTIES
        or any(stem in words for stem in (*BIRTHDAY, "confett", "konfett", "party", "parti"))
    )


def _is_snowy(spec: PictureSpec) -> bool:
    return spec.topic == "christmas" or spec.season is Season.WINTER or spec.weather is Weather.SNOW


def _drawn(name: str, height: float, color: str | None, angle: float) -> Field | None:
    figure = find_figure(name)
    if figure is None:
        return None
    pixels = figure.pixels(height)
    pixels = recolor(pixels, color) if color else pixels
    pixels = np.concatenate([pixels[..., :3] * pixels[..., 3:], pixels[..., 3:]], -1)
    turned = rotate(pixels, angle)
    turned[..., :3] /= np.maximum(turned[..., 3:], 1e-4)
    return trim(clamp(turned))


def draw_card(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Draw the subjects, or what suits the occasion, under the wish."""
    if is_formal(spec) and not wants_scene(spec):
        return draw_formal_card(spec, size, seed)
    look = card_look(spec, seed)
    image = paint_paper(size, look, seed)
    is_snowy = _is_snowy(spec)
    if is_snowy or _is_party(spec):
        strew(image, look, seed, is_snow=is_snowy)
    has_bunting = any(one.concept == _BUNTING for one in spec.subjects)
    if has_bunting or (_is_party(spec) and not is_snowy):
        hang_bunting(image, look)
    foot = card_foot(spec) or when_and_where(spec)
    if wants_scene(spec):
        canvas = Canvas(size, TimeOfDay.DAY, seed)
        canvas.img[:] = image[..., :3]
        names, missing = set_scene(canvas, spec, seed, has_foot=bool(foot))
        image[..., :3] = clamp(canvas.img)
    else:
        names, missing = _decorate(image, spec, look, seed)
    _letter(image, spec, look, foot)
    names += [_BUNTING] if has_bunting and _BUNTING not in names else []
    return Drawing(image=finished(image), placed=names, missing=missing)


def _letter(image: Field, spec: PictureSpec, look: CardLook, foot: str) -> None:
    """Write the wish large, what the piece is small above it, and a line at the foot."""
    top = 0.055 if _is_party(spec) else 0.0
    above = card_above(spec)
    _write(image, above, (0.115 + top * 0.9, 0.045), look.ink, "nunito-bold")
    _write(image, card_title(spec), ((0.235 if above else 0.19) + top, 0.17), look.ink, "lobster")
    on_hill = rgb("#fffaf0") if float(rgb(look.hill).mean()) < 0.62 else rgb("#3a3440")
    _write(image, foot, (0.955, 0.05), on_hill, "nunito-bold")


def _write(image: Field, words: str, row: tuple[float, float], color: Field | str, font: str) -> None:
    if not words:
        return
    height, width = image.shape[:2]
    box = TextBox(center=(width / 2, height * row[0]), width=width * 0.84, height=height * row[1])
    mask = text_mask((width, height), words, font, box)[..., None]
    image[..., :3] = image[..., :3] * (1 - mask) + rgb(color) * mask


def _decorate(image: Field, spec: PictureSpec, look: CardLook, seed: int) -> tuple[list[str], list[str]]:
    """Draw up to three subjects, or what suits the occasion, among what floats; return shown and missing."""
    side = min(image.shape[:2])
    floating, small, main = _theme(spec)
    spec = spec.with_subjects([k for k, one in enumerate(spec.subjects) if one.concept != _BUNTING])
    held = _held_balloon(spec)
    floats = [one for one in spec.subjects if one.concept in _FLOATING]
    if floats and len(floats) < len(spec.subjects):
        floating = floats[0].concept
        standing = [k for k, one in enumerate(spec.subjects) if one.concept not in _FLOATING]
        spec = spec.with_subjects(standing)
    else:
        floats = []
    is_quiet = (floating, small, main) == _THEMES["plain"][:3] and bool(spec.subjects)
    if floating in _FLOATING and not is_quiet and held is None:
        _float(image, floats or [Subject(concept=floating, word=floating)], look, seed)
    names: list[str] = []
    missing: list[str] = []
    pieces: list[Field] = []
    if spec.subjects:
        pieces, names, missing = subject_cutouts(spec, side * 0.5, seed, wants_face=False, has_groups=True)
    else:
        drawn = _drawn(main, side * 0.5, None, 0.0)
        pieces = [drawn] if drawn is not None else []
    if held is not None and pieces:
        pieces[0] = on_string(pieces[0], held, side * 0.24)
    beside = [] if is_quiet else _beside(floating, small, len(pieces))
    _stand(image, pieces[:_SEVERAL], beside)
    return [*names, *(one.concept for one in floats for _ in range(one.count))], missing


def _held_balloon(spec: PictureSpec) -> Subject | None:
    """The balloon that the first figure of the card holds."""
    held = (r for r in spec.relations if r.kind is RelationKind.HOLDING and r.subject == 0)
    return next((spec.subjects[r.target] for r in held if spec.subjects[r.target].concept == "balloon"), None)


def _beside(floating: str, small: str, count: int) -> list[str]:
    """What stands small at both sides of few figures."""
    stands = [name for name in (small, floating) if name not in _FLOATING]
    return (stands * 2)[:2] if stands and count < _SEVERAL else []


def _float(image: Field, things: Sequence[Subject], look: CardLook, seed: int) -> None:
    """Hang the things in the air at the sides, by turns."""
    height, width = image.shape[:2]
    side, rng = min(height, width), np.random.default_rng([seed, 0xF1])
    for k, (x, y) in enumerate(_FLOAT_SPOTS):
        name, color = things[k % len(things)].concept, things[k % len(things)].color
        tall = side * float(rng.uniform(0.17, 0.22) if name in _HUNG else rng.uniform(0.09, 0.13))
        color = look.paints[k % len(look.paints)] if name == "balloon" and color is None else color
        piece = _drawn(name, tall, color, float(rng.normal(0, 7)))
        if piece is not None:
            set_piece(image, piece, (width * x, height * y + piece.shape[0] / 2), side * 0.006)


def _stand(image: Field, pieces: list[Field], beside: list[str]) -> None:
    """Set the figures on the hill, the small things to their left and right."""
    height, width = image.shape[:2]
    side = min(height, width)
    share = (0.46, 0.38, 0.31)[max(0, len(pieces) - 1)] if pieces else 0.4
    is_group = len(pieces) == 1 and pieces[0].shape[1] > pieces[0].shape[0] * _WIDE
    wide = _GROUP_SHARE if is_group else (0.58, 0.36, 0.29)[len(pieces) - 1] if pieces else 0.58
    fitted = [fit_within(piece, side * share, width * wide) for piece in pieces]
    beside = [] if is_group else beside  # a wide group takes their room
    half = sum(piece.shape[1] for piece in fitted) / 2
    for name, turn in zip(beside, (-1, 1), strict=False):
        piece = _drawn(name, side * 0.19, None, 0.0)
        reach = max(half + side * 0.1, width * 0.3)
        if piece is not None and reach < width * 0.45:
            set_piece(
                image,
                fit_within(piece, side * 0.19, side * 0.2),
                (width / 2 + turn * reach, height * 0.89),
                side * 0.007,
            )
    x = width / 2 - half
    for k, piece in enumerate(fitted):
        foot = height * (0.9 if k % 2 == 0 else 0.915)
        set_piece(image, piece, (x + piece.shape[1] / 2, foot), side * 0.009)
        x += piece.shape[1]


DESIGN = Design(kinds=(Kind.CARD,), draw=draw_card)

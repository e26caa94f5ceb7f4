"""The colours of a logo: its paper, its badge, what the mark and the name are printed in."""

from dataclasses import dataclass, replace
from typing import Final

from cavendish_illustrator.painting.color import Field, Rgb, hsv, luminance, mix, rgb
from cavendish_illustrator.painting.contrast import difference
from cavendish_illustrator.picture_spec import PictureSpec, Style
from cavendish_illustrator.staging.emblem_parts import ground_color, is_in_one_ink
from cavendish_illustrator.vocabulary.tokens import fold

CREAM: Final = "#fff8ea"
_PAPER: Final = "#f8f6f1"
_PASTELS: Final = ("#f6c9c2", "#c7e2d2", "#d5cdee", "#f8e2ab")
_READABLE: Final = 46.0
"""How far letters lie from what they stand on, in CIELAB units."""
_APART: Final = 34.0
_LIGHTER: Final = 0.3
"""How much lighter the ink of a badge is than the badge."""
_LIGHT: Final = 0.74
_STEPS: Final = 12
_LINES: Final = (
    "line art", "lineart", "line logo", "line icon", "one line", "single line", "outline", "thin line",
    "fine line", "kontur", "liniow", "linien", "lineal", "lineaire", "lineare", "linear", "lijn", "лінійн",
    " trait", "thin stroke", "cienk", "feine lini", "trazo", "tratto sottil", "traco fin", "тонк", " tenk",
)  # fmt: skip
_COLORED: Final = ("black-", "white-", "green-", "blue-", "yellow-", "orange-", "purple-", "red-apple")
_COLOURFUL: Final = (
    "colorful", "colourful", "multicol", "kolorow", "bunt", "farbenfroh", "colorid", "colorat", "kleurrijk",
    "kleurig", "кольоров", "barevn", "mascot", "maskot", "mascar", "rainbow", "tecz", "pastel",
)  # fmt: skip
"""By these a mark keeps the colours that its things have in life."""
_BARE: Final = ("minimal", "мінімал", *_LINES)
"""By these a mark stands alone on its paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkColors:
    """Where `badge` is None the mark has none; where `ink` is None it keeps its own colours."""

    paper: Rgb
    badge: Rgb | None
    ink: Rgb | None
    line: Rgb
    name: Rgb


def is_bare(spec: PictureSpec) -> bool:
    """Whether a mark without badge is asked for: minimalist, or in lines alone."""
    return _is_told(spec, _BARE)


def is_in_lines(spec: PictureSpec) -> bool:
    """Whether the mark is drawn in lines alone."""
    return _is_told(spec, _LINES)


def _is_told(spec: PictureSpec, stems: tuple[str, ...]) -> bool:
    words = fold(spec.prompt)
    return spec.style is Style.LINE_ART or any(stem in words for stem in stems)


def readable(color: Rgb, on: Rgb) -> Rgb:
    """The colour, darker or lighter as far as it must be to be read there."""
    contrary = "#000000" if float(luminance(on)) > 0.5 else "#ffffff"
    tried = (mix(color, contrary, step / _STEPS) for step in range(_STEPS + 1))
    return next((one for one in tried if difference(one, on) >= _READABLE), rgb(contrary))


def mark_colors(spec: PictureSpec, cutout: Field, seed: int) -> MarkColors:
    """The colours that were asked for, so shared out that nothing is lost on its ground."""
    paper = rgb(spec.ground or _PAPER)
    colors = [rgb(color) for color in spec.palette if color != spec.ground]
    colors.sort(key=lambda color: float(luminance(color)))
    if spec.ink is not None and spec.ground is not None:
        ink = readable(rgb(spec.ink), paper)
        return MarkColors(paper=paper, badge=None if is_bare(spec) else paper, ink=ink, line=ink, name=ink)
    if is_bare(spec):
        bare = _bare(paper, colors, cutout, seed)
        return bare if colors or is_in_lines(spec) else replace(bare, ink=None)
    if len(colors) == 1 and spec.ground is not None and difference(colors[0], paper) > _APART:
        ink = readable(colors[0], paper)
        return MarkColors(paper=paper, badge=paper, ink=ink, line=ink, name=ink)
    usual = rgb(_PASTELS[seed % len(_PASTELS)]) if spec.style is Style.PASTEL else ground_color(cutout, seed)
    return _on_badge(spec, paper, colors, usual)


def _bare(paper: Rgb, colors: list[Rgb], cutout: Field, seed: int) -> MarkColors:
    """One ink on the paper: the asked colour that is best seen there."""
    seen = sorted(colors, key=lambda color: -difference(color, paper))
    ink = readable(seen[0] if seen else ground_color(cutout, seed), paper)
    name = readable(seen[1], paper) if len(seen) > 1 and difference(seen[1], paper) > _APART else ink
    return MarkColors(paper=paper, badge=None, ink=ink, line=ink, name=name)


def _is_painted(spec: PictureSpec) -> bool:
    """Whether its things have colours of their own in the words: a red apple, a black cat, a golden bee."""
    are_told = any(
        one.color or one.material or one.pattern or one.concept.startswith(_COLORED) for one in spec.subjects
    )
    return are_told or any(stem in fold(spec.prompt) for stem in _COLOURFUL)


def _on_badge(spec: PictureSpec, paper: Rgb, colors: list[Rgb], usual: Rgb) -> MarkColors:
    """Several things, and one for which the logo's colour is told, are one print: few colours hold a mark."""
    badge = colors[0] if colors else usual
    cream = rgb(CREAM)
    line = cream if float(luminance(badge)) < _LIGHT else mix(badge, "#000000", 0.68)
    is_one = len(colors) < 2 and (len(spec.subjects) > 1 or bool(colors)) and not _is_painted(spec)
    ink = line if is_in_one_ink(spec) or is_one else None
    name = readable(badge, paper)
    if len(colors) > 1:
        other = colors[-1]
        is_print = float(luminance(other) - luminance(badge)) > _LIGHTER and len(colors) == 2
        ink = other if is_print or spec.is_palette_strict else ink
        line = other if is_print or len(colors) > 2 else line
        is_told = not is_print and hsv(other)[1] > 0.2
        name = readable(other, paper) if is_told else name
    return MarkColors(paper=paper, badge=badge, ink=ink, line=line, name=name)

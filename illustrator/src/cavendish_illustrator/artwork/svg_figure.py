"""Figures as SVG text, so that bodies, heads, hats and held things compose before any pixel is made."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from cavendish_illustrator.artwork import asset_pack
from cavendish_illustrator.artwork.sprites import rasterise
from cavendish_illustrator.painting.color import Field

Point = tuple[float, float]
_HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
_OUTER = re.compile(r"^.*?<svg\b([^>]*)>(.*)</svg>\s*$", re.DOTALL)
_VIEW_BOX = re.compile(r'viewBox="([-\d. ]+)"')
_UNTIDY = frozenset({"package", "gorilla", "crossed-swords"})
"""Icons with leftovers outside of their square, which would show where the icon is part of a drawing."""
_IDS = re.compile(r'\bid="([^"]+)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Markup in a box of `width` x `height` with its origin at `left`, `top`; anchors are in the same units.

    Usual anchors: `head_top`, `eyes`, `neck`, `hand`, `seat`. `head_width` sizes what is worn.
    """

    markup: str
    width: float
    height: float
    left: float = 0.0
    top: float = 0.0
    anchors: Mapping[str, Point] = field(default_factory=dict)
    head_width: float = 0.0
    head_tilt: float = 0.0
    """Degrees by which the head leans to the right, and with it what is put on."""
    body_height: float = 0.0
    """Height without hats and things held up, the measure of its size; 0 means all of it."""
    behind: str = ""
    """Markup of what is behind the thing that somebody sits astride of."""

    @property
    def aspect(self) -> float:
        return self.width / self.height

    def document(self) -> str:
        box = f"{self.left:g} {self.top:g} {self.width:g} {self.height:g}"
        return f'{_HEAD}viewBox="{box}">{self.markup}</svg>'

    def pixels(self, height: float) -> Field:
        """Rasterise to about this height, straight alpha."""
        return rasterise(self.document(), max(8.0, height * self.aspect), self.aspect)


def namespaced(markup: str, prefix: str) -> str:
    """Return the markup with the names of its gradients set apart from everybody else's."""
    for name in set(_IDS.findall(markup)):
        pattern = re.escape(name)
        markup = re.sub(rf'(\bid="|url\(#|href="#){pattern}(?=["\)])', rf"\g<1>{prefix}{name}", markup)
    return markup


def nest(figure: Figure, x: float, y: float, height: float, *, turn: float = 0.0, flip: bool = False) -> str:
    """Markup that shows a figure with its upper left corner at (x, y); `turn` in degrees about its middle."""
    width = height * figure.aspect
    prefix = f"n{abs(hash_text(figure.markup)) % 99991}_{round(x)}_{round(y)}_"
    scale = height / figure.height
    inner = (
        f'<g transform="translate({x:g} {y:g}) scale({scale:g}) translate({-figure.left:g} {-figure.top:g})">'
        f"{namespaced(figure.markup, prefix)}</g>"
    )
    if flip:
        inner = f'<g transform="translate({2 * x + width:g} 0) scale(-1 1)">{inner}</g>'
    if turn:
        inner = f'<g transform="rotate({turn:g} {x + width / 2:g} {y + height / 2:g})">{inner}</g>'
    return inner


def hash_text(text: str) -> int:
    """Return a number of the text that is the same in every process."""
    value = 5381
    for letter in text[:400]:
        value = (value * 33 + ord(letter)) % 2_147_483_647
    return value + len(text)


def parse_svg(document: str) -> Figure:
    """Read one of our own SVG documents into a figure."""
    found = _OUTER.match(document)
    if found is None:
        raise ValueError("Not an SVG document")
    box = _VIEW_BOX.search(found.group(1))
    left, top, width, height = (float(v) for v in box.group(1).split()) if box else (0, 0, 128, 128)
    return Figure(markup=found.group(2), left=left, top=top, width=width, height=height)


@cache
def find_icon_figure(name: str) -> Figure | None:
    """An icon of the pack cropped to its ink, or None."""
    document, box = asset_pack.icon_svg(name), asset_pack.icon_box(name)
    if document is None or box is None:
        return None
    whole = parse_svg(document)
    left, top, right, bottom = box
    return Figure(
        markup=_tidied(whole) if name in _UNTIDY else whole.markup,
        left=whole.left + whole.width * left,
        top=whole.top + whole.height * top,
        width=max(1.0, whole.width * (right - left)),
        height=max(1.0, whole.height * (bottom - top)),
    )


def _tidied(icon: Figure) -> str:
    """The icon without what it has outside of its own square."""
    box = f'x="{icon.left:g}" y="{icon.top:g}" width="{icon.width:g}" height="{icon.height:g}"'
    return f'<clipPath id="ink"><rect {box}/></clipPath><g clip-path="url(#ink)">{icon.markup}</g>'


@cache
def vector_names() -> frozenset[str]:
    """Names of the drawings under `vectors/`."""
    folder = resources.files("cavendish_illustrator").joinpath("vectors")
    return frozenset(
        entry.name.removesuffix(".svg") for entry in folder.iterdir() if entry.name.endswith(".svg")
    )


def vector_figure(name: str, colors: Mapping[str, str] | None = None) -> Figure:
    """One of our own drawings, with some of its colours exchanged."""
    text = asset_pack.own_drawing_svg(name)
    for old, new in (colors or {}).items():
        text = text.replace(old, new)
    return parse_svg(text)


def find_figure(name: str) -> Figure | None:
    """Our own drawing of that name if there is one, else the pack's icon, else None."""
    return vector_figure(name) if name in vector_names() else find_icon_figure(name)

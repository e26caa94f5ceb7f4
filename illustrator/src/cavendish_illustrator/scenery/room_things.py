"""The furnishings that a prompt names, how large they are in a room, and what of it they cover."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from cavendish_illustrator.artwork.svg_figure import find_figure
from cavendish_illustrator.company.setting_choice import belongs_on_table
from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.figures.drawings.drawing_names import drawable, find_alias
from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.picture_spec import PictureSpec, Subject
from cavendish_illustrator.vocabulary.concept_classes import is_animate

_SMALL_M, _BURSTING_M = 0.5, 3.2
_PAINTED = frozenset({"rug-oval", "curtain", "window", "window-round", "window-arched"})
"""What the painter of the room shows as it was named."""


@cache
def furnishing_table() -> dict[str, Any]:
    """Zones, heights and tops, as `furnishings.toml` has them."""
    return read_table("scenery/furnishings.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A named furnishing: how many, how tall and how broad each is, in parts of the picture."""

    index: int
    concept: str
    height: float
    width: float
    count: int
    at: float | None = None
    """The x that it was asked for at."""

    @property
    def span(self) -> float:
        return self.width * (1 + 1.06 * (self.count - 1))


@dataclass(slots=True)
class Places:
    """What is taken: left, right, top and foot of everything, in parts of the picture."""

    size: tuple[float, float]
    taken: list[tuple[float, float, float, float]] = field(default_factory=list)

    @property
    def side(self) -> float:
        return min(self.size[1], self.size[0] * 1.02)

    def take(self, x: float, width: float, foot: float, height: float) -> None:
        tall = height * self.side / self.size[1]
        self.taken.append((x - width / 2, x + width / 2, foot - tall, foot))

    def overlap(self, x: float, width: float, foot: float, height: float) -> float:
        """How much of this box others cover, in parts of its own area, more than once where several do."""
        tall = height * self.side / self.size[1]
        left, right, top = x - width / 2, x + width / 2, foot - tall
        area = 0.0
        for first, last, upper, lower in self.taken:
            across, down = min(right, last) - max(left, first), min(foot, lower) - max(top, upper)
            area += max(0.0, across) * max(0.0, down)
        return area / max(width * tall, 1e-6)


def furnishings(spec: PictureSpec) -> tuple[int, ...]:
    """The subjects that are part of a room's furniture: lifeless, and nobody has to do with them."""
    alive = {index for index, one in enumerate(spec.subjects) if is_animate(one.concept) and not _is_toy(one)}
    tied = set(alive)
    links = [(r.subject, r.target) for r in spec.relations]
    while more := {a for pair in links for a in pair if not tied.isdisjoint(pair)} - tied:
        tied |= more
    return tuple(index for index, one in enumerate(spec.subjects) if index not in tied and _may_furnish(one))


def _is_toy(one: Subject) -> bool:
    """Whether it only looks alive; one that does something is played by the figures."""
    table = furnishing_table()
    is_thing = one.concept in table["floor"] or one.concept in table["beds"]["things"]
    return one.pose is None and (is_thing or is_plush(one))


def is_plush(one: Subject) -> bool:
    """Whether it is an animal made of cloth, which sits small on the floor."""
    return one.pose is None and one.material in _SOFT and is_animate(one.concept)


_SOFT = frozenset({"wool", "felt", "plush"})


def _may_furnish(one: Subject) -> bool:
    """Whether it is drawn in the room and not one of its painted parts or larger than any room."""
    is_known = any(one.concept in furnishing_table()[zone] for zone in ("wall", "ceiling", "floor"))
    is_fitting = is_known or is_plush(one) or real_height(one.concept) < _BURSTING_M
    return drawable(one.concept) and is_fitting and one.concept not in _PAINTED


def is_large(one: Subject) -> bool:
    """Whether a thing hangs or stands by itself, and is not set down on another."""
    table = furnishing_table()
    if one.concept in table["tops"] or any(
        one.concept in table[zone] for zone in ("wall", "ceiling", "floor")
    ):
        return True
    return not (belongs_on_table(one.concept) or real_height(one.concept) < _SMALL_M)


@cache
def aspect_of(concept: str) -> float:
    """The width of a thing's drawing by its height."""
    figure = find_figure(find_alias(concept))
    return 1.0 if figure is None else figure.aspect

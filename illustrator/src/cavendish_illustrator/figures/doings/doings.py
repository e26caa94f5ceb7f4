"""How doings look: the body, the arms, the tool in hand and what stands by."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from cavendish_illustrator.artwork.svg_figure import Figure, find_figure, nest
from cavendish_illustrator.data_tables import read_table

_LOOKS_LEFT = 0.48
_FLOOR = 2.0
"""Below the feet of a figure its box has so much room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenery:
    """A drawing that stands by the figure; `x` from the figure's middle, units of a person of 300."""

    name: str
    height: float
    x: float
    low: float = 0.0
    """How far below the feet it reaches."""
    before: bool = False
    each: bool = False
    """Whether each of several has their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """One row of `doings.toml`, where its fields are explained."""

    body: str = "standing"
    arms: tuple[float, float, float, float] | None = None
    tool: str | None = None
    keeps_tool: bool = False
    place: str = "hand"
    size: float | None = None
    scenery: Scenery | None = None
    shows: frozenset[str] = frozenset()


@cache
def _doings() -> Mapping[str, Doing]:
    return {name: _doing(row) for name, row in read_table("figures/doings/doings.toml").items()}


def _doing(row: Mapping[str, Any]) -> Doing:
    arms, scenery = row.get("arms"), row.get("scenery")
    told = {key: value for key, value in row.items() if key not in ("arms", "scenery", "shows")}
    return Doing(
        **told,
        arms=None if arms is None else (arms[0], arms[1], arms[2], arms[3]),
        scenery=None if scenery is None else Scenery(**scenery),
        shows=frozenset(row.get("shows", ())),
    )


def doing_names() -> frozenset[str]:
    return frozenset(_doings())


def doing_of(pose: str | None) -> Doing | None:
    """How a pose looks that is more than a pose; None for the plain ones."""
    return _doings().get(pose or "")


def is_for_each_doer(pose: str | None) -> bool:
    """Whether what stands by is there for everybody who does it: each child carves a pumpkin."""
    doing = doing_of(pose)
    return doing is not None and doing.scenery is not None and doing.scenery.each


def has_own_table(pose: str | None) -> bool:
    """Whether who does this stands behind something of their own: a bench, a stove, a desk."""
    doing = doing_of(pose)
    return doing is not None and doing.scenery is not None and doing.scenery.before and not doing.scenery.x


def scenery_box(figure: Figure, pose: str | None) -> tuple[float, float, float, float] | None:
    """Left, top, width and height of what stands by a figure of this doing; the figure is without it."""
    doing = doing_of(pose)
    scenery = doing.scenery if doing is not None else None
    thing = find_figure(scenery.name) if scenery is not None else None
    if scenery is None or thing is None:
        return None
    ground = figure.top + figure.height - _FLOOR + scenery.low
    wide = scenery.height * thing.aspect
    return (
        figure.left + figure.width / 2 + scenery.x - wide / 2,
        ground - scenery.height,
        wide,
        scenery.height,
    )


def _is_whole_animal(figure: Figure) -> bool:
    """Whether it is an icon of an animal, in units of its own, and neither a person nor one that sits."""
    return not figure.body_height and "eyes" in figure.anchors


def _side_of(figure: Figure) -> int:
    """Where it looks: -1 to the left."""
    share = (figure.anchors["eyes"][0] - figure.left) / max(figure.width, 1.0)
    return -1 if share < _LOOKS_LEFT else 1


def with_scenery(figure: Figure, doing: Doing | None) -> Figure:
    """Stand by the figure what its doing needs, such as a painter's easel."""
    scenery = doing.scenery if doing is not None else None
    thing = find_figure(scenery.name) if scenery is not None else None
    if scenery is None or thing is None:
        return figure
    middle = figure.left + figure.width / 2
    ground = figure.top + figure.height - _FLOOR + scenery.low
    tall, x = scenery.height, scenery.x
    if _is_whole_animal(figure):
        unit = figure.height / 300
        tall, x = tall * unit, (x * unit + figure.width * 0.22) * _side_of(figure) if x else 0.0
    left = middle + x - tall * thing.aspect / 2
    top = ground - tall
    markup = nest(thing, left, top, tall)
    half = max(figure.width / 2, abs(x) + tall * thing.aspect / 2 + 2)
    new_top = min(figure.top, top - 2)
    return replace(
        figure,
        markup=figure.markup + markup if scenery.before else markup + figure.markup,
        left=middle - half,
        width=2 * half,
        top=new_top,
        height=max(figure.top + figure.height, ground + 2) - new_top,
        body_height=figure.body_height or figure.height,
    )

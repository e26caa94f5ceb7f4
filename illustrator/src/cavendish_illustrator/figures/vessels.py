"""Vases with flowers, bowls and baskets heaped with things, bottles with something in them."""

from dataclasses import replace

from cavendish_illustrator.figures.dyeing import dyed
from cavendish_illustrator.svg_figure import Figure, find_figure, nest, vector_figure

_FLOWERS = frozenset(
    {
        *("sunflower", "rose", "tulip", "blossom", "bouquet", "cherry-blossom", "hibiscus", "daisy", "peony"),
        *("lily", "poppy", "hydrangea", "daffodil", "lavender-sprig", "iris-flower", "orchid", "hyacinth"),
        *("marigold", "dandelion"),
    }
)
_VASES = frozenset({"amphora", "jar", "bucket", "jug", "milk-bottle"})
_GLASSES = frozenset({"lotion-bottle", "crystal-ball", "light-bulb", "bottle-with-popping-cork"})
_HEAP_AS = {"strawberry": "strawberry-whole"}
"""A drawing with less leaf, for where many lie on one another."""
_POT = "flower-pot"
_GLOBE = "snow-globe"
PLATE = "fork-and-knife-with-plate"
_DRAWINGS = {
    "steaming-bowl": "bowl",
    "amphora": "flower-vase",
    "basket": "basket-front",
    PLATE: "plate-flat",
}
_ON_PLATE = ((0.34, 0.1), (0.66, 0.1), (0.5, 0.2))
_ALONE_ON_PLATE = ((0.5, 0.02),)
_BUNCH = ((70, 92, -26), (170, 92, 26), (92, 46, -12), (148, 46, 12), (120, 66, 0))
_HEAP = ((0.2, 0.3), (0.5, 0.2), (0.8, 0.3), (0.34, 0.42), (0.66, 0.42), (0.5, 0.5))


def holds_content(vessel: str) -> bool:
    """Whether `filled` can show things in this vessel."""
    return vessel in _VASES | _GLASSES | {_POT, _GLOBE, "steaming-bowl", "basket", "bowl", PLATE}


def filled(
    vessel: str, content: str, color: str | None, content_color: str | None, *, count: int = 3
) -> Figure | None:
    """Draw a vessel with its content, or None where one of them has no drawing.

    On a plate the count is seen: one alone lies in its middle.
    """
    body, inner = find_figure(_DRAWINGS.get(vessel, vessel)), find_figure(_HEAP_AS.get(content, content))
    if body is None or inner is None:
        return None
    body = dyed(body, color) if color else body
    inner = dyed(inner, content_color) if content_color else inner
    if vessel == _POT:
        return _planted(body, inner)
    if content in _FLOWERS:
        return _bunch(find_figure("flower-vase") if vessel in ("steaming-bowl", "bowl") else body, inner)
    if vessel == PLATE:
        return _served(body, inner, _ON_PLATE if count > 1 else _ALONE_ON_PLATE)
    if vessel in _GLASSES | {_GLOBE}:
        return _in_globe(inner) if vessel == _GLOBE else _enclosed(body, inner)
    return _heaped(body, inner)


def _bunch(vase: Figure | None, flower: Figure) -> Figure:
    """Five flowers fanned out of a vase, on their stems."""
    vase = vase or vector_figure("flower-vase")
    stems, heads = "", ""
    size = 92.0
    for x, y, turn in _BUNCH:
        stems += (
            f'<path d="M120 214Q{(x + 120) / 2} 170 {x} {y}" stroke="#4c8a3c" stroke-width="7" fill="none"/>'
        )
        stems += f'<ellipse cx="{(x + 120) / 2 + turn * 0.4:g}" cy="158" rx="20" ry="8" fill="#5fa348" '
        stems += f'transform="rotate({turn * 2 - 30:g} {(x + 120) / 2:g} 158)"/>'
        width = size * flower.aspect
        heads += nest(flower, x - width / 2, y - size * 0.5, size, turn=turn)
    height = 170.0
    pot = nest(vase, 120 - height * vase.aspect / 2, 176, height)
    left = min(10.0, 120 - height * vase.aspect / 2)
    return Figure(markup=stems + heads + pot, left=left, top=-6, width=240 - 2 * left, height=352)


def _planted(pot: Figure, plant: Figure) -> Figure:
    """A plant that grows out of its pot."""
    tall, deep, sunk = 250.0, 150.0, 34.0
    width = max(tall * plant.aspect, deep * pot.aspect)
    grown = nest(plant, (width - tall * plant.aspect) / 2, 0, tall)
    below = nest(pot, (width - deep * pot.aspect) / 2, tall - sunk, deep)
    return Figure(markup=grown + below, width=width, height=tall - sunk + deep)


def _heaped(vessel: Figure, thing: Figure) -> Figure:
    """Things heaped above a rim: those behind first, then the vessel's front."""
    height = 200.0
    width = height * vessel.aspect
    size = min(width * 0.36, 120.0)
    heap = ""
    for x, y in _HEAP:
        wide = size * min(1.4, thing.aspect)
        at = width * (0.14 + 0.72 * x) - wide / 2
        heap += nest(thing, at, height * (y - 0.36), size)
    front, tall = nest(vessel, 0, 60, height), height + 104
    if vessel == find_figure(_DRAWINGS["basket"]):
        return Figure(markup=_handle(width) + heap + front, top=-96, width=width, height=height + 160)
    return Figure(markup=heap + front, top=-40, width=width, height=tall)


def _handle(width: float) -> str:
    """A basket's handle, which rises behind what is heaped in it."""
    arch = f"M{width * 0.07:g} 80C{width * 0.1:g} {-130:g} {width * 0.9:g} {-130:g} {width * 0.93:g} 80"
    return (
        f'<path d="{arch}" stroke="#8a5a28" stroke-width="22" fill="none"/>'
        f'<path d="{arch}" stroke="#d8a860" stroke-width="13" fill="none"/>'
    )


def _served(plate: Figure, thing: Figure, places: tuple[tuple[float, float], ...]) -> Figure:
    """Things lying on a plate seen from the side."""
    width = 300.0
    height = width / plate.aspect
    size = min(110.0, 150.0 / thing.aspect)
    heap = "".join(
        nest(thing, width * x - size * thing.aspect / 2, height * (0.34 + y) - size * 0.78, size)
        for x, y in places
    )
    return Figure(markup=nest(plate, 0, 0, height) + heap, top=-size, width=width, height=height + size)


def _in_globe(thing: Figure) -> Figure:
    """Show a thing on the snow inside the glass, under falling flakes."""
    globe, glass = vector_figure("snow-globe-empty"), vector_figure("snow-globe-glass")
    size = min(138.0, 150.0 / thing.aspect)
    inside = nest(thing, 150 - size * thing.aspect / 2, 208 - size, size)
    return replace(globe, markup=globe.markup + inside + glass.markup)


def _enclosed(glass: Figure, thing: Figure) -> Figure:
    """Show a thing through glass: inside first, then the glass once more, thinly."""
    height = 300.0
    width = height * glass.aspect
    size = min(height * 0.36, width * 0.62 / thing.aspect)
    inside = nest(thing, width / 2 - size * thing.aspect / 2, height * 0.9 - size, size)
    front = f'<g opacity=".35">{nest(replace(glass), 0.01, 0, height)}</g>'
    return Figure(markup=nest(glass, 0, 0, height) + inside + front, width=width, height=height)

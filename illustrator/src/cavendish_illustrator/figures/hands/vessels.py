"""Vases with flowers, bowls and baskets heaped with things, bottles with something in them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from cavendish_illustrator.artwork.svg_figure import Figure, find_figure, nest, vector_figure
from cavendish_illustrator.figures.bodies.dyeing import dyed
from cavendish_illustrator.figures.hands.crockery import rim_painted
from cavendish_illustrator.figures.hands.garnishes import is_garnish, piece_of
from cavendish_illustrator.vocabulary.species import next_of_kin

_FLOWERS = frozenset(
    {
        "sunflower", "rose", "tulip", "blossom", "bouquet", "cherry-blossom", "hibiscus", "daisy", "peony",
        "lily", "poppy", "hydrangea", "daffodil", "lavender-sprig", "iris-flower", "orchid", "hyacinth",
        "marigold", "dandelion", "blossom-cluster", "snowdrop",
    }
)  # fmt: skip
_BUNCHES = frozenset(
    {
        "dried-bunch", "fir-sprig", "olive-branch", "willow-catkins", "cotton-sprig", "pampas-grass",
        "lilac-bunch", "eucalyptus", "bouquet", "wheat-ears", "foxglove-flower", "cherry-blossom-tree",
    }
)  # fmt: skip
"""They stand in a vase as they are."""
_VASES = frozenset(
    {
        "amphora",
        "jar",
        "bucket",
        "jug",
        "milk-bottle",
        "tin-can",
        "paper-bag",
        "mug-plain",
        "teapot",
        "boot",
        "kettle",
        "rain-boots",
        "watering-can",
    }
)
_GLASSES = frozenset({"jar", "lotion-bottle", "crystal-ball", "light-bulb", "bottle-with-popping-cork"})
_OPEN = frozenset(
    {
        "steaming-bowl", "basket", "bowl", "wooden-crate", "wheelbarrow", "tote-bag", "cardboard-box",
        "sack", "baking-tray", "cake-stand", "shopping-cart", "cooking-pot", "laundry-basket", "colander",
    }
)  # fmt: skip
"""What things are heaped in or on."""
_HEAPED_AT = {
    "wheelbarrow": (0.3, 0.92, 0.3),
    "wooden-crate": (0.1, 0.9, 0.18),
    "baking-tray": (0.12, 0.88, 0.42),
    "cake-stand": (0.16, 0.84, 0.2),
}

"""From where to where across, and how far down, things lie in parts of the vessel; elsewhere in its mouth."""
_FLAT = frozenset({"baking-tray", "cake-stand"})
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
_TOPPINGS = frozenset({"whipped-cream", "onion", "bacon", "butter", "herb", "parsley", "chocolate-sauce"})
"""What lies once on top of the rest."""
_PILED = ((0.2, 0.12), (0.5, 0.12), (0.8, 0.12), (0.35, 0.3), (0.65, 0.3), (0.5, -0.16))
"""Where six things lie on a plate, in parts of its width and of a thing's height."""
_MOST_LAID = 3
"""More than this lie on one another."""
_ON_TOP = (0.5, 0.72)
_HEAP = ((0.2, 0.3), (0.5, 0.2), (0.8, 0.3), (0.34, 0.42), (0.66, 0.42), (0.5, 0.5))


class Helping(NamedTuple):
    """What a vessel is filled with beyond a plain drawing of one thing."""

    whole: Figure | None = None
    """What lies in it where that is more than its plain drawing, such as a stack."""
    more: Sequence[tuple[str, str | None]] = ()
    """What else lies in it, each with its colour."""
    rim: str | None = None
    """The colour of what is painted on the vessel."""


ALONE: Final = Helping()


def holds_content(vessel: str) -> bool:
    """Whether `filled` can show things in this vessel."""
    return vessel in _VASES | _GLASSES | _OPEN | {_POT, _GLOBE, PLATE}


def filled(
    vessel: str,
    content: str,
    color: str | None,
    content_color: str | None,
    *,
    count: int = 3,
    helping: Helping = ALONE,
) -> Figure | None:
    """Draw a vessel with its content, or None where one of them has no drawing.

    On a plate the count is seen: one alone lies in its middle.
    """
    whole, more, _ = helping
    if whole is not None:
        content_color, count = None, 0
    body = find_figure(_DRAWINGS.get(vessel, vessel))
    inner = whole or find_figure(_HEAP_AS.get(content, content))
    if body is None or inner is None:
        return None
    body = dyed(body, color) if color else body
    body = rim_painted(body, helping.rim) if helping.rim else body
    inner = dyed(inner, content_color) if content_color else inner
    kind = next_of_kin(content)
    if kind in _BUNCHES and vessel in _VASES | _GLASSES:
        return _standing_in(body, inner)
    if kind in _FLOWERS and vessel != _POT:
        flowers = [figure for name, color in more if (figure := _drawn(name, color)) is not None]
        vase = find_figure("flower-vase") if vessel in ("steaming-bowl", "bowl") else body
        return _bunch(vase, [inner, *flowers])
    others = [(name, figure) for name, color in more if (figure := _drawn(name, color)) is not None]
    laid = {name for name, _ in others if name in _TOPPINGS or (is_garnish(name) and not is_garnish(content))}
    mixed = [inner, *(figure for name, figure in others if name not in laid)]
    toppings = [piece_of(name) or figure for name, figure in others if name in laid]
    if vessel == PLATE and whole is None and (count > _MOST_LAID or others):
        return _piled(body, mixed if count > 1 or len(mixed) > 1 else mixed * 2, toppings)
    if takes_several(vessel) and others and vessel not in _FLAT:
        mouth = _HEAPED_AT.get(vessel)
        return _heaped_at(body, mixed, mouth, is_flat=False) if mouth else _heaped(body, mixed, toppings)
    return _with_content(vessel, body, inner, count)


def takes_several(vessel: str) -> bool:
    """Whether different foods may lie in it together."""
    return vessel in _OPEN or vessel == PLATE


def _drawn(name: str, color: str | None) -> Figure | None:
    figure = find_figure(_HEAP_AS.get(name, name))
    return dyed(figure, color) if figure is not None and color else figure


def _with_content(vessel: str, body: Figure, inner: Figure, count: int) -> Figure:
    """The vessel with what is in, on or behind it."""
    if vessel in _HEAPED_AT:
        return _heaped_at(body, [inner], _HEAPED_AT[vessel], is_flat=vessel in _FLAT)
    if vessel in _GLASSES:
        return _enclosed(body, inner, count)
    match vessel:
        case "flower-pot":
            return _planted(body, inner)
        case "fork-and-knife-with-plate":
            return _served(body, inner, _ON_PLATE if count > 1 else _ALONE_ON_PLATE, is_whole=not count)
        case "snow-globe":
            return _in_globe(inner)
        case _:
            return _heaped(body, [inner], [])


def _bunch(vase: Figure | None, flowers: Sequence[Figure]) -> Figure:
    """Five flowers fanned out of a vase, on their stems, each kind in turn."""
    vase = vase or vector_figure("flower-vase")
    stems, heads = "", ""
    size = 92.0
    for number, (x, y, turn) in enumerate(_BUNCH):
        flower = flowers[number % len(flowers)]
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


def _standing_in(vase: Figure, bunch: Figure) -> Figure:
    """A bunch whose stems are in the vase."""
    tall, deep, sunk = 240.0, 190.0, 70.0
    if bunch.aspect > 1:
        bunch = _upright(bunch)
    width = max(tall * bunch.aspect, deep * vase.aspect)
    grown = nest(bunch, (width - tall * bunch.aspect) / 2, 0, tall)
    below = nest(vase, (width - deep * vase.aspect) / 2, tall - sunk, deep)
    return Figure(markup=grown + below, width=width, height=tall - sunk + deep)


def _upright(bunch: Figure) -> Figure:
    """A sprig that was drawn lying, on its end."""
    side = max(bunch.width, bunch.height)
    turned = nest(bunch, 0, (side - bunch.height) / 2, bunch.height, turn=-55.0)
    return Figure(markup=turned, width=side, height=side)


def _planted(pot: Figure, plant: Figure) -> Figure:
    """A plant that grows out of its pot."""
    tall, deep, sunk = 250.0, 150.0, 34.0
    width = max(tall * plant.aspect, deep * pot.aspect)
    grown = nest(plant, (width - tall * plant.aspect) / 2, 0, tall)
    below = nest(pot, (width - deep * pot.aspect) / 2, tall - sunk, deep)
    return Figure(markup=grown + below, width=width, height=tall - sunk + deep)


def _heaped(vessel: Figure, things: Sequence[Figure], toppings: Sequence[Figure]) -> Figure:
    """Things heaped above a rim by turns: those behind first, then the vessel's front; toppings on them."""
    height = 200.0
    width = height * vessel.aspect
    size = min(width * 0.36, 120.0)
    heap = ""
    for number, (x, y) in enumerate(_HEAP):
        thing = things[number % len(things)]
        tall = min(size, size * 1.4 / thing.aspect)
        at = width * (0.14 + 0.72 * x) - tall * thing.aspect / 2
        heap += nest(thing, at, height * (y - 0.36) + size - tall, tall)
    for number, topping in enumerate(toppings):
        at = width * (0.5 + 0.26 * (number - (len(toppings) - 1) / 2))
        heap += nest(topping, at - size * 0.5 * topping.aspect, height * -0.22, size)
    front = nest(vessel, 0, 60, height)
    if vessel == find_figure(_DRAWINGS["basket"]):
        return Figure(markup=_handle(width) + heap + front, top=-96, width=width, height=height + 160)
    rise = 60 if toppings else 40
    return Figure(markup=heap + front, top=-rise, width=width, height=height + 64 + rise)


def _heaped_at(
    vessel: Figure, things: Sequence[Figure], mouth: tuple[float, float, float], *, is_flat: bool
) -> Figure:
    """Things by turns in two rows in a vessel whose mouth is narrower than it, or standing on a flat one."""
    height = 200.0
    width = height * vessel.aspect
    first, last, down = mouth
    wide = (last - first) * width
    heap, tallest = "", 0.0
    rows = (
        ((0.86, (0.12, 0.36, 0.6, 0.86)),) if is_flat else ((1.25, (0.3, 0.68)), (0.72, (0.12, 0.46, 0.84)))
    )
    number = 0
    for rise, places in rows:
        for x in places:
            thing = things[number % len(things)]
            size = min(wide * 0.34 / max(1.0, thing.aspect), 118.0)
            tallest = max(tallest, size)
            at = first * width + wide * x - size * thing.aspect / 2
            heap += nest(thing, at, height * down - size * rise, size)
            number += 1
    body = nest(vessel, 0, 0, height)
    top = min(0.0, height * down - tallest * 1.3)
    drawn = body + heap if is_flat else heap + body
    return Figure(markup=drawn, top=top, width=width, height=height - top)


def _handle(width: float) -> str:
    """A basket's handle, which rises behind what is heaped in it."""
    arch = f"M{width * 0.07:g} 80C{width * 0.1:g} {-130:g} {width * 0.9:g} {-130:g} {width * 0.93:g} 80"
    return (
        f'<path d="{arch}" stroke="#8a5a28" stroke-width="22" fill="none"/>'
        f'<path d="{arch}" stroke="#d8a860" stroke-width="13" fill="none"/>'
    )


def _served(
    plate: Figure, thing: Figure, places: tuple[tuple[float, float], ...], *, is_whole: bool = False
) -> Figure:
    """Things lying on a plate seen from the side; a stack is as tall as it needs."""
    width = 300.0
    height = width / plate.aspect
    size = min(260.0, 170.0 / thing.aspect) if is_whole else min(130.0, 170.0 / thing.aspect)
    heap = "".join(
        nest(thing, width * x - size * thing.aspect / 2, height * (0.34 + y) - size * 0.78, size)
        for x, y in places
    )
    return Figure(markup=nest(plate, 0, 0, height) + heap, top=-size, width=width, height=height + size)


def _piled(plate: Figure, things: Sequence[Figure], toppings: Sequence[Figure]) -> Figure:
    """A helping on a plate: two rows with one on top, toppings over them."""
    width = 300.0
    height = width / plate.aspect
    size = min(92.0, 96.0 / max(one.aspect for one in things))
    foot = height * 0.46
    spread = 0.66
    heap = ""
    back = sorted(range(len(_PILED)), key=lambda k: _PILED[k][1])
    for number in back:
        x, y = _PILED[number]
        thing = things[number % len(things)]
        at = width * (0.5 + (x - 0.5) * spread) - size * thing.aspect / 2
        heap += nest(thing, at, foot + size * (y - 0.9), size)
    for number, topping in enumerate(toppings):
        x = width * (_ON_TOP[0] + 0.2 * (number - (len(toppings) - 1) / 2))
        heap += nest(topping, x - size * 0.42 * topping.aspect, foot - size * (_ON_TOP[1] + 0.4), size * 0.84)
    top = foot - size * 1.24
    return Figure(markup=nest(plate, 0, 0, height) + heap, top=top, width=width, height=height - top)


def _in_globe(thing: Figure) -> Figure:
    """Show a thing on the snow inside the glass, under falling flakes."""
    globe, glass = vector_figure("snow-globe-empty"), vector_figure("snow-globe-glass")
    size = min(138.0, 150.0 / thing.aspect)
    inside = nest(thing, 150 - size * thing.aspect / 2, 208 - size, size)
    return replace(globe, markup=globe.markup + inside + glass.markup)


_IN_GLASS: Final = ((0.36, 0.9), (0.64, 0.9), (0.5, 0.76), (0.35, 0.63), (0.65, 0.62))
"""Where several things lie in a glass: their middles and feet in parts of its width and height."""
_EACH_IN_GLASS, _ALONE_IN_GLASS = (0.2, 0.3), (0.36, 0.62)
"""How tall and how wide at most one of them is."""


def _enclosed(glass: Figure, thing: Figure, count: int) -> Figure:
    """Show a thing, or a few of a kind, through glass: inside first, then the glass once more, thinly."""
    height = 300.0
    width = height * glass.aspect
    tall, wide = _EACH_IN_GLASS if count > 1 else _ALONE_IN_GLASS
    size = min(height * tall, width * wide / thing.aspect)
    places = _IN_GLASS if count > 1 else ((0.5, 0.9),)
    inside = "".join(
        nest(thing, width * x - size * thing.aspect / 2, height * y - size, size) for x, y in places
    )
    front = f'<g opacity=".35">{nest(replace(glass), 0.01, 0, height)}</g>'
    return Figure(markup=nest(glass, 0, 0, height) + inside + front, width=width, height=height)

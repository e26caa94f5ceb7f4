"""Sets what is on somebody's shoulder, head or lap there."""

from dataclasses import replace

from cavendish_illustrator.artwork.svg_figure import Figure, Point, nest

PLACES = frozenset({"shoulder", "head", "lap", "shoulders"})
_OVERLAP = 0.1
UNDERFOOT = {
    "puddle-water": 1.6,
    "rug-oval": 1.0,
    "red-carpet": 1.0,
    "blanket": 1.0,
    "yoga-mat-flat": 1.0,
    "lotus": 1.5,
    "gold-pile": 1.0,
    "leaf-flat": 1.0,
    "perch-tree": 1.0,
    "pillow": 1.0,
}
"""Flat things one stands or lies on, and their width in parts of a figure's."""
_LEAST_WIDTH = 200.0
_BRANCH: Point = (228.0, 222.0)
"""Where the branch of the drawn tree is, and how large at most who sits there is."""
_PERCHED_HEIGHT, _PERCHED_WIDTH = 186.0, 230.0


def perched(figure: Figure, thing: Figure, size: float, place: str) -> Figure:
    """The figure with the thing, `size` units high, on it; unchanged where it has no such place."""
    spot = _spot(figure, place)
    if spot is None:
        return figure
    width = size * thing.aspect
    left, top = spot[0] - width / 2, spot[1] - size * (1 - _OVERLAP)
    middle = figure.left + figure.width / 2
    half = max(figure.width / 2, middle - left + 2, left + width - middle + 2)
    new_top = min(figure.top, top - 2)
    markup = nest(thing, left, top, size)
    return replace(
        figure,
        markup=markup + figure.markup if place == "shoulders" else figure.markup + markup,
        left=middle - half,
        width=2 * half,
        top=new_top,
        height=figure.top + figure.height - new_top,
        body_height=figure.body_height or figure.height,
    )


def _spot(figure: Figure, place: str) -> Point | None:
    """Where the thing's feet are."""
    anchors = figure.anchors
    match place:
        case "shoulder" if "shoulder" in anchors:
            x, y = anchors["shoulder"]
            return x + figure.head_width * 0.46, y + 4
        case "shoulder" if "neck" in anchors:
            x, y = anchors["neck"]
            return x + figure.head_width * 0.66, y + figure.head_width * 0.2
        case "shoulders" if "head_top" in anchors:
            x, y = anchors["head_top"]
            return x, y + figure.head_width * 0.62
        case "lap" if "seat" in anchors:
            x, y = anchors["seat"]
            return x, y + 8
        case "lap" if "neck" in anchors:
            x, _ = anchors["neck"]
            return x, figure.top + figure.height * 0.94
        case _:
            return anchors.get("head_top")


def on_branch(figure: Figure, tree: Figure) -> Figure:
    """The figure on the branch that stands out from the tree's right side."""
    height = min(_PERCHED_HEIGHT, _PERCHED_WIDTH / figure.aspect)
    width = height * figure.aspect
    left, top = _BRANCH[0] - width / 2, _BRANCH[1] - height * 0.97
    right = max(tree.left + tree.width, left + width + 2)
    return replace(
        tree,
        markup=tree.markup + nest(figure, left, top, height),
        width=right - tree.left,
        anchors={},
    )


def standing_on(figure: Figure, ground: Figure, share: float) -> Figure:
    """The figure on something flat, which is seen from the side."""
    shown = min(figure.width, 200.0) if figure.body_height else figure.width
    width = max(_LEAST_WIDTH, shown * 1.3) * share
    height = min(width / ground.aspect, width * 0.26)
    squeeze = height * ground.aspect / width
    middle, floor = figure.left + figure.width / 2, figure.top + figure.height - 6
    flat = nest(ground, middle - height * ground.aspect / 2, floor - height * 0.6, height)
    stretched = f'<g transform="translate({middle:g} 0) scale({1 / squeeze:g} 1) translate({-middle:g} 0)">'
    half = max(figure.width, width) / 2 + 2
    return replace(
        figure,
        markup=f"{stretched}{flat}</g>{figure.markup}",
        left=middle - half,
        width=2 * half,
        height=figure.height + height * 0.4,
        body_height=figure.body_height or figure.height,
    )

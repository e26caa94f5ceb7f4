"""A steam train: the pack's locomotive with carriages of our own behind it."""

from functools import cache

from cavendish_illustrator.artwork.svg_figure import Figure, find_icon_figure, nest, vector_figure

_ENGINE, _CARRIAGE, _COUNT = 200.0, 138.0, 2


@cache
def steam_train() -> Figure:
    """Return the train, its engine to the left."""
    engine = find_icon_figure("locomotive")
    if engine is None:
        raise KeyError("No such drawing: locomotive")
    carriage = vector_figure("rail-carriage")
    x = _ENGINE * engine.aspect - 4
    markup = ""
    for _ in range(_COUNT):
        markup += nest(carriage, x, _ENGINE - _CARRIAGE, _CARRIAGE)
        x += _CARRIAGE * carriage.aspect - 6
    puffs = "".join(
        f'<circle cx="{cx}" cy="{cy}" r="{r}" fill="#dfe3e8" opacity="{opacity}"/>'
        for cx, cy, r, opacity in (
            (150, 8, 20, 0.9),
            (186, -4, 25, 0.8),
            (232, -14, 29, 0.65),
            (288, -22, 33, 0.5),
        )
    )
    return Figure(
        markup=puffs + nest(engine, 0, 0, _ENGINE) + markup, width=x + 4, height=_ENGINE + 58, top=-58
    )

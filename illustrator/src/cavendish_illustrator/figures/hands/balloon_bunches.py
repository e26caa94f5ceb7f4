"""Several balloons whose strings meet in one hand."""

import math
from typing import Final

from cavendish_illustrator.artwork.svg_figure import Figure, find_figure, nest
from cavendish_illustrator.figures.bodies.dyeing import main_hue_dyed
from cavendish_illustrator.picture_spec import Subject

BALLOON: Final = "balloon"
_COLORS: Final = ("#e0453c", "#f7b733", "#4fb0e0", "#7cc66a", "#a56fd8", "#ef6f9a")
_MOST: Final = 9
_TALL: Final = 92.0
_KNOT: Final = 0.8
"""How far down a balloon's drawing its knot is; below it hangs a bit of string."""
_ROWS: Final = ((1,), (2,), (1, 2), (1, 3), (2, 3), (1, 2, 3), (2, 3, 2), (3, 3, 2), (2, 4, 3))
"""From the top, how many of so many balloons are in each row."""
_STEP_X, _STEP_Y, _HAND = 60.0, 62.0, 250.0
BUNCH_TALL: Final = 232.0
"""How high a bunch is beside a person of 300."""


def bunch_of(balloons: Subject) -> Figure | None:
    """As many balloons as were said, each on its string from the hand; None where it is only one."""
    drawn = find_figure(BALLOON)
    count = min(balloons.count, _MOST)
    if balloons.concept != BALLOON or count < 2 or drawn is None:
        return None
    places = _places(count)
    low = max(y for _, y in places)
    hand = (0.0, low + _HAND)
    tones = [balloons.color or _COLORS[number % len(_COLORS)] for number in range(count)]
    strings = "".join(
        f'<path d="M{x:.1f} {y + _TALL * (_KNOT - 0.5):.1f}Q{x * 0.5:.1f} {y + 120:.1f} {hand[0]:.1f} '
        f'{hand[1]:.1f}" stroke="#8a8f9c" stroke-width="2.600" fill="none"/>'
        for x, y in places
    )
    wide = _TALL * drawn.aspect
    round_ones = "".join(
        nest(main_hue_dyed(drawn, tone), x - wide / 2, y - _TALL / 2, _TALL, turn=math.degrees(x / 900))
        for (x, y), tone in zip(places, tones, strict=True)
    )
    half = max(abs(x) for x, _ in places) + wide / 2 + 4
    top = min(y for _, y in places) - _TALL / 2 - 4
    return Figure(markup=strings + round_ones, left=-half, top=top, width=2 * half, height=hand[1] - top)


def _places(count: int) -> list[tuple[float, float]]:
    """The middle of each balloon, the lowest row at 0, the rows above it behind."""
    rows = _ROWS[count - 1]
    found: list[tuple[float, float]] = []
    for up, number in enumerate(rows):
        y = -_STEP_Y * (len(rows) - 1 - up)
        found += [((k - (number - 1) / 2) * _STEP_X, y - 8.0 * (k % 2)) for k in range(number)]
    return found

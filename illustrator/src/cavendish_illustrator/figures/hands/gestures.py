"""What sitting animals and robots do with their two hands: point, wave, cheer, lift, blow."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from cavendish_illustrator.artwork.svg_figure import Figure, Point, nest
from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.figures.hands.both_hands import Torso, arm, grown, hand, without_arms

_CHEEK: Final = (14.0, -34.0)
"""From the shoulders to the hands that hold something at the mouth."""
_ROD: Final = 0.4
"""From the middle of a lifted thing to a hand on it, in parts of its width."""
_OVER_HEAD, _LONG, _WIDER = 0.35, 2.0, 1.3
"""How far above the head it is, in parts of its height; a bar is so much wider than the hands are apart."""
_BLOWN: Final = 1.45
"""How much larger an animal's instrument is than a person's, whose head is smaller."""


@cache
def _offsets() -> Mapping[str, tuple[Point, Point]]:
    rows = read_table("figures/hands/gestures.toml")
    return {name: ((lx, ly), (rx, ry)) for name, (lx, ly, rx, ry) in rows.items()}


GESTURES: Final = frozenset(_offsets()) - {"at_ease", "in_hand"}
AT_EASE: Final = "at_ease"


def _hands(torso: Torso, offsets: tuple[Point, Point]) -> tuple[Point, Point]:
    (left, right), ((lx, ly), (rx, ry)) = torso.shoulders, offsets
    return (left[0] + lx, left[1] + ly), (right[0] + rx, right[1] + ry)


def _with_arms(figure: Figure, torso: Torso, hands: tuple[Point, Point], between: str = "") -> Figure:
    """Both arms, before them what they hold, the hands over it."""
    arms = arm(torso, 0, hands[0]) + arm(torso, 1, hands[1])
    before = arms + between + hand(torso, hands[0]) + hand(torso, hands[1])
    (left, top), (right, low) = hands
    box = (min(left, right) - 18, min(top, low) - 18, abs(right - left) + 36, abs(top - low) + 36)
    return grown(without_arms(figure), before, box)


def gesturing(figure: Figure, torso: Torso, pose: str) -> Figure:
    """The figure with its empty hands where the pose has them."""
    return _with_arms(figure, torso, _hands(torso, _offsets()[pose]))


def lifting(figure: Figure, torso: Torso, thing: Figure, size: float) -> Figure:
    """Both hands over the head with something wide in them."""
    hands = _hands(torso, _offsets()["lifting_weights"])
    top = figure.anchors.get("head_top", (0.0, hands[0][1]))[1]
    y = min(top - size * _OVER_HEAD, hands[0][1])
    size = max(size, (hands[1][0] - hands[0][0]) * _WIDER / thing.aspect) if thing.aspect > _LONG else size
    middle, wide = (hands[0][0] + hands[1][0]) / 2, size * thing.aspect
    reach = min(wide * _ROD, (hands[1][0] - hands[0][0]) / 2)
    raised = (middle - reach, y), (middle + reach, y)
    shown = nest(thing, middle - wide / 2, y - size / 2, size)
    lifted = _with_arms(figure, torso, raised, shown)
    return grown(lifted, "", (middle - wide / 2, y - size / 2, wide, size))


def in_right_hand(figure: Figure, torso: Torso, thing: Figure, size: float, grip: Point) -> Figure:
    """Something in the right hand, which has hold of it at these shares of its width and height."""
    hands = _hands(torso, _offsets()["in_hand"])
    x, y = hands[1]
    wide = size * thing.aspect
    left, top = x - wide * grip[0], y - size * grip[1]
    held = _with_arms(figure, torso, hands, nest(thing, left, top, size))
    return grown(held, "", (left, top, wide, size))


def blowing(figure: Figure, torso: Torso, instrument: Figure, size: float) -> Figure:
    """Something to blow or to speak into before the mouth, both hands on it."""
    (lx, ly), (rx, _) = torso.shoulders
    size *= _BLOWN
    middle = (lx + rx) / 2
    top = ly + _CHEEK[1] - size * 0.1
    wide = size * instrument.aspect
    low = top + size * 0.62
    shown = nest(instrument, middle - wide * 0.4, top, size)
    held = _with_arms(figure, torso, ((middle - wide * 0.16, low - 8), (middle + wide * 0.2, low)), shown)
    return grown(held, "", (middle - wide * 0.4, top, wide, size))


def in_each_hand(figure: Figure, torso: Torso, thing: Figure, size: float) -> Figure:
    """One of a pair on either hand, raised as for a fight."""
    left, right = _hands(torso, _offsets()["boxing"])
    wide = size * thing.aspect
    pair = "".join(
        nest(thing, x - wide / 2, y - size / 2, size, flip=is_left)
        for (x, y), is_left in ((left, True), (right, False))
    )
    held = _with_arms(figure, torso, (left, right))
    return grown(held, pair, (left[0] - wide, right[1] - size, right[0] - left[0] + 2 * wide, 2 * size))

"""What a figure without joints has in its hand: at the hand, over the head or on a string."""

from dataclasses import replace

from cavendish_illustrator.cast import Cast
from cavendish_illustrator.drawing_names import find_alias
from cavendish_illustrator.figures.animals import FACES, paws_around, with_paw
from cavendish_illustrator.figures.doings import doing_of
from cavendish_illustrator.figures.dyeing import dyed
from cavendish_illustrator.figures.grips import grip_of
from cavendish_illustrator.figures.kites import BALLOON_FLIGHT, on_string
from cavendish_illustrator.figures.people import outfit
from cavendish_illustrator.figures.vessels import filled
from cavendish_illustrator.figures.wearing import GARMENTS, hold, hold_over
from cavendish_illustrator.svg_figure import Figure, find_figure, nest

KITE, BALLOON = "kite", "balloon"
_LEAST_HELD, _MOST_HELD, _LONG_HELD = 0.28, 0.62, 0.84
"""Height of a thing in an animal's paws, in shares of the animal's."""
_POLES = frozenset({"fishing-rod"})
_READ = frozenset({"open-book", "newspaper"})
_PAGE_TOP, _PAGE_HEIGHT = 184.0, 84.0
"""Where a sitting animal reads, below its chin."""


def filled_in_hand(cast: Cast) -> Figure | None:
    """The vessel held, with what is in it."""
    if cast.held_content is None or not cast.held:
        return None
    vessel, content = cast.held[0], cast.held_content
    return filled(vessel.concept, find_alias(content.concept), vessel.color, content.color)


def holding(figure: Figure, cast: Cast, name: str) -> Figure:
    """Give the figure what it holds."""
    concept = find_alias(cast.held[0].concept) if cast.held else None
    full = filled_in_hand(cast)
    held = full or (find_figure(concept) if concept else None)
    if held is None or concept is None:
        return figure
    color = cast.held[0].color
    held = dyed(held, color) if color and full is None else held
    if concept == KITE:
        return on_string(figure, held)
    if concept == BALLOON:
        floating = on_string(figure, held, BALLOON_FLIGHT)
        return with_paw(floating, FACES[name], _sleeve(cast)) if name in FACES else floating
    if cast.held[0].concept == "umbrella":
        return hold_over(figure, held)
    if concept in _READ and name in FACES and "torso" in figure.anchors:
        return _read_by(figure, held, FACES[name], _sleeve(cast))
    doing = doing_of(cast.doing)
    if doing is not None and doing.place == "chest" and name not in FACES:
        figure = _reaching_before(figure)
    grip = grip_of(concept, size=doing.size if doing is not None and doing.tool == concept else None)
    most = _LONG_HELD if concept in _POLES else _MOST_HELD
    share = min(most, max(_LEAST_HELD, grip.size / 300))
    held_up = hold(
        figure, held, figure.height * share, (grip.across, grip.lift) if concept in _POLES else None
    )
    return with_paw(held_up, FACES[name], _sleeve(cast)) if name in FACES else held_up


def _read_by(figure: Figure, page: Figure, face: str, sleeve: str | None) -> Figure:
    """A sitting animal with something to read before its chest, a paw at either side."""
    middle, _ = figure.anchors["torso"]
    wide = _PAGE_HEIGHT * page.aspect
    left, right = middle - wide / 2, middle + wide / 2
    low = _PAGE_TOP + 0.72 * _PAGE_HEIGHT
    arms, paws = paws_around(face, sleeve, (left + 2, low), (right - 2, low))
    shown = nest(page, left, _PAGE_TOP, _PAGE_HEIGHT)
    return replace(figure, markup=figure.markup + arms + shown + paws)


def _reaching_before(figure: Figure) -> Figure:
    """The figure with its hand before it, where it can see what it reads."""
    if not figure.anchors.keys() >= {"hand", "eyes"}:
        return figure
    hand = (figure.anchors["eyes"][0], figure.anchors["hand"][1])
    return replace(figure, anchors={**figure.anchors, "hand": hand})


def _sleeve(cast: Cast) -> str | None:
    """The colour of an animal's sleeve; None where its arm is bare."""
    garment = next((thing for thing in cast.worn if thing.concept in GARMENTS), None)
    if garment is not None:
        return garment.color or "#c8453c"
    dress = outfit(find_alias(cast.subject.role)) if cast.subject.role else None
    return dress[1] if dress is not None else None

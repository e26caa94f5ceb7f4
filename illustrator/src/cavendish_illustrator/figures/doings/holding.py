"""What a figure without joints has in its hand: at the hand, over the head or on a string."""

from dataclasses import replace

from cavendish_illustrator.artwork.svg_figure import Figure, find_figure, nest, vector_figure, vector_names
from cavendish_illustrator.figures.animals.animals import FACES, eating, paws_around, with_arm, with_paw
from cavendish_illustrator.figures.animals.tentacles import at_the_tips
from cavendish_illustrator.figures.bodies.dyeing import dyed
from cavendish_illustrator.figures.clothing.facewear import on_face
from cavendish_illustrator.figures.clothing.roles import outfit
from cavendish_illustrator.figures.clothing.wearing import GARMENTS, garment_color, hold, hold_over
from cavendish_illustrator.figures.doings.doings import doing_of
from cavendish_illustrator.figures.doings.flower_bunches import BOUQUET, BUNCH_TALL, flower_bunch
from cavendish_illustrator.figures.doings.second_things import raised_first, with_second
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.drawing_names import find_alias
from cavendish_illustrator.figures.hands.balloon_bunches import bunch_of
from cavendish_illustrator.figures.hands.both_hands import (
    DRUMMING,
    FRETTED,
    PAINTING,
    drumming,
    hugging,
    painting,
    playing,
    torso_of,
    with_brush,
)
from cavendish_illustrator.figures.hands.gestures import (
    AT_EASE,
    GESTURES,
    blowing,
    gesturing,
    in_each_hand,
    in_right_hand,
    lifting,
)
from cavendish_illustrator.figures.hands.grips import grip_of
from cavendish_illustrator.figures.hands.kites import BALLOON_FLIGHT, BUNCH_FLIGHT, on_string
from cavendish_illustrator.figures.hands.vessels import filled

KITE, BALLOON = "kite", "balloon"
_AT_TOOLS = {DRUMMING: drumming, PAINTING: painting}
_AT_PLACE = {
    "chest": hugging,
    "overhead": lifting,
    "hands": in_each_hand,
    "mouth": blowing,
    "chin": blowing,
}
_PIPE = "smoking-pipe"
_UNDER_TONGUE = frozenset({"thermometer-glass"})
_THERMOMETER, _LIPS, _SLANT = 0.5, 0.42, 58.0
_MANY_ARMED = frozenset({"octopus", "squid"})
_MOST_GLOVED = 150.0
_HELD_ASIDE, _AT_SIDE = 100.0, frozenset({"hand", "hand-low"})
"""What is so high is held away from the body, or one would not see it."""
_LEAST_HELD, _MOST_HELD, _LONG_HELD = 0.32, 0.62, 0.84
"""Height of a thing in an animal's paws, in shares of the animal's."""
_BOTH = 2
_POLES = frozenset({"fishing-rod"})
_READ = frozenset({"open-book", "newspaper"})
_FEASTING = frozenset({"eating", "licking"})
_IN_BOTH_PAWS = frozenset(
    {
        "honey-pot",
        "wrapped-gift",
        "package",
        "cardboard-box",
        "pizza",
        "birthday-cake",
        "red-heart",
        "jam-jar",
    }
)
"""What takes two paws."""
_BETWEEN = 0.36
"""How tall a thing between the paws of a whole animal is, in parts of the animal."""
_PAGE_TOP, _PAGE_HEIGHT = 184.0, 84.0
"""Where a sitting animal reads, below its chin."""


def filled_in_hand(cast: Cast) -> Figure | None:
    """The vessel held, with what is in it, or a bunch of balloons; None for any other thing."""
    bunch = (bunch_of(cast.held[0]) or flower_bunch(cast.held[0])) if cast.held else None
    if bunch is not None:
        return bunch
    if cast.held_content is None or not cast.held:
        return None
    vessel, content = cast.held[0], cast.held_content
    return filled(vessel.concept, find_alias(content.concept), vessel.color, content.color)


def _held_figure(cast: Cast) -> Figure | None:
    """What is held, in its colour and with what is in it; None where it has no drawing."""
    full = filled_in_hand(cast)
    if full is not None or not cast.held:
        return full
    thing = find_figure(find_alias(cast.held[0].concept))
    color = cast.held[0].color
    return dyed(thing, color) if color and thing is not None else thing


def _all_held(cast: Cast) -> list[Figure]:
    """Each of the things held, as often as was said."""
    found = [
        (thing, find_figure(find_alias(thing.concept))) for thing in cast.held for _ in range(thing.count)
    ]
    return [
        dyed(figure, thing.color) if thing.color else figure for thing, figure in found if figure is not None
    ]


def holding(figure: Figure, cast: Cast, name: str) -> Figure:
    """Give the figure what it holds: the first thing in its hand, the second in the other."""
    if len(cast.held) < _BOTH or name in _MANY_ARMED:
        return _holding_one(figure, cast, name)
    first, second = raised_first(cast.held)[:_BOTH]
    one = _holding_one(figure, replace(cast, held=(first,)), name)
    if name not in FACES or grip_of(find_alias(first.concept)).place not in _AT_SIDE:
        return with_second(one, first, second)
    armed = with_arm(one, FACES[name], _sleeve(cast), is_left=True)
    return with_paw(with_second(armed, first, second), FACES[name], is_left=True)


def _holding_one(figure: Figure, cast: Cast, name: str) -> Figure:
    held = _held_figure(cast)
    if held is not None and name in _MANY_ARMED:
        return at_the_tips(figure, _all_held(cast))
    if held is None:
        return _empty_handed(figure, cast, name)
    concept = find_alias(cast.held[0].concept)
    if concept in (KITE, BALLOON):
        return _on_its_string(figure, cast, held, name)
    if cast.held[0].concept == "umbrella":
        return hold_over(figure, held)
    shown = _between_lips(figure, held, concept, name) or _in_paws(figure, cast, name, held)
    shown = shown or _with_both_hands(figure, cast, held, name)
    return shown or _in_one_hand(figure, cast, held, name)


def _between_lips(figure: Figure, held: Figure, concept: str, name: str) -> Figure | None:
    """The figure with a pipe or a thermometer in its mouth; None for what is held otherwise."""
    if concept == _PIPE:
        return on_face(figure, concept, None)
    return _in_mouth(figure, held) if concept in _UNDER_TONGUE and name in FACES else None


def _on_its_string(figure: Figure, cast: Cast, held: Figure, name: str) -> Figure:
    """A kite, or a balloon whose string a paw has."""
    if find_alias(cast.held[0].concept) == KITE:
        return on_string(figure, held)
    is_bunch = cast.held[0].count > 1
    floating = on_string(figure, held, BUNCH_FLIGHT if is_bunch else BALLOON_FLIGHT)
    return (
        with_paw(with_arm(floating, FACES[name], _sleeve(cast)), FACES[name]) if name in FACES else floating
    )


def _in_mouth(figure: Figure, held: Figure) -> Figure:
    """The figure with something thin that slants out of its mouth."""
    x, y = figure.anchors.get("eyes", (figure.left + figure.width / 2, figure.top + figure.height * 0.3))
    unit = figure.head_width or figure.width * 0.6
    tall = unit * _THERMOMETER
    left, top = x + unit * 0.13 - tall * held.aspect / 2, y + unit * _LIPS - tall * 0.62
    return replace(figure, markup=figure.markup + nest(held, left, top, tall, turn=_SLANT))


def _empty_handed(figure: Figure, cast: Cast, name: str) -> Figure:
    """The figure with its hands where its doing has them."""
    pose = cast.subject.pose
    is_thing = "glove" in figure.anchors
    if pose not in GESTURES and not is_thing:
        return figure
    torso = torso_of(name, FACES.get(name), figure, _sleeve(cast))
    gesture = pose if pose is not None and pose in GESTURES else AT_EASE
    return figure if torso is None else gesturing(figure, torso, gesture)


def _in_one_hand(figure: Figure, cast: Cast, held: Figure, name: str) -> Figure:
    if cast.doing == PAINTING:
        return with_brush(figure)
    concept, doing = find_alias(cast.held[0].concept), doing_of(cast.doing)
    if doing is not None and doing.place == "chest" and name not in FACES:
        figure = _reaching_before(figure)
    grip = grip_of(concept, size=doing.size if doing is not None and doing.tool == concept else None)
    most = _LONG_HELD if concept in _POLES else _MOST_HELD
    size = BUNCH_TALL if cast.held[0].state == BOUQUET else grip.size
    share = min(most, max(_LEAST_HELD, size / 300))
    figure = with_arm(figure, FACES[name], _sleeve(cast)) if name in FACES else figure
    held_up = hold(
        figure, held, figure.height * share, (grip.across, grip.lift) if concept in _POLES else None
    )
    return with_paw(held_up, FACES[name]) if name in FACES else held_up


def _in_paws(figure: Figure, cast: Cast, name: str, held: Figure) -> Figure | None:
    """The animal with what it reads, eats or carries between its paws; None where one hand will do."""
    concept = find_alias(cast.held[0].concept)
    paws = f"{cast.subject.concept}-paws"
    if paws in vector_names():
        return _between_paws(figure, held, vector_figure(paws))
    if name not in FACES or "torso" not in figure.anchors:
        return None
    if concept not in _READ and cast.subject.pose in _FEASTING:
        return eating(figure, held, FACES[name], _sleeve(cast))
    if concept in _READ | _IN_BOTH_PAWS:
        return _read_by(figure, held, FACES[name], _sleeve(cast))
    return None


def _with_both_hands(figure: Figure, cast: Cast, held: Figure, name: str) -> Figure | None:
    """The figure with what takes two hands; None where one will do."""
    torso = torso_of(name, FACES.get(name), figure, _sleeve(cast))
    if torso is None:
        return None
    if cast.doing in _AT_TOOLS:
        return _AT_TOOLS[cast.doing](figure, torso)
    concept, doing = find_alias(cast.held[0].concept), doing_of(cast.doing)
    grip = grip_of(concept)
    if doing is not None and doing.tool == concept:
        grip = grip_of(concept, place=doing.place, size=doing.size)
    if concept in FRETTED:
        return playing(figure, torso, held, grip.size)
    use = _AT_PLACE.get(grip.place)
    is_aside = grip.size >= _HELD_ASIDE and grip.place in _AT_SIDE and concept not in _POLES
    is_aside = is_aside or "glove" in figure.anchors
    if is_aside and use is None:
        return in_right_hand(
            figure, torso, held, min(_MOST_GLOVED, grip.size * 1.2), (grip.across, grip.lift)
        )
    return None if use is None else use(figure, torso, held, grip.size)


def _read_by(figure: Figure, page: Figure, face: str, sleeve: str | None) -> Figure:
    """A sitting animal with something to read before its chest, a paw at either side."""
    middle, _ = figure.anchors["torso"]
    wide = _PAGE_HEIGHT * page.aspect
    left, right = middle - wide / 2, middle + wide / 2
    low = _PAGE_TOP + 0.72 * _PAGE_HEIGHT
    arms, paws = paws_around(face, sleeve, (left + 2, low), (right - 2, low))
    shown = nest(page, left, _PAGE_TOP, _PAGE_HEIGHT)
    return replace(figure, markup=figure.markup + arms + shown + paws)


def _between_paws(figure: Figure, thing: Figure, paws: Figure) -> Figure:
    """A whole animal that has paws drawn apart, with the thing between it and them."""
    x, y = paws.left + paws.width / 2, paws.top + paws.height / 2
    height = figure.height * _BETWEEN
    shown = nest(thing, x - height * thing.aspect / 2, y - height / 2, height)
    return replace(figure, markup=figure.markup + shown + paws.markup)


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
        return garment.color or garment_color(garment.concept)
    dress = outfit(find_alias(cast.subject.role)) if cast.subject.role else None
    return dress[1] if dress is not None else None

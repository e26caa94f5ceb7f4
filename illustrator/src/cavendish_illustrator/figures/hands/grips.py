"""Where in or about a person's hands a thing is, and how large."""

from typing import NamedTuple

from cavendish_illustrator.artwork.svg_figure import Figure, Point, find_figure, nest
from cavendish_illustrator.figures.bodies.body_frame import EYES_ABOVE_NECK, Frame
from cavendish_illustrator.figures.bodies.dyeing import dyed


class Grip(NamedTuple):
    """Height beside a person of 300, where along it the hand is, turn in degrees, place on the body.

    `across` is how far from its left edge the hand is.
    """

    size: float = 62.0
    lift: float = 0.5
    turn: float = 0.0
    place: str = "hand"
    across: float = 0.5


_GRIPS: dict[str, Grip] = {
    "balloon": Grip(130, 0.97),
    "kite": Grip(150, 0.9),
    "sword": Grip(130, 0.82, 18),
    "katana": Grip(176, 0.86, 16),
    "magic-wand": Grip(84, 0.8),
    "umbrella-held": Grip(250, 0.92, -16, "hand", 0.565),
    "guitar": Grip(150, 0.5, 20, "chest"),
    "electric-guitar": Grip(150, 0.5, 20, "chest"),
    "banjo": Grip(150, 0.5, 20, "chest"),
    "accordion": Grip(92, 0.5, 0, "chest"),
    "violin": Grip(90, 0.4, 30, "chin"),
    "saxophone": Grip(120, 0.2, 0, "mouth"),
    "trumpet": Grip(76, 0.4, 0, "mouth"),
    "trombone": Grip(96, 0.4, 0, "mouth"),
    "flute": Grip(92, 0.2, 0, "mouth"),
    "harmonica": Grip(24, 0.5, 0, "mouth"),
    "oboe-clarinet": Grip(104, 0.1, 0, "mouth"),
    "bagpipes": Grip(120, 0.5, 0, "chest"),
    "tuba": Grip(120, 0.5, 0, "chest"),
    "french-horn": Grip(84, 0.5, 0, "chest"),
    "tambourine": Grip(70, 0.5),
    "broom": Grip(190, 0.4),
    "axe": Grip(110, 0.8),
    "bouquet": Grip(84, 0.7),
    "open-book": Grip(62, 0.6),
    "books": Grip(60, 0.5, 0, "chest"),
    "briefcase": Grip(66, 0.2, 0, "hand-low"),
    "handbag": Grip(66, 0.16, 0, "hand-low"),
    "luggage": Grip(110, 0.1, 0, "hand-low"),
    "shopping-bags": Grip(84, 0.2, 0, "hand-low"),
    "bucket": Grip(74, 0.1, 0, "hand-low"),
    "basket": Grip(80, 0.16, 0, "hand-low"),
    "cooking-ladle": Grip(74, 0.2),
    "snowball": Grip(44, 0.5),
    "wrapped-gift": Grip(76, 0.5, 0, "chest"),
    "package": Grip(92, 0.5, 0, "chest"),
    "cardboard-box": Grip(92, 0.5, 0, "chest"),
    "pizza": Grip(86, 0.5, 0, "chest"),
    "birthday-cake": Grip(86, 0.55, 0, "chest"),
    "newspaper": Grip(86, 0.6, 0, "chest"),
    "teddy-bear": Grip(96, 0.5, 0, "chest"),
    "microphone": Grip(60, 0.75),
    "hot-beverage": Grip(48, 0.6),
    "red-heart": Grip(70, 0.5, 0, "chest"),
    "fishing-pole": Grip(120, 0.8),
    "fishing-rod": Grip(250, 0.97, 0, "hand", 0.06),
    "bow-and-arrow": Grip(120, 0.5),
    "shovel": Grip(160, 0.4),
    "rake": Grip(190, 0.4),
    "chimney-brush": Grip(220, 0.66),
    "watering-can": Grip(78, 0.22),
    "surfboard": Grip(210, 0.4),
    "flag-pole": Grip(210, 0.8, 0, "hand", 0.17),
    "hose-spray": Grip(120, 0.56, 0, "hand", 0.3),
    "spyglass": Grip(40, 0.5, -8, "eye", 0.02),
    "hammer": Grip(84, 0.8),
    "ice-hockey": Grip(150, 0.22),
    "ladder": Grip(260, 0.4),
    "marshmallow-stick": Grip(120, 0.95),
    "tray-of-drinks": Grip(70, 0.94),
    "christmas_tree": Grip(230, 0.5),
    "evergreen-tree": Grip(230, 0.5),
    "mobile-phone": Grip(46, 0.5),
    "blowpipe": Grip(76, 0.2, 0, "mouth", 0.02),
    "fireball": Grip(84, 0.72),
    "flashlight": Grip(46, 0.5),
    "cup-tower": Grip(226, 0.97),
    "protest-sign": Grip(150, 0.96),
    "referee-card": Grip(46, 0.9),
    "baseball-bat": Grip(132, 0.92, 24),
    "rugby-football": Grip(56, 0.5, 0, "chest"),
    "stop-sign": Grip(86, 0.8),
    "crate-of-vegetables": Grip(96, 0.55, 0, "chest"),
    "ring-buoy": Grip(84, 0.5),
    "sheet-music-page": Grip(76, 0.6, 0, "chest"),
    "soldering-iron": Grip(62, 0.8, 0, "hand", 0.2),
    "welding-torch": Grip(92, 0.6, 0, "hand", 0.4),
    "pancake-pan": Grip(108, 0.66, 0, "hand", 0.96),
    "mop": Grip(200, 0.3),
    "sack": Grip(96, 0.1, 0, "hand-low", 0.4),
    "feather-duster": Grip(92, 0.9),
    "squeegee": Grip(76, 0.7),
    "paint-roller": Grip(84, 0.8),
    "golf-club": Grip(170, 0.08, 0, "hand", 0.84),
    "fencing-foil": Grip(170, 0.9, 28),
    "spatula-cook": Grip(116, 0.86, 24),
    "wrench": Grip(104, 0.8),
}
_BOX_TOP = -110.0
_PLAIN = Grip()
_LONG = 62.0
RAISED = ("balloon", "kite", "umbrella-held", "torch", "sparkler", "protest-sign", "referee-card")
SHELTERING = "umbrella-held"
_FLIPPED = frozenset({"watering-can"})


def grip_of(name: str, *, place: str | None = None, size: float | None = None) -> Grip:
    """The grip of a thing, or of the doing that it is used for."""
    own = _GRIPS.get(name, _PLAIN)
    return own._replace(place=place or own.place, size=size or own.size)


def pose_of_holding(thing: str) -> str:
    """The pose in which a thing is held: long ones upright at the side, so that they hide no face."""
    if thing in RAISED:
        return "raising"
    grip = grip_of(thing)
    match grip.place:
        case "chest":
            return "carrying"
        case "chin":
            return "bowing"
        case "mouth":
            return "piping"
        case "hand-low":
            return "standing"
        case _:
            return "bearing" if grip.size * min(grip.lift, 1 - grip.lift / 4) > _LONG else "holding"


def rise_of(frame: Frame, grip: Grip) -> float:
    """How far a held thing reaches above the box that people usually fill."""
    top = min(y - grip.size * grip.lift for _, y in _spots(frame, grip.place))
    return max(0.0, _BOX_TOP - top + 8.0)


def reach_of(frame: Frame, grip: Grip, figure: Figure) -> float:
    """How far to the right a held thing reaches: a rod has its line well before whoever holds it."""
    right = max(x for x, _ in _spots(frame, grip.place))
    return right + grip.size * figure.aspect * (1 - grip.across) + 4.0


def held_markup(name: str, frame: Frame, grip: Grip, color: str | None, ready: Figure | None = None) -> str:
    """The thing where it is held; nothing where it has no drawing."""
    figure = ready or find_figure(name)
    if figure is None:
        return ""
    figure = dyed(figure, color) if color and ready is None else figure
    spots = _spots(frame, grip.place)
    return "".join(_at(figure, spot, grip, flip=name in _FLIPPED) for spot in spots)


def _at(figure: Figure, spot: Point, grip: Grip, *, flip: bool) -> str:
    """The thing with its grip on the spot, turned about it: a sword that leans stays in the hand."""
    x = spot[0] - grip.size * figure.aspect * grip.across
    thing = nest(figure, x, spot[1] - grip.size * grip.lift, grip.size, flip=flip)
    if not grip.turn:
        return thing
    return f'<g transform="rotate({grip.turn:g} {spot[0]:g} {spot[1]:g})">{thing}</g>'


def _spots(frame: Frame, place: str) -> list[Point]:
    """Where a thing's grip comes to be."""
    left, right = frame.arms[0][1], frame.arms[1][1]
    middle_y = min((left[1] + right[1]) / 2, frame.hip_y - 6)
    spots = {
        "chest": [((left[0] + right[0]) / 2, middle_y)],
        "chin": [(100 + frame.half * 0.9, frame.neck_y + 14)],
        "mouth": [(108.0, frame.chin_y - frame.head * 0.09)],
        "lips": [(106.0, frame.chin_y + frame.head * 0.08)],
        "eye": [(112.0, frame.chin_y - frame.head * EYES_ABOVE_NECK)],
        "overhead": [(100.0, min(left[1], right[1]) - 4)],
        "air": [(100 + frame.half * 3.1, frame.chin_y - frame.head * 0.3)],
        "left": [left],
        "hands": [left, right],
    }
    return spots.get(place, [right])

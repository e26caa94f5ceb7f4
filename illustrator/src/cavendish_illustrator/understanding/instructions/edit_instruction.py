"""What an instruction asks to do with photographs: an ordered list of small operations."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cavendish_illustrator.picture_spec import PictureSpec, Style, Weather

SCENERY: Final = "scenery"
"""What is asked to be removed and is no single thing: trees, a road, the sea."""
WHOLE: Final = "whole"
"""What lies on a pane before it all, or on everything."""


class Look(StrEnum):
    """A change of light or colour of the whole picture."""

    NIGHT = "night"
    DAY = "day"
    GOLDEN_HOUR = "golden_hour"
    SUNSET = "sunset"
    EVENING = "evening"
    """After sunset: a dusky sky out of doors, the light of a lamp in a room."""
    CANDLELIGHT = "candlelight"
    WINDOW_LIGHT = "window_light"
    NEON = "neon"
    BLACK_AND_WHITE = "black_and_white"
    SEPIA = "sepia"
    VINTAGE = "vintage"
    BRIGHTER = "brighter"
    DARKER = "darker"
    MORE_CONTRAST = "more_contrast"
    MORE_COLOUR = "more_colour"
    LESS_COLOUR = "less_colour"
    WARMER = "warmer"
    COOLER = "cooler"
    SHARPER = "sharper"
    SOFTER = "softer"
    SCRATCHED = "scratched"
    GRAINY = "grainy"
    AUTUMN = "autumn"
    WINTER = "winter"
    SPRING = "spring"
    SUMMER = "summer"


class Place(StrEnum):
    """Where an added thing or text goes."""

    TOP = "top"
    BOTTOM = "bottom"
    MIDDLE = "middle"
    LEFT = "left"
    RIGHT = "right"
    TOP_LEFT = "top_left"
    TOP_RIGHT = "top_right"
    BOTTOM_LEFT = "bottom_left"
    BOTTOM_RIGHT = "bottom_right"
    SKY = "sky"
    BACKGROUND = "background"
    ON_HEAD = "on_head"
    ON_FACE = "on_face"
    NECK = "neck"
    HAND = "hand"
    TABLE = "table"
    """On a table that is laid before somebody whose hands are not seen."""
    ON_OBJECT = "on_object"
    """On the main object itself: `a bee on the flower`."""
    ON_TOP = "on_top"
    """On the highest part of the main object: a roof, a head."""
    WATER = "water"
    GROUND = "ground"
    PLATE = "plate"
    """On what lies bare of the main object: the saucer beside its cup."""
    DRINK = "drink"
    """Drawn into the foam of the drink in the main object."""
    AROUND = "around"
    """Small things on all sides of the main object."""
    SURFACE = "surface"
    """On what the main object stands on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restyle:
    """Repaint the photograph in a drawing style."""

    style: Style


@dataclass(frozen=True, slots=True, kw_only=True)
class Recolour:
    """Give the named thing another colour; `target` None means the main object."""

    target: str | None
    """The prompt's own words for the thing, such as `car`."""
    color: str | None
    """`#rrggbb`; None where a pattern comes on the colour that it has."""
    concept: str | None = None
    """What the words name, where the lexicon knows them."""
    place: Place | None = None
    """LEFT or RIGHT, where the instruction says whose of several."""
    owner: str | None = None
    """Whose part it is, as a concept: the man of `the man's shirt`."""
    pattern: str | None = None
    """`dots`, `stripes` or `checks`."""
    pattern_color: str | None = None
    garment: str | None = None
    """What is worn instead, as a concept or in the prompt's words: plain cloth, knitted if that is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remake:
    """Show the named thing, or the main object, of another material or with something lying all over it."""

    material: str
    """As in the lexicon's materials or textures: `stone`, `velvet`, `drops`."""
    target: str | None = None
    """The prompt's own words, or WHOLE."""
    concept: str | None = None
    color: str | None = None
    """None where it keeps its own, or has that of the material."""
    is_other: bool = False
    """Whether it is another garment, without the old one's badges."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplaceBackground:
    """Put the main object before another background: a plain colour if `color`, else the scene of `spec`."""

    spec: PictureSpec
    color: str | None = None
    is_kept: bool = False
    """The object stays just as it is: it does not take on the new place's light."""
    wall: str | None = None
    """`brick`, `wood` or `stone`: what a wall behind the object is made of."""
    is_surface: bool = False
    """The spec's surface lies under the object: a table top, a cloth, a slab."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlurBackground:
    """Keep the main object sharp and blur the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CutOut:
    """Remove the background: a transparent picture of the main object."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sticker:
    """A cut-out with a white outline; a round one keeps its background inside a white ring."""

    is_round: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Relight:
    """Change light or colour of the whole picture, or of all but the main object."""

    look: Look
    keeps_object: bool = False
    spared: str | None = None
    """Words for the one thing that keeps its colours: the tie in `all grey but the tie`."""
    spared_concept: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddWeather:
    """Let it rain, snow or fog over."""

    weather: Weather


@dataclass(frozen=True, slots=True, kw_only=True)
class AddObject:
    """Draw a thing into the photograph."""

    concept: str
    """A key of the asset pack or a drawn figure, as in `Subject.concept`."""
    word: str
    count: int = 1
    """Of what is worn: on how many heads at most."""
    color: str | None = None
    place: Place | None = None
    beside: str | None = None
    """What it stands beside, as a concept: it tells how large the photograph shows things."""
    contents: str | None = None
    """What lies on it or is in it, as a concept: the cookies of `a plate with two cookies`."""
    contents_count: int = 0
    """How many of them, 0 where no number is told."""
    contents_color: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DressUp:
    """Let whoever the photograph shows wear the hat of a part they play."""

    role: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Smile:
    """Let everybody smile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveObject:
    """Take a thing away; `concept` None means the main object."""

    concept: str | None
    word: str
    place: Place | None = None
    """LEFT or RIGHT, where the instruction says which of several; BACKGROUND, if it is behind them."""
    is_all: bool = False
    """All of them: `the people`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplaceObject:
    """Draw another thing where the main object stands."""

    old_word: str
    concept: str
    word: str
    old_concept: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddText:
    """Write the text over the picture, verbatim."""

    text: str
    place: Place | None = None
    color: str | None = None
    is_spoken: bool = False
    """In a bubble at somebody's mouth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Combine:
    """Bring the main objects of all references into one picture, before the scene of `spec`."""

    spec: PictureSpec


class FrameKind(StrEnum):
    """What is put around a finished picture."""

    MOULDING = "moulding"
    FILM = "film"


class Finish(StrEnum):
    """What a moulding is made of, as rows of frames.toml."""

    GOLD = "gold"
    SILVER = "silver"
    WOOD = "wood"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Put the finished picture into a frame; one without finish is lacquered in `color`, else black."""

    kind: FrameKind
    finish: Finish | None = None
    color: str | None = None
    has_mount: bool = False
    """Whether a broad margin of card lies around the picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crop:
    """Cut the frame closer to the main object; `to_portrait` asks for head and shoulders."""

    to_portrait: bool = False
    is_round: bool = False
    """Leave a disc and nothing around it, as for an avatar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extend:
    """Widen the frame beyond the photograph's edges, toward one side if LEFT or RIGHT is asked for."""

    toward: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """Mirror the picture."""

    is_horizontal: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotate:
    """Turn the picture clockwise."""

    degrees: int


EditOperation = (
    Restyle
    | Recolour
    | Remake
    | ReplaceBackground
    | BlurBackground
    | CutOut
    | Sticker
    | Relight
    | AddWeather
    | AddObject
    | DressUp
    | Smile
    | RemoveObject
    | ReplaceObject
    | AddText
    | Combine
    | Frame
    | Crop
    | Extend
    | Flip
    | Rotate
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditInstruction:
    """All that was understood of one instruction, in the order it should be done."""

    prompt: str
    spec: PictureSpec
    """The same words read as a picture: scene, style, light; for operations that draw a new background."""
    operations: tuple[EditOperation, ...] = ()
    not_understood: tuple[str, ...] = ()

"""One subject with everything that is drawn as one with it."""

from dataclasses import dataclass
from enum import StrEnum

from cavendish_illustrator.figures.bodies.side_body import SidePose
from cavendish_illustrator.picture_spec import Subject


class Scheme(StrEnum):
    """How several figures are drawn as one."""

    HAND_IN_HAND = "hand_in_hand"
    EMBRACE = "embrace"
    DANCE = "dance"
    HIGH_FIVE = "high_five"
    TALK = "talk"
    QUARREL = "quarrel"
    DUEL = "duel"
    LEASH = "leash"
    TABLE = "table"
    SEAT = "seat"
    VEHICLE = "vehicle"
    IN_ARMS = "in_arms"
    FEED = "feed"
    GIVE = "give"
    CHASE = "chase"
    PUSH = "push"
    PULL = "pull"
    WATER = "water"
    TOUCH = "touch"
    PORTRAY = "portray"
    BUILD = "build"
    TEAM = "team"
    PLANT = "plant"
    SHARE = "share"
    CARRY = "carry"
    COIL = "coil"
    DRINK = "drink"
    UNDERNEATH = "underneath"
    LISTEN = "listen"
    CONVEYED = "conveyed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """One subject with all that belongs to it, ready to be drawn."""

    subject: Subject
    worn: tuple[Subject, ...] = ()
    held: tuple[Subject, ...] = ()
    held_content: Subject | None = None
    """What is in the vessel held."""
    on_top: Subject | None = None
    """What sits on the subject's shoulder, head or lap; its pose says where."""
    underfoot: Subject | None = None
    """The flat thing it stands or lies on."""
    mount: Subject | None = None
    content: Subject | None = None
    """What the vessel is filled with."""
    more_content: tuple[Subject, ...] = ()
    """What else lies in it."""
    variant: int = 0
    is_one_of_many: bool = False
    arms: tuple[float, float, float, float] | None = None
    """Angles of a person's arms that replace the pose's own, as in `people.toml`."""
    has_scenery: bool = True
    """Whether what its doing needs stands by it; of several who do the same, only by the first."""
    doing: str | None = None
    """What the subject is doing: a row of `doings.toml`, or a plain pose."""
    is_upright: bool = False
    """Whether an animal sits up though its hands are empty: at a table, in a car."""
    side: SidePose | None = None
    """How it sits, seen from the side, on what it rides."""
    scheme: Scheme | None = None
    company: tuple["Cast", ...] = ()
    """The others of a scheme, from left to right after this one."""
    prop: Subject | None = None
    """The seat or vehicle of a scheme."""
    things: tuple[Subject, ...] = ()
    """What lies on a scheme's table."""

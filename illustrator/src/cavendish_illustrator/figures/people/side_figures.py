"""People and animals in profile, to be set astride of something: what is behind it and what is before it."""

from collections.abc import Mapping

from cavendish_illustrator.artwork.svg_figure import Figure, Point, find_figure, nest
from cavendish_illustrator.figures.animals.animals import FACES, coat_colors, eye_line
from cavendish_illustrator.figures.bodies.body_frame import EYES_ABOVE_NECK
from cavendish_illustrator.figures.bodies.side_body import (
    ADULT,
    BEAST,
    CHILD,
    SideBody,
    SideBuild,
    SidePose,
    dressed_build,
    side_body,
)
from cavendish_illustrator.figures.clothing.attire import Look, attire_of, headed
from cavendish_illustrator.figures.hands.grips import grip_of
from cavendish_illustrator.painting.color import hex_code, shade

_ROOM = 110.0
"""Above a head, for hats."""
_LOOK_AHEAD = 3.0
_MIDDLE = 0.5
"""Where a thing is held that reaches as far to either side; what does not, such as a rod, reaches ahead."""
_TAILLESS = (
    "penguin",
    "owl",
    "duck",
    "chick",
    "hen",
    "rooster",
    "parrot",
    "flamingo",
    "frog",
    "bear",
    "koala",
)
_METAL = ("#9fb0ba", "#c9d2da", "#6f828e", "#4a5a64")


def side_person(look: Look, pose: SidePose) -> Figure:
    """A person as `pose` says; `behind` is what the mount hides."""
    attire = attire_of(look)
    build = dressed_build(CHILD if attire.is_child else ADULT, attire.cut)
    body = side_body(pose, build, attire.cut, attire.colors)
    head = headed(look, attire, body.neck[0] - _LOOK_AHEAD, body.neck[1], build.head)
    thing = _in_hand(body.hand, look.held, look.held_figure, look.held_size)
    near = body.near.format(behind=head.behind, head=head.markup + head.worn, held=thing)
    eyes = body.neck[1] - build.head * EYES_ABOVE_NECK
    return _figure(body, build, pose, near, (head.face_width, body.neck[1] - build.head + 12, eyes))


def _in_hand(hand: Point, name: str | None, own: Figure | None, size: float | None) -> str:
    """Markup of what is in the near hand; `own` is its drawing where that is not the usual one."""
    held = own or (find_figure(name) if name else None)
    if held is None or not name:
        return ""
    grip = grip_of(name, size=size)
    x = hand[0] - grip.size * held.aspect * (1 - grip.across)
    return nest(held, x, hand[1] - grip.size * grip.lift, grip.size, flip=grip.across != _MIDDLE)


def side_animal(
    concept: str, pose: SidePose, outfit: tuple[str, str] | None, held: str | None = None
) -> Figure:
    """An animal with a face of its own, or a robot, in clothes of a cut and colour or in its coat."""
    face = FACES.get(concept, f"{concept}-head")
    head = find_figure(face)
    if head is None:
        raise KeyError(f"No such face: {face}")
    coat, _, dark, _ = coat_colors(face).values() if concept in FACES else _METAL
    cut, top = outfit or ("trousers", coat)
    body = side_body(pose, BEAST, cut, _coat_as_clothes(coat, dark, top))
    height = min(BEAST.head, BEAST.head * 1.05 / head.aspect)
    upper = body.neck[1] - height + 14
    x = body.neck[0] - _LOOK_AHEAD
    shown = nest(head, x - height * head.aspect / 2, upper, height)
    near = body.near.format(behind="", head=shown, held=_in_hand(body.hand, held, None, None))
    tail = _tail(pose, coat) if concept in FACES and not concept.startswith(_TAILLESS) else ""
    anchors = (height * head.aspect, upper + height * 0.12, upper + height * eye_line(face))
    return _figure(body, BEAST, pose, tail + near, anchors)


def _coat_as_clothes(coat: str, dark: str, top: str) -> Mapping[str, str]:
    return {
        "top": top,
        "bottom": hex_code(shade(coat, 0.94)),
        "skin": coat,
        "trim": "",
        "cape": "",
        "shade": dark if top == coat else hex_code(shade(top, 0.74)),
        "shoes": dark,
    }


def _tail(pose: SidePose, coat: str) -> str:
    x, y = pose.hip[0] + 22, pose.hip[1] + 8
    return (
        f'<path d="M{x:.1f} {y:.1f}q34 8 36-26q0-16 10-18" stroke="{coat}" stroke-width="12" fill="none" '
        'stroke-linecap="round"/>'
    )


def _figure(
    body: SideBody, build: SideBuild, pose: SidePose, near: str, head: tuple[float, float, float]
) -> Figure:
    """The near half with the places for what is worn; `head` is the face's width, its top and its eyes."""
    xs = [pose.hip[0], pose.foot[0], pose.hand[0], pose.far_foot[0], body.neck[0]]
    top = body.neck[1] - build.head - _ROOM
    bottom = max(pose.foot[1], pose.far_foot[1], pose.hip[1]) + 24
    left, right = min(xs) - 70, max(xs) + 80
    x = body.neck[0] - _LOOK_AHEAD
    return Figure(
        markup=near,
        behind=body.far,
        left=left,
        top=top,
        width=right - left,
        height=bottom - top,
        head_width=head[0],
        anchors={
            "head_top": (x, head[1]),
            "eyes": (x, head[2]),
            "neck": (x, body.neck[1]),
            "hand": body.hand,
        },
    )

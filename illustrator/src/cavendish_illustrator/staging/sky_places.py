"""How the sky is used: wings out in it, a landmark left in sight, the moon before who howls at it."""

from dataclasses import replace

from cavendish_illustrator.figures.animals.flight import FLY_TO_US
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.painting.canvas import Canvas

_SPREAD, _WHITE_SPREAD = "bird-flying", "seagull-flying"
_WINGS_OUT: dict[str, tuple[str, str | None]] = {
    "bird": (_SPREAD, None),
    **dict.fromkeys(("seagull", "stork", "heron", "pelican", "goose", "swan"), (_WHITE_SPREAD, None)),
    **dict.fromkeys(("crow", "magpie", "black-bird"), (_SPREAD, "#2b2d35")),
    **dict.fromkeys(("pigeon", "kingfisher", "blue-jay"), (_SPREAD, "#8a96a8")),
    **dict.fromkeys(("sparrow", "robin", "pheasant", "vulture"), (_SPREAD, "#8a6a4a")),
    "canary": (_SPREAD, "#f2c84b"),
    "cardinal": (_SPREAD, "#c8323a"),
}
"""Birds whose usual drawing stands or sits: what is drawn of them in the air, and in which colour."""
_HALF, _BESIDE_MONUMENT = 0.6, 0.5
"""Where figures have less than so much of the width, a flyer keeps there, no wider than this."""


def on_the_wing(cast: Cast) -> Cast:
    """What sits on a branch in its usual drawing has its wings out in the air."""
    subject = cast.subject
    if subject.concept in FLY_TO_US and not (cast.held or subject.role):
        return replace(cast, subject=replace(subject, pose="flying"))
    shown, color = _WINGS_OUT.get(subject.concept, (subject.concept, None))
    if shown == subject.concept or cast.held or cast.worn or subject.role:
        return cast
    return replace(cast, subject=replace(subject, concept=shown, color=subject.color or color))


def face_the_moon(canvas: Canvas, group: list[Placed]) -> None:
    """Whoever howls has the moon before the muzzle; the drawing looks to the left."""
    for placed in group:
        if placed.cast.subject.pose == "howling" and canvas.disc is not None:
            is_right = canvas.disc[0] > canvas.width / 2
            placed.x = canvas.width * (0.4 if is_right else 0.6)
            placed.finish = replace(placed.finish, flip=is_right)


def keep_landmark_in_sight(canvas: Canvas, placed: Placed) -> None:
    """One who flies past a landmark keeps to the half that it leaves."""
    stage = canvas.stage
    if stage.right - stage.left < canvas.width * _HALF:
        placed.x = (stage.left + stage.right) / 2
        placed.height = min(placed.height, canvas.width * _BESIDE_MONUMENT / max(placed.aspect, 0.3))

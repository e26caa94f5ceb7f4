"""How the sky is used: wings out in it, a landmark left in sight, the moon before who howls at it."""

from dataclasses import replace

from cavendish_illustrator.figures.cast import Cast
from cavendish_illustrator.figures.placement import Placed
from cavendish_illustrator.painting.canvas import Canvas

_WINGS_OUT = {"bird": "bird-flying"}
_HALF, _BESIDE_MONUMENT = 0.6, 0.5
"""Where figures have less than so much of the width, a flyer keeps there, no wider than this."""


def on_the_wing(cast: Cast) -> Cast:
    """What sits on a branch in its usual drawing has its wings out in the air."""
    concept = cast.subject.concept
    return replace(cast, subject=replace(cast.subject, concept=_WINGS_OUT.get(concept, concept)))


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

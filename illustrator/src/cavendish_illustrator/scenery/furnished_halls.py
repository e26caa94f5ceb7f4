"""Halls without furniture of their own, such as libraries, that take what a prompt names."""

from cavendish_illustrator.figures.hands.props import put
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.scenery.room_plan import plan_room


def furnish_hall(canvas: Canvas, spec: PictureSpec, back: float) -> bool:
    """Give the furnishings named in a place without furniture their slots; whether there are any.

    `back` is where the feet of what stands at its wall are, in parts of the height.
    """
    bare = {"hang": [], "stand": [], "back": back}
    plan = plan_room(spec, bare, (canvas.width, canvas.height), None, mirrored=False)
    side = min(canvas.height, canvas.width * 1.02)
    for name, x, foot, tall in plan.stand:
        put(canvas, name, (x * canvas.width, foot * canvas.height), tall * side)
    canvas.stage.slots = plan.slots
    canvas.stage.is_whole |= bool(plan.slots)
    return bool(plan.slots)

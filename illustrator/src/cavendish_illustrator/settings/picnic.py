"""A picnic: a checked blanket on the grass with a basket and what is eaten."""

from cavendish_illustrator.figures.hands.props import QUIET, put
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.scenery.setting_registry import SettingTemplate
from cavendish_illustrator.settings.meadow import BRIGHT, paint_meadow, paint_park

_FOOD = (
    ("basket", 0.12, 0.3, 0.13),
    ("sandwich", 0.32, 0.2, 0.06),
    ("watermelon", 0.5, 0.1, 0.075),
    ("grapes", 0.68, 0.2, 0.065),
    ("lemonade-pitcher", 0.88, 0.3, 0.11),
)
"""Name, place across and up the blanket, and height in the picture."""
_TEA = (
    ("birthday-cake", 0.14, 0.34, 0.12),
    ("teacup-saucer", 0.34, 0.16, 0.07),
    ("teapot", 0.52, 0.3, 0.11),
    ("teacup-saucer", 0.66, 0.12, 0.07),
    ("teacup-saucer", 0.86, 0.3, 0.07),
)
_TEA_WORDS = ("tea party", "tea-party", "herbat", "teeparty", "tee party", "fiesta del té", "goûter", "чаюв")
_FRONT = 0.93
"""Where the blanket's near edge is, in parts of the height."""


def paint_picnic(canvas: Canvas, spec: PictureSpec) -> None:
    """Lay the blanket in front; whoever has the picnic sits along its far edge."""
    (paint_park if "park" in spec.settings else paint_meadow)(canvas, spec)
    height, width = canvas.height, canvas.width
    tall = min(height * 0.27, width * 0.92 * 172 / 592)
    put(canvas, "picnic-blanket", (width * 0.5, height * _FRONT), tall, QUIET)
    half = tall * 592 / 172 / 2
    is_tea = any(word in spec.prompt.lower() for word in _TEA_WORDS)
    for name, x, up, share in _TEA if is_tea else _FOOD:
        if name not in canvas.asked:
            put(
                canvas,
                name,
                (width * 0.5 + half * (2 * x - 1) * 0.86, height * _FRONT - tall * up),
                height * share,
                QUIET,
            )
    canvas.stage.near_y, canvas.stage.far_y = height * _FRONT - tall * 0.74, height * _FRONT - tall * 0.95
    canvas.stage.is_whole = True
    canvas.stage.hero_height = min(height * 0.46, width * 0.42)


SETTINGS = (SettingTemplate(names=("picnic",), paint=paint_picnic, times=BRIGHT),)

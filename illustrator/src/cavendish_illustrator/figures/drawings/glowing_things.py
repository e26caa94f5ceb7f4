"""Things that were said to glow: they shine in their own colour and light what is around them."""

import re
from typing import Final

import numpy as np

from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import Field, clamp, rgb
from cavendish_illustrator.picture_spec import PictureSpec, Subject

_GLOWING: Final = re.compile(
    r"\b(glowing|luminous|luminescent|bioluminescent|shining|leuchtend\w*|glühend\w*|świecąc\w*|lśniąc\w*|"
    r"brillantes?|luminos\w+|resplandeciente\w*|lumineu\w+|lucent\w+|brilhantes?|gloeiend\w*|lichtgevend\w*|"
    r"lit|burning|switched on|zapalon\w+|brennend\w*|eingeschaltet\w*|encendid[oa]s?|allumée?s?|acces[oaei]|"
    r"aces[oa]s?|brandend\w*|увімкнен\w+|ввімкнен\w+|запален\w+|rozsvícen\w+|"
    r"сяюч\w*|світн\w*|світяч\w*|zářící\w*|svítící\w*)\b",
    re.IGNORECASE,
)
_BEFORE, _AFTER = 24, 3
"""So many letters may lie between the word and the thing that follows or precedes it."""
_STRENGTH: Final = {True: 0.62, False: 0.3}
"""How bright the light is in the dark and by day."""


def glows(spec: PictureSpec, subject: Subject) -> bool:
    """Whether `glowing` stands beside the thing's own word."""
    words = spec.prompt.lower()
    at = words.find(subject.word.lower())
    if at < 0:
        return False
    end = at + len(subject.word)
    return _GLOWING.search(subject.word) is not None or any(
        0 <= at - found.end() <= _BEFORE or 0 <= found.start() - end <= _AFTER
        for found in _GLOWING.finditer(words)
    )


def light_up(canvas: Canvas, spec: PictureSpec, placed: list[Placed]) -> None:
    """Let what glows bleed its light into the picture around it."""
    for one in placed:
        if not glows(spec, one.cast.subject):
            continue
        middle = one.feet_y - one.height * 0.55
        reach = max(one.width, one.height)
        rows, columns = (
            canvas.rows(middle - reach * 1.6, middle + reach * 1.6),
            slice(max(0, int(one.x - one.width / 2)), max(1, int(one.x + one.width / 2))),
        )
        body = canvas.img[canvas.rows(one.feet_y - one.height, one.feet_y), columns]
        tone = _tone(body)
        strength = _STRENGTH[canvas.light.is_dark]
        near = canvas.spot(one.x, middle, (one.width * 0.62, one.height * 0.62), rows)
        wide = canvas.spot(one.x, middle, (reach * 0.95, reach * 0.8), rows)
        halo = (near * 0.55 + wide * 0.5)[..., None] * tone * strength
        canvas.img[rows] = clamp(1 - (1 - canvas.img[rows]) * (1 - clamp(halo)))


def _tone(body: Field) -> Field:
    """The light's colour: the most vivid of the thing's own, as bright as it can be."""
    pixels = body.reshape(-1, 3)
    if not len(pixels):
        return rgb("#ffe9b0")
    vivid = pixels.max(1) - pixels.min(1)
    chosen = pixels[vivid >= np.quantile(vivid, 0.8)].mean(0)
    return np.asarray(clamp(chosen / max(float(chosen.max()), 0.05)) * 0.8 + 0.2, np.float32)

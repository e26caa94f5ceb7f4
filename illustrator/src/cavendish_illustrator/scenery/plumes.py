"""Steam over food and smoke over chimneys: soft plumes that lean with the air and thin out."""

import re
from typing import Final

import numpy as np

from cavendish_illustrator.painting.canvas import Box, Canvas
from cavendish_illustrator.painting.color import luminance, smoothstep

_SMOKE: Final = re.compile(
    r"\b(smok(e|ing|y)|dym\w*|rauch\w*|humo|humeante\w*|fum[ée]e\w*|fument|fumo|fuman\w*|fumante\w*|rook|rokende|дим\w*|"
    r"kouř\w*|chimneys?|komin\w*|schornstein\w*|chimeneas?|cheminées?|comignol\w*|chaminés?|schoorste\w*|комин\w*|"
    r"димар\w*|komín\w*)",
    re.IGNORECASE,
)
_STEAM: Final = re.compile(
    r"\b(steam\w*|vapou?r\w*|par[aąyęou]|parując\w*|dampf\w*|dampft|dämpf\w*|vapeurs?|vapore|stoom|stomen\w*|dampend\w*|"
    r"пар[аиуою]{1,2}|пари|парує|pár[auoy]|kouř\w*)\b",
    re.IGNORECASE,
)


_PALE, _DARK, _BRIGHT = "#eef0f4", "#a09ca8", 0.6
"""A plume is pale before dark things and grey before bright ones."""


def wants_smoke(prompt: str) -> bool:
    """Whether chimneys were said to smoke."""
    return _SMOKE.search(prompt) is not None


def wants_steam(prompt: str) -> bool:
    """Whether something was said to steam."""
    return _STEAM.search(prompt) is not None


def plume(
    canvas: Canvas,
    at: tuple[float, float],
    tall: float,
    *,
    strength: float = 0.6,
) -> None:
    """Let a plume rise from a point: narrow at its foot, broad and thin at its top."""
    x, foot = at
    half = tall * 0.3
    rows, columns = canvas.clip(Box(int(x - half * 2), int(foot - tall), int(half * 4), int(tall) + 1))
    if rows.stop - rows.start < 4 or columns.stop - columns.start < 4:
        return
    up = np.clip((foot - canvas.ys[rows]) / tall, 0, 1)
    curl = np.sin(up * 7 + x) * 0.12 + up * 0.35 * canvas.light.side
    away = np.abs(canvas.xs[:, columns] - x - curl * tall * 0.5) / (tall * (0.045 + 0.2 * up))
    waves = np.sin(up * 19 + canvas.xs[:, columns] / (tall * 0.07) + x)
    cover = smoothstep(1.0, 0.15, away + 0.18 * waves * up)
    cover *= smoothstep(1.0, 0.45, up) * smoothstep(0.0, 0.06, up)
    behind = float(luminance(canvas.img[rows, columns]).mean())
    canvas.blend(
        _DARK if behind > _BRIGHT else _PALE, np.asarray(cover * strength, np.float32), rows, columns
    )

"""Gives a drawing another colour while it is still SVG text."""

import re
from dataclasses import replace

import numpy as np

from cavendish_illustrator.color import from_hsv, hex_code, hsv, luminance, rgb
from cavendish_illustrator.svg_figure import Figure

_HEX = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")
_WHITE_FROM = 0.93


def dyed(figure: Figure, color: str) -> Figure:
    """Return the drawing in shades of one colour; what is nearly white stays."""
    tones = {code: _light(code) for code in set(_HEX.findall(figure.markup))}
    brightest = max((tone for tone in tones.values() if tone < _WHITE_FROM), default=1.0)
    hue, saturation, value = hsv(color)
    shades = {
        code: hex_code(from_hsv(hue, saturation, value * (0.45 + 0.55 * tone / max(brightest, 0.05))))
        for code, tone in tones.items()
        if tone < _WHITE_FROM
    }
    markup = _HEX.sub(lambda match: shades.get(match.group(), match.group()), figure.markup)
    return replace(figure, markup=markup)


def recolored_parts(figure: Figure, tones: tuple[tuple[float, float, str], ...]) -> Figure:
    """Exchange colours by how light they are: each row is from, to (0..1) and the colour at its lightest."""

    def exchange(match: re.Match[str]) -> str:
        light = _light(match.group())
        for lowest, highest, color in tones:
            if lowest <= light < highest:
                share = 0.8 + 0.2 * (light - lowest) / max(highest - lowest, 0.01)
                return hex_code(np.clip(rgb(color) * share, 0, 1).astype(np.float32))
        return match.group()

    return replace(figure, markup=_HEX.sub(exchange, figure.markup))


def _light(code: str) -> float:
    full = code if len(code) == 7 else "#" + "".join(letter * 2 for letter in code[1:])
    return float(luminance(rgb(full)[None, None])[0, 0])

"""Gives a drawing another colour while it is still SVG text."""

import re
from dataclasses import replace

import numpy as np

from cavendish_illustrator.artwork.svg_figure import Figure
from cavendish_illustrator.painting.color import from_hsv, hex_code, hsv, luminance, rgb
from cavendish_illustrator.painting.pixel_ops import to_hsv

_HEX = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")
_WHITE_FROM = 0.93
_COLOURED, _DARK = 0.35, 0.3
"""Saturation of a band on a grey hat, and brightness of a hat whose band is lighter than itself."""


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


def dyed_around_band(figure: Figure, color: str) -> Figure:
    """Return a grey drawing in shades of one colour, and what is coloured on it, a band, in another tone."""
    codes = set(_HEX.findall(figure.markup))
    bands = {code for code in codes if hsv(_long(code))[1] > _COLOURED}
    if not bands or 2 * len(bands) >= len(codes):
        return dyed(figure, color)
    hue, saturation, value = hsv(color)
    dark = hex_code(from_hsv(hue, saturation, value * 0.34 if value > _DARK else value + 0.16))
    kept = {code: f"band-{number}-" for number, code in enumerate(sorted(bands))}
    marked = _HEX.sub(lambda match: kept.get(match.group(), match.group()), figure.markup)
    markup = dyed(replace(figure, markup=marked), color).markup
    for mark in kept.values():
        markup = markup.replace(mark, dark)
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


def main_hue_dyed(figure: Figure, color: str) -> Figure:
    """Give the drawing's main hue another colour and leave the rest: a fox's coat, not its eyes."""
    codes = set(_HEX.findall(figure.markup))
    main, common = _main_tone(figure)
    tones = {code: hsv(_long(code)) for code in codes}
    near = {code: tone for code, tone in tones.items() if _is_of_hue(tone, main)}
    hue, saturation, value = hsv(color)
    saturation = saturation if value > 0.2 else 0.0
    exchanged = {}
    for code, (_, own_saturation, own_value) in near.items():
        strength = own_saturation * 0.4 + saturation * 0.6 if saturation > 0.12 else own_saturation * 0.06
        shown = value * (0.4 + 0.6 * min(1.08, own_value / common))
        exchanged[code] = hex_code(from_hsv(hue, min(1.0, strength), min(1.0, shown)))
    return replace(
        figure, markup=_HEX.sub(lambda match: exchanged.get(match.group(), match.group()), figure.markup)
    )


def _is_of_hue(tone: tuple[float, float, float], main: float) -> bool:
    hue, saturation, value = tone
    if main < 0:
        return value > 0.4
    away = abs(hue - main)
    return min(away, 360 - away) < 42 and saturation > 0.16 and value > 0.2


def _main_tone(figure: Figure) -> tuple[float, float]:
    """The commonest hue of what is inked, or -1 where it is grey, and how bright that mostly is."""
    pixels = figure.pixels(72)
    tones = to_hsv(pixels[..., :3])
    inked = pixels[..., 3] > 0.5
    inside = inked & (tones[..., 1] > 0.22)
    if inside.sum() < 0.12 * inked.sum():
        return -1.0, max(0.05, float(np.median(tones[..., 2][inked])))
    hues = tones[..., 0][inside]
    main = float(np.histogram(hues, 36, (0, 360))[0].argmax() * 10 + 5)
    common = np.median(tones[..., 2][inside][np.abs(hues - main) < 20])
    return main, max(0.05, float(common))


def _long(code: str) -> str:
    return code if len(code) == 7 else "#" + "".join(letter * 2 for letter in code[1:])


def _light(code: str) -> float:
    return float(luminance(rgb(_long(code))[None, None])[0, 0])

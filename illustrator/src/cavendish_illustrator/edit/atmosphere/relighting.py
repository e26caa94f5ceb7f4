"""Changes the light, season and colours of a whole photograph, as the rows of looks.toml say."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import numpy as np

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.edit.atmosphere.falling_things import let_fall
from cavendish_illustrator.edit.atmosphere.pools_of_light import lit_by_lamps, lit_through_window
from cavendish_illustrator.edit.faces.face_finding import find_faces
from cavendish_illustrator.edit.finding.sky_region import find_sky
from cavendish_illustrator.edit.finding.water_region import split_water
from cavendish_illustrator.edit.pixels.print_wear import wear
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture, side_of_light
from cavendish_illustrator.painting.color import (
    WHITE,
    Field,
    brightest,
    clamp,
    luminance,
    mix,
    rgb,
    smoothstep,
)
from cavendish_illustrator.painting.noise_field import coarse_noise
from cavendish_illustrator.painting.pixel_ops import blur, dilate, to_hsv, to_rgb

Row = Mapping[str, Any]
_LAMPS_BY: Final = (0.34, 0.22)
"""Median tone above which it is day and what is bright is no lamp, and below which lamps shine."""
_DUSK, _BLUE = 0.62, 0.08
"""Brightness of a sky at dusk, at most, and how much bluer than red it is."""
_GREENS: Final = 0.06
"""Part of a picture that is green out of doors."""


_PORTRAIT: Final = 0.13
"""Side of a portrait's face, in the picture's height."""
_OF_OPEN_AIR: Final = frozenset({"sky", "stars", "glow"})


@cache
def _rows() -> dict[str, Row]:
    return read_table("edit/atmosphere/looks.toml")


def look_names() -> frozenset[str]:
    return frozenset(_rows())


def green_cover(hsv: Field, olives: float = 0.0) -> Field:
    """Cover of leaves and grass, 0..1; `olives` is by how many degrees browner ones count as well."""
    hue, saturation = hsv[..., 0], hsv[..., 1]
    green = smoothstep(52 - olives, 72 - olives, hue) * smoothstep(172, 150, hue)
    return np.asarray(green * smoothstep(0.1, 0.24, saturation), np.float32)


def has_greens(image: Field) -> bool:
    """Whether leaves or grass are a part of what is seen."""
    return float(green_cover(to_hsv(image)).mean()) > _GREENS


def _turn_greens(picture: WorkingPicture, row: Row) -> Field:
    """Give leaves and grass another season's colours, of which autumn has a different one for each crown."""
    image = picture.rgb
    if "greens_to" not in row:
        return image
    hsv = to_hsv(image)
    saturation, share = hsv[..., 1], green_cover(hsv, float(row.get("olives", 0.0)))
    turned = hsv.copy()
    turned[..., 0] = row["greens_to"] + (hsv[..., 0] - 105) * 0.22
    if "greens_spread" in row:
        crowns = coarse_noise(share.shape, (90 * picture.unit, 80 * picture.unit), picture.rng(29), 3, 0.6)
        turned[..., 0] = row["greens_to"] + (2 * crowns - 1) * row["greens_spread"]
    turned[..., 1] = clamp(np.maximum(saturation * row.get("greens_saturation", 1.15), row.get("least", 0.0)))
    turned[..., 2] = clamp(hsv[..., 2] * row.get("greens_value", 1.08))
    return np.asarray(mix(image, to_rgb(turned), share[..., None]), np.float32)


def _stars(picture: WorkingPicture, sky: Field, down: Field) -> Field:
    """Many faint points and a few bright ones with a halo, fewer toward the horizon."""
    rng = picture.rng(31)
    width, height = picture.size
    layers: list[Field] = []
    for count, size, strength in ((1100, 0.7, 5.0), (200, 1.15, 16.0), (36, 1.7, 44.0)):
        points = np.zeros((height, width), np.float32)
        number = int(count * max(0.4, picture.unit**2))
        rows, columns = rng.integers(0, height, number), rng.integers(0, width, number)
        points[rows, columns] = rng.random(number).astype(np.float32) ** 2 * 0.8 + 0.2
        layers.append(blur(points, size * max(0.7, picture.unit)) * strength)
    light = clamp(layers[0] + layers[1] + layers[2] + blur(layers[2], 4 * picture.unit))
    return np.asarray(light * smoothstep(0.75, 0.95, sky) * smoothstep(1.0, 0.45, down), np.float32)


def _clouds(picture: WorkingPicture, row: Row, down: Field) -> Field:
    """Cover of long banks of cloud, lit from below, the closer together the lower they are."""
    height, width = picture.matte.shape
    unit = picture.unit
    banks = coarse_noise((height, width), (320 * unit, 46 * unit), picture.rng(43), 5, 0.55)
    veils = coarse_noise((height, width), (520 * unit, 24 * unit), picture.rng(47), 4, 0.6)
    cover = smoothstep(0.5, 0.7, 0.65 * banks + 0.35 * veils)
    return np.asarray(cover * float(row["clouds_strength"]) * smoothstep(0.0, 0.3, down + 0.1), np.float32)


def _new_sky(picture: WorkingPicture, image: Field, row: Row) -> tuple[Field, Field | None]:
    if "sky" not in row or picture.alpha is not None:
        return image, None
    sky = find_sky(picture.rgb, picture.body)
    if sky is None:
        return image, None
    rows = np.flatnonzero(sky.mean(1) > 0.04)
    horizon = max(2, int(rows[-1])) if len(rows) else image.shape[0] - 1
    down = clamp(np.arange(image.shape[0], dtype=np.float32) / horizon)[:, None, None]
    colors = mix(rgb(row["sky"][0]), rgb(row["sky"][1]), down**1.4)
    tone = luminance(picture.rgb)[..., None]
    mean = float((tone[..., 0] * sky).sum() / max(float(sky.sum()), 1e-6))
    clouds = np.clip(0.5 + 0.5 * tone / max(mean, 0.05), 0.6, 1.35)
    painted = clamp(colors * clouds)
    if "clouds" in row:
        painted = mix(painted, rgb(row["clouds"]), _clouds(picture, row, down[..., 0])[..., None])
    if row.get("stars"):
        painted = painted + _stars(picture, split_water(picture.rgb, sky)[0], down[..., 0])[..., None]
    return np.asarray(mix(image, painted, (sky * row["sky_strength"])[..., None]), np.float32), sky


def _graded(image: Field, row: Row) -> Field:
    grey = luminance(image)[..., None]
    result = mix(grey, image, float(row.get("saturation", 1.0)))
    result = result * rgb(row.get("gain", (1.0, 1.0, 1.0))) + rgb(row.get("lift", (0.0, 0.0, 0.0)))
    contrast = float(row.get("contrast", 1.0))
    if contrast != 1:
        middle = float(np.clip(luminance(clamp(result)).mean(), 0.25, 0.6))
        result = (result - middle) * contrast + middle
    return np.asarray(_rolled_off(result), np.float32)


def _rolled_off(image: Field) -> Field:
    """Bring over-bright pixels back into the gamut toward white, keeping their hue on the way."""
    low = np.maximum(image, 0)
    peak = np.maximum(brightest(low)[..., None], 1)
    return mix(low / peak, WHITE, clamp((peak - 1) * 0.8))


def _toned(image: Field, row: Row) -> Field:
    if "shadow_tone" not in row:
        return image
    tone = luminance(image)[..., None]
    wanted = mix(rgb(row["shadow_tone"]), rgb(row["light_tone"]), smoothstep(0.12, 0.62, tone)) * (0.3 + tone)
    return mix(image, clamp(wanted), float(row["tone_strength"]))


def _rim_lights(picture: WorkingPicture, image: Field, row: Row) -> Field:
    """Two coloured lamps behind the main object, one at each side."""
    if "rims" not in row or not picture.has_object:
        return image
    reach = max(2, int(14 * picture.unit))
    body = blur(picture.matte, 3 * picture.unit)
    for color, shift in zip(row["rims"], (-reach, reach), strict=True):
        edge = clamp(body - np.roll(body, shift, 1)) * picture.matte
        image = 1 - (1 - image) * (1 - rgb(color) * (blur(edge, 3 * picture.unit) * 0.85)[..., None])
    return image


def _sunlight(picture: WorkingPicture, image: Field, row: Row) -> Field:
    """Low sun from the photograph's own bright side, over everything but the darkest parts."""
    if "sunlight" not in row:
        return image
    side = side_of_light(picture.rgb)
    width, height = picture.size
    across = np.linspace(0, 1, width, dtype=np.float32)[None]
    across = across if side > 0 else 1 - across
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    beam = np.exp(-((1 - across) ** 2) / 0.3 - (down - 0.28) ** 2 / 0.3) * row["sunlight_strength"]
    return np.asarray(1 - (1 - clamp(image)) * (1 - rgb(row["sunlight"]) * beam[..., None]), np.float32)


def _moonlight(picture: WorkingPicture, image: Field, row: Row) -> Field:
    """Cool light from one side on the main object, and deeper dark around it."""
    if "moonlight" not in row:
        return image
    side = side_of_light(picture.rgb)
    height, width = picture.matte.shape
    across = np.linspace(0, 1, width, dtype=np.float32)[None]
    across = across if side > 0 else 1 - across
    lit = smoothstep(0.05, 1.0, across) * smoothstep(1.15, 0.1, np.linspace(0, 1, height)[:, None])
    body = blur(picture.matte, float(row.get("moonlight_soft", 8.0)) * picture.unit)
    # The photograph's own shading says what faces the light: moonlight only lifts it again.
    shine = picture.rgb * rgb(row["moonlight"]) * (lit * (0.45 + 0.55 * body))[..., None]
    image = clamp(image) + shine * float(row["moonlight_strength"])
    dark = float(row["surroundings"])
    return np.asarray(image * (dark + (1 - dark) * body)[..., None], np.float32)


def _lit_up(image: Field, sky: Field | None) -> Field:
    """Warm bright parts of what stands before a blue dusk: a tower that is lit stays so at night."""
    if sky is None or not sky.any():
        return np.zeros(image.shape[:2], np.float32)
    air = (image * sky[..., None]).sum((0, 1)) / float(sky.sum())
    is_dusk = float(luminance(air[None, None])[0, 0]) < _DUSK and float(air[2] - air[0]) > _BLUE
    hue, saturation, value = (to_hsv(image)[..., index] for index in range(3))
    warm = smoothstep(14, 24, hue) * smoothstep(70, 58, hue) * smoothstep(0.4, 0.6, saturation)
    return np.asarray(warm * smoothstep(0.5, 0.75, value) * (1 - sky) * is_dusk, np.float32)


def _glowing(image: Field, picture: WorkingPicture, row: Row, sky: Field | None) -> Field:
    """Let what is bright shine into its surroundings."""
    if "glow" not in row:
        return image
    original, unit, start = picture.rgb, picture.unit, float(row["glow_from"])
    tone = luminance(original)
    bright = smoothstep(start, min(1.0, start + 0.25), tone) * clamp(tone - blur(tone, 60 * unit) + 0.35)
    halo = blur(bright, 4 * unit) * 0.5 + blur(bright, 22 * unit) * 0.7
    if row.get("keeps_lamps"):
        # A bright collar or a cup's rim is no lamp: only what lies behind the main object may shine.
        lamps = smoothstep(0.12, 0.4, tone - blur(tone, 14 * unit)) * smoothstep(0.62, 0.8, tone)
        behind = (
            picture.matte if sky is None else np.maximum(picture.matte, dilate(sky, max(2, int(9 * unit))))
        )
        lamps = lamps * (1 - blur(behind, 4 * unit)) * smoothstep(*_LAMPS_BY, np.median(tone, keepdims=True))
        lamps = np.maximum(lamps, _lit_up(original, sky))
        image = mix(image, original * rgb((1.0, 0.9, 0.72)), lamps[..., None])
        halo = halo * 0.2 + blur(lamps, 8 * unit) * 2.2
    light = rgb(row["glow"]) * (clamp(halo) * row["glow_strength"])[..., None]
    return 1 - (1 - clamp(image)) * (1 - clamp(light))


def _sharpened(image: Field, row: Row, unit: float) -> Field:
    amount = float(row.get("sharpen", 0.0))
    if not amount:
        return image
    fine, coarse = blur(image, 1.4 * unit), blur(image, 5 * unit)
    if amount < 0:
        return mix(image, coarse, -amount)
    return clamp(image + (image - fine) * amount + (image - coarse) * amount * 0.4)


def _framed_by_dark(image: Field, row: Row) -> Field:
    strength = float(row.get("vignette", 0.0))
    if not strength:
        return image
    height, width = image.shape[:2]
    across = np.linspace(-0.5, 0.5, width, dtype=np.float32)[None]
    down = np.linspace(-0.5, 0.5, height, dtype=np.float32)[:, None]
    return image * (1 - strength * smoothstep(0.34, 0.8, np.hypot(across, down)))[..., None]


def add_grain(image: Field, strength: float, rng: np.random.Generator) -> Field:
    """Film grain, strongest in the middle tones."""
    if strength <= 0:
        return image
    noise = rng.normal(0, strength, image.shape[:2]).astype(np.float32)
    tone = luminance(image)
    return clamp(image + (noise * (0.5 + 2 * tone * (1 - tone)))[..., None])


def _is_portrait(picture: WorkingPicture) -> bool:
    """Whether somebody is seen from near: what is plain behind them is a studio's backdrop, no sky."""
    least = _PORTRAIT * picture.matte.shape[0]
    return any(face.side > least for face in find_faces(picture.rgb)) and not has_greens(picture.rgb)


def relight(picture: WorkingPicture, look: str) -> None:
    """Give the picture the light of a row of looks.toml."""
    row = _rows()[look]
    if "indoors" in row and _is_portrait(picture):
        row = {**{key: row[key] for key in row if key not in _OF_OPEN_AIR}, **row["indoors"]}
    image = _turn_greens(picture, row)
    image = _graded(image, row)
    image, sky = _new_sky(picture, image, row)
    image = _toned(image, row)
    image = _rim_lights(picture, image, row)
    image = _sunlight(picture, image, row)
    image = _moonlight(picture, image, row)
    image = lit_by_lamps(picture, image, row, has_sky=sky is not None)
    image = lit_through_window(picture, image, row)
    image = _glowing(image, picture, row, sky)
    image = _sharpened(image, row, picture.unit)
    image = _framed_by_dark(image, row) if picture.alpha is None else image
    picture.rgb = add_grain(clamp(image), float(row.get("grain", 0.0)), picture.rng(37))
    if "wear" in row and picture.alpha is None:
        wear(picture, float(row["wear"]))
    if "falling" in row and picture.alpha is None:
        let_fall(picture, row["falling"])

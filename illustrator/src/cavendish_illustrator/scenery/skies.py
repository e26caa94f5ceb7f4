"""Skies: gradient, clouds, sun, moon, stars, nebulae and rays."""

import numpy as np

from cavendish_illustrator.painting.canvas import Box, Canvas
from cavendish_illustrator.painting.color import WHITE, Field, clamp, luminance, mix, rgb, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.picture_spec import TimeOfDay, Weather
from cavendish_illustrator.scenery.aurora import aurora
from cavendish_illustrator.scenery.lands_beyond import raise_lands_beyond

_CLOSED = frozenset({Weather.RAIN, Weather.STORM, Weather.FOG})
"""Weather that hides sun, moon and stars."""


_STARRY = {TimeOfDay.NIGHT: 1.0, TimeOfDay.SPACE: 1.0, TimeOfDay.NEON: 0.3}
"""How many stars are seen at each time."""


def vertical_gradient(height: int, stops: tuple[tuple[float, str], ...]) -> Field:
    """Return a (height, 1, 3) column of colours through the stops (position 0..1, colour)."""
    at = np.linspace(0, 1, height)
    colors = np.stack([rgb(color) for _, color in stops])
    positions = [position for position, _ in stops]
    channels = [np.interp(at, positions, colors[:, i]) for i in range(3)]
    return np.stack(channels, -1).astype(np.float32)[:, None]


def fill_gradient(canvas: Canvas, stops: tuple[tuple[float, str], ...], rows: slice = slice(None)) -> None:
    """Cover the picture, or a band of rows, with a vertical gradient."""
    height = len(range(*rows.indices(canvas.height)))
    canvas.img[rows] = vertical_gradient(height, stops)


def paint_sky(
    canvas: Canvas,
    horizon_y: float,
    *,
    clouds: float = 0.5,
    has_disc: bool = True,
    foot_of_lands: float | None = None,
) -> None:
    """Paint the whole sky down to the horizon (and its last colour below); sets `horizon_y` and `sun`.

    The lands beyond stand on the horizon, or on `foot_of_lands`; where that is 0 they wait.
    """
    canvas.horizon_y, light = horizon_y, canvas.light
    sky_height = max(8, int(horizon_y))
    column = vertical_gradient(sky_height, light.sky)
    canvas.img[: min(sky_height, canvas.height)] = column[: canvas.height]
    canvas.img[sky_height:] = column[-1]
    is_closed = canvas.weather in _CLOSED and not canvas.wants_great_moon
    if is_closed:
        clouds = max(clouds, 1.0)
    else:
        _paint_night_sky(canvas, sky_height)
    if has_disc and not is_closed:
        _paint_disc(canvas, sky_height)
    if canvas.wants_aurora:
        aurora(canvas)
    if clouds > 0 and light.time is not TimeOfDay.SPACE:
        paint_clouds(canvas, sky_height, clouds * float(canvas.rng.uniform(0.7, 1.25)))
    canvas.roll_off()
    if canvas.beyond and foot_of_lands != 0:
        raise_lands_beyond(canvas, foot_of_lands or horizon_y)


def _paint_night_sky(canvas: Canvas, sky_height: int) -> None:
    time = canvas.light.time
    if time in _STARRY:
        paint_stars(canvas, sky_height, density=_STARRY[time])
    if time is TimeOfDay.SPACE:
        _paint_nebula(canvas)


def _paint_disc(canvas: Canvas, sky_height: int) -> None:
    light = canvas.light
    if light.sun is not None and canvas.weather is not Weather.SNOW:
        x, y = light.sun[0] * canvas.width, light.sun[1] * sky_height
        radius = (34 if light.time is TimeOfDay.DAY else 52) * canvas.unit
        rows = canvas.rows(0, sky_height)
        distance = np.hypot(canvas.xs - x, canvas.ys[rows] - y)
        halo = np.exp(-distance / (radius * 5)) * 0.45 + np.exp(-distance / (radius * 14)) * 0.22
        canvas.img[rows] += halo[..., None] * light.key
        color = light.sun_color if light.sun_color is not None else WHITE
        canvas.blend(color, smoothstep(radius + 1.5, radius - 1.5, distance), rows)
        canvas.sun = canvas.disc = (x, y, radius)
    if light.moon is not None:
        size = float(canvas.rng.uniform(46, 66)) * canvas.unit
        x, y = light.moon[0] * canvas.width, light.moon[1] * sky_height
        if canvas.wants_great_moon:
            size = min(canvas.width, sky_height) * 0.36
            x, y = x * 0.5 + canvas.width * 0.25, sky_height * 0.46
        paint_moon(canvas, x, y, size)
        canvas.disc = (x, y, size)


def paint_clouds(canvas: Canvas, sky_height: int, amount: float) -> None:
    """Lay clouds over the sky's rows; `amount` 0..1 goes from wisps to a closed cover."""
    light, unit = canvas.light, canvas.unit
    rows = canvas.rows(0, sky_height)
    stretch = float(canvas.rng.uniform(0.8, 1.3))
    density = canvas.soft_noise((520 * stretch, 170 * stretch), 6, 0.55, rows)
    cover = smoothstep(0.62 - 0.22 * amount, 0.8 - 0.1 * amount, density)
    ys = canvas.ys[rows]
    cover = (
        cover
        * smoothstep(-0.05 * sky_height, 0.2 * sky_height, ys)
        * smoothstep(sky_height, sky_height * 0.72, ys)
    )
    lit = clamp(0.55 + (density - np.roll(density, int(14 * unit), 0)) * 6)
    color = mix(light.cloud_shade, light.cloud_light, lit[..., None])
    canvas.blend(color, cover * (0.6 if light.is_dark else 0.78), rows)


def paint_stars(canvas: Canvas, sky_height: int, density: float = 1.0) -> None:
    """Scatter stars with soft halos, denser toward the top."""
    rng, unit = canvas.rng, canvas.unit
    count = max(12, int(520 * density * unit * unit))
    rows = canvas.rows(0, sky_height)
    field = np.zeros((rows.stop, canvas.width), np.float32)
    xs = rng.integers(0, canvas.width, count)
    ys = np.minimum((rng.random(count) ** 1.2 * rows.stop).astype(int), rows.stop - 1)
    field[ys, xs] = rng.random(count) ** 2 * 1.2 + 0.15
    layer = canvas.layer(Box(0, 0, canvas.width, rows.stop))
    for x, y in zip(xs[: count // 14], ys[: count // 14], strict=True):
        layer.circle(float(x), float(y), 1.3 * unit * (0.7 + 0.7 * rng.random()), "#fff")
    field += layer.pixels[..., 3].astype(np.float32) / 255
    field += blur(field, 1.6 * unit) * 2.2
    canvas.img[rows] += field[..., None] * np.array([0.9, 0.95, 1], np.float32)


def _paint_nebula(canvas: Canvas) -> None:
    rng = canvas.rng
    cool, warm = (rng.permutation(np.array(["#3a1a7a", "#0f6f9a", "#1a7a6a", "#8a2a6a"])))[:2]
    cloud = canvas.soft_noise((420, 420), 5)
    other = canvas.soft_noise((700, 500), 4)
    color = mix(str(cool), str(warm), smoothstep(0.3, 0.7, other)[..., None])
    canvas.img += color * (smoothstep(0.45, 0.8, cloud) * 0.7)[..., None]
    canvas.img += rgb("#e05a9a") * (smoothstep(0.58, 0.85, other * cloud * 1.9) * 0.45)[..., None]


def _sphere(x: float, y: float, radius: float) -> tuple[Box, Field, Field, Field]:
    box = Box(int(x - radius) - 2, int(y - radius) - 2, int(2 * radius) + 5, int(2 * radius) + 5)
    across = (np.arange(box.width, dtype=np.float32)[None] + box.left - x) / radius
    down = (np.arange(box.height, dtype=np.float32)[:, None] + box.top - y) / radius
    return box, across, down, np.sqrt(clamp(1 - across * across - down * down))


def paint_moon(canvas: Canvas, x: float, y: float, radius: float) -> None:
    """Paint a full moon with its halo."""
    rows = canvas.rows(y - radius * 7, y + radius * 7)
    distance = np.hypot(canvas.xs - x, canvas.ys[rows] - y)
    halo = np.exp(-np.maximum(distance - radius, 0) / (radius * 1.6)) * 0.28
    canvas.img[rows] += halo[..., None] * np.array([0.6, 0.7, 1], np.float32)
    box, across, down, bulge = _sphere(x, y, radius)
    seas = noise((box.height, box.width), (radius * 0.7, radius * 0.7), canvas.rng, 5)
    color = (
        mix("#f7f1d8", "#c5c2b8", smoothstep(0.45, 0.7, seas)[..., None]) * (0.72 + 0.28 * bulge)[..., None]
    )
    canvas.paste(color, smoothstep(1, 0.975, np.hypot(across, down)), box.left, box.top)


def paint_planet(
    canvas: Canvas,
    center: tuple[float, float],
    radius: float,
    colors: tuple[str, str],
    *,
    has_rings: bool = False,
) -> None:
    """Paint a banded planet lit from one side; blue and green make an Earth with clouds."""
    x, y = center
    box, across, down, bulge = _sphere(x, y, radius)
    is_earth = colors == ("#1c5bb0", "#3f9a4a")
    scale = (radius * 0.7, radius * 0.7) if is_earth else (radius * 3, radius * 0.22)
    pattern = noise((box.height, box.width), scale, canvas.rng, 5)
    color = mix(colors[0], colors[1], smoothstep(0.48, 0.56 if is_earth else 0.62, pattern)[..., None])
    if is_earth:
        swirl = noise((box.height, box.width), (radius * 0.9, radius * 0.35), canvas.rng, 5)
        color = mix(color, WHITE, (smoothstep(0.55, 0.75, swirl) * 0.9)[..., None])
    shading = clamp(0.12 + 1.05 * (across * 0.45 * canvas.light.side - down * 0.45 + bulge * 0.75))
    canvas.paste(color * shading[..., None], smoothstep(1, 0.985, np.hypot(across, down)), box.left, box.top)
    if has_rings:
        layer = canvas.layer()
        for k, tone in enumerate(("#e8d6b0", "#cdb88e", "#efe2c4")):
            reach = radius * (1.45 + 0.14 * k)
            layer.arc((x, y), (reach, reach * 0.3), (-14, 194), tone, radius * 0.07)
        canvas.lay(layer, opacity=0.85)


def paint_rays(canvas: Canvas, strength: float = 0.25, source: tuple[float, float] | None = None) -> None:
    """Paint beams fanning out of the sun, or of a given point."""
    if source is None and canvas.sun is None:
        return
    x, y = source if source is not None else canvas.sun[:2] if canvas.sun else (0.0, 0.0)
    angle = np.arctan2(canvas.ys - y, canvas.xs - x)
    beams = np.zeros_like(angle)
    for i in range(7):
        beams += np.cos(angle * (5 + i * 3) + canvas.rng.random() * 6.3) * canvas.rng.random()
    distance = np.hypot(canvas.xs - x, canvas.ys - y)
    power = smoothstep(0.2, 2.2, beams) * np.exp(-distance / (canvas.width * 0.5)) * strength
    canvas.img += power[..., None] * canvas.light.key


def overexpose_sun(canvas: Canvas) -> None:
    """No film shows the sun as a disc: it and the sky around it are white, and what stands before it dim."""
    if canvas.sun is None or canvas.light.is_dark:
        return
    x, y, radius = canvas.sun
    rows = canvas.rows(y - 9 * radius, y + 9 * radius)
    seen = smoothstep(0.42, 0.66, luminance(canvas.img[rows]))
    for reach, strength in ((1.9, 1.0), (4.5, 0.5)):
        glow = canvas.spot(x, y, (reach * radius, reach * radius), rows) * seen * strength
        canvas.blend(mix(WHITE, canvas.light.key, 0.25), clamp(glow), rows)

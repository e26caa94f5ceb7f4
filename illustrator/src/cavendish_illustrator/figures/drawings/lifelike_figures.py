"""Makes a drawn figure look like one that stood before a camera: hair by hair, with skin, cloth and crumb."""

from typing import Final

import numpy as np

from cavendish_illustrator.artwork.svg_figure import Figure
from cavendish_illustrator.figures.animals.fur import coat_of, hair_length, lie_of_hair
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.cast_colors import cast_pixels
from cavendish_illustrator.figures.drawings.lifelike_heads import with_lifelike_head
from cavendish_illustrator.figures.drawings.living_eyes import around_eyes, find_eyes, paint_eyes
from cavendish_illustrator.painting.color import Field, brightest, clamp, luminance, mix, smoothstep
from cavendish_illustrator.painting.noise_field import coarse_noise, noise
from cavendish_illustrator.painting.pixel_ops import blur, gradient, remap, resize
from cavendish_illustrator.vocabulary.concept_classes import is_animal, is_food, is_in, is_person

_LEAST_HEIGHT, _TALLEST = 70, 680
"""Pixels; on what is smaller no hair is seen, and what is larger is worked on at this height."""
_STEP, _MOST_STEPS = 1.6, 8
"""Pixels from one look along a hair to the next, and the most looks one way."""
_GUARD: Final = 0.34
"""How much lighter and darker single hairs are."""
_CRUMB, _PORES = 0.12, 0.045
_SEEN, _SOLID, _DARK = 0.3, 0.95, 0.32
_FAINT: Final = 0.15
_MOSTLY: Final = 0.3
_SHORT: Final = 0.02
_SHORT_HAIRED: Final = frozenset(
    {
        "cow", "cow-face", "calf", "bull", "water-buffalo", "antelope", "okapi", "capybara", "tapir",
        "dachshund", "horse", "donkey", "deer", "reindeer", "moose", "elk", "goat", "ox", "lion", "lioness",
        "lion-cub", "tiger", "mouse",
    }
)  # fmt: skip
"""Whose hair only a camera shows, and how long it is in their height."""
_DOINGS: Final = frozenset(
    {"howling", "running", "sleeping", "sitting", "jumping", "lying", "standing", "flying"}
)
"""How drawings of animals end that show what they are doing."""
_STEAMING: Final = frozenset({"hot-beverage"})
"""Cups whose drawing has lines for steam."""
_LEAFY: Final = frozenset({"tree", "bush", "hedge", "shrub", "topiary", "oak", "birch", "salad"})


def photographed_pixels(cast: Cast, figure: Figure, height: float) -> Field:
    """As `cast_pixels`, with the surface of what is shown; eyes and mouths stay as they are."""
    rgba = cast_pixels(cast, figure, height)
    if rgba.shape[0] > _TALLEST:
        rgba = clamp(resize(rgba, round(rgba.shape[1] * _TALLEST / rgba.shape[0]), _TALLEST))
    if cast.subject.color is not None and is_animal(cast.subject.concept):
        rgba = _with_own_eyes(rgba, figure)
    if is_person(cast.subject.concept) and not cast.company:
        rgba = with_lifelike_head(rgba, figure)
    return as_photographed(rgba, cast, figure)


def _with_own_eyes(rgba: Field, figure: Figure) -> Field:
    """An animal in another coat with its nose and eyes as dark as they were."""
    drawn = clamp(resize(figure.pixels(rgba.shape[0]), rgba.shape[1], rgba.shape[0]))
    dark = smoothstep(_DARK, 0.2, luminance(drawn[..., :3]))
    kept = blur(_details(drawn), 0.004 * rgba.shape[0]) * dark * _face_of(figure, rgba.shape[:2])
    result = rgba.copy()
    result[..., :3] = mix(rgba[..., :3], drawn[..., :3], clamp(2 * kept)[..., None])
    return result


def as_photographed(rgba: Field, cast: Cast, figure: Figure) -> Field:
    """The pixels of a figure with its coat hair by hair, its leaves, its crumb or its pores."""
    height = rgba.shape[0]
    if height < _LEAST_HEIGHT or cast.subject.material is not None:
        return rgba
    long = max(_hair_of(one.subject.concept) for one in (cast, *cast.company))
    coat = coat_of(figure, rgba.shape[:2]) if long else None
    if long and _is_bare(cast) and (coat is None or coat.sum() < _MOSTLY * rgba[..., 3].sum()):
        coat = rgba[..., 3]
    named = (cast.subject, *filter(None, (cast.underfoot, cast.mount, cast.on_top)))
    if any(is_leafy(one.concept) and not is_food(one.concept) for one in named):
        bare = None if coat is None else clamp(1 - 1.6 * blur(coat, 0.01 * height))[..., None]
        rgba = _with_leaves(rgba) if bare is None else mix(rgba, _with_leaves(rgba), bare)
    if coat is not None:
        return _furred(rgba, coat, long * height, _face_of(figure, rgba.shape[:2]))
    seen = thing_photographed(rgba, cast.subject.concept)
    if is_animal(cast.subject.concept):
        paint_eyes(seen, find_eyes(seen))
    return seen


def _hair_of(concept: str) -> float:
    animal, _, doing = concept.rpartition("-")
    of_whom = animal if doing in _DOINGS else concept
    return _SHORT if of_whom in _SHORT_HAIRED else hair_length(of_whom)


def _is_bare(cast: Cast) -> bool:
    """Whether an animal is all that is drawn, whatever it is doing."""
    others = (*cast.worn, *cast.held, *cast.company, *cast.things)
    return not (others or cast.scheme or cast.mount or cast.underfoot or cast.on_top or cast.content)


def thing_photographed(rgba: Field, concept: str) -> Field:
    """The pixels of a thing that has no coat: crumb where it is eaten, faint pores elsewhere."""
    if is_leafy(concept):
        return _with_leaves(rgba, bark=_FAINT)
    is_rough = is_food(concept) and not is_in(concept, "own_vessel")
    if concept in _STEAMING:
        rgba = _with_soft_steam(rgba)
    return _with_surface(rgba, _CRUMB if is_rough else _PORES)


def _with_soft_steam(rgba: Field) -> Field:
    """Steam as a haze: in the drawing it is the only thing that one sees through."""
    height = rgba.shape[0]
    alpha = rgba[..., 3]
    core = blur(((alpha > _SEEN) & (alpha < _SOLID)).astype(np.float32), 0.008 * height)
    steam = smoothstep(0.45, 0.75, core)
    haze = 0.55 * blur(steam, 0.03 * height) + 0.45 * blur(
        np.roll(steam, -round(0.05 * height), 0), 0.05 * height
    )
    result = rgba.copy()
    near = smoothstep(0.02, 0.25, blur(steam, 0.012 * height))
    result[..., 3] = np.maximum(alpha * (1 - near), 0.8 * haze * (alpha < _SOLID))
    result[..., :3] = mix(rgba[..., :3], np.ones(3, np.float32), (near * (alpha < _SOLID))[..., None])
    return clamp(result)


def is_leafy(concept: str) -> bool:
    """Whether its green is foliage: a tree, a bush or a hedge."""
    return any(word in _LEAFY for word in concept.split("-"))


def _with_leaves(rgba: Field, bark: float = 0.7) -> Field:
    """Crowns in leaves, their outline broken up by them, and bark in furrows."""
    height, shape = rgba.shape[0], rgba.shape[:2]
    rng = np.random.default_rng([*shape, 23])
    size = max(3.0, 0.028 * height)
    leaves = [noise(shape, (size, 0.8 * size), rng, 2) - 0.5 for _ in range(2)]
    clumps = coarse_noise(shape, (0.12 * height, 0.09 * height), rng, 3) - 0.5
    furrows = noise(shape, (0.014 * height, 0.12 * height), rng, 3) - 0.5
    crown = blur(clamp((rgba[..., 1] - rgba[..., 0]) * 8) * rgba[..., 3], 0.5 * size)
    xs, ys = np.arange(shape[1], dtype=np.float32)[None], np.arange(shape[0], dtype=np.float32)[:, None]
    reach = 2.6 * size * smoothstep(0.02, 0.3, crown)
    colors = np.concatenate([rgba[..., :3] * rgba[..., 3:], rgba[..., 3:]], -1)
    moved = remap(colors, xs + reach * leaves[0], ys + reach * leaves[1])
    alpha = smoothstep(0.35, 0.6, moved[..., 3])
    color = moved[..., :3] / np.maximum(moved[..., 3:], 1e-3)
    is_crown = smoothstep(0.1, 0.4, crown)
    lit = 1 + is_crown * (1.1 * leaves[0] + 0.9 * clumps) + (1 - is_crown) * bark * furrows
    return clamp(np.concatenate([color * lit[..., None], alpha[..., None]], -1))


def _details(rgba: Field) -> Field:
    """Where small features are, 0..1: eyes, dark or rosy noses and mouths, which no hair covers."""
    scale = rgba.shape[0] / 100
    grey = mix(np.ones(rgba.shape[:2], np.float32) * 0.5, luminance(rgba[..., :3]), rgba[..., 3])
    fine = blur(np.abs(grey - blur(grey, 1.6 * scale)), 0.9 * scale)
    by_dark = smoothstep(0.05, 0.3, blur((grey < _DARK).astype(np.float32), scale))
    rosy = (rgba[..., 0] - rgba[..., 1]) * rgba[..., 3]
    solid = rgba[..., 3] > _SOLID
    by_rosy = smoothstep(0.14, 0.24, rosy - (float(np.median(rosy[solid])) if solid.any() else 0.0))
    inside = smoothstep(0.86, 0.99, blur(rgba[..., 3], scale))
    return np.asarray(smoothstep(0.07, 0.15, fine + 0.15 * by_rosy) * np.maximum(by_dark, by_rosy) * inside)


def _face_of(figure: Figure, shape: tuple[int, int]) -> Field | float:
    """Where the face is, 0..1, of an animal whose head is known: elsewhere what is dark are its stripes."""
    if "eyes" not in figure.anchors or not figure.head_width:
        return 1.0
    scale, (x, y) = shape[0] / figure.height, figure.anchors["eyes"]
    rows, columns = (np.arange(side, dtype=np.float32) / scale for side in shape)
    away = np.hypot(
        columns[None] + figure.left - x, rows[:, None] + figure.top - y - 0.15 * figure.head_width
    )
    return np.asarray(smoothstep(0.75, 0.5, away / figure.head_width), np.float32)


def _furred(rgba: Field, coat: Field, long: float, face: Field | float) -> Field:
    """Hair over the coat: colours run into each other along it, and it frays the outline."""
    pad = round(0.5 * long) + 2
    face = np.pad(face, pad) if isinstance(face, np.ndarray) else face
    wide, coat = np.pad(rgba, ((pad, pad), (pad, pad), (0, 0))), np.pad(coat, pad)
    shape, rng = wide.shape[:2], np.random.default_rng([*rgba.shape[:2], 17])
    lie_x, lie_y = lie_of_hair(wide[..., 3], 1.6 * long)
    swirl = (coarse_noise(shape, (4.5 * long, 4.5 * long), rng, 2) - 0.5) * 2.8
    cos, sin = np.cos(swirl), np.sin(swirl)
    lie = (lie_x * cos - lie_y * sin, lie_x * sin + lie_y * cos)
    eyes = find_eyes(wide)
    bare = np.maximum(_details(wide) * face, around_eyes(shape, eyes))
    share = smoothstep(0.3, 0.7, blur(coat, 0.15 * long)) * (1 - bare)
    colors = np.concatenate([wide[..., :3] * wide[..., 3:], wide[..., 3:]], -1)
    grain = rng.standard_normal((*shape, 2), dtype=np.float32)
    step = 0.62 * long / _steps(0.62 * long)  # grain finer than a step would show as beads
    grain[..., 0] = blur(grain[..., 0], max(1.0, 0.05 * long, 0.6 * step))
    grain[..., 1] = blur(grain[..., 1], max(0.5, 0.5 * step))
    smeared, streaks = _combed(colors, grain, lie, 0.62 * long)
    under, guard = (_evened(streaks[..., channel]) for channel in range(2))
    alpha = smoothstep(0.3, 0.62, smeared[..., 3] + 0.2 * guard * smoothstep(0.02, 0.4, smeared[..., 3]))
    color = smeared[..., :3] / np.maximum(smeared[..., 3:], 1e-3)
    tone = luminance(color)
    strength = _GUARD * np.clip(1.25 - tone, 0.45, 1)
    lit = 1 + strength * (0.65 * guard + 0.6 * under)
    hairy = clamp(color * lit[..., None] + (0.05 * np.maximum(guard, 0))[..., None])
    result = np.empty_like(wide)
    beyond = smoothstep(0.98, 0.6, wide[..., 3])  # where nothing was, there is no colour but the hairs'
    result[..., :3] = mix(wide[..., :3], hairy, np.maximum(share, beyond)[..., None])
    result[..., 3] = mix(
        wide[..., 3], alpha, np.maximum(share, smoothstep(0.15, 0.5, blur(coat, 0.3 * long)))
    )
    paint_eyes(result, eyes)
    return clamp(result)


def _steps(reach: float) -> int:
    return int(np.clip(reach / _STEP, 4, _MOST_STEPS))


def _combed(colors: Field, grain: Field, lie: tuple[Field, Field], reach: float) -> tuple[Field, Field]:
    """The means of two fields along the curved lie of the hair, so far both ways."""
    field = np.stack(lie, -1).astype(np.float32)
    xs, ys = np.meshgrid(
        np.arange(colors.shape[1], dtype=np.float32), np.arange(colors.shape[0], dtype=np.float32)
    )
    total, streaks, steps = colors.copy(), grain.copy(), _steps(reach)
    for way in (-1.0, 1.0):
        at_x, at_y = xs.copy(), ys.copy()
        for _ in range(steps):
            here = remap(field, at_x, at_y)
            at_x += here[..., 0] * np.float32(way * reach / steps)
            at_y += here[..., 1] * np.float32(way * reach / steps)
            total += remap(colors, at_x, at_y)
            streaks += remap(grain, at_x, at_y)
    return total / np.float32(2 * steps + 1), streaks


def _evened(streaks: Field) -> Field:
    return np.asarray(np.clip(streaks / (1.8 * max(float(streaks.std()), 1e-5)), -1.3, 1.3), np.float32)


def _with_surface(rgba: Field, rough: float) -> Field:
    """The unevenness of what is baked, grown, woven or worn, lit from above."""
    height, shape = rgba.shape[0], rgba.shape[:2]
    rng = np.random.default_rng([*shape, 19])
    fine = noise(shape, (max(2.0, 0.012 * height),) * 2, rng, 2) - 0.5
    coarse = coarse_noise(shape, (0.09 * height, 0.07 * height), rng, 3) - 0.5
    slope = gradient(blur(fine, 0.6))[1]
    bumps = slope / max(3 * float(slope.std()), 1e-5)
    spared = 1 - 0.8 * _details(rgba)
    color = rgba[..., :3]
    full = (brightest(color) - color.min(-1)) / np.maximum(brightest(color), 0.1)
    rough_here = np.minimum(rough, _PORES * 0.5) + max(rough - _PORES * 0.5, 0) * smoothstep(0.15, 0.4, full)
    lit = 1 + rough_here * (0.6 * np.clip(bumps, -1.5, 1.5) + 0.8 * coarse) * spared
    result = rgba.copy()
    result[..., :3] = clamp(rgba[..., :3] * lit[..., None])
    return result

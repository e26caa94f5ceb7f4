"""Posters and book covers: art of the setting in few tones, a frame, and the quoted text large."""

from dataclasses import replace

import numpy as np

from cavendish_illustrator.design_parts.design_registry import Design
from cavendish_illustrator.design_parts.poster_art import paint_motifs
from cavendish_illustrator.design_parts.sale_burst import paint_burst
from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import Field, clamp, from_hsv, hsv, luminance, mix, rgb, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.painting.shape_styles import FINISHED
from cavendish_illustrator.painting.style_registry import apply_style
from cavendish_illustrator.picture_spec import Kind, PictureSpec, RelationKind, Style, TimeOfDay
from cavendish_illustrator.scenery.skies import fill_gradient
from cavendish_illustrator.settings.landmarks import landmark_names
from cavendish_illustrator.staging.graphic_landscape import draw_graphic_landscape, is_graphic_landscape
from cavendish_illustrator.staging.scene_drawing import Drawing, paint_scene
from cavendish_illustrator.staging.text_zones import texts_by_place
from cavendish_illustrator.typesetting.lettering import TextBox, text_mask
from cavendish_illustrator.understanding.design_words.topical import EVENTS
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_grown

_SKIES = (
    ("#12284b", "#3c5a86", "#e88b6a", "#ffd08a", "#ffe7bd"),
    ("#0f3d4a", "#2f7f86", "#8fd0b0", "#f4e6a8", "#fdf4d0"),
    ("#2a1648", "#6a2f7f", "#d9557a", "#ff9a6a", "#ffd9a0"),
    ("#123a2f", "#3f7f5a", "#a8c46a", "#f0d880", "#fff0c0"),
)
_RIDGES = (
    ("#c98a86", "#a0647c", "#6d4a72", "#43375f", "#231f42", "#120f28"),
    ("#a8cdb4", "#6fa79a", "#45807f", "#2a5c66", "#163d4b", "#0a2430"),
    ("#e08a8a", "#b85f86", "#86407a", "#5a2c66", "#351a4a", "#1c0d2c"),
    ("#b5c48a", "#86a56a", "#5a8250", "#39603f", "#1f402c", "#10261a"),
)
_INSIDE, _LIGHT = 0.5, 0.6
_DARK_LETTERS = "#2c2230"
_LARGEST_M = 1.4
"""Things up to this height are shown as graphic art on a poster; a house or a ship has its place."""
_LONGEST_REDUCTION = 14
_WHOLE, _HIGH = 0.82, 0.4
"""How much of the width words may take, and above which row those in a column move down."""
_OF_MOTIFS = FINISHED | {None, Style.VINTAGE_PRINT, Style.FLAT}
"""Styles that go over things before graphic art."""
_CRATES = frozenset({"wooden-crate", "basket", "cardboard-box"})
_MORE_SKY = 0.24
"""Sky added above a famous place, in parts of the height."""
_MOUNTAIN_NAMES = frozenset({"mountains", "snowy_mountains", "valley", "alps"})


def _ridge_art(size: tuple[int, int], seed: int) -> Canvas:
    """Six flat ridges before a great pale sun."""
    canvas = Canvas(size, TimeOfDay.SUNSET, seed)
    rng, height, width = canvas.rng, canvas.height, canvas.width
    look = seed % len(_SKIES)
    fill_gradient(canvas, tuple(zip((0.0, 0.3, 0.5, 0.62, 1.0), _SKIES[look], strict=True)))
    x, y = width * float(rng.uniform(0.38, 0.62)), height * float(rng.uniform(0.46, 0.54))
    radius = min(width, height) * float(rng.uniform(0.2, 0.28))
    distance = np.hypot(canvas.xs - x, canvas.ys - y)
    canvas.blend("#fff2cf", smoothstep(radius + 1, radius - 1, distance) * 0.96)
    canvas.img += (np.exp(-np.maximum(distance - radius, 0) / (radius * 0.7)) * 0.18)[..., None] * rgb(
        "#ffd9a0"
    )
    tones = _RIDGES[look]
    for k, tone in enumerate(tones):
        base, rise = height * (0.60 + 0.075 * k), height * (0.20 - 0.018 * k)
        shape = canvas.outline(420 - 30 * k, 6, is_ridged=True)
        top = base - rise * (shape - shape.min()) / np.ptp(shape)
        depth = canvas.ys - top[None]
        mist = smoothstep(0, rise * 1.6, depth)[..., None] * 0.55
        canvas.blend(mix(tone, tones[max(0, k - 1)], mist), smoothstep(-0.8, 0.8, depth))
    return canvas


def _few_tones(image: Field, focus: Field) -> Field:
    """Quantise brightness softly, so that a painting becomes a print; subjects keep their detail."""
    soft = blur(image, 2.0)
    value = luminance(soft)
    steps = np.floor(value * 8 + 0.5) / 8
    printed = clamp(soft * (steps / np.maximum(value, 0.02))[..., None])
    return mix(mix(image, printed, 0.75), image, (focus * 0.8)[..., None])


def _draw_texts(image: Field, spec: PictureSpec, font_name: str, *, is_on_light: bool) -> None:
    """Write the first text as the title and the others small, each where it was asked for.

    Flat light ground has dark letters; a painting has light ones with a shadow.
    """
    height, width = image.shape[:2]
    unit = (height * width) ** 0.5 / 1024
    is_shouted = font_name == "bebas-neue"
    across, share = _column(spec)
    for text, place, is_title in _lines(spec):
        row, most = _text_row(place, is_title=is_title, is_wide=width > height)
        row += 0.2 if share < _WHOLE and row < _HIGH else 0.0
        box = TextBox(
            center=(width * across, height * row),
            width=width * share * (1.0 if is_title else 0.97),
            height=height * most,
        )
        words = text.upper() if is_shouted and is_title else text
        mask = text_mask((width, height), words, font_name, box)
        if is_on_light and float(luminance(image[mask > _INSIDE]).mean()) > _LIGHT:
            image[:] = mix(image, rgb(_DARK_LETTERS), mask[..., None])
            continue
        shadow = np.roll(blur(mask, 5 * unit), round(5 * unit), 0)
        image[:] = mix(image, rgb("#080d1f"), np.clip(shadow * 0.75, 0, 1)[..., None])
        image[:] = mix(image, rgb("#fff4dc"), mask[..., None])


def _column(spec: PictureSpec) -> tuple[float, float]:
    """Where the middle of the words is across, and how wide they may be: in the side that is kept free."""
    match spec.room:
        case "left":
            return 0.245, 0.38
        case "right":
            return 0.755, 0.38
        case _:
            return 0.5, _WHOLE


def _lines(spec: PictureSpec) -> list[tuple[str, str, bool]]:
    """Each line with its place and whether it is the title: the first text, and alone at its place."""
    title = spec.lettering[0] if spec.lettering else ""
    lines = []
    for place, texts in texts_by_place(spec).items():
        rest = [text for text in texts if text != title]
        if title and title in texts:
            lines.append((title, place, True))
        if rest:
            lines.append((" · ".join(rest), f"{place}_below" if title and title in texts else place, False))
    return lines


def _text_row(place: str, *, is_title: bool, is_wide: bool) -> tuple[float, float]:
    """Where the middle of a line is and how tall it may be, in parts of the height."""
    match place:
        case "top":
            return (0.2, 0.28 if is_wide else 0.24) if is_title else (0.1, 0.07)
        case "top_below":
            return 0.345, 0.05
        case "middle":
            return (0.5, 0.24) if is_title else (0.5, 0.07)
        case "middle_below":
            return 0.65, 0.05
        case "bottom":
            return (0.85, 0.17) if is_title else (0.905, 0.06)
        case _:
            return 0.94, 0.04


def _shade_title_area(image: Field) -> None:
    """Darken and tint the top so that a light title reads."""
    height = image.shape[0]
    fade = smoothstep(0.5, 0.05, np.linspace(0, 1, height, dtype=np.float32))[:, None, None] * 0.55
    tone = image[: height // 3].mean((0, 1))
    hue, saturation, _ = hsv(tone)
    image[:] = mix(image, from_hsv(hue, min(0.7, saturation + 0.25), 0.2), fade)


def _frame(image: Field) -> None:
    height, width = image.shape[:2]
    inset, line = int(0.035 * min(height, width)), max(2, int(0.003 * (height + width) / 2))
    paper = rgb("#fff4dc")
    for rows, columns in (
        (slice(inset, inset + line), slice(inset, width - inset)),
        (slice(height - inset - line, height - inset), slice(inset, width - inset)),
        (slice(inset, height - inset), slice(inset, inset + line)),
        (slice(inset, height - inset), slice(width - inset - line, width - inset)),
    ):
        image[rows, columns] = mix(image[rows, columns], paper, 0.8)


def _is_shown_large(concept: str) -> bool:
    return not is_animate(concept) and real_height(concept) <= _LARGEST_M


def _are_many_things(spec: PictureSpec) -> bool:
    """Whether several things stand side by side, a carousel and balloons, and nobody among them."""
    return len(spec.subjects) > 1 and not any(is_animate(one.concept) for one in spec.subjects)


def _with_things_as_motifs(spec: PictureSpec) -> PictureSpec:
    """A saxophone with no place named stands large before graphic art instead of in a garden."""
    is_event = bool(spec.topic and spec.motifs) and not EVENTS.isdisjoint(spec.settings[:1])
    spec = _with_harvest_in_baskets(spec) if is_event else spec
    places = set() if is_event else set(spec.settings) - {"plain", "studio"}
    is_evening = bool(spec.time_of_day and not spec.topic)  # a jazz evening has no sky
    has_place = bool(places or spec.relations or spec.weather or is_evening)
    if spec.free_side and spec.subjects and not spec.relations and _may_stand_aside(spec):
        things = tuple(dict.fromkeys(subject.concept for subject in spec.subjects))
        return replace(spec, subjects=(), motifs=things, room=spec.free_side)
    is_plain = all(_is_shown_large(s.concept) for s in spec.subjects) or _are_many_things(spec)
    if has_place or not spec.subjects or not is_plain or spec.style not in _OF_MOTIFS:
        return spec
    named = tuple(dict.fromkeys(subject.concept for subject in spec.subjects))
    return replace(spec, subjects=(), motifs=named)


def _with_harvest_in_baskets(spec: PictureSpec) -> PictureSpec:
    """Vegetables in crates are a basket of them, for a crate stands empty where it is a motif."""
    for one in spec.relations:
        grown, crate = spec.subjects[one.subject], spec.subjects[one.target]
        if one.kind is RelationKind.INSIDE and crate.concept in _CRATES and is_grown(grown.concept):
            basket = replace(grown, concept="vegetable-basket", count=1)
            kept = tuple(thing for thing in spec.subjects if thing not in (grown, crate))
            return replace(spec, subjects=(basket, *kept), relations=())
    return spec


def _may_stand_aside(spec: PictureSpec) -> bool:
    """Whether a plain ground suits the things beside the side that is kept free."""
    return spec.kind is Kind.POSTER and spec.style in FINISHED | {None, Style.FLAT, Style.VINTAGE_PRINT}


def _scene_below_title(spec: PictureSpec, size: tuple[int, int], seed: int) -> tuple[Canvas, Drawing]:
    """The scene; that of a famous place is painted lower, so that no title hides its tower."""
    has_title = bool(spec.lettering) and bool(texts_by_place(spec)["top"])
    if not has_title or spec.subjects or not (landmark_names() & set(spec.settings)):
        return paint_scene(spec, size, seed, has_vignette=False)
    width, height = size
    added = round(height * _MORE_SKY)
    canvas, drawing = paint_scene(spec, (width, height - added), seed, has_vignette=False)
    edge = blur(canvas.img[:2], width * 0.1)[:1]
    sky = np.repeat(edge, added, 0)
    canvas.img = np.concatenate([sky, canvas.img])
    canvas.focus = np.concatenate([np.zeros((added, width), np.float32), canvas.focus])
    canvas.height = height
    return canvas, drawing


def _is_graphic(spec: PictureSpec) -> bool:
    """Whether the poster's place is drawn in few flat shapes, as travel posters are."""
    is_free = spec.style in FINISHED | {None, Style.FLAT, Style.VINTAGE_PRINT} and spec.kind is Kind.POSTER
    return is_free and spec.weather is None and is_graphic_landscape(replace(spec, style=Style.FLAT))


def _art(spec: PictureSpec, size: tuple[int, int], seed: int) -> tuple[Canvas, Drawing]:
    """What the poster shows: its topic's things, few flat shapes, ridges, or the scene in few tones."""
    if _is_graphic(spec):
        canvas = Canvas(size, TimeOfDay.DAY, seed)
        has_title = bool(spec.lettering) and bool(texts_by_place(spec)["top"])
        flat = spec if spec.style in FINISHED else replace(spec, style=Style.FLAT)
        land = draw_graphic_landscape(flat, size, seed, has_title=has_title)
        canvas.img[:], canvas.focus[:] = land.image, land.cover
        return canvas, Drawing(image=canvas.img, placed=land.names, missing=land.missing)
    if _is_placeless(spec):
        canvas = _ridge_art(size, seed)
        return canvas, Drawing(image=clamp(canvas.img), time_of_day=canvas.light.time.value)
    canvas, drawing = _scene_below_title(spec, size, seed)
    drawing.image = _few_tones(clamp(canvas.img), canvas.focus)
    return canvas, drawing


def _is_reduction(line: str) -> bool:
    """Whether it is short and says how much cheaper something is."""
    return "%" in line and len(line) <= _LONGEST_REDUCTION


def _without_text(spec: PictureSpec, text: str) -> PictureSpec:
    kept = [k for k, one in enumerate(spec.texts) if one != text]
    places = (*spec.text_places, *[""] * len(spec.texts))
    return replace(
        spec,
        texts=tuple(spec.texts[k] for k in kept),
        text_places=tuple(places[k] for k in kept),
    )


def _is_placeless(spec: PictureSpec) -> bool:
    """Whether nothing is named but mountains, or nothing at all."""
    is_bare = not spec.subjects and not spec.motifs and spec.kind is Kind.POSTER
    return is_bare and (not spec.settings or spec.settings[0] in _MOUNTAIN_NAMES)


def draw_poster(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Draw a poster or a cover; quoted text becomes its title."""
    named = {one.concept: replace(one, pose=None) for one in spec.subjects}
    spec = _with_things_as_motifs(spec)
    reduction = next((line for line in (*spec.lines, *spec.texts[1:]) if _is_reduction(line)), "")
    if reduction:  # the star takes the place of the last thing
        kept = tuple(line for line in spec.lines if line != reduction)
        spec = replace(_without_text(spec, reduction), lines=kept, motifs=spec.motifs[: max(2, len(named))])
    is_topical = not spec.subjects and bool(spec.motifs)
    is_flat = is_topical or _is_graphic(spec)
    canvas, drawing = paint_motifs(spec, size, seed, named) if is_topical else _art(spec, size, seed)
    is_drawn_so = spec.style is Style.FLAT and _is_graphic(spec)
    if spec.style is not None and spec.style is not Style.PHOTO and not is_drawn_so:
        drawing.image = apply_style(spec.style, drawing.image, canvas.focus, seed)
    image = np.asarray(drawing.image, np.float32).copy()
    if spec.lettering or spec.lines:
        if not (is_flat or _is_placeless(spec)) and texts_by_place(spec)["top"]:
            _shade_title_area(image)
        font = "playfair-display-bold" if spec.kind is Kind.BOOK_COVER else "bebas-neue"
        _draw_texts(image, spec, font, is_on_light=is_flat)
    if spec.kind is Kind.BOOK_COVER:
        _spine(image)
    _frame(image)
    if reduction:
        place = (size[0] * 0.81, size[1] * 0.5)
        paint_burst(image, reduction.upper(), place, min(size) * 0.155, ("#d8362f", "#fff7e6"))
    drawing.image = clamp(image)
    return drawing


def _spine(image: Field) -> None:
    """Shade the hinge of a bound book along the left edge."""
    width = image.shape[1]
    x = np.linspace(0, 1, width, dtype=np.float32)
    hinge = np.exp(-(((x - 0.035) / 0.008) ** 2)) * 0.35 + smoothstep(0.03, 0.0, x) * 0.25
    image *= (1 - hinge)[None, :, None]


DESIGN = Design(kinds=(Kind.POSTER, Kind.BOOK_COVER), draw=draw_poster)

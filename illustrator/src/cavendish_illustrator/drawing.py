"""From a prompt to a picture."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from PIL import Image

from cavendish_illustrator.company.setting_choice import belongs_on_table
from cavendish_illustrator.company.table_rooms import in_fitting_place
from cavendish_illustrator.design_parts.design_registry import designs
from cavendish_illustrator.design_parts.edge_line import paint_edge
from cavendish_illustrator.design_parts.panel_sheet import draw_panels
from cavendish_illustrator.design_parts.printed_goods import takes_print
from cavendish_illustrator.design_parts.spot_illustration import (
    draw_spot_illustration,
    is_cry,
    is_spot_illustration,
)
from cavendish_illustrator.designs.cutout import draw_cutout
from cavendish_illustrator.designs.still_life import is_still_life
from cavendish_illustrator.edit import edit_photographs
from cavendish_illustrator.figures.drawings.lettered_things import has_lettered_thing
from cavendish_illustrator.painting.color import Field, clamp, luminance
from cavendish_illustrator.painting.few_colors import in_few_colors
from cavendish_illustrator.painting.freed_memory import give_back
from cavendish_illustrator.picture import Picture
from cavendish_illustrator.picture_spec import Kind, PictureSpec, Style
from cavendish_illustrator.report import Report
from cavendish_illustrator.scenery.setting_registry import chosen_setting
from cavendish_illustrator.staging.folk_paper_cut import draw_folk_cut
from cavendish_illustrator.staging.scene_drawing import Drawing, draw_scene
from cavendish_illustrator.staging.text_zones import texts_by_place
from cavendish_illustrator.typesetting.lettering import draw_caption
from cavendish_illustrator.understanding import parse_edit, parse_prompt
from cavendish_illustrator.understanding.instructions.edit_instruction import Restyle

_BLACK_AND_WHITE = frozenset({"#222428", "#f2f2f0"})
"""The palette of `a black and white photo`, which has every grey between them."""
_GREY_TOO = frozenset({Kind.SCENE, Kind.PORTRAIT, Kind.STICKER, Kind.CARD, Kind.PATTERN})
"""Pieces that lose their colours when black and white are asked for; the others print with two inks."""
_DARK_MEDIAN, _LIFT, _FAINT = 0.3, 0.72, 0.8
SMALLEST_SIDE, LARGEST_SIDE = 64, 4096
_LARGEST_SEED = 2**63 - 1


def _checked_size(size: tuple[int, int]) -> tuple[int, int]:
    width, height = size
    for side in (width, height):
        if not SMALLEST_SIDE <= side <= LARGEST_SIDE:
            raise ValueError(f"A side must be {SMALLEST_SIDE} to {LARGEST_SIDE} pixels, not {side}")
    return int(width), int(height)


def _checked_seed(seed: int) -> int:
    if not 0 <= seed <= _LARGEST_SEED:
        raise ValueError(f"A seed must be 0 to {_LARGEST_SEED}, not {seed}")
    return int(seed)


def _is_laid_out(spec: PictureSpec) -> bool:
    """Whether things on a table are seen from straight above, as nothing in a scene can be."""
    return (
        spec.kind is Kind.SCENE
        and spec.framing == "top"
        and bool(spec.subjects)
        and set(spec.settings) <= {"table_top"}
        and all(belongs_on_table(subject.concept) for subject in spec.subjects)
    )


def _kind(spec: PictureSpec) -> Kind:
    """Which design draws a scene of things alone on a table, else the kind that was asked for."""
    if _is_laid_out(spec):
        return Kind.FLAT_LAY
    return Kind.STILL_LIFE if is_still_life(spec) else spec.kind


def _draw(spec: PictureSpec, size: tuple[int, int], seed: int) -> tuple[Drawing, bool]:
    """Return the drawing and whether its texts are already on it."""
    if spec.panels:
        return draw_panels(spec, size, seed, _draw_lettered), True
    design = designs().get(_kind(spec))
    if design is not None:
        is_printed = spec.kind is Kind.PRODUCT_SHOT and takes_print(spec)
        return design.draw(spec, size, seed), design.draws_text or is_printed
    if spec.style is Style.FOLK_CUT and spec.kind in (Kind.SCENE, Kind.PORTRAIT):
        return draw_folk_cut(spec, size, seed), False
    if spec.is_transparent and spec.subjects:
        return draw_cutout(spec, size, seed), False
    if is_spot_illustration(spec) and not has_lettered_thing(spec):
        is_written = spec.style is Style.COMIC and is_cry(spec)
        return draw_spot_illustration(spec, size, seed), is_written
    return draw_scene(spec, size, seed), has_lettered_thing(spec)


def draw_spec(spec: PictureSpec, *, size: tuple[int, int] = (1024, 1024), seed: int = 0) -> Picture:
    """Draw what a spec asks for. The same spec, size and seed give the same pixels."""
    size, seed = _checked_size(size), _checked_seed(seed)
    spec = in_fitting_place(spec)
    drawing = _draw_lettered(spec, size, seed)
    return _picture(drawing, _report(spec, drawing, seed))


def _draw_lettered(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """The drawing in its colours with its texts on it."""
    drawing, has_text = _draw(spec, size, seed)
    if spec.kind in _GREY_TOO and frozenset(spec.palette) == _BLACK_AND_WHITE:
        drawing.image[..., :3] = _greys(luminance(drawing.image))[..., None]
    elif spec.is_palette_strict and spec.kind is not Kind.LOGO:
        drawing.image = in_few_colors(drawing.image, spec.palette)
    if spec.texts and not has_text and "text" not in spec.excluded:
        for place, texts in texts_by_place(spec).items():
            drawing.image = draw_caption(drawing.image, tuple(texts), place=place)
    if spec.edge is not None:
        drawing.image = paint_edge(drawing.image, spec.edge)
    return drawing


def _greys(tones: Field) -> Field:
    """The greys of a black-and-white photograph: a dark or a faint scene is spread until it is seen."""
    low, high = (float(v) for v in np.percentile(tones, (0.5, 99.5)))
    if float(np.median(tones)) <= _DARK_MEDIAN:
        return np.asarray(clamp((tones - low) / max(high - low, 0.2)) ** _LIFT, np.float32)
    if high - low >= _FAINT:
        return tones
    return np.asarray(clamp(0.08 + 0.84 * (tones - low) / max(high - low, 0.2)), np.float32)


def edit(
    prompt: str, references: Sequence[Image.Image], size: tuple[int, int], seed: int, style: Style | None
) -> Picture:
    """Change photographs as the prompt asks; the style, if given, is applied last."""
    size, seed = _checked_size(size), _checked_seed(seed)
    instruction = parse_edit(prompt)
    if style is not None:
        instruction = replace(instruction, operations=(*instruction.operations, Restyle(style=style)))
    edited = edit_photographs(instruction, references, size, seed)
    report = Report(
        prompt=prompt,
        kind="edit",
        style=style.value if style is not None else "",
        setting="",
        time_of_day="",
        understood=[type(operation).__name__ for operation in instruction.operations],
        not_understood=list(instruction.not_understood),
        notes=list(edited.notes),
    )
    return _picture(Drawing(image=edited.image), report)


def _picture(drawing: Drawing, report: Report) -> Picture:
    pixels = np.round(clamp(drawing.image) * 255).astype(np.uint8)
    return Picture(Image.fromarray(np.ascontiguousarray(pixels)), report)


def _report(spec: PictureSpec, drawing: Drawing, seed: int) -> Report:
    return Report(
        prompt=spec.prompt,
        kind=spec.kind.value,
        style=(spec.style or Style.PAINTERLY).value,
        setting=chosen_setting(spec, seed)
        if spec.kind in (Kind.SCENE, Kind.PORTRAIT, Kind.POSTER, Kind.BOOK_COVER)
        else "",
        time_of_day=drawing.time_of_day,
        understood=[f"{s.count} × {s.concept} ({s.word})" for s in spec.subjects]
        + [f"place: {n}" for n in spec.settings[:1]],
        placed=drawing.placed,
        not_understood=[*spec.not_understood, *drawing.missing],
        notes=drawing.notes,
    )


def draw(
    prompt: str,
    references: Sequence[Image.Image] = (),
    size: tuple[int, int] = (1024, 1024),
    seed: int = 0,
    style: Style | str | None = None,
) -> Picture:
    """Draw a picture from words, or edit photographs by them.

    The same arguments give the same pixels; another seed gives another picture. Any prompt gives a picture;
    ValueError names a size, seed or style out of range.
    """
    wanted = None if style is None else Style(style)
    if references:
        picture = edit(prompt, references, size, seed, wanted)
    else:
        spec = parse_prompt(prompt)
        picture = draw_spec(spec if wanted is None else replace(spec, style=wanted), size=size, seed=seed)
    give_back()
    return picture

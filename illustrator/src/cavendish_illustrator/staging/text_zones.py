"""Which text goes where on a picture, and how much of the picture figures leave free for it."""

from cavendish_illustrator.figures.drawings.lettered_things import has_lettered_thing
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.picture_spec import Kind, PictureSpec

_TITLE_SHARE, _LINE_SHARE = 0.3, 0.19
"""How much of the height a poster's title and a line of text take at the top."""
_POSTER_FOOT, _FOOT = 0.13, 0.2
"""How much of it a small and a large line take at the foot."""
_POSTERS = frozenset({Kind.POSTER, Kind.BOOK_COVER})
_LETTERED = frozenset({Kind.SCENE, Kind.PORTRAIT}) | _POSTERS


def texts_by_place(spec: PictureSpec) -> dict[str, list[str]]:
    """Every text under `top`, `middle` or `bottom`: where it was asked for, else the first at the top.

    Dates and hours stand at the foot.
    """
    found: dict[str, list[str]] = {"top": [], "middle": [], "bottom": []}
    for number, text in enumerate(spec.lettering):
        place = spec.text_places[number] if number < len(spec.text_places) else ""
        is_first = not any(found.values())
        found[place or ("top" if is_first else "bottom")].append(text)
    found["bottom"] += [] if "text" in spec.excluded else spec.lines
    return found


def keep_clear(canvas: Canvas, spec: PictureSpec) -> None:
    """Let figures stand above the text at the foot and reach no higher than the text at the top."""
    is_unlettered = (
        not (spec.lettering or spec.lines) or spec.kind not in _LETTERED or has_lettered_thing(spec)
    )
    if "text" in spec.excluded or is_unlettered:
        return
    places = texts_by_place(spec)
    stage, height = canvas.stage, canvas.height
    if places["bottom"]:
        is_line = spec.kind in _POSTERS and spec.lettering[:1] != tuple(places["bottom"][:1])
        share = _POSTER_FOOT if is_line else _FOOT
        lift = max(0.0, stage.near_y - height * (1 - share))
        stage.near_y -= lift
        stage.far_y = min(stage.far_y, stage.near_y - height * 0.02) - lift * 0.3
    if places["top"]:
        is_poster = spec.kind in _POSTERS
        share = _TITLE_SHARE if is_poster else _LINE_SHARE
        stage.hero_height = min(stage.hero_height, stage.near_y - height * share)
        stage.sky_y = max(stage.sky_y, height * (share + 0.12))
        stage.clear_top = height * share

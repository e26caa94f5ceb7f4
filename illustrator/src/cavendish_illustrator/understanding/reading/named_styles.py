"""The look a prompt names: which of several words tells it, and things that are only what it is made with."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import Style
from cavendish_illustrator.vocabulary.concept_classes import is_animate
from cavendish_illustrator.vocabulary.lexicon import Match
from cavendish_illustrator.vocabulary.phrase_matcher import Reading

_MEDIA: Final = frozenset(
    {Style.OIL, Style.PAINTERLY, Style.WATERCOLOUR, Style.PENCIL, Style.CRAYON, Style.GOUACHE}
)
"""What many schools and painters worked in: `an oil painting in the style of Rembrandt`."""
_WEAKER: Final = (
    frozenset({Style.PASTEL}),
    frozenset({Style.LINE_ART}),
    frozenset({Style.FLAT, Style.VINTAGE_PRINT}),
    frozenset({Style.CINEMATIC}),
    frozenset({Style.PHOTO}),
)
"""What says something of any medium, the stronger first: outlines, `minimalist`, `retro`, `cinematic`."""
_OF_ANY_TIME: Final = frozenset(
    {Style.PHOTO, Style.FLAT, Style.VINTAGE_PRINT, Style.PASTEL, Style.MID_CENTURY, Style.ART_DECO}
)
"""What says of a photograph when or of what its things are: `1950s`, `vintage`, `pastel`."""
_WOOL: Final = frozenset({"yarn", "sea", "beach", "power-line"})
_DRAWN_WITH: Final = frozenset({"pencil", "crayon", "fountain-pen"})
_MADE_WITH: Final = {
    Style.BRICKS: frozenset({"toy-blocks", "brick"}),
    Style.FELT: _WOOL,
    Style.KNITTED: _WOOL,
    Style.ANIME: frozenset({"studio", "plain"}),
    Style.RENDER_3D: frozenset({"studio", "plain"}),
    Style.CHALK: frozenset({"classroom", "room", "crayon", "blackboard"}),
    Style.PENCIL: _DRAWN_WITH,
    Style.CRAYON: _DRAWN_WITH,
    Style.PASTEL: _DRAWN_WITH,
    Style.LINE_ART: _DRAWN_WITH,
    Style.GRAFFITI: frozenset({"house_wall", "brick"}),
    Style.POLAROID: frozenset({"polaroid-photo", "camera"}),
    Style.COMIC: frozenset({"fishing-net", "vineyard"}),
    Style.FLAT: frozenset({"fork-and-knife-with-plate"}),
}
"""Things and places that tell no more than the style beside them: `crayons`, `a blackboard`."""
_ALWAYS: Final = frozenset({"framed-picture"})
"""`like a painting by Picasso` has no picture in it."""
_ALONE: Final = {
    "toy-blocks": Style.BRICKS,
    "pencil": Style.PENCIL,
    "crayon": Style.PENCIL,
    "polaroid-photo": Style.POLAROID,
}
"""What says the style where it is all that a part of the prompt names: `a fox, coloured pencils`."""
_VIEWS: Final = {"polaroid-photo": Style.POLAROID, "toy-blocks": Style.BRICKS}
_PICTURES: Final = frozenset({"polaroid-photo"})
_OF: Final = frozenset({"of", "de", "d", "di", "von", "einer", "eines", "van", "do", "da", "del", "della"})
_INSTANT: Final = ("polaroid", "insta", "instax", "полароїд", "поляроїд")
"""What says how pictures are made whose things come behind it."""
_HANDLING: Final = frozenset({"add", "put", "remove", "replace", "write", "keep", "crop"})
"""Verbs of an edit that do something with things."""
_NEAR: Final = 3
_TELLING: Final = frozenset({"subject", "role", "setting", "pose", "style", "kind", "relation", "color"})


def _rank(style: Style) -> int:
    if style in _MEDIA:
        return 1
    return next((rank for rank, styles in enumerate(_WEAKER, 2) if style in styles), 0)


def meant_style(styles: Iterable[Style]) -> Style | None:
    """The first of those that tell most of the look; None if none was named.

    A `retro` or `minimalist` photograph is one all the same.
    """
    named = list(styles)
    if Style.PHOTO in named and _OF_ANY_TIME.issuperset(named):
        return Style.PHOTO
    return min(named, key=_rank, default=None)


def with_styles_told(reading: Reading, *, is_edit: bool = False) -> Reading:
    """The reading without the things that a style is made with, and with media for what stands alone."""
    is_restyle = is_edit and not any(m.topic == "edit" and m.value in _HANDLING for m in reading.matches)
    matches: list[Match] = []
    parts = [_with_views(part, reading) for part in _parts(reading)]
    for number, part in enumerate(parts):
        matches += (
            _without_tools(part) if _has_style(part) else _as_medium(part, is_later=number > 0 or is_restyle)
        )
    return replace(reading, matches=matches)


def _with_views(part: list[Match], reading: Reading) -> list[Match]:
    """The part with `a polaroid of two friends`, `old photo of a sailor` and `Lego castle` as looks."""
    at = next((at for at, match in enumerate(part) if match.topic in _TELLING), None)
    if at is None or part[at].topic != "subject" or part[at].value not in _VIEWS or at + 1 == len(part):
        return part
    first, after = part[at], part[at + 1]
    is_of = first.value in _PICTURES and reading.tokens[after.start].plain in _OF
    is_made = (
        first.value not in _PICTURES and first.language == "en" and after.topic in {"subject", "setting"}
    )
    if not is_of and not is_made:
        return part
    is_old = first.value in _PICTURES and not reading.tokens[first.start].plain.startswith(_INSTANT)
    style = Style.PHOTO if is_old else _VIEWS[first.value]
    return [*part[:at], replace(first, topic="style", value=style.value), *part[at + 1 :]]


def _parts(reading: Reading) -> list[list[Match]]:
    """The meanings between two breaks."""
    parts: list[list[Match]] = [[]]
    for match in reading.matches:
        if parts[-1] and reading.tokens[match.start].is_after_break:
            parts.append([])
        parts[-1].append(match)
    return parts


def _has_style(part: Sequence[Match]) -> bool:
    return any(match.topic == "style" for match in part)


def _without_tools(part: Sequence[Match]) -> list[Match]:
    styles = [match for match in part if match.topic == "style"]
    return [match for match in part if not any(_is_tool(match, style) for style in styles)]


def _is_tool(match: Match, style: Match) -> bool:
    """Whether it stands close to the style and is what that is made with or on."""
    if match.topic not in {"subject", "setting"} or is_animate(match.value):
        return False
    gap = max(match.start - style.end, style.start - match.end)
    return gap <= _NEAR and match.value in _MADE_WITH.get(Style(style.value), frozenset()) | _ALWAYS


def _as_medium(part: Sequence[Match], *, is_later: bool) -> list[Match]:
    """The part as a style where it names nothing but a medium after what the picture shows."""
    telling = [match for match in part if match.topic in _TELLING]
    if not is_later or len(telling) != 1 or telling[0].value not in _ALONE:
        return list(part)
    style = _ALONE[telling[0].value]
    return [replace(m, topic="style", value=style.value) if m is telling[0] else m for m in part]

"""Places, lights and weathers as the signs a logo or an app icon shows of them."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import Kind, PictureSpec, Subject
from cavendish_illustrator.understanding.design_words.mark_subjects import with_mark_subjects
from cavendish_illustrator.understanding.design_words.pattern_wishes import with_pattern_wishes
from cavendish_illustrator.understanding.design_words.tattoos import is_tattoo
from cavendish_illustrator.vocabulary.lexicon import read_topic
from cavendish_illustrator.vocabulary.tokens import fold, tokenise

_MARKS: Final = frozenset(
    {Kind.LOGO, Kind.ICON, Kind.STICKER, Kind.APP_SCREEN, Kind.LABEL, Kind.PACKAGING, Kind.PATTERN}
)
_ABSTRACT: Final = frozenset({"dreamscape", "abstract"})
"""Where a prompt says how a mark is to be, its clouds are none."""
_MOCKUP: Final = re.compile(r"mock ?-?up")
_MOST_SIGNS: Final = 2
_MOST_IN_PATTERN: Final = 4
_PLACES: Final = {
    "mountains": "mountain-peaks",
    "snowy_mountains": "mountain-peaks",
    "sea": "wave-sign",
    "storm_sea": "wave-sign",
    "beach": "palm-island",
    "island": "palm-island",
    "forest": "evergreen-tree",
    "camp_site": "campfire",
    "desert": "cactus",
    "windmill_field": "windmill",
    "space": "planet-sign",
    "cabin": "cottage",
    "barn": "barn",
    "pyramids": "pyramid",
    "lighthouse": "lighthouse",
    "lavender_field": "lavender-sprig",
    "skyline": "skyscraper",
    "clouds": "cloud-sign",
    "bridge": "bridge_golden_gate",
    "church": "church_drawn",
    "castle": "castle",
    "castle_island": "castle",
    "palace": "castle",
    "volcano": "volcano",
    "farm": "barn",
    "village": "cottage",
    "vineyard": "grapes",
    "harbour": "anchor",
    "river": "wave-sign",
    "lake": "wave-sign",
    "tropical_island": "palm-island",
    "golden_gate": "bridge_golden_gate",
    "eiffel_tower": "tokyo-tower",
    "paris": "tokyo-tower",
    "statue_of_liberty": "statue-of-liberty",
    "mount_fuji": "mount-fuji",
    "easter_island": "moai",
    "mosque": "mosque",
    "temple": "pagoda",
    "japanese_garden": "pagoda",
    "athens": "classical-building",
    "rome": "classical-building",
    "amusement_park": "ferris-wheel",
    "circus": "circus-tent",
    "factory": "factory",
    "football_stadium": "stadium",
}
_SIGN_COLORS: Final = {"tokyo-tower": "#6f6253"}
"""Signs that show another thing of their form by its colour."""
_INSTEAD: Final = frozenset({"volcano", "pagoda", "mount-fuji", "castle"})
"""Beside these there is no mountain of its own."""


def with_signs(spec: PictureSpec) -> PictureSpec:
    """Return a mark with the signs of what it names besides things: a mountain, the moon, a bolt.

    Its things are those of its trade, each once; a pattern has the colours and leaves it asks for.
    """
    return with_pattern_wishes(with_mark_subjects(_with_signs(with_mark_subjects(spec))))


def _with_signs(spec: PictureSpec) -> PictureSpec:
    if spec.kind not in _MARKS and not is_tattoo(spec) and not _MOCKUP.search(fold(spec.prompt)):
        return spec
    shown = " ".join(subject.concept for subject in spec.subjects)
    fresh = [sign for sign in dict.fromkeys(_signs(spec)) if sign.partition("-")[0] not in shown]
    if "kawaii" in {token.plain for token in tokenise(spec.prompt)}:
        faced = (replace(s, mood=s.mood or "happy") for s in spec.subjects)
        spec = replace(spec, subjects=tuple(faced))
    most = _MOST_IN_PATTERN if spec.kind is Kind.PATTERN else _MOST_SIGNS
    room = max(0, most - len(spec.subjects))
    more = tuple(Subject(concept=sign, word=sign, color=_SIGN_COLORS.get(sign)) for sign in fresh[:room])
    return replace(spec, subjects=(*spec.subjects, *more))


def is_told_by_signs(spec: PictureSpec) -> bool:
    """Whether a mark without things names a place that has a sign."""
    return spec.kind in _MARKS and any(name in _PLACES for name in spec.settings)


def _signs(spec: PictureSpec) -> Iterable[str]:
    words = {token.plain for token in tokenise(spec.prompt)}
    rows = read_topic("emblem_words").items()
    yield from (sign for sign, names in rows if not words.isdisjoint(str(names).split()))
    is_for_use = spec.kind is Kind.ICON and bool(spec.subjects)  # `una mochila de montaña` has no mountain
    if not is_for_use and not _ABSTRACT.intersection(spec.settings):
        placed = [_PLACES[name] for name in spec.settings if name in _PLACES]
        is_mountain = not _INSTEAD.isdisjoint(placed[:1])
        yield from (sign for sign in placed if not (is_mountain and sign == "mountain-peaks"))

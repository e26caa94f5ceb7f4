"""Reads a prompt that asks for several pictures in one, each with what it shares with the others."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import Kind, PictureSpec, Season, Subject, TimeOfDay
from cavendish_illustrator.understanding.design_words.diagrams import season_names
from cavendish_illustrator.understanding.design_words.panel_cues import find_panel_cue
from cavendish_illustrator.understanding.design_words.panel_parts import PanelParts, cut_into_panels
from cavendish_illustrator.vocabulary.concept_classes import is_animate
from cavendish_illustrator.vocabulary.phrase_matcher import Reading
from cavendish_illustrator.vocabulary.tokens import fold

_MAY_BE_DIVIDED: Final = frozenset({Kind.SCENE, Kind.POSTER, Kind.PORTRAIT, Kind.INFOGRAPHIC})
_OUT_OF_DOORS: Final = ("park",)
_SPLASH: Final = 2
_OPEN_LAND: Final = ("hills", "meadow")
_FOLIAGE: Final = {
    Season.SPRING: "#f4a8c4",
    Season.SUMMER: "#3f9a3c",
    Season.AUTUMN: "#d9742a",
    Season.WINTER: "#e6edf4",
}
_LEAFY: Final = frozenset({"deciduous-tree", "cherry-blossom-tree"})
_TREE: Final = "deciduous-tree"
_PLAIN: Final = ("plain",)
_EXPLAINED: Final = (
    "diagram", "infograf", "infograph", "label", "beschrift", "schaubild", "lernplakat", "schemat", "plansz",
    "podpis", "edukac", "educati", "esquema", "schema", "etiquet", "didatt", "schoolplaat", "схем", "підпис",
    "popisk", "diagrama", "names", "schoolposter", "school poster", "worksheet",
)  # fmt: skip
"""Words of pieces for school, whose panels have names."""

Parse = Callable[[str], PictureSpec]


def divided(spec: PictureSpec, reading: Reading, source: str, parse: Parse) -> PictureSpec:
    """The picture with its panels, or as it was where the prompt asks for a single one."""
    if spec.kind not in _MAY_BE_DIVIDED:
        return spec
    cue = find_panel_cue(reading.tokens)
    if cue is None:
        return spec
    parts = cut_into_panels(reading, source, cue)
    panels = _listed(spec, parts, parse) if parts.is_list else _variants(spec, parts, parse)
    if spec.kind is Kind.INFOGRAPHIC:
        panels = [
            replace(panel, texts=(_label(text),)) for panel, text in zip(panels, parts.labels, strict=False)
        ] or panels
    if any(words in fold(spec.prompt) for words in _EXPLAINED) or spec.kind is Kind.INFOGRAPHIC:
        panels = _with_season_names(panels, spec.language)
    named = tuple(subject for panel in panels for subject in panel.subjects)
    recurring = tuple(dict.fromkeys(subject.concept for subject in named))
    panels = [replace(panel, recurring=recurring) for panel in panels]
    left_out = tuple(dict.fromkeys(word for panel in panels for word in panel.not_understood))
    return replace(
        spec, kind=Kind.SCENE, panels=tuple(panels), subjects=named, relations=(), not_understood=left_out
    )


def _with_season_names(panels: list[PictureSpec], language: str) -> list[PictureSpec]:
    """Each panel lettered with its season, where every one has another."""
    seasons = [panel.season for panel in panels]
    if None in seasons or len(set(seasons)) < len(seasons) or any(panel.texts for panel in panels):
        return panels
    names = dict(zip(Season, season_names(language), strict=True))
    return [
        replace(panel, texts=(names[season],), text_places=("top",))
        for panel, season in zip(panels, seasons, strict=True)
        if season is not None
    ]


def _label(text: str) -> str:
    return text[:1].upper() + text[1:]


def _bare(panel: PictureSpec, whole: PictureSpec) -> PictureSpec:
    """A panel has the style of the whole and no text of its own."""
    return replace(
        panel,
        kind=Kind.SCENE,
        style=whole.style,
        texts=(),
        text_places=(),
        title="",
        setting_side="",
        panels=(),
        excluded=panel.excluded | whole.excluded,
    )


def _variants(whole: PictureSpec, parts: PanelParts, parse: Parse) -> list[PictureSpec]:
    """The same picture in other seasons, lights or weathers."""
    if parts.texts:
        panels = [parse(text) for text in parts.texts]
    elif parts.shots:
        panels = _shots(parse(parts.frame), parts.shots)
    elif parts.seasons:
        panels = [replace(parse(parts.frame), season=season) for season in parts.seasons]
    else:
        panels = [replace(parse(parts.frame), time_of_day=time) for time in parts.times]
    return [_seasonal(_bare(panel, whole)) for panel in panels]


def _shots(panel: PictureSpec, shots: Sequence[str]) -> list[PictureSpec]:
    """One event from afar and from near; every third is the cry of it before rays, the last is at sunset."""
    place = panel.settings or _OUT_OF_DOORS
    panels = [replace(panel, framing=shot or None, settings=place) for shot in shots]
    for at in range(_SPLASH, len(panels), _SPLASH + 1):
        panels[at] = replace(panels[at], framing=None, settings=panel.settings)
    if panel.time_of_day is None:
        panels[-1] = replace(panels[-1], time_of_day=TimeOfDay.SUNSET)
    return panels


def _seasonal(panel: PictureSpec) -> PictureSpec:
    """Trees wear their season; without a place of its own the panel is open land."""
    if panel.season is None:
        return panel
    color = _FOLIAGE[panel.season]
    subjects = tuple(
        replace(one, concept=_TREE, color=color) if one.concept in _LEAFY and one.color is None else one
        for one in panel.subjects
    )
    return replace(panel, subjects=subjects, settings=panel.settings or _OPEN_LAND)


def _listed(whole: PictureSpec, parts: PanelParts, parse: Parse) -> list[PictureSpec]:
    """Panels told one by one; what the first says of somebody holds for the later ones."""
    frame = parse(parts.frame)
    known: dict[str, Subject] = {one.concept: one for one in frame.subjects}
    panels: list[PictureSpec] = []
    for text in parts.texts:
        panel = _bare(_with_hero(text, _parse_named(text, parse), frame, parse), whole)
        subjects = tuple(_as_before(one, known) for one in panel.subjects)
        for one in subjects:
            known.setdefault(one.concept, one)
        panel = replace(panel, subjects=subjects, relations=panel.relations)
        panels.append(_in_same_place(panel, frame, panels))
    if parts.is_before_after:
        panels = _brightened(panels)
    return _on_plain_ground(panels, frame)


def _brightened(panels: list[PictureSpec]) -> list[PictureSpec]:
    """What was before is dull, what came after bright, unless the prompt names the light."""
    if any(panel.time_of_day is not None for panel in panels):
        return panels
    lights = (TimeOfDay.OVERCAST, TimeOfDay.DAY)
    return [replace(panel, time_of_day=light) for panel, light in zip(panels, lights, strict=False)]


def _with_hero(text: str, panel: PictureSpec, frame: PictureSpec, parse: Parse) -> PictureSpec:
    """`a day of a cat: eating, climbing a tree`: who the story is about does what the panel tells."""
    hero = next((one for one in frame.subjects if is_animate(one.concept)), None)
    if hero is None or any(is_animate(one.concept) for one in panel.subjects if one.count == 1):
        return panel
    return parse(f"{hero.word} {text}")


def _parse_named(text: str, parse: Parse) -> PictureSpec:
    """A single word is a thing even where it could be a colour: `apple, orange, plum`."""
    panel = parse(text)
    is_word = not panel.subjects and not panel.settings and len(text.split()) == 1
    return replace(parse(f"an {text}"), prompt=text, palette=()) if is_word else panel


def _as_before(subject: Subject, known: dict[str, Subject]) -> Subject:
    before = known.get(subject.concept)
    if before is None:
        return subject
    return replace(
        subject,
        color=subject.color or before.color,
        hair=subject.hair or before.hair,
        hair_style=subject.hair_style or before.hair_style,
        role=subject.role or before.role,
    )


def _in_same_place(panel: PictureSpec, frame: PictureSpec, earlier: Sequence[PictureSpec]) -> PictureSpec:
    """Who is not named again is still there, and so is the place."""
    before = earlier[-1] if earlier else frame
    subjects = panel.subjects or tuple(
        replace(one, pose=None) for one in before.subjects[:1] if not panel.settings
    )
    settings = panel.settings or frame.settings or (before.settings if len(before.subjects) else ())
    if not subjects and not settings:
        settings = _OPEN_LAND  # nothing of it was understood: rather land than abstract shapes
    return replace(panel, subjects=subjects, settings=settings)


def _on_plain_ground(panels: list[PictureSpec], frame: PictureSpec) -> list[PictureSpec]:
    """A set of single things, one a panel, needs no places."""
    is_set = all(
        len(one.subjects) == 1 and not one.settings and one.subjects[0].pose is None for one in panels
    )
    kinds = {one.subjects[0].concept for one in panels} if is_set else set()
    if not is_set or len(kinds) < len(panels) or frame.settings:
        return panels
    return [replace(one, settings=_PLAIN) for one in panels]

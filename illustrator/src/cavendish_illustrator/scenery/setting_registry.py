"""Finds the setting templates, one module each under `settings/`, and paints the one a picture asks for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

import cavendish_illustrator.settings
from cavendish_illustrator.company.grouping import plan_company
from cavendish_illustrator.company.setting_choice import default_setting, flies_alone, place_for_company
from cavendish_illustrator.discovery import offered_by_modules
from cavendish_illustrator.figures.doings.stations import at_their_stations
from cavendish_illustrator.figures.drawings.cast import Scheme
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import Field
from cavendish_illustrator.picture_spec import PictureSpec, Season, Subject, TimeOfDay, Weather
from cavendish_illustrator.scenery.aurora import aurora
from cavendish_illustrator.scenery.combined_places import INDOORS, place_meant_together
from cavendish_illustrator.scenery.fireworks import fireworks
from cavendish_illustrator.scenery.flag_strings import flag_strings
from cavendish_illustrator.scenery.land_water import lay_water, waters_in
from cavendish_illustrator.scenery.land_weather import weather_the_land
from cavendish_illustrator.scenery.lands_beyond import lands_beyond
from cavendish_illustrator.scenery.rainbows import RAINBOW, rainbow, wants_rainbow
from cavendish_illustrator.scenery.string_lights import string_lights
from cavendish_illustrator.scenery.wall_climbers import overgrowth_named
from cavendish_illustrator.understanding.place_words.cross_section_words import section_named
from cavendish_illustrator.understanding.place_words.place_order import named_places

_FIREWORKS = frozenset({"new_year", "fireworks"})
"""Named after another place, they light its sky."""


TREES = frozenset({"palm-tree", "deciduous-tree", "evergreen-tree"})
"""An aerial view has its own, seen from above."""
_WINTRY, _AUTUMNAL = "winter_forest", "autumn_forest"
_STRING_LIGHTS, _AURORA, _FESTIVAL = "string_lights", "aurora", "carnival"
_SEEN_FAR_OFF = frozenset({"sailboat", "canoe", "speedboat", "motor-boat", "ship", "automobile", *TREES})
DOTS_FROM_ABOVE = frozenset(
    {"beach-parasol", "umbrella", "umbrella-on-ground", "house", "houses", "cottage", "barn", "beach-towel"}
)
"""What the aerial views paint themselves."""
_PEOPLE, _CROWD = frozenset({"person", "man", "woman", "child", "tourist"}), 3
_FROM_ABOVE = (
    ("market_from_above", frozenset({"market", "christmas_market", "night_market"})),
    ("shore_from_above", frozenset({"beach", "sea", "tropical_island", "coral_reef", "island"})),
    ("town_from_above", frozenset({"city", "skyline", "street", "old_town", "town_square"})),
    ("fields_from_above", frozenset({"village", "farm"})),
    ("forest_from_above", frozenset({"forest", "autumn_forest", "winter_forest", "jungle", "river"})),
    (
        "fields_from_above",
        frozenset({"meadow", "farm", "wheat_field", "flower_field", "village", "vineyard", "hills"}),
    ),
)
"""What `aerial view of` shows of which places, in this order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingTemplate:
    """How to paint a place. Every module of `settings/` ends in `SETTINGS = (SettingTemplate(...), ...)`."""

    names: tuple[str, ...]
    paint: Callable[[Canvas, PictureSpec], None]
    times: tuple[TimeOfDay, ...] = (TimeOfDay.DAY, TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR, TimeOfDay.DAWN)
    """Lights the seed chooses from when the prompt names none."""
    forced_time: TimeOfDay | None = None
    may_mirror: bool = True
    """False where a place has lettering."""


@cache
def _templates() -> dict[str, SettingTemplate]:
    found: Iterator[tuple[SettingTemplate, ...]] = offered_by_modules(
        cavendish_illustrator.settings, "SETTINGS"
    )
    return {name: template for templates in found for template in templates for name in template.names}


_TABLE_ALONE = "table_top"
"""A place that is only a table; with figures behind a table of their own, they sit where they belong."""


def setting_names() -> frozenset[str]:
    """Every name a spec's `settings` may hold with effect."""
    return frozenset(_templates())


def _is_far_below(one: Subject) -> bool:
    """Whether it is seen from high above as a boat or a tree is, or as one of many dots."""
    is_crowd = one.concept in _PEOPLE and one.count >= _CROWD
    return one.concept in _SEEN_FAR_OFF | DOTS_FROM_ABOVE or is_crowd


_ON_HEIGHTS = frozenset({"cliff_town", "santorini", "fjord"})
"""What is looked down on from a height is shown as it is seen from there."""


def _seen_from_above(spec: PictureSpec) -> str | None:
    """Name of the aerial view of a place; figures are drawn from the side, so few may be in it."""
    is_on_height = not _ON_HEIGHTS.isdisjoint(spec.settings[:1])
    if spec.framing != "top" or is_on_height or not all(map(_is_far_below, spec.subjects)):
        return None
    named = set(spec.settings)
    return next((view for view, places in _FROM_ABOVE if named & places), None)


def _cut_open(spec: PictureSpec, seed: int) -> str | None:
    """Name of the isometric piece of a room, or of land where things stand on it."""
    if spec.framing != "isometric":
        return None
    named = spec.settings or (default_setting(spec, seed),)
    if not INDOORS.isdisjoint(named) or "table_top" in named:
        return "isometric_room"
    return "isometric_tile" if spec.subjects else None


def chosen_setting(spec: PictureSpec, seed: int) -> str:
    """Name of the first setting we know, else one that suits the subjects."""
    view = section_named(spec) or _seen_from_above(spec) or _cut_open(spec, seed)
    if view is not None:
        return view
    meant = place_meant_together(spec)
    if meant is not None:
        return meant
    is_table_drawn = any(plan.scheme is Scheme.TABLE for plan in plan_company(at_their_stations(spec)))
    for name in spec.settings:
        if name in _templates() and not (is_table_drawn and name == _TABLE_ALONE):
            return name
    return place_for_company(spec, seed) if is_table_drawn else default_setting(spec, seed)


def chosen_template(spec: PictureSpec, seed: int) -> SettingTemplate:
    """Return how the place of a picture is painted."""
    return _templates()[chosen_setting(spec, seed)]


def _time_for(template: SettingTemplate, spec: PictureSpec, rng: np.random.Generator) -> TimeOfDay:
    if template.forced_time is not None:
        return template.forced_time
    if _AURORA in spec.settings:
        return TimeOfDay.NIGHT
    if spec.time_of_day is not None:
        return spec.time_of_day
    by_weather = _time_by_weather(spec)
    chosen = by_weather or template.times[int(rng.integers(len(template.times)))]
    return _COLD_LIGHT.get(chosen, chosen) if is_snowy(spec) else chosen


def _time_by_weather(spec: PictureSpec) -> TimeOfDay | None:
    """The light that the weather brings; a rainbow has the sun behind us."""
    if spec.weather is Weather.STORM or "storm_sea" in spec.settings:
        return TimeOfDay.STORM
    if any(subject.concept == RAINBOW for subject in spec.subjects):
        return TimeOfDay.DAY
    if spec.weather is Weather.FOG and spec.season in (Season.AUTUMN, Season.SPRING):
        return TimeOfDay.DAWN  # whose mist leaves the leaves their colour
    if spec.weather in (Weather.RAIN, Weather.FOG):
        return TimeOfDay.OVERCAST
    is_bright = spec.weather in _BY_DAY or spec.season is Season.SUMMER
    return TimeOfDay.DAY if is_bright else None


_SHELTERED = frozenset({"library", "stage", "cave", "underwater", "space"})
"""Where no weather comes."""
_COLD_LIGHT = {TimeOfDay.SUNSET: TimeOfDay.OVERCAST, TimeOfDay.GOLDEN_HOUR: TimeOfDay.DAWN}
"""Nobody asked for a red sky over the snow."""
_BY_DAY = (Weather.CLEAR, Weather.WIND)
_AWNING = "awning"
_HOUSES = frozenset({"house", "houses", "half-timbered-house", "townhouse"})
_ROWS_OF_HOUSES = frozenset(
    {
        "street",
        "market",
        "alley",
        "hill_street",
        "carnival",
        "christmas_market",
        "old_town",
        "town_square",
        "harbour",
    }
)


def _is_row_of_houses(subject: Subject) -> bool:
    return subject.concept in _HOUSES and subject.count > 1


def _howls(spec: PictureSpec) -> bool:
    return any(subject.pose == "howling" for subject in spec.subjects)


def render_setting(spec: PictureSpec, size: tuple[int, int], seed: int) -> Canvas:
    """Paint the background a picture asks for, ready for subjects; the same seed gives the same pixels."""
    template = chosen_template(spec, seed)
    rng = np.random.default_rng(seed)
    has_fireworks = not _FIREWORKS.isdisjoint(spec.settings) and _FIREWORKS.isdisjoint(template.names)
    time = TimeOfDay.NIGHT if has_fireworks else _time_for(template, spec, rng)
    canvas = Canvas(size, time, seed)
    canvas.asked = frozenset(subject.concept for subject in spec.subjects)
    canvas.wants_great_moon = time is TimeOfDay.NIGHT and (
        flies_alone(spec) or _howls(spec) or spec.framing == "silhouette"
    )
    canvas.is_sheltered = not _SHELTERED.isdisjoint(template.names)
    canvas.is_snowy = is_snowy(spec) and not canvas.is_sheltered
    canvas.region, canvas.overgrowth = street_region(spec), overgrowth_named(spec.prompt)
    canvas.awning = next((s.color or "" for s in spec.subjects if s.concept == _AWNING), "")
    canvas.weather, canvas.wants_aurora = spec.weather, _AURORA in spec.settings
    place = chosen_setting(spec, seed)
    has_water = waters_in(spec, place) is not None
    canvas.beyond = lands_beyond(named_places(spec.settings), place, has_water=has_water)
    template.paint(canvas, spec)
    lay_water(canvas, spec, place)
    weather_the_land(canvas, spec.weather, is_snowy=canvas.is_snowy, is_autumnal=spec.season is Season.AUTUMN)
    canvas.stage.is_whole |= canvas.wants_great_moon and canvas.disc is not None
    canvas.stage.is_whole |= flies_alone(spec) and bool(canvas.stage.tags)  # past a landmark, seen in full
    if _ROWS_OF_HOUSES.intersection(template.names) and any(map(_is_row_of_houses, spec.subjects)):
        canvas.stage.tags |= _HOUSES  # they are the street's own
    if _ROWS_OF_HOUSES.intersection(template.names):
        canvas.stage.tags |= {_AWNING}
    if has_fireworks:
        fireworks(canvas)
    _deck_out(canvas, spec, template)
    canvas.roll_off(1.1)
    return canvas


def _deck_out(canvas: Canvas, spec: PictureSpec, template: SettingTemplate) -> None:
    """What hangs in the sky or over the ground wherever it was asked for."""
    if wants_rainbow(canvas, spec):
        rainbow(canvas)
    if canvas.wants_aurora and not canvas.is_indoors:
        aurora(canvas)
    if _STRING_LIGHTS in spec.settings and "rooftop_terrace" not in template.names:
        string_lights(canvas)
    if _FESTIVAL in spec.settings and _FESTIVAL not in template.names and not canvas.is_indoors:
        flag_strings(canvas)


_GABLED = "dutch"
"""The gabled fronts that every town has where nobody named a region."""


def street_region(spec: PictureSpec) -> str:
    """How the fronts of a town's streets are built; empty for gabled ones."""
    return "" if spec.region == _GABLED else spec.region


_VIEWS = (
    "lake", "river", "sea", "storm_sea", "beach", "harbour", "fjord", "snowy_mountains", "alps",
    "mountains", "space", "city", "skyline", "paris", "new_york", "london", "tokyo", "venice", "santorini",
    "old_town", "winter_forest", "autumn_forest", "forest", "jungle", "desert", "vineyard",
    "lavender_field", "village", "park", "meadow", "castle", "underwater", "moon_surface", "mars",
    "volcano",
)  # fmt: skip
"""What a room's window may look out on, in this order."""


def view_named(spec: PictureSpec) -> str | None:
    """The land that was named besides a room."""
    return next((name for name in _VIEWS if name in spec.settings), None)


def paint_view(spec: PictureSpec, name: str, size: tuple[int, int], time: TimeOfDay, seed: int) -> Field:
    """What is seen of a place through a window of that size."""
    small = Canvas(size, time, seed)
    small.is_snowy, small.region = is_snowy(spec), street_region(spec)
    outside = replace(spec, settings=(name,), subjects=(), relations=(), texts=())
    _templates()[name].paint(small, outside)
    small.roll_off(1.1)
    return small.img


def is_snowy(spec: PictureSpec) -> bool:
    """Whether the land should lie under snow."""
    return spec.weather is Weather.SNOW or spec.season is Season.WINTER or _WINTRY in spec.settings


def is_autumnal(spec: PictureSpec) -> bool:
    """Whether leaves should be red and gold."""
    return spec.season is Season.AUTUMN or _AUTUMNAL in spec.settings

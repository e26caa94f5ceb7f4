"""Settles what land is meant: trees by a road are no wood, a wet street has its puddles, hills are Tuscan."""

import re
from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import (
    PictureSpec,
    Relation,
    RelationKind,
    Season,
    Subject,
    TimeOfDay,
    Weather,
)
from cavendish_illustrator.understanding.mends.served_together import without_subject
from cavendish_illustrator.vocabulary.concept_classes import any_animate

_WOODS: Final = frozenset({"forest", "autumn_forest", "winter_forest"})
_ROADS: Final = frozenset({"lane", "road", "street", "alley", "park", "hills", "valley", "tuscany"})
_TREES: Final = re.compile(
    r"\b(trees?|drzew\w*|b[aä]um\w*|árbol\w*|arbres?|alber[oi]|árvores?|bomen|boom|дерев\w*|strom\w*)\b",
    re.IGNORECASE,
)
_WOOD: Final = re.compile(
    r"\b(\w*forests?|woods?|woodland|las\w*|lesi\w*|le[sś]n\w*|\w*wäld\w*|\w*wald\w*|bosques?|selva|forêts?|bois|"
    r"bosc\w+|forest\w+|florest\w+|mata|\w*bos|\w*bossen|woud|ліс\w*|les[aeuy]?|lesn\w*)\b",
    re.IGNORECASE,
)


def _trees_line_roads(spec: PictureSpec) -> PictureSpec:
    """`a country road with trees` is a road, not a wood."""
    is_wooded = not _WOODS.isdisjoint(spec.settings) and not _ROADS.isdisjoint(spec.settings)
    if not is_wooded or not _TREES.search(spec.prompt) or _WOOD.search(spec.prompt):
        return spec
    return replace(spec, settings=tuple(name for name in spec.settings if name not in _WOODS))


_PATHS: Final = frozenset({"lane", "road"})


def _paths_lead_through_woods(spec: PictureSpec) -> PictureSpec:
    """`a path in the forest`, `a road through the woods` show the wood; it has its path."""
    is_path = bool(spec.settings) and spec.settings[0] in _PATHS and not _WOODS.isdisjoint(spec.settings)
    if not is_path or not _WOOD.search(spec.prompt):
        return spec
    return replace(spec, settings=tuple(name for name in spec.settings if name not in _PATHS))


_PUDDLE: Final = "puddle-water"
_PAVED: Final = frozenset({"street", "city", "cyberpunk_city", "alley", "old_town", "town_square", "market"})
_BY_STREETS: Final = frozenset(
    {"bus-shelter", "street_lamp", "tram", "bus", "taxi", "automobile", "neon-sign"}
)
_AFLOAT: Final = frozenset({"paper-boat", "sailboat", "lotus"})
"""What floats in a puddle."""


def _streets_are_wet(spec: PictureSpec) -> PictureSpec:
    """The puddles of a street are its wet ground; one that somebody is busy with stays a thing."""
    index = spec.index_of(_PUDDLE)
    concepts = {one.concept for one in spec.subjects}
    is_street = not _PAVED.isdisjoint(spec.settings) or (not spec.settings and bool(concepts & _BY_STREETS))
    if index is None or not is_street:
        return spec
    others = {r.subject + r.target - index for r in spec.relations if index in (r.subject, r.target)}
    tied = [spec.subjects[other] for other in others]
    is_tied = any_animate(tied) or any(one.concept in _AFLOAT for one in tied)
    is_played_in = any(one.pose in ("jumping", "splashing", "drinking") for one in spec.subjects)
    if is_tied or is_played_in:
        return spec
    place = spec.settings or (("cyberpunk_city",) if spec.time_of_day is TimeOfDay.NEON else ("street",))
    spec = without_subject(spec, index)
    return replace(spec, settings=place, weather=spec.weather or Weather.AFTER_RAIN)


_TUSCAN: Final = re.compile(r"\b(tosc?an|toskan|тоскан)\w*", re.IGNORECASE)
_TUSCANY: Final = "tuscany"
_COUNTRY: Final = frozenset({"hills", "meadow", "farm", "lane", "road", "valley"})


def _hills_are_tuscan(spec: PictureSpec) -> PictureSpec:
    """`colline toscane`, `eine toskanische Landschaft`: the people's name says which hills."""
    is_land = not spec.settings or not _COUNTRY.isdisjoint(spec.settings[:2])
    is_open = is_land and _TUSCANY not in spec.settings and not any_animate(spec.subjects)
    if (
        not is_open
        or not _TUSCAN.search(spec.prompt)
        or not (spec.settings or _LANDSCAPE.search(spec.prompt))
    ):
        return spec
    return replace(spec, settings=(_TUSCANY, *spec.settings))


_SNOWY: Final = re.compile(
    r"\b(snowy|snow.covered|[zo]a?śnież\w*|verschneit\w*|schneebedeckt\w*|nevad[oa]s?|enneigé\w*|innevat\w*|besneeuwd\w*|"
    r"засніжен\w*|zasněžen\w*|himal\w*)\b",
    re.IGNORECASE,
)
_PEAKS: Final = re.compile(
    r"\b(peaks?|summits?|szczyt\w*|gipfel\w*|picos?|cumbres?|sommets?|cim[ae]|vett[ae]|toppen|bergtop\w*|вершин\w*|"
    r"vrchol\w*|behind|background|backdrop)\b",
    re.IGNORECASE,
)


def _snow_covers_villages(spec: PictureSpec) -> PictureSpec:
    """`a snowy mountain village` lies under snow itself; one under snowy peaks does not."""
    is_village = "village" in spec.settings and "snowy_mountains" in spec.settings
    if not is_village or spec.season or spec.weather or _PEAKS.search(spec.prompt):
        return spec
    return replace(spec, season=Season.WINTER) if _SNOWY.search(spec.prompt) else spec


_MOON: Final = re.compile(
    r"\b(moon|mond|mondes|księżyc\w*|luna|lune|lua|maan|місяц\w*|měsíc\w*)('s)?\b", re.IGNORECASE
)
_GLOBES: Final = ("globe-showing-europe-africa", "globe-showing-americas", "globe-showing-asia-australia")


def _earth_rises_over_the_moon(spec: PictureSpec) -> PictureSpec:
    """`the earth seen from the moon`: where the earth is in the sky one stands on the moon."""
    is_earth = spec.index_of(*_GLOBES) is not None and not spec.settings
    if not is_earth or not _MOON.search(spec.prompt):
        return spec
    return replace(spec, settings=("moon_surface", "space"), time_of_day=None)


_CANAL: Final = re.compile(
    r"\b(canals?|gracht\w*|kanał\w*|kan[aá]l\w*|canales|canaux|canale|canais|канал\w*)\b", re.IGNORECASE
)


def _canals_run_through_towns(spec: PictureSpec) -> PictureSpec:
    """`Amsterdam houses reflected in the canal`: a canal of the Low Countries lies between its fronts."""
    is_river = spec.region == "dutch" and spec.settings[:1] == ("river",)
    if not is_river or not _CANAL.search(spec.prompt):
        return spec
    return replace(spec, settings=("amsterdam", "old_town", *spec.settings))


def _buses_of_london_are_tall(spec: PictureSpec) -> PictureSpec:
    """In London a bus has two decks."""
    index = spec.index_of("bus")
    if index is None or "london" not in spec.settings:
        return spec
    return spec.with_subject(index, replace(spec.subjects[index], concept="double-decker"))


_UMBRELLA: Final = "umbrella"
_MOST_WALKERS: Final = 3


def _umbrellas_are_carried(spec: PictureSpec) -> PictureSpec:
    """The umbrellas of a rainy street are over people's heads."""
    index = spec.index_of(_UMBRELLA)
    is_rainy = spec.weather is Weather.RAIN and not _PAVED.isdisjoint(spec.settings)
    is_alone = len(spec.subjects) == 1 and not spec.relations
    if index is None or not (is_rainy and is_alone) or spec.subjects[index].count < _MOST_WALKERS:
        return spec
    people = Subject(concept="person", word=spec.subjects[index].word, count=_MOST_WALKERS, pose="walking")
    subjects = (people, replace(spec.subjects[index], count=1))
    return replace(
        spec, subjects=subjects, relations=(Relation(kind=RelationKind.HOLDING, subject=0, target=1),)
    )


def _neon_is_of_streets(spec: PictureSpec) -> PictureSpec:
    """Neon signs in the rain hang in a street, whether it was named or not."""
    is_nowhere = not spec.settings and not spec.subjects
    if spec.time_of_day is not TimeOfDay.NEON or not is_nowhere:
        return spec
    return replace(spec, settings=("cyberpunk_city", "city"))


_LANDSCAPE: Final = re.compile(
    r"\b(landscape|countryside|krajobraz\w*|pejzaż\w*|landschaft\w*|paisaje|campiña|paysage|campagne|paesaggio|"
    r"campagna|paisagem|landschap|краєвид\w*|пейзаж\w*|krajin\w*)\b",
    re.IGNORECASE,
)
_MENDS: Final = (
    _trees_line_roads,
    _paths_lead_through_woods,
    _streets_are_wet,
    _hills_are_tuscan,
    _snow_covers_villages,
    _earth_rises_over_the_moon,
    _neon_is_of_streets,
    _canals_run_through_towns,
    _buses_of_london_are_tall,
    _umbrellas_are_carried,
)


def in_land_meant(spec: PictureSpec) -> PictureSpec:
    """The picture in the land that its words mean together."""
    for mend in _MENDS:
        spec = mend(spec)
    return spec

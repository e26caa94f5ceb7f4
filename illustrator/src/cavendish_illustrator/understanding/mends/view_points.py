"""From where a scene is seen: from behind, or through the window of a vehicle that is itself not in it."""

import re
from dataclasses import replace
from functools import cache
from typing import Final

from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.figures.people.from_behind import FROM_BEHIND
from cavendish_illustrator.picture_spec import Kind, PictureSpec, Spot, Subject
from cavendish_illustrator.understanding.reading.scene_draft import MOST_SUBJECTS
from cavendish_illustrator.vocabulary.concept_classes import is_animal, is_animate, is_food, is_in, is_person
from cavendish_illustrator.vocabulary.lexicon import read_topic
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases
from cavendish_illustrator.vocabulary.tokens import fold

WINDOWS: Final = (
    *("train_window", "plane_window", "ship_window", "car_window", "tent_opening"),
    *("cave_mouth", "stone_arch", "doorway"),
)
_VEHICLES: Final = {
    "train_window": frozenset({"carriage-window", "locomotive", "train", "railway-car", "tram", "window"}),
    "plane_window": frozenset({"airplane", "airplane-departure", "small-airplane", "window"}),
    "ship_window": frozenset({"ship", "submarine", "rocket", "flying-saucer", "porthole", "window"}),
    "car_window": frozenset({"automobile", "bus", "school-bus", "minibus", "window", "oncoming-automobile"}),
    "tent_opening": frozenset({"tent", "tent_camp", "camping"}),
    "cave_mouth": frozenset({"cave", "hole"}),
    "stone_arch": frozenset({"rock-arch", "arch", "gate", "wedding_arch"}),
    "doorway": frozenset({"open-doorway", "door"}),
}
_ROOMS: Final = frozenset(
    {
        "train_compartment", "train_station", "railway", "plane_cabin", "airport_hall", "airport", "campsite",
        "bus_interior", "window", "window_view", "window_outlook", "windowsill", "railway_station", "camping",
    }
)  # fmt: skip
"""Places that only the window's vehicle brought."""
_FROM_WITHIN: Final = frozenset({"cave", "camp_site"})
"""Where one looks from is not what is seen."""
_TURNED: Final = frozenset({None, "standing", "walking", "wondering_at", "smiling", "stargazing", "waving"})
_NOT_BACKS: Final = re.compile(r"\s+(?:a|an|the|his|her|its|their|my|our|your)\b")
"""What after `from behind` names what somebody comes out from."""


def with_view_point(spec: PictureSpec) -> PictureSpec:
    """Turn backs to us, or set the window through which the land is seen."""
    spec = _without_our_camera(spec)
    if spec.kind is not Kind.SCENE:
        return spec
    return _shop_from_outside(_through_window(_from_behind(spec)))


_OUR_CAMERA: Final = re.compile(
    r"\b(?:(?:in|into|at|towards?|facing) (?:the |our )?(?:camera|lens)|in die kamera|zur kamera"
    r"|w (?:kamere|obiektyw|aparat)|do (?:kamery|obiektywu|objektivu|aparatu)|(?:a|hacia) (?:la )?camara"
    r"|(?:vers )?(?:l'objectif|la camera)|in camera|(?:l'obiettivo|nell'obiettivo)"
    r"|para (?:a )?(?:camera|lente)|(?:naar|in) de (?:camera|lens)|[ву] (?:камеру|об'єктив))(?!\w)"
)
"""`looks into the camera`: what looks at us is no thing of the picture."""
_CAMERAS: Final = frozenset({"camera", "camera-with-flash", "video-camera", "movie-camera"})
_INDOORS_BY_CHANCE: Final = frozenset({"bedroom", "room"})


def _without_our_camera(spec: PictureSpec) -> PictureSpec:
    """Who looks into the camera looks at us; nobody's camera is in the picture."""
    if not any(is_animate(one.concept) for one in spec.subjects):
        return spec
    found = _OUR_CAMERA.search(fold(spec.prompt))
    if found is None:
        return spec
    kept = [k for k, one in enumerate(spec.subjects) if one.concept not in _CAMERAS or one.color]
    chance = _INDOORS_BY_CHANCE if found.group() == "in camera" and spec.language == "it" else frozenset()
    settings = tuple(name for name in spec.settings if name not in chance)
    return replace(spec.with_subjects(kept), settings=settings)


def _shop_from_outside(spec: PictureSpec) -> PictureSpec:
    """An isometric shop with something parked before it is a building on a tile of land, no room cut open."""
    names = [name for name in spec.settings if name in _SHOPS]
    if spec.framing != "isometric" or not names or len(spec.subjects) >= MOST_SUBJECTS:
        return spec
    has_vehicle = any(one.concept in _PARKED for one in spec.subjects)
    if not has_vehicle and _OUTSIDE.search(fold(spec.prompt)) is None:
        return spec
    shop = Subject(concept=_SHOP, word=names[0], spot=Spot(depth="back", across="left"))
    before = tuple(
        replace(one, spot=one.spot or Spot(depth="front", across="right")) for one in spec.subjects
    )
    return replace(spec, subjects=(shop, *before), settings=(), relations=())


_SHOP: Final = "iso-shop"
_SHOPS: Final = frozenset(
    {
        *("storefront", "cafe_interior", "restaurant", "bar", "shop_interior", "bakery_interior", "bookshop"),
        *("diner", "barber_shop", "laundromat", "supermarket", "office"),
    }
)
_PARKED: Final = frozenset(
    {
        *("bicycle", "automobile", "van", "minibus", "delivery-truck", "motor-scooter", "motorcycle", "bus"),
        *("pickup-truck", "taxi", "sport-utility-vehicle", "kick-scooter", "food-truck"),
    }
)
_OUTSIDE: Final = re.compile(
    r"\b(?:outside|exterior|in front|parked|building|z zewnatrz|przed|budynek|davor|draussen|gebaude|vor dem"
    r"|fuera|edificio|delante|devant|batiment|davanti|esterno|fora|em frente|predio|buiten|gebouw|ervoor"
    r"|надворі|перед|будівл|venku|budova|pred)"
)


@cache
def _pattern(name: str, language: str) -> re.Pattern[str]:
    phrases = {*split_phrases(read_topic("view_words")[name].get(language, ""))}
    phrases |= {*split_phrases(read_topic("view_words")[name]["en"])}
    words = "|".join(re.escape(one).replace(r"\*", r"\w*") for one in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"\b(?:{words})(?!\w)")


def _from_behind(spec: PictureSpec) -> PictureSpec:
    """People and animals that stand, walk or look show us their backs."""
    prompt = fold(spec.prompt)
    found = _pattern("from_behind", spec.language).search(prompt)
    if found is None or (found.group() == "from behind" and _NOT_BACKS.match(prompt, found.end())):
        return spec
    turned = tuple(
        replace(one, pose=FROM_BEHIND)
        if (is_person(one.concept) or is_animal(one.concept)) and one.pose in _TURNED
        else one
        for one in spec.subjects
    )
    return replace(spec, subjects=turned)


def _through_window(spec: PictureSpec) -> PictureSpec:
    prompt = fold(spec.prompt)
    name = next((name for name in WINDOWS if _pattern(name, spec.language).search(prompt)), "")
    spec = _without_openers(spec) if name else spec
    if not name or any(is_animate(one.concept) and not _is_outside(one, name) for one in spec.subjects):
        return _among_passengers(spec, name)
    land = [place for place in spec.settings if place not in _ROOMS | _FROM_WITHIN]
    seen = [k for k, one in enumerate(spec.subjects) if one.concept not in _VEHICLES[name]]
    kept = [k for k in seen if not _is_on_sill(spec.subjects[k], name)]
    sill = tuple(spec.subjects[k].concept for k in seen if k not in kept)
    spec = spec.with_subjects(kept)
    if not land and not kept:
        land = ["clouds" if name == "plane_window" else "sea" if name == "ship_window" else "hills"]
    place = land or ["hills"]
    return replace(spec, settings=(*place, name), motifs=sill)


_LOOKED_THROUGH: Final = frozenset({"stone_arch", "doorway"})
_OPENERS: Final = frozenset({"opening", "open"})


def _without_openers(spec: PictureSpec) -> PictureSpec:
    """The opening that one looks through is nobody who opens something."""
    kept = [k for k, one in enumerate(spec.subjects) if one.pose not in _OPENERS or one.concept != "person"]
    return spec.with_subjects(kept) if len(kept) < len(spec.subjects) else spec


def _is_outside(one: Subject, name: str) -> bool:
    """Whether somebody stands in the land that is seen, not where one looks from."""
    return name in _LOOKED_THROUGH or (name in _SHELTERS and is_animal(one.concept))


_SHELTERS: Final = frozenset({"tent_opening", "cave_mouth"})


def _among_passengers(spec: PictureSpec, name: str) -> PictureSpec:
    """Who looks out of a train sits in it, the land behind the window; nobody rides on its roof."""
    inside = _INTERIORS.get(name)
    if inside is None:
        return spec
    kept = [k for k, one in enumerate(spec.subjects) if one.concept not in _VEHICLES[name]]
    land = tuple(place for place in spec.settings if place not in _ROOMS)
    spec = spec.with_subjects(kept)
    dry = tuple(replace(one, is_in_water=False) for one in spec.subjects)
    return replace(spec, subjects=dry, settings=(inside, *land))


_INTERIORS: Final = {"train_window": "train_interior", "plane_window": "plane_cabin"}


_LIES_ABOUT_M: Final = 0.6
"""What is no taller lies at the opening of a tent."""


def _is_on_sill(one: Subject, name: str) -> bool:
    """Whether it lies on the little table before the window, or on the floor of a tent."""
    if name in _LOOKED_THROUGH:
        return False
    if name == "tent_opening":
        return not is_animate(one.concept) and real_height(one.concept) <= _LIES_ABOUT_M
    return is_in(one.concept, "vessel") or is_food(one.concept) or one.concept in _SMALL


_SMALL: Final = frozenset(
    {
        *("open-book", "books", "book", "closed-book", "notebook", "thermos", "laptop", "glasses"),
        *("mobile-phone", "newspaper", "headphone", "backpack", "bottle", "sheet-music-page"),
    }
)

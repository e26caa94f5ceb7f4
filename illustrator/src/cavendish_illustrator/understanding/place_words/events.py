"""Puts what an event is known by where it is held: a bonfire on the square, an arch on the beach."""

import re
from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import Kind, PictureSpec, Spot, Subject
from cavendish_illustrator.understanding.reading.scene_draft import MOST_SUBJECTS

_FIRE: Final = re.compile(
    r"\b(bonfires?|campfires?|ognisk\w+|lagerfeuer\w*|osterfeuer|johannisfeuer|sonnwendfeuer|fogatas?|hogueras?|"
    r"feux? de (camp|joie|la saint jean)|falò|fogueiras?|kampvuur|vreugdevuur|paasvuur|багатт\w+|вогнищ\w+|"
    r"ватр\w+|táborák\w*|ohniště|vatr[auy])\b",
    re.IGNORECASE,
)
_CAMP, _CAMPFIRE = "camp_site", "campfire"
_FIRES: Final = frozenset({"campfire", "fire", "blaze", "flame-sign"})
_OPEN: Final = frozenset(
    {
        "town_square", "street", "old_town", "village", "carnival", "beach", "meadow", "garden", "park",
        "hills", "snowfield", "mountains", "lake", "river", "desert", "steppe", "farm", "castle", "cliff",
        "market", "dune_coast", "savanna", "city",
    }
)  # fmt: skip
_WEDDING, _ARCH = "wedding", "wedding_arch"
_GROUNDS: Final = frozenset(
    {
        "beach", "vineyard", "lavender_field", "cliff", "lake", "mountains", "tuscany", "desert", "castle",
        "tropical_island", "meadow", "hills", "rooftop", "santorini", "snowfield", "park", "village", "farm",
    }
)  # fmt: skip
_BUNTING: Final = "bunting"
_PARTY, _FESTIVAL, _ROOM = "birthday_party", "carnival", "room"
"""A party with a bonfire is no birthday in a room."""
_EASTER: Final = "easter"


def with_events(spec: PictureSpec) -> PictureSpec:
    """The picture with the bonfire or the arch of its event where the prompt holds it."""
    if spec.kind is not Kind.SCENE:
        return spec
    return _flags_hang_there(_weddings_are_held_there(_bonfires_burn_there(spec)))


def _flags_hang_there(spec: PictureSpec) -> PictureSpec:
    """A festival has strings of flags from edge to edge already."""
    kept = [index for index, one in enumerate(spec.subjects) if one.concept != _BUNTING]
    return spec.with_subjects(kept) if _FESTIVAL in spec.settings else spec


def _bonfires_burn_there(spec: PictureSpec) -> PictureSpec:
    """`dancing on the square, a bonfire` shows the square with a fire on it, no camp and no fireworks."""
    dropped = {_CAMP, "forest"} | ({_EASTER, "meadow"} if _EASTER in spec.settings else set())
    settings = tuple(name for name in spec.settings if name not in dropped)
    if settings[:1] == (_PARTY,) and _FIRE.search(spec.prompt):
        settings = (_FESTIVAL, *(name for name in settings[1:] if name != _ROOM))
    if _OPEN.isdisjoint(settings) or not _FIRE.search(spec.prompt):
        return spec
    spec = replace(spec, settings=settings)
    fire = next((i for i, one in enumerate(spec.subjects) if one.concept in _FIRES), None)
    if fire is not None:
        return spec.with_subject(fire, replace(spec.subjects[fire], concept=_CAMPFIRE))
    if len(spec.subjects) >= MOST_SUBJECTS:
        return spec
    return replace(spec, subjects=(*spec.subjects, Subject(concept=_CAMPFIRE, word=_CAMPFIRE, size="big")))


def _weddings_are_held_there(spec: PictureSpec) -> PictureSpec:
    """`a wedding on the beach` is on the beach, under an arch of flowers."""
    if spec.settings[:1] != (_WEDDING,) or _GROUNDS.isdisjoint(spec.settings):
        return spec
    left = tuple(name for name in spec.settings if name not in (_WEDDING, "garden"))
    if len(spec.subjects) >= MOST_SUBJECTS:
        return replace(spec, settings=left)
    arch = Subject(concept=_ARCH, word=_WEDDING, size="giant", spot=Spot(depth="back", across="middle"))
    couple = () if spec.subjects else _couple()
    return replace(spec, settings=left, subjects=(*couple, *spec.subjects, arch))


def _couple() -> tuple[Subject, ...]:
    return Subject(concept="bride", word=_WEDDING), Subject(concept="groom", word=_WEDDING)

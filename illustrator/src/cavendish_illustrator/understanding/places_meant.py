"""Settles where a picture is when its words mean another place: shops from within, walls, towns on a back."""

import re
from dataclasses import replace
from typing import Final

from cavendish_illustrator.cross_section_words import section_named
from cavendish_illustrator.picture_spec import Kind, PictureSpec, Relation, RelationKind, Subject
from cavendish_illustrator.shops import shop_named
from cavendish_illustrator.understanding.concept_classes import is_animate, is_person
from cavendish_illustrator.understanding.ground_color import names_wall
from cavendish_illustrator.understanding.scene_draft import MOST_SUBJECTS
from cavendish_illustrator.understanding.served_together import without_subject
from cavendish_illustrator.understanding.tokens import tokenise

_SHOP, _WALL, _CAFE = "storefront", "house_wall", "cafe_interior"
_SIGN, _HUNG_SIGN, _DOOR = "sign-board", "hanging-sign", "door"
_INSIDE: Final = re.compile(
    r"\b(interior|inside|indoors|wnętrz\w*|w środku|drinnen|im inneren|innenraum|dentro|intérieur|interno|"
    r"interieur|binnenin|інтер'єр\w*|всередині|interiér\w*|uvnitř|behind (the|his|her|a|its) counter|"
    r"on the counter|derrière (son|le) comptoir|comptoir|za ladą|(theke|tresen|ladentisch)|mostrador|bancone|"
    r"balcão|toonbank|прилавк\w*|za pultem|between the shelves|customers?)\b",
    re.IGNORECASE,
)
_OUTSIDE: Final = re.compile(
    r"\b(outside|window|front|shopfront|façade|facade|sign|witryn\w*|schaufenster|escaparate|vitrine|vetrina|"
    r"etalage|вітрин\w*|výloh\w*|street|in front of|vor (dem|der)|devant|davanti|em frente|przed)\b",
    re.IGNORECASE,
)
_SEEN_ON_WALLS: Final = frozenset(
    {
        *("door", "bicycle", "motor-scooter", "motorcycle", "ladder", "bench", "chair", "street_lamp"),
        *("hanging-sign", "sign-board", "geranium-pot", "flower-pot", "postbox", "window", "cargo-bike"),
        *("broom", "guitar", "surfboard", "skateboard", "cat", "black-cat", "fire-hydrant", "phone-booth"),
    }
)
"""What leans on or stands before a wall out of doors."""
_BACK: Final = re.compile(
    r"\b(on (the|its|his|her) (back|shell|belly|tummy|head)|on the back of|"
    r"auf (dem|ihrem|seinem) (rücken|panzer|bauch)|"
    r"na (grzbiecie|plecach|skorupie|brzuchu)|(en|sobre) (el|la|su) (lomo|espalda|caparazón|barriga)|"
    r"sur (le|son|sa) (dos|carapace|ventre)|sul (dorso|guscio)|sulla (schiena|pancia)|nas costas|no casco|"
    r"op (de|zijn|haar) (rug|schild|buik)|на (спині|панцирі|череві)|na (hřbetě|zádech|krunýři|břiše))\b",
    re.IGNORECASE,
)
_TOWNS: Final = frozenset(
    {
        "city",
        "village",
        "old_town",
        "town_square",
        "castle",
        "skyline",
        "treehouse",
        "street",
        "market",
        "cabin",
    }
)
_DRAWN_AS_SCENES: Final = frozenset({Kind.INFOGRAPHIC, Kind.SCENE, Kind.DIAGRAM})
"""A diagram of something cut open is a picture of it."""
_MOUND: Final = "town-on-mound"
_OPEN_LAND: Final = "hills"


def in_places_meant(spec: PictureSpec) -> PictureSpec:
    """The picture in the place that its words mean together."""
    if spec.kind in _DRAWN_AS_SCENES and section_named(spec) is not None:
        spec = replace(spec, kind=Kind.SCENE, title="", topic="", motifs=(), lines=())
    if spec.kind is not Kind.SCENE:
        return spec
    return _walls_are_seen(_signs_are_hung(_towns_are_borne(_shops_are_entered(spec))))


def _shops_are_entered(spec: PictureSpec) -> PictureSpec:
    """`a tavern interior` is seen from within; `behind his counter` is in a shop."""
    if spec.settings[:1] != (_SHOP,) or not _INSIDE.search(spec.prompt) or _OUTSIDE.search(spec.prompt):
        return spec
    shop = shop_named(spec.prompt)
    inside = _CAFE if shop is None else shop.inside
    return replace(spec, settings=(inside, "room", *spec.settings[1:]))


def _towns_are_borne(spec: PictureSpec) -> PictureSpec:
    """A town on a turtle's back is a thing on the turtle, in whatever land is left."""
    town = next((name for name in spec.settings if name in _TOWNS), None)
    bearer = next((i for i, one in enumerate(spec.subjects) if _bears(one)), None)
    is_full = len(spec.subjects) >= MOST_SUBJECTS
    if town is None or bearer is None or is_full or not _BACK.search(spec.prompt):
        return spec
    subjects = [
        replace(one, size="giant", pose=None) if index == bearer else one
        for index, one in enumerate(spec.subjects)
    ]
    subjects.append(Subject(concept=_MOUND, word=town))
    tie = Relation(kind=RelationKind.ON, subject=len(subjects) - 1, target=bearer)
    settings = tuple(name for name in spec.settings if name not in _TOWNS) or (_OPEN_LAND,)
    return replace(spec, subjects=tuple(subjects), relations=(*spec.relations, tie), settings=settings)


def _bears(subject: Subject) -> bool:
    return is_animate(subject.concept) and not is_person(subject.concept) and subject.count == 1


def _signs_are_hung(spec: PictureSpec) -> PictureSpec:
    """The words of a shop's sign stand over its window; beside a door they hang from the wall."""
    index = next((i for i, one in enumerate(spec.subjects) if one.concept in (_SIGN, _HUNG_SIGN)), None)
    if index is None:
        return spec
    if spec.settings[:1] == (_SHOP,) and spec.texts:
        return without_subject(spec, index)
    has_door = any(one.concept == _DOOR for one in spec.subjects)
    if not has_door or spec.subjects[index].concept == _HUNG_SIGN:
        return spec
    hung = replace(spec.subjects[index], concept=_HUNG_SIGN, pose=None)
    return replace(spec, subjects=(*spec.subjects[:index], hung, *spec.subjects[index + 1 :]))


def _walls_are_seen(spec: PictureSpec) -> PictureSpec:
    """What stands before a wall that was named, or is on a door, is out of doors beside a house."""
    if spec.settings or not spec.subjects or any(is_person(one.concept) for one in spec.subjects):
        return spec
    concepts = {one.concept for one in spec.subjects}
    is_door = _DOOR in concepts or _HUNG_SIGN in concepts
    is_wall = not concepts.isdisjoint(_SEEN_ON_WALLS) and names_wall(tokenise(spec.prompt))
    return replace(spec, settings=(_WALL,)) if is_door or is_wall else spec

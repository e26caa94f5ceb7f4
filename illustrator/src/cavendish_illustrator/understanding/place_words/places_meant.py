"""Settles where a picture is when its words mean another place: shops from within, walls, towns on a back."""

import re
from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import Kind, PictureSpec, Relation, RelationKind, Subject
from cavendish_illustrator.understanding.design_words.ground_color import names_wall
from cavendish_illustrator.understanding.mends.parts_of_houses import flats_are_seen_within
from cavendish_illustrator.understanding.mends.served_together import without_subject
from cavendish_illustrator.understanding.place_words.cross_section_words import section_named
from cavendish_illustrator.understanding.place_words.feasts import with_feast
from cavendish_illustrator.understanding.place_words.furnished_places import with_what_is_needed
from cavendish_illustrator.understanding.place_words.land_words import in_land_meant
from cavendish_illustrator.understanding.place_words.market_goods import with_goods_of_market
from cavendish_illustrator.understanding.place_words.shops import is_within_shop, shop_named, shop_selling
from cavendish_illustrator.understanding.reading.scene_draft import MOST_SUBJECTS
from cavendish_illustrator.vocabulary.concept_classes import any_animate, is_animate, is_person
from cavendish_illustrator.vocabulary.tokens import tokenise

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
        "door", "bicycle", "motor-scooter", "motorcycle", "ladder", "bench", "chair", "street_lamp",
        "hanging-sign", "sign-board", "geranium-pot", "flower-pot", "postbox", "window", "cargo-bike",
        "broom", "guitar", "surfboard", "skateboard", "cat", "black-cat", "fire-hydrant", "phone-booth",
    }
)  # fmt: skip
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
    for mend in _MENDS:
        spec = mend(spec)
    return spec


def _shops_are_entered(spec: PictureSpec) -> PictureSpec:
    """`a tavern interior` is seen from within; `behind his counter` is in a shop."""
    if spec.settings[:1] != (_SHOP,) or _OUTSIDE.search(spec.prompt):
        return spec
    if any(one.concept in _OF_ROOMS for one in spec.subjects):
        return replace(spec, settings=(_CAFE, "room", *spec.settings[1:]))
    shop = shop_named(spec.prompt)
    inside = _CAFE if shop is None else shop.inside
    is_among_goods = any_animate(spec.subjects) and inside in _OWN_ROOMS and is_within_shop(spec.prompt)
    if not is_among_goods and not _INSIDE.search(spec.prompt):
        return spec
    return replace(spec, settings=(inside, "room", *spec.settings[1:]))


_OF_ROOMS: Final = frozenset(
    {
        "chandelier",
        "fireplace",
        "bookshelf",
        "sofa",
        "armchair",
        "piano",
        "grand-piano",
        "pendant-lamp",
        "floor_lamp",
    }
)
"""With one of these a shop or a cafe is seen from within."""
_OWN_ROOMS: Final = frozenset({"bakery_interior", "bookshop", "barber_shop"})
"""Shops that have a drawing of their own from within."""


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


_COUNTER: Final = re.compile(
    r"\b(counter|comptoir|ladą|lady|theke|tresen|ladentisch|mostrador|bancone|balcão|toonbank|прилавк\w*|pult(em)?)\b",
    re.IGNORECASE,
)


def _counters_are_in_shops(spec: PictureSpec) -> PictureSpec:
    """A baker behind a counter full of croissants is in a bakery, wherever nobody said where."""
    is_elsewhere = bool(spec.settings) and spec.settings[0] != _TABLE
    is_kept = any_animate(spec.subjects)
    if is_elsewhere or not is_kept or not _COUNTER.search(spec.prompt):
        return spec
    shop = shop_selling([one.concept for one in spec.subjects])
    return replace(spec, settings=(_CAFE if shop is None else shop.inside, "room"))


_TABLE: Final = "table_top"
_ON_ROOF: Final = re.compile(
    r"\b(on (a|the) (rooftop|roof)s?|na dach(u|ach)|auf (dem|einem) dach|"
    r"(en|sobre) (la azotea|el tejado|un tejado|una azotea|los tejados)|sur (le|un|les|des) toits?|"
    r"su(l|i|un) tett[oi]|(no|num|nos) telhados?|op (het|een) dak|на даху|na střeše)\b",
    re.IGNORECASE,
)
_ROOF: Final = "rooftop"


def _roofs_are_stood_on(spec: PictureSpec) -> PictureSpec:
    """Who is on a roof is shown there, with the city behind."""
    is_there = _ROOF in spec.settings and any_animate(spec.subjects)
    if not is_there or not _ON_ROOF.search(spec.prompt):
        return spec
    return replace(spec, settings=(_ROOF, *(name for name in spec.settings if name != _ROOF)))


_LAUNDRY: Final = "laundromat"
_HANGS_IN: Final = frozenset(
    {"alley", "street", "old_town", "courtyard", "tenement_yard", "garden", "balcony", "rooftop", "village"}
)


def _washing_hangs_outside(spec: PictureSpec) -> PictureSpec:
    """The laundry of an alley or a yard hangs there; nobody means a room full of machines."""
    if _LAUNDRY not in spec.settings or _HANGS_IN.isdisjoint(spec.settings):
        return spec
    return replace(spec, settings=tuple(name for name in spec.settings if name != _LAUNDRY))


def _roofs_come_first(spec: PictureSpec) -> PictureSpec:
    """Where a rooftop and its town are named and nobody else, the roofs are what is seen."""
    if _ROOF not in spec.settings or spec.subjects or spec.settings[0] not in _UNDER_ROOFS:
        return spec
    return replace(spec, settings=(_ROOF, *(name for name in spec.settings if name != _ROOF)))


_UNDER_ROOFS: Final = frozenset({"city", "skyline", "old_town", "street", "town_square"})
_BATH: Final = re.compile(
    r"\b(bath ?tub|bath tub|wann[aęąy]|badewanne|bañera|baignoire|vasca da bagno|banheira|badkuip|"
    r"ванн\w|van[auě])\b",
    re.IGNORECASE,
)
_BATHROOM: Final = frozenset({"bathroom", "room"})
_LANDS: Final = re.compile(
    r"\b(field|meadow|forest|beach|desert|garden|mountain|sea|street|pole|łąk\w+|las|lesie|feld|wiese|wald|strand|"
    r"campo|bosque|playa|champ|forêt|plage|bosco|spiaggia|floresta|praia|veld|bos|полі|лісі|poli|lese)\b",
    re.IGNORECASE,
)


def _tubs_stand_in_fields(spec: PictureSpec) -> PictureSpec:
    """A bathtub in the middle of a field is a thing there, not a bathroom."""
    lands = tuple(name for name in spec.settings if name not in _BATHROOM)
    is_tub = "bathroom" in spec.settings and _BATH.search(spec.prompt) is not None
    if not is_tub or not lands or not _LANDS.search(spec.prompt) or len(spec.subjects) >= MOST_SUBJECTS:
        return spec
    if any(one.concept == "bathtub" for one in spec.subjects):
        return replace(spec, settings=lands)
    return replace(
        spec, settings=lands, subjects=(*spec.subjects, Subject(concept="bathtub", word="bathtub"))
    )


_PORTS: Final = frozenset({"harbour", "construction_site", "factory"})
_CRANE_BIRDS: Final = frozenset({"bird", "crane", "heron", "stork"})


def _cranes_of_ports_lift(spec: PictureSpec) -> PictureSpec:
    """The crane of a container port is no bird."""
    if _PORTS.isdisjoint(spec.settings):
        return spec
    subjects = tuple(
        replace(one, concept="crane-machine", pose=None)
        if one.concept in _CRANE_BIRDS and "crane" in one.word.lower()
        else one
        for one in spec.subjects
    )
    return replace(spec, subjects=subjects)


_GLOWING: Final = re.compile(
    r"\b(glow(ing|s)? from (the )?(inside|within)|lit from (the )?(inside|within)|snow (all )?around|"
    r"in the snow|leuchte\w* von innen|von innen leuchtend|świeci\w* od środka|iluminad[oa] por dentro|"
    r"éclairée? de l'intérieur|"
    r"illuminata (dall'interno|da dentro)|iluminada por dentro|van binnenuit verlicht|світиться зсередини)",
    re.IGNORECASE,
)


def _glasshouses_glow(spec: PictureSpec) -> PictureSpec:
    """A greenhouse that glows from within is seen from outside."""
    if spec.settings[:1] != ("greenhouse",) or spec.subjects or not _GLOWING.search(spec.prompt):
        return spec
    house = Subject(concept="glass-house", word="greenhouse")
    return replace(spec, settings=("garden",), subjects=(house,))


_OWNED: Final = re.compile(
    r"^['’]s? (old |little |tiny |small |cosy |cozy )?(workshop|room|kitchen|house|cottage|"
    r"shop|studio|office|hut|garden|farm|bedroom|library|laboratory|lab|forge|bakery|kiosk|cabin|tower|cave|"
    r"den|lair|attic|cellar|stall|window|waiting room)\b",
    re.IGNORECASE,
)
_LENT: Final = re.compile(
    r"^(['’]s)? ((old|little|tiny|small|fishing|floating|stone|wooden|mountain) )?"
    r"(village|town|cove|bay|camp|palace|"
    r"temple|settlement|harbou?r|port|market|bazaar|island|ruins?|monastery|fortress|longhouse|tomb|district|quarter|"
    r"colony|apiary|farm|dorp|dorf|stad|kamp)\b",
    re.IGNORECASE,
)
"""What is only called by a people: nobody stands in `a Viking village` for its name."""
_OF: Final = re.compile(
    r"\b(di un|di una|della|del|dello|de un|de una|de la|d['’]un|d['’]une|du|do|da|van een|"
    r"van de|eines|einer|des|der|beim|bei der|bei dem|chez le|chez la|bij de|at the|u) $",
    re.IGNORECASE,
)
"""What ends before the owner of a room, or whose waiting room it is."""


def _owners_are_out(spec: PictureSpec) -> PictureSpec:
    """A cobbler's workshop, `la cucina della nonna` and `Wartezimmer beim Tierarzt` name nobody in them."""
    tied = {index for r in spec.relations for index in (r.subject, r.target)}
    for index, one in enumerate(spec.subjects):
        is_tied = index in tied
        if is_person(one.concept) and not one.pose and _only_owns(spec, one.word, is_tied=is_tied):
            return _owners_are_out(without_subject(spec, index))
    return spec


def _only_owns(spec: PictureSpec, word: str, *, is_tied: bool) -> bool:
    at = spec.prompt.lower().find(word.lower())
    if at < 0:
        return False
    is_room = bool(spec.settings) and spec.settings[0] in _ROOMS
    behind = spec.prompt[at + len(word) :]
    is_owner = _OWNED.search(behind) is not None or _LENT.search(behind) is not None
    return is_owner or (is_room and not is_tied and _OF.search(spec.prompt[:at]) is not None)


_ROOMS: Final = frozenset(
    {
        "kitchen", "workshop", "room", "living_room", "bedroom", "library", "office", "laboratory", "attic",
        "waiting_room", "art_studio", "hospital", "shop_interior", "storefront", "garage", "barber_shop",
    }
)  # fmt: skip
_READING_ROOMS: Final = frozenset({"library", "bookshop", "classroom", "office"})
_GLOBE: Final = "globe-showing-europe-africa"


def _reading_rooms_have_globes(spec: PictureSpec) -> PictureSpec:
    """The `globo` of a library is the earth; one ladder does for its shelves."""
    if _READING_ROOMS.isdisjoint(spec.settings[:1]):
        return spec
    return replace(spec, subjects=tuple(map(_in_reading_room, spec.subjects)))


def _in_reading_room(subject: Subject) -> Subject:
    if subject.concept == "balloon" and "globo" in subject.word.lower():
        return replace(subject, concept=_GLOBE)
    if subject.concept in ("ladder", "stairs-steps", "sky-stairs"):
        return replace(subject, concept="ladder", count=1)
    return subject


_PARTY, _BUNTING = "birthday_party", "bunting"
_PARTY_GROUNDS: Final = frozenset({"garden", "park", "beach", "meadow", "street", "town_square", "camp_site"})


def _parties_are_held_outside(spec: PictureSpec) -> PictureSpec:
    """A party in a yard is in the yard, under a string of flags."""
    grounds = [name for name in spec.settings if name in _PARTY_GROUNDS]
    if spec.settings[:1] != (_PARTY,) or not grounds:
        return spec
    left = tuple(name for name in spec.settings if name not in (_PARTY, "room"))
    is_full = len(spec.subjects) >= MOST_SUBJECTS
    if is_full or any(one.concept == _BUNTING for one in spec.subjects):
        return replace(spec, settings=left)
    flags = Subject(concept=_BUNTING, word=_BUNTING)
    return replace(spec, settings=left, subjects=(*spec.subjects, flags))


_IN_SPACE: Final = frozenset({"ringed-planet", "satellite", "flying-saucer", "asteroid", _GLOBE})
_SPACECRAFT: Final = frozenset({"satellite", "rocket", "flying-saucer"})


def _astronauts_are_in_space(spec: PictureSpec) -> PictureSpec:
    """Astronauts and spacecraft beside a planet float in space; a globe in hands is a globe."""
    up = {one.concept for one in spec.subjects if one.concept in _SPACECRAFT or _is_astronaut(one)}
    near = {one.concept for one in spec.subjects if one.concept in _IN_SPACE}
    is_held = any(relation.kind is RelationKind.HOLDING for relation in spec.relations)
    is_up = bool(up and near) and len(up | near) > 1 and not is_held
    return replace(spec, settings=("space",)) if is_up and not spec.settings else spec


def _is_astronaut(one: Subject) -> bool:
    return "astronaut" in (one.concept, one.role)


_MENDS: Final = (
    *(in_land_meant, with_feast, _parties_are_held_outside, _astronauts_are_in_space),
    *(with_goods_of_market, _owners_are_out, _reading_rooms_have_globes),
    *(_shops_are_entered, _counters_are_in_shops, _towns_are_borne, _signs_are_hung, _walls_are_seen),
    *(
        _washing_hangs_outside,
        _roofs_come_first,
        _roofs_are_stood_on,
        _tubs_stand_in_fields,
        _cranes_of_ports_lift,
        _glasshouses_glow,
    ),
    *(flats_are_seen_within, with_what_is_needed),
)

"""Fits a designed piece to what it is about: drawings for its topic, no buffalo for the water cycle."""

from collections.abc import Set
from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import Kind, PictureSpec, Subject
from cavendish_illustrator.understanding.design_words.design_topics import DesignTopic
from cavendish_illustrator.understanding.design_words.emblem_signs import is_told_by_signs
from cavendish_illustrator.vocabulary.concept_classes import is_person
from cavendish_illustrator.vocabulary.lexicon import Match
from cavendish_illustrator.vocabulary.phrase_matcher import Reading
from cavendish_illustrator.vocabulary.tokens import tokenise

_GENRES: Final = frozenset(
    {"books", "true_crime", "horror", "romance", "fantasy", "science_fiction", "history"}
)
"""What a novel is, not what its cover shows where a place or a thing is named."""
_MARKS: Final = frozenset({Kind.LOGO, Kind.ICON, Kind.STICKER, Kind.PATTERN})
_TOPICAL: Final = _MARKS | {
    *(Kind.POSTER, Kind.BOOK_COVER, Kind.CARD, Kind.INFOGRAPHIC, Kind.MENU, Kind.BUSINESS_CARD),
    Kind.APP_SCREEN,
}
_SET_WORDS: Final = ("set", "zestaw", "conjunto", "jeu", "serie", "pack", "icons", "ikon", "iconos", "icones")
_SAID_BY_KIND: Final = frozenset({"about", "app", "apps", "cover", "set", "print"})
_BALLS: Final = {
    "volleyball": {
        **dict.fromkeys(("soccer-ball", "sphere-ball", "beach-ball"), "volleyball"),
        **dict.fromkeys(("goal-net", "fishing-net"), "sports-net"),
    },
    "basketball": dict.fromkeys(("soccer-ball", "sphere-ball"), "basketball"),
    "tennis": {"goal-net": "sports-net"},
}
"""What a ball and a net of no name are on a piece about a sport."""
_MARK_SUBJECTS: Final = {Kind.ICON: 4, Kind.PATTERN: 4, Kind.STICKER: 4}
_SETS: Final = frozenset({Kind.STICKER, Kind.PATTERN})
"""They show all of what a topic's word means: vegetables are more than a carrot."""
_SORTS: Final = frozenset(
    {
        "vegetables", "fruits", "insects", "instruments", "vehicles", "animals", "forest_animals",
        "farm_animals", "sea_animals", "jungle_animals",
    }
)  # fmt: skip
_FOR: Final = frozenset({"for", "dla", "na", "fur", "para", "pour", "per", "voor", "для", "pro"})
_POSTCARDS: Final = ("postcard", "pocztow", "postkart", "postal", "cartolina", "ansichtk", "pohledni")
_REACH: Final = 4
_ANYBODY: Final = frozenset({"person", "girl", "boy", "child", "woman", "man"})
_ROOMS: Final = frozenset({"room", "living_room", "bedroom", "kitchen", "nursery", "bathroom", "office"})
_DEVICES: Final = frozenset({"mobile-phone", "laptop", "desktop-computer", "tablet-device", "television"})
_WALLPAPERS: Final = frozenset(
    {
        "wallpaper", "wallpapers", "background", "lockscreen", "screensaver", "tapeta", "tapete",
        "hintergrund", "hintergrundbild", "fondo", "fond", "ecran", "sfondo", "fundo", "papel",
        "achtergrond", "шпалери", "заставка", "tlo", "pozadi",
    }
)  # fmt: skip
"""Words right beside a device that tell what the picture is for."""
EVENTS: Final = frozenset(
    {
        "carnival", "concert", "stage", "storefront", "christmas", "easter", "halloween", "new_year",
        "valentine", "birthday_party", "wedding", "market", "restaurant", "bar", "gym", "classroom",
        "school", "library", "cinema", "nightclub", "circus", "hospital", "office", "cafe_interior",
        "bakery_interior", "museum", "gallery", "workshop", "garage", "graduation", "school_building",
        "amusement_park", "ballroom", "supermarket", "shop_interior", "table_top", "studio", "plain",
        "basement", "laboratory", "zoo", "aquarium", "football_stadium", "picnic", "construction_site",
        "room", "living_room", "space", "galaxy", "barn", "church", "bathroom", "kitchen", "bedroom",
        "bakery", "barber_shop", "laundromat", "flower_shop", "nursery", "farm", "factory", "forest_floor",
        "attic",
    }
)  # fmt: skip
"""Places a topic brings with it; a poster about one shows its topic instead."""


def without_destination(spec: PictureSpec, reading: Reading) -> PictureSpec:
    """`wallpaper for my phone`, `a poster for a nursery`: what it is for is not in the picture."""
    gone: set[str] = set()
    for match in reading.matches:
        before = {token.plain for token in reading.tokens[max(0, match.start - _REACH) : match.start]}
        is_room = spec.kind is not Kind.SCENE and match.topic == "setting" and match.value in _ROOMS
        is_device = match.topic == "subject" and match.value in _DEVICES
        is_screen = is_device and not _around(match, reading).isdisjoint(_WALLPAPERS)
        is_before = is_room and any(m.topic == "kind" and m.start == match.end for m in reading.matches)
        if is_before or is_screen or ((is_room or is_device) and not before.isdisjoint(_FOR)):
            gone |= {match.value, "room"} if is_room else {match.value}  # `kinderkamer poster` is on its wall
    if not gone:
        return spec
    words = {w.plain for s in spec.subjects if s.concept in gone for w in tokenise(s.word)}
    settings = tuple(name for name in spec.settings if name not in gone)
    return _without(replace(spec, settings=settings), words, frozenset())


def _around(match: Match, reading: Reading) -> set[str]:
    """The two words before a match and the two after it."""
    return {token.plain for token in reading.tokens[max(0, match.start - 2) : match.end + 2]}


def _is_postcard(spec: PictureSpec) -> bool:
    """A postcard shows its place as a travel poster does."""
    return any(token.plain.startswith(_POSTCARDS) for token in tokenise(spec.prompt))


def about_topic(spec: PictureSpec, topic: DesignTopic | None) -> PictureSpec:
    """Return the piece with the motifs of its topic, in the place of things the topic's words named."""
    if spec.kind is Kind.CARD and spec.settings and spec.settings[0] not in EVENTS and _is_postcard(spec):
        spec = replace(spec, kind=Kind.POSTER)
    if topic is None or spec.kind not in _TOPICAL:
        return spec
    words = topic.words
    if not ((spec.texts and spec.kind is not Kind.CARD) or _is_one_of_the_things(spec, topic)):
        shown = frozenset(one.concept for one in spec.subjects if is_person(one.concept))
        right = shown if spec.kind is Kind.CARD else frozenset()
        spec = _without(spec, words, right if spec.kind in _SETS else right | frozenset(topic.shows))
    written = {token.plain for token in tokenise(spec.title)}
    known = words | written | _SAID_BY_KIND
    unknown = tuple(word for word in spec.not_understood if tokenise(word)[0].plain not in known)
    spec = replace(spec, topic=topic.name, motifs=topic.shows, not_understood=unknown)
    spec = replace(spec, subjects=_with_own_ball(_without_grown_ups(spec), topic.name))
    if spec.kind in _MARKS and not spec.subjects and not (topic.is_general and is_told_by_signs(spec)):
        return replace(spec, subjects=_motif_subjects(spec, _MARK_SUBJECTS.get(spec.kind, 1)))
    if topic.is_general and spec.settings and spec.settings[0] not in EVENTS:
        return replace(spec, motifs=())
    has_place = bool(spec.settings) and spec.settings[0] not in EVENTS
    if spec.kind is Kind.BOOK_COVER and topic.name in _GENRES and (has_place or spec.subjects):
        return replace(spec, motifs=())
    is_scene = spec.kind in {Kind.POSTER, Kind.BOOK_COVER} and has_place
    if is_scene and not spec.subjects:
        return replace(spec, subjects=_motif_subjects(spec, 1))
    return spec


def _is_one_of_the_things(spec: PictureSpec, topic: DesignTopic) -> bool:
    """Whether the topic's word names a thing to be seen: `a hedgehog with a cup of tea`.

    A sticker or a pattern of a sort alone shows the whole of it: `a sticker sheet with vegetables`.
    """
    if spec.kind not in _SETS:
        return topic.is_listed
    if topic.name not in _SORTS and not topic.is_general:
        return True
    return any(not {t.plain for t in tokenise(one.word)} <= topic.words for one in spec.subjects)


def _without_grown_ups(spec: PictureSpec) -> tuple[Subject, ...]:
    """Toys for whoever is born: the twins of `a card for the birth of twins` are no adults."""
    if spec.kind is not Kind.CARD or spec.topic != "baby":
        return spec.subjects
    toy = "teddy-bear"
    return tuple(replace(one, concept=toy) if one.concept in _ANYBODY else one for one in spec.subjects)


def _with_own_ball(subjects: tuple[Subject, ...], sport: str) -> tuple[Subject, ...]:
    """The ball and the net of the sport: a volleyball poster has no football."""
    own = _BALLS.get(sport, {})
    return tuple(replace(one, concept=own.get(one.concept, one.concept)) for one in subjects)


def _motif_subjects(spec: PictureSpec, most: int) -> tuple[Subject, ...]:
    is_set = spec.kind is not Kind.ICON or any(
        token.plain.startswith(_SET_WORDS) for token in tokenise(spec.prompt)
    )
    shown = spec.motifs[: most if is_set else 1]
    return tuple(Subject(concept=concept, word=concept) for concept in shown)


def _without(spec: PictureSpec, words: Set[str], right: frozenset[str]) -> PictureSpec:
    """Take out the things whose every word is among `words`, but for concepts that are `right`."""
    kept = [
        index
        for index, subject in enumerate(spec.subjects)
        if subject.concept in right or not {token.plain for token in tokenise(subject.word)} <= words
    ]
    return spec.with_subjects(kept)

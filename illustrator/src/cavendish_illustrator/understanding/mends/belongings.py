"""Gives people what is plainly theirs: clothes nobody wears, armour, a beard's colour, a breed's coat."""

import re
from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import Kind, PictureSpec, Relation, RelationKind, Subject
from cavendish_illustrator.understanding.mends.breeds import with_coats
from cavendish_illustrator.understanding.mends.served_together import without_subject
from cavendish_illustrator.understanding.reading.scene_draft import MOST_SUBJECTS
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_in, is_person
from cavendish_illustrator.vocabulary.tokens import fold

_BEARD: Final = "beard-worn"
_FACIAL_HAIR: Final = {
    _BEARD: re.compile(
        r"\b(?:bearded|brodat\w+|bartig\w*|barbud\w+|barbut\w+|barbu|baardig\w*|бородат\w+|vousat\w+)\b"
    ),
    "mustache": re.compile(
        r"\b(?:mustached|moustached|wasat\w+|schnurrbartig\w*|bigotud\w+|moustachu|baffut\w+|вусат\w+|knirat\w+)\b"
    ),
}
"""Adjectives, folded, for who has hair on the face."""
_SMOOTH: Final = frozenset(
    {"woman", "girl", "boy", "child", "baby", "old-woman", "queen", "princess", "bride"}
)
_ARMOUR: Final = "knight-armour"
_WHITE: Final = (
    "white",
    "bial",
    "siw",
    "weiss",
    "blanc",
    "bianc",
    "branc",
    "witte",
    "сив",
    "біл",
    "bil",
    "grey",
)
_GREY: Final = ("gray", "szar", "grau", "gris", "grig", "grij", "sed", "cinz")
_LARGE: Final = frozenset(
    {"house", "house-with-garden", "cottage", "barn", "castle", "hut", "building", "church"}
)
_BALLS: Final = {"basketball-player": "basketball", "tennis-player": "tennis-ball", "golfer": "golf-ball"}
_ANY_BALL: Final = frozenset(
    {
        "ball", "pilke", "pilka", "pilki", "pelota", "balon", "bola", "ballon", "balle", "palla", "bal",
        "мяч", "m'яч", "мячем", "mic", "micem",
    }
)  # fmt: skip
_INSTRUMENTS: Final = {
    "violin": ("violin", "fiddl", "skrzyp", "geig", "скрипал", "housl", "violon"),
    "cello": ("cell", "wioloncz", "віолонч"),
    "piano": ("pianis", "піан", "klavir"),
    "drum_kit": ("drum", "perkus", "schlagz", "bater", "batter", "барабан", "buben"),
    "saxophone": ("sax", "saks", "саксо"),
    "trumpet": ("trump", "trebacz", "tromp", "труб"),
    "flute": ("flaut", "flut", "flec", "flot", "флейт", "fletn"),
    "accordion": ("accord", "akord", "acord", "fisarm", "sanfon", "акорд"),
    "harp": ("harf", "harp", "arp", "арф"),
}
"""What players are called after."""
_APART: Final = frozenset({Kind.FLAT_LAY, Kind.PRODUCT_SHOT, Kind.PATTERN, Kind.ICON, Kind.LOGO})
"""Kinds that show clothes without anybody in them."""


def with_belongings(spec: PictureSpec) -> PictureSpec:
    """Return the picture with its people dressed in what was named for them."""
    for mend in (
        _hoses_are_no_snakes,
        _players_have_instruments,
        _balls_suit_the_game,
        _bands_play,
        _men_are_bearded,
        _armour_is_worn,
        _clothes_are_worn,
        _beards_are_white,
        with_coats,
        _houses_burn,
    ):
        spec = mend(spec)
    return spec


def _hoses_are_no_snakes(spec: PictureSpec) -> PictureSpec:
    """Polish and others call a fire hose a snake."""
    if not any(one.concept == "firefighter" for one in spec.subjects):
        return spec
    snake = next((i for i, one in enumerate(spec.subjects) if one.concept == "snake"), None)
    if snake is None:
        return spec
    subjects = (
        replace(one, pose="hosing") if one.concept == "firefighter" and one.pose is None else one
        for one in spec.subjects
    )
    return without_subject(replace(spec, subjects=tuple(subjects)), snake)


def _balls_suit_the_game(spec: PictureSpec) -> PictureSpec:
    """A basketball player's ball is no football, unless it was called one."""
    game = next((_BALLS[one.concept] for one in spec.subjects if one.concept in _BALLS), None)
    for index, ball in enumerate(spec.subjects):
        is_any = ball.concept == "soccer-ball" and fold(ball.word).split(" ")[0] in _ANY_BALL
        if game is not None and is_any and " " not in ball.word:
            spec = spec.with_subject(index, replace(ball, concept=game))
    return spec


def _players_have_instruments(spec: PictureSpec) -> PictureSpec:
    """A violinist who was given nothing plays the violin."""
    for index, one in enumerate(spec.subjects):
        has_one = any(is_in(s.concept, "instrument") for s in spec.subjects)
        if one.concept != "musician" or has_one or len(spec.subjects) >= MOST_SUBJECTS:
            continue
        word = fold(one.word)
        name = next((name for name, stems in _INSTRUMENTS.items() if any(s in word for s in stems)), None)
        if name is None:
            continue
        is_great = is_in(name, "too_big_to_hold")
        tie = RelationKind.BESIDE if is_great else RelationKind.HOLDING
        played = Relation(kind=tie, subject=index, target=len(spec.subjects))
        spec = spec.with_subject(index, replace(one, pose=one.pose or "playing"))
        thing = Subject(concept=name, word=one.word)
        spec = replace(spec, subjects=(*spec.subjects, thing), relations=(*spec.relations, played))
    return spec


def _bands_play(spec: PictureSpec) -> PictureSpec:
    """`three musicians: saxophone, bass and piano` have one instrument each."""
    band = next((i for i, one in enumerate(spec.subjects) if one.concept == "musician"), None)
    related = {index for r in spec.relations for index in (r.subject, r.target)}
    loose = [
        i for i, one in enumerate(spec.subjects) if is_in(one.concept, "instrument") and i not in related
    ]
    if band is None or len(loose) < 2 or not 1 < spec.subjects[band].count <= len(loose) + 1:
        return spec
    player = replace(spec.subjects[band], count=1, pose="playing")
    players = [band, *range(len(spec.subjects), len(spec.subjects) + spec.subjects[band].count - 1)]
    if players[-1] >= MOST_SUBJECTS:
        return spec
    spec = spec.with_subject(band, player)
    spec = replace(spec, subjects=(*spec.subjects, *[player] * (len(players) - 1)))
    ties = tuple(
        Relation(
            kind=RelationKind.BESIDE
            if is_in(spec.subjects[thing].concept, "too_big_to_hold")
            else RelationKind.HOLDING,
            subject=who,
            target=thing,
        )
        for who, thing in zip(players, loose, strict=False)
    )
    return replace(spec, relations=(*spec.relations, *ties))


def _men_are_bearded(spec: PictureSpec) -> PictureSpec:
    """`a bearded man`, `un boulanger moustachu` have on their face what the adjective says."""
    said = [
        (concept, m.group())
        for concept, words in _FACIAL_HAIR.items()
        if (m := words.search(fold(spec.prompt)))
    ]
    man = next(
        (i for i, s in enumerate(spec.subjects) if is_person(s.concept) and s.concept not in _SMOOTH), None
    )
    if not said or man is None or len(spec.subjects) >= MOST_SUBJECTS:
        return spec
    concept, word = said[0]
    if any(one.concept == concept for one in spec.subjects):
        return spec
    worn = Relation(kind=RelationKind.WEARING, subject=man, target=len(spec.subjects))
    left = tuple(w for w in spec.not_understood if not fold(w).startswith(word[:5]))
    hair = Subject(concept=concept, word=word)
    return replace(
        spec, subjects=(*spec.subjects, hair), relations=(*spec.relations, worn), not_understood=left
    )


def _armour_is_worn(spec: PictureSpec) -> PictureSpec:
    """`a knight in armour` has it on; a cat in armour is dressed as a knight."""
    for relation in spec.relations:
        wearer, thing = spec.subjects[relation.subject], spec.subjects[relation.target]
        if thing.concept != _ARMOUR or not is_animate(wearer.concept):
            continue
        if is_person(wearer.concept) and wearer.concept in {"man", "person"}:
            wearer = replace(wearer, concept="knight")
        elif wearer.concept != "knight":
            wearer = replace(wearer, role=wearer.role or "knight")
        spec = spec.with_subject(relation.subject, wearer)
        return without_subject(spec, relation.target)
    return spec


def _clothes_are_worn(spec: PictureSpec) -> PictureSpec:
    """Clothes that stand in no relation are of the person named last before them."""
    if spec.kind in _APART:
        return spec
    for index, thing in enumerate(spec.subjects):
        related = any(index in (r.subject, r.target) for r in spec.relations)
        if related or not is_in(thing.concept, "wearable") or thing.spot is not None:
            continue
        wearer = _unclad_before(spec, index)
        if wearer is not None:
            worn = Relation(kind=RelationKind.WEARING, subject=wearer, target=index)
            spec = replace(spec, relations=(*spec.relations, worn))
    return spec


def _unclad_before(spec: PictureSpec, index: int) -> int | None:
    """Who was named last before and does not wear such a thing yet."""
    has_it = {
        r.subject
        for r in spec.relations
        if r.kind is RelationKind.WEARING and spec.subjects[r.target].concept == spec.subjects[index].concept
    }
    people = (i for i in range(index) if is_person(spec.subjects[i].concept) and i not in has_it)
    return max(people, default=None)


def _beards_are_white(spec: PictureSpec) -> PictureSpec:
    """`a white beard` that the lexicon reads as one word keeps its colour, and an old man's is white."""
    for index, thing in enumerate(spec.subjects):
        if thing.concept != _BEARD or thing.color is not None:
            continue
        words = fold(thing.word)
        color = "#f2f2f0" if words.startswith(_WHITE) else "#9a9a98" if words.startswith(_GREY) else None
        spec = spec.with_subject(index, replace(thing, color=color))
    return spec


def _houses_burn(spec: PictureSpec) -> PictureSpec:
    """`a burning house` is a house with fire on its roof."""
    for index, house in enumerate(spec.subjects):
        is_burning = house.material == "fire" and house.concept in _LARGE
        if not is_burning or len(spec.subjects) >= MOST_SUBJECTS:
            continue
        spec = spec.with_subject(index, replace(house, material=None))
        fire = Subject(concept="blaze", word=house.word)
        above = Relation(kind=RelationKind.ON, subject=len(spec.subjects), target=index)
        spec = replace(spec, subjects=(*spec.subjects, fire), relations=(*spec.relations, above))
    return spec
